"""Place new lines and lines that are gone: a paragraph, an entry of a list, a row of a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from reebrief.document.markdown.source_map import lines, source_map
from reebrief.document.written_lines import WrittenLine
from reebrief.project import yaml
from reebrief.pull.changes import PulledChange
from reebrief.pull.markdown_edits import WAYS, SourceEdit, edited, typed_words
from reebrief.pull.match import folded
from reebrief.pull.own_texts import OwnValue
from reebrief.pull.placing import EntryPatch, FoundLine, Placing

_LONG = frozenset({"bottom_line", "summary", "text", "annex", "comment"})
"""Keys whose texts may have several paragraphs."""

_LISTS = frozenset({"watch_list", "main_messages"})
"""Keys whose entries are texts."""

_LEAD = re.compile(r"[ \t]*(?:>[ \t]?|(?:[-*+]|\d+[.)])[ \t]+)*")
_DELETE = "delete it in the definition, if that is meant"


def place_lines(placing: Placing, changes: Sequence[PulledChange]) -> None:
    """Place the changes that are open: lines that are new or gone, and rows."""
    for change in changes:
        if change.state != "open":
            continue
        match change.kind:
            case "gone":
                _gone(placing, change)
            case "row":
                _row(placing, change)
            case "line":
                _new(placing, change)
            case _:
                pass


# --- lines that are gone


def _gone(placing: Placing, change: PulledChange) -> None:
    own = change.own
    if own is None:
        change.leave("nobody knows whose line it was")
        return
    found = placing.find(own)
    if isinstance(found, str):
        change.state = "there"
    elif isinstance(found, OwnValue):
        change.refuse(f"the whole text of '{shown_key(own.path)}' is gone", _DELETE)
    elif found.source != own.text:
        change.refuse("a conflict: the line is gone here, and was changed in the definition")
        change.conflict = found.source
    elif len(found.value.lines) == 1:
        path = found.value.path
        if path[0] in _LISTS and isinstance(path[-1], int):
            _say_place(change, found)
            placing.entries.append(EntryPatch(change, path[:-1], path[-1], None))
        else:
            change.refuse(f"the whole text of '{shown_key(own.path)}' is gone", _DELETE)
    else:
        _remove(placing, change, found)


def _remove(placing: Placing, change: PulledChange, found: FoundLine) -> None:
    """Take a line out of a text of several."""
    value, line = found.value, found.value.lines[found.number]
    rows = value.filled.split("\n")
    if "table" in line.within:
        start, end = found.offset(0), found.offset(len(line.source))
        if start is None or end is None:
            change.refuse("its place in the table cannot be told", _DELETE)
            return
        _say_place(change, found)
        placing.add(value, change, [SourceEdit(start, end, "")])
        return
    first, last = line.first, line.last + 1
    if last < len(rows) and not rows[last].strip() and (not first or not rows[first - 1].strip()):
        last += 1
    start = len("\n".join(rows[:first])) + (first > 0)
    end = len("\n".join(rows[:last])) + 1
    edit = SourceEdit(start, min(end, len(value.filled)), "")
    if len(lines(edited(value.filled, [edit]))) != len(value.lines) - 1:
        change.refuse("it cannot be taken out of its text alone", _DELETE)
        return
    _say_place(change, found)
    placing.add(value, change, [edit])


# --- new lines


def _new(placing: Placing, change: PulledChange) -> None:
    for anchor, behind in ((change.after, True), (change.before, False)):
        if _takes_lines(anchor, behind=behind) and _beside(placing, change, anchor, behind=behind):
            return
    beside = next((a.own for a in (change.after, change.before) if a and a.own), None)
    if beside:
        key = shown_key(beside.path)
        change.leave(f"'{key}' beside it takes no further lines", "type it where it belongs")
    else:
        change.leave("no text of the author's stands beside it", "type it where it belongs")


def _takes_lines(anchor: WrittenLine | None, *, behind: bool) -> bool:
    """Say whether a new line may stand behind a written one, or before it."""
    own = anchor.own if anchor else None
    if own is None or own.plain or not (behind or own.number == 0):
        return False
    return own.path[-1] in _LONG or own.path[0] in _LISTS


def _beside(
    placing: Placing, change: PulledChange, anchor: WrittenLine | None, *, behind: bool
) -> bool:
    """Place a new line beside a written one; say whether that is decided."""
    own, now = anchor.own if anchor else None, change.now
    if own is None or now is None:
        return False
    found = placing.find(own)
    if not isinstance(found, FoundLine):
        return False
    _say_place(change, found)
    change.key = own.path
    known = {one.own.text for one in placing.written.lines if one.own and one.own.path == own.path}
    entry = own.path[0] in _LISTS and len(found.value.lines) == 1
    for way in WAYS:
        typed, said = typed_words(now, (0, len(now.text)), placing.written.sources, way)
        typed, said = typed.strip(), folded(said)
        if entry:
            if [folded(_shown(line.source)) for line in lines(typed)] == [said]:
                return _entry(placing, change, found, typed, behind=behind)
            continue
        edit = _insertion(found, typed, behind=behind)
        whole = lines(edited(found.value.filled, [edit]))
        number = found.number + behind
        fits = len(whole) == len(found.value.lines) + 1
        if fits and folded(_shown(whole[number].source)) == said:
            if typed not in known and any(line.source == typed for line in found.value.lines):
                change.state = "there"
                return True
            placing.insert(found.value, change, edit)
            return True
    change.refuse("it cannot be typed as Markdown", "type it in the definition")
    return True


def _shown(source: str) -> str:
    known = source_map(source)
    return known.shown if known else "\0"


def _insertion(found: FoundLine, typed: str, *, behind: bool) -> SourceEdit:
    """Return the edit that puts a line into a text behind another, or before it."""
    value, line = found.value, found.value.lines[found.number]
    rows = value.filled.split("\n")
    lead = _LEAD.match(rows[line.first])
    sign = lead[0] if lead else ""
    listed = any(kind.endswith("list") for kind in line.within)
    quoted = "blockquote" in line.within and not listed
    gap = "" if listed else f"{sign.rstrip() if quoted else ''}\n"
    row = line.last if behind else line.first
    start = len("\n".join(rows[:row])) + (row > 0)
    if behind:
        end = start + len(rows[row])
        return SourceEdit(end, end, f"\n{gap}{sign if listed or quoted else ''}{typed}")
    return SourceEdit(start, start, f"{sign if listed or quoted else ''}{typed}\n{gap}")


def _entry(
    placing: Placing, change: PulledChange, found: FoundLine, typed: str, *, behind: bool
) -> bool:
    """Place a new entry of a list of the definition."""
    path = found.value.path
    if not isinstance(path[-1], int):
        change.leave(f"'{path[0]}' is one text, no list", f"make it a list, and add: {typed}")
        return True
    if placing.texts.has_entry(path[:-1], typed):
        change.state = "there"
        return True
    placing.entries.append(EntryPatch(change, path[:-1], path[-1] + behind, typed))
    return True


# --- rows


def _row(placing: Placing, change: PulledChange) -> None:
    """Propose a new row of a table: what to paste, and where."""
    if change.columns:
        row: dict[str, Any] = {"cells": {}}
        for cell in change.cells:
            key = change.columns.get(cell.cell[2] if cell.cell else -1, "")
            if key.startswith("cells."):
                row["cells"][key.removeprefix("cells.")] = cell.text.strip()
            elif key:
                row[key] = cell.text.strip()
        if placing.texts.has_row(row["cells"]):
            change.state = "there"
            return
        text = yaml.write({"own": [row]}).rstrip()
        change.key = ("matrix", "own")
        change.leave("a new row, for 'matrix.own'", f"add to 'matrix':\n{text}")
        return
    own = next((a.own for a in (change.after, change.before) if a and a.own), None)
    said = " | ".join(cell.text for cell in change.cells)
    key = f"'{shown_key(own.path)}'" if own else "the definition"
    change.leave(f"a new row of a table, for {key}", f"add: | {said} |")


def shown_key(path: Sequence[str | int]) -> str:
    """Return a key path as people read it: ``items.each[gansu].comment``."""
    done = ""
    for n, part in enumerate(path):
        named = n and path[n - 1] in {"each", "cells"}
        done += f"[{part}]" if isinstance(part, int) or named else f".{part}" if done else str(part)
    return done


def _say_place(change: PulledChange, found: FoundLine) -> None:
    place, line = found.value.place, found.value.lines[found.number]
    change.places = [(place.file, place.line + line.first)]
