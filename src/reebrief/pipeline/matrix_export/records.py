"""The rows of a matrix as records: their text, whose it is, and every caveat on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reebrief import briefs
from reebrief.caveats import Account
from reebrief.compose.matrix.model import Cell, Matrix, MatrixRow, union
from reebrief.compose.matrix.to_table import TableOptions, words_of
from reebrief.corpus.articles import Article
from reebrief.diagnostics import error
from reebrief.document.nodes import Table
from reebrief.pipeline.prepare import Prepared, prepare
from reebrief.pipeline.session import Session

Record = tuple[str, ...]

_SOURCE = ("article", "publisher", "address", "classes", "disclaimer", "file", "line")


def of_article(session: Session, article: Article, table: Table) -> Iterator[Record]:
    """Yield the records of an article's table, as a brief of that table alone has them."""
    date = article.published.end.isoformat() if article.published else "today"
    text = (
        f"format: 1\ntitle: {table.id}\ndate: {date}\narticles: [{article.id}]\n"
        f"sections: [matrix]\nmatrix: {{table: '{article.id}#{table.id}', numbered: false}}\n"
    )
    return records(prepare(session, briefs.made(article.id, text)))


def records(prepared: Prepared) -> Iterator[Record]:
    """Yield the header of a brief's matrix, and its rows as its author edited them.

    Between the row's id and its place stand its cells, then the articles of its words with
    publisher, address, the classes of their caveats and the publisher's disclaimer. Raises
    ReebriefError where the brief has no matrix.
    """
    shown = prepared.matrix
    if shown is None:
        name = prepared.definition.name
        raise error(f"'{name}' has no matrix", None, "add 'matrix:' to it, or name an article")
    matrix = shown.matrix
    yield ("row", *(_header(shown, column.header) for column in matrix.columns), *_SOURCE)
    for row in matrix.rows:
        cells = (words_of(shown, cell) for cell in row.cells)
        yield (row.id, *cells, *_source(prepared, matrix, row))


def _header(shown: TableOptions, cell: Cell) -> str:
    """Return a column's header; a record has no italics to say that it is the author's."""
    own = any(piece.italic for piece in cell.pieces)
    return f"{words_of(shown, cell)} {shown.words.own}" if own else words_of(shown, cell)


def _source(prepared: Prepared, matrix: Matrix, row: MatrixRow) -> Record:
    """Return who stands behind a row, and what is to be known of it."""
    names = union((*(cell.articles for cell in row.cells), row.evidence))
    articles = [prepared.inputs.articles.get(name) for name in names]
    about = [article.about for article in articles]
    classes = union(_classes(prepared.account, matrix, row, name) for name in names)
    disclaimers = (said.text for one in about for said in one.disclaimer)
    return (
        "; ".join(names),
        _joined([one.publisher or "" for one in about]),
        _joined([one.url or "" for one in about]),
        "; ".join(classes),
        _joined([*disclaimers]),
        row.at.file,
        str(row.at.line),
    )


def _joined(texts: Sequence[str]) -> str:
    return "; ".join(dict.fromkeys(filter(None, texts)))


def _classes(account: Account, matrix: Matrix, row: MatrixRow, name: str) -> tuple[str, ...]:
    """Return the classes of the caveats on a row's words of an article, and on its claims."""
    parts = {None, *(part for article, part in matrix.tables if article == name)}
    whole = [
        one.caveat
        for one in account.caveats
        if one.article == name and one.part in parts and one not in account.waived
    ]
    said = " ".join(cell.words for cell in row.cells)
    claims = [
        doubt.caveat
        for claim in account.claims
        if claim.article == name and claim.text in said
        for doubt in claim.doubts
    ]
    return tuple(dict.fromkeys((*whole, *claims)))
