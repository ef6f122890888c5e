"""Lost marks: quotes, apostrophes and dashes that all became one letter, told apart by context."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reebrief.corpus.ingest.change_record import Confidence
from reebrief.corpus.ingest.changes import Edit
from reebrief.corpus.ingest.cleaning.thai_mojibake import LATIN, Code

_HOLE = "\ue000"  # of the private use area: stands for one lost mark
_CHAIN = re.compile(r"[\w.&'’-]+")
_APOSTROPHE = re.compile(rf"(?<=[\w.]){_HOLE}(?:s|t|re|ve|ll|d|m)(?!\w)", re.IGNORECASE)
_NAME = re.compile(rf"(?<!\w)[OD]{_HOLE}(?=[A-Z])")
_DECADE = re.compile(rf"(?<!\w){_HOLE}(?=\d0s(?!\w))")
_COMPOUND = re.compile(r"(?:controlled|based|led)\b(?! (?:by|in|on|at|from)\b)")
_OPENERS = "([{—–"
_CLOSERS = ".,;:!?)]}|'\"’”…—–/"


def marks(line: str, lost: Sequence[Code]) -> Iterator[Edit]:
    """Yield what each lost mark of a line was, with the confidence of the rule that says so."""
    for mark, (new, confidence, reason) in zip(lost, _Line(line, lost).solved(), strict=True):
        yield Edit(mark.start, mark.end, new, confidence, reason)


Solution = tuple[str, Confidence, str]


class _Line:
    """A line with its holes: every lost mark one character, whatever was left of it."""

    def __init__(self, line: str, lost: Sequence[Code]) -> None:
        parts: list[str] = []
        self.holes: list[int] = []
        at = length = 0
        for mark in lost:
            parts.append(line[at : mark.start])
            length += mark.start - at
            self.holes.append(length)
            parts.append(_HOLE)
            length += 1
            at = mark.end
        self.text = list("".join([*parts, line[at:]]))
        self.done: dict[int, Solution] = {}

    def solved(self) -> list[Solution]:
        """Apply the rules in their order: each sees what those before it put in."""
        self.apostrophes()
        self.chains()
        self.ranges()
        self.quotes_and_dashes()
        return [self.done[hole] for hole in self.holes]

    def open_holes(self) -> list[int]:
        return [hole for hole in self.holes if hole not in self.done]

    def solve(self, hole: int, new: str, confidence: Confidence, reason: str) -> None:
        self.text[hole] = new
        self.done[hole] = (new, confidence, reason)

    def before(self, hole: int) -> str:
        return self.text[hole - 1] if hole else " "

    def after(self, hole: int) -> str:
        return self.text[hole + 1] if hole + 1 < len(self.text) else " "

    def apostrophes(self) -> None:
        text = "".join(self.text)
        holes = set(self.holes)
        rules: list[tuple[re.Pattern[str], Confidence]] = [
            (_APOSTROPHE, "high"),
            (_NAME, "medium"),
            (_DECADE, "medium"),
        ]
        for pattern, confidence in rules:
            for found in pattern.finditer(text):
                hole = found.start() + found[0].index(_HOLE)
                if hole in holes and hole not in self.done:
                    self.solve(hole, "’", confidence, "apostrophe")

    def chains(self) -> None:
        """Solve three words or more that are joined without a space: names of equal rank."""
        for chain in self._chained():
            for hole in chain:
                self.solve(hole, "–", "medium", "dash between the words of a chain")

    def _chained(self) -> list[list[int]]:
        text = "".join(self.text)
        chains: list[list[int]] = []
        chain: list[int] = []
        for hole in self.open_holes():
            if not (chain and _CHAIN.fullmatch(text, chain[-1] + 1, hole)):
                chains.append(chain)
                chain = []
            chain.append(hole)
        chains.append(chain)
        return [
            c
            for c in chains
            if len(c) > 1 and _CHAIN.match(self.before(c[0])) and _CHAIN.match(self.after(c[-1]))
        ]

    def ranges(self) -> None:
        for hole in self.open_holes():
            before, after = self.before(hole), self.after(hole)
            if before.isdigit() and after.isdigit():
                self.solve(hole, "–", "high", "dash between numbers")

    def quotes_and_dashes(self) -> None:
        """Solve the rest from left to right, minding whether a quote is open."""
        shapes = self._next_shapes()
        open_quote = False
        at = 0
        for hole in self.open_holes():
            for char in self.text[at:hole]:
                # A cell of a table ends what was open in it, a mark that is whole says it itself.
                open_quote = char == "“" if char in "“”|" else open_quote
            solution = self._solution(hole, shapes[hole], open_quote=open_quote)
            self.solve(hole, *solution)
            open_quote = open_quote if solution[0] not in "“”" else solution[0] == "“"
            at = hole + 1

    def _solution(self, hole: int, next_shape: str, *, open_quote: bool) -> Solution:
        before, after = self.before(hole), self.after(hole)
        if before.isspace() and after.isspace():
            return "–", "low", "a dash with spaces, – or —"
        if self._opens(hole):
            confident = next_shape == "closes" and not open_quote
            return "“", "high" if confident else "low", "opening quote"
        closes = self._closes(hole)
        plural = before in "sS" and after != _HOLE
        if closes and plural and (not open_quote or next_shape == "closes"):
            return "’", "low", "apostrophe after a plural, or a closing quote"
        if closes and open_quote:
            return "”", "high", "closing quote"
        if _COMPOUND.match("".join(self.text[hole + 1 : hole + 20])):
            return "–", "medium", "dash in a compound"
        within = re.match(rf"{LATIN}|[.)”’%]", before) and re.match(f"{LATIN}|[(“$]", after)
        return "—", "medium" if within else "low", "dash"

    def _opens(self, hole: int) -> bool:
        before, after = self.before(hole), self.after(hole)
        return (before.isspace() or before in _OPENERS) and not after.isspace()

    def _closes(self, hole: int) -> bool:
        before, after = self.before(hole), self.after(hole)
        return not before.isspace() and (after.isspace() or after in _CLOSERS or after == _HOLE)

    def _next_shapes(self) -> dict[int, str]:
        """Say for each hole what the next one looks like that is shaped like a quote."""
        done: dict[int, str] = {}
        shape = ""
        after = len(self.text)
        for hole in reversed(self.open_holes()):
            if "|" in self.text[hole + 1 : after]:
                shape = ""
            done[hole] = shape
            if self._opens(hole):
                shape = "opens"
            elif self._closes(hole):
                shape = "closes"
            after = hole
        return done
