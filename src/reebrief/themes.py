"""The house style: one theme file of named roles, resolved for every writer alike."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from pydantic import Field

from reebrief.errors import Place, Problem, ReebriefError, known
from reebrief.models import Flag, Format, Model, Number, validate
from reebrief.project import FONTS, Project
from reebrief.yamlfile import Path as YamlPath
from reebrief.yamlfile import YamlFile

RoleName = Literal[
    "body",
    "title",
    "subtitle",
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
    "header",
    "footer",
    "marking",
    "link",
]
"""What a theme can style. ``body`` is the parent of every role that names none."""

ROLES: tuple[RoleName, ...] = get_args(RoleName)
PAGES = {"A4": (595.28, 841.89), "Letter": (612.0, 792.0)}
"""Page sizes, width and height in points (ISO 216; ANSI/ASME Y14.1)."""

CONTRAST = 4.5
"""The lowest ratio of contrast for text (WCAG 2.2, success criterion 1.4.3)."""

_MM = 72 / 25.4
Align = Literal["left", "right", "center", "justify"]


class FontModel(Model):
    """A font family: what Word calls it, and its four files."""

    word: str = Field(
        min_length=1, description="The font's name in Word; its metrics are the same."
    )
    regular: str = Field(min_length=1, description="A TrueType file in fonts/.")
    bold: str | None = Field(
        default=None, description="The bold face; the regular one where absent."
    )
    italic: str | None = Field(default=None, description="The italic face.")
    bold_italic: str | None = Field(default=None, description="The bold italic face.")


class PageModel(Model):
    """Margins in millimetres; header and footer as distances from the paper's edge."""

    top: Number = Field(default=25, ge=10, le=80)
    right: Number = Field(default=22, ge=10, le=80)
    bottom: Number = Field(default=24, ge=10, le=80)
    left: Number = Field(default=22, ge=10, le=80)
    header: Number = Field(default=12, ge=5, le=60)
    footer: Number = Field(default=12, ge=5, le=60)


class RoleModel(Model):
    """How a role looks; what is not given comes from the parent role. Lengths are in points."""

    parent: RoleName | None = Field(
        default=None, description="The role that fills what is not given."
    )
    font: str | None = Field(default=None, description="One of the theme's fonts.")
    size: Number | None = Field(default=None, ge=6, le=72)
    leading: Number | None = Field(default=None, ge=6, le=100, description="From line to line.")
    colour: str | None = Field(default=None, description="One of the theme's colours.")
    background: str | None = Field(default=None, description="One of the theme's colours, or none.")
    rule: str | None = Field(
        default=None, description="The colour of a rule at the block's left edge."
    )
    bold: Flag | None = None
    italic: Flag | None = None
    before: Number | None = Field(default=None, ge=0, le=100, description="Space above.")
    after: Number | None = Field(default=None, ge=0, le=100, description="Space below.")
    indent: Number | None = Field(default=None, ge=0, le=200, description="From the left margin.")
    align: Align | None = None


class ThemeModel(Model):
    """A theme file."""

    format: Format
    title: str = Field(min_length=1, description="What the theme is called.")
    page: PageModel = PageModel()
    fonts: dict[str, FontModel] = Field(description="Font families by the name that roles use.")
    fallback: tuple[str, ...] = Field(
        default=(), description="Fonts for characters a role's font lacks."
    )
    colours: dict[str, str] = Field(description="Colours by name, as six hexadecimal digits.")
    roles: dict[RoleName, RoleModel]


@dataclass(frozen=True, slots=True)
class Font:
    """A font family with the paths of its TrueType files; absent faces are the regular one."""

    name: str
    word: str
    regular: Path
    bold: Path
    italic: Path
    bold_italic: Path

    @property
    def files(self) -> tuple[Path, ...]:
        """The four files."""
        return (self.regular, self.bold, self.italic, self.bold_italic)


@dataclass(frozen=True, slots=True)
class Style:
    """A role, resolved: lengths in points, colours as six hexadecimal digits in upper case."""

    role: RoleName
    parent: RoleName | None
    font: str
    size: float
    leading: float
    colour: str
    background: str | None
    rule: str | None
    bold: bool
    italic: bool
    before: float
    after: float
    indent: float
    align: Align


@dataclass(frozen=True, slots=True)
class Margins:
    """A page's margins, and the distances of header and footer from the edge, in points."""

    top: float
    right: float
    bottom: float
    left: float
    header: float
    footer: float


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme as writers use it: ``styles`` holds every role of ``ROLES``."""

    name: str
    margins: Margins
    fonts: dict[str, Font]
    fallback: tuple[str, ...]
    colours: dict[str, str]
    styles: dict[RoleName, Style]


def load(project: Project, name: str, place: Place | None = None) -> Theme:
    """Load a theme by name, the project's own first.

    Raises ReebriefError where it is unknown or names an unknown role, colour or font, a font file
    that does not exist, parents in a circle, or colours with too little contrast.
    """
    file = project.yaml(project.choose("themes", name, what="theme", place=place))
    return _Loader(project, file, validate(ThemeModel, file)).theme(name)


_MARKING = RoleModel(size=12, leading=14, align="right")
"""What TLP 2.0 asks of a marking, where a theme says nothing."""


class _Loader:
    def __init__(self, project: Project, file: YamlFile, model: ThemeModel) -> None:
        self.project = project
        self.file = file
        self.model = model
        self.problems: list[Problem] = []

    def theme(self, name: str) -> Theme:
        m = self.model
        for colour, digits in m.colours.items():
            if len(digits) != 6 or set(digits.upper()) - set("0123456789ABCDEF"):
                self.problem(
                    f"'{digits}' is no colour", ("colours", colour), "type six digits, 1F2933"
                )
        fonts = {key: self.font(key, font) for key, font in m.fonts.items()}
        for n, key in enumerate(m.fallback):
            self.declared(key, fonts, ("fallback", n), "font")
        self.names()
        styles = {role: self.style(role) for role in ROLES}
        if not self.problems:
            self.contrast(styles)
        if self.problems:
            raise ReebriefError(self.problems)
        margins = Margins(*(float(v) * _MM for v in m.page.model_dump().values()))
        colours = {key: digits.upper() for key, digits in m.colours.items()}
        return Theme(name, margins, fonts, m.fallback, colours, styles)

    def problem(self, what: str, path: YamlPath, hint: str | None) -> None:
        problem = Problem(what, self.file.place(path), hint)
        if problem not in self.problems:
            self.problems.append(problem)

    def font(self, key: str, font: FontModel) -> Font:
        paths = {
            face: self.font_file(key, face, getattr(font, face) or font.regular)
            for face in ("regular", "bold", "italic", "bold_italic")
        }
        return Font(key, font.word, **paths)

    def font_file(self, key: str, face: str, name: str) -> Path:
        own, shipped = self.project.root / "fonts" / name, FONTS / name
        if not own.is_file() and not shipped.is_file():
            names = [p.name for folder in (own.parent, FONTS) for p in folder.glob("*.ttf")]
            hint = known(name, names, kind="font files")
            self.problem(f"no font file '{name}'", ("fonts", key, face), hint)
        return own if own.is_file() else shipped

    def declared(self, key: str, names: Collection[str], path: YamlPath, kind: str) -> None:
        if key not in names:
            self.problem(f"unknown {kind} '{key}'", path, known(key, names, kind=f"{kind}s"))

    def names(self) -> None:
        """Check the colours and fonts that roles name, each where it is named."""
        for role, model in self.model.roles.items():
            for key in ("colour", "background", "rule", "font"):
                name = getattr(model, key)
                kind = "font" if key == "font" else "colour"
                names = self.model.fonts if key == "font" else self.model.colours
                if name is not None and not (name == "none" and kind == "colour"):
                    self.declared(name, names, ("roles", role, key), kind)

    def chain(self, role: RoleName) -> list[RoleModel]:
        """Return the role's model and those of its parents, nearest first."""
        done: list[RoleModel] = []
        seen: list[RoleName] = []
        at: RoleName | None = role
        while at is not None:
            if at in seen:
                self.problem(
                    f"the parents of '{role}' go in a circle",
                    ("roles", role, "parent"),
                    "end the chain at body",
                )
                break
            seen.append(at)
            model = self.model.roles.get(at, RoleModel())
            done.append(model)
            if at == "marking":
                done.append(_MARKING)
            at = model.parent or (None if at == "body" else "body")
        return done

    def style(self, role: RoleName) -> Style:
        chain = self.chain(role)

        def value(key: str) -> object:
            return next((v for m in chain if (v := getattr(m, key)) is not None), None)

        def number(key: str, default: float = 0.0) -> float:
            found = value(key)
            return float(found) if isinstance(found, int | float) else default

        def colour(key: str) -> str | None:
            found = value(key)
            if found is None or found == "none":
                return None
            return self.model.colours.get(str(found), "000000").upper()

        size = number("size", 10.5)
        leading = _leading(chain, size)
        if leading < size:
            what = f"lines of '{role}' would overlap: leading {leading:g}, size {size:g}"
            self.problem(what, ("roles", role), f"type leading: {size * 1.25:g} or more")
        if role == "marking" and (size < 12 or value("align") != "right"):
            what = "the marking must be 12 points or more, and right-aligned (TLP 2.0)"
            self.problem(what, ("roles", role), "type size: 12, align: right")
        align = value("align")
        font = str(value("font") or next(iter(self.model.fonts), ""))
        return Style(
            role=role,
            parent=(chain[0].parent or "body") if role != "body" else None,
            font=font,
            size=size,
            leading=leading,
            colour=colour("colour") or "000000",
            background=colour("background"),
            rule=colour("rule"),
            bold=bool(value("bold")),
            italic=bool(value("italic")),
            before=number("before"),
            after=number("after"),
            indent=number("indent"),
            align=align if align in get_args(Align) else "left",  # type: ignore[arg-type]
        )

    def contrast(self, styles: dict[RoleName, Style]) -> None:
        for style in styles.values():
            own = self.model.roles.get(style.role, RoleModel())
            if not (own.colour or own.background):
                continue  # inherited, and reported where it is set
            ratio = contrast(style.colour, style.background or "FFFFFF")
            if ratio < CONTRAST:
                self.problem(
                    f"the contrast of '{style.role}' is {ratio:.1f}:1, {CONTRAST}:1 is the least",
                    ("roles", style.role, "colour" if own.colour else "background"),
                    "choose a darker colour, or a lighter background",
                )


def _leading(chain: list[RoleModel], size: float) -> float:
    """Return the leading of a role: the nearest that belongs to its size."""
    for model in chain:
        if model.leading is not None:
            return float(model.leading)
        if model.size is not None:
            break
    return size * 1.3


def contrast(one: str, two: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    light, dark = sorted((_luminance(one), _luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    """Return the relative luminance, 0 to 1 (WCAG 2.2, "relative luminance")."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
