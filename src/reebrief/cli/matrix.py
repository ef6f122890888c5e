"""The command ``reebrief matrix``: tables of an article or a brief shown, printed or written."""

from __future__ import annotations

from reebrief.briefs import names
from reebrief.cli.output import OK, give
from reebrief.cli.parameters import one_definition
from reebrief.cli.tables import FORMATS, check_format, give_table
from reebrief.corpus.archive import Corpus
from reebrief.corpus.articles import Article
from reebrief.diagnostics import error, known
from reebrief.document.nodes import Table
from reebrief.pipeline.matrix_export.records import of_article, records
from reebrief.pipeline.matrix_export.yaml_snippet import citations, pasting
from reebrief.pipeline.prepare import prepare
from reebrief.pipeline.session import Session
from reebrief.project.project import open_project


def run_matrix(folder: str | None, name: str, *, to: str | None, output: str | None) -> int:
    """Show the tables of ``ARTICLE`` or ``ARTICLE#TABLE``, or give one in a format.

    Of a brief its matrix, as its author edited it, or the citations of its actions. Raises
    ReebriefError where there is no such article, table, brief or format, where a format is asked
    for of several tables, and where XLSX has no file to go to.
    """
    project = open_project(folder)
    session = Session(project)
    if to is not None:
        check_format(to, output)
    elif output:
        raise error("--output: no format", None, f"add --to {', '.join(FORMATS)}")
    if not session.corpus.has(name.partition("#")[0]) and name.partition(":")[0] in names(project):
        return _of_brief(session, name, to, output)
    if not session.corpus.has(name.partition("#")[0]):
        meant = [*session.corpus.ids, *names(project)]
        what = f"no article or brief '{name.partition('#')[0]}'"
        raise error(what, None, known(name.partition("#")[0], meant, kind="articles and briefs"))
    article, tables = _found(session.corpus, name)
    if to is None:
        for n, table in enumerate(tables):
            for line in (*([""] if n else []), *pasting(article, table)):
                give(line)
        return OK
    if len(tables) > 1:
        choice = ", ".join(f"{article.id}#{table.id}" for table in tables)
        raise error(f"'{article.id}' has several tables", None, f"name one: {choice}")
    give_table(tables[0].id, of_article(session, article, tables[0]), to, output)
    return OK


def _of_brief(session: Session, name: str, to: str | None, output: str | None) -> int:
    prepared = prepare(session, one_definition(session, name))
    if to is not None:
        give_table(prepared.definition.name, records(prepared), to, output)
        return OK
    for line in citations(prepared):
        give(line)
    return OK


def _found(corpus: Corpus, name: str) -> tuple[Article, list[Table]]:
    article_id, mark, table_id = name.partition("#")
    article = corpus.get(article_id)
    if not article.tables:
        raise error(f"'{article_id}' has no table", None, "reebrief articles show ID lists tables")
    if not mark:
        return article, [*article.tables.values()]
    if table_id not in article.tables:
        hint = known(table_id, article.tables, kind="tables")
        raise error(f"'{article_id}' has no table '{table_id}'", None, hint)
    return article, [article.tables[table_id]]
