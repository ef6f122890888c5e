"""Tell what a line of raw text looks like: a heading, a date, a list's item, a caution."""

from __future__ import annotations

import re

from reebrief.corpus.ingest.structure.dates import date_of

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

WITH_MATERIAL = (
    r"(?:com informações d[aeo]s?|con información del?(?: la)?|mit material (?:von|der|des)"
    r"|avec(?=\s(?:l[’'])?(?-i:[A-Z])))"
)
"""How a line says which agency its text is taken from, in place of a label: Avec Reuters."""

_CREDIT = re.compile(
    r"[(（\[【]?\s*(?:(?:sources?|credits?|quelle|fonte|fuente|источник|来源|源自|稿源|信息来源)\s*[:：]\s*\S"
    rf"|{WITH_MATERIAL}\s[^.!?]{{2,40}}[.)\]]?$)",
    re.IGNORECASE,
)
"""What stands before the name of whoever the text is from."""

_LABEL = re.compile(
    r"[(（\[]?(?:source|note|photo|image|picture|credit|via|author|tag|category|related|read)s?"
    r"(?: (?:by|credit|more|from))?\s?:",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"By [^\W\d_a-z][\w.’'-]*(?:,? (?:and )?[^\W\d_a-z][\w.’'-]*){0,5}")
_BUTTON = (
    r"(?:share(?: this(?: article| post| page| story)?)?(?: on| via| to| with)?|facebook|twitter"
    r"|linkedin|whatsapp|telegram|reddit|pinterest|instagram|youtube|x|tweet|pin(?: it)?|e-?mail"
    r"|print|save|copy link|follow(?: us)?(?: on)?|subscribe(?: now)?|sign up|log in|advertisement"
    r"|read more|to our newsletter|newsletter)"
)
_BUTTONS = re.compile(rf"{_BUTTON}(?:[\s|·•,/&-]+(?:and )?{_BUTTON})*[.!:]?", re.IGNORECASE)
"""What the buttons of a page say, one after the other."""

_LONGEST_HEADING = 110
_MOST_WORDS = 15
_CAUTION = re.compile(
    r"\b(?:should|must|needs? to) be (?:\w+ly )?(?:verified|confirmed|checked|treated|read)\b"
    r"|\bverify (?:\w+ ){0,4}independently\b|\breaders (?:should|are (?:advised|urged))\b"
    r"|\b(?:has|have) not been (?:\w+ly )?verified\b"
    r"|\bnot (?:constitute|intended as) (?:\w+ )?advice\b"
    r"|\bforward[- ]looking (?:statements?|information)\b"
    r"|\b(?:views|opinions) (?:expressed )?.{0,40}\bthose of the (?:authors?|writers?)\b",
    re.IGNORECASE,
)
_OF_ITSELF = re.compile(
    r"(?:\w+ ){0,3}?(?:this|the) (?:news |press )?"
    r"(?:article|item|report|release|story|piece|post|information)\b"
    r"|(?:all|readers|note)\b|the (?:views|opinions) (?:expressed|in this)\b",
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
        and not is_credit(text)
        and not _BYLINE.fullmatch(text)
        and not ends_sentence(text)
        and date_of(text) is None
        and not is_buttons(text)
        and _capitalised(words)
    )


def is_credit(text: str) -> bool:
    """Say whether a line begins by naming where the text comes from."""
    return _CREDIT.match(text) is not None


def ends_sentence(text: str) -> bool:
    """Say whether a line ends as a sentence does, or in the middle of one."""
    bare = text.rstrip("”\"’')]")
    if bare.endswith("."):
        return _ABBREVIATION.search(bare) is None
    return bare.endswith((",", ";", "…", "。", "！", "？", "，", "；"))


def _capitalised(words: list[str]) -> bool:
    """Say whether most words but the small ones begin as a title's do, the first one included."""
    bare = [w.strip("“”\"'‘’([{)]},.;:!?–—-") for w in words]
    great = [w for w in bare if any(map(str.isalpha, w)) and not _SMALL.fullmatch(w)]
    capital = sum(not w[0].islower() for w in great)
    return bool(great) and not bare[0][:1].islower() and capital * 4 >= len(great) * 3


def may_be_heading(text: str) -> bool:
    """Say whether a line that is no heading by its capitals might be one by its length."""
    return len(text.split()) <= 8 and not ends_sentence(text) and not re.search(r"[:!?”\"]$", text)


def is_buttons(text: str) -> bool:
    """Say whether a line looks like the buttons of a page: "Share on Facebook Tweet"."""
    return _BUTTONS.fullmatch(text) is not None


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
