"""Place each change of an author's line in the definition as it stands, or say why it has no place.

By the key path first; where that is gone, or says something else, by the text.
"""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass, field

from reebrief.document.nodes import AuthorLine
from reebrief.document.written_lines import WrittenLine, WrittenLines
from reebrief.project.yaml import Path
from reebrief.pull.changes import PulledChange
from reebrief.pull.markdown_edits import SourceEdit, edited, line_edits
from reebrief.pull.merge import merged
from reebrief.pull.own_texts import OwnTexts, OwnValue

_ALIKE = 0.6
"""The share of a line that is the same where it is taken for a newer form of another."""


@dataclass(slots=True)
class TextPatch:
    """The edits of one text of the definition, and the changes that they make."""

    value: OwnValue
    edits: list[tuple[PulledChange, SourceEdit]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class EntryPatch:
    """A new entry of the list at a key path, before the one of this number; or one to be removed.

    ``text`` is that of the new entry, None of one to be removed.
    """

    change: PulledChange
    path: Path
    number: int
    text: str | None


@dataclass(frozen=True, slots=True)
class FoundLine:
    """A line of a text as it stands: its text, its number there."""

    value: OwnValue
    number: int

    @property
    def source(self) -> str:
        """The line as it is typed."""
        return self.value.lines[self.number].source

    def offset(self, at: int) -> int | None:
        """Return where a character of the line stands in its text."""
        offsets = self.value.lines[self.number].offsets
        return offsets[at] if at < len(offsets) else None


class Placing:
    """Places the changes of one file; ``patches`` holds what is to be done, by key path."""

    def __init__(self, texts: OwnTexts, written: WrittenLines) -> None:
        self.texts = texts
        self.written = written
        self.patches: dict[Path, TextPatch] = {}
        self.entries: list[EntryPatch] = []

    def words(self, changes: Sequence[PulledChange]) -> None:
        """Place the changes of words that are open."""
        lines: dict[str, list[PulledChange]] = {}
        for change in changes:
            if change.state == "open" and change.kind == "words" and change.line:
                lines.setdefault(change.line.bookmark, []).append(change)
        for each in lines.values():
            self._words(each)

    def _words(self, changes: Sequence[PulledChange]) -> None:
        """Place the changes of one line."""
        line, now = changes[0].line, changes[0].now
        if line is None or now is None or line.own is None:
            return
        hunks = [c.hunk for c in changes if c.hunk]
        made = line_edits(line, now, hunks, self.written.sources)
        if made is None:
            for change in changes:
                change.refuse("it cannot be typed as Markdown", "type it in the definition")
            return
        wanted = edited(line.own.text, [edit for each in made for edit in each])
        found = self.find(line.own, wanted)
        if isinstance(found, str):
            for change in changes:
                change.leave(found, "type it where it belongs now")
            return
        for change, edits in zip(changes, made, strict=True):
            self._edit(change, line.own, found, edits)

    def _edit(
        self,
        change: PulledChange,
        own: AuthorLine,
        found: OwnValue | FoundLine,
        edits: list[SourceEdit],
    ) -> None:
        now = found.filled if isinstance(found, OwnValue) else found.source
        value = found if isinstance(found, OwnValue) else found.value
        result = merged(own.text, now, edits)
        line = 0 if isinstance(found, OwnValue) else value.lines[found.number].first
        change.places = [(value.place.file, value.place.line + line)]
        if result.there:
            change.state = "there"
            return
        if result.edits is None:
            change.refuse("a conflict: the definition was changed at the same words", "")
            change.conflict = now
            return
        moved: list[SourceEdit] = []
        for edit in result.edits:
            start: int | None = edit.start
            end: int | None = edit.end
            if isinstance(found, FoundLine):
                start, end = found.offset(edit.start), found.offset(edit.end)
            if start is None or end is None:
                change.refuse("its place in the text cannot be told", "type it there")
                return
            moved.append(SourceEdit(start, end, edit.new))
        if moved:
            row = value.filled.count("\n", 0, moved[0].start)
            change.places = [(value.place.file, value.place.line + row)]
        self.add(value, change, moved)

    def add(self, value: OwnValue, change: PulledChange, edits: Sequence[SourceEdit]) -> None:
        """Take the edits of a change; the same ones of two copies of a line are made once."""
        patch = self.patches.setdefault(value.path, TextPatch(value))
        known = {edit: other for other, edit in patch.edits}
        if edits and all(edit in known for edit in edits):
            change.state = "there"
            return
        for edit in edits:
            for other, one in patch.edits:
                if one.start < edit.end and edit.start < one.end:
                    change.refuse("a conflict: the same words were changed twice in this file")
                    change.conflict = other.new
                    return
        patch.edits += [(change, edit) for edit in edits]

    def insert(self, value: OwnValue, change: PulledChange, edit: SourceEdit) -> None:
        """Take a line that is put in; two may stand at one place."""
        self.patches.setdefault(value.path, TextPatch(value)).edits.append((change, edit))

    # --- where a line is now

    def find(self, own: AuthorLine, wanted: str = "") -> OwnValue | FoundLine | str:
        """Return where a line of the author's is now, or why it is nowhere.

        What says already what is ``wanted`` is that line, however it differs.
        """
        value = self.texts.value(own.path)
        here: OwnValue | FoundLine | None = None
        if value is not None:
            here = value if own.plain else self._numbered(own, value)
        same = here is not None and self._source(here) in {own.text, wanted}
        if not same:
            others = self.texts.everywhere(own)
            if len(others) == 1 and (here is None or not _alike(self._source(here), own.text)):
                moved, number = others[0]
                return moved if own.plain else FoundLine(moved, number)
        if here is None or not (same or _alike(self._source(here), own.text)):
            gone = "the key is gone" if value is None else "the key holds another text now"
            return f"{gone}, and the text is nowhere else"
        return here

    def _source(self, found: OwnValue | FoundLine) -> str:
        return found.filled if isinstance(found, OwnValue) else found.source

    def _numbered(self, own: AuthorLine, value: OwnValue) -> FoundLine | None:
        """Return a line within its text: that which is the same, or that in its place."""
        base = {line.own.number: line.own.text for line in self._lines(own.path) if line.own}
        numbers = sorted(base)
        new = [line.source for line in value.lines]
        old = [base[n] for n in numbers]
        at = numbers.index(own.number)
        matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
        for tag, a, b, c, d in matcher.get_opcodes():
            if not a <= at < b:
                continue
            if tag == "equal" or b - a == d - c:
                return FoundLine(value, c + at - a)
            best = max(range(c, d), key=lambda n: _share(new[n], own.text), default=None)
            return None if best is None else FoundLine(value, best)
        return None

    def _lines(self, path: Path) -> list[WrittenLine]:
        return [one for one in self.written.lines if one.own and one.own.path == path]


def _share(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()


def _alike(one: str, other: str) -> bool:
    return _share(one, other) >= _ALIKE
