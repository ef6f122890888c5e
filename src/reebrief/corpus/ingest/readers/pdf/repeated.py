"""Take out of a PDF file's pages what stands on each of them: running heads, page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from statistics import median_low

from reebrief.corpus.ingest.change_record import Record
from reebrief.corpus.ingest.readers.pdf.lines import PageLine

_EDGE = 3
"""Lines at the top and at the bottom of a page that may repeat."""

_TITLE = 1.3
"""How much higher a title is than the running heads that repeat it."""

_NUMBER = re.compile(
    r"[-–— ]*(?:page|seite|p\.|стр\.|第)? ?\d{1,4}"
    r"(?: ?(?:/|of|von|sur|из|页)(?: ?\d{1,4})?)?[-–— ]*",
    re.IGNORECASE,
)
_PRINTED = re.compile(
    r"(?:file|https?)://\S+(?:\s+\d+/\d+)?"
    r"|\d{1,2}[/.]\d{1,2}[/.]\d{2,4},? \d{1,2}:\d\d(?: [AP]M)?.*"
)
"""What browsers print at the edge of a page: its address, and when it was printed."""


def without_repeated(pages: Sequence[Sequence[PageLine]], record: Record) -> list[PageLine]:
    """Return the lines of all pages but those that repeat at their edges; note each of these."""
    edges = [_edges(page) for page in pages]
    counts = Counter(key for page in edges for key in {_key(line.text) for line in page})
    often = max(2, (len(pages) + 1) // 2)
    heights = _heights(edges)
    done: list[PageLine] = []
    for page, edge in zip(pages, edges, strict=True):
        for line in page:
            reason = _reason(line, counts, often) if line in edge else None
            if reason and line.height > heights[_key(line.text)] * _TITLE:
                reason = None
            if reason:
                record.removed(line.page, line.text, reason)
            else:
                done.append(line)
    return done


def _heights(edges: Sequence[Sequence[PageLine]]) -> dict[str, float]:
    """Return how high most of the lines are that say the same, by what they say."""
    found: dict[str, list[float]] = {}
    for page in edges:
        for line in page:
            found.setdefault(_key(line.text), []).append(line.height)
    return {key: median_low(many) for key, many in found.items()}


def _edges(page: Sequence[PageLine]) -> list[PageLine]:
    ordered = sorted(page, key=lambda line: -line.top)
    return [*ordered[:_EDGE], *ordered[-_EDGE:]] if len(ordered) > 2 * _EDGE else ordered


def _reason(line: PageLine, counts: Counter[str], often: int) -> str | None:
    if _NUMBER.fullmatch(line.text):
        return "the number of the page"
    if _PRINTED.fullmatch(line.text):
        return "what the browser printed at the edge of the page"
    if counts[_key(line.text)] >= often and len(counts) > 1:
        return "repeated at the edge of the pages"
    return None


def _key(text: str) -> str:
    return re.sub(r"\d+", "#", text.casefold())
