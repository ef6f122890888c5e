"""A brief definition as an analyst writes it: the keys of ``briefs/NAME.yaml``."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, field_validator

from reebrief import dates
from reebrief.briefs.choosing import ArticlesModel
from reebrief.briefs.forms import FORMS, SectionKind
from reebrief.briefs.items import ItemsModel, JudgementModel
from reebrief.briefs.keys import Block, Texts
from reebrief.briefs.matrix import MatrixModel
from reebrief.briefs.parameters import ParameterModel
from reebrief.briefs.waivers import WaiverModel
from reebrief.dates import DayText
from reebrief.errors import known
from reebrief.models import Filled, Format, Model

Marking = Literal["TLP:RED", "TLP:AMBER+STRICT", "TLP:AMBER", "TLP:GREEN", "TLP:CLEAR"]


def _listed(value: Any) -> Any:
    """Read a plain list of ids as the articles to include."""
    return {"include": value} if isinstance(value, list) else value


def _file_name(text: str) -> str:
    if not re.fullmatch(r"\w[\w .-]{0,99}", text) or text.endswith((" ", ".")):
        raise ValueError(f"'{text}' is no name for a file; use letters, digits and hyphens")
    return text


class BriefModel(Model):
    """A brief definition."""

    format: Format
    title: Filled = Field(description="The brief's title.")
    subtitle: Filled | None = None
    extends: str | None = Field(
        default=None, description="Another brief, whose keys hold where this one has none."
    )
    parameters: dict[str, ParameterModel] = Field(
        default={}, description="Values that texts name in braces: {{ name }}."
    )
    variants: dict[str, dict[str, Any]] | None = Field(
        default=None,
        description="Documents made of it: by name, the keys that differ.",
    )
    file_name: Annotated[str, AfterValidator(_file_name)] | None = Field(
        default=None, description="What its files are called, instead of the definition's name."
    )
    form: str = Field(default="memo", description="memo, brief or one-pager.")
    to: Filled | None = Field(default=None, description="Who the brief is for.")
    sender: Filled | None = Field(default=None, alias="from", description="Who it is from.")
    author: Filled | None = Field(default=None, description="Who wrote it.")
    number: Filled | None = Field(default=None, description="The brief's number.")
    status: Literal["draft", "final"] = Field(
        default="final", description="draft: every copy says that it is a draft."
    )
    marking: Marking | None = Field(default=None, description="The TLP 2.0 marking.")
    date: str = Field(default="today", description="The brief's date: 2025-11-21, or today.")
    cut_off: DayText | None = Field(
        default=None, description="The last day of information; the brief's date where absent."
    )
    language: str | None = Field(default=None, description="The language of the fixed words.")
    page: Literal["A4", "Letter"] | None = Field(default=None, description="The size of paper.")
    theme: str | None = Field(default=None, description="The house style, a file of themes/.")
    template: str | None = Field(
        default=None, description="A folder of templates/ whose files come before the usual ones."
    )
    articles: Annotated[ArticlesModel, BeforeValidator(_listed)] = Field(
        description="The articles: a list of ids, or how to select them."
    )
    sections: tuple[SectionKind, ...] | None = Field(
        default=None, min_length=1, description="The order of sections; the form's where absent."
    )
    items: ItemsModel = Field(default=ItemsModel(), description="What is shown of articles.")
    bottom_line: Block | None = Field(default=None, description="Markdown.")
    text: Block | None = Field(default=None, description="Free text, Markdown.")
    watch_list: Texts = Field(default=(), description="What to watch: entries in Markdown.")
    judgements: tuple[JudgementModel, ...] = Field(
        default=(), description="The author's judgements, each with a grade or shown as not graded."
    )
    matrix: MatrixModel | None = None
    waivers: tuple[WaiverModel, ...] = Field(
        default=(), description="Caveats that somebody waives, each with who, why and until when."
    )

    @field_validator("date")
    @classmethod
    def _date(cls, text: str) -> str:
        if text != "today":
            dates.day(text)
        return text

    @field_validator("form")
    @classmethod
    def _form(cls, text: str) -> str:
        if text not in FORMS:
            raise ValueError(f"unknown form '{text}'; {known(text, FORMS, kind='forms')}")
        return text
