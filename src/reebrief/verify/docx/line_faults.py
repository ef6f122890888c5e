"""Name what lines of a part do to the text around them: push it away, or pose as the contents."""

from __future__ import annotations

import unicodedata

_MOST_EMPTY = 60
"""Empty lines one after the other, a page's worth: no file of ours has more than a few."""

_OF_A_PAGE = 40
"""How many empty lines a page that begins anew counts for."""


class LineFaults:
    """Follows the lines of a part. ``odd`` says what is odd, with the first text that is."""

    def __init__(self) -> None:
        self.odd: dict[str, str] = {}
        self._empty = 0
        self._listed: list[str] = []
        self._others: set[str] = set()

    def page(self) -> None:
        """Follow a break after which a page begins."""
        self._empty += _OF_A_PAGE

    def line(self, text: str, *, pushes: bool, listed: bool) -> None:
        """Follow a line; ``listed`` says that it stands in a list of contents."""
        if not text.strip():
            self._empty += _MOST_EMPTY + 1 if pushes else 1
            return
        if self._empty > _MOST_EMPTY:
            self.odd.setdefault("pushed away by empty lines or pages", _short(text))
        self._empty = 0
        if listed:
            self._listed.append(text)
        else:
            self._others.add("".join(text.split()))

    def strayed(self) -> list[str]:
        """Return the entries of lists of contents that are said nowhere else: Word drops them."""
        return [
            _short(text)
            for text in self._listed
            if not any(line.startswith("".join(text.split())) for line in self._others)
        ]


def runs_back(text: str) -> bool:
    """Say whether text has Latin letters, and none that are written from right to left."""
    latin = any(sign.isascii() and sign.isalpha() for sign in text)
    return latin and not any(unicodedata.bidirectional(sign) in {"R", "AL"} for sign in text)


def _short(text: str) -> str:
    return " ".join(text.split())[:60]
