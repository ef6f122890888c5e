"""The command ``reebrief explain``: why a brief shows an article or not."""

from __future__ import annotations

from reebrief.cli.options import ProjectOptions
from reebrief.cli.output import OK, give
from reebrief.cli.parameters import opened
from reebrief.compose.selection import select


def run_explain(name: str, opening: ProjectOptions) -> int:
    """Print for each article whether each document of a brief shows it, and the reason."""
    session = opened(opening)
    definitions = session.definitions(name)
    for definition in definitions:
        if len(definitions) > 1:
            give(f"{definition.name}:")
        date = session.date(definition)
        _, choices = select(definition, session.corpus, session.registry, date)
        for choice in choices:
            give(f"{'in ' if choice.chosen else 'out'}  {choice.article}  {choice.reason}")
    return OK
