"""Let a paragraph that stays end each run of paragraphs before a table or the end of a cell.

The mark of such a paragraph cannot come or go: a table and a cell need one before them, so what is
accepted or rejected would leave an empty paragraph. What Word writes when somebody types there is
written here too: the paragraph before takes the tracked mark, the last one keeps its own, and its
looks are tracked. Where both editions have paragraphs there, the two last ones share one.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from reebrief.writers.docx.tracked import Tracking, state

_TABLE, _CONTROL, _CONTENT = qn("w:tbl"), qn("w:sdt"), qn("w:sdtContent")


def settle_ends(container: Any, track: Tracking) -> None:
    """Settle the last marks of all runs of paragraphs in a body or a cell."""
    run: list[Any] = []
    for one in [*_leaves(container), None]:
        if one is None or one.tag == _TABLE:
            _settle(run, track)
            run = []
            continue
        run.append(one)
        if one.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None:
            _empty(_tail(run), track)
            run = []


def _leaves(container: Any) -> list[Any]:
    """Return paragraphs and tables in order, those within controls too."""
    done: list[Any] = []
    for child in container:
        if child.tag in {qn("w:p"), _TABLE}:
            done.append(child)
        elif child.tag == _CONTROL:
            done += _leaves(child.find(_CONTENT))
    return done


def _settle(run: Sequence[Any], track: Tracking) -> None:
    tail = _tail(run)
    if {*map(state, tail)} == {"ins", "del"}:
        _share(tail, track)
        return
    moved = run[len(run) - len(tail) - 1 :]
    if tail and len(moved) > len(tail) and not any(map(_within_control, moved)):
        _shift(moved, track)
    else:
        _empty(tail, track)


def _tail(run: Sequence[Any]) -> Sequence[Any]:
    """Return what stands behind the last paragraph that stays."""
    stays = [n for n, one in enumerate(run) if state(one) is None]
    return run[stays[-1] + 1 :] if stays else run


def _within_control(paragraph: Any) -> bool:
    return bool(paragraph.getparent().tag == _CONTENT)


def _share(tail: Sequence[Any], track: Tracking) -> None:
    """Make one paragraph of the last that went and the last that came; those that went precede."""
    gone = [one for one in tail if state(one) == "del"]
    came = [one for one in tail if state(one) == "ins"]
    first = came[0]
    while _within_control(first):
        first = first.getparent().getparent()
    for one in gone[:-1]:
        first.addprevious(one)
    last, shared = gone[-1], came[-1]
    last.getparent().remove(last)
    track.unmark(shared)
    track.looks(shared, last)
    at = 0 if shared.find(qn("w:pPr")) is None else 1
    for child in reversed([one for one in last if one.tag != qn("w:pPr")]):
        shared.insert(at, child)


def _shift(run: Sequence[Any], track: Tracking) -> None:
    """Move the marks of what came, or went, behind one that stays a paragraph forward."""
    first, last = run[0], run[-1]
    before, after = copy.deepcopy(first), copy.deepcopy(last)
    came = state(last) == "ins"
    track.unmark(last)
    track.end(first, "ins" if came else "del")
    if came:
        track.looks(last, before)
        return
    properties = last.find(qn("w:pPr"))
    if properties is not None:
        last.remove(properties)
    looks = before.find(qn("w:pPr"))
    if looks is not None:
        last.insert(0, looks)
        for one in looks.findall(qn("w:sectPr")):
            looks.remove(one)
    track.looks(last, after)


def _empty(tail: Sequence[Any], track: Tracking) -> None:
    """Let what LibreOffice leaves of entries of a list be an empty paragraph without a number.

    That is where only one edition has paragraphs before a table, or before the end of a section
    (Word leaves nothing there): it has the looks of the first one or the last one.
    """
    ends = [tail[0], tail[-1]] if len(tail) > 1 else tail
    for paragraph in ends:
        kind = state(paragraph)
        if kind is None or next(paragraph.iter(qn("w:numId")), None) is None:
            continue
        if kind == "ins":
            track.looks(paragraph, OxmlElement("w:p"))
            continue
        listed = copy.deepcopy(paragraph)
        paragraph.remove(paragraph.find(qn("w:pPr")))
        track.end(paragraph, kind)
        track.looks(paragraph, listed)
