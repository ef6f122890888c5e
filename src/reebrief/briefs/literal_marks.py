"""Find citations and links that lack a sign, and so are printed as they are typed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from reebrief.diagnostics import Place, Problem, Severity

_ADDRESS = re.compile(r"(?<![\w(<\"/.])(?:https?://|www\.)[^\s<>()\[\]]+")
_TRAILING = ".,;:!?’”»'\""
_NAMED = re.compile(
    r"(?<!!)\[(?P<bracketed>[\w-]+)(?:#[\w/-]+)?\](?!\()|(?<![\w\[@./])@(?P<bare>[\w-]+)(?!\w)"
)


def literal_marks(
    texts: Iterable[tuple[str, Place]], articles: Collection[str]
) -> Iterator[Problem]:
    """Yield a finding for each article that is named as in a citation, and each bare address.

    ``texts`` are the author's, each with its place; ``articles`` are the ids of the brief's.
    """
    for text, place in texts:
        for found in _NAMED.finditer(text) if "[" in text or "@" in text else ():
            name = found["bracketed"] or found["bare"]
            if name in articles:
                whole = found[0].strip("[]").removeprefix("@")
                what = f"'{found[0]}' is no citation, and is printed as it is typed"
                yield _finding(what, text, found, place, f"cite the article: [@{whole}]")
        for found in _ADDRESS.finditer(text) if "://" in text or "www." in text else ():
            address = found[0].rstrip(_TRAILING)
            what = f"'{address[:60]}' is no link, and is printed as it is typed"
            target = address if "://" in address else f"https://{address}"
            yield _finding(what, text, found, place, f"type [words]({target[:60]})")


def _finding(what: str, text: str, found: re.Match[str], place: Place, hint: str) -> Problem:
    return Problem(what, place.within(text, found.start()), hint, Severity.FINDING)
