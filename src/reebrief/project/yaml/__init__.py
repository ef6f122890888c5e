"""YAML as this project reads and writes it: places kept, strict, no surprises; the home of PyYAML.

Plain ``true``, ``false`` and ``null`` are what they are in the YAML 1.2 core schema
(https://yaml.org/spec/1.2.2/#103-core-schema). Every other scalar is text, as it was typed: ``no``,
``12:30`` and ``007`` too; a key that wants a number reads it from the text. Aliases, anchors, tags
and duplicate keys are errors.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from reebrief.diagnostics import Place, Problem, ReebriefError, Severity, error, known
from reebrief.document.characters import places, visible
from reebrief.project.file_names import composed
from reebrief.project.yaml import hints

_DEPTH = 40
LOADER: Any = getattr(yaml, "CLoader", yaml.Loader)
_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_BOOL = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}

Path = tuple[str | int, ...]


@dataclass(slots=True)
class YamlFile:
    """A YAML document: its plain data, and where each key and value stands.

    ``keys`` and ``values`` map a path such as ``("articles", "include", 0)`` to (line, column),
    both from 1; a block of text (``|``) stands where its first line does. ``name`` is the file's
    name from the project's root; ``names`` has the files of values that came from others, ``taken``
    the places of keys by which a value of another file was taken away. ``notes`` are the problems
    that did not keep it from being read.
    """

    name: str
    data: Any = None
    keys: dict[Path, tuple[int, int]] = field(default_factory=dict)
    values: dict[Path, tuple[int, int]] = field(default_factory=dict)
    notes: list[Problem] = field(default_factory=list)
    names: dict[Path, str] = field(default_factory=dict)
    taken: dict[Path, Place] = field(default_factory=dict)

    def place(self, path: Path, *, key: bool = False) -> Place:
        """Return where the value at a path stands (or its key).

        Where there is none it is the key of the nearest parent; a text's own place where one text
        stands for a list.
        """
        while path:
            where = (self.keys.get(path) if key else None) or self.values.get(path)
            if where:
                return Place(self.names.get(path, self.name), *where)
            path = path[:-1]
            key = not self._is_text(path)
        return Place(self.name, *self.values.get((), (1, 1)))

    def _is_text(self, path: Path) -> bool:
        """Say whether the value at a path is a text."""
        data = self.data
        for part in path:
            data = data.get(part) if isinstance(data, dict) else None
        return isinstance(data, str)

    def over(self, base: YamlFile, *, at: Path = ()) -> YamlFile:
        """Return this document laid over another, each value with its place.

        ``at`` is where in this document the mapping stands that is laid over. Mappings are joined
        key by key; nothing (``~``) takes away what was there, any other value replaces it.
        """
        name = self.name if not at else base.name
        done = YamlFile(name, None, {}, {}, [*base.notes, *self.notes])
        done.taken = {**base.taken, **self.taken}
        done.data = _joined(done, self, at, base, ())
        return done

    def line(self, path: Path) -> int:
        """Return the line on which the value at a path begins."""
        return self.place(path).line


def read(text: str, name: str, *, first_line: int = 1) -> YamlFile:
    """Read one YAML document whose first line is ``first_line`` of the file called ``name``.

    Raises ReebriefError with the place where the text is not YAML, nests more than 40 levels,
    repeats a key, or uses an alias, anchor, tag or second document.
    """
    # The C reader refuses unsafe characters with an offset only; we show them instead.
    text, unsafe = visible(text)
    file = YamlFile(name)
    file.notes += [control_character(Place(name, *at)) for at in places(text, unsafe, first_line)]
    reader = _Reader(file, first_line, text)
    try:
        reader.document(yaml.parse(text, Loader=LOADER))
    except yaml.MarkedYAMLError as fault:
        raise reader.not_yaml(fault) from None
    if reader.problems:
        raise ReebriefError(reader.problems)
    return file


def _joined(done: YamlFile, own: YamlFile, at: Path, base: YamlFile, path: Path) -> Any:
    """Join the value at a path; ``at`` is what the path has before it in ``own``."""
    upper, lower = _at(own.data, (*at, *path)), _at(base.data, path)
    if not (isinstance(upper, dict) and isinstance(lower, dict)):
        _take(done, own, (*at, *path), path)
        return upper
    _mark(done, own, (*at, *path), path)
    data: dict[str, Any] = {}
    for key in (*lower, *(k for k in upper if k not in lower)):
        where = (*path, key)
        if key in upper and upper[key] is None and path[:1] != ("variants",):
            done.taken[where] = own.place((*at, *where), key=True)
            continue  # nothing, laid over a value, takes it away
        if key in upper and key in lower:
            data[key] = _joined(done, own, at, base, where)
        elif key in upper:
            _take(done, own, (*at, *where), where)
            data[key] = upper[key]
        else:
            _take(done, base, where, where)
            data[key] = lower[key]
    return data


def _at(data: Any, path: Path) -> Any:
    for part in path:
        data = data[part]
    return data


def _mark(done: YamlFile, source: YamlFile, there: Path, here: Path) -> None:
    """Note where one value and its key stand."""
    name = source.names.get(there, source.name)
    for found, kept in ((source.keys, done.keys), (source.values, done.values)):
        if there in found:
            kept[here] = found[there]
    if name != done.name:
        done.names[here] = name


def _take(done: YamlFile, source: YamlFile, there: Path, here: Path) -> None:
    """Note where a value and everything inside it stand."""
    _mark(done, source, there, here)
    value = _at(source.data, there)
    parts = (
        value if isinstance(value, dict) else range(len(value) if isinstance(value, list) else 0)
    )
    for part in parts:
        _take(done, source, (*there, part), (*here, part))


def control_character(place: Place) -> Problem:
    """Make the finding for a control character that was made visible."""
    return Problem(
        "a control character was replaced by its visible picture",
        place,
        "delete it, or type what was meant",
        Severity.FINDING,
    )


class _Reader:
    """Turns YAML events into data and places."""

    def __init__(self, file: YamlFile, first_line: int, text: str) -> None:
        self.file = file
        self.first_line = first_line
        self.lines = text.split("\n")
        self.problems: list[Problem] = []

    def document(self, events: Iterator[Any]) -> None:
        for event in events:
            match event:
                case yaml.DocumentStartEvent() if self.file.values:
                    raise error("a second document", self.at(event), "delete the line '---'")
                case yaml.StreamStartEvent() | yaml.DocumentStartEvent():
                    pass
                case yaml.DocumentEndEvent() | yaml.StreamEndEvent():
                    pass
                case _:
                    self.file.data = self.value(event, events, ())

    def at(self, event: Any) -> Place:
        return self.place(event.start_mark)

    def place(self, mark: Any) -> Place:
        return Place(self.file.name, mark.line + self.first_line, mark.column + 1)

    def not_yaml(self, fault: yaml.MarkedYAMLError) -> ReebriefError:
        """Make the error for a fault of the parser: an open quote's place is where it opens."""
        problem = fault.problem or "cannot be read"
        mark = fault.problem_mark or fault.context_mark
        hint = "check quotes, brackets and indentation on this line and the one before"
        if fault.context == "while scanning a quoted scalar" and "found unexpected" in problem:
            mark, hint = fault.context_mark, "close the quote that opens here"
        elif "tab" in problem or (mark and "\t" in self.indent(mark.line)):
            hint = "indent with spaces, not tabs"
        elif "mapping values" in problem:
            hint = (
                "indent this line like the keys beside it, and put text that holds ': ' in quotes"
            )
        elif "expected <block end>" in problem or "expected key" in problem:
            hint = "indent this line like the keys beside it"
        elif "could not find expected ':'" in problem:
            mark, hint = fault.context_mark or mark, "indent this line, or make it 'key: value'"
        elif "alphabetic or numeric" in problem:
            hint = "put text that begins with * or & in quotes"
        place = self.place(mark) if mark else Place(self.file.name, 1, 1)
        row = mark.line if mark else 0
        better = hints.for_fault(fault, self.typed(row), self.typed(row - 1))
        opened = fault.context_mark
        if not better and opened and "flow" in str(fault.context) and opened.line < row:
            place, better = self.place(opened), "close the bracket that opens here"
        return error(f"not YAML: {problem}", place, better or hint)

    def remark(self, event: Any, place: Place) -> None:
        """Note text behind ``#``, which YAML takes for a remark: "Plant #4"."""
        end = event.end_mark
        rest = self.typed(end.line)[end.column :]
        if hints.cut(rest, event.value):
            text = "the text ends" if event.value else "there is no text"
            what = f"{text} before '{rest.strip()}', which YAML takes for a remark"
            space = "two spaces before #" if rest.startswith(" # ") else "a space behind #"
            hint = f"put the text in quotes; or leave {space} where it is a remark"
            self.file.notes.append(Problem(what, place, hint, Severity.FINDING))

    def dash(self, event: Any, place: Place) -> None:
        """Refuse a line that begins with another dash than the hyphen of a list's entry."""
        start = event.start_mark
        if not self.typed(start.line)[: start.column].strip() and (hint := hints.dash(event.value)):
            self.problems.append(Problem("this begins no entry of a list", place, hint))

    def folder(self, event: Any, place: Place) -> None:
        r"""Note a file's name of Windows whose backslashes begin escapes: "C:\new"."""
        start, end = event.start_mark, event.end_mark
        raw = self.typed(start.line)[start.column :]
        if start.line == end.line and hints.holds_a_folder(raw[: end.column - start.column]):
            what = "a backslash within double quotes changes the character behind it"
            self.file.notes.append(Problem(what, place, hints.BACKSLASH, Severity.FINDING))

    def typed(self, row: int) -> str:
        """Return a line as it was typed, "" where there is none."""
        return self.lines[row] if 0 <= row < len(self.lines) else ""

    def indent(self, row: int) -> str:
        """Return the white space at the beginning of a line."""
        line = self.typed(row)
        return line[: len(line) - len(line.lstrip())]

    def start(self, event: Any, place: Place) -> tuple[int, int]:
        """Return where a value's first character stands: below the sign of a block of text."""
        below = event.start_mark.line + 1
        if getattr(event, "style", None) in {"|", ">"} and below < len(self.lines):
            return place.line + 1, len(self.indent(below)) + 1
        return place.line, place.column

    def value(self, event: Any, events: Iterator[Any], path: Path) -> Any:
        place = self.at(event)
        self.file.values[path] = self.start(event, place)
        if len(path) > _DEPTH:
            raise error(f"nested more than {_DEPTH} levels deep", place, "flatten it")
        if isinstance(event, yaml.AliasEvent):
            raise error(f"an alias '*{event.anchor}'", place, "write the value out")
        _refuse_marks(event, place)
        match event:
            case yaml.ScalarEvent():
                text, unsafe = visible(composed(event.value))
                if not event.style:
                    self.remark(event, place)
                    self.dash(event, place)
                elif event.style == '"':
                    self.folder(event, place)
                if unsafe:  # written as an escape, so not seen before
                    self.file.notes.append(control_character(place))
                return text if event.style else _scalar(text)
            case yaml.SequenceStartEvent():
                return self.sequence(events, path)
            case _:
                return self.mapping(events, path)

    def sequence(self, events: Iterator[Any], path: Path) -> list[Any]:
        done: list[Any] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            done.append(self.value(event, events, (*path, len(done))))
        return done

    def mapping(self, events: Iterator[Any], path: Path) -> dict[str, Any]:
        done: dict[str, Any] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            place = self.at(event)
            if not isinstance(event, yaml.ScalarEvent):
                raise error(
                    "a key must be text", place, "put text that starts with [ or { in quotes"
                )
            _refuse_marks(event, place)
            key = composed(event.value)
            where = (*path, key)
            value = self.value(
                next(events), events, where if key not in done else (*where, "again")
            )
            if key in done:
                line = self.file.keys[where][0]
                self.problems.append(
                    Problem(
                        f"duplicate key '{key}', first on line {line}",
                        place,
                        "keep one of the two",
                    )
                )
                continue
            self.file.keys[where] = (place.line, place.column)
            done[key] = value
        return done


def _refuse_marks(event: Any, place: Place) -> None:
    """Raise on an anchor or a tag before a key or a value."""
    if event.anchor is not None:
        raise error(f"an anchor '&{event.anchor}'", place, "put text that starts with & in quotes")
    if event.tag is not None and event.tag != "!":
        raise error(f"a tag '{event.tag}'", place, "put text that starts with ! in quotes")


def _scalar(text: str) -> Any:
    if text in _NULL:
        return None
    if text in _BOOL:
        return _BOOL[text]
    return text


class _Dumper(yaml.SafeDumper):
    """Writes indented lists, and multi-line text as a block."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002  PyYAML's signature
        return super().increase_indent(flow, indentless=False)


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    if style is None and text.lower() in {"yes", "no", "on", "off", "y", "n"}:
        style = '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def write(data: Mapping[str, Any]) -> str:
    """Return data as YAML text that ``read`` reads back the same, keys in the order given."""
    return yaml.dump(
        dict(data), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=96, indent=2
    )


def unknown_key(file: YamlFile, path: Path, keys: list[str]) -> Problem:
    """Make the problem for a key that a mapping does not know, with the nearest that it does."""
    key = str(path[-1])
    hint = known(key, keys, kind="keys")
    if _MEANT.get(key) in keys:
        hint = f"did you mean '{_MEANT[key]}'?"
    if key.isdigit() and len(key) == 3:
        hint = 'put a number with a comma in quotes: "20,000"'
    return Problem(f"unknown key '{key}'", file.place(path, key=True), hint)


_MEANT = {"date": "published", "source": "origins", "origin": "origins", "color": "colour"}
"""Keys that are not near in letters to those that are meant."""
