"""Write the definition of a brief's next edition, the comments and layout of the old one kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from reebrief.briefs import BriefDefinition
from reebrief.briefs.named_articles import named_articles
from reebrief.diagnostics import Problem, Severity
from reebrief.editions import advance
from reebrief.project import dates
from reebrief.project.yaml import Path, YamlFile
from reebrief.project.yaml.edit import YamlText

_OF_THE_OLD = ("issued", "carried")
"""Keys that say something of the edition before, and nothing of the next."""


@dataclass(frozen=True, slots=True)
class NextEdition:
    """The edition that follows a brief: the name of that brief, both days, and the articles.

    ``articles`` are those that it lists, None where they are selected; ``gone`` those of the old
    edition that it does not show.
    """

    previous: str
    old_date: dt.date
    date: dt.date
    articles: tuple[str, ...] | None
    gone: frozenset[str]


def succeed(text: YamlText, old: BriefDefinition, edition: NextEdition) -> tuple[Problem, ...]:
    """Change the text of a definition to that of the next edition; return what is to be looked at.

    Number, days and period move on, articles that are gone are taken out of ``items.each``,
    waivers, answers and charts; where they are still cited is told. What the old one extends stays
    as it is: what moves on is set beside ``extends``, and what it says of articles that are gone is
    told. Raises ReebriefError where the definition cannot be changed in place.
    """
    for key in _OF_THE_OLD:
        if key in text.file.data:
            text.remove((key,))
    _head(text, old, edition)
    _period(text, old, edition)
    if edition.articles is not None:
        _list_articles(text, old, edition)
    for path in sorted(_gone(text.file.data, edition.gone), reverse=True, key=_in_order):
        _take_out(text, path)
    return (*_told(text.file, edition), *_told_of_extended(old, text.file, edition))


def _head(text: YamlText, definition: BriefDefinition, edition: NextEdition) -> None:
    """Move title, number and days on, and name the edition before."""
    model, old, new = definition.model, edition.old_date, edition.date
    for key in ("title", "subtitle"):
        named = definition.file.data.get(key)
        if isinstance(named, str) and advance.next_week_named(named, old, new) != named:
            text.set((key,), advance.next_week_named(named, old, new))
    if model.number:
        text.set(("number",), advance.next_number(model.number, old, new))
    if model.date != "today":
        text.set(("date",), new.isoformat())
    if model.cut_off:
        text.set(("cut_off",), (new - (old - dates.day(model.cut_off))).isoformat())
    beside = next((key for key in ("number", "title") if key in text.file.data), None)
    text.set(("previous",), edition.previous, after=beside)


def _period(text: YamlText, old: BriefDefinition, edition: NextEdition) -> None:
    """Move what articles are selected by on: the next period, the days after the last one."""
    where = old.model.articles.where
    if where is None:
        return
    changed = advance.next_where(where, edition.old_date, edition.date)
    for key, value in changed.items():
        text.set(("articles", "where", key), value)


def _list_articles(text: YamlText, old: BriefDefinition, edition: NextEdition) -> None:
    """List the articles of the next edition, entry by entry so that comments stay."""
    own = text.file.data
    given = own.get("articles", old.file.data["articles"])
    path: Path = ("articles",) if isinstance(given, list) else ("articles", "include")
    listed = given if isinstance(given, list) else given["include"]
    wanted = edition.articles or ()
    if "articles" not in own:  # it extends a definition that lists them
        if [*wanted] != [*listed]:
            text.set(path, [*wanted])
        return
    for name in [one for one in wanted if one not in listed]:
        text.insert((*path, len(_at(text, path))), name)
    for n in range(len(listed) - 1, -1, -1):
        if listed[n] not in wanted:
            text.remove((*path, n))


def _at(text: YamlText, path: Path) -> Any:
    data = text.file.data
    for part in path:
        data = data[part]
    return data


def _gone(data: Any, gone: frozenset[str]) -> Iterator[Path]:
    """Yield the paths of what is said of articles that are gone."""
    for name in (data.get("items") or {}).get("each") or {}:
        if name in gone:
            yield "items", "each", name
    for key in ("waivers", "claims", "supported"):
        for n, one in enumerate(data.get(key) or ()):
            if one.get("article") in gone:
                yield key, n
    for n, chart in enumerate(data.get("charts") or ()):
        yield from _gone_of_chart(chart, ("charts", n), gone)


def _gone_of_chart(chart: Any, path: Path, gone: frozenset[str]) -> Iterator[Path]:
    """Yield the rows and events of a chart that rest on what is gone, or the chart if all do."""
    table = str((chart.get("from") or {}).get("table", "")).partition("#")[0]
    lines = [
        (key, n, one) for key in ("rows", "events") for n, one in enumerate(chart.get(key, ()))
    ]
    lost = [(key, n) for key, n, one in lines if _sources(one, chart.get("source")) & gone]
    if table in gone or (lines and len(lost) == len(lines)):
        yield path
    else:
        yield from ((*path, key, n) for key, n in lost)


def _sources(line: Any, default: str | None) -> set[str]:
    """Return the articles that a row's values, or an event, rest on."""
    values = line.get("values")
    each = values if isinstance(values, list) else [values]
    named = {one["source"] for one in each if isinstance(one, dict) and "source" in one}
    return named | {line.get("source") or default or ""}


def _in_order(path: Path) -> tuple[str, ...]:
    return tuple(f"{part:05}" if isinstance(part, int) else part for part in path)


def _take_out(text: YamlText, path: Path) -> None:
    """Take an entry out, and the list or mapping that it leaves empty, with its section."""
    while len(path) > 1 and len(_at(text, path[:-1])) == 1:
        path = path[:-1]
    text.remove(path)
    sections = text.file.data.get("sections")
    if path == ("charts",) and isinstance(sections, list) and "chart" in sections:
        text.remove(("sections", sections.index("chart")))


def _told(file: YamlFile, edition: NextEdition) -> Iterator[Problem]:
    """Yield a finding for each place that still names an article that is gone."""
    for name, place in named_articles(file):
        if name in edition.gone:
            what = f"'{name}' is no longer shown, but named here"
            hint = "say what holds now, or list the article again"
            yield Problem(what, place, hint, Severity.FINDING)


def _told_of_extended(
    old: BriefDefinition, own: YamlFile, edition: NextEdition
) -> Iterator[Problem]:
    """Yield a finding for each place of a definition that is extended which names what is gone."""
    files = {*old.files[1:]}
    said = {key: value for key, value in old.file.data.items() if key != "articles"}
    for problem in _told(replace(old.file, data=said), edition):
        if problem.place and problem.place.file in files:
            yield problem
    for path in _gone(old.file.data, edition.gone):
        place = old.file.place(path, key=True)
        if place.file in files:
            what = "this is said of an article that is no longer shown"
            hint = f"move it to the editions that show the article: {own.name} cannot take it out"
            yield Problem(what, place, hint, Severity.FINDING)
