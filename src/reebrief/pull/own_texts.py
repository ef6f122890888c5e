"""Find the author's texts in a definition as it stands: their values, lines, files and places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from reebrief import briefs
from reebrief.briefs.inheritance import between_parameters, filled
from reebrief.diagnostics import Place, ReebriefError, error, known
from reebrief.document.markdown import MarkdownSource, parse
from reebrief.document.markdown.source_map import MarkdownLine, lines
from reebrief.document.nodes import AuthorLine
from reebrief.project.project import Project
from reebrief.project.yaml import Path, YamlFile
from reebrief.pull.markdown_edits import SourceEdit, edited


@dataclass(frozen=True, slots=True)
class OwnValue:
    """A text of a definition: as it is typed, and with its parameters filled in.

    ``place`` is that of its first character; ``lines`` are those that it has as Markdown.
    """

    path: Path
    typed: str
    filled: str
    place: Place
    lines: tuple[MarkdownLine, ...]


class OwnTexts:
    """The texts of one brief's definition, laid over what it extends."""

    def __init__(self, project: Project, brief: str) -> None:
        """Read a definition by the name that a file of the brief has.

        Raises ReebriefError where the project has none, and where it cannot be read.
        """
        self.project = project
        self.file = _file(project, brief)
        self._filled = filled(self.file, {})
        self._known: dict[Path, OwnValue | None] = {}

    def value(self, path: Path) -> OwnValue | None:
        """Return the text at a key path, None where there is none."""
        if path not in self._known:
            self._known[path] = self._read(path)
        return self._known[path]

    def _read(self, path: Path) -> OwnValue | None:
        typed = _at(self.file.data, path)
        if typed is None and path[-1:] == (0,):
            path = path[:-1]  # one text stands for a list of one
            typed = _at(self.file.data, path)
        shown = _at(self._filled.data, path)
        if not isinstance(typed, str) or not isinstance(shown, str):
            return None
        return OwnValue(path, typed, shown, self.file.place(path), (*lines(shown),))

    def everywhere(self, line: AuthorLine) -> list[tuple[OwnValue, int]]:
        """Return where else the definition has a line as it was: texts and numbers of lines."""
        done = []
        for path in _paths(self.file.data, ()):
            value = self.value(path)
            if value is None or path[:1] in _NO_TEXTS:
                continue
            if line.plain:
                done += [(value, 0)] if value.filled == line.text else []
            else:
                done += [(value, n.number) for n in value.lines if n.source == line.text]
        return done

    def has_entry(self, path: Path, text: str) -> bool:
        """Say whether the list at a key path has an entry."""
        entries = _at(self.file.data, path)
        return isinstance(entries, list) and text in entries

    def has_row(self, cells: Mapping[str, str]) -> bool:
        """Say whether the matrix has a row of the author's with these cells."""
        rows = _at(self.file.data, ("matrix", "own"))
        held = [row.get("cells") for row in rows or () if isinstance(row, dict)]
        return any(isinstance(one, dict) and cells.items() <= one.items() for one in held)

    def refilled(self, value: OwnValue, typed: str) -> str | None:
        """Return what a text would be with its parameters filled in; None where it cannot be."""
        if "{{" not in typed and "{{" not in value.typed:
            return typed
        declared = self.file.data.get("parameters")
        one = replace(self.file, data={"parameters": declared, "text": typed})
        try:
            shown = filled(one, {}).data["text"]
        except ReebriefError:
            return None
        return shown if isinstance(shown, str) else None

    def led_back(self, value: OwnValue, edits: list[SourceEdit]) -> str | None:
        """Return a text as it is typed with edits of the filled one; None where they do not fit."""
        moved = [self.typed_edit(value, edit) for edit in edits]
        typed = edited(value.typed, [one for one in moved if one])
        fits = None not in moved and self.refilled(value, typed) == edited(value.filled, edits)
        return typed if fits else None

    def typed_edit(self, value: OwnValue, edit: SourceEdit) -> SourceEdit | None:
        """Return an edit of a filled text as one of the typed; None where it hits a parameter.

        What parameters stand for can only be changed where they are declared.
        """
        if value.typed == value.filled:
            return edit
        offsets = _led(value.typed, value.filled)
        start, end = offsets.get(edit.start), offsets.get(edit.end)
        if start is None or end is None or end - start != edit.end - edit.start:
            return None
        return SourceEdit(start, end, edit.new)


_NO_TEXTS = {
    ("waivers",),
    ("claims",),
    ("supported",),
    ("calculated",),
    ("articles",),
    ("carried",),
}
"""Keys whose values are answers and choices of the author, and no text of the brief."""


def is_markdown(text: str, place: Place) -> bool:
    """Say whether a text may stand in a definition as Markdown."""
    try:
        parse(MarkdownSource(text, place.file, place.line))
    except ReebriefError:
        return False
    return bool(text.strip())


def _file(project: Project, brief: str) -> YamlFile:
    """Return the file of the brief or variant that writes files under a name."""
    names = briefs.names(project)
    for name in sorted((n for n in names if brief == n or brief.startswith(f"{n}-")), key=len)[
        ::-1
    ]:
        variants = briefs.variant_files(project, name)
        for variant, file in variants.items():
            if (f"{name}-{variant}" if variant else name) == brief:
                return file
    hint = known(brief, briefs.names(project), kind="briefs")
    raise error(f"no brief '{brief}'", None, hint)


def _at(data: Any, path: Path) -> Any:
    for part in path:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def _paths(data: Any, path: Path) -> Iterator[Path]:
    """Yield the paths of all texts."""
    if isinstance(data, str):
        yield path
        return
    parts = (
        data.items()
        if isinstance(data, dict)
        else enumerate(data)
        if isinstance(data, list)
        else ()
    )
    for part, value in parts:
        yield from _paths(value, (*path, part))


def _led(typed: str, shown: str) -> dict[int, int]:
    """Return where the characters of a filled text stand in the typed one, but for values."""
    done: dict[int, int] = {}
    at = begin = 0
    for piece, named in between_parameters(typed):
        found = shown.find(piece, at)
        if found < 0:
            return {}
        done |= {found + k: begin + k for k in range(len(piece) + 1)}
        at, begin = found + len(piece), begin + len(piece) + len(named)
    return done
