"""Hold what was read back from a file, whatever its kind, or why it could not be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

DRAWING, TABLE, LINK = "drawing: ", "table: ", "link: "
"""What stands before a text that is read aloud of one."""


class UnreadableError(Exception):
    """A file that cannot be read, with the reason in a clause."""


@dataclass(frozen=True, slots=True)
class TextUnit:
    """What is compared as a whole: a page of a PDF, a line of a Word file.

    ``place`` is the page, the part that the line stands in, or ``links`` for an address. ``drawn``
    is the hash of how a page is drawn, ``paper`` what is seen of its paper; empty for a line.
    """

    place: str
    text: str
    drawn: str = ""
    paper: str = ""


@dataclass(frozen=True, slots=True)
class ReadText:
    """What readers of a file see.

    ``additions`` says where there is something that no file of ours has, and what. ``locks`` counts
    the controls of a Word file that keep somebody from changing something; ``trackers`` made its
    tracked changes. ``saved_by`` is the program that it says saved it, ``silent_charts`` how many
    of its charts have nothing that is read aloud.
    """

    units: list[TextUnit]
    additions: list[tuple[str, str]] = field(default_factory=list)
    locks: int = 0
    trackers: tuple[str, ...] = ()
    saved_by: str = ""
    silent_charts: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """What a file holds: the manifest's text (None: there is none), the document's id, the text.

    ``parts`` holds the hash of each part of a Word file but the manifest's; ``rest`` is the hash of
    a PDF without its manifest, ``earlier`` those of what it was before something was appended, and
    ``signed`` says that it holds a signature. ``read`` reads the text, which nobody need do where
    each byte is as it was sealed; it raises UnreadableError.
    """

    kind: str
    manifest: str | None
    document: str
    read: Callable[[], ReadText]
    parts: dict[str, str] = field(default_factory=dict)
    rest: str = ""
    signed: bool = False
    earlier: frozenset[str] = frozenset()


def units(place: str, text: str, drawn: str = "", paper: str = "") -> list[TextUnit]:
    """Return the units of what a place shows."""
    if place.startswith("page "):
        return [TextUnit(place, text, drawn, paper)]
    return [TextUnit(place, line) for line in text.split("\n")]
