"""Change single values of a YAML text; comments, quotes and layout of all else stay as they are.

Each change is read back: where the data are not what was meant, nothing is changed and an error
says so.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from reebrief.diagnostics import ReebriefError, error
from reebrief.project.yaml import Path, YamlFile, emit, read
from reebrief.project.yaml.spans import Span, column, spans

_LINE_REST = re.compile(r"[ \t]*(?:#[^\r\n]*)?(?=\r?\n|\Z)")
_MARK = "\ufeff"


class YamlText:
    """The text of a YAML file while it is changed.

    ``text`` is the text so far, with the line ends and the byte order mark that it had; ``name``
    is the file's, for errors. A path is a tuple of keys and places in lists: ``("items", "each")``.
    """

    def __init__(self, text: str, name: str) -> None:
        """Take a text that ``yaml.read`` accepts; raises ReebriefError as it does."""
        self.name = name
        self._mark = _MARK if text.startswith(_MARK) else ""
        self._text = text.removeprefix(_MARK)
        self._newline = "\r\n" if "\r\n" in text else "\n"
        self.file: YamlFile = read(self._text, name)

    @property
    def text(self) -> str:
        """The whole text, as it is to be written."""
        return self._mark + self._text

    def set(self, path: Path, value: Any, *, after: str | None = None) -> None:
        """Give a key or an entry a new value; a key that is missing is added, with its parents.

        A new key stands behind the key ``after`` of the same mapping, by default at its end.
        Raises ReebriefError where the file has no such place, or cannot be changed there.
        """
        root = spans(self._text)
        if root.style == "none":
            self._take(path, [self._appended({str(path[0]): _nested(path[1:], value)})], value)
            return
        depth = _depth(root, path)
        parent = _at(root, path[:depth])
        if depth == len(path):
            ways: Iterable[str] = self._replaced(parent, value, root)
        elif parent.entries and parent.mapping:
            key, inner = str(path[depth]), _nested(path[depth + 1 :], value)
            ways = [self._added(parent, key, inner, after if depth == len(path) - 1 else None)]
        elif self._holds_nothing(path[:depth]):
            ways = self._replaced(parent, _nested(path[depth:], value), root)
        else:
            raise self._fault(path)
        self._take(path, ways, value)

    def insert(self, path: Path, value: Any) -> None:
        """Put an entry into a list, before the entry that stands at the path's last number.

        A list that is missing is made. Raises ReebriefError as ``set`` does.
        """
        *before, number = path
        parent = tuple(before)
        entries = self._data(parent)
        if not entries:
            self.set(parent, [value])
            return
        if not isinstance(entries, list) or not isinstance(number, int):
            raise self._fault(path)
        expected = copy.deepcopy(self.file.data)
        _data_at(expected, parent).insert(number, _plain(value))
        span = _at(spans(self._text), parent)
        self._accept(path, [self._inserted(span, min(number, len(entries)), value)], expected)

    def remove(self, path: Path) -> None:
        """Take a key or an entry away, with the comments inside it and on its lines.

        A list or mapping that loses its last entry is left empty (``[]``). Raises ReebriefError
        where there is no such place.
        """
        parent = self._data(path[:-1])
        if not isinstance(parent, dict | list) or not _has(parent, path[-1]) or len(path) == 0:
            raise self._fault(path)
        if len(parent) == 1:
            self.set(path[:-1], type(parent)())
            return
        expected = copy.deepcopy(self.file.data)
        del _data_at(expected, path[:-1])[path[-1]]
        self._accept(path, [self._removed(_at(spans(self._text), path[:-1]), path[-1])], expected)

    def comment(self, path: Path, words: str) -> None:
        """Put a comment on lines of its own above a key or an entry.

        Raises ReebriefError where there is no such place.
        """
        root = spans(self._text)
        if _depth(root, path) != len(path):
            raise self._fault(path)
        line = self._line_start(_at(root, path).key)
        indent = re.match(r"[ \t]*", self._text[line:])[0]  # type: ignore[index]  # matches always
        lines = "".join(f"{indent}# {one}".rstrip() + "\n" for one in words.splitlines())
        self._accept(path, [self._spliced(line, line, lines)], self.file.data)

    # --- the new text

    def _spliced(self, start: int, end: int, text: str) -> str:
        text = text.replace("\n", self._newline)
        return self._text[:start] + text + self._text[end:]

    def _replaced(self, old: Span, value: Any, root: Span) -> Iterator[str]:
        """Yield ways to write a value where another stood."""
        collection = isinstance(value, Mapping | list | tuple)
        indent = self._indent(old, root)
        if old.style == "flow" or self._inside_flow(root, old):
            yield self._spliced(old.start, old.end, emit.flow(value))
        elif collection and value and old.style == "block":
            text = emit.block(value, column(self._text, old.start)).lstrip(" ")
            yield self._spliced(old.start, old.end, text)
        elif collection and value:
            rest = self._line_end(old.end)
            comment = self._text[old.end : rest]
            start = len(self._text[: old.start].rstrip(" "))
            yield self._spliced(start, rest, comment.rstrip() + emit.after_key(value, indent))
        elif old.style == "block":
            # A block stands below its key, a value that is nothing directly behind it.
            comment = self._text[old.after : self._line_end(old.after)].strip()
            for text in self._scalars(value, "", indent):
                tail = f" {comment}" if comment and "\n" not in text else ""
                yield self._spliced(old.after, old.end, f" {text}{tail}")
        else:
            gap = " " if old.start and self._text[old.start - 1] in ":-" else ""
            for text in self._scalars(value, old.style, indent):
                yield self._spliced(old.start, old.end, gap + text)

    def _scalars(self, value: Any, style: str, indent: int) -> Iterator[str]:
        """Yield ways to write a value that is no block."""
        if isinstance(value, str):
            yield from emit.styled(value, style, indent)
        yield emit.flow(value)

    def _added(self, parent: Span, key: str, value: Any, after: str | None) -> str:
        """Return the text with a new key in a mapping that has some."""
        last = parent.entries.get(after or "") or next(reversed(parent.entries.values()))
        if parent.style == "flow":
            text = f", {emit.scalar(key, flow=True)}: {emit.flow(value)}"
            return self._spliced(last.end, last.end, text)
        indent = column(self._text, parent.start)
        line = f"{emit.scalar(key)}:{emit.after_key(value, indent + 2)}"
        end = self._line_end(last.end)
        return self._spliced(end, end, f"\n{' ' * indent}{line}")

    def _inserted(self, parent: Span, number: int, value: Any) -> str:
        """Return the text with a new entry in a list that has some."""
        entries = list(parent.entries.values())
        if parent.style == "flow":
            if number:
                end = entries[number - 1].end
                return self._spliced(end, end, f", {emit.flow(value)}")
            start = entries[0].start
            return self._spliced(start, start, f"{emit.flow(value)}, ")
        indent = column(self._text, parent.start)
        one_line = isinstance(value, Mapping | list) and all(e.style == "flow" for e in entries)
        text = f"- {emit.flow(value) if one_line else emit.entry(value, indent + 2)}"
        if number:
            end = self._line_end(entries[number - 1].end)
            return self._spliced(end, end, f"\n{' ' * indent}{text}")
        start = entries[0].key
        return self._spliced(start, start, f"{text}\n{' ' * indent}")

    def _removed(self, parent: Span, part: str | int) -> str:
        """Return the text without one of several entries."""
        keys = list(parent.entries)
        number = keys.index(part)
        span = parent.entries[part]
        if parent.style == "flow" and number:
            return self._spliced(parent.entries[keys[number - 1]].end, span.end, "")
        line = self._line_start(span.key)
        if parent.style == "flow" or self._text[line : span.key].strip():
            return self._spliced(span.key, parent.entries[keys[number + 1]].key, "")
        end = self._next_line(span.end)
        around = (self._text[:line].endswith(2 * self._newline), self._text[end:])
        if around[0] and around[1].startswith(self._newline):
            end += len(self._newline)
        return self._spliced(line, end, "")

    def _appended(self, data: Mapping[str, Any]) -> str:
        """Return a text that holds no value so far, with a first key behind its comments."""
        gap = "\n" if self._text and not self._text.endswith("\n") else ""
        end = len(self._text)
        return self._spliced(end, end, f"{gap}{emit.block(data, 0)}\n")

    # --- where things stand

    def _line_start(self, offset: int) -> int:
        return self._text.rfind("\n", 0, offset) + 1

    def _line_end(self, offset: int) -> int:
        """Return the end of a line whose value ends at an offset, a comment behind it included."""
        rest = _LINE_REST.match(self._text, offset)
        return rest.end() if rest else offset

    def _next_line(self, offset: int) -> int:
        end = self._text.find("\n", self._line_end(offset))
        return len(self._text) if end < 0 else end + 1

    def _indent(self, old: Span, root: Span) -> int:
        """Return how far lines below a value's key are indented."""
        if old is root:
            return 0
        if old.style in {"|", ">"}:
            first = self._text.find("\n", old.start) + 1
            lines = self._text[first : old.end].split("\n") if first else []
            for line in lines:
                if line.strip():
                    return len(line) - len(line.lstrip(" "))
        return column(self._text, old.key) + 2

    def _inside_flow(self, within: Span, old: Span) -> bool:
        """Say whether a value stands in a list or mapping on one line."""
        for span in within.entries.values():
            if span is old:
                return within.style == "flow"
            if self._inside_flow(span, old):
                return True
        return False

    def _data(self, path: Path) -> Any:
        try:
            return _data_at(self.file.data, path)
        except (KeyError, IndexError, TypeError):
            return None

    def _holds_nothing(self, path: Path) -> bool:
        return self._data(path) in (None, {})

    # --- the proof

    def _take(self, path: Path, ways: Iterable[str], value: Any) -> None:
        """Take the first text whose data have the value at the path and are else unchanged."""
        data = copy.deepcopy(self.file.data)
        self._accept(path, ways, _with(data, path, _plain(value)))

    def _accept(self, path: Path, ways: Iterable[str], expected: Any) -> None:
        found: list[tuple[int, str, YamlFile]] = []
        for text in ways:
            try:
                file = read(text, self.name)
            except ReebriefError:
                continue
            if file.data == expected:
                found.append((len(file.notes), text, file))
                if len(file.notes) <= len(self.file.notes):
                    break
        if not found:
            raise self._fault(path)
        # Of several ways, that which no note says anything against.
        _, self._text, self.file = min(found, key=lambda way: way[0])

    def _fault(self, path: Path) -> ReebriefError:
        where = ".".join(str(part) for part in path)
        return error(
            f"'{where}' cannot be changed in place", self.file.place(path), "edit it by hand"
        )


def _depth(root: Span, path: Path) -> int:
    """Return how many parts of a path there are in the file."""
    span = root
    for number, part in enumerate(path):
        if part not in span.entries:
            return number
        span = span.entries[part]
    return len(path)


def _at(root: Span, path: Path) -> Span:
    for part in path:
        root = root.entries[part]
    return root


def _data_at(data: Any, path: Path) -> Any:
    for part in path:
        data = data[part]
    return data


def _has(parent: dict[str, Any] | list[Any], part: str | int) -> bool:
    return part in parent if isinstance(parent, dict) else part in range(len(parent))


def _nested(path: Path, value: Any) -> Any:
    """Return a value within the mappings that a path needs."""
    for part in reversed(path):
        value = {str(part): value}
    return value


def _with(data: Any, path: Path, value: Any) -> Any:
    if not path:
        return value
    data = {} if data is None else data
    if isinstance(data, dict):
        data[path[0]] = _with(data.get(str(path[0])), path[1:], value)
    else:
        data[path[0]] = _with(data[path[0]], path[1:], value)
    return data


def _plain(value: Any) -> Any:
    """Return a value as ``yaml.read`` gives it back: numbers and dates are text."""
    match value:
        case Mapping():
            return {str(k): _plain(v) for k, v in value.items()}
        case list() | tuple():
            return [_plain(v) for v in value]
        case bool() | None:
            return value
        case _:
            return str(value)
