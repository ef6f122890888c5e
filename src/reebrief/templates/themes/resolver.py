"""A checked theme file becomes a theme: names looked up, parents followed, contrast measured."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path
from typing import get_args

from reebrief.diagnostics import Problem, ReebriefError, Severity, known, nearest
from reebrief.document.nodes import Picture
from reebrief.project import images
from reebrief.project.project import FONTS, Project
from reebrief.project.yaml import Path as YamlPath
from reebrief.project.yaml import YamlFile
from reebrief.templates.themes.contrast import CONTRAST, pairs
from reebrief.templates.themes.embedding import family, may_be_embedded
from reebrief.templates.themes.models import (
    ROLES,
    Align,
    FontModel,
    RoleModel,
    RoleName,
    ThemeModel,
)
from reebrief.templates.themes.symbol_fonts import is_symbol_font
from reebrief.templates.themes.theme import Font, Margins, Style, Theme

_MM = 72 / 25.4

_ALIKE = 4
"""Letters in which the name of a file agrees with one that it may be a slip for."""

_FACES = ("regular", "bold", "italic", "bold_italic")

_MARKING = RoleModel(size=12, leading=14, align="right")
"""What TLP 2.0 asks of a marking, where a theme says nothing."""


_PARENTS: dict[RoleName, RoleName] = {"caveat-key": "caveat-note"}
"""The parents of roles that a theme need not know; that of all others is ``body``."""


def resolve(
    project: Project, file: YamlFile, model: ThemeModel, name: str, files: tuple[Path, ...]
) -> Theme:
    """Return the theme of this name that was read from these files.

    Raises ReebriefError with every fault of it.
    """
    return _Resolver(project, file, model).theme(name, files)


_KEPT = frozenset({"sand"})
"""Colours of shipped themes that older ones built on them name, and no role has any more."""


class _Resolver:
    def __init__(self, project: Project, file: YamlFile, model: ThemeModel) -> None:
        self.project = project
        self.file = file
        self.model = model
        self.problems: list[Problem] = []
        self.findings: list[Problem] = []

    def theme(self, name: str, files: tuple[Path, ...]) -> Theme:
        m = self.model
        for colour, digits in m.colours.items():
            if len(digits) != 6 or set(digits.upper()) - set("0123456789ABCDEF"):
                self.problem(
                    f"'{digits}' is no colour",
                    ("colours", colour),
                    'type six digits in quotes, without #: "1F2933"',
                )
        self.unused(files[0])
        fonts = {key: self.font(key, font) for key, font in m.fonts.items()}
        for n, key in enumerate(m.fallback):
            self.declared(key, fonts, ("fallback", n), "font")
        self.names()
        styles = {role: self.style(role) for role in ROLES}
        if not self.problems:
            self.contrast(styles)
        if m.embed_fonts and not self.problems:
            fonts |= {key: self.embedded(fonts[key]) for key in {s.font for s in styles.values()}}
        if self.problems:
            raise ReebriefError(self.problems)
        margins = Margins(*(float(v) * _MM for v in m.page.model_dump().values()))
        colours = {key: digits.upper() for key, digits in m.colours.items()}
        theme = Theme(
            name,
            margins,
            fonts,
            m.fallback,
            colours,
            styles,
            files,
            notes=m.notes,
            columns=int(m.columns),
            budget=m.budget,
            findings=tuple(self.findings),
        )
        return self.with_logo(theme)

    def with_logo(self, theme: Theme) -> Theme:
        """Return a theme with its logo. Raises ReebriefError where it cannot be shown."""
        logo = self.model.logo
        if logo is None:
            return theme
        image = images.load(self.project, logo.file, self.file.place(("logo", "file")))
        shown = Picture(logo.file, logo.alt, image=image, height=float(logo.height) * _MM)
        path = self.project.root / logo.file
        return replace(theme, files=(*theme.files, path), logo=shown)

    def problem(self, what: str, path: YamlPath, hint: str | None) -> None:
        problem = Problem(what, self.file.place(path), hint)
        if problem not in self.problems:
            self.problems.append(problem)

    def font(self, key: str, font: FontModel) -> Font:
        if is_symbol_font(font.word):
            what = f"'{font.word}' is a font of symbols: text would be signs in Word"
            self.problem(what, ("fonts", key, "word"), "name a font of letters")
        named = {face: getattr(font, face) or font.regular for face in _FACES}
        self.missing(key, named)
        regular, bold, italic, both = map(self.font_file, named.values())
        return Font(key, font.word, font.generic, regular, bold, italic, both)

    def embedded(self, font: Font) -> Font:
        """Return a font by the name of its own that it goes by in Word files that carry it."""
        for face, path in zip(_FACES, font.files, strict=True):
            if not may_be_embedded(path.read_bytes()):
                what = f"'{path.name}' does not permit that documents carry it"
                hint = "name a font whose licence permits it, or delete 'embed_fonts'"
                self.problem(what, ("fonts", font.name, face), hint)
        name = family(font.regular.read_bytes())
        if not name or is_symbol_font(name):
            what = f"'{font.regular.name}' gives no name of a font of letters"
            hint = "name another font, or delete 'embed_fonts'"
            self.problem(what, ("fonts", font.name, "regular"), hint)
        return replace(font, embedded=name)

    def font_file(self, name: str) -> Path:
        """Return the project's own file of a font, else the one that ships, there or not."""
        own = self.project.find(self.project.root / "fonts" / name)
        return own if own.is_file() else FONTS / name

    def missing(self, key: str, named: Mapping[str, str]) -> None:
        """Report the files, by the faces of a font, that are not there, all as one problem."""
        gone = [
            name for name in dict.fromkeys(named.values()) if not self.font_file(name).is_file()
        ]
        if not gone:
            return
        folders = self.project.root / "fonts", FONTS
        there = sorted({path.name for folder in folders for path in folder.glob("*.ttf")})
        alike = [name for name in there if name[:_ALIKE] == gone[0][:_ALIKE]]
        put = f"put {'it' if len(gone) == 1 else 'them'} into fonts/, or name what ships"
        hint = nearest(gone[0], alike) if len(gone) == 1 else None
        what = f"no font file{'s' * (len(gone) > 1)} {', '.join(map(repr, gone))}"
        face = next(face for face, name in named.items() if name == gone[0])
        self.problem(what, ("fonts", key, face), hint or f"{put}: {', '.join(there)}")

    def declared(self, key: str, names: Collection[str], path: YamlPath, kind: str) -> None:
        if gone := self.file.taken.get((f"{kind}s", key)):
            form = "type six digits in quotes, without #" if kind == "colour" else "name its files"
            what = f"the {kind} '{key}' has no value, and roles have it"
            if (problem := Problem(what, gone, form)) not in self.problems:
                self.problems.append(problem)
        elif key not in names:
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

    def unused(self, path_of_theme: Path) -> None:
        """Find colours of the theme's own file that no role has.

        One that looks like a slip for one of its parent's is an error.
        """
        shipped = path_of_theme.is_relative_to(self.project.package / "templates")
        used = {
            getattr(model, key)
            for model in self.model.roles.values()
            for key in ("colour", "background", "rule")
        }
        for name in self.model.colours:
            path = ("colours", name)
            if name not in used and self.file.place(path).file == self.file.name:
                others = [
                    colour
                    for colour in self.model.colours
                    if self.file.place(("colours", colour)).file != self.file.name
                ]
                hint = nearest(name, others)
                if hint:
                    self.problem(f"no role has the colour '{name}'", path, hint)
                elif not shipped and name not in _KEPT:
                    what = f"no role has the colour '{name}'"
                    hint = "delete it, or give it to a role: {colour: …}"
                    self.findings.append(
                        Problem(what, self.file.place(path), hint, Severity.FINDING)
                    )

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
            at = model.parent or (None if at == "body" else _PARENTS.get(at, "body"))
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
            parent=(chain[0].parent or _PARENTS.get(role, "body")) if role != "body" else None,
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
        for role, ground, ratio in pairs(styles):
            if ratio >= CONTRAST or (role == ground and not self.sets(role, "colour", role)):
                continue
            on = f" on '{ground}'" if ground != role else ""
            self.problem(
                f"the contrast of '{role}'{on} is {ratio:.1f}:1, {CONTRAST}:1 is the least",
                self.sets(role, "colour", ground) or ("roles",),
                "choose a darker colour, or a lighter background",
            )

    def sets(self, role: RoleName, key: str, ground: RoleName) -> YamlPath:
        """Return where a pair of colours is set: in the theme's own file where it can be.

        Empty where a role inherits both: the fault is reported where they are set.
        """
        found: list[YamlPath] = []
        for name, part in ((role, key), (ground, "background")):
            colour = getattr(self.model.roles.get(name, RoleModel()), part)
            if colour:
                found += [("roles", name, part), ("colours", colour)]
        own = [path for path in found if self.file.place(path).file == self.file.name]
        return next(iter(own or found), ())


def _leading(chain: list[RoleModel], size: float) -> float:
    """Return the leading of a role: the nearest that belongs to its size."""
    for model in chain:
        if model.leading is not None:
            return float(model.leading)
        if model.size is not None:
            break
    return size * 1.3
