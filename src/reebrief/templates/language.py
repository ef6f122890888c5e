"""The fixed words of a brief: one file per language, every key required."""

from __future__ import annotations

import datetime as dt

from pydantic import Field

from reebrief.diagnostics import Place, Problem, ReebriefError
from reebrief.project import placeholders
from reebrief.project.dates import Published
from reebrief.project.project import Project
from reebrief.project.validation import Format, Model, validate
from reebrief.templates.chart_words import ChartWords
from reebrief.templates.estimative_language import Scales
from reebrief.templates.matrix_words import MatrixWords

NAMES = {
    "date": ("day", "month", "year"),
    "month": ("month", "year"),
    "inferred": ("date",),
    "page_of": ("page", "pages"),
    "on_page": ("sources",),
    "in_section": ("sources",),
    "graded": ("grade", "analyst", "date", "reason"),
    "admiralty": ("code", "reliability", "credibility"),
    "likely": ("term", "range"),
}
"""The words that name something in braces, and what they may name."""


class Language(Model):
    """The fixed words of one language, from ``templates/languages/CODE.yaml``."""

    format: Format
    code: str = Field(description="The language's tag (BCP 47), for example en.")
    name: str = Field(description="What the language calls itself.")
    months: tuple[str, ...] = Field(min_length=12, max_length=12)
    date: str = Field(description="A day, from {day}, {month} and {year}.")
    month: str = Field(description="A month, from {month} and {year}.")
    inferred: str = Field(description="A date that was inferred, around {date}.")
    undated: str
    to: str
    author: str
    sender: str = Field(description='The name of the header line "from".')
    as_of: str
    cut_off: str
    number: str
    draft: str
    contents: str
    bottom_line: str
    source_statement: str
    items: str
    matrix: str
    text: str
    charts: str
    watch_list: str
    sources: str
    comment: str = Field(description="What stands before the author's own words on an article.")
    summary: str = Field(description="What stands before the author's own summary of an article.")
    own_headline: str = Field(description="What stands before the title that a headline replaced.")
    caveat: str = Field(description="What stands before a caveat in words.")
    notes: str = Field(description="The heading of numbered notes at a section's end.")
    digest: str = Field(
        description="Said of an article that is a digest, not the publisher's text."
    )
    cut: str = Field(description="The mark of text that was left out.")
    origins: str = Field(description="Before the list of an article's origins.")
    no_origin: str
    page_of: str = Field(description="The footer's page number, from {page} and {pages}.")
    on_page: str = Field(description="The running line of a page, around {sources}.")
    in_section: str = Field(description="The running line of a section in Word, around {sources}.")
    continued: str
    judgements: str
    ask: str
    asked_of: str = Field(description="The name of the line that says who is to decide.")
    decide_by: str = Field(description="The name of the line that says by when.")
    main_messages: str
    summary_of_brief: str = Field(description="The heading of a brief's summary.")
    annex: str
    glossary: str
    not_graded: str
    graded: str = Field(description="A grade, from {grade}, {analyst}, {date} and {reason}.")
    admiralty: str = Field(
        description="The Admiralty code, from {code}, {reliability} and {credibility}."
    )
    likely: str = Field(description="A likelihood, from {term} and {range}.")
    scales: Scales
    matrix_words: MatrixWords
    chart_words: ChartWords

    def day(self, date: dt.date) -> str:
        """Write a day as the language does."""
        return self.date.format(day=date.day, month=self.months[date.month - 1], year=date.year)

    def month_of(self, date: dt.date) -> str:
        """Write a date's month as the language does."""
        return self.month.format(month=self.months[date.month - 1], year=date.year)

    def published(self, date: Published) -> str:
        """Write a date of publication, no more exact than it is known."""
        match date.precision:
            case "day":
                shown = self.day(date.start)
            case "month":
                shown = self.month_of(date.start)
            case "year":
                shown = str(date.start.year)
        return self.inferred.format(date=shown) if date.inferred else shown


def load(project: Project, code: str, place: Place | None = None) -> Language:
    """Load a language. Raises ReebriefError where it does not ship, or its file lacks a word."""
    file = project.yaml(project.choose("languages", code, what="language", place=place))
    words = validate(Language, file)
    problems: list[Problem] = []
    for key in type(words).model_fields:
        value = getattr(words, key)
        texts = (value,) if isinstance(value, str) else value
        for text in texts if isinstance(texts, tuple) else ():
            names = NAMES.get(key, ())
            spoken = key not in {"date", "month", "graded", "admiralty", "likely"}
            where = file.place((key,))
            problems += placeholders.faults(text, names, where, must=names, words=spoken)
    if problems:
        raise ReebriefError(problems)
    return words
