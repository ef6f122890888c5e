"""Read the text of a page as segments: runs of one line, each with the box that it fills."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pypdfium2 import raw

_Box = tuple[str, tuple[float, float, float, float]]
"""A character and its box."""

_MOST = 60_000
"""Characters of a page that are read; a page of a newspaper has a third of them."""

CELL = 5.0
"""Points of white space that part the cells of a table, at least."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text on one line; its box in points, from the left and the bottom of the page."""

    left: float
    bottom: float
    right: float
    top: float
    text: str

    @property
    def height(self) -> float:
        """How high the box is, in points."""
        return self.top - self.bottom

    @property
    def middle(self) -> float:
        """The height of the box's middle above the bottom of the page, in points."""
        return (self.top + self.bottom) / 2


def segments_of(page: Any) -> list[Segment]:
    """Return the segments of a page in the order in which the file has them.

    A segment ends with its line, or where white space as wide as between cells follows.
    """
    text_page = page.get_textpage()
    done: list[Segment] = []
    run: list[_Box] = []
    try:
        for number in range(min(text_page.count_chars(), _MOST)):
            char = chr(raw.FPDFText_GetUnicode(text_page, number) or 0xFFFD)
            if char in "\r\n":
                done += _segment(run)
                run = []
                continue
            if char in " \t\u00a0":
                if run and run[-1][0] != " ":
                    run.append((" ", run[-1][1]))
                continue
            box = text_page.get_charbox(number, loose=True)
            # A hyphen that only breaks a word comes as one of these.
            char = "\u00ad" if char in "\ufffe\x02" else char
            if run and _parted(run[-1][1], box):
                done += _segment(run)
                run = []
            run.append((char, box))
        return [*done, *_segment(run)]
    finally:
        text_page.close()


def _parted(before: tuple[float, ...], box: tuple[float, ...]) -> bool:
    """Say whether a character belongs to another line, or cell, than the one before it."""
    height = before[3] - before[1]
    other_line = abs((box[1] + box[3]) / 2 - (before[1] + before[3]) / 2) > height * 0.6
    return other_line or box[0] - before[2] > max(CELL, height * 0.45) or box[2] < before[0]


def _segment(run: list[_Box]) -> list[Segment]:
    text = "".join(char for char, _ in run).strip()
    if not text:
        return []
    boxes = [box for _, box in run]
    left, right = min(b[0] for b in boxes), max(b[2] for b in boxes)
    return [Segment(left, min(b[1] for b in boxes), right, max(b[3] for b in boxes), text)]
