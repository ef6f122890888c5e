"""Brief definitions: what an analyst writes in ``briefs/NAME.yaml``, checked, with places."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, BeforeValidator, Field, field_validator, model_validator

from reebrief import dates
from reebrief.dates import DayText
from reebrief.errors import Place, Problem, ReebriefError, Severity, error, known
from reebrief.markdown import Source
from reebrief.models import Filled, Format, Model, Whole, validate
from reebrief.project import Project, is_file
from reebrief.yamlfile import YamlFile

FOLDER = "briefs"

SectionKind = Literal[
    "bottom-line", "source-statement", "items", "matrix", "text", "watch-list", "sources"
]
SECTIONS: tuple[SectionKind, ...] = get_args(SectionKind)
CONTENT: dict[SectionKind, str] = {
    "bottom-line": "bottom_line",
    "matrix": "matrix",
    "text": "text",
    "watch-list": "watch_list",
}
"""The key that holds the content of a section kind; the other kinds bring their own."""

Show = Literal["highlights", "summary", "full"]
Marking = Literal["TLP:RED", "TLP:AMBER+STRICT", "TLP:AMBER", "TLP:GREEN", "TLP:CLEAR"]


@dataclass(frozen=True, slots=True)
class Form:
    """A form of brief: the sections it brings, and the most pages it should have."""

    sections: tuple[SectionKind, ...]
    pages: int


FORMS = {
    "memo": Form(
        ("bottom-line", "source-statement", "items", "matrix", "text", "watch-list", "sources"), 8
    ),
    "brief": Form(
        ("bottom-line", "source-statement", "text", "items", "matrix", "watch-list", "sources"), 2
    ),
    "one-pager": Form(
        ("bottom-line", "source-statement", "items", "matrix", "watch-list", "sources"), 1
    ),
}
"""The forms by name."""


def _listed(value: Any) -> Any:
    """Read a plain list of ids as the articles to include."""
    return {"include": value} if isinstance(value, list) else value


def _several(value: Any) -> Any:
    """Read one text as a list of one."""
    return [value] if isinstance(value, str) else value


def _not_blank(text: str) -> str:
    if not text.strip():
        raise ValueError("empty; type something, or delete the key")
    return text


Block = Annotated[str, AfterValidator(_not_blank)]
"""Markdown, kept as typed so that lines can be counted."""

Texts = Annotated[tuple[str, ...], BeforeValidator(_several)]


class WhereModel(Model):
    """Which articles to select: all that fit every key given."""

    period: str | None = Field(
        default=None, description="7d (the last seven days), 2025-W45, 2025-11 or 2025."
    )
    since: DayText | None = Field(default=None, description="The first day, 2025-11-05.")
    until: DayText | None = Field(default=None, description="The last day, 2025-11-11.")
    topics: Texts = Field(default=(), description="Any of these topics.")
    origins: Texts = Field(default=(), description="Any of these origins, or what they own.")

    @field_validator("period")
    @classmethod
    def _period(cls, text: str | None) -> str | None:
        if text is not None:
            dates.period(text, dt.date(2000, 1, 1))
        return text

    @model_validator(mode="after")
    def _one_way(self) -> WhereModel:
        if self.period and (self.since or self.until):
            raise ValueError("a period and since/until at once; keep one of the two")
        return self


class ArticlesModel(Model):
    """The articles of a brief: a list of ids, or these keys."""

    include: Texts = Field(default=(), description="Articles by id, always in.")
    where: WhereModel | None = Field(default=None, description="Articles by what they are.")
    exclude: Texts = Field(default=(), description="Articles by id, never in.")
    sort: Literal["listed", "newest", "oldest", "title"] | None = Field(
        default=None, description="The order; listed where ids are listed, else newest."
    )
    limit: Whole | None = Field(default=None, ge=1, le=10_000, description="At most so many.")


class ItemModel(Model):
    """What the brief shows of one article; what is not given comes from ``items``."""

    show: Show | None = Field(default=None, description="highlights, summary or full.")
    sections: Texts | None = Field(default=None, description="Sections of the article by id.")
    max_words: Whole | None = Field(default=None, ge=10, le=100_000)
    headline: Filled | None = Field(default=None, description="Instead of the title.")
    summary: Block | None = Field(default=None, description="The author's own summary, Markdown.")
    comment: Block | None = Field(
        default=None, description="The author's comment, Markdown; marked as such."
    )


class ItemsModel(Model):
    """What the brief shows of its articles."""

    show: Show = Field(default="highlights", description="highlights, summary or full.")
    sections: Texts = Field(default=(), description="Sections of the articles by id, besides.")
    max_words: Whole | None = Field(
        default=None, ge=10, le=100_000, description="At most so many words of an article."
    )
    each: dict[str, ItemModel] = Field(default={}, description="By article id: what differs.")


class MatrixModel(Model):
    """The recommendation table of a brief."""

    table: str = Field(pattern=r"^[^#\s]+#[^#\s]+$", description="The table: article-id#table-id.")
    rows: Texts = Field(default=(), description="Rows by id, in order; all where absent.")
    columns: Texts = Field(default=(), description="Columns by id, in order; all where absent.")
    caption: Filled | None = Field(default=None, description="Instead of the table's.")

    @field_validator("table")
    @classmethod
    def _table(cls, text: str) -> str:
        if not re.fullmatch(r"[^#\s]+#[^#\s]+", text):
            raise ValueError(f"'{text}' names no table; type article-id#table-id")
        return text


class BriefModel(Model):
    """A brief definition."""

    format: Format
    title: Filled = Field(description="The brief's title.")
    subtitle: Filled | None = None
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
    matrix: MatrixModel | None = None

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


@dataclass(frozen=True, slots=True)
class BriefDefinition:
    """A definition as it stands on disk. ``name`` is the file's name without its ending."""

    name: str
    file: YamlFile
    model: BriefModel

    @property
    def form(self) -> Form:
        """The brief's form."""
        return FORMS[self.model.form]

    @property
    def sections(self) -> tuple[SectionKind, ...]:
        """The sections in order: as listed, else the form's as far as they have content."""
        if self.model.sections is not None:
            return self.model.sections
        return tuple(
            kind for kind in self.form.sections if kind not in CONTENT or self._content(kind)
        )

    def _content(self, kind: SectionKind) -> object:
        return getattr(self.model, CONTENT[kind])

    def place(self, *path: str | int) -> Place:
        """Return where a value stands in the definition."""
        return self.file.place(path)

    def source(self, text: str, *path: str | int) -> Source:
        """Return a text of the definition with its place, for the Markdown parser."""
        place = self.place(*path)
        return Source(text, place.file, place.line, first_column=place.column)

    def cut_off(self, date: dt.date) -> dt.date:
        """Return the last day of information of a brief of this date, never a later one."""
        return min(dates.day(self.model.cut_off), date) if self.model.cut_off else date

    def late_cut_off(self, date: dt.date) -> list[Problem]:
        """Return a finding where the cut-off is after the brief's date, which then counts."""
        if not self.model.cut_off or dates.day(self.model.cut_off) <= date:
            return []
        what = f"the cut-off is after the brief's date, {date}, which counts instead"
        return [Problem(what, self.place("cut_off"), "change one of the two", Severity.FINDING)]

    def check(self) -> list[Problem]:
        """Return the faults between keys: sections without content, content without a section."""
        faults: list[Problem] = []
        for n, kind in enumerate(self.model.sections or ()):
            if kind in CONTENT and not self._content(kind):
                key = CONTENT[kind]
                hint = f"add '{key}: …', or delete '{kind}' here"
                what = f"the section '{kind}' has no content"
                faults.append(Problem(what, self.place("sections", n), hint))
            if kind != "text" and kind in (self.model.sections or ())[:n]:
                what = f"the section '{kind}' is listed twice"
                faults.append(Problem(what, self.place("sections", n), "delete one of the two"))
        for kind, key in CONTENT.items():
            if self._content(kind) and kind not in self.sections:
                faults.append(
                    Problem(
                        f"'{key}' is not shown: no section '{kind}'",
                        self.file.place((key,), key=True),
                        f"add '- {kind}' to sections",
                        Severity.FINDING,
                    )
                )
        return faults


def names(project: Project) -> list[str]:
    """Return the names of a project's briefs, in alphabetical order."""
    return [path.stem for path in project.files(FOLDER, ".yaml")]


def load(project: Project, name: str) -> BriefDefinition:
    """Load a brief by its name, or by the path of its file.

    Raises ReebriefError where there is none, with the nearest names, and with every fault of it.
    """
    path = Path(name).absolute() if "/" in name or name.endswith(".yaml") else None
    if path is None:
        path = project.root / FOLDER / f"{name}.yaml"
        if not is_file(path):
            hint = known(name, names(project), kind="briefs")
            raise error(f"no brief '{name}'", Place(f"{FOLDER}/{name}.yaml"), hint)
    file = project.yaml(path)
    definition = BriefDefinition(path.stem, file, validate(BriefModel, file))
    faults = [p for p in definition.check() if p.severity is Severity.ERROR]
    if faults:
        raise ReebriefError(faults)
    return definition
