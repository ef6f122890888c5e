"""The HTML writer: one self-contained page, styled from the theme."""

from __future__ import annotations

from html import escape
from typing import assert_never

from reebrief.caveated import Caveated, Written
from reebrief.language import Language
from reebrief.themes import Style, Theme
from reebrief.tree import (
    Block,
    Blocks,
    CaveatLabel,
    CaveatLabels,
    CaveatMark,
    CaveatNote,
    CaveatText,
    Cite,
    Comment,
    Emphasis,
    Excerpt,
    Fields,
    Heading,
    Inline,
    InlineExcerpt,
    Inlines,
    Item,
    Link,
    List,
    Paragraph,
    Quote,
    Row,
    Strong,
    Table,
    Text,
)
from reebrief.writers.addresses import address
from reebrief.writers.notes import apart, by_section

_SELECTORS = {
    "title": "h1",
    "heading-1": "h2",
    "heading-2": "h3",
    "heading-3": "h4, h5, h6",
    "quote": "blockquote",
    "comment": ".comment",
    "field-name": "dt",
    "field-value": "dd",
    "caption": "caption",
    "table-header": "thead th",
    "table-cell": "tbody th, td",
    "header": ".running",
    "link": "a",
}
"""What a role is called in HTML; every other role is a class of its own name."""


def write(caveated: Caveated, theme: Theme, words: Language) -> Written:
    """Return the brief as one UTF-8 page without anything that another file would have to give."""
    writer = _Writer(words)
    body = writer.document(caveated)
    meta = caveated.brief.meta
    head = "\n".join(
        (
            "<!DOCTYPE html>",
            f'<html lang="{escape(meta.language)}">',
            "<head>",
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="generator" content="reebrief">',
            f"<title>{escape(meta.title)}</title>",
            f"<style>\n{style_sheet(theme)}</style>",
            "</head>",
            "<body>",
        )
    )
    page = f"{head}\n{body}\n</body>\n</html>\n"
    return Written(page.encode("utf-8", "replace"), frozenset(writer.parts))


class _Writer:
    def __init__(self, words: Language) -> None:
        self.words = words
        self.parts: set[str] = set()
        self.marked: set[int] = set()

    def document(self, caveated: Caveated) -> str:
        meta = caveated.brief.meta
        marking = f'<p class="marking">{escape(meta.marking)}</p>\n' if meta.marking else ""
        parts = [f"<main>\n{marking}"]
        for section, notes in by_section(caveated):
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
            f'<aside class="caveat-note" aria-label="{title}">\n<p><strong>{title}</strong></p>\n'
            f"<ol>\n{''.join(items)}</ol>\n</aside>\n"
        )

    def blocks(self, blocks: Blocks) -> str:
        return "".join(map(self.block, blocks))

    def block(self, block: Block) -> str:
        match block:
            case Heading():
                level = min(block.level + 1, 6)
                inside = self.inlines(block.inlines)
                return f'<h{level} id="{escape(block.id)}">{inside}</h{level}>\n'
            case Paragraph():
                return self.paragraph(block)
            case List():
                tag = "ol" if block.ordered else "ul"
                start = f' start="{block.start}"' if block.ordered and block.start != 1 else ""
                items = "".join(f"<li>{self.tight(item)}</li>\n" for item in block.items)
                return f"<{tag}{start}>\n{items}</{tag}>\n"
            case Quote():
                return f"<blockquote>\n{self.blocks(block.blocks)}</blockquote>\n"
            case Comment():
                return f'<div class="comment">\n{self.blocks(block.blocks)}</div>\n'
            case Excerpt():
                return self.blocks(block.blocks)
            case Item():
                return f'<article class="item">\n{self.blocks(block.blocks)}</article>\n'
            case Table():
                return self.table(block)
            case Fields():
                pairs = "".join(
                    f"<dt>{escape(f.name)}</dt><dd>{self.inlines(f.inlines)}</dd>\n"
                    for f in block.fields
                )
                return f"<dl>\n{pairs}</dl>\n"
            case CaveatLabels():
                labels = " · ".join(self.inline(label) for label in block.labels)
                return f'<p class="caveat-labels">{labels}</p>\n'
            case CaveatText():
                self.parts.add(block.part)
                return f'<p class="caveat-text">{self.inlines(block.inlines)}</p>\n'
            case _:
                assert_never(block)

    def paragraph(self, block: Paragraph) -> str:
        inside = self.inlines(block.inlines)
        if block.role == "title":
            return f"<h1>{inside}</h1>\n"
        anchor = f' id="{escape(block.id)}"' if block.id else ""
        role = "" if block.role == "body" else f' class="{block.role}"'
        return f"<p{anchor}{role}>{inside}</p>\n"

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
        caption = f"<caption>{self.inlines(table.caption)}</caption>\n" if table.caption else ""
        header = "".join(f'<th scope="col">{self.inlines(c.header)}</th>' for c in table.columns)
        rows = "".join(map(self.row, table.rows))
        return (
            f'<table id="{escape(table.id)}">\n{caption}<thead>\n<tr>{header}</tr>\n</thead>\n'
            f"<tbody>\n{rows}</tbody>\n</table>\n"
        )

    def row(self, row: Row) -> str:
        first, rest = row.cells[0], row.cells[1:]
        cells = "".join(f"<td>{self.tight(cell)}</td>" for cell in rest)
        return f'<tr><th scope="row">{self.tight(first)}</th>{cells}</tr>\n'

    def inlines(self, inlines: Inlines) -> str:
        comma = "<sup>,</sup>"
        return "".join(
            comma * after_mark + self.inline(inline) for after_mark, inline in apart(inlines)
        )

    def inline(self, inline: Inline) -> str:
        match inline:
            case Text():
                return escape(inline.text)
            case Strong():
                return f"<strong>{self.inlines(inline.inlines)}</strong>"
            case Emphasis():
                return f"<em>{self.inlines(inline.inlines)}</em>"
            case Link():
                inside = self.inlines(inline.inlines)
                href = inline.href if inline.href.startswith("#") else address(inline.href)
                return f'<a href="{escape(href)}">{inside}</a>' if href else inside
            case Cite() | InlineExcerpt():
                return self.inlines(inline.inlines)
            case CaveatLabel():
                self.parts.add(inline.part)
                return f'<span class="caveat-label">{escape(inline.text)}</span>'
            case CaveatMark(number=number):
                anchor = "" if number in self.marked else f' id="mark-{number}"'
                self.marked.add(number)
                return f'<sup><a{anchor} href="#note-{number}">{number}</a></sup>'
            case _:
                assert_never(inline)


def style_sheet(theme: Theme) -> str:
    """Return the theme as a style sheet; lengths are points, as on paper."""
    body = theme.styles["body"]
    line = theme.styles["table-cell"].rule or body.colour
    family = ", ".join(
        f'"{f.word}", "{f.regular.stem.split("-")[0]}"' for f in theme.fonts.values()
    )
    rules = [
        f"body {{ margin: 0; font-family: {family}, sans-serif; background: #fff; }}",
        "main { max-width: 46rem; margin: 0 auto; padding: 2rem 1.25rem; }",
        "dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1.25rem; }",
        "dd { margin: 0; }",
        "table { border-collapse: collapse; width: 100%; }",
        f"th, td {{ text-align: left; vertical-align: top; padding: 4pt 6pt; "
        f"border-bottom: 0.5pt solid #{line}; }}",
        "caption { text-align: left; }",
        "sup { line-height: 0; }",
        "li, td { overflow-wrap: anywhere; }",
        "p, h1, h2, h3, h4 { overflow-wrap: anywhere; }",
    ]
    rules += [_rule(style) for style in theme.styles.values()]
    rules.append(
        "@media print { main { max-width: none; padding: 0; }"
        " thead { display: table-header-group; } tr { break-inside: avoid; }"
        " h2, h3, h4 { break-after: avoid; } }"
    )
    return "\n".join(rules) + "\n"


def _rule(style: Style) -> str:
    selector = "body, p" if style.role == "body" else _SELECTORS.get(style.role, f".{style.role}")
    if style.role == "link":
        return f"a {{ color: #{style.colour}; }}"
    parts = [
        f"font-size: {style.size:g}pt",
        f"line-height: {style.leading / style.size:.3g}",
        f"color: #{style.colour}",
        f"font-weight: {'bold' if style.bold else 'normal'}",
        f"font-style: {'italic' if style.italic else 'normal'}",
    ]
    if style.role not in {
        "table-cell",
        "table-header",
        "caveat-label",
        "field-name",
        "field-value",
    }:
        parts.append(f"margin: {style.before:g}pt 0 {style.after:g}pt {style.indent:g}pt")
    if style.align != "left":
        parts.append(f"text-align: {style.align}")
    if style.background:
        parts.append(f"background: #{style.background}")
        parts.append("padding: 4pt 8pt")
    if style.rule and style.role.startswith("heading"):
        parts.append(f"border-bottom: 0.75pt solid #{style.rule}")
    elif style.rule and style.role != "table-cell":
        parts.append(f"border-left: 2pt solid #{style.rule}")
    return f"{selector} {{ {'; '.join(parts)}; }}"
