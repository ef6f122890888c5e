"""Read who goes by a name, and what briefs show, as a query before kept it; little is imported.

Both are kept as what a render told is, with the files that they rest on.
"""

from __future__ import annotations

import json
import os
from functools import cache
from typing import NamedTuple

from reebrief.corpus.names import name_key
from reebrief.corpus.query import Ids
from reebrief.project import build_state

NAMES, SHOWN = "names", "shown"


class Shown(NamedTuple):
    """The ids of the articles that briefs show, and the mark of all articles at that time."""

    ids: frozenset[str]
    mark: str


def key(what: str) -> str:
    """Return the key under which something is kept: a build of the past has another day."""
    return f"articles: {what} {os.environ.get('SOURCE_DATE_EPOCH', '')}"


def kept_ids(root: str) -> Ids | None:
    """Return who goes by a name, as the registry is now; None where that is not known."""
    told = build_state.answer(root, key(NAMES))
    if told is None:
        return None
    known: dict[str, list[str]] = json.loads(told.data)
    return cache(lambda name: known.get(name_key(name), ()))  # many articles have one name


def kept_shown(root: str) -> Shown | None:
    """Return what the briefs show, as they are now; None where that is not known."""
    told = build_state.answer(root, key(SHOWN))
    return Shown(frozenset(told.said), told.data) if told else None
