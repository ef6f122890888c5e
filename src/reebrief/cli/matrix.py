"""The command ``reebrief matrix``: an article's tables shown, printed or written."""

from __future__ import annotations

from pathlib import Path

from reebrief.cli.output import OK, give
from reebrief.corpus.articles import Article, Corpus
from reebrief.diagnostics import error, known
from reebrief.document.nodes import Table
from reebrief.pipeline.matrix_export.csv_and_markdown import as_csv, as_markdown
from reebrief.pipeline.matrix_export.records import records
from reebrief.pipeline.matrix_export.yaml_snippet import pasting
from reebrief.project.atomic_write import write_all
from reebrief.project.project import Project, open_project
from reebrief.writers.xlsx import workbook

FORMATS = ("csv", "md", "xlsx")


def run_matrix(folder: str | None, name: str, *, to: str | None, output: str | None) -> int:
    """Show the tables of ``ARTICLE`` or ``ARTICLE#TABLE``, or give one in a format.

    Raises ReebriefError where there is no such article, table or format, where a format is asked
    for of several tables, and where XLSX has no file to go to.
    """
    article, tables = _found(open_project(folder), name)
    if to is None:
        if output:
            raise error("--output: no format", None, f"add --to {', '.join(FORMATS)}")
        for n, table in enumerate(tables):
            for line in (*([""] if n else []), *pasting(article, table)):
                give(line)
        return OK
    if to not in FORMATS:
        raise error(f"--to: no format '{to}'", None, known(to, FORMATS, kind="formats"))
    if len(tables) > 1:
        names = ", ".join(f"{article.id}#{table.id}" for table in tables)
        raise error(f"'{article.id}' has several tables", None, f"name one: {names}")
    if to == "xlsx" and not output:
        raise error("--to xlsx: no file to write", None, "add --output FILE.xlsx")
    data = _made(article, tables[0], to)
    if output:
        write_all({Path(output).absolute(): data})
        give(output)
    else:
        give(data.decode().removesuffix("\n"))
    return OK


def _made(article: Article, table: Table, to: str) -> bytes:
    rows = records(article, table)
    if to == "xlsx":
        return workbook(table.id, rows)
    return (as_csv(rows) if to == "csv" else as_markdown(rows)).encode()


def _found(project: Project, name: str) -> tuple[Article, list[Table]]:
    article_id, mark, table_id = name.partition("#")
    article = Corpus(project).get(article_id)
    if not article.tables:
        raise error(f"'{article_id}' has no table", None, "reebrief articles show ID lists tables")
    if not mark:
        return article, [*article.tables.values()]
    if table_id not in article.tables:
        hint = known(table_id, article.tables, kind="tables")
        raise error(f"'{article_id}' has no table '{table_id}'", None, hint)
    return article, [article.tables[table_id]]
