"""Tell whether a run of a Word file is hidden: by itself, or by the styles around it.

ECMA-376 Part 1, 17.7.2 (which properties win).
"""

from __future__ import annotations

from reebrief.verify.docx.styles import HidingStyles, attribute, is_on


class RunFormat:
    """Follows elements of text. ``hidden`` says whether text that comes now is hidden.

    ``of_paragraph`` says that these are the properties of a paragraph, which say nothing of runs;
    ``past`` that they are those that something had before somebody changed them.
    """

    def __init__(self, styles: HidingStyles) -> None:
        self.hidden = False
        self.of_paragraph = False
        self._past = 0
        self._styles = styles
        self._tables: list[str] = []
        self._paragraph = ""
        self._run = ""
        self._direct: bool | None = None

    @property
    def past(self) -> bool:
        """Whether the open element says how something was formatted once."""
        return self._past > 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Follow an element."""
        if tag.endswith("Change"):
            self._past += 1
        if self._past:
            return
        match tag:
            case "r":
                self._run, self._direct = "", None
                self.hidden = self._by_style()
            case "p":
                self._paragraph = self._run = ""
            case "pPr":
                self.of_paragraph = True
            case "tbl":
                self._tables.append("")
            case "tblStyle" if self._tables:
                self._tables[-1] = attribute(attributes, "val")
            case "pStyle":
                self._paragraph = attribute(attributes, "val")
            case "rStyle" if not self.of_paragraph:
                self._run = attribute(attributes, "val")
            case "vanish" | "specVanish" if not self.of_paragraph:
                self._direct = is_on(attributes)
            case _:
                pass

    def end(self, tag: str) -> None:
        """Follow the end of an element."""
        if tag.endswith("Change"):
            self._past -= 1
        elif not self._past:
            match tag:
                case "rPr" if not self.of_paragraph:
                    self.hidden = self._by_style() if self._direct is None else self._direct
                case "r":
                    self.hidden = False
                case "pPr":
                    self.of_paragraph = False
                case "tbl":
                    self._tables.pop()
                case _:
                    pass

    def _by_style(self) -> bool:
        return self._styles.hide(
            self._tables[-1] if self._tables else "", self._paragraph, self._run
        )
