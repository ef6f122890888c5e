"""Keep the numbers of lists right in a Word file that holds two editions as tracked changes.

Each edition counts its lists by ids of its own (``w:numId``; ECMA-376, Part 1, 17.9.18). Lists of
which entries are the same are one list in a redline; every other list of the older edition gets a
numbering in the newer file. Each numbering has a definition of its own there, because LibreOffice
counts on through lists that share one, and forgets a restart with the entry that bears it.
"""

from __future__ import annotations

import copy
from typing import Any

from docx.opc.oxml import serialize_part_xml
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn

_VAL = qn("w:val")


_OLDER = "older-"
"""What stands before an id of the older edition until the redline is whole."""


class ListNumbers:
    """The numberings of two editions, and which lists of the older are one with a newer one.

    Both are the part ``word/numbering.xml`` of a file, None where it has none.
    """

    def __init__(self, new: bytes | None, old: bytes | None) -> None:
        self._new = parse_xml(new) if new else None
        self._old = parse_xml(old) if old else None
        self._one: dict[str, str] = {}

    def match(self, new: Any, old: Any) -> bool:
        """Say whether two blocks can be one, as far as their lists go, and note it if they can."""
        one = dict(self._one)
        ids = ([found.get(_VAL) for found in _ids(block)] for block in (old, new))
        for before, after in zip(*ids, strict=False):
            if one.setdefault(before, after) != after:
                return False
        if len({*one.values()}) < len(one):
            return False
        self._one = one
        return True

    def take_over(self, copied: Any) -> None:
        """Mark the ids in a copy from the older edition as that edition's."""
        for one in _ids(copied):
            one.set(_VAL, f"{_OLDER}{one.get(_VAL)}")

    def same(self, number: str) -> str:
        """Return the newer edition's id for a list of the older one that is one with it."""
        return self._one.get(number.removeprefix(_OLDER), number) if _OLDER in number else number

    def part(self, root: Any) -> bytes | None:
        """Give each list in a whole redline its number; return the part of the numberings."""
        if self._new is None:
            self._new = OxmlElement("w:numbering")
        _divide(self._new)
        for one in _ids(root):
            number = one.get(_VAL)
            if number.startswith(_OLDER):
                own = number.removeprefix(_OLDER)
                if own not in self._one:
                    self._one[own] = self._added(own)
                one.set(_VAL, self._one[own])
        return bytes(serialize_part_xml(self._new)) if len(self._new) else None

    def _added(self, number: str) -> str:
        """Add a numbering of the older edition; return its id, 0 (no list) where it has none."""
        every = [] if self._old is None else _numbers(self._old)
        found = next((one for one in every if one.get(qn("w:numId")) == number), None)
        if found is None:
            return "0"
        made = copy.deepcopy(found)
        made.set(qn("w:numId"), _free(_numbers(self._new), "w:numId"))
        _define(self._new, made, _definition(self._old, found))
        (_numbers(self._new) or _definitions(self._new))[-1].addnext(made)
        return str(made.get(qn("w:numId")))


def _ids(element: Any) -> list[Any]:
    return list(element.iter(qn("w:numId")))


def _divide(numbering: Any) -> None:
    """Give each numbering that shares its definition with an earlier one its own."""
    seen: set[str] = set()
    for number in _numbers(numbering):
        definition = number.find(qn("w:abstractNumId")).get(_VAL)
        if definition in seen:
            _define(numbering, number, _definition(numbering, number))
        seen.add(definition)


def _define(numbering: Any, number: Any, definition: Any) -> None:
    """Give a numbering a copy of a definition, in which it starts where it was told to start."""
    made = copy.deepcopy(definition)
    name = _free(_definitions(numbering), "w:abstractNumId")
    made.set(qn("w:abstractNumId"), name)
    for one in made.findall(qn("w:nsid")):
        one.set(_VAL, f"{int(name):08X}")
    for style in [*made.iter(qn("w:pStyle"))]:
        style.getparent().remove(style)  # a style belongs to one definition
    starts = {one.get(qn("w:ilvl")): one for one in number.findall(qn("w:lvlOverride"))}
    for level in made.findall(qn("w:lvl")):
        override = starts.get(level.get(qn("w:ilvl")))
        told = None if override is None else override.find(qn("w:startOverride"))
        if told is not None:
            level.find(qn("w:start")).set(_VAL, told.get(_VAL))
            number.remove(override)
    before = _definitions(numbering)
    if before:
        before[-1].addnext(made)
    else:
        numbering.insert(0, made)
    number.find(qn("w:abstractNumId")).set(_VAL, name)


def _numbers(numbering: Any) -> list[Any]:
    return list(numbering.findall(qn("w:num")))


def _definitions(numbering: Any) -> list[Any]:
    return list(numbering.findall(qn("w:abstractNum")))


def _definition(numbering: Any, number: Any) -> Any:
    name = number.find(qn("w:abstractNumId")).get(_VAL)
    every = _definitions(numbering)
    return next((one for one in every if one.get(qn("w:abstractNumId")) == name), every[0])


def _free(elements: list[Any], key: str) -> str:
    """Return a number above those of all elements."""
    return str(max((int(one.get(qn(key), "0")) for one in elements), default=0) + 1)
