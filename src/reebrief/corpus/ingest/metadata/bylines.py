"""Read bylines: whom a line, or a page's own fact, names as the authors."""

from __future__ import annotations

import re

LEADS = r"(?:By|Von|Par|Por|Di|Автор:?|Written by|Reported by)"
"""The words before the names."""

_BYLINE = re.compile(
    rf"{LEADS}\s+(?P<names>[^\W\d_a-z][^.!?|\d]{{2,80}}?)\.?"
    r"|(?:文|作者|记者)\s*[/／:：]?\s*(?P<chinese>[\u4e00-\u9fff]{2,4})"
)
_AND = re.compile(r"\s*(?:,|;|、|&|\b(?:and|und|et|e|y)\b)\s*")
_ROLE = re.compile(
    r"\s+(?:[Ee]nvoy[ée]e?s? |[Cc]orrespond[ae]nte?s?\b|[Cc]orresponsal\b|[Jj]ournaliste\b|à ).*"
)
"""What French and Spanish papers print behind a name."""

_LEAD = re.compile(rf"\s*{LEADS}\s+", re.IGNORECASE)


def people(text: str) -> list[str]:
    """Part the names of several authors; drop the word before them, and a place behind them.

    "Okafor, Nkem" is one author: a comma between two single words turns a name round.
    """
    bare = _LEAD.sub("", text, count=1).strip() if _LEAD.match(text) else text.strip()
    if re.fullmatch(r"[^\W\d_]\w+, [^\W\d_]\w+", bare):
        return [bare]
    if ";" in bare:
        return [name for part in bare.split(";") for name in people(part)]
    names = (_ROLE.sub("", part) for part in _AND.split(bare))
    return [name for name in names if re.match(r"[^\W\d_a-z]", name)]


def authors_in(text: str) -> tuple[str, ...]:
    """Return whom a byline names; nobody where a text is none."""
    found = _BYLINE.fullmatch(text.strip())
    return tuple(people(found["names"] or found["chinese"])) if found else ()
