"""Declare what compares, issues and explains editions, and takes edits back."""

from __future__ import annotations

from typing import Annotated

import typer

from reebrief.cli.declarations.shared import (
    DateOption,
    JsonOption,
    ParameterOption,
    ParamsOption,
    ProjectOption,
    run,
)
from reebrief.cli.options import GivenParameters, ProjectOptions


def changes(
    old: Annotated[str, typer.Argument(metavar="OLD")],
    new: Annotated[str, typer.Argument(metavar="NEW")],
    as_json: JsonOption = False,
    project: ProjectOption = None,
) -> None:
    """Say what changed from one edition to another: items, figures, judgements, caveats.

    Each is the name of a brief, of a frozen edition (week-49-2026-01-09), or a Word or PDF file,
    whose manifest says what it shows.
    """
    opening = ProjectOptions(project)
    run("changes.run_changes", project, old, new, opening, as_json=as_json)


def redline(
    old: Annotated[str, typer.Argument(metavar="OLD")],
    new: Annotated[str, typer.Argument(metavar="NEW")],
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="The Word file to write.")
    ],
    project: ProjectOption = None,
) -> None:
    """Write the newer edition as Word with tracked changes against the older one.

    Each is a Word file or the name of a brief as it stands. Accepting all changes gives the newer
    text, rejecting all the older one; headers and footers are the newer one's.
    """
    run("redline.run_redline", project, old, new, output, ProjectOptions(project))


def issue(
    name: Annotated[str, typer.Argument(metavar="NAME")],
    again: Annotated[
        bool, typer.Option("--again", help="Write over an edition that was issued before.")
    ] = False,
    date: DateOption = None,
    parameters: ParameterOption = None,
    params: ParamsOption = None,
    project: ProjectOption = None,
) -> None:
    """Freeze a brief as it was handed over: editions/NAME-DATE.json, to be committed.

    It holds the definition as resolved, hashes of what the brief was made of, and the manifests of
    its Word and PDF files. The definition's key 'issued' is set to today.
    """
    opening = ProjectOptions(project, date, GivenParameters(parameters, params))
    run("issue.run_issue", project, name, opening, again=again)


def pull(
    file: Annotated[str, typer.Argument(metavar="FILE.docx")],
    write: Annotated[
        bool, typer.Option("--apply", help="Change the definition; else only show how.")
    ] = False,
    comments: Annotated[
        bool, typer.Option("--comments", help="Keep Word's comments as comments of the YAML.")
    ] = False,
    base: Annotated[
        str | None,
        typer.Option(
            metavar="FILE", help="The file as it was sent out, if this one lost its keys."
        ),
    ] = None,
    into: Annotated[
        str | None, typer.Option(metavar="NAME", help="The brief, if not the one it is of.")
    ] = None,
    as_json: JsonOption = False,
    project: ProjectOption = None,
) -> None:
    """Lead what colleagues changed in a Word file back into the brief's definition.

    Changes of the author's words become changes of the YAML; those of articles' words, caveats and
    computed text are listed and refused. Exit code 0: all changes have a place, or there is none.
    3: some were refused or have no place. 1: a conflict with the definition, or the file cannot be
    read.
    """
    given = {"base": base, "into": into}
    options = {"comments": comments, "as_json": as_json}
    run("pull.run_pull", project, project, file, given, write=write, **options)


def explain(
    name: Annotated[str, typer.Argument(metavar="NAME")],
    date: DateOption = None,
    parameters: ParameterOption = None,
    params: ParamsOption = None,
    project: ProjectOption = None,
) -> None:
    """Say of each article why a brief shows it or not."""
    opening = ProjectOptions(project, date, GivenParameters(parameters, params))
    run("explain.run_explain", project, name, opening)


def evidence(
    name: Annotated[str, typer.Argument(metavar="NAME")],
    to: Annotated[str, typer.Option(metavar="FORMAT", help="csv, md or xlsx.")] = "md",
    output: Annotated[
        str | None, typer.Option(metavar="FILE", help="The file, instead of the terminal.")
    ] = None,
    date: DateOption = None,
    parameters: ParameterOption = None,
    params: ParamsOption = None,
    project: ProjectOption = None,
) -> None:
    """Set each sentence of a brief's author beside the passage that bears it out, or does not."""
    opening = ProjectOptions(project, date, GivenParameters(parameters, params))
    run("evidence.run_evidence", project, name, opening, to=to, output=output)
