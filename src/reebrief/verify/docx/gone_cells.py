"""Find rows and cells of a Word table that are not shown, and ranges whose text was moved away.

ECMA-376 Part 1, 17.4 (tables), 17.13.5 (tracked changes of rows, cells and moves). A cell that goes
on with the one above, or before, shows nothing of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from reebrief.verify.docx.styles import attribute, is_on

_CONTINUES = {"vMerge", "hMerge"}


@dataclass(slots=True)
class GoneCells:
    """Follows elements; ``away`` counts the open ones whose text is not shown."""

    away: int = 0
    _open: list[tuple[str, int]] = field(default_factory=list)
    """The rows and cells that are open, and whether each is gone."""
    _properties: str = ""
    _moved: set[str] = field(default_factory=set)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Follow an element."""
        match tag:
            case "tr" | "tc":
                self._open.append((tag, 0))
            case "trPr" | "tcPr":
                self._properties = tag
            case "del" if self._properties == "trPr":
                self._lose()
            case "hidden" if self._properties == "trPr" and is_on(attributes):
                self._lose()
            case "cellDel" if self._properties == "tcPr":
                self._lose()
            case "moveFromRangeStart":
                self._moved.add(attribute(attributes, "id"))
            case "moveFromRangeEnd":
                self._moved.discard(attribute(attributes, "id"))
            case _ if tag in _CONTINUES and self._properties == "tcPr":
                if attribute(attributes, "val") != "restart":
                    self._lose()

    def end(self, tag: str) -> None:
        """Follow the end of an element."""
        if tag in {"trPr", "tcPr"}:
            self._properties = ""
        elif tag in {"tr", "tc"} and self._open:
            self.away -= self._open.pop()[1]

    @property
    def hidden(self) -> bool:
        """Whether text that comes now is not shown."""
        return self.away > 0 or bool(self._moved)

    def _lose(self) -> None:
        if self._open and not self._open[-1][1]:
            self._open[-1] = (self._open[-1][0], 1)
            self.away += 1
