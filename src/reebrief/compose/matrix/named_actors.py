"""Find whom the words of an action name as acting, and until when: proposals for its lead and date.

What is found is proposed to the author and never printed as read: words before a verb need not be
an actor.
"""

from __future__ import annotations

import re
from functools import lru_cache

from reebrief.templates.matrix_words import ActorWords

_NAME = r"(?:[A-Z][\w.&’'-]*|\d+)"
_DAY = r"(?:[^\s,.;:]+\s+){0,4}?(?:19|20)\d\d(?:-\d\d){0,2}"


def actors(text: str, words: ActorWords) -> list[str]:
    """Return whom an action names: names after "let", or what stands before "should"."""
    found: list[str] = []
    for pattern in _patterns(words):
        found += [" ".join(match["who"].split()) for match in pattern.finditer(text)]
    return list(dict.fromkeys(found))


def deadlines(text: str, words: ActorWords) -> list[str]:
    """Return until when an action is to be done: what stands behind "by" or "within"."""
    if not words.until:
        return []
    before = "|".join(map(re.escape, words.until))
    span = "|".join(map(re.escape, words.spans)) or r"(?!)"
    form = rf"\b(?:{before})\s+(?:{_DAY}|(?:[^\s,.;:]+\s+){{1,3}}?(?:{span}))\b"
    return [*dict.fromkeys(m[0] for m in re.finditer(form, text))]


@lru_cache(maxsize=8)
def _patterns(words: ActorWords) -> tuple[re.Pattern[str], ...]:
    """Return the forms in which actors are named, in the words of a language."""
    small = "|".join(map(re.escape, words.joins)) or r"(?!)"
    name = rf"(?:(?:{small})\s+)*{_NAME}(?:,?\s+(?:(?:{small})\s+)*{_NAME})*"
    bodies = "|".join(map(re.escape, words.bodies)) or r"(?!)"
    body = rf"(?:[\w-]+\s+)?(?:{bodies})\b"
    who = rf"(?P<who>(?:{name}|{body})(?:(?:,|,?\s+(?:{small}))?\s+(?:{body}|{name}))*)"
    made = []
    if words.let:
        let = "|".join(map(re.escape, words.let))
        made.append(re.compile(rf"\b(?:{let})\s+{who}"))
    if words.should:
        should = "|".join(map(re.escape, words.should))
        made.append(re.compile(rf"(?:^|[.;:,]\s+|\b(?:{small})\s+){who},?\s+(?:{should})\b"))
    return tuple(made)
