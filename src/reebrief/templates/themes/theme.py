"""A theme as writers use it: every role resolved, every length in points."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from reebrief.diagnostics import Place, Problem
from reebrief.document.nodes import Picture
from reebrief.templates.themes.models import Align, BudgetModel, RoleName

_USUAL = 10.5 * 14.5
"""The size of text and its leading that the forms' counts of pages are meant for."""


@dataclass(frozen=True, slots=True)
class Font:
    """A font family with the paths of its TrueType files; absent faces are the regular one.

    ``word`` is its name in Word, ``generic`` the kind of font that a browser takes instead.
    ``embedded`` is the name that its files give it, where Word files carry them.
    """

    name: str
    word: str
    generic: str
    regular: Path
    bold: Path
    italic: Path
    bold_italic: Path
    embedded: str = ""

    @property
    def in_word(self) -> str:
        """The name by which a Word file names it."""
        return self.embedded or self.word

    @property
    def files(self) -> tuple[Path, ...]:
        """The four files."""
        return (self.regular, self.bold, self.italic, self.bold_italic)


@dataclass(frozen=True, slots=True)
class Style:
    """A role, resolved: lengths in points, colours as six hexadecimal digits in upper case."""

    role: RoleName
    parent: RoleName | None
    font: str
    size: float
    leading: float
    colour: str
    background: str | None
    rule: str | None
    bold: bool
    italic: bool
    before: float
    after: float
    indent: float
    align: Align


@dataclass(frozen=True, slots=True)
class Margins:
    """A page's margins, and the distances of header and footer from the edge, in points."""

    top: float
    right: float
    bottom: float
    left: float
    header: float
    footer: float


@dataclass(frozen=True, slots=True)
class Reference:
    """A Word template that may be used: its name from the project's root, its styles, its theme.

    Both parts are XML without entities; ``theme`` is empty where the template has none.
    ``place`` is where it is named.
    """

    name: str
    styles: bytes
    theme: bytes
    place: Place


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme as writers use it: ``styles`` holds every role of ``ROLES``.

    ``files`` are those that it was read from: its own, then those of the themes it extends.
    ``reference`` is the Word template that supplies the styles of Word, where there is one.
    ``logo`` stands above the title; ``notes`` says where the full words on sources stand,
    ``columns`` in how many columns running text stands, ``budget`` how many caveats a brief should
    have instead of its form's budget. ``density`` is the share of the usual space
    that cells keep above and below their text; ``findings`` did not keep it from being read.
    """

    name: str
    margins: Margins
    fonts: dict[str, Font]
    fallback: tuple[str, ...]
    colours: dict[str, str]
    styles: dict[RoleName, Style]
    files: tuple[Path, ...] = ()
    reference: Reference | None = None
    logo: Picture | None = None
    notes: Literal["end", "foot"] = "end"
    columns: int = 1
    budget: BudgetModel | None = None
    density: float = 1.0
    findings: tuple[Problem, ...] = ()

    @property
    def scale(self) -> float:
        """How much more paper text takes than in 10.5 on 14.5 points, at least 1."""
        body = self.styles["body"]
        return max(1.0, body.size * body.leading / _USUAL)


_TIGHT = 0.6
"""The share of the space between blocks that is left where a brief is set tighter."""

_CLOSER = 0.97
"""The share of the leading that is left there; lines keep their distance of a good sixth."""

_LEAST = 1.15
"""The least leading, in sizes of the text."""


def tightened(theme: Theme) -> Theme:
    """Return a theme with a little less space between blocks and lines, of the same sizes."""
    styles = {
        role: replace(
            style,
            before=style.before * _TIGHT,
            after=style.after * _TIGHT,
            leading=min(style.leading, max(style.leading * _CLOSER, style.size * _LEAST)),
        )
        for role, style in theme.styles.items()
    }
    return replace(theme, styles=styles, density=_TIGHT)
