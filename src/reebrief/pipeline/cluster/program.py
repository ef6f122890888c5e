"""Say which program this is, so that workers write the bytes that would be written here."""

from __future__ import annotations

import hashlib
import platform
import zlib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from reebrief import __version__
from reebrief.project.project import package_data

PACKAGES = (
    *("ftfy", "jinja2", "markdown-it-py", "pillow", "pydantic", "pypdf", "pyphen", "python-docx"),
    *("pyyaml", "reportlab"),
    *("lxml", "reebrief-fonts-cjk"),
)
"""The packages that what is written depends on: those that are always installed, what python-docx
writes by, and the fonts that may be."""

_FILES = "its files"


@cache
def program() -> Mapping[str, str]:
    """Return the versions of all that what is written depends on, by name; "" for what is not."""
    return {
        "reebrief": __version__,
        "Python": ".".join(platform.python_version_tuple()[:2]),
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
        **{name: _version(name) for name in PACKAGES},
        _FILES: _digest(),
    }


def difference(mine: Mapping[str, str], other: Mapping[str, str]) -> str:
    """Say what another program has that mine has not, "" where they would write the same bytes."""
    for name, wanted in mine.items():
        found = other.get(name, "")
        if found == wanted:
            continue
        if name == _FILES:
            return f"reebrief {mine['reebrief']}, but not the same files"
        if not wanted:
            return f"{name} {found}, which is missing here"
        return f"{name} {found}, not {wanted}" if found else f"no {name}, {wanted} here"
    return ""


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _digest() -> str:
    """Return a hash of the program's own code and templates."""
    hashed = hashlib.sha256()
    for folder, pattern in _sources():
        for path in sorted(folder.rglob(pattern)):
            hashed.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return hashed.hexdigest()


def _sources() -> Iterator[tuple[Path, str]]:
    yield Path(__file__).resolve().parents[2], "*.py"
    yield package_data() / "templates", "*.*"
