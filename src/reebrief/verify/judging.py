"""Holds what was found in a file against its manifest, and gives the verdict."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from reebrief.manifest import FORMAT, document_id, seal_of
from reebrief.verify.comparing import Difference, differences, equal
from reebrief.verify.found import Found, Unit, UnreadableError, units
from reebrief.verify.losing import lost
from reebrief.verify.verdicts import Finding, State, Verdict, short

_MOST_FINDINGS = 30
NO_MANIFEST = "not sealed by reebrief, or its manifest was taken out"
_NOT_ITS_FORM = "it is not as reebrief writes it"


@dataclass(frozen=True, slots=True)
class _Sealed:
    """A manifest that has the form of one."""

    data: dict[str, Any]
    units: list[Unit]
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
    verdict = replace(verdict, caveats=count, whole=count, inputs=data["inputs"])
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
    if not equal(sealed.units, now.units):
        compared = [*differences(sealed.units, now.units)]
        missing = [*lost(sealed.caveats, sealed.units, compared)]
        whole = len(sealed.caveats) - len(missing)
        return _with(
            replace(verdict, state=State.CHANGED, whole=whole), [*missing, *_told(compared)]
        )
    findings = [Finding("was added, and may lie over the text", what) for what in now.additions]
    if found.kind == "pdf":
        drawn = {unit.place: unit.drawn for unit in sealed.units}
        findings += [
            Finding("the same text is drawn in another way: look at it", unit.place)
            for unit in now.units
            if drawn.get(unit.place) != unit.drawn
        ]
        return _with(replace(verdict, state=State.CHANGED if findings else State.RESAVED), findings)
    was = sealed.data.get("parts")
    parts = was if isinstance(was, dict) else {}
    names = sorted({*parts, *found.parts})
    other = [short(name) for name in names if parts.get(name) != found.parts.get(name)]
    few = [Finding("is not as it was written", name) for name in other] if len(other) <= 3 else []
    return _with(replace(verdict, state=State.RESAVED), few)


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
        u for row in places for u in units(row["place"], row["text"], str(row.get("drawn", "")))
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
        if one.was and one.now:
            for change in one.changes:
                yield Finding("", one.was.place, short(change.was), short(change.now))
        elif one.was:
            yield _whole(one.was, "is gone")
        elif one.now:
            yield _whole(one.now, "was added")


def _whole(unit: Unit, what: str) -> Finding:
    """Return the finding for a unit that is gone or new."""
    if unit.drawn:
        return Finding(f"{unit.place} {what}")
    text = short(unit.text)
    was, now = (text, "") if what == "is gone" else ("", text)
    return Finding(f"{_noun(unit)} {what}", was=was, now=now)


def _noun(unit: Unit) -> str:
    if unit.place == "footnotes":
        return "note"
    if unit.place != "document":
        return f"line of the {unit.place}"
    return "row of a table" if unit.text.startswith("\t") else "paragraph"
