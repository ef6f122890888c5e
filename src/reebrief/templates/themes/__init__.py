"""Load the house style: a theme file of named roles, resolved once for every writer alike.

``models`` is what a theme file can say, ``inheritance`` lays one over another, ``resolver`` makes a
``theme`` of it, and ``contrast`` says whether it can be read. ``optional_fonts`` may be installed
beside the package; ``reference_docx`` is a Word template whose styles Word gets instead.
"""

from __future__ import annotations

from dataclasses import replace

from reebrief.diagnostics import Place, error
from reebrief.project.project import Project, is_file
from reebrief.project.validation import validate
from reebrief.templates.themes.contrast import CONTRAST, contrast
from reebrief.templates.themes.inheritance import extended
from reebrief.templates.themes.models import (
    PAGES,
    ROLES,
    Align,
    FontModel,
    PageModel,
    RoleModel,
    RoleName,
    ThemeModel,
)
from reebrief.templates.themes.reference_docx import read as read_reference
from reebrief.templates.themes.resolver import resolve
from reebrief.templates.themes.theme import (
    Font,
    Margins,
    Reference,
    Style,
    Theme,
    tightened,
)

__all__ = [
    "CONTRAST",
    "PAGES",
    "ROLES",
    "Align",
    "Font",
    "FontModel",
    "Margins",
    "PageModel",
    "Reference",
    "RoleModel",
    "RoleName",
    "Style",
    "Theme",
    "ThemeModel",
    "contrast",
    "load",
    "tightened",
    "with_reference",
]


def load(project: Project, name: str, place: Place | None = None) -> Theme:
    """Load a theme by name, the project's own first.

    Raises ReebriefError where it is unknown, extends itself, or names an unknown role, colour or
    font, a font file that does not exist, parents in a circle, or colours with too little contrast.
    """
    path = project.choose("themes", name, what="theme", place=place)
    file, paths = extended(project, path)
    return resolve(project, file, validate(ThemeModel, file), name, paths)


def with_reference(project: Project, theme: Theme, name: str, place: Place) -> Theme:
    """Return a theme with a Word template that is named at ``place`` by its path in the project.

    Raises ReebriefError where there is none, and where it is refused (``reference.read``).
    """
    path = project.find(project.root / name)
    if not path.resolve().is_relative_to(project.root.resolve()) or not is_file(path):
        hint = "give its path from the project's root, for example house.docx"
        raise error(f"no Word template '{name}' in the project", place, hint)
    reference = read_reference(project.data(path), project.name(path), place)
    fonts = {key: replace(font, embedded="") for key, font in theme.fonts.items()}  # it has its own
    return replace(theme, files=(*theme.files, path), fonts=fonts, reference=reference)
