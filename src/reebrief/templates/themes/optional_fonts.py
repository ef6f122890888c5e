"""Fonts that may be installed beside the package, for scripts that no shipped font has.

An extra is a Python package of its own, because its font is larger than all that ships here. Its
fonts stand in where none of the theme's has a character; nothing has to be configured.
"""

from __future__ import annotations

import functools
import importlib.util
import unicodedata
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Extra:
    """A package of fonts: the name it is installed by, its module, and what its characters are.

    ``names`` begin the names that Unicode gives these characters.
    """

    distribution: str
    module: str
    names: tuple[str, ...]


EXTRAS = (
    Extra(
        "reebrief-fonts-cjk",
        "reebrief_fonts_cjk",
        ("CJK", "HIRAGANA", "KATAKANA", "BOPOMOFO", "IDEOGRAPHIC", "FULLWIDTH"),
    ),
)
"""The packages that there are."""


@functools.cache
def installed() -> tuple[Path, ...]:
    """Return the TrueType files of the extras that are installed, in the order of their names."""
    return tuple(path for extra in EXTRAS for path in _files(extra))


def hint(char: str) -> str:
    """Return what to do about a character that no font has."""
    name = unicodedata.name(char, "")
    extra = next((e for e in EXTRAS if name.startswith(e.names) and not _files(e)), None)
    install = f"install {extra.distribution} (docs/themes.md), or " if extra else ""
    return f"{install}put a TrueType font that has it into fonts/ and the theme's fallback"


def _files(extra: Extra) -> list[Path]:
    found = importlib.util.find_spec(extra.module)
    folders = (found and found.submodule_search_locations) or []
    return sorted(path for folder in folders for path in Path(folder).glob("*.ttf"))
