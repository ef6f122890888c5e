"""Say of each comment of Word where it stands, and how it is kept in the definition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reebrief.document.written_lines import CAVEAT, WrittenLine
from reebrief.project.yaml import Path
from reebrief.pull.open_docx import GivenDocx, WordComment
from reebrief.pull.read_docx import ReadLine

_LONGEST = 60
"""The most characters that are quoted of what a comment is about."""


@dataclass(slots=True)
class PlacedComment:
    """A comment, the words that it is about, and the key path of their text, None for others'."""

    comment: WordComment
    about: str
    path: Path | None
    whose: str
    kept: bool = False

    def as_yaml(self) -> str:
        """Return the words of the comment that is kept above the key."""
        about = f" on “{self.about}”" if self.about else ""
        return f"{self.comment.by}{about}: {' '.join(self.comment.text.split())}"


def placed_comments(given: GivenDocx, pairs: Mapping[int, int]) -> list[PlacedComment]:
    """Return the comments of a file with their places, in the file's order.

    ``pairs`` says which paragraph each written line is now.
    """
    return [*_placed(given, {n: b for b, n in pairs.items()})]


def _placed(given: GivenDocx, numbers: dict[int, int]) -> Iterator[PlacedComment]:
    for comment in given.comments:
        at = [n for n, line in enumerate(given.lines) if comment.id in line.comments]
        line = given.lines[at[0]] if at else None
        known = [given.written.lines[numbers[n]] for n in at if n in numbers]
        own = next((one.own for one in known if one.own), None)
        about = _about(line, comment.id) if line else ""
        yield PlacedComment(comment, about, own.path if own else None, _whose(known))


def _whose(known: Sequence[WrittenLine]) -> str:
    """Return whose words a comment is about that is none of the author's."""
    if not known:
        return "a new paragraph"
    whose = known[0].whose
    return "a caveat" if whose == CAVEAT else f"the article '{whose}'" if whose else "computed text"


def _about(line: ReadLine, id_: str) -> str:
    start, end = line.comments[id_]
    text = " ".join(line.text[start:end].split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
