"""List each change that somebody made in a Word file: what, where, who, when, and whose words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from reebrief.document.nodes import AuthorLine
from reebrief.document.written_lines import CAVEAT, CONTENTS, WrittenLine
from reebrief.project.yaml import Path
from reebrief.pull.line_diff import Hunk, hunks
from reebrief.pull.looks import looks_changed
from reebrief.pull.match import folded, longest_rise
from reebrief.pull.open_docx import GivenDocx
from reebrief.pull.read_docx import Hand, ReadLine

ChangeKind = Literal["words", "looks", "line", "row", "gone", "moved"]
"""Words of a line, or their looks alone; a new line; a new row of a table; a line that is gone, or
stands elsewhere."""

_FEW = 2
"""Words of a line that may well stand in another one by chance."""

_COMPUTED = "it follows from keys, articles or the registry: change it there"

ChangeState = Literal["open", "applied", "there", "refused", "unplaced"]
"""What becomes of a change: ``there`` says that the definition has it already."""


@dataclass(slots=True)
class PulledChange:
    """A change that somebody made: what was there, what is there now, by whom.

    ``line`` is the written line, None for a new one; ``now`` the paragraph, None for one that is
    gone. Of a new line ``after`` and ``before`` are the written lines around it, of a new row
    ``cells`` are its cells, and ``columns`` the keys of the matrix's rows that are known, by the
    numbers of cells. ``reason`` says why a change was not taken, ``hint`` what to do, ``conflict``
    what the definition says instead; ``places`` are files and lines, ``key`` is the key path of the
    text that a new line belongs to.
    """

    kind: ChangeKind
    old: str
    new: str
    hands: tuple[Hand, ...]
    line: WrittenLine | None = None
    now: ReadLine | None = None
    hunk: Hunk | None = None
    after: WrittenLine | None = None
    before: WrittenLine | None = None
    cells: tuple[ReadLine, ...] = ()
    columns: Mapping[int, str] = field(default_factory=dict)
    state: ChangeState = "open"
    reason: str = ""
    hint: str = ""
    conflict: str = ""
    places: list[tuple[str, int]] = field(default_factory=list)
    key: Path = ()

    @property
    def own(self) -> AuthorLine | None:
        """The author's line that was changed, None where it is none."""
        return self.line.own if self.line else None

    def refuse(self, reason: str, hint: str = "") -> None:
        """Say why it is not taken."""
        self.state, self.reason, self.hint = "refused", reason, hint

    def leave(self, reason: str, hint: str = "") -> None:
        """Say why no place was found for it."""
        self.state, self.reason, self.hint = "unplaced", reason, hint


def changes(given: GivenDocx, pairs: dict[int, int]) -> list[PulledChange]:
    """Return all changes of a file's body, in the order of its paragraphs; gone ones come last.

    ``pairs`` says which paragraph each written line is now.
    """
    written, now = given.written.lines, given.lines
    new_lines = _NewLines(written, now, {n: b for b, n in pairs.items()})
    in_order = longest_rise([new_lines.numbers[n] for n in sorted(new_lines.numbers)])
    done: list[PulledChange] = []
    for n, line in enumerate(now):
        if n in new_lines.numbers:
            b = new_lines.numbers[n]
            done += _of_line(written[b], line, moved=b not in in_order)
        elif line.text.strip() and not line.listed:
            done += new_lines.change(n)
    for b, one in enumerate(written):
        if b not in pairs and one.whose != CONTENTS:
            done.append(_gone(one, _near(b, pairs, now)))
    _name_repeated(done, written)
    _pair_moved(done)
    _with_saver(done, given.saved)
    _refuse_mixed(done)
    return done


def _of_line(written: WrittenLine, now: ReadLine, *, moved: bool) -> Iterator[PulledChange]:
    if written.own and not folded(now.text) and folded(written.text):
        yield _gone(written, now)
        return
    if moved:
        whole = now.hands(0, len(now.text) + 1)
        change = PulledChange("moved", written.text, now.text, whole, written, now)
        change.refuse("it stands elsewhere now", "move it in the definition")
        yield change
    if folded(written.text) == folded(now.text):
        for start, end in looks_changed(written, now):
            said = now.text[start:end]
            change = PulledChange("looks", said, said, now.hands(start, end), written, now)
            change.refuse("only its looks were changed", "type **bold** or *slanted* yourself")
            yield change
        return
    for hunk in hunks(written.pieces, now):
        change = PulledChange("words", hunk.old, hunk.new, hunk.hands, written, now, hunk)
        if written.own is None or hunk.computed:
            change.refuse(*_whose(written, hunk))
        yield change


def _whose(written: WrittenLine, hunk: Hunk | None = None) -> tuple[str, str]:
    """Return why a change of a line that is none of the author's is refused, and what to do."""
    if written.own and hunk:
        cited = [p.article for p in written.pieces if p.article and hunk.old.strip() in p.text]
        if cited:
            return (
                "a citation, which the program writes",
                f"change [@{cited[0]}] in the definition",
            )
        return (
            "computed: a mark, a label or a number",
            _COMPUTED,
        )
    if written.whose == CAVEAT:
        return "a caveat", "caveats are added by the program; 'waivers' waive one, with a reason"
    if written.whose:
        hint = "quote it as it is; in a matrix 'amend' replaces a cell's words, with a reason"
        return f"words of the article '{written.whose}'", hint
    return (
        "computed: no text of the author's by itself",
        _COMPUTED,
    )


def _gone(written: WrittenLine, near: ReadLine | None) -> PulledChange:
    """Return the change of a line that is gone; ``near`` may hold who took it out."""
    stretches = near.taken_out if near else []
    hands = tuple(dict.fromkeys(s.by for s in stretches if s.text.strip() in written.text))
    change = PulledChange("gone", written.text, "", hands, written)
    if written.own is None:
        change.refuse(*_whose(written))
    return change


def _name_repeated(found: Sequence[PulledChange], written: Sequence[WrittenLine]) -> None:
    """Name the key of an author's line that a computed one repeats, as what changed since does."""
    said = {_typed(one): one.own for one in written if one.own}
    for change in found:
        if change.line and change.line.own is None and change.hint == _COMPUTED:
            text = folded(change.line.text)
            twin = next((own for words, own in said.items() if words and words in text), None)
            if twin:
                change.hint = f"it repeats '{'.'.join(map(str, twin.path))}': change it there"


def _typed(line: WrittenLine) -> str:
    """Return the author's words of a line, "" where they are too few to be told from others."""
    words = folded("".join(one.text for one in line.pieces if not one.computed))
    return re.sub(r" (?=[.,;:])", "", words) if len(words.split()) > _FEW else ""


def _pair_moved(found: Sequence[PulledChange]) -> None:
    """Refuse lines that are gone here and new there: they were moved."""
    new = {folded(change.new): change for change in found if change.kind == "line"}
    for change in found:
        twin = new.get(folded(change.old)) if change.kind == "gone" else None
        if twin:
            for one in (change, twin):
                one.kind = "moved"
                one.refuse("it stands elsewhere now", "move it in the definition")


def _near(b: int, pairs: dict[int, int], now: Sequence[ReadLine]) -> ReadLine | None:
    """Return the paragraph in which a line that is gone may have left its traces."""
    n = pairs.get(b - 1, -1) + 1
    return now[n] if n < len(now) else None


class _NewLines:
    """Makes the changes of new paragraphs; the cells of a new row are one change.

    ``numbers`` says which written line a paragraph was, by its number.
    """

    def __init__(
        self, written: Sequence[WrittenLine], now: Sequence[ReadLine], numbers: dict[int, int]
    ) -> None:
        self.numbers = numbers
        self._written = written
        self._now = now
        self._rows: dict[tuple[int, int], PulledChange] = {}
        cells = [now[n].cell for n in numbers]
        self._known_rows = {cell[:2] for cell in cells if cell}

    def change(self, n: int) -> Iterator[PulledChange]:
        """Yield the change of a new paragraph, unless it belongs to a row that was told already."""
        line = self._now[n]
        hands = line.hands(0, len(line.text) + 1)
        row = line.cell[:2] if line.cell and line.cell[:2] not in self._known_rows else None
        if row and row in self._rows:
            known = self._rows[row]
            known.cells = (*known.cells, line)
            known.new = f"{known.new} | {line.text}"
            return
        after, before = self._beside(range(n - 1, -1, -1)), self._beside(range(n, len(self._now)))
        if row is None or line.cell is None:
            yield PulledChange("line", "", line.text, hands, now=line, after=after, before=before)
            return
        self._rows[row] = PulledChange(
            "row", "", line.text, hands, now=line, after=after, before=before
        )
        self._rows[row].cells = (line,)
        self._rows[row].columns = self._columns(line.cell[0])
        yield self._rows[row]

    def _beside(self, places: Iterable[int]) -> WrittenLine | None:
        return next((self._written[self.numbers[k]] for k in places if k in self.numbers), None)

    def _columns(self, table: int) -> dict[int, str]:
        """Return the keys of a row of the matrix by cell, as far as own rows tell."""
        done: dict[int, str] = {}
        for n, b in self.numbers.items():
            cell, own = self._now[n].cell, self._written[b].own
            if cell and cell[0] == table and own and own.path[:2] == ("matrix", "own"):
                done[cell[2]] = ".".join(map(str, own.path[3:]))
        return done


def _with_saver(found: Sequence[PulledChange], saved: Hand) -> None:
    """Name who saved the file last where nobody tracked a change."""
    for change in found:
        if not change.hands and saved.who:
            change.hands = (saved,)


def _refuse_mixed(found: Sequence[PulledChange]) -> None:
    """Refuse what puts words of an article or of a caveat into the author's: they were moved."""
    others = [c.old for c in found if c.kind == "gone" and not c.own and len(c.old.split()) > 2]
    for change in found:
        if change.state == "open" and change.new:
            text = folded(change.new)
            if any(folded(old) in text for old in others):
                change.refuse("it holds words that are none of the author's", "put them back")
