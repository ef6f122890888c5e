"""Make patches of YAML files: the texts as they will be, comments and layout of all else kept."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from reebrief.diagnostics import Place, ReebriefError
from reebrief.project.project import Project
from reebrief.project.yaml import Path as YamlPath
from reebrief.project.yaml import YamlFile
from reebrief.project.yaml.edit import YamlText
from reebrief.pull.changes import PulledChange
from reebrief.pull.comments import PlacedComment
from reebrief.pull.own_texts import OwnTexts, is_markdown
from reebrief.pull.placing import EntryPatch, Placing, TextPatch


@dataclass(slots=True)
class Patches:
    """The files of a definition that are changed: their texts before and after, by their names."""

    before: dict[str, str] = field(default_factory=dict)
    after: dict[str, str] = field(default_factory=dict)

    def diff(self) -> list[str]:
        """Return the lines of a unified diff of all files."""
        done: list[str] = []
        for name, old in self.before.items():
            new = self.after[name]
            done += difflib.unified_diff(
                old.splitlines(), new.splitlines(), f"a/{name}", f"b/{name}", lineterm="", n=1
            )
        return done

    def files(self, root: Path) -> dict[Path, bytes]:
        """Return the bytes of the files that differ, by their paths."""
        return {
            root / name: text.encode()
            for name, text in self.after.items()
            if text != self.before[name]
        }


class Patching:
    """Makes the patches of one pull, file by file."""

    def __init__(self, project: Project, texts: OwnTexts) -> None:
        self.project = project
        self.texts = texts
        self._files: dict[str, YamlText] = {}
        self._before: dict[str, str] = {}
        self._first: dict[str, YamlFile] = {}

    def made(self, placing: Placing, comments: Sequence[PlacedComment]) -> Patches:
        """Return the patches of all changes that have a place; each then is applied or refused."""
        for patch in placing.patches.values():
            self._text(patch)
        # From the last entry to the first: numbers before it stay what they are.
        entries = sorted(
            enumerate(placing.entries), key=lambda e: (e[1].number, e[0]), reverse=True
        )
        for _, entry in entries:
            self._entry(entry)
        for comment in comments:
            self._comment(comment)
        return Patches(
            {name: self._before[name] for name in self._files},
            {name: file.text for name, file in self._files.items()},
        )

    def _text(self, patch: TextPatch) -> None:
        """Give a text its new value: all its edits, or, where they do not fit, none."""
        value = patch.value
        for change, edit in patch.edits:
            if self.texts.typed_edit(value, edit) is None:
                _refuse(
                    [change], "it is the value of a parameter", "change it where it is declared"
                )
        kept = [(change, edit) for change, edit in patch.edits if change.state == "open"]
        named = [*{id(change): change for change, _ in kept}.values()]
        typed = self.texts.led_back(value, [edit for _, edit in kept])
        if not kept or typed is None:
            _refuse(named, "it does not fit into the text", "type it in the definition")
            return
        if not typed.strip() or not self._fits(patch, typed):
            _refuse(named, "the text would not be Markdown any more", "type it in the definition")
            return
        if self._changed(value.place, value.path, typed):
            for change in named:
                change.state = "applied"
        else:
            _refuse(named, "its text cannot be changed in place", "type it in the definition")

    def _fits(self, patch: TextPatch, typed: str) -> bool:
        plain = all(change.own and change.own.plain for change, _ in patch.edits)
        return plain or is_markdown(typed, patch.value.place)

    def _changed(self, place: Place, path: YamlPath, typed: str) -> bool:
        file = self._file(place.file)
        there = self._path(place, path)
        if there is None:
            return False
        try:
            file.set(there, typed)
        except ReebriefError:
            return False
        return True

    def _entry(self, entry: EntryPatch) -> None:
        """Put an entry into its list, or take it out."""
        place = self.texts.file.place(entry.path)
        there = self._path(place, entry.path)
        file = self._file(place.file)
        try:
            if there is None:
                raise ReebriefError(())
            if entry.text is None:
                file.remove((*there, entry.number))
            else:
                file.insert((*there, entry.number), entry.text)
        except ReebriefError:
            _refuse([entry.change], "its list cannot be changed in place", "type it there")
        else:
            entry.change.state = "applied"

    def _comment(self, comment: PlacedComment) -> None:
        """Keep a comment above its key, once."""
        if comment.path is None:
            return
        place = self.texts.file.place(comment.path)
        there = self._path(place, comment.path)
        file = self._file(place.file)
        words = comment.as_yaml()
        if there is None or all(f"# {line}" in file.text for line in words.splitlines()):
            return
        try:
            file.comment(there, words)
        except ReebriefError:
            return
        comment.kept = True

    def _file(self, name: str) -> YamlText:
        if name not in self._files:
            path = self.project.root / name
            data = self.project.data(path).decode("utf-8", "surrogateescape")
            self._files[name] = YamlText(data, name)
            self._before[name] = data
            self._first[name] = self._files[name].file
        return self._files[name]

    def _path(self, place: Place, path: YamlPath) -> YamlPath | None:
        """Return the path in its own file of what has a path in the whole definition."""
        self._file(place.file)
        file = self._first[place.file]
        at = (place.line, place.column)
        ends = [p for p, where in file.values.items() if where == at and p[-1:] == path[-1:]]
        return max(ends, key=lambda p: _common(p, path), default=None)


def _common(one: YamlPath, other: YamlPath) -> int:
    """Return how many parts two paths have in common at their ends."""
    count = 0
    for a, b in zip(reversed(one), reversed(other), strict=False):
        if a != b:
            break
        count += 1
    return count


def _refuse(changes: Sequence[PulledChange], reason: str, hint: str) -> None:
    for change in changes:
        if change.state == "open":
            change.refuse(reason, hint)
