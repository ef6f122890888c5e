"""The house style: a theme file of named roles, resolved once for every writer alike.

``roles`` is what a theme file can say, ``extending`` lays one over another, ``resolving`` makes a
``theme`` of it, and ``contrast`` says whether it can be read. ``extras`` are fonts that may be
installed beside the package; a ``reference`` is a Word template whose styles Word gets instead.
"""

from __future__ import annotations

from reebrief.errors import Place
from reebrief.models import validate
from reebrief.project import Project
from reebrief.themes.contrast import CONTRAST, contrast
from reebrief.themes.extending import extended
from reebrief.themes.reference import Reference
from reebrief.themes.resolving import resolve
from reebrief.themes.roles import (
    PAGES,
    ROLES,
    Align,
    FontModel,
    PageModel,
    RoleModel,
    RoleName,
    ThemeModel,
)
from reebrief.themes.theme import Font, Margins, Style, Theme

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
]


def load(project: Project, name: str, place: Place | None = None) -> Theme:
    """Load a theme by name, the project's own first.

    Raises ReebriefError where it is unknown, extends itself, or names an unknown role, colour or
    font, a font file that does not exist, parents in a circle, or colours with too little contrast.
    """
    path = project.choose("themes", name, what="theme", place=place)
    file, paths = extended(project, path)
    return resolve(project, file, validate(ThemeModel, file), name, paths)
