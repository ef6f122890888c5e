"""Say in lines which articles were found; and answer a plain query before anything is imported."""

from __future__ import annotations

from reebrief.cli.output import OK, give, say
from reebrief.corpus.index import full_text, settled
from reebrief.project.build_state import find_root

TYPE_CHECKING = False  # a query that the index can answer imports this
if TYPE_CHECKING:
    from collections.abc import Sequence

BEST = 20
"""How many articles of a query are shown if nothing else is asked for."""


def row(article_id: str, published: str | None, title: str) -> str:
    """Return the line of an article."""
    return f"{article_id}  {published or 'undated'}  {title}"


def passage(text: str, words: str) -> str:
    """Return the line of a text that holds most words of a query."""
    return f"  {full_text.passage(text, words)}"


def say_left(shown: int, total: int) -> None:
    """Say that there are more articles than are shown, where there are."""
    if total > shown:
        say(f"{shown} of {total} articles; --limit 0 shows all")


def quick(arguments: Sequence[str]) -> int | None:
    """Answer a query with no other options than a limit and a project.

    Returns the exit code; None where the command line's own parser has to look at the arguments, or
    the articles have to be looked at themselves.
    """
    asked = _parsed(arguments)
    root = find_root(asked.get("--project")) if asked else None
    if asked is None or root is None:
        return None
    words, limit = asked["--query"], int(asked.get("--limit", BEST))
    hits = settled.answer(root, words, limit)
    if hits is None:
        return None
    for hit in hits.best:
        give(row(hit.id, hit.published, hit.title))
        give(passage(hit.text, words))
    say_left(len(hits.best), hits.total)
    return OK


def _parsed(arguments: Sequence[str]) -> dict[str, str] | None:
    """Return the values of the options; None where others are given, or one twice."""
    found: dict[str, str] = {}
    rest = list(arguments)
    while rest:
        name, equals, value = rest.pop(0).partition("=")
        if name not in {"--query", "--limit", "--project"} or name in found:
            return None
        if not equals:
            if not rest or rest[0].startswith("-"):
                return None
            value = rest.pop(0)
        found[name] = value
    plain = found.get("--query") and found.get("--limit", "1").isdecimal()
    return found if plain else None
