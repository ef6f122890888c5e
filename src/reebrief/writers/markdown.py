"""The Markdown writer: pandoc's dialect, with pipe tables and footnotes."""

from __future__ import annotations

import hashlib
import re
from pathlib import PurePosixPath
from typing import assert_never
from urllib.parse import quote

from reebrief.document.annotated import AnnotatedBrief, Written
from reebrief.document.nodes import (
    Bar,
    Block,
    Blocks,
    CaveatLabel,
    CaveatLabels,
    CaveatMark,
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
    Paragraph,
    Picture,
    Quote,
    Section,
    Strong,
    Table,
    Text,
)
from reebrief.templates.language import Language
from reebrief.templates.themes import Theme
from reebrief.writers.shared.cited_labels import labelled
from reebrief.writers.shared.endnotes import apart
from reebrief.writers.shared.table_of_contents import entries

_ABBREVIATED = re.compile(
    r"\b(Mr|Mrs|Ms|Capt|Dr|Prof|Gen|Gov|e\.g|i\.e|Sgt|St|vol|vs|Sen|Rep|Pres|Hon|Rev|Ph\.D|M\.D"
    r"|M\.A|pp?|ch|chap|sec|cf|cp)\.(?=\s)"
)
"""Abbreviations after which pandoc would make of a space one that does not break."""

_DIGITS = 8
"""Hexadecimal digits of a picture's SHA-256 in the name of its file."""


def write(annotated: AnnotatedBrief, theme: Theme, words: Language) -> Written:  # noqa: ARG001  the same call for every format
    """Return the brief as Markdown that pandoc reads back with every caveat."""
    writer = _Writer(annotated.brief.sections)
    meta = annotated.brief.meta
    chunks = [_escape(meta.marking)] if meta.marking else []
    for section in annotated.brief.sections:
        chunks.extend(writer.chunks(section.blocks))
    for note in annotated.notes:
        writer.parts.add(note.part)
        chunks.append(f"[^{note.number}]: {writer.inlines(note.inlines)}")
    text = "\n\n".join(chunks) + "\n"
    data = text.encode("utf-8", "replace")
    return Written(data, frozenset(writer.parts), beside=writer.pictures)


class _Writer:
    def __init__(self, sections: tuple[Section, ...]) -> None:
        self.sections = sections
        self.parts: set[str] = set()
        self.pictures: dict[str, bytes] = {}

    def chunks(self, blocks: Blocks) -> list[str]:
        """Return blocks as chunks of lines, to be parted by empty lines."""
        return [chunk for block in blocks for chunk in self.block(block)]

    def block(self, block: Block) -> list[str]:  # noqa: C901, PLR0911  a case for each kind of node
        match block:
            case Heading():
                mark = "#" * min(block.level + 1, 6)
                return [f"{mark} {self.inlines(block.inlines)} {{#{block.id}}}"]
            case Paragraph():
                return [self.paragraph(block)]
            case List():
                return ["\n".join(self.items(block))]
            case Quote() | Comment():
                inside = "\n\n".join(self.chunks(block.blocks))
                return ["\n".join(f"> {line}".rstrip() for line in inside.split("\n"))]
            case Excerpt() | Item():
                return self.chunks(block.blocks)
            case Table():
                return self.table(block)
            case Chart():
                return self.chart(block)
            case Bar():
                return []
            case Picture():
                return self.picture(block)
            case Fields():
                lines = [f"**{_escape(f.name)}:** {self.inlines(f.inlines)}" for f in block.fields]
                return ["\\\n".join(lines)]
            case CaveatLabels():
                return [self.labels(block)]
            case CaveatText():
                self.parts.add(block.part)
                text = self.inlines(block.inlines)
                return [text if block.role == "entry" else f"> {text}"]
            case Contents():
                return self.contents(block)
            case _:
                assert_never(block)

    def contents(self, node: Contents) -> list[str]:
        lines = [
            f"{'    ' * (entry.level - 1)}- [{self.inlines(entry.inlines)}](#{entry.id})"
            for entry in entries(self.sections, node)
        ]
        return ["\n".join(lines)] if lines else []

    def labels(self, node: CaveatLabels) -> str:
        labels = " · ".join(map(self.inline, node.labels))
        said = _wrapped("**", labels) + self.inlines(node.marks)
        beside = self.inlines(node.beside)
        return " · ".join(filter(None, (said, _wrapped("*", beside))))

    def paragraph(self, block: Paragraph) -> str:
        inside = self.inlines(block.inlines)
        if block.role == "title":
            return f"# {inside}"
        text = f"*{inside}*" if block.role in {"subtitle", "meta"} and "*" not in inside else inside
        return f"[{text}]{{#{block.id}}}" if block.id else text

    def items(self, block: List) -> list[str]:
        lines: list[str] = []
        for n, item in enumerate(block.items, block.start):
            mark = f"{n}. " if block.ordered else "- "
            text = "\n\n".join(self.chunks(item))
            first, *rest = text.split("\n")
            lines.append(mark + first)
            lines += [(" " * len(mark) + line).rstrip() for line in rest]
        return lines

    def table(self, table: Table) -> list[str]:
        total = sum(c.weight for c in table.columns)
        dashes = [
            "-" * max(3, round(60 * c.weight / total)) + ":" * (c.align == "right")
            for c in table.columns
        ]
        rows = [[self.inlines(c.header) for c in table.columns], dashes]
        rows += [[" ".join(self.cell(cell)) for cell in row.cells] for row in table.rows]
        lines = [f"| {' | '.join(row)} |" for row in rows]
        above = () if table.titled else table.caption
        caption = f"Table: {self.inlines(above)} {{#{table.id}}}" if above else ""
        labels = [self.labels(table.labels)] if table.labels else []
        return [*labels, "\n".join(lines), *([caption] if caption else [])]

    def chart(self, chart: Chart) -> list[str]:
        """Return a chart's caption, what is said instead of its drawing, and its table."""
        caption = _wrapped("**", self.inlines(chart.caption))
        named = [f"[{caption}]{{#{chart.id}}}"] if caption else []
        said = [f"*{_escape(chart.alt)}*"] if chart.alt and chart.drawn else []
        return [*named, *said, *self.chunks(chart.data)]

    def picture(self, picture: Picture) -> list[str]:
        """Return a picture, whose file is written beside the text, with its caption."""
        caption = _wrapped("**", self.inlines(picture.caption))
        name = _beside(picture.shown)
        self.pictures[name] = picture.shown.data
        shown = f"![{_escape(picture.alt)}]({quote(name)})"
        # Pandoc takes a lone picture for a figure, its alternative text for a second caption.
        wide = f"{{width={picture.share:.0%}}}" if picture.share else ""
        return [*([caption] if caption else []), f"{shown}{wide}&nbsp;"]

    def cell(self, blocks: Blocks) -> list[str]:
        """Return a cell's blocks as one line each: a pipe table has no room for more."""
        done: list[str] = []
        for block in blocks:
            match block:
                case List():
                    for n, item in enumerate(block.items, block.start):
                        mark = f"{n}." if block.ordered else "–"
                        done.append(f"{mark} {' '.join(self.cell(item))}")
                case _:
                    done.extend(" ".join(re.split(r"\\?\n", chunk)) for chunk in self.block(block))
        return done

    def inlines(self, inlines: Inlines) -> str:
        comma = "^,^"
        return "".join(
            comma * after_mark + self.inline(inline) for after_mark, inline in apart(inlines)
        )

    def inline(self, inline: Inline) -> str:
        match inline:
            case Text():
                return _escape(inline.text)
            case LineBreak():
                return "\\\n"
            case Strong():
                return _wrapped("**", self.inlines(inline.inlines))
            case Emphasis():
                return _wrapped("*", self.inlines(inline.inlines))
            case Link():
                href = inline.href.replace("(", "%28").replace(")", "%29")
                return f"[{self.inlines(inline.inlines)}]({href})"
            case Cite() | InlineExcerpt():
                return self.inlines(labelled(inline))
            case CaveatLabel():
                self.parts.add(inline.part)
                return _escape(inline.text)
            case CaveatMark():
                return f"[^{inline.number}]"
            case _:
                assert_never(inline)


def _beside(image: Image) -> str:
    """Name a picture's file by its content too: one folder holds those of several briefs."""
    digest = hashlib.sha256(image.data).hexdigest()[:_DIGITS]
    ending = {"jpeg": "jpg"}.get(image.kind, image.kind)
    return f"{PurePosixPath(image.name).stem}-{digest}.{ending}"


def _wrapped(mark: str, text: str) -> str:
    """Put marks of emphasis around text, its outer white space outside them."""
    inside = text.strip()
    if not inside:
        return text
    start = text[: len(text) - len(text.lstrip())]
    return f"{start}{mark}{inside}{mark}{text[len(text.rstrip()) :]}"


def _escape(text: str) -> str:
    """Return text that pandoc's Markdown reads as these characters, at the start of a line too."""
    # Within a word or an address "_" and "&" are no marks, and GitHub would show the backslash.
    signs = r"[\\`*{}\[\]<>#|~^$@\"']|(?<![^\W_])_|_(?![^\W_])|&(?=#|\w+;)"
    text = re.sub(signs, r"\\\g<0>", text)
    text = re.sub(r"--+|\.\.\.+", lambda run: "".join(f"\\{c}" for c in run[0]), text)
    text = _ABBREVIATED.sub(r"\1\.", text)
    text = re.sub(r"^(\s*)([-+=:])", r"\1\\\2", text)
    text = re.sub(r"^(\s*)(\(?\w+)([.)])(?=\s|$)", r"\1\2\\\3", text)
    return text.replace("!\\[", "\\!\\[")
