"""The command line: all commands, in the order in which its help lists them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from reebrief import __version__
from reebrief.cli.declarations import archive, briefs, editions, projects
from reebrief.cli.output import give

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Policy briefs from news articles, in Word and PDF, with source caveats.",
)

_Command = Callable[..., None]

_COMMANDS: dict[str, _Command] = {
    "render": briefs.render,
    "preview": briefs.preview,
    "check": briefs.check,
    "sign": briefs.sign,
    "verify": briefs.verify,
    "changes": editions.changes,
    "redline": editions.redline,
    "issue": editions.issue,
    "pull": editions.pull,
    "explain": editions.explain,
    "evidence": editions.evidence,
    "import": archive.import_files,
    "matrix": projects.matrix,
    "schema": projects.schema,
    "templates": projects.templates,
    "init": projects.init,
    "new": projects.new,
}

_GROUPS: dict[str, tuple[str, _Command, dict[str, _Command]]] = {
    "inbox": (
        "Ask feeds what is new (opens connections); take, skip or drop it.",
        archive.inbox,
        {"take": archive.inbox_take, "skip": archive.inbox_skip, "drop": archive.inbox_drop},
    ),
    "articles": (
        "List the articles, or show one.",
        archive.articles,
        {"show": archive.article},
    ),
    "sources": (
        "List the source registry, look up in it, or add to it.",
        archive.sources,
        {"add": archive.source, "lookup": archive.source_lookup, "import": archive.source_import},
    ),
}
"""Groups of commands, each with its help, what its name alone does, and its commands."""

for _name, _command in _COMMANDS.items():
    app.command(_name)(_command)
for _name, (_help, _alone, _commands) in _GROUPS.items():
    _group = typer.Typer(rich_markup_mode=None, help=_help)
    _group.callback()(_alone)
    for _own, _command in _commands.items():
        _group.command(_own)(_command)
    app.add_typer(_group, name=_name, invoke_without_command=True)


def _version(*, asked: bool) -> None:
    if asked:
        give(f"reebrief {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    *,
    version: Annotated[
        bool,
        typer.Option("--version", callback=lambda v: _version(asked=v), help="Print the version."),
    ] = False,
) -> None:
    pass
