"""Show which articles were found; and answer a query before anything else is imported."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence

from reebrief.cli.output import OK, give, say
from reebrief.corpus.index import full_text, settled
from reebrief.corpus.index.lookups import kept_ids, kept_shown
from reebrief.corpus.index.settled import Hit, Hits
from reebrief.corpus.query import Query, nobody
from reebrief.project.build_state import find_root

BEST = 20
"""How many articles of a query are shown if nothing else is asked for."""

_FLAGS = frozenset({"--json", "--unused"})
_ONCE = frozenset({"--query", "--limit", "--project", "--since", "--until"})
_REPEATED = frozenset({"--topic", "--origin", "--publisher"})


def show(found: Hits, words: str, *, as_json: bool) -> None:
    """Print articles, each with the line of its text that holds most of the words, if any."""
    if as_json:
        rows = [_data(hit, words) for hit in found.best]
        give(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for hit in found.best:
        give(f"{hit.id}  {hit.day or 'undated'}  {hit.title}")
        if words:
            give(f"  {full_text.passage(hit.text, words)}")
    if found.total > len(found.best):
        say(f"{len(found.best)} of {found.total} articles; --limit 0 shows all")


def _data(hit: Hit, words: str) -> dict[str, object]:
    passage = {"passage": full_text.passage(hit.text, words)} if words else {}
    return {"id": hit.id, "file": hit.file, **json.loads(hit.data), **passage}


def quick(arguments: Sequence[str]) -> int | None:
    """Answer a query by the index, and by what a query before kept of the registry and briefs.

    Returns the exit code; None where the command line's own parser has to look at the arguments, or
    the articles have to be looked at themselves.
    """
    asked = _parsed(arguments)
    root = find_root(_one(asked, "--project") or None) if asked else None
    if asked is None or root is None:
        return None
    query = Query(
        topics=(*asked["--topic"],),
        since=_one(asked, "--since") or None,
        until=_one(asked, "--until") or None,
        origins=(*asked["--origin"],),
        publishers=(*asked["--publisher"],),
        words=_one(asked, "--query"),
    )
    ids = kept_ids(root) if query.names else nobody
    shown = kept_shown(root) if "--unused" in asked else None
    if ids is None or (shown is None and "--unused" in asked):
        return None
    query = query._replace(but=shown.ids) if shown else query
    limit = int(_one(asked, "--limit") or BEST)
    hits = settled.answer(root, query, limit, ids, shown.mark if shown else "")
    if hits is None:
        return None
    show(hits, query.words, as_json="--json" in asked)
    return OK


def _one(asked: dict[str, list[str]], name: str) -> str:
    return next(iter(asked.get(name, ())), "")


def _parsed(arguments: Sequence[str]) -> dict[str, list[str]] | None:
    """Return the values of the options; None where they are not plainly those of a query."""
    found: dict[str, list[str]] = {name: [] for name in _REPEATED}
    rest = list(arguments)
    while rest:
        name, equals, value = rest.pop(0).partition("=")
        if name in _FLAGS and not equals and name not in found:
            found[name] = []
            continue
        if name not in _REPEATED and (name not in _ONCE or name in found):
            return None
        if not equals:
            if not rest or rest[0].startswith("-"):
                return None
            value = rest.pop(0)
        if not value:
            return None
        found.setdefault(name, []).append(value)
    days = [*found.get("--since", ()), *found.get("--until", ())]
    plain = "--query" in found and found.get("--limit", ["1"])[0].isdecimal()
    return found if plain and all(map(_is_day, days)) else None


def _is_day(text: str) -> bool:
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
