"""The fixed words of a brief: one file per language, every key required."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import Field

from reebrief.diagnostics import Place
from reebrief.project.dates import Published
from reebrief.project.project import Project
from reebrief.project.validation import Format, Model, naming, validate
from reebrief.templates.change_words import ChangeWords
from reebrief.templates.chart_words import ChartWords
from reebrief.templates.estimative_language import Scales
from reebrief.templates.matrix_words import MatrixWords

Words = Annotated[str, naming()]
"""Words that name nothing in braces."""


class Language(Model):
    """The fixed words of one language, from ``templates/languages/CODE.yaml``."""

    format: Format
    code: str = Field(description="The language's tag (BCP 47), for example en.")
    name: str = Field(description="What the language calls itself.")
    months: tuple[Words, ...] = Field(min_length=12, max_length=12)
    date: Annotated[str, naming("day", "month", "year", words=False)] = Field(
        description="A day, from {day}, {month} and {year}."
    )
    month: Annotated[str, naming("month", "year", words=False)] = Field(
        description="A month, from {month} and {year}."
    )
    inferred: Annotated[str, naming("date")] = Field(
        description="A date that was inferred, around {date}."
    )
    undated: Words
    to: Words
    author: Words
    sender: Words = Field(description='The name of the header line "from".')
    as_of: Words
    cut_off: Words
    number: Words
    draft: Words
    contents: Words
    bottom_line: Words
    source_statement: Words
    source_statement_of_one: Words = Field(
        default="About the source", description="The same heading, of a brief of one article."
    )
    items: Words
    matrix: Words
    text: Words
    charts: Words
    watch_list: Words
    sources: Words
    comment: Words = Field(description="What stands before the author's own words on an article.")
    summary: Words = Field(description="What stands before the author's own summary of an article.")
    own_headline: Words = Field(
        description="What stands before the title that a headline replaced."
    )
    caveat: Words = Field(description="What stands before a caveat in words.")
    notes: Words = Field(description="The heading of numbered notes at a section's end.")
    digest: Words = Field(
        description="Said of an article that is a digest, not the publisher's text."
    )
    digests: Words = Field(
        default="All are digests in our own words.",
        description="Said once, where all articles are digests.",
    )
    cut: Words = Field(description="The mark of text that was left out.")
    origins: Words = Field(description="Before the list of an article's origins.")
    no_origin: Words
    owners: Words = Field(
        default="Who owns whom", description="The heading of the lines on owners of sources."
    )
    page_of: Annotated[str, naming("page", "pages")] = Field(
        description="The footer's page number, from {page} and {pages}."
    )
    on_page: Annotated[str, naming("sources")] = Field(
        description="The running line of a page, around {sources}."
    )
    in_section: Annotated[str, naming("sources")] = Field(
        description="The running line of a section in Word, around {sources}."
    )
    both: Words = Field(
        default="both",
        description="In a running line, of an article with the two labels that stand in it.",
    )
    marks_on_page: Annotated[str, naming("marks")] = Field(
        default="Marks on this page, all ours: {marks}",
        description="The key of a page's marks at its foot, around {marks}.",
    )
    continued: Words
    judgements: Words
    ask: Words
    asked_of: Words = Field(description="The name of the line that says who is to decide.")
    decide_by: Words = Field(description="The name of the line that says by when.")
    main_messages: Words
    summary_of_brief: Words = Field(description="The heading of a brief's summary.")
    annex: Words
    glossary: Words
    not_graded: Words
    graded: Annotated[str, naming("grade", "analyst", "date", "reason", words=False)] = Field(
        description="A grade, from {grade}, {analyst}, {date} and {reason}."
    )
    admiralty: Annotated[str, naming("code", "reliability", "credibility", words=False)] = Field(
        description="The Admiralty code, from {code}, {reliability} and {credibility}."
    )
    likely: Annotated[str, naming("term", "range", words=False)] = Field(
        description="A likelihood, from {term} and {range}."
    )
    scales: Scales
    changes: Words = Field(
        default="What changed", description="The heading of what changed since the last edition."
    )
    change_words: ChangeWords = ChangeWords()
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
    return validate(Language, file)
