"""Invented briefs that are hard to write: hostile text, random trees, many pages, a long table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

from hypothesis import HealthCheck, given, settings

from reebrief.document.annotated import AnnotatedBrief, Head
from reebrief.document.nodes import (
    Block,
    Blocks,
    Brief,
    CaveatMark,
    CaveatNote,
    Column,
    Excerpt,
    Heading,
    List,
    Paragraph,
    Picture,
    Quote,
    Row,
    Table,
)
from support import trees
from support.longbriefs import Long

HEAD = Head("invented", "2025-11-21", {"briefs/invented.yaml": "0" * 64})
"""What makes a file carry a manifest."""


def every_node() -> AnnotatedBrief:
    """Return the realistic memo with every kind of node, and with a manifest."""
    return replace(trees.sample(), head=HEAD)


def briefs() -> Iterator[tuple[str, AnnotatedBrief]]:
    """Yield names and briefs, the same every time."""
    yield "no-manifest", trees.sample()
    yield "nothing", trees.of_blocks()
    yield "letter", replace(trees.sample(), brief=_on_letter())
    yield "hostile", replace(_mapped(trees.hostile(), _known), head=HEAD)
    yield "table-of-500-rows", _long_table(500)
    yield "sixty-pages", _many_sections(60)
    yield "tall-rows", _tall_rows()
    yield "pictures", _pictures()
    # LibreOffice shows 2, 3 and 4 without some words; what Word itself shows could not be tried.
    for seed in (0, 1, 5, 6, 7, 8):
        yield f"long-{seed}", Long(seed).brief()
    for number, brief in enumerate(_random(24), 1):
        yield f"random-{number:02}", replace(brief, head=HEAD if number % 2 else None)


def _on_letter() -> Brief:
    brief = trees.sample().brief
    return replace(brief, meta=replace(brief.meta, page="Letter"))


def _known(text: str) -> str:
    """Return text without the characters of the hostile brief that no shipped font has."""
    return text.translate({0x2407: None, 0x1F30D: None, 0x07: None})


def _mapped(node: Any, change: Callable[[str], str]) -> Any:
    """Return a tree with every string in it changed."""
    if isinstance(node, str):
        return change(node)
    if isinstance(node, tuple):
        return tuple(_mapped(one, change) for one in node)
    if is_dataclass(node) and not isinstance(node, type):
        parts = {f.name: _mapped(getattr(node, f.name), change) for f in fields(node)}
        return replace(node, **parts)
    return node


def _long_table(count: int) -> AnnotatedBrief:
    rows = tuple(
        Row(
            f"row-{n}",
            (
                (trees.paragraph(f"Line {n}"),),
                (trees.paragraph(f"{100 + 37 * n % 9000:,} t a year " + "of oxide " * (n % 7)),),
                (trees.paragraph("planned" if n % 3 else "in operation, as its owner says"),),
            ),
        )
        for n in range(1, count + 1)
    )
    columns = tuple(Column(f"column-{n}", trees.text(n)) for n in ("Line", "Capacity", "State"))
    table = Table("lines", trees.text("Every line of the register"), columns, rows)
    return replace(
        trees.of_blocks(Heading(1, trees.text("Register"), "register"), Excerpt("one", (table,))),
        head=HEAD,
    )


def _tall_rows() -> AnnotatedBrief:
    """Return a brief with rows that no page holds, each word another."""
    letters = "abcdefghijklmnopqrstuvwxyz"

    def cell(row: str, count: int) -> Blocks:
        return tuple(
            trees.paragraph(" ".join(f"{row}{one}{two}{end}" for one in letters for two in "abcde"))
            for end in letters[:count]
        )

    tables: list[Block] = []
    for count in (5, 14):
        name = f"tall-{count}"
        rows = (Row(f"row-{n}", (cell(f"name{n}", 1), cell(f"word{n}", count))) for n in "xyz")
        columns = (Column("name", trees.text("Name")), Column("text", trees.text("Text")))
        tables += [Heading(1, trees.text(name), f"h-{name}")]
        tables += [Table(name, trees.text("Tall rows"), columns, tuple(rows))]
    return trees.of_blocks(*tables)


def _pictures() -> AnnotatedBrief:
    """Return a brief of pictures of many shapes, on their own and within whatever holds blocks."""
    sizes = [(1, 1), (3000, 10), (10, 3000), (700, 500), (900, 1200), (40, 30)]
    blocks: list[Block] = []
    for n, (width, height) in enumerate(sizes):
        shown = trees.image(width, height, grey=n % 2 == 0)
        caption = trees.text(f"Stripes, {width} by {height}")
        picture = Picture(shown.name, f"Stripes of {width} by {height} pixels", caption, shown)
        bare = replace(picture, caption=())
        cell = (trees.paragraph("Beside"), picture) if n < 3 else (bare,)
        rows = (Row("row", ((trees.paragraph(f"Row {n}"),), cell)),)
        columns = (Column("name", trees.text("Name")), Column("shown", trees.text("Shown")))
        blocks += [
            Heading(1, trees.text(f"Picture {n}"), f"picture-{n}"),
            trees.paragraph("Words before it. " * (10 * n)),
            picture,
            Excerpt("one", (bare, trees.paragraph("Words of an article below its picture."))),
            Quote((bare,)),
            List(((bare,), (trees.paragraph("An item"), picture))),
            Table(f"table-{n}", trees.text(f"Table {n}"), columns, rows),
        ]
    return replace(trees.of_blocks(*blocks), head=HEAD)


def _many_sections(count: int) -> AnnotatedBrief:
    """Return a brief of about one page for each section, each with a note of its own."""
    blocks: list[Block] = []
    notes: list[CaveatNote] = []
    for n in range(1, count + 1):
        blocks.append(Heading(1 + (n % 4 > 0), trees.text(f"Report {n}"), f"report-{n}"))
        sentences = (
            f"Report {n} says that plant {k} made {k * n + 400:,} tons, more than in the year "
            "before, and that its yield rose while costs fell. "
            for k in range(1, 25)
        )
        words = Paragraph(trees.text("".join(sentences), CaveatMark(n)))
        blocks.append(Excerpt(f"article-{n}", (words,)))
        notes.append(
            CaveatNote(n, f"note-{n}", trees.text(f"Plant {n} belongs to the state that it is in."))
        )
    return replace(trees.of_blocks(*blocks, notes=notes), head=HEAD)


def _random(count: int) -> list[AnnotatedBrief]:
    """Return random briefs, the same every time, the largest of four times as many."""
    made: list[AnnotatedBrief] = []

    @settings(
        max_examples=4 * count,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(trees.random_briefs(pictured=False))
    def collect(brief: AnnotatedBrief) -> None:
        made.append(brief)

    collect()
    return sorted(made, key=lambda brief: -len(repr(brief)))[:count]
