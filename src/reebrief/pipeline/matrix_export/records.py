"""The rows of an article's table as records: text, and where it comes from."""

from __future__ import annotations

from collections.abc import Iterator

from reebrief.compose.matrix.model import of_table
from reebrief.corpus.articles import Article
from reebrief.document.nodes import Table

Record = tuple[str, ...]


def records(article: Article, table: Table) -> Iterator[Record]:
    """Yield a table's header and its rows, between the row's id and its article, file and line."""
    matrix = of_table(article.id, table)
    yield ("row", *(column.header.words for column in matrix.columns), "article", "file", "line")
    for row in matrix.rows:
        cells = (cell.words for cell in row.cells)
        yield (row.id, *cells, article.id, row.at.file, str(row.at.line))
