"""A paragraph, and what is formatted directly in it because it depends on where it stands."""

from __future__ import annotations

from dataclasses import dataclass

from reebrief.writers.docx.content_controls import Lock
from reebrief.writers.docx.xml import twips


@dataclass(frozen=True, slots=True)
class ListNumber:
    """The bullet or number that a paragraph bears: a numbering, a level of it, a list's style.

    ``hanging`` is how far it hangs out, in points.
    """

    id: int
    level: int
    style: str
    hanging: float


@dataclass(slots=True)
class WordParagraph:
    """A paragraph that is not written yet, so that what follows it can still have a say.

    ``keep`` says whether it is kept with the next one, ``lock`` is the control around it,
    ``section`` what Word is told of the section that it ends, ``right`` aligns it there, and
    ``leftward`` ones run from right to left. Lengths are in points; None leaves what it stands for
    to the style. ``whose`` says whose words it has, as ``WrittenLine`` does.
    """

    style: str
    runs: str
    number: ListNumber | None = None
    keep: bool | None = None
    before: float | None = None
    after: float | None = None
    left: float | None = None
    lock: Lock | None = None
    section: str = ""
    right: bool = False
    leftward: bool = False
    whose: str = ""

    def __str__(self) -> str:
        """Return the paragraph, its properties in the order that the schema wants."""
        done = "" if self.style == "Normal" else f'<w:pStyle w:val="{self.style}"/>'
        if self.keep is not None:
            done += "<w:keepNext/>" if self.keep else '<w:keepNext w:val="0"/>'
        if self.number:
            level, numbering = self.number.level, self.number.id
            done += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{numbering}"/></w:numPr>'
        if self.leftward:
            done += "<w:bidi/>"
        if self.before is not None or self.after is not None:
            space = _length("before", self.before) + _length("after", self.after)
            done += f"<w:spacing{space}/>"
        if self.left is not None:
            hanging = self.number.hanging if self.number else None
            done += f"<w:ind{_length('left', self.left)}{_length('hanging', hanging)}/>"
        if self.right:
            done += '<w:jc w:val="right"/>'
        done += self.section
        properties = f"<w:pPr>{done}</w:pPr>" if done else ""
        paragraph = f"<w:p>{properties}{self.runs}</w:p>"
        return self.lock.around(paragraph) if self.lock else paragraph


def _length(name: str, points: float | None) -> str:
    return "" if points is None else f' w:{name}="{twips(points)}"'
