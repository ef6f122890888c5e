"""The source registry as people write it: kinds, facts and entries; an entry to be filled in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, Field, model_validator

from reebrief.corpus.domains import host_of
from reebrief.document.markdown import slug
from reebrief.project.dates import DayText
from reebrief.project.validation import Filled, Format, Model, SchemaHint, Whole
from reebrief.project.yaml import write

FILE = "articles/sources.yaml"


Kind = Literal[
    "state-media",
    "state-owned-enterprise",
    "government",
    "private-company",
    "trade-press",
    "news-media",
    "academic",
    "think-tank",
    "industry-association",
    "other",
]


KINDS: tuple[Kind, ...] = get_args(Kind)


COMPANIES = frozenset({"state-owned-enterprise", "private-company"})


MEDIA = frozenset({"state-media", "news-media", "trade-press"})


OF_STATE = frozenset({"state-owned-enterprise", "state-media", "government"})


def _domain(text: str) -> str:
    host = host_of(text)
    if not host or host != text:
        raise ValueError(f"this is no domain; type {host or 'example.org'}, without https:// or /")
    return host


Domain = Annotated[
    Filled, AfterValidator(_domain), SchemaHint(pattern=r"^[^\s/:A-Z]+\.[^\s/:A-Z]+$")
]
"""A domain, as ``example.org``: its own host and those below it."""


class Fact(Model):
    """One fact about a source, and what was read for it."""

    value: Filled = Field(alias="is", description="The fact; an owner by its id.")
    reference: str | None = Field(
        default=None,
        description="What was read for it, title and address; or name an article instead.",
        examples=["Annual report 2024, p. 12, https://example.org/report"],
    )
    article: str | None = Field(
        default=None, description="The id of the article that describes it so."
    )
    said: str | None = Field(default=None, description="What the article says of it.")
    list: Filled | None = Field(
        default=None,
        description="The published list that says so, with its date; or name a reference instead.",
        examples=["State Media Matrix, 2024-02"],
    )
    row: Whole | None = Field(default=None, ge=1, description="The row of the list.")
    read: DayText = Field(description="The day on which the reference was read.")

    @model_validator(mode="after")
    def _referenced(self) -> Fact:
        if [self.reference, self.article, self.list].count(None) != 2:
            raise ValueError("a fact rests on one reference; add 'reference: …' or 'article: …'")
        if (self.list is None) != (self.row is None):
            raise ValueError("a fact of a list has a row; add 'list: …' and 'row: …'")
        return self

    @property
    def cited(self) -> str | None:
        """What was read, in words: the reference, or the list and its row; None of an article."""
        return self.reference if self.list is None else f"{self.list}, row {self.row}"


class SourceModel(Model):
    """An entry of the registry. A fact that is left out prints as not established."""

    name: Filled = Field(description="The name that briefs print.")
    short: Filled | None = Field(
        default=None,
        description="A short name, of a publisher above all: briefs print it after the first time.",
    )
    aliases: tuple[Filled, ...] = Field(
        default=(), description="Other names it goes by; a name fits one entry."
    )
    domains: tuple[Domain, ...] = Field(
        default=(),
        description="Domains of its web pages, hosts below them included; a domain fits one entry.",
        examples=[["example.org"]],
    )
    kind: Kind = Field(description="What kind of source this is.")
    owner: Fact | None = Field(
        default=None, description="Who owns it: another entry's id, or a name."
    )
    state: Fact | None = Field(default=None, description="Which state controls it.")
    funding: Fact | None = Field(default=None, description="Who pays for it.")
    governing: Fact | None = Field(
        default=None, description="Who governs it: appoints those who run it, or owns it."
    )
    editorial_control: Fact | None = Field(default=None, description="Who decides what it says.")

    @property
    def facts(self) -> dict[str, Fact]:
        """The facts that are stated, by key."""
        found = {
            "owner": self.owner,
            "state": self.state,
            "funding": self.funding,
            "governing": self.governing,
            "editorial_control": self.editorial_control,
        }
        return {key: fact for key, fact in found.items() if fact is not None}


class RegistryModel(Model):
    """The file ``articles/sources.yaml``."""

    format: Format
    sources: dict[str, SourceModel] = Field(
        description="Entries by id, lower-case words joined by hyphens."
    )


def entry(
    name: str, kind: str = "?", aliases: Sequence[str] = (), domains: Sequence[str] = ()
) -> str:
    """Return a registry entry to be filled in; the kind ``?`` is refused until somebody did."""
    name = " ".join(name.split())
    said = {"name": name, "aliases": list(aliases)} | (
        {"domains": list(domains)} if domains else {}
    )
    head = write({slug(name): said}).rstrip()
    fact = "{is: …, reference: …, read: YYYY-MM-DD}"
    choices = f'"?"  # {", ".join(KINDS)}'
    return f"""{head}
  kind: {choices if kind == "?" else kind}
  # owner: {fact}
  # state: {fact}
  # funding: {fact}
  # editorial_control: {fact}"""
