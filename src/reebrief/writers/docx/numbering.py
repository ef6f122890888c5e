"""Lists: bullets and numbers with real numbering, each numbered list counting for itself."""

from __future__ import annotations

from collections.abc import Callable

from reebrief.writers.docx.xml import part, twips

LEVELS = 9
"""How many levels a list can have in Word; deeper ones look like the last."""

BULLETS, NUMBERS = 1, 2
"""The numberings that the styles List Bullet and List Number use by themselves."""

_SIGNS = ("•", "–")
_STYLES = {BULLETS: "ListBullet", NUMBERS: "ListNumber"}


class Numbering:
    """The numberings of a brief's lists; ``step`` is the indent of one level, in points."""

    def __init__(self, step: float) -> None:
        self.step = step
        self._restarts: list[str] = []
        self._starts: dict[tuple[int, int], int] = {}

    def bullets(self) -> int:
        """Return the numbering of a bullet list: all share one."""
        return BULLETS

    def numbers(self, level: int, start: int) -> int:
        """Return a new numbering that counts from ``start`` at a level, from 0."""
        number = NUMBERS + 1 + len(self._restarts)
        self._starts[number, level] = start
        self._restarts.append(
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{NUMBERS}"/>'
            f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
            "</w:num>"
        )
        return number

    def labels(self) -> Callable[[int, int], str]:
        """Return what says, entry by entry, the bullet or number that one of a list's level has."""
        counted = dict(self._starts)

        def label(number: int, level: int) -> str:
            if number == BULLETS:
                return _SIGNS[0]
            counted[number, level] += 1
            return f"{counted[number, level] - 1}."

        return label

    def part(self) -> bytes:
        """Return the part of the numberings; call it after the body."""
        kinds = "".join(self._kind(number) for number in _STYLES)
        own = "".join(
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
            for number in _STYLES
        )
        return part("numbering", kinds + own + "".join(self._restarts))

    def _kind(self, number: int) -> str:
        levels = "".join(self._level(number, level) for level in range(LEVELS))
        return (
            f'<w:abstractNum w:abstractNumId="{number}"><w:nsid w:val="{number:08X}"/>'
            f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
        )

    def _level(self, number: int, level: int) -> str:
        """Return one level. Numbers are decimal on all, as they are in the text they come from."""
        bullet = number == BULLETS
        form = "bullet" if bullet else "decimal"
        sign = _SIGNS[level % len(_SIGNS)] if bullet else f"%{level + 1}."
        style = f'<w:pStyle w:val="{_STYLES[number]}"/>' if level == 0 else ""
        left, hanging = twips(self.step * (level + 1)), twips(self.step)
        return (
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{style}'
            f'<w:lvlText w:val="{sign}"/><w:lvlJc w:val="left"/>'
            f'<w:pPr><w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr></w:lvl>'
        )
