"""Names in braces: what a text that people may edit can and must name."""

from __future__ import annotations

import string
from collections.abc import Collection

from reebrief.diagnostics import Place, Problem, known


def faults(
    text: str,
    allowed: Collection[str],
    place: Place,
    *,
    must: Collection[str] = (),
    words: bool = True,
) -> list[Problem]:
    """Return what is wrong with a text and its names in braces: unknown ones, and lost ones.

    With ``words`` something that can be read must stand beside the names. Only plain names are
    allowed: ``{sources}``, neither ``{sources!r}`` nor ``{sources:>9}``.
    """
    try:
        parts = list(string.Formatter().parse(text))
    except ValueError:
        return [Problem("a single brace", place, "write a name in braces: {name}")]
    problems: list[Problem] = []
    beside = "".join(part for part, _, _, _ in parts)
    if words and not any(c.isalnum() or c in "…—–" for c in beside):
        problems.append(Problem("says nothing", place, "type words that a reader can see"))
    found: dict[str, None] = {}
    for _, name, form, conversion in parts:
        if name is None:
            continue
        found[name] = None
        if name not in allowed:
            hint = known(name, allowed, kind="names")
            problems.append(Problem(f"unknown name '{{{name}}}'", place, hint))
        elif form or conversion:
            hint = f"type {{{name}}}"
            problems.append(Problem(f"'{name}' is formatted in braces", place, hint))
    problems += [
        Problem(f"lost the fact '{{{name}}}'", place, f"put {{{name}}} back into the text")
        for name in sorted(must)
        if name not in found
    ]
    return list(dict.fromkeys(problems))
