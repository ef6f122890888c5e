"""Find the article among the pieces of a page; whatever else the page holds is logged."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import Any

import trafilatura

from reebrief.corpus.ingest.change_record import Record
from reebrief.corpus.ingest.cleaning.page_lines import heads_links
from reebrief.corpus.ingest.readers.document import ProposedFact
from reebrief.corpus.ingest.readers.html.facts import facts_beside
from reebrief.corpus.ingest.readers.html.page_around import (
    PageParts,
    is_bio,
    is_caption,
    is_standfirst,
)
from reebrief.corpus.ingest.readers.html.walk import Piece
from reebrief.corpus.ingest.structure.blocks import Block, RawHeading, RawParagraph
from reebrief.corpus.ingest.structure.line_kinds import is_caution

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

_MOST = 0.8
"""Of the article's text, what the element that is taken for it must hold."""

_LINKS = 0.6
"""A piece of whose characters more stand in links is a list of links."""

_SHORT = 25
"""Characters of a piece that is found by all of them, not by its first ones."""

_LEAD = 10
"""Words of a lead, at least; a notice or a line of buttons has fewer."""

_SHOWN = 60
"""Characters of a text that a message shows."""

_SOLD = re.compile(
    r"\b(?:read|see|view|continue reading|rest of) .{0,30}\b(?:article|story|report)\b.{0,40}"
    r"\b(?:subscri|sign in|log in|register|become a member)"
    r"|\b(?:subscribe|sign in|log in|register)\b.{0,40}\bto (?:read|continue)"
    r"|\b(?:subscribe|sign in|log in|register)\b.{0,40}\bfull (?:article|story)"
    r"|\b(?:article|contenu) (?:est )?réservé aux abonnés|il vous reste \d+ ?% de cet article"
    r"|\bnur für (?:abonnent|mitglieder)|\b(?:weiterlesen mit|jetzt weiterlesen)"
    r"|\b(?:exclusivo|solo) para (?:suscriptores|abonados)"
    r"|会員限定|有料会員|(?:订阅|登录)后(?:继续)?阅读",
    re.IGNORECASE,
)
"""How papers say that the rest of an article is for those who pay."""

_OFFER = 200
"""Characters of such an offer, at most."""

_AROUND = "of the page around the article"


def article_of(
    root: Any, found: Sequence[Piece], record: Record
) -> tuple[list[Block], list[ProposedFact]]:
    """Return the blocks of the article, and facts that stand on the page above it.

    Each run of other pieces is noted, with why it was left out.
    """
    said = _extracted(root)
    own = [piece for piece in found if _is_in(piece.text, said)]
    weights = _weights(own)
    whole = sum(len(piece.text) for piece in own)
    parts = PageParts(weights, whole)
    own = [piece for piece in own if parts.reason(piece.element) is None]
    container = _container(root, _weights(own), sum(len(piece.text) for piece in own))
    marked = {id(piece) for piece in own}
    kept: list[Block] = []
    left: list[tuple[Piece, str]] = []
    above: list[ProposedFact] = []
    started = titled = False
    for piece in found:
        reason = parts.reason(piece.element)
        inside = container in (piece.element, *piece.element.iterancestors())
        if reason is None and not inside and id(piece) not in marked:
            reason = _AROUND
        if reason == _AROUND and (is_bio(piece.element) or (not started and _introduces(piece))):
            reason = None
        if reason == _AROUND and titled and not started and _may_begin(piece):
            record.look(piece.line, f"'{piece.text[:_SHOWN]} …' may begin the article: check it")
            reason = None
        listed = id(piece) not in marked or heads_links(piece.text.split(" ")[0])
        if reason is None and listed and _is_links(piece):
            reason = "links of the page"
        titled = titled or piece.element.tag == "h1"
        if reason is not None and is_caution(piece.text):
            record.look(piece.line, f"'{piece.text}' stands apart from the article: check it")
            reason = None
        if reason is not None:
            above += facts_beside(piece.text) if reason == _AROUND and not started else ()
            left.append((piece, reason))
            continue
        _note(left, record)
        left = []
        kept.append(_marked(piece))
        started = started or inside
    _note(left, record)
    return kept, [*above, *_offers(found)]


def _offers(found: Sequence[Piece]) -> Iterator[ProposedFact]:
    """Yield that the page holds the beginning only, where it sells the rest."""
    offer = next((p for p in found if len(p.text) <= _OFFER and _SOLD.search(p.text)), None)
    if offer is not None:
        where = f"'{offer.text[:_SHOWN]}'"
        yield ProposedFact("not_examined", "excerpt", where, "medium")


def _extracted(root: Any) -> str:
    """Return the letters and figures of what the library takes for the article."""
    text = trafilatura.extract(
        deepcopy(root), include_comments=False, include_tables=True, favor_recall=True
    )
    return "\n".join(_bare(line) for line in (text or "").split("\n"))


def _bare(text: str) -> str:
    return "".join(re.findall(r"\w", text)).casefold()


def _is_in(text: str, said: str) -> bool:
    bare = _bare(text.partition("\n")[0])
    if len(bare) < _SHORT:
        return bool(bare) and bare in said.split("\n")
    return bare[:120] in said


def _weights(pieces: Sequence[Piece]) -> dict[Any, int]:
    """Return how many characters of pieces each element holds."""
    done: dict[Any, int] = {}
    for piece in pieces:
        for element in (piece.element, *piece.element.iterancestors()):
            done[element] = done.get(element, 0) + len(piece.text)
    return done


def _container(root: Any, weights: dict[Any, int], whole: int) -> Any:
    """Return the innermost element that holds most of the article."""
    at = root
    if not whole:
        named = (found for tag in ("article", "main", "body") for found in root.iter(tag))
        return next(named, root)
    while True:
        inner = next((c for c in at if weights.get(c, 0) >= whole * _MOST), None)
        if inner is None or inner.tag in {"p", "ul", "ol", "table", "blockquote"}:
            return at
        at = inner


def _is_links(piece: Piece) -> bool:
    return piece.linked > len(piece.text) * _LINKS and not isinstance(piece.block, RawHeading)


def _introduces(piece: Piece) -> bool:
    """Say whether a piece above the article belongs to it: a standfirst, or a caption."""
    return is_caption(piece.element) or is_standfirst(piece.element)


def _may_begin(piece: Piece) -> bool:
    """Say whether a piece between the heading and the article is a sentence: an unnamed lead."""
    block = piece.block
    plain = isinstance(block, RawParagraph) and not _is_links(piece) and not is_bio(piece.element)
    sentence = re.search(r"[.!?…。][”»\"’')\]]*$", piece.text.strip())
    return plain and bool(sentence) and len(piece.text.split()) >= _LEAD


def _marked(piece: Piece) -> Block:
    """Return a piece's block, a caption and what is said of the author marked as such."""
    block = piece.block
    if isinstance(block, RawHeading | RawParagraph):
        if is_bio(piece.element):
            return RawParagraph(block.line, block.text, "bio")
        if is_caption(piece.element):
            return RawParagraph(block.line, block.text, "caption")
    return block


def _note(left: Sequence[tuple[Piece, str]], record: Record) -> None:
    """Note pieces that were left out, those of one reason together."""
    at = 0
    while at < len(left):
        end = at
        while end < len(left) and left[end][1] == left[at][1]:
            end += 1
        run = [piece for piece, _ in left[at:end]]
        record.removed(run[0].line, "\n".join(piece.text for piece in run), left[at][1])
        at = end
