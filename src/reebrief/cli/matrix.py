"""The command ``reebrief matrix``: an article's tables shown, printed or written."""

from __future__ import annotations

from reebrief.cli.output import OK, give
from reebrief.cli.tables import FORMATS, check_format, give_table
from reebrief.corpus.articles import Article, Corpus
from reebrief.diagnostics import error, known
from reebrief.document.nodes import Table
from reebrief.pipeline.matrix_export.records import records
from reebrief.pipeline.matrix_export.yaml_snippet import pasting
from reebrief.project.project import Project, open_project


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
    check_format(to, output)
    if len(tables) > 1:
        names = ", ".join(f"{article.id}#{table.id}" for table in tables)
        raise error(f"'{article.id}' has several tables", None, f"name one: {names}")
    give_table(tables[0].id, records(article, tables[0]), to, output)
    return OK


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
