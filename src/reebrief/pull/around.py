"""List what was changed around the body and its text, which is not led back to the definition.

Notes, headers and footers are none of the author's; words instead of pictures have no line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reebrief.pull.changes import PulledChange
from reebrief.pull.open_docx import GivenDocx
from reebrief.verify.compare import differences, without_repeats
from reebrief.verify.docx import read
from reebrief.verify.found import TextUnit, units

_PLACES = ("footnotes", "header", "footer")


def changes_around(given: GivenDocx) -> list[PulledChange]:
    """Return the changes of a file's notes, headers, footers (refused) and words for pictures.

    Raises UnreadableError where the file cannot be read.
    """
    return [*_alternatives(given), *_of_frames(given)]


def _alternatives(given: GivenDocx) -> Iterator[PulledChange]:
    """Yield what is said anew instead of a picture: programs drop such words, or move them."""
    was, now = given.written.alternatives, given.alternatives
    gone = [one for one in was if one not in now]
    for new in dict.fromkeys(now):
        if was and new not in was:
            old = gone.pop(0) if gone else ""
            change = PulledChange("words", old, new, (given.saved,) if given.saved.who else ())
            hint = "type it between [ and ] of the picture, or under the chart's 'alt'"
            change.leave("what is said instead of a picture or chart", hint)
            yield change


def _of_frames(given: GivenDocx) -> list[PulledChange]:
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
    for one in differences(was, without_repeats(was, now)):
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
