"""Contrast: whether a theme's text can be read on every background that it may stand on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reebrief.templates.themes.models import ROLES, RoleName
from reebrief.templates.themes.theme import Style

CONTRAST = 4.5
"""The lowest ratio of contrast for text (WCAG 2.2, success criterion 1.4.3)."""

PAPER = "FFFFFF"

_INLINE: tuple[RoleName, ...] = ("link", "caveat-label")
"""What stands within the lines of any block."""

_AROUND: tuple[RoleName, ...] = ("comment", "quote", "table-cell")
"""What can hold blocks: theirs shows through those that have no background of their own."""

_PAGE = frozenset[RoleName](
    (
        *("title", "subtitle", "logo", "status", "meta"),
        *("caveat-note", "caveat-key", "bottom-line", "source-entry"),
        *("header", "footer", "marking", "link"),
    )
)
"""What never stands within another block."""


def pairs(styles: Mapping[RoleName, Style]) -> Iterator[tuple[RoleName, RoleName, float]]:
    """Yield each role with a role whose background it may stand on, and the ratio of contrast.

    The page's own background is that of the role itself where it has one, else the paper.
    """
    for role, style in styles.items():
        yield role, role, contrast(style.colour, style.background or PAPER)
    for role in ROLES:
        within = [r for r in ROLES if r not in _INLINE] if role in _INLINE else []
        if role not in _PAGE and (not styles[role].background or role in _INLINE):
            within += [r for r in _AROUND if r not in {role, *within}]
        for ground in within:
            background = styles[ground].background
            if background:
                yield role, ground, contrast(styles[role].colour, background)


def contrast(one: str, two: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    light, dark = sorted((_luminance(one), _luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    """Return the relative luminance, 0 to 1 (WCAG 2.2, "relative luminance")."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
