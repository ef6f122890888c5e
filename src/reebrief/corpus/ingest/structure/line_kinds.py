"""Tell what a line of raw text looks like: a heading, a date, a list's item, a caution."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

_SMALL = re.compile(
    "an?|and|as|at|but|by|de|du|for|from|if|in|into|is|its|la|nor|off?|on|onto|or|over|per|so|than"
    "|that|the|to|up|via|vs?|was|with|yet",
    re.IGNORECASE,
)
"""Words that a title leaves in lower case."""

_ABBREVIATION = re.compile(
    r"(?:^|[\s(“\"–—-])(?:(?:[A-Za-z]\.){2,}|(?:Inc|Co|Corp|Ltd|vs|Jr|Sr|Bros|Dr|Mr|Mrs|Ms)\.)$"
)
"""A last word whose full stop is its own, for example U.S. or Ltd."""

_LABEL = re.compile(
    r"(?:source|note|photo|image|picture|credit|via|author|tag|category|related|read)s?"
    r"(?: (?:by|credit|more|from))?\s?:",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"By [^\W\d_a-z][\w.’'-]*(?: (?:and )?[^\W\d_a-z][\w.’'-]*){0,4}")
_BUTTON = (
    r"(?:share(?: this(?: article| post| page| story)?)?(?: on| via| to| with)?|facebook|twitter"
    r"|linkedin|whatsapp|telegram|reddit|pinterest|instagram|youtube|x|tweet|pin(?: it)?|e-?mail"
    r"|print|save|copy link|follow(?: us)?(?: on)?|subscribe(?: now)?|sign up|log in|advertisement"
    r"|read more|to our newsletter|newsletter)"
)
_BUTTONS = re.compile(rf"{_BUTTON}(?:[\s|·•,/&-]+(?:and )?{_BUTTON})*[.!:]?", re.IGNORECASE)
"""What the buttons of a page say, one after the other."""

_PARTED = re.compile(r"\s+[|·•–—]\s+")
_LONGEST_HEADING = 110
_MOST_WORDS = 15
_NAMES = "January February March April May June July August September October November December"
_MONTHS = {
    name: number
    for number, whole in enumerate(_NAMES.lower().split(), 1)
    for name in (whole, whole[:3], whole[:4] if whole == "september" else whole)
}
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_WRITTEN = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_MONTH} {_DAY},? {_YEAR}",
        rf"{_DAY} {_MONTH},? {_YEAR}",
        r"(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)",
        rf"{_MONTH},? {_YEAR}",
    )
]
_DATE_LABEL = re.compile(
    r"\A(?:(?:published|posted|dated?)(?: on)?:? )?"
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?",
    re.IGNORECASE,
)
_EVIDENCE = re.compile(
    rf"\b(?:(?:{_DAY} )?{_MONTH}(?: \d{{1,2}},)? {_YEAR}|(?:late|early|mid)[- ](?:19|20)\d\d"
    r"|Q[1-4] (?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d)\b",
    re.IGNORECASE,
)
_CAUTION = re.compile(
    r"\b(?:should|must|needs? to) be (?:\w+ly )?(?:verified|confirmed|checked|treated|read)\b"
    r"|\bverify (?:\w+ ){0,4}independently\b|\breaders (?:should|are (?:advised|urged))\b"
    r"|\b(?:has|have) not been (?:\w+ly )?verified\b"
    r"|\bnot (?:constitute|intended as) (?:\w+ )?advice\b",
    re.IGNORECASE,
)
_OF_ITSELF = re.compile(
    r"(?:\w+ ){0,3}?(?:this|the) (?:news )?(?:article|item|report|story|piece|post|information)\b"
    r"|(?:all|readers|note)\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?][”\"’)\]]*\s+(?=[A-Z“\"(\d])")


def is_heading(text: str) -> bool:
    """Say whether a line looks like a section's heading: short, capitalised, no full stop."""
    words = re.sub(r"^\d{1,2}[.)]\s+", "", text).split()
    return (
        len(text) <= _LONGEST_HEADING
        and len(words) <= _MOST_WORDS
        and not re.match(r"[–—]|https?:", text)
        and not _LABEL.match(text)
        and not _BYLINE.fullmatch(text)
        and not ends_sentence(text)
        and date_of(text) is None
        and not is_buttons(text)
        and _capitalised(words)
    )


def ends_sentence(text: str) -> bool:
    """Say whether a line ends as a sentence does, or in the middle of one."""
    bare = text.rstrip("”\"’')]")
    if bare.endswith("."):
        return _ABBREVIATION.search(bare) is None
    return bare.endswith((",", ";", "…"))


def _capitalised(words: list[str]) -> bool:
    """Say whether most words but the small ones begin as a title's do, the first one included."""
    bare = [w.strip("“”\"'‘’([{)]},.;:!?–—-") for w in words]
    great = [w for w in bare if any(map(str.isalpha, w)) and not _SMALL.fullmatch(w)]
    capital = sum(not w[0].islower() for w in great)
    return bool(great) and not bare[0][:1].islower() and capital * 4 >= len(great) * 3


def may_be_heading(text: str) -> bool:
    """Say whether a line that is no heading by its capitals might be one by its length."""
    return len(text.split()) <= 8 and not ends_sentence(text) and not re.search(r"[:!?”\"]$", text)


def date_of(text: str) -> str | None:
    """Return the date that a line consists of, in the form of ISO 8601, or None.

    Dates in figures alone are read in the order of ISO 8601 only: 07/08/2025 is two days.
    """
    bare = _DATE_LABEL.sub("", text, count=1)
    found = next(filter(None, (pattern.fullmatch(bare) for pattern in _WRITTEN)), None)
    return _iso(found.groupdict()) if found else None


def _iso(parts: dict[str, str]) -> str | None:
    name = parts["month"]
    month = int(name) if name.isdigit() else _MONTHS[name.lower()]
    if "day" not in parts:
        return f"{parts['year']}-{month:02}"
    try:
        return dt.date(int(parts["year"]), month, int(parts["day"])).isoformat()
    except ValueError:
        return None


def dated_parts(text: str) -> list[str]:
    """Return the parts of a line like "By Ana Example | May 2, 2025", if one of them is a date.

    The others are a byline or, parted by bars or points, of few words; any other line has no such
    parts: "Rare Earths – May 2025" is a title.
    """
    parts = _PARTED.split(text)
    others = [part for part in parts if date_of(part) is None]
    most = 4 if re.search(r"\s[|·•]\s", text) else 0
    short = all(re.match("By ", part) or len(part.split()) <= most for part in others)
    return parts if 0 < len(others) == len(parts) - 1 <= 2 and short else []


def is_buttons(text: str) -> bool:
    """Say whether a line looks like the buttons of a page: "Share on Facebook Tweet"."""
    return _BUTTONS.fullmatch(text) is not None


def dates_in(text: str) -> Iterator[str]:
    """Yield what a text says of when things happen, as it stands there."""
    return (found[0] for found in _EVIDENCE.finditer(text))


def is_caution(text: str) -> bool:
    """Say whether a sentence warns that what the article says must be verified."""
    return _CAUTION.search(text) is not None


def is_about_itself(text: str) -> bool:
    """Say whether a paragraph begins by speaking of the article and not of what it reports."""
    return _OF_ITSELF.match(text) is not None


def sentences(text: str) -> list[str]:
    """Divide a text into sentences; a full stop that belongs to an abbreviation ends none."""
    done: list[str] = []
    start = 0
    for end in _SENTENCE_END.finditer(text):
        if not _ABBREVIATION.search(text[max(start, end.start() - 12) : end.start() + 1]):
            done.append(text[start : end.end()].strip())
            start = end.end()
    return [*done, text[start:].strip()]
