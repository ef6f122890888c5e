"""Waivers: entries of a definition that take a caveat away, and are printed in its place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from reebrief.briefs import BriefDefinition
from reebrief.diagnostics import Place, Problem, ReebriefError, known
from reebrief.templates.caveat_classes import NAMES, SOURCE_CLASSES, UNWAIVABLE


@dataclass(frozen=True, slots=True)
class Waiver:
    """A caveat's class, waived for one article: by whom, why, and up to which day."""

    caveat: str
    article: str
    who: str
    why: str
    until: dt.date
    place: Place


class Waivers:
    """The waivers of a brief, each of which must match a caveat."""

    def __init__(self, waivers: Collection[Waiver] = ()) -> None:
        self._waivers = {(w.article, w.caveat): w for w in waivers}
        self._matched: dict[tuple[str, str], Waiver] = {}

    def match(self, article: str, caveat: str) -> bool:
        """Say whether a caveat is waived; one that is counts as matched."""
        found = self._waivers.get((article, caveat))
        if found is not None:
            self._matched[article, caveat] = found
        return found is not None

    def of(self, article: str) -> Iterator[Waiver]:
        """Yield the waivers of an article that have matched, in the definition's order."""
        return (w for key, w in self._waivers.items() if key in self._matched and key[0] == article)

    def unmatched(self) -> list[Problem]:
        """Return an error for each waiver that waives nothing."""
        return [
            Problem(
                f"the waiver matches nothing: '{w.article}' has no caveat '{w.caveat}'",
                w.place,
                "delete the waiver; reebrief check lists the caveats of each article",
            )
            for key, w in self._waivers.items()
            if key not in self._matched
        ]


def load(definition: BriefDefinition, articles: Collection[str], date: dt.date) -> Waivers:
    """Return the waivers of a definition for a brief of these articles and this date.

    Raises ReebriefError with the place of each that names no class, a class that cannot be waived,
    an article that the brief does not have, or a day before the brief's date.
    """
    problems: list[Problem] = []
    done: dict[tuple[str, str], Waiver] = {}
    for n, model in enumerate(definition.model.waivers):

        def fault(key: str, what: str, hint: str, n: int = n) -> None:
            problems.append(Problem(what, definition.place("waivers", n, key), hint))

        until = dt.date.fromisoformat(model.until)
        if model.caveat in UNWAIVABLE:
            source = "review the source in articles/sources.yaml instead"
            hint = source if model.caveat in SOURCE_CLASSES else "delete the waiver"
            fault("caveat", f"'{model.caveat}' cannot be waived", hint)
        elif model.caveat not in NAMES:
            hint = known(model.caveat, set(NAMES) - UNWAIVABLE, kind="classes")
            fault("caveat", f"no caveat class '{model.caveat}'", hint)
        if model.article not in articles:
            hint = known(model.article, articles, kind="articles of this brief")
            fault("article", f"'{model.article}' is not in this brief", hint)
        if until < date:
            what = f"the waiver ran out on {until}, before the brief's date, {date}"
            fault("until", what, "delete it, or have it granted anew")
        key = (model.article, model.caveat)
        if key in done:
            fault("caveat", "the same caveat is waived twice", "delete one of the two")
        place = definition.place("waivers", n)
        done[key] = Waiver(model.caveat, model.article, model.who, model.why, until, place)
    if problems:
        raise ReebriefError(problems)
    return Waivers(done.values())
