"""Read what a part of a Word file shows: paragraphs and rows of tables, as readers see them.

ECMA-376 Part 1, 17.3.3 (what a run holds), 17.11 (notes), 17.13.5 (tracked changes).
"""

from __future__ import annotations

import re

from reebrief.document.written_lines import LISTING
from reebrief.verify.docx.compatibility import COMPATIBLE, Compatibility
from reebrief.verify.docx.drawings import Drawings
from reebrief.verify.docx.fields import ComplexFields
from reebrief.verify.docx.formats import WEB_HIDDEN
from reebrief.verify.docx.formatting import Formatting
from reebrief.verify.docx.gone_cells import GoneCells
from reebrief.verify.docx.line_faults import LineFaults, runs_back
from reebrief.verify.docx.list_entries import ListEntries
from reebrief.verify.docx.list_levels import ListLevels
from reebrief.verify.docx.relationships import SectionParts
from reebrief.verify.docx.styles import HidingStyles, attribute, is_on
from reebrief.verify.docx.visibility import RunFormat
from reebrief.verify.docx.xml_events import WORD, EnoughError, Handler

_GONE = {"del", "moveFrom"}
"""Elements whose text was taken out: it waits for somebody to agree."""

_TURNED = {"bdo": "turned round by what stands around it", "ruby": "two lines in one"}
_TRACKED = _GONE | {"ins", "moveTo"}

_TAB = "\x1f"
"""What stands for a tab until the paragraph ends."""

_SIGNS = {"tab": _TAB, "ptab": _TAB, "br": " ", "cr": " ", "noBreakHyphen": "\u2011"}
_PAGE_NUMBER = re.compile(rf"{_TAB}\s*\w{{0,12}}\s*$")
_EFFECTS = tuple(
    f"http://schemas.microsoft.com/office/word/{year}/wordml " for year in (2010, 2012)
)
"""The namespaces of what newer programs of Word do to letters and paragraphs."""

_CHOSEN = "one of several, of which each program shows another"
"""What is said of text in alternatives: what is in there is a drawing elsewhere."""

_FRAMING = {
    *("lock", "sectPr", "titlePg", "headerReference", "footerReference"),
    *("footnoteRef", "pageBreakBefore", "bdo", "ruby"),
}
_LOCKS = {"sdtContentLocked", "sdtLocked", "contentLocked"}


class PartText(Handler):
    """Collects the lines of a part, under the numbers of notes in a part of these, else under "".

    A line is a paragraph; one that begins with a tab is a row, with a tab before each cell. A
    mark of a note stands in brackets; so does the name of what is no text. Notes are numbered from
    1 as they stand in their part; ``numbers`` are those of notes by their ids.
    ``entries`` holds those of lists, with what stands before them, ``drawings`` what is read aloud
    of drawings and tables. ``odd`` holds what is odd about how text is formatted, with the first
    text that is. ``marked`` holds the numbers of the notes with a mark, ``links`` the addresses or
    the ids of relationships to them, ``locks`` how many controls keep somebody from changing
    something, ``trackers`` who made the tracked changes.
    """

    def __init__(
        self,
        root: str,
        styles: HidingStyles,
        lists: ListLevels,
        numbers: dict[str, str] | None = None,
    ) -> None:
        self.lines: list[tuple[str, str]] = []
        self.numbers: dict[str, str] = numbers or {}
        self.marked: set[str] = set()
        self.sections: list[SectionParts] = []
        self.links: list[str] = []
        self.locks = 0
        self.trackers: dict[str, None] = {}
        self._root = root
        self._begun = False
        self.odd: dict[str, str] = {}
        self._look = RunFormat(styles)
        self._formatting = Formatting(styles.properties, styles.usual("paragraph"))
        self.entries = ListEntries(lists, self._formatting)
        self.drawings = Drawings(self.links)
        self._faults = LineFaults()
        self._compatible = Compatibility()
        self._cells_gone = GoneCells()
        self._note = ""
        self._numbered: set[str] = set()
        self._bookmarks: dict[str, str] = {}
        self._waiting: list[str] = []  # bookmarks that begin after the last mark of a note
        self._fields = ComplexFields(self._bookmarks, self.links)
        self._cells = [""]
        self._rows = 0
        self._away = 0  # how many elements are open whose text is not shown
        self._strange: list[str] = []  # those of them that are of other namespaces
        self._reading = ""  # the element that characters belong to
        self._listing = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Follow an element. Raises EnoughError for a part of another kind."""
        self._compatible.start(attributes)
        word = name.startswith(WORD)
        tag = name.rpartition(" ")[2]
        if not self._begun:
            self._begun = True
            if not word or tag != self._root:
                raise EnoughError
        if not self._gone:
            self.drawings.describe(tag, attributes)
        carrier = self.drawings.start(tag)
        if carrier:
            self._add(carrier)
        if not word:
            self._foreign(name, attributes)
            return
        if tag in _TRACKED:
            self.trackers[attribute(attributes, "author") or "somebody"] = None
        self._look.start(tag, attributes)
        if self._look.past:
            return
        self._formatting.start(tag, attributes)
        self._cells_gone.start(tag, attributes)
        if tag in _SIGNS and not self._look.of_paragraph:  # there a tab is a tab stop
            self._add(_SIGNS[tag])
            if attribute(attributes, "type") == "page":
                self._faults.page()
        elif tag in _GONE:
            self._away += 1
        elif tag in _FRAMING:
            self._framing(tag, attributes)
        else:
            self._content(tag, attributes)

    def _content(self, tag: str, attributes: dict[str, str]) -> None:
        match tag:
            case "t" | "instrText":
                self._reading = tag
            case "p":
                self.entries.begin()
            case "fldChar":
                self._field(attribute(attributes, "fldCharType"))
            case "fldSimple":
                self._show(self._fields.simple(attribute(attributes, "instr")))
            case "tr":
                self._rows += 1
            case "tc" if self._rows == 1:
                self._cells.append("")
            case "sym":
                self._add(_symbol(attributes))
            case "footnote":
                self._begin_note(attributes)
            case "footnoteReference":
                self._mark(self._number_of(attributes))
            case "bookmarkStart":
                self._waiting.append(attribute(attributes, "name"))
            case "hyperlink":
                place = attribute(attributes, "anchor")
                target = attribute(attributes, "id")
                self.links.append(f"{target}#{place}" if place else target)
            case _:
                pass

    def _framing(self, tag: str, attributes: dict[str, str]) -> None:
        match tag:
            case "lock":
                self.locks += attribute(attributes, "val") in _LOCKS
            case "sectPr":
                self.sections.append(SectionParts())
            case "footnoteRef" if not (self._look.hidden or self._formatting.odd()):
                self._numbered.add(self._note)
            case "pageBreakBefore" if is_on(attributes):
                self._faults.page()
            case _ if tag in _TURNED:
                self._faults.odd.setdefault(_TURNED[tag], tag)
            case "titlePg" if self.sections:
                self.sections[-1].first = is_on(attributes)
            case "headerReference" | "footerReference" if self.sections:
                key = tag.removesuffix("Reference"), attribute(attributes, "type") or "default"
                self.sections[-1].own[key] = attribute(attributes, "id")
            case _:
                pass

    def end(self, name: str) -> None:
        """Follow the end of an element."""
        self._compatible.end()
        tag = name.rpartition(" ")[2]
        self.drawings.end(tag)
        if not name.startswith(WORD):
            self._compatible.leave(name)
            if self._strange and self._strange[-1] == name:
                self._strange.pop()
                self._away -= 1
            return
        past = self._look.past
        self._look.end(tag)
        if past:
            return
        self._formatting.end(tag)
        match tag:
            case "t" | "instrText":
                self._reading = ""
            case "fldSimple":
                self._show(self._fields.end())
            case "tr":
                self._rows -= 1
                self._line()
                self._cells_gone.end(tag)
            case "p" | "altChunk":
                self._show(self._fields.flush())
                self.entries.end(gone=self._gone)
                self._line()
            case _ if tag in _GONE:
                self._away -= 1
            case _:
                self._cells_gone.end(tag)

    def declare(self, prefix: str, namespace: str) -> None:
        """Follow the declaration of a prefix."""
        self._compatible.declare(prefix, namespace)

    def undeclare(self, prefix: str) -> None:
        """Follow the end of a declaration."""
        self._compatible.undeclare(prefix)

    @property
    def families(self) -> set[str]:
        """The fonts that the text names, and ``formatting.ANY`` where it has one of the theme."""
        return self._formatting.families

    @property
    def oddities(self) -> list[str]:
        """What is odd about the part's pages and its formatted text, and what Word refuses."""
        refused = [f"Word opens it only with {name[:60]}" for name in self._compatible.refused]
        odd = {**self.odd, **self._faults.odd}
        strayed = self._faults.strayed()
        if strayed:
            odd["in a list of contents, which Word makes anew"] = strayed[0]
        texts = [f"text is {what}: ‘{text}’" for what, text in odd.items()]
        labels = [
            f"the bullet or number of an entry is {what}: ‘{text}’"
            for what, text in self.entries.odd.items()
        ]
        return [
            *refused,
            *dict.fromkeys(self._formatting.sections),
            *texts,
            *labels,
            *self.drawings.odd,
            *(f"note {n} has no number" for n in self._notes_shown() if n not in self._numbered),
        ]

    def _notes_shown(self) -> list[str]:
        return [*dict.fromkeys(note for note, _ in self.lines if note)]

    def characters(self, text: str) -> None:
        """Take the characters that readers see, and the codes of fields."""
        if self._reading == "t":
            self._add(text)
        elif self._reading == "instrText":
            self._fields.code(text)

    def _foreign(self, name: str, attributes: dict[str, str]) -> None:
        """Follow an element of another namespace: outside of pictures, programs may drop it."""
        hides = self._compatible.hides(name, attributes)
        if name.startswith(_EFFECTS):
            self._formatting.effect(name.rpartition(" ")[2])
        if hides and not (self.drawings.within and not name.startswith(COMPATIBLE)):
            self._strange.append(name)
            self._away += 1

    def _number_of(self, attributes: dict[str, str]) -> str:
        """Return the number of the note that a mark leads to; a mark of its own shows none."""
        own = attribute(attributes, "customMarkFollows") not in {"", "0", "false", "off"}
        return "of its own" if own else self.numbers.get(attribute(attributes, "id"), "none")

    def _begin_note(self, attributes: dict[str, str]) -> None:
        """Give a note its number; the lines above the notes are none, and always shown."""
        self._note = ""
        if attribute(attributes, "type") in {"", "normal"}:
            self._note = str(len(self.numbers) + 1)
            self.numbers[attribute(attributes, "id")] = self._note

    def _mark(self, number: str) -> None:
        self._bookmarks |= dict.fromkeys(self._waiting, number)
        self._waiting.clear()
        if self._add(f"[{number}]"):
            self.marked.add(number)

    def _add(self, text: str) -> bool:
        """Add what the text shows here, and say whether that is anything."""
        gone = self._gone or self._look.hidden
        shown = "" if gone else self._fields.take(text)
        if shown and not shown.isspace():
            self._note_odd(shown)
        elif text and not text.isspace() and self._in_alternatives:
            self._faults.odd.setdefault(_CHOSEN, text[:60])
        self._take(shown)
        return bool(shown)

    def _note_odd(self, shown: str) -> None:
        """Note what is odd about text; numbers in lists of contents are hidden on web pages."""
        found = [*self._formatting.odd()]
        if self._formatting.leftward and runs_back(shown):
            found.append("written from right to left")
        if self._fields.within("TOC"):
            found = [what for what in found if what != WEB_HIDDEN]
        if self._in_alternatives:
            found.append(_CHOSEN)
        for what in found:
            self.odd.setdefault(what, " ".join(shown.split())[:60])

    def _show(self, text: str) -> None:
        if not self._gone:
            self._take(text)

    def _take(self, text: str) -> None:
        self._cells[-1] += text
        self.entries.add(text)

    @property
    def _in_alternatives(self) -> bool:
        """Whether programs choose between this text and another; in drawings it is their own."""
        return self._compatible.within and not self.drawings.within

    @property
    def _gone(self) -> bool:
        return self._away > 0 or self._cells_gone.hidden

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.begin()
        elif kind == "separate":
            self._show(self._fields.separate())
        elif kind == "end":
            self._listing = self._listing or self._fields.within("TOC")
            self._show(self._fields.end())

    def _line(self) -> None:
        if self._rows:
            self._cells[-1] += " "
            return
        contents = self._formatting.style() in LISTING
        if contents or self._listing or self._fields.within("TOC"):
            # Some programs write the number of a page, which they count anew, as plain text.
            self._cells[-1] = _PAGE_NUMBER.sub("", self._cells[-1])
        self._listing = False
        line = "\t".join(" ".join(cell.replace(_TAB, " ").split()) for cell in self._cells)
        listed = self._fields.within("TOC")
        self._faults.line(line, pushes=self._formatting.pushes(), listed=listed)
        self._cells = [""]
        if line.strip():
            self.lines.append((self._note, line))


def _symbol(attributes: dict[str, str]) -> str:
    """Return the character of a symbol behind its font, which may show it as another one."""
    try:
        sign = chr(int(attribute(attributes, "char"), 16))
    except (ValueError, OverflowError):
        sign = "\ufffd"
    return f"[{attribute(attributes, 'font')[:30]}]{sign}"
