"""Compare what stands beside the words of a Word file: labels of lists, what is read aloud."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from reebrief.verify.compare import blocks, squeezed
from reebrief.verify.found import DRAWING, TABLE, ReadText, TextUnit
from reebrief.verify.verdict import Finding, short

_KNOWN = 40
"""Characters, without white space, by which an entry of a list is known."""

_DROPS = "LibreOffice"
"""The program that drops what is read aloud of charts and tables when it saves a file."""

_Entry = tuple[str, str, str]
"""The label of an entry, its words, and what it is known by."""


def list_findings(
    entries: tuple[Sequence[TextUnit], Sequence[TextUnit]],
    shown: tuple[Sequence[TextUnit], Sequence[TextUnit]],
) -> Iterator[Finding]:
    """Yield which paragraphs have another bullet or number, lost theirs, or were given one.

    Both are what was sealed and what was found: the entries of lists, and all text that is shown.
    Entries whose words are gone or new are left out: the words are told.
    """
    was, now = (list(map(_entry, units)) for units in entries)
    before, after = (["", *(squeezed(unit.text) for unit in units)] for units in shown)
    stretches = blocks([key for *_, key in was], [key for *_, key in now])
    a = c = 0
    for start, end, first, last in (*stretches, (len(was), len(was), len(now), len(now))):
        yield from _other_labels(was[a:start], now[c:first])
        if end - start == last - first:
            yield from _other_labels(was[start:end], now[first:last])
        else:
            yield from _told("is no entry of a list any more", was[start:end], after)
            yield from _told("was made an entry of a list", now[first:last], before)
        a, c = end, last


def spoken_findings(
    sealed: Sequence[TextUnit], found: Sequence[TextUnit], now: ReadText
) -> Iterator[Finding]:
    """Yield which texts are read aloud of drawings and tables that were not, and which are no more.

    ``now`` says which program saved the file: LibreOffice drops those of charts and tables.
    """
    keys, others = ([squeezed(unit.text) for unit in units] for units in (sealed, found))
    gone = Counter(keys) - Counter(others)
    for a, b, c, d in blocks(keys, others):
        for n in range(c, d):
            old = sealed[a + n - c].text if b - a == d - c else ""
            gone[squeezed(old)] -= 1
            yield Finding("something else is read aloud", "", short(old), short(found[n].text))
    lost = [*_whose(sealed, gone)]
    if now.saved_by.startswith(_DROPS):
        drawings = sum(text.startswith(DRAWING) for text in lost)
        dropped = (TABLE, DRAWING) if drawings <= now.silent_charts else (TABLE,)
        lost = [text for text in lost if not text.startswith(dropped)]
    yield from (Finding("is read aloud no more", "", short(text)) for text in lost)


def left_spoken(sealed: Sequence[TextUnit], found: Sequence[TextUnit]) -> int:
    """Return how many of the texts that were read aloud still are."""
    was, now = (Counter(squeezed(unit.text) for unit in units) for units in (sealed, found))
    return (was & now).total()


def _whose(sealed: Sequence[TextUnit], gone: Counter[str]) -> Iterator[str]:
    for unit in sealed:
        key = squeezed(unit.text)
        if gone[key] > 0:
            gone[key] -= 1
            yield unit.text


def _entry(unit: TextUnit) -> _Entry:
    label, _, text = unit.text.partition("\t")
    return label, text, squeezed(text)[:_KNOWN]


def _other_labels(was: Sequence[_Entry], now: Sequence[_Entry]) -> Iterator[Finding]:
    for (old, text, _), (new, words, _) in zip(was, now, strict=True):
        if old != new:
            yield Finding(
                "another bullet, number or level",
                "list",
                short(f"{old} {text}"),
                short(f"{new} {words}"),
            )


def _told(what: str, entries: Sequence[_Entry], lines: Sequence[str]) -> Iterator[Finding]:
    for label, text, key in entries:
        if any(key in line for line in lines):
            yield Finding(what, "list", short(f"{label} {text}"))
