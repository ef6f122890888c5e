"""Lists: bulleted ones, nested by their indents or by a colon, and numbered ones."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from reebrief.corpus.ingest.change_record import Record
from reebrief.corpus.ingest.structure.line import RawLine

BULLET = re.compile(r"(?:(?P<dash>–)\s+|[-*+·]\s+|[•●◦▪‣■□➢]\s*)(?P<text>\S.*)")
_NUMBER = re.compile(r"(?P<number>[1-9][0-9]?)[.)]\s+(?P<text>\S.*)")
_DEEPEST = 5


@dataclass(frozen=True, slots=True)
class RawItem:
    """An item of a list; ``depth`` is 0 for the outermost."""

    line: int
    text: str
    depth: int = 0


@dataclass(frozen=True, slots=True)
class RawList:
    """A list; ``start`` is the first number of a numbered one."""

    line: int
    items: tuple[RawItem, ...]
    start: int | None = None


def is_item(text: str) -> bool:
    """Say whether a line may be an item of a list."""
    return (BULLET.fullmatch(text) or _NUMBER.fullmatch(text)) is not None


def count_bullets(lines: Sequence[RawLine], at: int) -> int:
    """Count the lines of the bulleted list that begins here; a dash needs a second item."""
    first = BULLET.fullmatch(lines[at].text)
    end = at
    while end < len(lines) and BULLET.fullmatch(lines[end].text):
        end += 1
    return 0 if first and first["dash"] and end == at + 1 else end - at


def bullets(lines: Sequence[RawLine], record: Record) -> RawList:
    """Read a bulleted list; note in the record where its nesting was rebuilt."""
    texts = [BULLET.sub(r"\g<text>", line.text) for line in lines]
    depths = _depths(lines)
    if not any(depths):
        depths = _owned(lines, texts, record)
    items = (RawItem(line.number, t, d) for line, t, d in zip(lines, texts, depths, strict=True))
    return RawList(lines[0].number, tuple(items))


def _depths(lines: Sequence[RawLine]) -> list[int]:
    """Turn indents into depths: an item lies below the nearest one above that is indented less."""
    done: list[int] = []
    above: list[int] = []
    for line in lines:
        while above and above[-1] >= line.indent:
            above.pop()
        done.append(min(len(above), _DEEPEST))
        above.append(line.indent)
    return done


def _owned(lines: Sequence[RawLine], texts: Sequence[str], record: Record) -> list[int]:
    """Rebuild lost nesting: an item that ends in a colon owns the items up to the next such one."""
    owners = [n for n, text in enumerate(texts) if text.endswith(":")]
    depths = [0] * len(texts)
    for owner, following in pairwise([*owners, len(texts)]):
        owned = range(owner + 1, following)
        depths[owner + 1 : following] = [1] * len(owned)
        if owned:
            what = f"'{texts[owner]}' was made to own the next {len(owned)} items of the list"
            record.look(lines[owner].number, f"{what}, by its colon")
    return depths


def count_numbers(lines: Sequence[RawLine], at: int) -> int:
    """Count the lines of the numbered list that begins here: two at least, in sequence."""
    end = at
    first = 0
    while end < len(lines):
        found = _NUMBER.fullmatch(lines[end].text)
        if not found or (first and int(found["number"]) != first + end - at):
            break
        first = first or int(found["number"])
        end += 1
    return end - at if end - at > 1 else 0


def numbers(lines: Sequence[RawLine], record: Record) -> RawList:  # noqa: ARG001  a reader like the others
    """Read a numbered list."""
    items = tuple(RawItem(line.number, _NUMBER.sub(r"\g<text>", line.text)) for line in lines)
    start = int(_NUMBER.sub(r"\g<number>", lines[0].text))
    return RawList(lines[0].number, items, start)
