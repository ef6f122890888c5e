"""Find the caveats that are lost, by where each stood, in units that are gone or changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from reebrief.document.manifest import RUNNING
from reebrief.verify.compare import Difference, squeezed
from reebrief.verify.found import TextUnit
from reebrief.verify.verdict import Finding, short

Caveat = Mapping[str, str]
"""A caveat as the manifest has it."""

_MARKS = re.compile(r"(?:\[\d+\])+")
"""The marks of notes, which files show in several ways."""

_AHEAD = 1000
"""Lines after the last caveat in which the next one is looked for."""

_LEAST = 20
"""The least characters of half a caveat that is looked for where its text is broken by a page."""

_BETWEEN_MARKS = re.compile(r"(?<=\d\]),(?=\[\d)")
"""What Word files show between two marks."""

_RUNNING = re.compile(r"(?P<numbers>(?:\[\d+\])+)(?P<labels>[^\[·]*)")
"""A group of a running line: the numbers of articles, and the labels that they share."""

_TAKEN = "\n"
"""What stands in a text for a caveat that was counted: no caveat reaches across it."""


def lost(
    caveats: Sequence[Caveat], sealed: Sequence[TextUnit], differences: Sequence[Difference]
) -> Iterator[Finding]:
    """Yield a finding for each caveat that no longer stands as it was sealed, in their order."""
    changed = {one.index: one for one in differences if one.was}
    # A unit that was moved is gone at one place and new at another.
    elsewhere = _TAKEN.join(_text(one.now) for one in differences if one.now and not one.was)
    by_unit: dict[int, dict[str, list[int]]] = {}
    for n, unit, piece in _places(caveats, sealed):
        if unit in changed:
            by_unit.setdefault(unit, {}).setdefault(piece, []).append(n)
    found: dict[int, bool] = {}
    for unit, pieces in by_unit.items():
        one = changed[unit]
        now = elsewhere if one.now is None else _text(one.now)
        reworded = [(_plain(c.was), _plain(c.now)) for c in one.changes if c.was and c.now]
        was = _text(sealed[unit])
        for piece in sorted(pieces, key=len, reverse=True):  # a label may stand in a sentence
            gone = was.count(piece) - now.count(piece)
            for n in pieces[piece][: max(gone, 0)]:
                found[n] = any(old in piece or piece in old for old, _ in reworded)
            was, now = was.replace(piece, _TAKEN), now.replace(piece, _TAKEN)
    found |= _not_running(caveats, sealed, changed)
    for n in sorted(found):
        yield _loss(caveats[n], reworded=found[n])


def _not_running(
    caveats: Sequence[Caveat], sealed: Sequence[TextUnit], changed: Mapping[int, Difference]
) -> dict[int, bool]:
    """Return the labels of running lines that some line no longer shows, and whether reworded.

    Each stands in several lines: at the foot of each page that shows text of its article.
    """
    lines = [
        (_running(_text(sealed[unit])), _running(_text(one.now)) if one.now else {})
        for unit, one in changed.items()
    ]
    found: dict[int, bool] = {}
    for n, caveat in enumerate(caveats):
        if caveat["kind"] != RUNNING:
            continue
        said = [caveat["text"], *([caveat["short"]] if "short" in caveat else [])]
        for number, labels in (pair for text in said for pair in _running(_plain(text)).items()):
            for was, now in lines:
                stood = was.get(number, "").startswith(labels)
                if stood and not _same(now.get(number, ""), labels):
                    found[n] = bool(now.get(number)) or found.get(n, False)
    return found


def _running(text: str) -> dict[str, str]:
    """Return the labels of articles in a running line, by their numbers."""
    return {
        number: group["labels"]
        for group in _RUNNING.finditer(text)
        for number in group["numbers"][1:-1].split("][")
    }


def _same(now: str, labels: str) -> bool:
    """Say whether labels stand in a group; what follows on a page is no part of it."""
    return now.startswith(labels) and not now.startswith(f"{labels},")


def _plain(text: str) -> str:
    """Return a text as caveats are looked for in it, with marks of notes side by side."""
    return _BETWEEN_MARKS.sub("", squeezed(text))


def _text(unit: TextUnit) -> str:
    return _plain(unit.text)


def _places(
    caveats: Sequence[Caveat], sealed: Sequence[TextUnit]
) -> Iterator[tuple[int, int, str]]:
    """Yield each caveat's number, a unit, and the piece of the caveat's text that stands in it.

    In a Word file marks of notes belong to a caveat; a PDF shows them as plain figures.
    """
    texts = [_text(unit) for unit in sealed]
    pages = {unit.place: n for n, unit in enumerate(sealed) if unit.drawn}
    lines = _Lines(sealed, texts)
    for n, caveat in enumerate(caveats):
        if caveat["kind"] == RUNNING:
            continue
        page = pages.get(caveat["place"])
        if page is None:
            text = _plain(caveat["text"])
            yield from ((n, unit, text) for unit in lines.next(caveat["place"], text))
            continue
        for text in filter(None, map(squeezed, _MARKS.split(caveat["text"]))):
            yield from ((n, unit, piece) for unit, piece in _on_page(texts, page, text))


def _on_page(texts: Sequence[str], page: int, text: str) -> Iterator[tuple[int, str]]:
    """Yield where a text stands that ends on a page; its halves, where it begins before."""
    for unit in (page, page - 1):
        if unit >= 0 and text in texts[unit]:
            yield unit, text
            return
    if len(text) >= 2 * _LEAST:
        half = len(text) // 2
        yield from _on_page(texts, page, text[:half])
        yield from _on_page(texts, page, text[half:])


class _Lines:
    """The lines of each place of a Word file, where caveats stand one after the other."""

    def __init__(self, sealed: Sequence[TextUnit], texts: Sequence[str]) -> None:
        self.texts = texts
        self.ends = {unit.place: n + 1 for n, unit in enumerate(sealed)}
        self.at: dict[str, tuple[int, int]] = {}
        for n, unit in enumerate(sealed):
            self.at.setdefault(unit.place, (n, 0))

    def next(self, place: str, text: str) -> Iterator[int]:
        """Yield the next line of a place in which a text stands, after the one found last."""
        line, start = self.at.get(place, (0, 0))
        for n in range(line, min(self.ends.get(place, 0), line + _AHEAD)):
            found = self.texts[n].find(text, start if n == line else 0)
            if found >= 0:
                self.at[place] = (n, found + len(text))
                yield n
                return


def _loss(caveat: Caveat, *, reworded: bool) -> Finding:
    at = ", ".join(
        short(name) for name in dict.fromkeys((caveat["article"], caveat["block"])) if name
    )
    what = "changed" if reworded else "missing"
    text = " ".join(_MARKS.sub("", caveat["text"]).split())
    return Finding(f"caveat {what}: {short(caveat['kind'])} ‘{short(text)}’ ({at})")
