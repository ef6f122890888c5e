"""Holds what was found in a file against its manifest, and gives the verdict."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from reebrief.document.manifest import (
    FONTS,
    FORMAT,
    LINKS,
    LISTS,
    OBJECTS,
    SPOKEN,
    document_id,
    seal_of,
)
from reebrief.verify.beside_words import left_spoken, list_findings, spoken_findings
from reebrief.verify.compare import (
    Difference,
    WordChange,
    differences,
    equal,
    squeezed,
    without_repeats,
)
from reebrief.verify.found import Found, ReadText, TextUnit, UnreadableError, units
from reebrief.verify.lost_caveats import lost
from reebrief.verify.verdict import Finding, State, Verdict, short

_MOST_FINDINGS = 30
_FEW = 3
"""The most parts of a Word file that are named because they are not as they were written."""

_PROPERTIES = "properties"
"""Title, author, subject and keywords, which programs may change: they are named, no more."""

_CHANGED = {
    "picture": "was changed, or compressed anew: look at it",
    "structure": "was changed: it may be read aloud in another order, or not at all",
    "alternatives": "were changed: something else may be read aloud",
    "tables": "headers were changed: cells may be read aloud with others",
    "links": "lie elsewhere on their pages, or are read aloud as something else",
    "colours": "were given another meaning (OutputIntents)",
    _PROPERTIES: "is not as it was written",
}

_TRACKED = "tracked changes"

NO_MANIFEST = "not sealed by reebrief, or its manifest was taken out"
_NOT_ITS_FORM = "it is not as reebrief writes it"


@dataclass(frozen=True, slots=True)
class _Sealed:
    """A manifest that has the form of one."""

    data: dict[str, Any]
    units: list[TextUnit]
    caveats: list[dict[str, str]]

    def text(self, key: str) -> str:
        return str(self.data[key])


def judge(found: Found) -> Verdict:
    """Return the verdict on a file. Raises UnreadableError for a manifest of a later version."""
    if found.manifest is None:
        return Verdict(State.UNSEALED, NO_MANIFEST)
    sealed = _sealed(found.manifest)
    if sealed is None:
        return Verdict(State.EDITED, _NOT_ITS_FORM)
    verdict = Verdict(
        State.INTACT,
        made_by=short(sealed.text("made_by")),
        brief=short(sealed.text("brief")),
        date=short(sealed.text("date")),
    )
    data = sealed.data
    own = document_id(data["kind"], data["texts"], data["inputs"])
    if data["seal"] != seal_of(data) or data["document"] != own:
        return replace(verdict, state=State.EDITED, reason="its seal does not fit it")
    if data["kind"] != found.kind or (found.document and found.document != own):
        of = f"it is that of ‘{verdict.brief}’ of {verdict.date} ({short(data['kind'])})"
        return replace(verdict, state=State.SWAPPED, reason=of)
    count = len(sealed.caveats)
    edition = data["edition"] if isinstance(data.get("edition"), dict) else {}
    verdict = replace(
        verdict,
        caveats=count,
        whole=count,
        inputs=data["inputs"],
        edition=edition,
        document=own,
    )
    if _untouched(data, found):
        return verdict
    return _compared(verdict, sealed, found)


def _untouched(data: dict[str, Any], found: Found) -> bool:
    """Say whether each byte is as it was sealed, in a Word file each byte of the parts."""
    if found.kind == "pdf":
        return bool(data.get("bytes") == found.rest)
    return bool(data.get("parts") == found.parts)


def _compared(verdict: Verdict, sealed: _Sealed, found: Found) -> Verdict:
    """Return the verdict on a file whose bytes are not as they were sealed."""
    now = found.read()
    was = _at(sealed.units)
    shown = without_repeats(was, _at(now.units))
    old_links, new_links = (_at(units, LINKS) for units in (sealed.units, now.units))
    compared = [] if equal(was, shown) else [*differences(was, shown)]
    missing = [*lost(sealed.caveats, was, compared)]
    objects = [*_objects(_at(sealed.units, OBJECTS), _at(now.units, OBJECTS))]
    properties = [one for one in objects if one.where == _PROPERTIES]
    findings = [
        *missing,
        *(Finding(what, where) for where, what in now.additions),
        *_looks(was, shown),
        *_fonts(found.kind, _at(sealed.units, FONTS), _at(now.units, FONTS)),
        *(one for one in objects if one.where != _PROPERTIES),
        *_told(compared),
        *_beside_words(sealed.units, now, was, shown),
    ]
    moved = any(len(one.units) == 1 and one.units[0].drawn for one in compared)
    if not (moved or equal(old_links, new_links)):  # where pages moved, links lead to other ones
        findings += _told(differences(old_links, new_links))
    verdict = replace(
        verdict,
        state=State.CHANGED if findings else _unchanged(sealed.data, found),
        whole=len(sealed.caveats) - len(missing),
    )
    findings += properties
    if found.kind == "docx":
        findings += _rest(sealed, found, now, few=not findings)
    return _with(verdict, findings)


def _unchanged(data: dict[str, Any], found: Found) -> State:
    """Return the state of a file that shows what was sealed: a signature is only appended."""
    return State.INTACT if data.get("bytes") in found.earlier else State.RESAVED


def _at(units: Sequence[TextUnit], place: str = "") -> list[TextUnit]:
    """Return the units of a place; without one, all that readers see."""
    unseen = {LINKS, FONTS, OBJECTS, LISTS, SPOKEN}
    of = (u for u in units if (u.place == place if place else u.place not in unseen))
    return [unit for unit in of if unit.text or unit.drawn]


def _objects(sealed: Sequence[TextUnit], found: Sequence[TextUnit]) -> Iterator[Finding]:
    """Yield what is not as it was of fonts, pictures, structure; older manifests lack some."""
    now = dict(unit.text.rsplit(" ", 1) for unit in found)
    for unit in sealed:
        name, _, digest = unit.text.rpartition(" ")
        if now.get(name) == digest:
            continue
        if unit.place == FONTS:
            yield Finding("was changed: letters may look like others", f"font {name}")
        else:
            yield Finding(_CHANGED.get(name.partition(" ")[0], "was changed"), name)


def _fonts(kind: str, sealed: Sequence[TextUnit], found: Sequence[TextUnit]) -> Iterator[Finding]:
    """Yield fonts that are not as they were.

    A Word file may lose those that it carries, as other programs do not keep them: another font of
    the same letters stands in.
    """
    if kind != "docx":
        yield from _objects(sealed, found)
        return
    names = {unit.text.rpartition(" ")[0] for unit in found}
    yield from _objects([u for u in sealed if u.text.rpartition(" ")[0] in names], found)
    if names - {unit.text.rpartition(" ")[0] for unit in sealed}:
        yield Finding("fonts were brought along: letters may look like others", "document")


def _looks(sealed: Sequence[TextUnit], found: Sequence[TextUnit]) -> Iterator[Finding]:
    """Yield what is not as it was on pages that show the same text, and on their paper."""
    was = {unit.place: unit for unit in sealed if unit.drawn}
    now = {unit.place: unit for unit in found if unit.drawn}
    if was.keys() != now.keys():
        return
    for place, page in was.items():
        if page.paper != now[place].paper:
            yield Finding("is cut or turned", place, short(page.paper), short(now[place].paper))
        same = squeezed(page.text) == squeezed(now[place].text)
        if same and page.drawn != now[place].drawn:
            yield Finding("the same text is drawn in another way: look at it", place)


def _beside_words(
    sealed: Sequence[TextUnit],
    now: ReadText,
    was: Sequence[TextUnit],
    shown: Sequence[TextUnit],
) -> Iterator[Finding]:
    """Yield what differs of lists and of what is read aloud; older manifests hold neither."""
    places = {unit.place for unit in sealed}
    if LISTS in places:
        yield from list_findings((_at(sealed, LISTS), _at(now.units, LISTS)), (was, shown))
    if SPOKEN in places:
        yield from spoken_findings(_at(sealed, SPOKEN), _at(now.units, SPOKEN), now)


def _rest(sealed: _Sealed, found: Found, now: ReadText, *, few: bool) -> Iterator[Finding]:
    """Yield who tracked changes, what programs dropped, and which parts differ, if ``few`` do."""
    data = sealed.data
    if now.trackers:
        who = short(", ".join(now.trackers))
        yield Finding(f"by {who}: read as accepted, what they take out is not compared", _TRACKED)
    locks = data.get("locks")
    if isinstance(locks, int) and now.locks < locks:
        yield Finding(f"{now.locks} of {locks} left", "locks")
    spoken = _at(sealed.units, SPOKEN)
    left = left_spoken(spoken, _at(now.units, SPOKEN))
    if left < len(spoken):
        yield Finding(f"{left} of {len(spoken)} left", "read aloud of drawings and tables")
    parts = data["parts"] if isinstance(data.get("parts"), dict) else {}
    names = sorted({*parts, *found.parts})
    other = [short(name) for name in names if parts.get(name) != found.parts.get(name)]
    if few and len(other) <= _FEW:
        yield from (Finding("is not as it was written", name) for name in other)


def _with(verdict: Verdict, findings: Sequence[Finding]) -> Verdict:
    more = max(len(findings) - _MOST_FINDINGS, 0)
    return replace(verdict, findings=tuple(findings[:_MOST_FINDINGS]), more=more)


def _sealed(text: str) -> _Sealed | None:
    """Return the manifest, or None where it has not the form of one."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(data, dict):
        return None
    if isinstance(data.get("format"), int) and data["format"] > FORMAT:
        raise UnreadableError("sealed by a later version of reebrief than this one")
    texts = ("made_by", "brief", "date", "kind", "document", "seal")
    if not all(isinstance(data.get(key), str) for key in texts):
        return None
    inputs = data.get("inputs")
    if not (isinstance(inputs, dict) and all(isinstance(value, str) for value in inputs.values())):
        return None
    places = _rows(data.get("texts"), "place", "text")
    caveats = _rows(data.get("caveats"), "id", "kind", "class", "article", "block", "text", "place")
    if places is None or caveats is None:
        return None
    shown = [
        unit
        for row in places
        for unit in units(
            row["place"], row["text"], str(row.get("drawn", "")), str(row.get("paper", ""))
        )
    ]
    return _Sealed(data, shown, caveats)


def _rows(items: Any, *keys: str) -> list[dict[str, str]] | None:
    """Return a list of mappings that have texts under these keys, None for anything else."""
    if not isinstance(items, list):
        return None
    for item in items:
        if not (isinstance(item, dict) and all(isinstance(item.get(key), str) for key in keys)):
            return None
    return items


def _told(compared: Iterable[Difference]) -> Iterator[Finding]:
    for one in compared:
        if one.was and one.now and one.was.place == LINKS:
            yield Finding("", "link", short(one.was.text), short(one.now.text))
        elif one.was and one.now:
            yield from (_changed(one.was.place, change) for change in one.changes)
        elif one.was:
            yield _whole(one.was, "is gone")
        elif one.now:
            yield _whole(one.now, "was added")


def _changed(place: str, change: WordChange) -> Finding:
    what = "" if change.was and change.now else "is gone" if change.was else "was added"
    return Finding(what, place, short(change.was), short(change.now))


def _whole(unit: TextUnit, what: str) -> Finding:
    """Return the finding for a unit that is gone or new."""
    if unit.drawn:
        return Finding(f"{unit.place} {what}")
    text = short(unit.text)
    was, now = (text, "") if what == "is gone" else ("", text)
    return Finding(f"{_noun(unit)} {what}", was=was, now=now)


def _noun(unit: TextUnit) -> str:
    if unit.place == "footnotes":
        return "note"
    if unit.place == LINKS:
        return "link"
    if unit.place != "document":
        return f"line of the {unit.place}"
    return "row of a table" if unit.text.startswith("\t") else "paragraph"
