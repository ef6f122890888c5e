"""The roles that a theme styles, and the models of what people write in a theme file."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import BeforeValidator, Field

from reebrief.project.validation import Filled, Flag, Format, Model, Number, Whole

RoleName = Literal[
    "body",
    "title",
    "subtitle",
    "logo",
    "status",
    "meta",
    "heading-1",
    "heading-2",
    "heading-3",
    "quote",
    "comment",
    "field-name",
    "field-value",
    "caption",
    "table-header",
    "table-cell",
    "caveat-label",
    "caveat-text",
    "caveat-note",
    "caveat-key",
    "bottom-line",
    "source-entry",
    "header",
    "footer",
    "marking",
    "link",
]
"""What a theme can style. ``body`` is the parent of every role that names none."""

ROLES: tuple[RoleName, ...] = get_args(RoleName)
PAGES = {"A4": (595.28, 841.89), "Letter": (612.0, 792.0)}
"""Page sizes, width and height in points (ISO 216; ANSI/ASME Y14.1)."""

Align = Literal["left", "right", "center", "justify"]


class FontModel(Model):
    """A font family: what Word calls it, and its four files."""

    word: str = Field(
        min_length=1, description="The font's name in Word; its metrics are the same."
    )
    generic: Literal["sans-serif", "serif", "monospace"] = Field(
        default="sans-serif", description="What a browser takes that has not this font."
    )
    regular: str = Field(min_length=1, description="A TrueType file in fonts/.")
    bold: str | None = Field(
        default=None, description="The bold face; the regular one where absent."
    )
    italic: str | None = Field(default=None, description="The italic face.")
    bold_italic: str | None = Field(default=None, description="The bold italic face.")


class PageModel(Model):
    """Margins in millimetres; header and footer as distances from the paper's edge."""

    top: Number = Field(default=25, ge=10, le=80, description="The upper margin, in millimetres.")
    right: Number = Field(default=22, ge=10, le=80, description="The right margin, in millimetres.")
    bottom: Number = Field(
        default=24, ge=10, le=80, description="The lower margin, in millimetres."
    )
    left: Number = Field(default=22, ge=10, le=80, description="The left margin, in millimetres.")
    header: Number = Field(
        default=12, ge=5, le=60, description="From the paper's edge to the header, in millimetres."
    )
    footer: Number = Field(
        default=12, ge=5, le=60, description="From the paper's edge to the footer, in millimetres."
    )


class LogoModel(Model):
    """A logo above the title; the role ``logo`` says on which side, and the space around it."""

    file: str = Field(
        min_length=1,
        description="A picture, named from the project's root.",
        examples=["pictures/crest.png"],
    )
    alt: Filled = Field(description="What is said instead of it: whose logo it is.")
    height: Number = Field(default=14, ge=5, le=40, description="Its height, in millimetres.")


class RoleModel(Model):
    """How a role looks; what is not given comes from the parent role. Lengths are in points."""

    parent: RoleName | None = Field(
        default=None, description="The role that fills what is not given."
    )
    font: str | None = Field(default=None, description="One of the theme's fonts.")
    size: Number | None = Field(default=None, ge=6, le=72, description="The size of its letters.")
    leading: Number | None = Field(
        default=None,
        ge=6,
        le=100,
        description="From line to line; 1.3 times the size where absent.",
    )
    colour: str | None = Field(default=None, description="One of the theme's colours.")
    background: str | None = Field(default=None, description="One of the theme's colours, or none.")
    rule: str | None = Field(
        default=None, description="The colour of a rule at the block's left edge."
    )
    bold: Flag | None = Field(default=None, description="true: in bold.")
    italic: Flag | None = Field(default=None, description="true: in italics.")
    before: Number | None = Field(default=None, ge=0, le=100, description="Space above.")
    after: Number | None = Field(default=None, ge=0, le=100, description="Space below.")
    indent: Number | None = Field(default=None, ge=0, le=200, description="From the left margin.")
    align: Align | None = Field(default=None, description="How its lines are set.")


def _digits(value: object) -> object:
    if value is None:
        raise ValueError('no colour; type six digits in quotes, as # begins a comment: "1F2933"')
    return value


LEAST_CAVEATS = 20
"""The least share of words, in percent, in which a brief can say who speaks and who owns whom."""


class BudgetModel(Model):
    """How many caveats a brief should have at most: of a brief, or of all that have a theme."""

    caveats: Whole | None = Field(
        default=None,
        ge=LEAST_CAVEATS,
        le=100,
        description="The share of its words that are caveats, in percent.",
    )
    marks: Whole | None = Field(
        default=None, ge=1, le=100, description="The marks of claims on one page."
    )


class ThemeModel(Model):
    """A theme file."""

    format: Format
    title: str = Field(min_length=1, description="What the theme is called.")
    extends: str | None = Field(
        default=None, description="Another theme, which gives whatever this one does not."
    )
    page: PageModel = Field(default=PageModel(), description="Margins.")
    logo: LogoModel | None = Field(default=None, description="The logo above the title.")
    columns: Whole = Field(
        default=1, ge=1, le=2, description="In how many columns running text stands: 1 or 2."
    )
    notes: Literal["end", "foot"] = Field(
        default="end",
        description="Where the full words on sources stand: in the list of sources, or in notes.",
    )
    budget: BudgetModel | None = Field(
        default=None, description="How many caveats its briefs should have at most."
    )
    embed_fonts: Flag = Field(
        default=False,
        description="true: Word files carry the font files, under the fonts' own names. Without, "
        "Word takes its own fonts by the names under `word`.",
    )
    fonts: dict[str, FontModel] = Field(description="Font families by the name that roles use.")
    fallback: tuple[str, ...] = Field(
        default=(), description="Fonts for characters a role's font lacks."
    )
    colours: dict[str, Annotated[str, BeforeValidator(_digits)]] = Field(
        description="Colours by name, as six hexadecimal digits.", examples=[{"ink": "1B1F24"}]
    )
    roles: dict[RoleName, RoleModel] = Field(
        description="By role: how it looks. Contrast below 4.5:1 is an error."
    )
