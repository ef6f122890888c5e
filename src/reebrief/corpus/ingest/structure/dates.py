"""Find the dates that lines of a text are, or hold, in the forms and languages that news have."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

_NAMES = {
    1: "january jan janvier janv januar jänner enero janeiro gennaio января янв январь",
    2: "february feb février févr fevrier februar febrero fevereiro febbraio февраля фев февраль",
    3: "march mar mars märz marzo março marco марта мар март",
    4: "april apr avril avr abril aprile апреля апр апрель",
    5: "may mai mayo maio maggio мая май",
    6: "june jun juin juni junio junho giugno июня июн июнь",
    7: "july jul juillet juil juli julio julho luglio июля июл июль",
    8: "august aug août aout agosto августа авг август",
    9: "september sept sep septembre septiembre setembro settembre сентября сент сен сентябрь",
    10: "october oct octobre oktober okt octubre outubro ottobre октября окт октябрь",
    11: "november nov novembre noviembre novembro ноября ноя ноябрь",
    12: "december dec décembre déc decembre dezember dez diciembre dezembro dicembre декабря дек"
    " декабрь",
}
_MONTHS = {name: number for number, names in _NAMES.items() for name in names.split()}
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|\.)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_FORMS = (
    rf"{_MONTH} {_DAY},? {_YEAR}(?!\d)",
    rf"{_DAY}[ -](?:(?:de|of) )?{_MONTH}(?: de)?,?[ -]{_YEAR}(?!\d)(?: ?(?:г\.|года))?",
    rf"{_YEAR} ?[年년] ?(?P<month>\d{{1,2}}) ?[月월] ?(?P<day>\d{{1,2}}) ?[日일]",
    rf"{_YEAR}(?P<part>[-/.])(?P<month>\d{{1,2}})(?P=part)(?P<day>\d{{1,2}})(?!\d)",
    rf"(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.{_YEAR}(?!\d)",
    rf"(?P<first>\d{{1,2}})[/-](?P<second>\d{{1,2}})[/-]{_YEAR}(?!\d)",
)
_DAYS = [re.compile(rf"(?<![^\W\u4e00-\u9fff])(?<!\.){form}", re.IGNORECASE) for form in _FORMS]
_MONTH_ONLY = re.compile(
    rf"(?<!\w){_MONTH},? {_YEAR}(?!\d)(?: ?(?:г\.|года))?"
    rf"|(?<!\w)(?P<of>(?:19|20)\d\d) ?年 ?(?P<number>1[0-2]|0?[1-9]) ?月",
    re.IGNORECASE,
)
_NUMERALS = "〇一二三四五六七八九"
_IN_NUMERALS = re.compile(
    rf"([一二][{_NUMERALS}○零]{{3}})年([{_NUMERALS}十]{{1,2}})月([{_NUMERALS}十]{{1,3}})日"
)
"""A day as official documents in Chinese write it."""

_ZONE = (
    r"(?:\s*\(?(?:GMT|UTC|[BCEMPIJ][DS]?T|CES?T|MSK|МСК|BJT|HKT|SGT|Beijing time|local time|Uhr|Z)"
    r"(?:\s?[+-]\d{1,2}(?::?\d\d)?)?\)?|\s*[+-]\d\d:?\d\d)?"
)
_TIME = (
    r"(?:(?:at|um|à|в|um)\s+)?\d{1,2}(?:[:：.h]\d\d(?:[:：]\d\d(?:\.\d+)?)?(?:\s*[ap]\.?m\.?)?"
    rf"|\s*[ap]\.?m\.?){_ZONE}"
)
_WEEKDAY = (
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
    r"|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    r"|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag"
    r"|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|(?:星期|周)[一二三四五六日天])"
)
_LABEL = (
    r"(?:(?:first |last )?(?:published|posted|updated|released|modified|created|dated?|issued)"
    r"(?: on| at)?|publié le|mis à jour le|veröffentlicht(?: am)?|stand|aktualisiert(?: am)?"
    r"|le|am|опубликовано|обновлено|дата(?: публикации)?"
    r"|发布时间|发表时间|发布日期|更新时间|时间|日期)"
)
_DATED = re.compile(
    rf"(?:{_LABEL}\s*[:：]?\s*)?(?:{_WEEKDAY}\s*[,，]?\s*)?(?:{_TIME}\s*[,，|]?\s*)?"
    rf"@(?:[,，]?\s*\(?{_WEEKDAY}\)?)?(?:T|\s*[,，|·–-]?\s*)?(?:{_TIME})?[.。]?",
    re.IGNORECASE,
)
"""A line that is a date, the date itself replaced by ``@``."""

_EVIDENCE = re.compile(
    rf"\b(?:(?:{_DAY} )?{_MONTH}(?: \d{{1,2}},)? {_YEAR}|(?:late|early|mid)[- ](?:19|20)\d\d"
    r"|Q[1-4] (?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d)\b",
    re.IGNORECASE,
)
_PARTED = re.compile(
    r"\s+[|·•–—]\s+|\t+|\s{3,}|(?<=\S)\s*\|\s*(?=\S)"
    r"|\s+(?=(?:来源|作者|记者|编辑|责任编辑|责编|校对|稿源|источник|автор)\s*[:：])",
    re.IGNORECASE,
)
_BRACKETED = r"[(（/][^()（）/]{2,40}[)）/]"
_CREDIT = re.compile(
    r"(?:by|von|par|source|editor|автор|источник|размещено) .*"
    r"|(?:source|editor|автор|источник|作者|记者|编辑|责任编辑|责编|校对|稿源|来源)\s*[:：].*"
    rf"|{_BRACKETED}|\d+ min(?:ute)?s?(?: read)?",
    re.IGNORECASE,
)
"""Words beside a date that are no title: a byline, a credit, an agency in brackets."""

_BEFORE_OR_BEHIND = re.compile(
    rf"{_BRACKETED}|(?:来源|source|источник)\s*[:：]\s*\S+", re.IGNORECASE
)
_BY = re.compile(r"(?:By|Von|Par|Por|Di) [^|\d]{3,80}\d")
_SMALL = re.compile(r"and|und|et?|y|d[aeio]|del|van|von|der|[ei][mn]|at|à|l[ea]|am")
"""Words of names, and before places, that have no capital."""

_GAP = re.compile(r"(?:,| [–—-])? (?=\S)")
_CAPITAL = r"[^\W\d_a-zа-яёà-ÿ][\w.'’-]*"
_PLACE = re.compile(
    r"[(（]?(?!(?:The|On|In|At|By|Since|From|Until|An?|Le|La|Am|Der|Die|Das|El|В|На|С)\b)"
    rf"(?:{_CAPITAL}(?:,? (?:{_CAPITAL}|an|am|de|del|der|la|le|of|on|sur|upon|на)){{0,5}}"
    rf"(?:[,—–]| ?--? ?)?(?:{_BRACKETED}(?:—|–|--?| ))? ?|[\u4e00-\u9fff]{{2,12}}[,，]? ?)"
)
_BEHIND_DAY = re.compile(
    rf"[.,]?\s*[)）]?\s*(?:[电電讯訊]|(?:{_BRACKETED}\.?\s*)?(?:—|–|--|-\s)|{_BRACKETED}\.?\s)"
)
"""What stands before and behind the day of a dateline: a place, and an agency or a dash."""

_LONGEST = 160
"""Characters of a line that is a date, or has one beside a few words."""

_FOUR_FIGURES = re.compile(r"\d{4}")
"""Every date has its year in figures: a line without one is not searched for days and months."""

_MOST_PARTS = 4
"""Parts of a line beside its date: an agency, an author, two editors."""

_MOST_BESIDE = 4
"""Words beside a date, behind a bar or a point, that are a name or a place."""


def date_of(text: str) -> str | None:
    """Return the date that a line consists of, in the form of ISO 8601, or None.

    A time of day, a weekday and "Published" may stand beside it. Of 07/08/2025 nobody knows which
    figure is the day: it is no date here, but 25/08/2025 is.
    """
    bare = _in_figures(text.strip())
    if len(bare) > _LONGEST or not _FOUR_FIGURES.search(bare):
        return None
    for pattern in _DAYS:
        for found in pattern.finditer(bare):
            if _DATED.fullmatch(f"{bare[: found.start()]}@{bare[found.end() :]}"):
                return _iso(found.groupdict())
    month = _MONTH_ONLY.search(bare)
    if month and _DATED.fullmatch(f"{bare[: month.start()]}@{bare[month.end() :]}"):
        number = int(month["number"] or 0) or _MONTHS[month["month"].lower()]
        return f"{month['of'] or month['year']}-{number:02}"
    return None


def dateline_of(text: str) -> str | None:
    """Return the day of a dateline that opens a text: HALM, 9 January 2026 (Wire) –, or None."""
    opening = _in_figures(text[:140])
    for pattern in _DAYS:
        for found in pattern.finditer(opening):
            before = _PLACE.fullmatch(opening, 0, found.start())
            if before and _BEHIND_DAY.match(opening, found.end()):
                return _iso(found.groupdict())
    return None


def first_date(text: str) -> str | None:
    """Return the first day that stands in a text, in the form of ISO 8601, or None."""
    found = (
        (match.start(), day)
        for pattern in _DAYS
        for match in pattern.finditer(text)
        if (day := _iso(match.groupdict()))
    )
    return min(found, default=(0, None))[1]


def _in_figures(text: str) -> str:
    """Return a text with the days in figures that it has in Chinese numerals."""
    return _IN_NUMERALS.sub(
        lambda day: f"{_number(day[1])}年{_number(day[2])}月{_number(day[3])}日", text
    )


def _number(numerals: str) -> int:
    """Return what numerals say: the figures of a year, or tens and ones."""
    tens, ten, ones = numerals.rpartition("十")
    figures = "".join(str(max(_NUMERALS.find(one), 0)) for one in ones) or "0"
    return int(figures) + (10 * (_NUMERALS.find(tens) if tens else 1) if ten else 0)


def _iso(parts: dict[str, str | None]) -> str | None:
    """Return a day in the form of ISO 8601, None where there is no such day, or it is ambiguous."""
    year = int(parts["year"] or 0)
    if parts.get("first"):
        first, second = int(parts["first"] or 0), int(parts["second"] or 0)
        if min(first, second) < 13 and first != second and max(first, second) < 13:
            return None
        day, month = (first, second) if first > 12 or first == second else (second, first)
    else:
        name = parts["month"] or ""
        month = int(name) if name.isdigit() else _MONTHS[name.lower()]
        day = int(parts["day"] or 0)
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return None


def dated_parts(text: str) -> list[str]:
    """Return the parts of a line like "By Ana Example | May 2, 2025", if one of them is a date.

    The others are a byline, a credit or, parted by bars or points, a few words; any other line has
    no such parts: "Rare Earths – May 2025" is a title.
    """
    if len(text) > _LONGEST or not _FOUR_FIGURES.search(text):
        return []
    parts = [part for part in _PARTED.split(text) if part.strip()]
    others = [part for part in parts if date_of(part) is None]
    if len(parts) == 1:
        return _around(text)
    most = _MOST_BESIDE if re.search(r"[|·•\t]|\s{3}", text) else 0
    short = all(_CREDIT.fullmatch(part) or len(part.split()) <= most for part in others)
    return parts if 0 < len(others) == len(parts) - 1 <= _MOST_PARTS and short else []


def _around(text: str) -> list[str]:
    """Part a stamp like "(Xinhua) 09:29, May 15, 2025", or "By Ana Example, May 2, 2025"."""
    for credit in _BEFORE_OR_BEHIND.finditer(text):
        rest = f"{text[: credit.start()]} {text[credit.end() :]}".strip(" ,，-–—")
        if date_of(rest):
            return [credit[0], rest]
    if _BY.match(text):
        for gap in _GAP.finditer(text):
            words = re.findall(r"[^\W\d_]+", text[: gap.start()])
            names = all(word[0].isupper() or _SMALL.fullmatch(word) for word in words)
            if names and date_of(text[gap.end() :]):
                return [text[: gap.start()], text[gap.end() :]]
    return []


def dates_in(text: str) -> Iterator[str]:
    """Yield what a text says of when things happen, as it stands there."""
    return (found[0] for found in _EVIDENCE.finditer(text))
