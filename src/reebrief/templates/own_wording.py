"""Compare a project's own words of caveats with those that ship: keep their meaning, tell the rest.

Words that deny nothing where the shipped ones do ("not verified"), or that affirm ("independent")
where these do not, would turn the caveat round: there the shipped text stays. So does it where the
project's is a copy of what an earlier version shipped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Any

from reebrief.templates.earlier_words import shipped_before

Path = tuple[str, ...]

_SAID_OF_STATES = ("unverified", "not_established", "unknown_state")
"""Words that stand within the texts of the classes of state sources."""

_STATE_CLASSES = ("state-owned-enterprise", "state-media", "state-controlled")


@dataclass(frozen=True, slots=True)
class OwnWording:
    """What a project says otherwise than the program does.

    ``words`` are the project's with the shipped ones where it has none, or where its own deny
    nothing any more: ``turned`` are the keys of these. ``classes`` are those of which the project
    has changed words, ``general`` the keys of other words that it changed.
    """

    words: Mapping[str, Any]
    turned: tuple[Path, ...]
    classes: tuple[str, ...]
    general: tuple[str, ...]


def compared(own: Mapping[str, Any], shipped: Mapping[str, Any]) -> OwnWording:
    """Compare the words of one language: all that ship, and those that the project's file has."""
    own = _without_earlier(own)
    denials = re.compile(rf"\b(?:{'|'.join(map(re.escape, shipped['denials']))})\b", re.IGNORECASE)
    marks = re.compile("|".join(map(re.escape, shipped["mark_words"])), re.IGNORECASE)

    def turned_round(ours: Any, theirs: Any) -> bool:
        if not (isinstance(ours, str) and isinstance(theirs, str)) or denials.search(ours):
            return False
        return bool(denials.search(theirs) or (marks.search(ours) and not marks.search(theirs)))

    changed = [*_changed(own, shipped, ())]
    turned = [path for path, ours, theirs in changed if turned_round(ours, theirs)]
    words = _filled(own, shipped, {*turned}, ())
    keys = [path for path, _, _ in changed]
    classes = dict.fromkeys(path[1] for path in keys if path[0] == "classes")
    if any(path[0] in _SAID_OF_STATES for path in keys):
        classes |= dict.fromkeys(_STATE_CLASSES)
    general = dict.fromkeys(path[0] for path in keys if path[0] != "classes")
    return OwnWording(words, tuple(turned), tuple(classes), tuple(general))


def _without_earlier(own: Any) -> Any:
    """Return a project's words without the texts that only repeat what an earlier version said.

    A sentence for one and for several goes or stays as a whole.
    """
    if not isinstance(own, Mapping):
        return own
    left = {key: value for key, value in own.items() if not _is_earlier(value)}
    return {
        key: value if isinstance(value, Mapping) and "one" in value else _without_earlier(value)
        for key, value in left.items()
    }


def _is_plural(value: Any) -> bool:
    return isinstance(value, Mapping) and "one" in value


def _is_earlier(value: Any) -> bool:
    if isinstance(value, Mapping):
        return not value or all(map(_is_earlier, value.values()))
    return isinstance(value, str) and shipped_before(value)


def _changed(own: Any, shipped: Any, path: Path) -> Iterator[tuple[Path, Any, Any]]:
    """Yield each text and list of which the project has its own, with both."""
    if isinstance(own, Mapping) and isinstance(shipped, Mapping):
        for key, value in own.items():
            yield from _changed(value, shipped.get(key), (*path, key))
    elif isinstance(own, tuple | list):
        if not {*(shipped or ())} <= {*own}:  # more words find more
            yield path, own, shipped
    elif own != shipped:
        yield path, own, shipped


def _filled(own: Any, shipped: Any, turned: Set[Path], path: Path) -> Any:
    """Return the project's words, and the shipped ones for what it lacks or turned round."""
    if path in turned:
        return shipped
    if not (isinstance(own, Mapping) and isinstance(shipped, Mapping)):
        return own
    kept = {
        key: _filled(value, shipped.get(key), turned, (*path, key)) for key, value in own.items()
    }
    return {**shipped, **kept}
