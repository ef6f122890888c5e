"""Look at the package of a Word file: names of parts, relationships, what no brief has in it.

ECMA-376 Part 2, 6.2 (names of parts), 6.5 (relationships).
"""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import unquote

from reebrief.verify.docx.xml_events import Handler, parse
from reebrief.verify.found import UnreadableError

MAIN = "officeDocument"
"""The kind of the relationship to the main part."""

_KNOWN = frozenset(
    (
        *(MAIN, "core-properties", "extended-properties", "custom-properties", "thumbnail"),
        *("styles", "stylesWithEffects", "settings", "webSettings", "fontTable", "theme"),
        *("numbering", "footnotes", "endnotes", "comments", "commentsExtended", "commentsIds"),
        *("commentsExtensible", "people", "header", "footer", "image", "chart", "chartStyle"),
        *("chartColorStyle", "chartUserShapes", "customXml", "customXmlProps", "hyperlink"),
        *("package", "glossaryDocument", "origin", "themeOverride", "font", "signature"),
    )
)
"""The kinds of relationships that our files have, and those that office programs add to them."""

_SINGLE = {MAIN, "styles", "settings", "footnotes", "numbering", "theme", "fontTable"}
_TYPED = {"styles", "settings", "footnotes", "numbering", "header", "footer"}
"""Parts whose kind the file names itself, beside that of the relationship."""

_CHARTS = "word/charts/"


def check_names(names: Iterable[str]) -> None:
    """Raise UnreadableError where programs may take one part for another by its name."""
    seen: set[str] = set()
    for name in names:
        plain = unquote(name).lower()
        if "\\" in plain:
            raise UnreadableError("a part's name has a backslash")
        if plain.startswith("/") or ".." in plain.split("/"):
            raise UnreadableError("a part's name leads out of the file")
        if plain in seen:
            raise UnreadableError("it holds two parts of one name")
        seen.add(plain)


def oddities(members: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Yield parts, and what is in them that no file of ours has."""
    for name, data in members.items():
        if name.lower().endswith(".rels"):
            yield from _related(name, parse(_Related(), data, name))
    yield from _mistyped(members)
    types = members.get("[Content_Types].xml", b"").lower()
    if b"macroenabled" in types or any("vba" in name.lower() for name in members):
        yield "macros", "were added"
    if types.count(b"wordprocessingml.document.main+xml") > 1:
        yield "main part", "there are two of them"


def _mistyped(members: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Yield the parts with text that the file says are something else: Word does not read them."""
    kinds = parse(
        _Types(), members.get("[Content_Types].xml", b"<x/>"), "[Content_Types].xml"
    ).kinds
    for name, data in members.items():
        if not name.lower().endswith(".rels"):
            continue
        folder = posixpath.dirname(posixpath.dirname(name))
        for kind, _, target in parse(_Related(), data, name).items:
            part = posixpath.normpath(posixpath.join("/", folder, target))
            said = kinds.get(part.lower(), "")
            if kind in _TYPED and not said.endswith(f"{kind.lower()}+xml"):
                yield part.lstrip("/"), "is said to be something else: Word does not read it"


def _related(name: str, found: _Related) -> Iterator[tuple[str, str]]:
    source = name.replace("_rels/", "").removesuffix(".rels") or "the file"
    kinds = Counter(kind for kind, _, _ in found.items)
    for kind in sorted(_SINGLE & kinds.keys()):
        if kinds[kind] > 1:
            yield source, f"has {kinds[kind]} parts of the kind {kind}"
    if len({own for _, own, _ in found.items}) < len(found.items):
        yield source, "has two relationships of one name"
    for kind, _, _ in found.items:
        if kind not in _KNOWN:
            yield source, f"a part of the kind {kind[:40]} was added"
        elif kind == "package" and not source.startswith(_CHARTS):
            yield source, "an embedded file was added"
    for kind, target in found.outside:
        if kind != "hyperlink":
            yield source, f"takes its {kind[:40]} from elsewhere, {target[:60]}"


class _Types(Handler):
    """Takes what kind each part is said to be of, by its name."""

    def __init__(self) -> None:
        self.kinds: dict[str, str] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name.endswith(" Override"):
            part = attributes.get("PartName", "").lower()
            self.kinds[part] = attributes.get("ContentType", "").lower()


class _Related(Handler):
    """Takes the relationships of a part: kind, id, target; those to elsewhere apart."""

    def __init__(self) -> None:
        self.items: list[tuple[str, str, str]] = []
        self.outside: list[tuple[str, str]] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if not name.endswith(" Relationship"):
            return
        kind = attributes.get("Type", "").rpartition("/")[2]
        target = attributes.get("Target", "")
        if attributes.get("TargetMode", "").lower() == "external":
            self.outside.append((kind, target))
        self.items.append((kind, attributes.get("Id", ""), target))
