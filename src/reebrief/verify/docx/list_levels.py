"""Read what stands before the entries of a Word file's lists: bullets, and numbers as Word counts.

ECMA-376 Part 1, 17.9 (numbering), 17.18.59 (formats of numbers).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from reebrief.verify.docx.style_properties import local
from reebrief.verify.docx.xml_events import Handler, word_tag

BULLET = "•"
"""The label of an entry with any bullet: programs exchange theirs."""

_MOST = 40
"""Characters of a label that are kept."""

_CONTAINERS = {"rPr", "pPr"}
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


@dataclass(slots=True)
class Level:
    """A level of a list: the number it begins with, how it counts, what is shown around it.

    ``restart`` is the level below which an entry makes it begin anew (None: any), ``style`` the
    style of paragraphs that stand on it, ``look`` how its label is formatted.
    """

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None
    style: str = ""
    plain: bool = False
    look: dict[str, dict[str, str]] = field(default_factory=dict)


@dataclass(slots=True)
class _List:
    """A list that paragraphs name: its definition, and what it says otherwise by level."""

    definition: str = ""
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, Level] = field(default_factory=dict)


class ListLevels(Handler):
    """Reads the part of numberings: definitions of lists, and the lists that use them."""

    def __init__(self) -> None:
        self.lists: dict[str, _List] = {}
        self._definitions: dict[str, dict[int, Level]] = {}
        self._levels: dict[int, Level] = {}
        self._list = _List()
        self._number = 0
        self._level: Level | None = None
        self._container = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Follow an element."""
        tag, said = word_tag(name), local(attributes)
        value = said.get("val", "")
        match tag:
            case "abstractNum":
                self._levels = self._definitions.setdefault(said.get("abstractNumId", ""), {})
            case "num":
                self._list = self.lists[said.get("numId", "")] = _List()
                self._levels = self._list.levels
            case "abstractNumId":
                self._list.definition = value
            case "lvlOverride":
                self._number = _whole(said.get("ilvl", "0"))
            case "startOverride":
                self._list.starts[self._number] = _whole(value)
            case "lvl":
                self._level = self._levels[_whole(said.get("ilvl", "0"))] = Level()
            case _ if tag in _CONTAINERS:
                self._container = tag
            case _ if self._level and self._container:
                self._level.look[f"{self._container}:{tag}"] = said
            case _ if self._level:
                _say(self._level, tag, value)

    def end(self, name: str) -> None:
        """Follow the end of an element."""
        tag = word_tag(name)
        if tag == "lvl":
            self._level = None
        elif tag in _CONTAINERS:
            self._container = ""

    def levels(self, number: str) -> Mapping[int, Level]:
        """Return the levels of a list by their numbers from 0; none where there is no such list."""
        found = self.lists.get(number)
        return {} if found is None else self._definitions.get(found.definition, {}) | found.levels


def _say(level: Level, tag: str, value: str) -> None:
    match tag:
        case "start":
            level.start = _whole(value)
        case "numFmt":
            level.form = value
        case "lvlText":
            level.text = value
        case "lvlRestart":
            level.restart = _whole(value)
        case "pStyle":
            level.style = value
        case "isLgl":
            level.plain = value not in {"0", "false", "off"}
        case _:
            pass


class ListCounter:
    """Counts the entries of the lists of one part, in the order in which they stand."""

    def __init__(self, levels: ListLevels) -> None:
        self._levels = levels
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def level(self, number: str, said: str, style: str) -> int:
        """Return the level of an entry: the one that it says, or that its style has."""
        if said:
            return _whole(said)
        levels = self._levels.levels(number)
        return next((n for n, one in levels.items() if style and one.style == style), 0)

    def look(self, number: str, level: int) -> Mapping[str, Mapping[str, str]]:
        """Return how the labels of a level are formatted."""
        found = self._levels.levels(number).get(level)
        return found.look if found else {}

    def next(self, number: str, level: int) -> str:
        """Count an entry; return its label, "" where nothing is shown before it."""
        levels = self._levels.levels(number)
        own = levels.get(level)
        if own is None:
            return ""
        of = self._levels.lists[number]
        counts = self._counts.setdefault(of.definition, {})
        if level in of.starts and (number, level) not in self._begun:
            counts[level] = of.starts[level]
        else:
            counts[level] = counts[level] + 1 if level in counts else own.start
        self._begun.add((number, level))
        for deeper in [one for one in counts if one > level]:
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or level < restart:
                del counts[deeper]
        if own.form in {"bullet", "none"}:
            return _bullet(own.text)

        def count(found: re.Match[str]) -> str:
            n = int(found[1]) - 1
            one = levels.get(n, own)
            return _formed(counts.get(n, one.start), "decimal" if own.plain else one.form)

        return "".join(re.sub(r"%([1-9])", count, own.text).split())[:_MOST]


def _bullet(text: str) -> str:
    shown = [sign for sign in text if sign.isprintable() and not sign.isspace()]
    private = [sign for sign in text if "\ue000" <= sign <= "\uf8ff"]
    if len(shown) > 1:
        return text[:_MOST]
    return BULLET if shown or private else ""


def _formed(number: int, form: str) -> str:
    """Return a number as a format writes it; in one that is not known, with the format's name."""
    match form:
        case "decimal":
            return str(number)
        case "decimalZero":
            return f"{number:02}"
        case "lowerRoman" | "upperRoman" if 0 < number < 5000:
            roman = _roman(number)
            return roman.upper() if form == "upperRoman" else roman
        case "lowerLetter" | "upperLetter" if number > 0:
            letter = chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 10)
            return letter.upper() if form == "upperLetter" else letter
        case _:
            return f"{number} ({form[:20]})"


def _roman(number: int) -> str:
    done = ""
    for value, sign in _ROMAN:
        done += sign * (number // value)
        number %= value
    return done


def _whole(text: str) -> int:
    return int(text) if re.fullmatch(r"-?\d{1,9}", text) else 0
