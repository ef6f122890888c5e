"""Walk through a page's elements in their order; return its text as pieces, each one block."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from reebrief.corpus.ingest.readers.html.inlines import InlineText, is_hidden, is_unseen, words_of
from reebrief.corpus.ingest.readers.html.tables import figure_of, is_table, table
from reebrief.corpus.ingest.structure.blocks import Block, RawHeading, RawParagraph, RawQuote
from reebrief.corpus.ingest.structure.dates import date_of, dated_parts
from reebrief.corpus.ingest.structure.line_kinds import ends_sentence, is_credit
from reebrief.corpus.ingest.structure.lists import RawItem, RawList

BLOCKS = {
    *("address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd"),
    *("details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure"),
    *("footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend"),
    *("li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody"),
    *("td", "tfoot", "th", "thead", "tr", "ul"),
}
"""Elements that begin a block of their own."""

_HEADING = re.compile(r"h([1-6])")
_DEEPEST = 5
_IN_LISTS = frozenset(("li", "ul", "ol"))
_LONGEST_HEADING = 110
_LINES = re.compile(r"[ \t]*\n[ \t]*(?:\n[ \t]*)+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A block of a page, the element that it was read from, and how much of it is links."""

    block: Block
    element: Any
    text: str
    linked: int

    @property
    def line(self) -> int:
        """The line of the page's source."""
        return self.block.line


def pieces(root: Any) -> list[Piece]:
    """Return all text of a page that is shown, or could be, as blocks in their order.

    An element's line is that of the page's source, unless its ``data-line`` says another.
    """
    for element in root.iter():
        told = element.get("data-line") if isinstance(element.tag, str) else None
        if told and told.isdigit():
            element.sourceline = int(told)
    return list(_flow(root))


def _flow(element: Any) -> Iterator[Piece]:
    """Yield the blocks within an element, runs of inline text between them as paragraphs."""
    inline = InlineText()
    inline.add(element.text)
    for child in element:
        if _holds_blocks(child):
            yield from _paragraphs(element, inline)
            inline = InlineText()
            yield from _block(child)
        else:
            inline.element(child)
        inline.add(child.tail)
    yield from _paragraphs(element, inline)


def _holds_blocks(element: Any) -> bool:
    """Say whether an element is a block, or an inline one around blocks, as a link on a card."""
    if is_unseen(element):
        return False
    return element.tag in BLOCKS or any(inner.tag in BLOCKS for inner in element.iterdescendants())


def _block(element: Any) -> Iterator[Piece]:
    tag = element.tag
    if _HEADING.fullmatch(tag) and not _has_blocks(element):
        yield from _heading(element, int(tag[1]))
    elif tag in {"ul", "ol", "menu", "dir"} and _is_list(element):
        yield from _list(element)
    elif tag == "table" and is_table(element):
        made = table(element)
        text = words_of(element)
        if text.strip():
            yield Piece(made, element, text, _linked(element))
    elif tag == "figcaption" and _is_of_table(element):
        return
    elif tag == "dl":
        yield from _described(element)
    elif tag in {"p", "div"} and _is_strong(element):
        yield from _heading(element, 3)
    elif tag == "blockquote":
        yield from _quote(element)
    elif tag == "pre":
        for number, line in enumerate(element.text_content().split("\n")):
            if line.strip():
                block = RawParagraph((element.sourceline or 0) + number, " ".join(line.split()))
                yield Piece(block, element, block.text, 0)
    else:
        yield from _flow(element)


def _is_of_table(element: Any) -> bool:
    """Say whether a caption is that of a table of data, which has it already."""
    figure = next(element.iterancestors("figure"), None)
    inner = None if figure is None else next(figure.iter("table"), None)
    return (
        inner is not None
        and figure_of(inner) is figure
        and is_table(inner)
        and inner.find("caption") is None
    )


def _has_blocks(element: Any) -> bool:
    return any(inner.tag in BLOCKS for inner in element.iterdescendants())


def _paragraphs(element: Any, inline: InlineText) -> Iterator[Piece]:
    """Yield the paragraphs of a run of inline text: two line breaks part them."""
    line = element.sourceline or 0
    for text in _LINES.split(inline.text):
        for part in _lines(text):
            bare = " ".join(part.split())
            if bare:
                linked = inline.linked if "\n" not in inline.text else min(inline.linked, len(bare))
                yield Piece(RawParagraph(line, bare), element, bare, linked)


def _lines(text: str) -> list[str]:
    """Part a text at single line breaks, where its lines are paragraphs by themselves."""
    lines = text.split("\n")
    if any(date_of(line) or dated_parts(line) or is_credit(line.strip()) for line in lines[:4]):
        return lines
    ended = re.compile(r"[.!?。！？:][”\"’')\]]*\s*$")
    whole = all(ended.search(line) for line in lines[:-1] if line.strip())
    return lines if whole else [text]


def _heading(element: Any, level: int) -> Iterator[Piece]:
    inline = InlineText()
    inline.element(element)
    text = " ".join(inline.text.split())
    if text:
        block = RawHeading(element.sourceline or 0, text, min(max(level, 2), 4))
        yield Piece(block, element, text, inline.linked)


def _is_strong(element: Any) -> bool:
    """Say whether a paragraph is set as a heading: short, and strong as a whole."""
    strong = element.find("strong") if element.find("b") is None else element.find("b")
    if strong is None or _has_blocks(element):
        return False
    text = words_of(element)
    whole = text == words_of(strong) and len(text) <= _LONGEST_HEADING
    return whole and not ends_sentence(text) and not text.endswith(":")


def _described(element: Any) -> Iterator[Piece]:
    """Yield each term of a list with what is said of it, as one line."""
    term = ""
    for child in element.iter("dt", "dd"):
        if child.tag == "dt":
            term = words_of(child)
            continue
        text = f"{term} {words_of(child)}".strip()
        term = ""
        if text:
            block = RawParagraph(child.sourceline or 0, text)
            yield Piece(block, child, text, _linked(child))
    if term:
        yield Piece(RawParagraph(element.sourceline or 0, term), element, term, 0)


def _is_list(element: Any) -> bool:
    """Say whether a list's items are lines of text, and not cards of headings and paragraphs."""
    items = [item for item in element if item.tag == "li"]
    inner = (i for item in items for i in item.iterdescendants() if isinstance(i.tag, str))
    held = {"article", "section", "table", "figure", "h1", "h2", "h3", "h4", "h5", "h6"}
    cards = any(i.tag in held for i in inner)
    several = any(sum(p.tag in {"p", "div"} for p in item) > 1 for item in items)
    return bool(items) and not cards and not several and not _strays(element)


def _strays(element: Any) -> bool:
    """Say whether a list holds text that is in none of its items."""
    lists = [element, *(inner for tag in ("ul", "ol") for inner in element.iterdescendants(tag))]
    return any(
        (one.text or "").strip()
        or any(
            (child.tail or "").strip() or (child.tag not in _IN_LISTS and words_of(child))
            for child in one
        )
        for one in lists
    )


def _list(element: Any) -> Iterator[Piece]:
    items = tuple(_items(element, 0))
    if not items:
        return
    start = None
    if element.tag == "ol":
        given = element.get("start", "1")
        start = int(given) if re.fullmatch(r"\d{1,4}", given) else 1
    text = "\n".join(item.text for item in items)
    made = RawList(element.sourceline or 0, items, start)
    yield Piece(made, element, text, _linked(element))


def _items(element: Any, depth: int) -> Iterator[RawItem]:
    for child in element:
        if is_unseen(child):
            continue
        if child.tag in {"ul", "ol"}:
            yield from _items(child, min(depth + 1, _DEEPEST))
            continue
        inline = InlineText()
        inline.add(child.text)
        nested = []
        for inner in child:
            if inner.tag in {"ul", "ol"}:
                nested.append(inner)
                inline.add(" ")
                inline.add(inner.tail)
            else:
                inline.element(inner, apart=inner.tag in BLOCKS)
                inline.add(inner.tail)
        text = " ".join(inline.text.split())
        if text:
            yield RawItem(child.sourceline or 0, text, depth)
        for inner in nested:
            yield from _items(inner, min(depth + bool(text), _DEEPEST))


def _quote(element: Any) -> Iterator[Piece]:
    """Yield a quotation; one that holds more than paragraphs is told by its parts."""
    inside = list(_flow(element))
    if inside and all(isinstance(piece.block, RawParagraph) for piece in inside):
        texts = tuple(piece.text for piece in inside)
        block = RawQuote(inside[0].line, texts)
        linked = sum(piece.linked for piece in inside)
        yield Piece(block, element, "\n".join(texts), linked)
    else:
        yield from inside


def _linked(element: Any) -> int:
    """Return how many characters of an element stand in links."""
    links = (a for a in element.iter("a") if not is_hidden(a))
    return sum(len(" ".join(a.text_content().split())) for a in links)
