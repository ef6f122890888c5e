"""Shapes that charts are drawn of: areas, strokes, words, in points from the upper left corner."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal, TypeAlias

Point: TypeAlias = tuple[float, float]
Tone = Literal["first", "second", "third", "fourth", "axis", "grid", "paper"]
"""What a colour is for: a series, the axes, the lines behind them, or the paper."""

SERIES: tuple[Tone, ...] = ("first", "second", "third", "fourth")
Align = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Area:
    """A closed shape with a line around it; ``filled`` with its tone, else with the paper's."""

    points: tuple[Point, ...]
    tone: Tone
    filled: bool = True
    width: float = 0.9


@dataclass(frozen=True, slots=True)
class Stroke:
    """Lines of one look; ``dash`` holds the lengths of strokes and gaps, none for a whole line."""

    paths: tuple[tuple[Point, ...], ...]
    tone: Tone
    width: float
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text: the point on its baseline that ``align`` names."""

    x: float
    y: float
    text: str
    align: Align = "start"


Shape: TypeAlias = Area | Stroke | Words


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing of a size in points; later shapes stand before earlier ones."""

    width: float
    height: float
    shapes: tuple[Shape, ...]


def bar(x: float, y: float, width: float, height: float, series: int) -> tuple[Shape, ...]:
    """Return a bar: solid, outlined, hatched or striped, so that no series needs its colour."""
    tone = SERIES[series % len(SERIES)]
    corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
    match series % len(SERIES):
        case 0:
            return (Area(corners, tone),)
        case 1:
            return (Area(corners, tone, filled=False),)
        case 2:
            slant = height
        case _:
            slant = 0.0
    return (Area(corners, tone, filled=False), Stroke(_hatch(corners, slant), tone, 0.9))


def _hatch(corners: tuple[Point, ...], slant: float) -> tuple[tuple[Point, ...], ...]:
    """Return lines across a bar, as far apart as 3.5 points; ``slant`` is how far they lean."""
    (left, top), _, (right, bottom), _ = corners
    lines: list[tuple[Point, ...]] = []
    for n in range(1, int((right - left + slant) / 3.5) + 1):
        low, high = left + n * 3.5 - slant, left + n * 3.5  # at the bottom, at the top
        start, end = max(low, left), min(high, right)
        if start <= end and (slant or high < right):
            lean = (bottom - top) / slant if slant else 0.0
            y0 = bottom - (start - low) * lean if slant else bottom
            y1 = bottom - (end - low) * lean if slant else top
            lines.append(((start, y0), (end, y1)))
    return tuple(lines)


DASHES: tuple[tuple[float, ...], ...] = ((), (5.0, 2.5), (1.2, 2.2), (6.0, 2.0, 1.2, 2.0))
"""The dashes of lines, by series."""

_SIDES = (20, 4, 3, 4)
_TURNS = (0.0, 0.125, 0.25, 0.0)


def dot(x: float, y: float, radius: float, series: int, *, filled: bool = True) -> Area:
    """Return a point of a series: a disc, a square, a triangle or a diamond."""
    at = series % len(SERIES)
    sides, turn = _SIDES[at], _TURNS[at]
    points = tuple(
        (
            x + radius * math.cos(2 * math.pi * (n / sides - turn)),
            y + radius * math.sin(2 * math.pi * (n / sides - turn)),
        )
        for n in range(sides)
    )
    return Area(points, SERIES[at], filled=filled)
