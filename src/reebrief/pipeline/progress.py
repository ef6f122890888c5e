"""The step that a render tells as it begins."""

from __future__ import annotations

from dataclasses import dataclass

_CELLS = 20


@dataclass(frozen=True, slots=True)
class Step:
    """What begins: a format of a document, or with none the document, by its number from 1."""

    number: int
    total: int
    name: str
    form: str = ""

    def __str__(self) -> str:
        """Return the step as a line."""
        counted = f"{self.number} of {self.total}: " if self.total > 1 else ""
        return f"{counted}{self.name}{f', {self.form}' if self.form else ''}"

    def bar(self, width: int) -> str:
        """Return the step as a bar of documents done, cut to a width."""
        done = _CELLS * (self.number - 1) // self.total
        return f"[{'#' * done}{'.' * (_CELLS - done)}] {self}"[: max(width - 1, 0)]
