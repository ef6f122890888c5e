"""The widths of a table's columns: from their weights, or from what the table says."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from reebrief.document.nodes import Bar, Blocks, List, Table
from reebrief.document.traverse import plain
from reebrief.writers.text.line_breaking import keep_together

Measure = Callable[[str], float]
"""The width of a line of text, in points."""

_NARROW = "!'(),-./:;I[]`fijlrt|·‘’ "
_WIDE = "@MWmw—%"
_BOLD = 1.13  # bold text, of headers and first columns, is this much wider

_WHOLE = re.compile(
    r"\b\d{1,2}\.? [^\W\d_]{3,9} \d{4}\b"
    r"|[-+−±]?(?:[$€£¥]|[A-Z]{3} )?[-+−]?\d[\d.,'’/:–-]*\d*(?:[\u00a0 ]?%)?[A-Z]*"
)
"""A date, or a number with its sign, currency, percent or code: it stays on one line."""

_RAGGED = 0.2
"""What a list's entry leaves free in its last line, as a share of the table's width."""


_BARS = 0.3
"""The least width of a column with bars, as a share of the table's width."""


def _hundredths() -> bytes:
    """Return the widths of Latin-1's characters in hundredths of the font's size, in its order.

    Three classes are enough to share out a table's width; they are rounded from Calibri's.
    """
    return bytes(
        30 if char in _NARROW else 82 if char in _WIDE else 62 if char.isupper() else 52
        for char in map(chr, range(256))
    )


_WIDTHS = _hundredths()


def estimate(size: float) -> Measure:
    """Return a measure for text of a size in points that needs no font file and is fast."""

    def measure(text: str) -> float:
        hundredths = sum(text.encode("latin-1", "replace").translate(_WIDTHS))
        # Beyond U+2E7F stand the scripts of East Asia, whose characters are one size wide.
        wide = 0 if text.isascii() else 48 * sum(char > "\u2e7f" for char in text)
        return (hundredths + wide) * size / 100

    return measure


def widths(table: Table, total: float, measure: Measure, padding: float = 0.0) -> list[float]:
    """Return the columns' widths, which sum to ``total``; all lengths are in points.

    Weights decide where one of them is not 1. Else each column first gets its longest word, or its
    longest cell where that is short, and ``padding``, the space that a cell keeps free at both
    sides together; what is left is shared out by the amount of text, so that rows stay low. Where
    the longest words have no room, numbers and dates come first: words can be parted.
    """
    weights = [column.weight for column in table.columns]
    if any(weight != 1.0 for weight in weights):
        return [total * weight / sum(weights) for weight in weights]
    short = total / len(weights) / 2
    whole = numbers_need(table, measure, padding)
    least, full = [], []
    for n, column in enumerate(table.columns):
        cells = [plain(row.cells[n]) for row in table.rows]
        rest = [_RAGGED * total * _entries(row.cells[n]) for row in table.rows]
        lines = [measure(cell) + more for cell, more in zip(cells, rest, strict=True)]
        words = [measure(word) for cell in cells for word in _long(cell)]
        header = plain(column.header)
        lines.append(measure(header) * _BOLD)
        words += [measure(word) * _BOLD for word in _long(header)]
        if n == 0:
            lines, words = [w * _BOLD for w in lines], [w * _BOLD for w in words]
        longest = max(words, default=0.0)
        if max(lines) + padding <= short:
            longest = max(lines)
        if any(isinstance(block, Bar) for row in table.rows for block in row.cells[n]):
            longest = max(longest, total * _BARS - padding)
        # Half the mean and half the longest: one long cell alone does not starve the others.
        demand = (sum(lines) / len(lines) + max(lines)) / 2
        least.append(longest + padding)
        full.append(max(demand, longest) + padding)
    return _share(least, full, whole, total)


def numbers_need(table: Table, measure: Measure, padding: float = 0.0) -> list[float]:
    """Return how wide each column must be for its numbers and dates to stay on one line."""
    done = []
    for n in range(len(table.columns)):
        texts = [plain(row.cells[n]) for row in table.rows]
        found = [measure(one[0]) for text in texts for one in _WHOLE.finditer(text)]
        done.append(max(found, default=0.0) * (_BOLD if n == 0 else 1.0) + padding)
    return done


def _entries(blocks: Blocks) -> int:
    """Count the entries of lists: each begins a line."""
    return sum(len(block.items) for block in blocks if isinstance(block, List))


def _long(text: str) -> list[str]:
    """Return the words among which the widest is: the longest dozen; units with their numbers."""
    return sorted(keep_together(text).split(" "), key=len)[-12:]


def _share(
    least: Sequence[float], full: Sequence[float], whole: Sequence[float], total: float
) -> list[float]:
    """Share ``total`` out: what each needs at least, then in proportion to what it could use."""
    capped = _capped(least, total)
    missing = [max(0.0, need - got) for need, got in zip(whole, capped, strict=True)]
    spare = [max(0.0, got - need) for need, got in zip(whole, capped, strict=True)]
    if any(missing) and sum(missing) <= sum(spare):
        part = sum(missing) / sum(spare)
        capped = [
            got + more - free * part for got, more, free in zip(capped, missing, spare, strict=True)
        ]
    least = capped
    free = total - sum(least)
    wants = [want - need for want, need in zip(full, least, strict=True)]
    if sum(wants) <= free:  # every cell fits on one line: grow all alike
        return [want * total / sum(full) for want in full] if sum(full) else [*map(float, full)]
    return [need + free * want / sum(wants) for need, want in zip(least, wants, strict=True)]


def _capped(least: Sequence[float], total: float) -> list[float]:
    """Cap the widest needs, one cap for all, so that all of them fit into ``total``."""
    left, cap = total, total
    for done, need in enumerate(sorted(least)):
        cap = left / (len(least) - done)
        if need > cap:
            break
        left -= need
    else:
        return list(least)
    return [min(need, cap) for need in least]
