"""Know the kinds of changes from one edition to the next, in the order in which they are told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

ChangeKind = Literal[
    "item-new",
    "item-updated",
    "item-dropped",
    "moved",
    "judgement-new",
    "judgement-changed",
    "judgement-dropped",
    "grade-changed",
    "caveat-added",
    "caveat-lifted",
    "watch-new",
    "watch-settled",
]
KINDS: tuple[ChangeKind, ...] = get_args(ChangeKind)


@dataclass(frozen=True, slots=True)
class ChangesSince:
    """The edition before a brief: its number or name, its ISO 8601 day, and all that changed."""

    name: str
    date: str
    changes: tuple[EditionChange, ...]

    def of_item(self, article: str) -> ChangeKind | None:
        """Say whether the item of an article is new or updated, None where it is as it was."""
        kinds = (one.kind for one in self.changes if one.article == article)
        return next((kind for kind in kinds if kind in {"item-new", "item-updated"}), None)


@dataclass(frozen=True, slots=True)
class EditionChange:
    """One thing that differs from the edition before.

    ``path`` is where it stands in the newer definition, of what is gone in the older; ``""`` for
    what an article says. ``article`` is the article that it concerns, if one. ``what`` says in the
    brief's or the article's words what it is about; ``was`` and ``now`` are both states of what
    moved. ``why`` is the author's reason, ``""`` where none was given.
    """

    kind: ChangeKind
    what: str
    path: str = ""
    article: str = ""
    was: str = ""
    now: str = ""
    why: str = ""
