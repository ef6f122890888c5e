"""Read what the importer is told about a text: by options, or by a file beside the raw texts."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, field_validator

from reebrief.corpus.articles import Disclaimer, several
from reebrief.diagnostics import Problem, ReebriefError
from reebrief.document.characters import visible
from reebrief.document.markdown import slug
from reebrief.project.dates import PublishedText
from reebrief.project.project import Project
from reebrief.project.validation import Flag, Model, WebAddress, validate


def _plain(text: str) -> str:
    return " ".join(visible(text)[0].split())


def _filled(text: str) -> str:
    if not text:
        raise ValueError("empty; type something, or leave it out")
    return text


Words = Annotated[str, AfterValidator(_plain), AfterValidator(_filled)]
"""Text on one line, its control characters made visible."""


class Metadata(Model):
    """What is known of a raw text; nothing is required, and nothing left out is invented."""

    id: Words | None = Field(default=None, max_length=100, description="The article's id.")
    title: Words | None = Field(default=None, description="The article's title.")
    short_title: Words | None = Field(
        default=None, max_length=60, description="The title in fewer words."
    )
    published: PublishedText | None = Field(
        default=None,
        description="The date of publication: 2025-11-05, 2025-11 or 2025, with ? where inferred.",
    )
    date_evidence: Words | None = Field(default=None, description="What an inferred date rests on.")
    publisher: Words | None = Field(default=None, description="Who published the article.")
    authors: tuple[Words, ...] = Field(default=(), description="Who wrote the article.")
    url: WebAddress | None = Field(default=None, description="The article's address.")
    language: Words | None = Field(default=None, description="The article's language (BCP 47).")
    origins: tuple[Words, ...] = Field(
        default=(), description="Who the publisher had it from: names in the source registry."
    )
    topics: tuple[Words, ...] = Field(default=(), description="Topics to select by.")
    own_work: Flag = Field(default=False, description="true: the publisher speaks for itself.")
    not_origins: tuple[Words, ...] = Field(
        default=(), description="Sources that the text names and that are no origin of it."
    )
    disclaimer: Annotated[tuple[Disclaimer, ...], BeforeValidator(several)] = Field(
        default=(), description="What the publisher says against its own article."
    )
    translated_from: Words | None = Field(
        default=None, description="The language it was translated from (BCP 47)."
    )
    original: Words | None = Field(
        default=None, description="The original of a translation, where it is cited."
    )
    translated_by: Literal["publisher", "desk", "machine"] | None = Field(
        default=None, description="Who translated it."
    )
    not_examined: tuple[Literal["scan", "excerpt"], ...] = Field(
        default=(), description="What of it could not be read."
    )
    repaired: Words | None = Field(default=None, description="What was restored by inference.")
    text: Literal["full", "digest"] | None = Field(
        default=None, description="full: the publisher's text; digest: retold in our own words."
    )
    rights: Words | None = Field(default=None, description="Who may use the text, and how.")
    notes: Words | None = Field(default=None, description="Notes to analysts; never printed.")

    @field_validator("id")
    @classmethod
    def _is_id(cls, text: str | None) -> str | None:
        if text is not None and slug(text) != text:
            raise ValueError(f"'{text}' is no id; type {slug(text)}")
        return text

    def over(self, earlier: Metadata) -> Metadata:
        """Return these metadata, with what they leave out taken from earlier ones.

        What an earlier date rests on does not hold for another date.
        """
        given = self.model_dump(exclude_defaults=True)
        if self.published not in {None, earlier.published}:
            given.setdefault("date_evidence", None)
        return earlier.model_copy(update=given)


def read_sidecar(project: Project, path: Path) -> dict[str, Metadata]:
    """Read a file of metadata by the raw texts' file names.

    Raises ReebriefError with every problem of every entry.
    """
    file = project.yaml(path)
    done: dict[str, Metadata] = {}
    problems: list[Problem] = []
    names = list(file.data) if isinstance(file.data, dict) else []
    for name in names:
        try:
            done[name] = validate(Metadata, file, file.data[name], (name,))
        except ReebriefError as fault:
            problems += fault.problems
    if not names:
        what = "no metadata: keys are expected, each a raw text's file name"
        problems.append(Problem(what, file.place(()), "for example 'report.txt: {title: …}'"))
    if problems:
        raise ReebriefError(problems)
    return done
