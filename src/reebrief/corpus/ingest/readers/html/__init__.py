"""Read a web page: its article without the page around it, and what the page says of it.

``parse`` makes a tree of its bytes · ``walk`` turns that into pieces, with ``inlines`` and
``tables`` · ``main_text`` keeps the article's, by ``page_around`` · ``facts`` reads the rest.
"""

from __future__ import annotations

from reebrief.corpus.ingest.change_record import Record
from reebrief.corpus.ingest.readers.document import ProposedFact, RawDocument
from reebrief.corpus.ingest.readers.html.facts import facts_of
from reebrief.corpus.ingest.readers.html.main_text import article_of
from reebrief.corpus.ingest.readers.html.parse import parsed
from reebrief.corpus.ingest.readers.html.walk import pieces
from reebrief.corpus.ingest.structure.blocks import Block
from reebrief.diagnostics import Place, error

_SHORTEST_HEADLINE = 20
"""Characters of a link that names an article, and not a button."""

_UNDER_A_LINK = 400
"""Characters that a digest says under each of its links, at most."""


def read(raw: bytes, name: str) -> list[RawDocument]:
    """Return the article of a page. Raises ReebriefError where it holds no text, or no end."""
    record = Record()
    blocks, facts = page(raw, name, record)
    return [RawDocument(name, raw, ".html", facts, blocks=blocks, record=record)]


def page(
    raw: bytes, name: str, record: Record, charset: str | None = None
) -> tuple[tuple[Block, ...], tuple[ProposedFact, ...]]:
    """Return the blocks and the facts of a page; raises as ``read`` does."""
    root = parsed(raw, name, record, charset)
    blocks, above = article_of(root, pieces(root), record)
    if not blocks:
        hint = "a page that a script fills holds no text when it is saved: paste the text"
        raise error("no text to import", Place(name), hint)
    return tuple(blocks), (*facts_of(root), *above)


def fragment(html: str, name: str, record: Record) -> tuple[Block, ...]:
    """Return the blocks of a piece of HTML that is an article by itself, as feeds have it."""
    root = parsed(html.encode("utf-8", "replace"), name, record, "utf-8")
    return tuple(piece.block for piece in pieces(root))


def links_listed(raw: bytes, name: str, charset: str | None) -> list[tuple[str, str]]:
    """Return the links of a page that only lists them, each with its words; else none.

    It does where they head what it says: three or more stand alone, and little is said under each.
    """
    root = parsed(raw, name, Record(), charset)
    found: list[tuple[str, str]] = []
    prose = 0
    for piece in pieces(root):
        heads = piece.linked > len(piece.text) * 0.6 and len(piece.text) >= _SHORTEST_HEADLINE
        link = next(piece.element.iter("a"), None) if heads else None
        if link is not None and link.get("href", "").startswith("http"):
            found.append((piece.text.partition("\n")[0], link.get("href")))
        else:
            prose += len(piece.text) - piece.linked
    return found if prose < _UNDER_A_LINK * len(found) else []
