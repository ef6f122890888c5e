"""Read the head of a document of a press database: short lines, and lines with labels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reebrief.corpus.ingest.readers.document import ProposedFact
from reebrief.corpus.ingest.structure.dates import first_date

FIELDS = re.compile(
    r"(?P<name>HD|BY|WC|PD|ET|SN|SC|ED|PG|LA|CY|LP|TD|CO|IN|NS|RE|IPD|IPC|PUB|AN|SE|CX|CLM|CR|RF|ART)"
    r"(?:\s+|$)"
)
"""The fields of Factiva's long form."""

_LABEL = re.compile(
    r"(?P<label>BYLINE|SECTION|LENGTH|DATELINE|HIGHLIGHT|BODY|HEADLINE|RUBRIQUE|AUTEUR)\s*:\s*"
    r"(?P<value>.*)|(?P<body>Body)",
    re.IGNORECASE,
)
_WORDS = re.compile(
    r"(?:.*\s)?[\d.,\s]+ (?:words|mots|Wörter|palabras|слов)(?:, p\. ?\S+)?\.?", re.IGNORECASE
)
_COPYRIGHT = re.compile(r"(?:Copyright|©|\(c\)).*|All rights reserved\.?", re.IGNORECASE)
_LANGUAGES = {
    "english": "en",
    "anglais": "en",
    "french": "fr",
    "français": "fr",
    "german": "de",
    "deutsch": "de",
    "russian": "ru",
    "chinese": "zh",
    "spanish": "es",
    "japanese": "ja",
    "portuguese": "pt",
    "italian": "it",
    "korean": "ko",
    "dutch": "nl",
    "polish": "pl",
}
_NAME = r"(?:[^\W\d_a-z][\w.'’-]*,? ?){2,5}(?:(?:and|et|und) (?:[^\W\d_a-z][\w.'’-]* ?){2,4})?"
_LONGEST = 160
_LONGEST_PLAIN = 120
_HEAD = 30
"""Lines of a head, at most."""


@dataclass(frozen=True, slots=True)
class ExportHead:
    """The facts that the head of a document tells, and the line where its text begins."""

    facts: tuple[ProposedFact, ...]
    end: int


def language_of(name: str) -> str:
    """Return the code of a language by its name in English, or nothing."""
    first = re.split(r"[;,\s]", name.strip())[0].lower()
    return _LANGUAGES.get(first, "")


def head_of(lines: Sequence[str]) -> ExportHead:
    """Read a head: publication, date and title in either order, then what bears a label."""
    short, labels, end = _parts(lines)
    dated = next((n for n, at in enumerate(short) if _dates(lines[at])), None)
    title, publisher = "", ""
    byline = labels.get("byline", labels.get("auteur", ""))
    if dated is None:
        title = lines[short[0]] if short else ""
    else:
        before = [lines[at] for at in short[:dated]]
        after = [lines[at] for at in short[dated + 1 :]]
        title, publisher, byline = _named(before, after, byline)
    title = labels.get("headline") or title
    date = first_date(lines[short[dated]]) if dated is not None else None
    where = "the head of the export"
    facts = [
        ProposedFact("title", title, where, "medium"),
        ProposedFact("published", date or "", where),
        ProposedFact("publisher", publisher, where, "medium"),
        *(
            ProposedFact("authors", name, "the byline")
            for name in re.split(r",| and | et ", re.sub(r"^By ", "", byline, flags=re.IGNORECASE))
            if name.strip()
        ),
    ]
    return ExportHead(tuple(fact for fact in facts if fact.value), end)


def _named(before: Sequence[str], after: Sequence[str], byline: str) -> tuple[str, str, str]:
    """Return title, publisher and byline by where they stand: above the date, or below it."""
    signed = next((line for line in before if re.match(r"By [^\W\d_a-z]", line)), "")
    counted = any(_WORDS.fullmatch(line) for line in before)
    own = [line for line in before if line != signed and not _WORDS.fullmatch(line)]
    below = [line for line in after if not re.fullmatch(r"\d\d?:\d\d.*|\d+", line)]
    if counted and own and below:  # Factiva: section, title, words, date, paper, code
        return own[-1], below[0], byline or signed
    if len(own) == 1 and below:  # LexisNexis and Europresse: paper, date, title
        return below[0], own[0], byline or (below[1] if len(below) > 1 else "")
    if len(own) > 1:  # Nexis Uni: title, paper, date
        return own[0], own[-1], byline or signed
    return (own or [*below, ""])[0], "", byline or signed


def _dates(line: str) -> bool:
    return len(line) <= _LONGEST and first_date(line) is not None


def _parts(lines: Sequence[str]) -> tuple[list[int], dict[str, str], int]:
    """Return the lines of a head without labels, what the labels say, and where the text begins."""
    labels: dict[str, str] = {}
    end = 0
    for at, line in enumerate(lines[:_HEAD]):
        label = _LABEL.fullmatch(line)
        if label and label["label"]:
            labels[label["label"].lower()] = label["value"]
        told = label or _WORDS.fullmatch(line) or _COPYRIGHT.fullmatch(line)
        if told and (end == 0 or not any(map(_is_prose, lines[end:at]))):
            end = at + 1
        if label and (label["body"] or label["label"].lower() == "body"):
            break
    end = _named_end(lines, end)
    plain = [
        at
        for at, line in enumerate(lines[:end])
        if line and not _LABEL.fullmatch(line) and not _COPYRIGHT.fullmatch(line)
    ]
    return plain, labels, end


def _named_end(lines: Sequence[str], end: int) -> int:
    """Go on to the title and the author below a date that ends the head, or begins the text."""
    filled = [at for at, line in enumerate(lines) if line]
    dated = next((at for at in filled[:8] if _dates(lines[at])), None)
    if dated is None:
        return end or (filled[0] + 1 if filled else 0)
    above = [at for at in filled if at < dated and not _LABEL.fullmatch(lines[at])]
    below = [at for at in filled if at > dated]
    if max(end, dated + 1) > dated + 1 or len(above) > 1 or not below:
        return max(end, dated + 1)
    name = below[1:2] if re.fullmatch(_NAME, lines[below[1]] if below[1:] else "") else []
    return (name or below[:1])[0] + 1


def _is_prose(line: str) -> bool:
    return len(line) > _LONGEST_PLAIN or line.endswith((".", "!", "?", "”", "。"))
