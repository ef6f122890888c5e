"""A brief definition as an analyst writes it: the keys of ``briefs/NAME.yaml``."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, field_validator

from reebrief.briefs.forms import FORMS
from reebrief.briefs.models.answers import (
    CalculatedModel,
    CarriedModel,
    CorrectedModel,
    SupportedModel,
)
from reebrief.briefs.models.articles import ArticlesModel
from reebrief.briefs.models.ask import AskModel
from reebrief.briefs.models.charts import ChartModel
from reebrief.briefs.models.items import ItemsModel, JudgementModel
from reebrief.briefs.models.matrix import MatrixModel
from reebrief.briefs.models.sections import Sections
from reebrief.briefs.models.types import Block, Texts
from reebrief.briefs.models.waivers import WaiverModel
from reebrief.briefs.parameters import ParameterModel
from reebrief.diagnostics import known
from reebrief.document.characters import visible
from reebrief.project import dates
from reebrief.project.dates import DayText
from reebrief.project.file_names import fault_of
from reebrief.project.validation import Filled, Format, Model, SchemaHint
from reebrief.templates.themes.models import BudgetModel


def _listed(value: Any) -> Any:
    """Read a plain list of ids, or one id, as the articles to include."""
    return {"include": value} if isinstance(value, list | str) else value


_IDS = [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]
_LIST = SchemaHint(also={"anyOf": _IDS})


_LONGEST_NAME = 100
"""Characters of a file's name: with a date and an ending it fits every system."""


def _file_name(text: str) -> str:
    if len(text) > _LONGEST_NAME:
        what = f"a name of {len(text)} characters is too long"
        raise ValueError(f"{what}; type {_LONGEST_NAME} at most")
    if not re.fullmatch(r"\w[\w .-]*", text) or text.endswith((" ", ".")):
        shown = visible(text)[0]
        raise ValueError(f"'{shown}' is no name for a file; use letters, digits and hyphens")
    if fault := fault_of(text):
        raise ValueError(f"'{text}' {fault}; choose another name")
    return text


FileName = Annotated[
    str, AfterValidator(_file_name), SchemaHint(pattern=r"^[^/\\:*?\"<>|]{1,100}$")
]
"""What a file may be called on every system."""


class BriefModel(Model):
    """A brief definition."""

    format: Format
    title: Filled = Field(description="The brief's title.", examples=["Rare earths this week"])
    subtitle: Filled | None = Field(default=None, description="A line below the title.")
    extends: str | None = Field(
        default=None, description="Another brief, whose keys hold where this one has none."
    )
    parameters: dict[str, ParameterModel] = Field(
        default={}, description="By name: values that texts name in braces, {{ name }}."
    )
    variants: dict[str, dict[str, Any]] | None = Field(
        default=None,
        description="By name: documents made of this definition, each with the keys that differ; "
        "its parameters are values.",
    )
    file_name: FileName | None = Field(
        default=None,
        description="What its files are called before the date, instead of the definition's name.",
        examples=["weekly-{{ committee }}"],
    )
    form: Annotated[str, SchemaHint(enum=[*FORMS])] = Field(
        default="memo", description="The form: the order of its sections, and its rules."
    )
    to: Filled | None = Field(default=None, description="Who the brief is for.")
    sender: Filled | None = Field(default=None, alias="from", description="Who it is from.")
    author: Filled | None = Field(default=None, description="Who wrote it.")
    reference: str | None = Field(
        default=None, description="A Word template that supplies the styles of Word."
    )
    number: Filled | None = Field(default=None, description="The brief's number.")
    status: Literal["draft", "final"] = Field(
        default="final", description="Of a draft every copy says that it is one."
    )
    marking: Filled | None = Field(
        default=None,
        description="The marking, in header and footer: one of the setting `markings`.",
        examples=["TLP:AMBER"],
    )
    date: Annotated[str, SchemaHint(pattern=r"^(today|\d{4}-\d{2}-\d{2})$")] = Field(
        default="today",
        description="The brief's date, or today; --date comes before it.",
        examples=["2026-01-09", "today"],
    )
    cut_off: DayText | None = Field(
        default=None,
        description="The last day of information; the brief's date where absent. Later articles "
        "get a caveat.",
        examples=["2026-01-08"],
    )
    previous: str | None = Field(
        default=None,
        description="The brief that was the edition before: changes are told against it.",
        examples=["week-49"],
    )
    issued: DayText | None = Field(
        default=None, description="The day on which it was handed over; 'reebrief issue' sets it."
    )
    language: str | None = Field(
        default=None, description="The language of the fixed words.", examples=["en"]
    )
    page: Literal["A4", "Letter"] | None = Field(default=None, description="The size of paper.")
    theme: str | None = Field(
        default=None,
        description="The house style, a file of templates/themes/.",
        examples=["ministry", "think-tank", "large-print"],
    )
    notes: Literal["end", "foot"] | None = Field(
        default=None,
        description="Where the full words on sources stand: `end`, in the list of sources, or "
        "`foot`, in notes; by default as the theme has it.",
    )
    template: str | None = Field(
        default=None, description="A folder of templates/ whose files come before the usual ones."
    )
    articles: Annotated[ArticlesModel, BeforeValidator(_listed), _LIST] = Field(
        description="The articles: a list of ids, or how to select them."
    )
    sections: Sections | None = Field(
        default=None, description="The order of sections; the form's where absent."
    )
    budget: BudgetModel | None = Field(
        default=None, description="How many caveats it should have at most."
    )
    items: ItemsModel = Field(default=ItemsModel(), description="What is shown of articles.")
    bottom_line: Block | None = Field(
        default=None, description="What the reader must know, in at most 60 words."
    )
    ask: AskModel | None = Field(default=None, description="What the reader is asked for.")
    main_messages: Texts = Field(default=(), description="The main messages: entries in Markdown.")
    summary: Block | None = Field(default=None, description="A summary of the brief, Markdown.")
    text: Block | None = Field(
        default=None,
        description="Free text, Markdown; with a heading of its own, or under the fixed one.",
    )
    annex: Block | None = Field(default=None, description="What stands at the end, Markdown.")
    watch_list: Texts = Field(default=(), description="What to watch: entries in Markdown.")
    judgements: tuple[JudgementModel, ...] = Field(
        default=(), description="The author's judgements, each with a grade or shown as not graded."
    )
    charts: tuple[ChartModel, ...] = Field(
        default=(), description="Charts of figures that articles state, each cited."
    )
    matrix: MatrixModel | None = Field(default=None, description="The recommendation table.")
    waivers: tuple[WaiverModel, ...] = Field(
        default=(), description="Caveats that somebody waives, each with who, why and until when."
    )
    claims: tuple[CorrectedModel, ...] = Field(
        default=(), description="Sentences of articles that are no claims of a class."
    )
    supported: tuple[SupportedModel, ...] = Field(
        default=(), description="Figures, dates and quotations that an article has in other words."
    )
    carried: dict[str, CarriedModel] = Field(
        default={},
        description="By key (bottom_line, judgements.0, items.each.ID.comment): texts of the "
        "edition before that still hold.",
    )
    calculated: tuple[CalculatedModel, ...] = Field(
        default=(), description="Figures that the author calculated of figures of articles."
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
