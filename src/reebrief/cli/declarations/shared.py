"""Hold options that several commands have, and run a command: its module is imported only then."""

from __future__ import annotations

from typing import Annotated

import typer

from reebrief.cli.errors import guarded
from reebrief.cli.loading import load

ProjectOption = Annotated[
    str | None,
    typer.Option("--project", metavar="DIR", help="The project, by default this folder's."),
]
DateOption = Annotated[
    str | None,
    typer.Option("--date", metavar="DATE", help="The briefs' date, 2025-11-21 or today."),
]
ParameterOption = Annotated[
    list[str] | None,
    typer.Option("-P", metavar="NAME=VALUE", help="A parameter's value; may be repeated."),
]
ParamsOption = Annotated[
    str | None, typer.Option(metavar="FILE", help="A YAML file with values of parameters.")
]
StrictOption = Annotated[bool, typer.Option("--strict", help="Treat findings as errors: exit 3.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for other programs.")]


def run(command: str, project: str | None, *given: object, **options: object) -> None:
    """Run a command, ``module.function`` of this package, which is imported only then.

    ``project`` names the folder whose files errors show.
    """
    module, _, name = command.rpartition(".")

    def run() -> int:
        (loaded,) = load(f"reebrief.cli.{module}")
        code: int = getattr(loaded, name)(*given, **options)
        return code

    code = guarded(run, project)
    if code:
        raise typer.Exit(code)
