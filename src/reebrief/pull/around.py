"""List what was changed around the body: notes, headers and footers, none of them the author's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reebrief.pull.changes import PulledChange
from reebrief.pull.open_docx import GivenDocx
from reebrief.verify.compare import differences
from reebrief.verify.docx import read
from reebrief.verify.found import TextUnit, units

_PLACES = ("footnotes", "header", "footer")


def changes_around(given: GivenDocx) -> list[PulledChange]:
    """Return the changes of a file's notes, headers and footers; all are refused.

    Raises UnreadableError where the file cannot be read.
    """
    was = [*_sealed(given.sealed)]
    now = [unit for unit in read(given.data).read().units if unit.place in _PLACES]
    return [*_changes(was, now, given)]


def _sealed(sealed: Mapping[str, Any]) -> Iterator[TextUnit]:
    for one in sealed.get("texts", ()):
        if isinstance(one, dict) and one.get("place") in _PLACES:
            yield from units(str(one["place"]), str(one.get("text", "")))


def _changes(
    was: Sequence[TextUnit], now: Sequence[TextUnit], given: GivenDocx
) -> Iterator[PulledChange]:
    hands = (given.saved,) if given.saved.who else ()
    for one in differences(was, now):
        unit = one.was or one.now
        old, new = one.was.text if one.was else "", one.now.text if one.now else ""
        change = PulledChange("words", old, new, hands)
        place = unit.place if unit else ""
        if place == "footnotes":
            hint = "caveats are added by the program; 'waivers' waive one, with a reason"
            change.refuse("a note of the program", hint)
        else:
            change.refuse(f"the {place}", "it follows from title, number and sources")
        yield change
