"""Find where words may be parted at a line's end, by the patterns of their language.

The algorithm is Liang's (F. M. Liang, "Word Hy-phen-a-tion by Com-put-er", 1983); the patterns are
those that the package pyphen ships. Its own reader takes as long as the rest of a short brief, so
the files are read here, and of each file only the patterns that a word needs.
"""

from __future__ import annotations

import functools
import importlib.util
from collections.abc import Sequence
from pathlib import Path

_LEAST = 3
"""How many letters stand at least on either side of a hyphen."""


def positions(word: str, language: str) -> Sequence[int]:
    """Return the offsets at which a word may be parted; none in a language without patterns.

    ``language`` is a BCP 47 tag; where there are no patterns for a region, those of another serve.
    """
    return _patterns(language).positions(word.lower())


class _Patterns:
    """The patterns of a file: letters, with figures between them where a word may be parted or not.

    A line without its figures is the key of the line; what is no pattern fits no word.
    """

    def __init__(self, data: bytes) -> None:
        encoding = data.partition(b"\n")[0].decode("ascii").strip().lower()
        encoding = {"microsoft-cp1251": "cp1251"}.get(encoding, encoding or "utf-8")
        lines = data.replace(b"\r", b"")
        keys = lines.translate(None, b"0123456789").decode(encoding).split("\n")
        self._lines = dict(zip(keys, lines.decode(encoding).split("\n"), strict=True))
        self._known: dict[str, list[int]] = {}

    def positions(self, word: str) -> Sequence[int]:
        """Return where a word in small letters may be parted."""
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = self._find(word)
        return known

    def _find(self, word: str) -> list[int]:
        marked = f".{word}."
        weights = [0] * (len(marked) + 1)
        for start in range(len(marked)):
            for end in range(start + 1, len(marked) + 1):
                line = self._lines.get(marked[start:end])
                if line is not None:
                    _weigh(weights, line, start)
        return [n for n in range(_LEAST, len(word) - _LEAST + 1) if weights[n + 1] % 2]


def _weigh(weights: list[int], line: str, at: int) -> None:
    """Note the figures of a pattern that begins at an offset; the highest one counts."""
    for char in line:
        if char.isdigit():
            weights[at] = max(weights[at], int(char))
        else:
            at += 1


@functools.lru_cache(maxsize=4)
def _patterns(language: str) -> _Patterns:
    package = importlib.util.find_spec("pyphen")
    if package is None or package.origin is None:
        return _Patterns(b"utf-8\n")
    folder = Path(package.origin).parent / "dictionaries"
    primary, _, region = language.partition("-")
    names = [f"hyph_{primary}_{region.upper()}.dic", f"hyph_{primary}.dic"]
    others = sorted(path.name for path in folder.glob(f"hyph_{primary}_*.dic"))
    found = next((folder / name for name in [*names, *others] if (folder / name).is_file()), None)
    return _Patterns(found.read_bytes() if found else b"utf-8\n")
