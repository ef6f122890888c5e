"""Declare what makes projects and briefs, and lists what they may hold."""

from __future__ import annotations

from typing import Annotated

import typer

from reebrief.cli.declarations.shared import DateOption, ProjectOption, run
from reebrief.cli.options import ProjectOptions


def matrix(
    name: Annotated[str, typer.Argument(metavar="ARTICLE[#TABLE]|BRIEF")],
    to: Annotated[
        str | None, typer.Option(metavar="FORMAT", help="csv or md (printed), or xlsx.")
    ] = None,
    output: Annotated[
        str | None, typer.Option(metavar="FILE", help="The file to write, instead of printing.")
    ] = None,
    project: ProjectOption = None,
) -> None:
    """Show a table's rows, columns and cells with their ids and hashes, or export it.

    Of a brief: the citations of its actions, or its matrix as its author edited it.
    """
    run("matrix.run_matrix", project, project, name, to=to, output=output)


def schema(
    kind: Annotated[
        str,
        typer.Argument(
            metavar="[KIND]",
            help="brief, article, sources, feeds, theme, settings, glossary, caveats, claims, "
            "support, language.",
        ),
    ] = "brief",
    write: Annotated[
        bool, typer.Option("--write", help="Write all of them to the project's folder schema/.")
    ] = False,
    project: ProjectOption = None,
) -> None:
    """Print the JSON Schema of a kind of file, by which editors complete and check it."""
    run("schema.write.run_schema", project, kind, project, write_all_kinds=write)


def templates(
    name: Annotated[str | None, typer.Argument(metavar="[NAME]")] = None,
    write: Annotated[
        bool, typer.Option("--write", help="Copy it into the project's templates/, to edit.")
    ] = False,
    project: ProjectOption = None,
) -> None:
    """List the templates that ship (words, themes, sections), or print one of them."""
    run("templates.run_templates", project, name, project, write=write)


def init(
    folder: Annotated[str, typer.Argument(metavar="DIR")],
    empty: Annotated[
        bool, typer.Option("--empty", help="Without the example briefs and articles.")
    ] = False,
) -> None:
    """Make a project with example briefs and articles."""
    run("scaffold.run_init", None, folder, empty=empty)


def new(
    name: Annotated[str, typer.Argument(metavar="NAME")],
    form: Annotated[
        str, typer.Option(metavar="FORM", help="memo, action-memo, brief, one-pager or graded.")
    ] = "memo",
    previous: Annotated[
        str | None,
        typer.Option("--from", metavar="BRIEF", help="The edition before, which it follows."),
    ] = None,
    date: DateOption = None,
    project: ProjectOption = None,
) -> None:
    """Write the definition of a new brief, ready to render and to edit.

    With --from it is the next edition of another brief: its number, days and period move on, its
    articles are selected anew, or listed as far as they are new, and 'previous' is set.
    """
    if previous is None and date:
        raise typer.BadParameter("--date goes with --from: a new brief is of today")
    if previous is None:
        run("scaffold.run_new", project, name, form, project)
    else:
        run("scaffold.run_next", project, name, previous, ProjectOptions(project, date))
