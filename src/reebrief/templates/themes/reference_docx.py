"""A user's own Word template, looked through before any of it is used.

Only what its styles say is taken; so whatever could reach out of the file, or run, is no loss, and
is refused: links to elsewhere, macros, embedded objects, parts of an unknown kind. The forms are
those of ECMA-376 Part 2 (packages) and Part 1, 11.3 (the parts of a Word file).
"""

from __future__ import annotations

import io
import lzma
import posixpath
import re
import zipfile
import zlib
from xml.parsers import expat

from reebrief.diagnostics import Place, error
from reebrief.templates.themes.theme import Reference

MOST_PACKED = 20_000_000
"""The most bytes of a template."""

MOST_UNPACKED = 100_000_000
"""The most bytes of its parts together."""

_MOST_PART = 10_000_000  # of a part that is read; Word's own are below 0.2 MB
_MOST_PARTS = 1000
_MOST_DEEP = 100
_OLE = b"\xd0\xcf\x11\xe0"  # the older container: .doc, and every file with a password

_TYPES = "[Content_Types].xml"
_OFFICE = "application/vnd.openxmlformats-officedocument."
_MAIN = (
    f"{_OFFICE}wordprocessingml.document.main+xml",
    f"{_OFFICE}wordprocessingml.template.main+xml",
)
_STYLES = f"{_OFFICE}wordprocessingml.styles+xml"
_THEME = f"{_OFFICE}theme+xml"
_WORD = (
    "comments|commentsExtended|commentsExtensible|commentsIds|document.glossary|endnotes|fontTable"
    "|footer|footnotes|header|numbering|people|settings|webSettings"
)
_HARMLESS = re.compile(
    rf"application/vnd\.(openxmlformats-officedocument|ms-word)\.(wordprocessingml\.)?({_WORD}"
    r"|stylesWithEffects|extended-properties|custom-properties|customXmlProperties)\+xml"
    r"|application/vnd\.openxmlformats-package\.(core-properties|relationships)\+xml"
    r"|application/vnd\.openxmlformats-officedocument\.obfuscatedFont"
    r"|application/vnd\.ms-office\.classificationlabels\+xml"
    r"|application/xml|text/xml|image/[a-z0-9.+-]+"
)
"""The kinds of parts, by their content types, that a template may have and that are not read."""

_EMPTY_IT = "delete everything in it but the styles, and save it again"


class _RefusedError(Exception):
    """Why a template is refused, and what to do about it."""

    def __init__(self, what: str, hint: str) -> None:
        super().__init__(what)
        self.hint = hint


def read(data: bytes, name: str, place: Place) -> Reference:
    """Look through a template called ``name`` that is named at ``place``.

    Raises ReebriefError where it is no Word file, is too large once unpacked, links to anything
    outside of itself, or holds macros, unknown parts, or XML that declares entities.
    """
    try:
        with _opened(data) as package:
            return _Package(package).reference(name, place)
    except _RefusedError as fault:
        raise error(f"'{name}' {fault}", place, fault.hint) from None
    except (
        *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, NotImplementedError),
        *(RuntimeError, OSError, EOFError, OverflowError, ValueError),
    ):  # what zipfile raises for damage, unknown compression, and passwords
        what = f"'{name}' cannot be unpacked"
        raise error(what, place, "open it in Word and save it again as .docx") from None


def _opened(data: bytes) -> zipfile.ZipFile:
    if len(data) > MOST_PACKED:
        what = f"has {len(data) / 1e6:.0f} MB; {MOST_PACKED / 1e6:.0f} are the most"
        raise _RefusedError(what, _EMPTY_IT)
    if data.startswith(_OLE):
        raise _RefusedError(
            "has a password, or is of a Word before 2007", "save it as .docx without a password"
        )
    if not zipfile.is_zipfile(io.BytesIO(data)):
        raise _RefusedError("is no Word file", "name a .docx or .dotx file")
    return zipfile.ZipFile(io.BytesIO(data))


class _Package:
    """The members of a template, each checked before it is read."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        self.package = package
        members = package.infolist()
        self.names = [info.filename for info in members if not info.filename.endswith("/")]
        if len(members) > _MOST_PARTS:
            what = f"has {len(members)} parts; {_MOST_PARTS} are the most"
            raise _RefusedError(what, _EMPTY_IT)
        total = sum(info.file_size for info in members)
        if total > MOST_UNPACKED:
            what = f"has {total / 1e6:.0f} MB once unpacked; {MOST_UNPACKED / 1e6:.0f} are the most"
            raise _RefusedError(what, _EMPTY_IT)
        if len({name.lower() for name in self.names}) < len(self.names):
            raise _RefusedError("holds two parts of one name", "save it again with Word")

    def reference(self, name: str, place: Place) -> Reference:
        if _TYPES not in self.names:
            raise _RefusedError("is no Word file", "name a .docx or .dotx file")
        kinds = self.kinds()
        for part, kind in kinds.items():
            if "macro" in kind.lower() or "vba" in (kind + part).lower():
                raise _RefusedError(f"holds macros ({part})", "save it as .docx, without macros")
        if not set(_MAIN) & set(kinds.values()):
            raise _RefusedError("is no Word file", "name a .docx or .dotx file")
        for part, kind in kinds.items():
            if kind not in {*_MAIN, _STYLES, _THEME} and not _HARMLESS.fullmatch(kind):
                raise _RefusedError(f"holds a part of an unknown kind, {part}", _EMPTY_IT)
        self.refuse_links()
        styles = [part for part, kind in kinds.items() if kind == _STYLES]
        if not styles:
            raise _RefusedError("has no styles", "save it again with Word")
        themes = [part for part, kind in kinds.items() if kind == _THEME]
        return Reference(
            name, self.checked(styles[0]), self.checked(themes[0]) if themes else b"", place
        )

    def kinds(self) -> dict[str, str]:
        """Return the content type of each part, in the order of the package."""
        defaults: dict[str, str] = {}
        overrides: dict[str, str] = {}
        for tag, attributes in self.elements(_TYPES):
            kind = attributes.get("ContentType", "")
            if tag == "Default":
                defaults[attributes.get("Extension", "").lower()] = kind
            elif tag == "Override":
                overrides[attributes.get("PartName", "").lstrip("/").lower()] = kind
        return {
            part: overrides.get(part.lower()) or defaults.get(_ending(part), "")
            for part in self.names
            if part != _TYPES
        }

    def refuse_links(self) -> None:
        for part in self.names:
            if _ending(part) != "rels":
                continue
            for _, attributes in self.elements(part):
                if attributes.get("TargetMode", "").lower() == "external":
                    target = attributes.get("Target", "")[:80]
                    kind = posixpath.basename(attributes.get("Type", ""))
                    hint = _EMPTY_IT
                    if kind == "attachedTemplate":
                        hint = "in Word, detach the template (Developer, Document Template)"
                    raise _RefusedError(f"links to something outside of it, {target}", hint)

    def checked(self, part: str) -> bytes:
        """Return the bytes of a part that is XML of the kind that can be read safely."""
        self.elements(part)
        return self.bytes(part)

    def bytes(self, part: str) -> bytes:
        with self.package.open(part) as file:
            data = file.read(_MOST_PART + 1)  # a size that is declared may be false
        if len(data) > _MOST_PART:
            what = f"has more than {_MOST_PART / 1e6:.0f} MB in {part}"
            raise _RefusedError(what, _EMPTY_IT)
        return data

    def elements(self, part: str) -> list[tuple[str, dict[str, str]]]:
        """Return the elements of a part: local names and attributes, in the order of the file."""
        found: list[tuple[str, dict[str, str]]] = []
        depth = 0
        parser = expat.ParserCreate(namespace_separator=" ")

        def start(name: str, attributes: dict[str, str]) -> None:
            nonlocal depth
            depth += 1
            if depth > _MOST_DEEP:
                raise _RefusedError(f"nests elements without end in {part}", "save it with Word")
            found.append((name.rpartition(" ")[2], attributes))

        def end(_: str) -> None:
            nonlocal depth
            depth -= 1

        def refuse(*_: object) -> None:
            what = f"declares a document type or an entity in {part}"
            raise _RefusedError(what, "save it again with Word")

        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.StartDoctypeDeclHandler = refuse
        parser.EntityDeclHandler = refuse
        try:
            parser.Parse(self.bytes(part), True)  # noqa: FBT003  expat's signature
        except (expat.ExpatError, ValueError, LookupError):  # the last two: an unknown encoding
            raise _RefusedError(f"has a part that is no XML, {part}", "save it with Word") from None
        return found


def _ending(part: str) -> str:
    return part.rpartition(".")[2].lower()
