"""The command ``reebrief changes``: say what differs between two editions."""

from __future__ import annotations

import json
from dataclasses import asdict
from itertools import groupby
from pathlib import Path

from reebrief.cli.options import ProjectOptions
from reebrief.cli.output import OK, give
from reebrief.cli.parameters import opened
from reebrief.diagnostics import ReebriefError
from reebrief.document.characters import visible
from reebrief.editions.changes import ChangeKind, EditionChange
from reebrief.editions.compare import compare
from reebrief.editions.snapshot import Snapshot
from reebrief.pipeline.edition_of import edition_of
from reebrief.pipeline.session import Session

_SAID: dict[ChangeKind, str] = {
    "item-new": "new",
    "item-updated": "updated",
    "item-dropped": "dropped",
    "moved": "moved",
    "judgement-new": "new judgement",
    "judgement-changed": "judgement changed",
    "judgement-dropped": "judgement dropped",
    "grade-changed": "grade changed",
    "caveat-added": "caveat added",
    "caveat-lifted": "caveat lifted",
    "watch-new": "new to watch",
    "watch-settled": "no longer watched",
}
_LONGEST = 100


def run_changes(old: str, new: str, opening: ProjectOptions, *, as_json: bool) -> int:
    """Print the changes from one edition to another, one a line."""
    session = session_for(opening, old, new)
    before, after = edition_of(session, old), edition_of(session, new)
    found = compare(before, after)
    if as_json:
        data = {"from": _named(before), "to": _named(after), "changes": [*map(asdict, found)]}
        give(json.dumps(data, ensure_ascii=False, indent=2))
        return OK
    give(f"{before.named} → {after.named}")
    for kind, changes in groupby(found, lambda one: one.kind):
        give(f"{_SAID[kind]}:")
        for one in changes:
            give(f"  {_line(one)}")
    if not found:
        give("nothing changed")
    return OK


def session_for(opening: ProjectOptions, *names: str) -> Session | None:
    """Open the project; None where there is none and only files are compared."""
    try:
        return opened(opening)
    except ReebriefError:
        if opening.project is None and all(Path(name).is_file() for name in names):
            return None
        raise


def _named(edition: Snapshot) -> dict[str, str]:
    return {"brief": edition.brief, "date": edition.date, "number": edition.number}


def _line(change: EditionChange) -> str:
    """Return a change on one line: what moved, of what, and why."""
    shown = " → ".join(filter(None, (change.was, change.now)))
    if change.kind == "judgement-changed":
        shown = ""  # both are whole sentences
    if change.kind == "grade-changed":
        shown = " → ".join(one or "not graded" for one in (change.was, change.now))
    what = visible(f"{shown} — {change.what}" if shown else change.what)[0]
    what = what if len(what) <= _LONGEST else what[: _LONGEST - 1].rstrip() + "…"
    if change.kind == "grade-changed":
        return f"{what} ({change.why or 'no reason given anew'})"
    article = f" [{change.article}]" if change.article else ""
    why = f" ({change.why})" if change.why and change.kind == "caveat-lifted" else ""
    return f"{what}{article}{why}"
