"""Fields of a Word file: which of their results stay what they were, and where links lead.

ECMA-376 Part 1, 17.16. A field has a code, which is not shown, and a result, which is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_COUNTED = {"PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF"}
"""Fields whose results are numbers that each program computes anew."""

_OURS = {*_COUNTED, "NOTEREF", "TOC", "HYPERLINK"}
"""The fields that our files have, and those that other programs make of our links."""

_NUMBER = re.compile(r"\s*(?:\d{1,6}|[ivxlcdm]{1,12}|[IVXLCDM]{1,12})?\s*")
_WORD = re.compile(r'"(?P<quoted>[^"]*)"|(?P<plain>\S+)')


@dataclass(slots=True)
class _Field:
    code: str
    shows: bool
    """Whether the result was reached."""
    result: str = ""

    @property
    def kind(self) -> str:
        return (self.code.split(maxsplit=1) or [""])[0].upper()


class ComplexFields:
    """The fields that are open, the innermost last.

    ``links`` collects the addresses of fields that are links; one within the file begins with a
    number sign. ``notes`` says which note a bookmark stands at.
    """

    def __init__(self, notes: dict[str, str], links: list[str]) -> None:
        self._open: list[_Field] = []
        self._notes = notes
        self._links = links

    def begin(self) -> None:
        """Open a field whose code follows."""
        self._open.append(_Field("", shows=False))

    def simple(self, code: str) -> str:
        """Open a field that has its code; return what it shows."""
        self._open.append(_Field(code, shows=False))
        return self.separate()

    def code(self, text: str) -> None:
        """Take text of a code."""
        if self._open:
            self._open[-1].code += text

    def separate(self) -> str:
        """Go from the innermost field's code to its result; return what is shown before it."""
        if not self._open:
            return ""
        field = self._open[-1]
        field.shows = True
        if field.kind == "HYPERLINK":
            self._links.append(_address(field.code))
        return "" if field.kind in _OURS else f"[field {field.kind}]"

    def end(self) -> str:
        """Close the innermost field; return what it shows."""
        if not self._open:
            return ""
        before = "" if self._open[-1].shows else self.separate()
        return before + self._result(self._open.pop())

    def flush(self) -> str:
        """Return, at the end of a paragraph, what open fields have kept back."""
        return "".join(map(self._result, self._open))

    def take(self, text: str) -> str:
        """Take text, and return as much of it as is shown already."""
        if not all(field.shows for field in self._open):
            return ""
        if self._open and self._open[-1].kind in {*_COUNTED, "NOTEREF"}:
            self._open[-1].result += text
            return ""
        return text

    def within(self, kind: str) -> bool:
        """Say whether a field of this kind is open."""
        return any(field.kind == kind for field in self._open)

    def _result(self, field: _Field) -> str:
        """Return what a field shows of its result: no number that is counted anew.

        The number of a note is counted anew too, but the note it stands for must stay the same.
        """
        result, field.result = field.result, ""
        if field.kind == "NOTEREF" and result:
            number, name = result.strip(), [*field.code.split(), ""][1]
            note = self._notes.get(name, "")
            leads = f"note {note}" if note else "no note"
            return f"[{number}]" if note == number else f"[{number}, which leads to {leads}]"
        if field.kind in _COUNTED:
            # Each program puts its own number there, whatever stands in the file.
            return "" if _NUMBER.fullmatch(result) else f"[field {field.kind}]"
        return "" if _NUMBER.fullmatch(result) else result


def _address(code: str) -> str:
    """Return where a HYPERLINK field leads: its first argument, and what follows the switch l."""
    address = place = before = ""
    for found in list(_WORD.finditer(code))[1:]:
        word = found["plain"] or found["quoted"] or ""
        if before == "\\l":
            place = f"#{word}"
        elif not (word.startswith("\\") or before.startswith("\\") or address):
            address = word
        before = word if found["plain"] else ""
    return address + place
