"""The HTML writer: one self-contained page, styled from the theme."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from html import escape
from typing import assert_never

from reebrief.document.annotated import AnnotatedBrief, Written
from reebrief.document.nodes import (
    Bar,
    Block,
    Blocks,
    CaveatLabel,
    CaveatLabels,
    CaveatMark,
    CaveatNote,
    CaveatText,
    Chart,
    Cite,
    Comment,
    Contents,
    Emphasis,
    Excerpt,
    Fields,
    Heading,
    Image,
    Inline,
    InlineExcerpt,
    Inlines,
    Item,
    LineBreak,
    Link,
    List,
    Node,
    Paragraph,
    Picture,
    Quote,
    Row,
    Section,
    Strong,
    Table,
    Text,
)
from reebrief.document.traverse import plain
from reebrief.templates.language import Language
from reebrief.templates.themes import Theme
from reebrief.writers.html.css import style_sheet
from reebrief.writers.html.svg import figure
from reebrief.writers.shared.cited_labels import labelled
from reebrief.writers.shared.endnotes import apart, by_section
from reebrief.writers.shared.table_of_contents import entries
from reebrief.writers.shared.urls import address
from reebrief.writers.text.direction import runs_leftward
from reebrief.writers.text.line_breaking import keep_together
from reebrief.writers.text.scripts import languages

_PIXELS = 96 / 72
"""A browser's pixels in a point."""


def write(annotated: AnnotatedBrief, theme: Theme, words: Language) -> Written:
    """Return the brief as one UTF-8 page without anything that another file would have to give."""
    writer = _Writer(theme, words, annotated.brief.sections)
    body = writer.document(annotated)
    meta = annotated.brief.meta
    head = "\n".join(
        (
            "<!DOCTYPE html>",
            f'<html lang="{escape(meta.language)}">',
            "<head>",
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="generator" content="reebrief">',
            f"<title>{escape(meta.title)}</title>",
            f"<style>\n{style_sheet(theme, meta.page)}</style>",
            "</head>",
            "<body>",
        )
    )
    page = f"{head}\n{body}\n</body>\n</html>\n"
    return Written(page.encode("utf-8", "replace"), frozenset(writer.parts))


def embedded(image: Image, alt: str, height: float | None = None) -> str:
    """Return an element that holds an image's bytes itself; ``height`` is in points."""
    data = base64.b64encode(image.data).decode()
    scale = height * _PIXELS / image.height if height else 1.0
    return (
        f'<img src="data:image/{image.kind};base64,{data}" alt="{escape(alt)}" '
        f'width="{max(1, round(image.width * scale))}" '
        f'height="{max(1, round(image.height * scale))}">'
    )


class _Writer:
    def __init__(self, theme: Theme, words: Language, sections: tuple[Section, ...]) -> None:
        self.theme = theme
        self.words = words
        self.sections = sections
        self.parts: set[str] = set()
        self.marked: set[int] = set()

    def document(self, annotated: AnnotatedBrief) -> str:
        meta = annotated.brief.meta
        marking = f'<p class="marking">{escape(meta.marking)}</p>\n' if meta.marking else ""
        parts = [f"<main>\n{marking}"]
        for section, notes in by_section(annotated):
            inside = self.blocks(section.blocks) + self.notes(notes)
            tag = "header" if section.kind == "header" else "section"
            parts.append(f'<{tag} class="{section.kind}">\n{inside}</{tag}>\n')
        return "".join([*parts, f"{marking}</main>"])

    def notes(self, notes: tuple[CaveatNote, ...]) -> str:
        if not notes:
            return ""
        items = []
        for note in notes:
            self.parts.add(note.part)
            back = f' <a href="#mark-{note.number}" aria-label="{note.number}">↩</a>'
            text = self.inlines(note.inlines)
            items.append(f'<li id="note-{note.number}" value="{note.number}">{text}{back}</li>\n')
        title = escape(self.words.notes)
        return (
            f'<div class="caveat-note" role="group" aria-label="{title}">\n'
            f"<p><strong>{title}</strong></p>\n<ol>\n{''.join(items)}</ol>\n</div>\n"
        )

    def blocks(self, blocks: Blocks) -> str:
        return "".join(map(self.block, blocks))

    def block(self, block: Block) -> str:  # noqa: C901  a case for each kind of node
        match block:
            case Heading():
                level = min(block.level + 1, 6)
                inside = self.inlines(block.inlines)
                way = _direction(block.inlines)
                return f'<h{level} id="{escape(block.id)}"{way}>{inside}</h{level}>\n'
            case Paragraph():
                return self.paragraph(block)
            case List():
                tag = "ol" if block.ordered else "ul"
                start = f' start="{block.start}"' if block.ordered and block.start != 1 else ""
                items = "".join(
                    f"<li{_direction(item[:1])}>{self.tight(item)}</li>\n" for item in block.items
                )
                return f"<{tag}{start}>\n{items}</{tag}>\n"
            case Quote() | Comment() | Excerpt() | Item():
                return self.around(block)
            case Table():
                return self.table(block)
            case Chart():
                return self.chart(block)
            case Bar():
                name = "bar outlined" if block.outlined else "bar"
                return f'<div class="{name}" style="width: {block.share:.1%}"></div>\n'
            case Picture():
                return self.picture(block)
            case Fields():
                pairs = "".join(
                    f"<dt>{escape(f.name)}</dt><dd>{self.inlines(f.inlines)}</dd>\n"
                    for f in block.fields
                )
                return f"<dl>\n{pairs}</dl>\n"
            case CaveatLabels():
                return f'<p class="caveat-labels">{self.labels(block)}</p>\n'
            case CaveatText():
                self.parts.add(block.part)
                name = "caveat-text" if block.role == "box" else f"caveat-{block.role}"
                return f'<p class="{name}">{self.inlines(block.inlines)}</p>\n'
            case Contents():
                return self.contents(block)
            case _:
                assert_never(block)

    def around(self, node: Quote | Comment | Excerpt | Item) -> str:
        inside = self.blocks(node.blocks)
        match node:
            case Quote():
                return f"<blockquote>\n{inside}</blockquote>\n"
            case Comment():
                return f'<div class="comment">\n{inside}</div>\n'
            case Item():
                return f'<article class="item">\n{inside}</article>\n'
            case Excerpt():
                return inside

    def contents(self, node: Contents) -> str:
        done, depth = "", 0
        for entry in entries(self.sections, node):
            done += "<ul>\n" if entry.level > depth else "</li>\n"
            done += "</ul>\n</li>\n" * (depth - entry.level)
            depth = entry.level
            done += f'<li><a href="#{escape(entry.id)}">{self.inlines(entry.inlines)}</a>'
        done += "</li>\n</ul>\n" * depth
        return f'<nav aria-label="{escape(self.words.contents)}">\n{done}</nav>\n' if done else ""

    def labels(self, node: CaveatLabels) -> str:
        said = [self.inline(label) for label in node.labels]
        if said and node.marks:
            said[-1] += self.inlines(node.marks)
        if node.beside:
            said.append(f'<span class="meta">{self.inlines(node.beside)}</span>')
        return " · ".join(said)

    def paragraph(self, block: Paragraph) -> str:
        inside = self.inlines(block.inlines)
        if block.role == "title":
            return f"<h1>{inside}</h1>\n"
        anchor = f' id="{escape(block.id)}"' if block.id else ""
        role = "" if block.role == "body" else f' class="{block.role}"'
        return f"<p{anchor}{role}{_direction(block.inlines)}>{inside}</p>\n"

    def tight(self, blocks: Blocks) -> str:
        """Write a list item or cell; one plain paragraph needs no element of its own."""
        match blocks:
            case (Paragraph(role="body", id=None) as only,):
                return self.inlines(only.inlines)
            case (Paragraph(role="body", id=None) as first, List() as second):
                return f"{self.inlines(first.inlines)}\n{self.block(second)}"
            case _:
                return self.blocks(blocks)

    def table(self, table: Table) -> str:
        above = () if table.titled else table.caption
        caption = f"<caption>{self.inlines(above)}</caption>\n" if above else ""
        right = [' class="right"' if c.align == "right" else "" for c in table.columns]
        header = "".join(
            f'<th{place} scope="col" role="columnheader">{self.inlines(c.header)}</th>'
            for c, place in zip(table.columns, right, strict=True)
        )
        if table.labels:
            labels = self.labels(table.labels)
            span = f' colspan="{len(table.columns)}"' if len(table.columns) > 1 else ""
            first = f'<th class="caveat-labels" scope="col" role="columnheader"{span}>{labels}</th>'
            header = f'{first}</tr>\n<tr class="columns" role="row">{header}'
        heads = [plain(column.header) for column in table.columns]
        rows = "".join(self.row(row, right, heads) for row in table.rows)
        said = plain(table.caption) or ", ".join(filter(None, heads))
        name = f' aria-label="{escape(said)}"' if said else ""
        columns = "" if table.labels else ' class="columns"'
        return (
            # A word wider than its column scrolls, also by the keyboard. A narrow screen stacks
            # the cells as blocks, which keep a table's meaning only by their roles.
            f'<div class="table" role="group" tabindex="0"{name}>\n'
            f'<table id="{escape(table.id)}">\n{caption}'
            f'<thead role="rowgroup">\n<tr{columns} role="row">{header}</tr>\n</thead>\n'
            f'<tbody role="rowgroup">\n{rows}</tbody>\n</table>\n</div>\n'
        )

    def chart(self, chart: Chart) -> str:
        caption = self.inlines(chart.caption)
        drawn = figure(chart, self.theme, self.words) if chart.drawn else ""
        return (
            f'<figure class="chart" id="{escape(chart.id)}">\n'
            f'<figcaption class="caption">{caption}</figcaption>\n'
            f"{drawn}{self.blocks(chart.data)}</figure>\n"
        )

    def picture(self, picture: Picture) -> str:
        if picture.height:
            return f'<p class="logo">{embedded(picture.shown, picture.alt, picture.height)}</p>\n'
        caption = self.inlines(picture.caption)
        named = f'<figcaption class="caption">{caption}</figcaption>\n' if caption else ""
        wide = f' style="width: {picture.share:.0%}"' if picture.share else ""
        return (
            f'<figure class="picture"{wide}>\n{named}'
            f"{embedded(picture.shown, picture.alt)}\n</figure>\n"
        )

    def row(self, row: Row, right: list[str], heads: list[str]) -> str:
        """Write a row, whose cells say their columns' heads where a narrow screen stacks them."""
        ways = [place + _direction(cell) for place, cell in zip(right, row.cells, strict=True)]
        head, *cells = map(self.tight, row.cells)
        said = [f' data-label="{escape(one)}"' if one else "" for one in heads]
        rest = "".join(
            f'<td{place} role="cell"{label}>{cell}</td>'
            for cell, place, label in zip(cells, ways[1:], said[1:], strict=True)
        )
        first = f'<th{ways[0]} scope="row" role="rowheader"{said[0]}>{head}</th>'
        return f'<tr role="row">{first}{rest}</tr>\n'

    def text(self, text: str) -> str:
        """Write text; words in another script say their language."""
        return "".join(
            f'<span lang="{language}">{escape(run)}</span>' if language else escape(run)
            for run, language in languages(keep_together(text), self.words.code)
        )

    def inlines(self, inlines: Inlines) -> str:
        comma = "<sup>,</sup>"
        return "".join(
            comma * after_mark + self.inline(inline) for after_mark, inline in apart(inlines)
        )

    def inline(self, inline: Inline) -> str:
        match inline:
            case Text():
                return self.text(inline.text)
            case LineBreak():
                return "<br>\n"
            case Strong():
                return f"<strong>{self.inlines(inline.inlines)}</strong>"
            case Emphasis():
                return f"<em>{self.inlines(inline.inlines)}</em>"
            case Link():
                inside = self.inlines(inline.inlines)
                href = inline.href if inline.href.startswith("#") else address(inline.href)
                return f'<a href="{escape(href)}">{inside}</a>' if href else inside
            case Cite() | InlineExcerpt():
                return self.inlines(labelled(inline))
            case CaveatLabel():
                self.parts.add(inline.part)
                return f'<span class="caveat-label">{escape(inline.text)}</span>'
            case CaveatMark(number=number):
                anchor = "" if number in self.marked else f' id="mark-{number}"'
                self.marked.add(number)
                return f'<sup><a{anchor} href="#note-{number}">{number}</a></sup>'
            case _:
                assert_never(inline)


def _direction(nodes: Sequence[Node]) -> str:
    """Return what says that a paragraph runs from right to left, "" where it does not."""
    return ' dir="rtl"' if runs_leftward(plain(nodes)) else ""
