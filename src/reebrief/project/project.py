"""A project on disk: its root, its settings, and every file that is read, noted as an input."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from reebrief.diagnostics import Place, ReebriefError, error, known
from reebrief.project import yaml as yamlfile
from reebrief.project.file_names import composed
from reebrief.project.validation import Flag, Format, Model, Whole, validate

MARKER = "reebrief.yaml"
"""The file that marks a project's root and holds its settings."""

OTHER_MARKER = "reebrief.yml"
"""What is often typed for it, and not read."""

_LONGEST = 32_000_000
"""Bytes of a text that somebody could have written."""

_HERE = Path(__file__).resolve().parents[1]
FONTS = _HERE / "fonts"
"""The fonts that the package ships."""


TLP = ("TLP:RED", "TLP:AMBER+STRICT", "TLP:AMBER", "TLP:GREEN", "TLP:CLEAR")
"""The markings of TLP 2.0 (https://www.first.org/tlp/)."""

Marking = Annotated[str, StringConstraints(pattern=r"^\S(?:[^\x00-\x1f\x7f]{0,38}\S)?$")]
"""A marking: one short line."""


def package_data() -> Path:
    """Return the folder that holds the package's ``articles``, ``briefs`` and ``templates``.

    An installed package carries them inside; a checkout has them at its top level.
    """
    inside = _HERE / "data"
    return inside if inside.is_dir() else _HERE.parents[1]


class Settings(Model):
    """The defaults and thresholds of a project, in ``reebrief.yaml``."""

    format: Format = "1"
    language: str = Field(default="en", description="The language of briefs that name none.")
    theme: str = Field(default="ministry", description="The theme of briefs that name none.")
    page: Literal["A4", "Letter"] = Field(
        default="A4", description="The paper of briefs that name none."
    )
    stale_after_days: Whole = Field(
        default=180,
        ge=1,
        le=36500,
        description="An article older than this on the brief's date gets a caveat.",
    )
    reference: str | None = Field(
        default=None, description="The Word template of briefs that name none."
    )
    unsupported: Literal["finding", "error"] = Field(
        default="finding",
        description="What a figure, date or quotation is that its article does not have: of an "
        "error the brief is not written.",
    )
    originals: Flag = Field(
        default=True,
        description="true: an import keeps the bytes that it was given, in originals/.",
    )
    markings: tuple[Marking, ...] = Field(
        default=TLP,
        min_length=1,
        description="The markings that briefs may bear: TLP 2.0, or the house's own scale.",
    )
    output: str = Field(
        "output", min_length=1, description="The folder that briefs are written to."
    )


@dataclass(frozen=True, slots=True)
class Input:
    """A file as it was read: its bytes, and when it had last changed (nanoseconds)."""

    data: bytes
    changed: int


class Project:
    """A project's files. All names in problems are relative to the root."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.package = package_data()
        self.inputs: dict[Path, Input] = {}
        marker = root / MARKER
        file = self.yaml(marker)
        self.settings = validate(Settings, file) if file.data is not None else Settings()

    def name(self, path: Path) -> str:
        """Return how problems name a file: from the root, or ``reebrief/…`` within the package."""
        for base, prefix in ((self.root, ""), (self.package, "reebrief/")):
            if path.is_relative_to(base):
                return prefix + path.relative_to(base).as_posix()
        return path.as_posix()

    def data(self, path: Path) -> bytes:
        """Return a file's bytes. Raises ReebriefError where it cannot be read."""
        if path not in self.inputs:
            self.inputs[path] = self.look(path)
        return self.inputs[path].data

    def look(self, path: Path) -> Input:
        """Read a file without noting it as an input. Raises ReebriefError where it cannot be."""
        try:
            # Looked at first: a change after that is seen by the next render.
            known = path.stat()
            if not (stat.S_ISREG(known.st_mode) or stat.S_ISDIR(known.st_mode)):
                raise ValueError("it is a pipe or a device")
            return Input(path.read_bytes(), known.st_mtime_ns)
        except (OSError, ValueError) as fault:
            reason = getattr(fault, "strerror", None) or str(fault)
            raise error(f"cannot be read: {reason.lower()}", Place(self.name(path))) from None

    def read(self, path: Path) -> str:
        """Return a file's text. Raises ReebriefError where it is missing, huge or not UTF-8."""
        return decoded(self.name(path), self.data(path))

    def yaml(self, path: Path) -> yamlfile.YamlFile:
        """Read a YAML file of the project. Raises ReebriefError as ``yamlfile.read`` does."""
        return yamlfile.read(self.read(path), self.name(path))

    def template_folders(self) -> Iterator[Path]:
        """Yield the folders that templates are looked for in, the project's own first."""
        own = self.root / "templates"
        if own.is_dir():
            yield own
        if self.package != self.root:
            yield self.package / "templates"

    def template(self, name: str) -> Path | None:
        """Return the first file of this name among the template folders, or None."""
        found = (self.find(folder / name) for folder in self.template_folders())
        return next((path for path in found if is_file(path)), None)

    def find(self, path: Path) -> Path:
        """Return the path under which a file stands whose name may be spelt in other characters.

        Some systems store "ä" as two characters. Where there is no such file it is the path given.
        """
        if path.name.isascii() or is_file(path) or not path.parent.is_dir():
            return path
        wanted = composed(path.name)
        return next((p for p in path.parent.iterdir() if composed(p.name) == wanted), path)

    def choose(self, folder: str, name: str, *, what: str, place: Place | None = None) -> Path:
        """Return the template file ``folder/name.yaml``.

        Raises ReebriefError at ``place`` with the nearest names where there is none.
        """
        found = self.template(f"{folder}/{name}.yaml")
        if found is None or "/" in name:
            names = {p.stem for f in self.template_folders() for p in (f / folder).glob("*.yaml")}
            hint = known(name, names, kind=f"{what}s")
            other = self.template(f"{folder}/{name}.yml") if "/" not in name else None
            if other is not None:
                hint = f"rename {self.name(other)} to {name}.yaml"
            raise error(f"unknown {what} '{name}'", place, hint)
        return found

    def files(self, folder: str, ending: str) -> list[Path]:
        """Return the project's files directly in a folder, in the order of their names.

        Hidden files are left out: editors keep locks and copies under such names.
        """
        found = (self.root / folder).glob(f"*{ending}")
        kept = (p for p in found if not p.name.startswith(".") and is_file(p))
        return sorted(kept, key=lambda p: p.name)


def decoded(name: str, data: bytes) -> str:
    """Return the text of a file of this name.

    Raises ReebriefError where it is too long for anybody to have written it, or not UTF-8.
    """
    if len(data) > _LONGEST:
        what = f"a text of more than {_LONGEST // 1_000_000} MB"
        raise error(what, Place(name), "divide it, or move it elsewhere")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        column = fault.start - data.rfind(b"\n", 0, fault.start)
        raise error("not UTF-8", Place(name, line, column), "save the file as UTF-8") from None


def is_file(path: Path) -> bool:
    """Say whether this is a file; a name that no file can have is the name of none."""
    return os.path.isfile(path)  # noqa: PTH113  Path.is_file raises on such names


def root_of(start: Path) -> Path:
    """Return the nearest folder, from ``start`` upwards, that holds ``reebrief.yaml``."""
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / MARKER).is_file():
            return folder
    hint = "reebrief init DIR makes a project; --project DIR names one elsewhere"
    if (start / OTHER_MARKER).is_file():
        hint = f"rename {OTHER_MARKER} to {MARKER}"
    raise ReebriefError(
        error(
            f"no project here: no {MARKER} in {start.as_posix()} or above it",
            hint=hint,
        ).problems
    )


def open_project(folder: str | Path | None = None) -> Project:
    """Open the project that a folder lies in, by default the current one.

    Raises ReebriefError where there is none, and where its settings have errors.

    >>> from reebrief import open_project
    >>> open_project(".").settings.theme
    'ministry'
    """
    return Project(root_of(Path(folder or ".")))
