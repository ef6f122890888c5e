"""A matrix lowered to blocks that writers know: a plain table, or a card for each row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from reebrief.compose.matrix.model import Cell, CellPiece, Matrix, MatrixRow
from reebrief.document.nodes import (
    AuthorLine,
    Block,
    Blocks,
    Cite,
    Column,
    Emphasis,
    Excerpt,
    Heading,
    Inline,
    InlineExcerpt,
    Inlines,
    List,
    Paragraph,
    Provenance,
    Row,
    Strong,
    Table,
    Text,
)
from reebrief.document.traverse import computed, plain, rewrite
from reebrief.templates.matrix_words import MatrixWords


@dataclass(frozen=True, slots=True)
class TableOptions:
    """A matrix on its way to the page: its id in the brief, its caption, where it stands.

    ``captions`` are those of the articles' tables that it was made of; ``own`` says which line of
    the author's the caption is.
    """

    matrix: Matrix
    id: str
    caption: Inlines
    at: Provenance
    captions: Sequence[Inlines]
    words: MatrixWords
    own: AuthorLine | None = None


def lowered(shown: TableOptions, *, cards: bool) -> Blocks:
    """Return the blocks of a matrix, below the line that says what the author's columns are."""
    own = any(piece.italic for column in shown.matrix.columns for piece in column.header.pieces)
    own = own or any(piece.italic for piece in shown.matrix.pieces())
    said = Paragraph((Text(shown.words.own_columns),), "meta", provenance=shown.at)
    return (*((said,) if own else ()), *_lowered(shown, cards=cards))


def _lowered(shown: TableOptions, *, cards: bool) -> Blocks:
    """Return the blocks of a matrix.

    Where all rows come from one table of one article they are an excerpt of it: its labels stand in
    the head, its caveats below. Else each cell holds words of its articles, each labelled in its
    place, and the articles follow with their labels and caveats.
    """
    matrix = shown.matrix
    one = len(matrix.tables) == 1 and not any(row.own for row in matrix.rows)
    if one:
        article, part = matrix.tables[0]
        blocks = _cards(shown, matrix.rows, frame=None) if cards else (_table(shown, _as_is),)
        return (Excerpt(article, (*(_caption(shown) if cards else ()), *blocks), part=part),)
    if not cards:
        return (_table(shown, _attributed), *_origins(shown, matrix.tables))
    done: list[Block] = [*_caption(shown)]
    tables = dict(matrix.tables)
    framed: set[str] = set()
    for only, rows in groupby(matrix.rows, _only_article):
        # Two tables of one article differ in the caveats of their parts: they stay unframed.
        frame = only if sum(article == only for article, _ in matrix.tables) == 1 else None
        blocks = _cards(shown, [*rows], frame=frame or "")
        if frame:
            framed.add(frame)
            blocks = (Excerpt(frame, blocks, part=tables[frame]),)
        done.extend(blocks)
    left = [table for table in matrix.tables if table[0] not in framed]
    return (*done, *_origins(shown, left))


def _only_article(row: MatrixRow) -> str | None:
    found = {article for cell in row.cells for article in cell.articles}
    return found.pop() if len(found) == 1 and not row.own else None


def _caption(shown: TableOptions) -> Blocks:
    line = Paragraph((Strong(shown.caption),), provenance=shown.at, own=shown.own)
    return (line,) if shown.caption else ()


def _origins(shown: TableOptions, tables: Iterable[tuple[str, str]]) -> Blocks:
    """Return what says of each table which article it is of: there its caveats stand."""
    captions = dict(zip(shown.matrix.tables, shown.captions, strict=True))
    done: list[Block] = []
    for article, part in tables:
        caption = captions[article, part]
        said = (Text(f"{shown.words.rows_from} "), Cite(article))
        more = (Text(": "), *caption) if caption else ()
        paragraph = Paragraph((*said, *more), "meta", provenance=shown.at)
        done.append(Excerpt(article, (paragraph,), part=part))
    return tuple(done)


# --- words

_Attribute = Callable[[CellPiece, Blocks], Blocks]
"""Says within blocks whose words they are."""


def _as_is(_: CellPiece, blocks: Blocks) -> Blocks:
    return blocks


def _attributed(piece: CellPiece, blocks: Blocks) -> Blocks:
    return _of_articles(piece.articles, blocks)


def _of_articles(articles: Iterable[str], blocks: Blocks) -> Blocks:
    for article in articles:

        def within(block: Block, article: str = article) -> Blocks:
            if isinstance(block, Paragraph) and block.inlines:
                return (replace(block, inlines=(InlineExcerpt(article, block.inlines),)),)
            return (block,)

        blocks = rewrite(blocks, within, lambda inline: (inline,))
    return blocks


def _blocks(shown: TableOptions, cell: Cell, attribute: _Attribute) -> Blocks:
    """Return the blocks of a cell; its actions are a list, which counts on through the table."""
    done: list[Block] = []
    for number, pieces in groupby(cell.pieces, lambda piece: bool(piece.action)):
        said = [(piece.action, _piece(shown, piece, attribute)) for piece in pieces]
        if number:
            items = tuple(_anchored(blocks, action) for action, blocks in said)
            done.append(List(items, ordered=True, start=said[0][0], provenance=shown.at))
        else:
            done += (block for _, blocks in said for block in blocks)
    return (*done,)


def _anchored(blocks: Blocks, action: int) -> Blocks:
    """Return the blocks of an action with the name of its place."""
    match blocks:
        case (Paragraph() as first, *rest):
            return (replace(first, id=action_id(action)), *rest)
        case _:
            return (Paragraph((), id=action_id(action)), *blocks)


def words_of(shown: TableOptions, cell: Cell) -> str:
    """Return the words of a cell as it is shown, with the marks of what the author wrote."""
    said = (
        (shown.words.action.format(number=piece.action), plain(_piece(shown, piece, _as_is)))
        for piece in cell.pieces
    )
    named = zip(cell.pieces, said, strict=True)
    return " ".join(f"{name}: {text}" if piece.action else text for piece, (name, text) in named)


def _piece(shown: TableOptions, piece: CellPiece, attribute: _Attribute) -> Blocks:
    """Return the blocks of a piece: what it is said of before, what marks the author's after."""
    blocks = attribute(piece, piece.blocks)
    words = shown.words
    if piece.italic:
        blocks = rewrite(blocks, _in_italics, lambda inline: (inline,))
    if piece.about:
        named = Text(f"{words.action.format(number=piece.about)}: ", computed=True)
        match blocks:
            case (Paragraph() as first, *rest):
                blocks = (replace(first, inlines=(named, *first.inlines)), *rest)
            case _:
                blocks = (Paragraph((named,), provenance=piece.sources[0]), *blocks)
    mark = words.own if piece.marked else ""
    if piece.amendment:
        by = piece.amendment
        mark = words.amended.format(author=by.author, reason=by.reason)
    if not mark:
        return blocks
    said = Emphasis((Text(mark, computed=True),))
    last = blocks[-1] if blocks else None
    if isinstance(last, Paragraph):
        gap = Text(" ", computed=True)
        return (*blocks[:-1], replace(last, inlines=(*last.inlines, gap, said)))
    return (*blocks, Paragraph((said,), provenance=piece.sources[0]))


def _in_italics(block: Block) -> Blocks:
    if isinstance(block, Paragraph) and block.inlines:
        return (replace(block, inlines=(Emphasis(block.inlines),)),)
    return (block,)


_ACTION_ID = "action_"


def action_id(number: int) -> str:
    """Return the id of an action's place in the brief."""
    return f"{_ACTION_ID}{number}"


def action_number(id_: str | None) -> int | None:
    """Return the number of the action whose place an id names, None for any other id."""
    number = (id_ or "").removeprefix(_ACTION_ID)
    return int(number) if number != id_ and number.isdecimal() else None


def _line(blocks: Blocks) -> Inlines:
    """Return the inlines of paragraphs as one line."""
    done: list[Inline] = []
    for block in (entry for whole in blocks for entry in _entries(whole)):
        if isinstance(block, Paragraph):
            done += [Text(" · "), *block.inlines] if done else block.inlines
    return tuple(done)


def _own(blocks: Blocks) -> AuthorLine | None:
    """Return which line of the author's blocks are that are said as one line."""
    match blocks:
        case (Paragraph(own=own),):
            return own
        case _:
            return None


def _entries(block: Block) -> Iterator[Block]:
    """Yield the blocks of a numbered list, its numbers within their lines; else the block."""
    if not isinstance(block, List):
        yield block
        return
    for number, item in enumerate(block.items, block.start):
        match item:
            case (Paragraph() as first, *rest):
                yield replace(first, inlines=(Text(f"{number}. ", computed=True), *first.inlines))
                yield from rest
            case _:
                yield from item


# --- layouts


def _table(shown: TableOptions, attribute: _Attribute) -> Table:
    matrix = shown.matrix
    columns = tuple(
        Column(c.id, _line(said), c.weight, own=_own(said))
        for c in matrix.columns
        for said in (_blocks(shown, c.header, attribute),)
    )
    rows = tuple(
        Row(row.id, tuple(_blocks(shown, cell, attribute) for cell in row.cells), row.at)
        for row in matrix.rows
    )
    return Table(shown.id, shown.caption, columns, rows, shown.at, own=shown.own)


def _cards(shown: TableOptions, rows: Sequence[MatrixRow], *, frame: str | None) -> Blocks:
    """Return cards; ``frame`` is the article of the excerpt around them, "" for none.

    None says that all words of articles in them are that article's.
    """

    def attribute(piece: CellPiece, blocks: Blocks) -> Blocks:
        others = () if frame is None else [a for a in piece.articles if a != frame]
        return _of_articles(others, blocks)

    done: list[Block] = []
    headers = [_line(_blocks(shown, c.header, attribute)) for c in shown.matrix.columns]
    for row in rows:
        head, *cells = (_blocks(shown, cell, attribute) for cell in row.cells)
        said = _line(head) or (Text(row.id),)
        done.append(Heading(2, said, f"matrix_{row.id}", row.at, _own(head)))
        done.extend(b for h, c in zip(headers[1:], cells, strict=True) for b in _field(h, c, row))
    return tuple(done)


def _field(header: Inlines, blocks: Blocks, row: MatrixRow) -> Blocks:
    """Return what a card says of a column; nothing where it is empty."""
    if not blocks:
        return ()
    name: Inlines = (Strong(computed((*header, Text(": ")))),) if header else ()
    if isinstance(blocks[0], Paragraph):
        return (replace(blocks[0], inlines=(*name, *blocks[0].inlines)), *blocks[1:])
    return (Paragraph(name, provenance=row.at), *blocks)
