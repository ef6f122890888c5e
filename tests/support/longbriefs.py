"""Briefs of many pages: every kind of block, of lengths that fill pages in all ways."""

from __future__ import annotations

import random
from collections.abc import Callable

from reebrief.document.annotated import AnnotatedBrief
from reebrief.document.nodes import (
    Block,
    Blocks,
    CaveatLabel,
    CaveatLabels,
    CaveatMark,
    CaveatNote,
    CaveatText,
    Column,
    Comment,
    Excerpt,
    Heading,
    Inline,
    InlineExcerpt,
    Inlines,
    Item,
    List,
    Paragraph,
    Row,
    Strong,
    Table,
)
from support.trees import of_blocks, text


class Long:
    """Makes one brief: the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311  # chance with a seed, no secret
        self.parts = self.notes = 0

    def words(self, most: int) -> str:
        few = ["rare", "earth", "of", "R&D", "non-ferrous", "—", "https://example.org/" + "x" * 90]
        return " ".join(self.random.choices(few, k=self.random.randint(1, most)))

    def part(self) -> str:
        self.parts += 1
        return f"part-{self.parts}"

    def article(self) -> str:
        return f"article-{self.random.randint(1, 3)}"

    def labels(self) -> CaveatLabels:
        return CaveatLabels((CaveatLabel(self.part(), self.words(3)),))

    def inlines(self, most: int) -> Inlines:
        made: list[Inline] = []
        for _ in range(self.random.randint(1, 3)):
            kind = self.random.random()
            words = text(self.words(most) + " ")
            if kind < 0.2:
                self.notes += 1
                made.append(CaveatMark(self.notes))
            elif kind < 0.4:
                made.append(Strong(words))
            elif kind < 0.5:
                made.append(InlineExcerpt(self.article(), words))
            else:
                made += words
        return tuple(made)

    def row(self, number: int, columns: int) -> Row:
        most = self.random.choice([3, 3, 3, 90])
        return Row(f"r{number}", tuple((Paragraph(self.inlines(most)),) for _ in range(columns)))

    def table(self) -> Table:
        count = self.random.randint(1, 5)
        caption = self.inlines(3)
        columns = tuple(Column(f"c{n}", self.inlines(2)) for n in range(count))
        rows = tuple(self.row(n, count) for n in range(self.random.choice([1, 9])))
        labels = self.labels() if self.random.random() < 0.5 else None
        return Table(f"table-{self.part()}", caption, columns, rows, labels=labels)

    def block(self, depth: int) -> Block:
        kinds: list[Callable[[], Block]] = [
            lambda: Paragraph(self.inlines(90)),
            lambda: Heading(self.random.randint(1, 3), self.inlines(5), f"h-{self.part()}"),
            lambda: CaveatText(self.part(), self.inlines(20)),
            self.labels,
            lambda: List(tuple(self.blocks(depth - 1, 2) for _ in range(4)), ordered=True),
            lambda: Comment(self.blocks(depth - 1, 3)),
            lambda: Item(self.article(), self.blocks(depth - 1, 4)),
            lambda: Excerpt(self.article(), self.blocks(depth - 1, 4)),
            self.table,
        ]
        return self.random.choice(kinds if depth else kinds[:4])()

    def blocks(self, depth: int, count: int) -> Blocks:
        return tuple(self.block(depth) for _ in range(count))

    def note(self) -> Inlines:
        words = text(self.words(60))
        return words if self.notes % 3 else (*words, InlineExcerpt(self.article(), words))

    def brief(self) -> AnnotatedBrief:
        blocks = self.blocks(2, 8)
        notes = [CaveatNote(n, self.part(), self.note()) for n in range(1, self.notes + 1)]
        return of_blocks(*blocks, notes=notes)
