"""References to actions: ``[Action 3]`` in the author's text becomes a link to that action."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from reebrief.compose.matrix.to_table import action_id
from reebrief.diagnostics import Place, Problem
from reebrief.document.nodes import (
    Block,
    Blocks,
    Excerpt,
    Heading,
    Inline,
    Inlines,
    Link,
    Paragraph,
    Provenance,
    Section,
    Text,
)
from reebrief.document.traverse import inner, rewrite_inlines, walk
from reebrief.templates.matrix_words import MatrixWords

_NAMED = re.compile(re.escape(action_id(0))[:-1] + r"(\d+)")


def with_actions(
    sections: tuple[Section, ...], words: MatrixWords, problems: list[Problem]
) -> tuple[Section, ...]:
    """Link references to actions within the author's text; report those to no action.

    The form is the language's word for an action in brackets. Text of articles stays as it is.
    """
    before, after = map(re.escape, words.action.split("{number}"))
    linker = _Linker(_numbers(sections), re.compile(rf"\[({before}(\d+){after})\]"), problems)
    return tuple(replace(s, blocks=linker.blocks(s.blocks)) for s in sections)


def _numbers(sections: Sequence[Section]) -> list[int]:
    """Return the numbers of the actions that the brief shows."""
    found = (
        _NAMED.fullmatch(node.id)
        for node in walk(sections)
        if isinstance(node, Paragraph | Heading) and node.id
    )
    return sorted(int(match[1]) for match in found if match)


class _Linker:
    def __init__(
        self, numbers: Sequence[int], form: re.Pattern[str], problems: list[Problem]
    ) -> None:
        self.numbers = frozenset(numbers)
        self.form = form
        self.problems = problems
        self.at: Provenance | None = None

    def blocks(self, blocks: Blocks) -> Blocks:
        return tuple(map(self.block, blocks))

    def block(self, block: Block) -> Block:
        self.at = block.provenance or self.at
        if isinstance(block, Excerpt) or (self.at and self.at.article):
            return block
        return inner(block, self.blocks, lambda line: rewrite_inlines(line, self.inline))

    def inline(self, node: Inline) -> Inlines:
        """Replace references within a text. Emphasised text is reached from within."""
        if isinstance(node, Link):  # a link holds no other
            inside = rewrite_inlines(
                node.inlines, lambda n: n.inlines if isinstance(n, Link) else (n,)
            )
            return (replace(node, inlines=inside),)
        if not isinstance(node, Text):
            return (node,)
        done: list[Inline] = []
        last = 0
        for match in self.form.finditer(node.text):
            done += (Text(node.text[last : match.start()]), self.link(match[1], int(match[2])))
            last = match.end()
        return tuple(n for n in (*done, Text(node.text[last:])) if n != Text(""))

    def link(self, said: str, number: int) -> Inline:
        if number in self.numbers:
            return Link(f"#{action_id(number)}", (Text(said),))
        hint = (
            f"the matrix has actions {min(self.numbers)} to {max(self.numbers)}"
            if self.numbers
            else "name the column of the matrix that holds actions: actions: COLUMN"
        )
        place = Place(self.at.file, self.at.line) if self.at else None
        self.problems.append(Problem(f"no action {number} in the matrix", place, hint))
        return Text(said)
