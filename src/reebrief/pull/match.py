"""Find for each paragraph of a file which of the lines it was that were written.

By the bookmark first, then by the text, then by likeness and place between those that are found.
"""

from __future__ import annotations

import difflib
import itertools
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from reebrief.document.written_lines import CONTENTS, WrittenLine
from reebrief.pull.read_docx import ReadLine

_ALIKE = 0.5
"""The share of its words that a line keeps when it is changed rather than replaced by another."""

_MOST_PAIRS = 4000
"""The most pairs of lines between two found ones whose likeness is measured."""

_FOLDED = {**dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))}


def folded(text: str) -> str:
    """Return text as it is compared: white space is a space, what has no width is nothing."""
    return " ".join(text.translate(_FOLDED).split())


def matched(written: Sequence[WrittenLine], now: Sequence[ReadLine]) -> dict[int, int]:
    """Return which paragraph each written line is now, by their numbers, but for those gone."""
    old = [
        folded(line.text) if line.whose != CONTENTS else f"\0={n}" for n, line in enumerate(written)
    ]
    new = ["" if line.listed else folded(line.text) for line in now]
    pairs = dict(_by_bookmark(written, now, old, new))
    taken = set(pairs.values())
    # A line found by its bookmark is like itself alone, whatever it says.
    marks = {n: f"\0{b}" for b, n in pairs.items()}
    left = [f"\0{b}" if b in pairs else text for b, text in enumerate(old)]
    right = [marks.get(n, text) for n, text in enumerate(new)]
    matcher = difflib.SequenceMatcher(None, left, right, autojunk=False)
    for first, second, size in matcher.get_matching_blocks():
        for k in range(size):
            if first + k not in pairs and second + k not in taken and new[second + k]:
                pairs[first + k] = second + k
                taken.add(second + k)
    for lines, places in _gaps(pairs, len(old), [n for n, text in enumerate(new) if text]):
        pairs |= dict(_alike([b for b in lines if b not in pairs], places, old, new))
    return pairs


def _by_bookmark(
    written: Sequence[WrittenLine], now: Sequence[ReadLine], old: Sequence[str], new: Sequence[str]
) -> Iterator[tuple[int, int]]:
    """Yield the lines whose bookmark stands in a paragraph, each paragraph once.

    A bookmark in a paragraph that is word for word another line is a stray one.
    """
    numbers = {line.bookmark: b for b, line in enumerate(written) if line.bookmark}
    known = set(old)
    taken: set[int] = set()
    for whole in (True, False):
        for n, line in enumerate(now):
            for name, (start, end) in line.bookmarks.items():
                b = numbers.get(name)
                if b is None or b in taken or n in taken or (end <= start) == whole:
                    continue
                if new[n] in known and new[n] != old[b]:
                    continue
                taken.add(b)
                yield b, n
                break


def longest_rise(numbers: Sequence[int]) -> set[int]:
    """Return the numbers of a longest rising row among them, none of which is there twice."""
    tails: list[int] = []
    before: dict[int, int | None] = {}
    for number in numbers:
        at = bisect_left(tails, number)
        before[number] = tails[at - 1] if at else None
        tails[at : at + 1] = [number]
    done: set[int] = set()
    at_last = tails[-1] if tails else None
    while at_last is not None:
        done.add(at_last)
        at_last = before[at_last]
    return done


def _gaps(
    pairs: Mapping[int, int], count: int, places: Sequence[int]
) -> Iterator[tuple[list[int], list[int]]]:
    """Yield the lines and the paragraphs between two that are found, and that kept their order."""
    in_order = {n: b for b, n in pairs.items()}
    kept = longest_rise([in_order[n] for n in sorted(in_order)])
    anchors = [
        (-1, -1),
        *((b, pairs[b]) for b in sorted(kept)),
        (count, places[-1] + 1 if places else 0),
    ]
    taken = set(pairs.values())
    for (b1, n1), (b2, n2) in itertools.pairwise(anchors):
        lines = [*range(b1 + 1, b2)]
        free = [n for n in places if n1 < n < n2 and n not in taken]
        if lines and free:
            yield lines, free


def _alike(
    lines: Sequence[int], places: Sequence[int], old: Sequence[str], new: Sequence[str]
) -> Iterator[tuple[int, int]]:
    """Yield pairs of lines that are alike, then those that stand in each other's place."""
    left, free = [*lines], [*places]
    if len(left) * len(free) <= _MOST_PAIRS:
        shares = sorted(
            ((_share(old[b], new[n]), b, n) for b in left for n in free),
            key=lambda each: (-each[0], each[1], each[2]),
        )
        for share, b, n in shares:
            if share >= _ALIKE and b in left and n in free:
                left.remove(b)
                free.remove(n)
                yield b, n
    if len(left) == len(free):
        yield from zip(left, free, strict=True)


def _share(old: str, new: str) -> float:
    own, other = old.split(), new.split()
    return difflib.SequenceMatcher(None, own, other, autojunk=False).ratio()
