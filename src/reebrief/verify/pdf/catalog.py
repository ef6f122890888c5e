"""Name what is in the catalog of a PDF, or at its pages, that no file of ours has.

ISO 32000-2, 7.7.2 (catalog), 7.7.3 (pages), 12.3.3 (outline), 12.6 (actions). Ours have no actions,
scripts, forms, layers or further attachments: whatever can run, hide or cover is named.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pypdf.generic import DictionaryObject, IndirectObject

from reebrief.document.manifest import FILE
from reebrief.verify.pdf.objects import array, entry, keys, resolved

_CATALOG = frozenset(
    (
        *("Type", "Pages", "Lang", "MarkInfo", "StructTreeRoot", "ViewerPreferences"),
        *("PageLabels", "Metadata", "OutputIntents", "Outlines", "AF", "Names", "Version"),
        *("Extensions", "PageMode", "PageLayout", "DSS", "Perms", "AcroForm"),
    )
)
"""The catalog's keys that ours have, that programs add, and those of signatures."""

_PAGE = frozenset(
    (
        *("Type", "Parent", "MediaBox", "CropBox", "Resources", "Contents", "StructParents"),
        *("Tabs", "Annots", "Rotate", "TrimBox", "BleedBox", "ArtBox", "LastModified"),
        *("Metadata", "PieceInfo", "UserUnit"),
    )
)
_MODES = {"/UseNone", "/UseOutlines", "/UseThumbs", "/UseAttachments"}
_SAYS = {
    "OpenAction": "something happens when it is opened",
    "AA": "something happens while it is read",
    "Collection": "a portfolio: programs show another file first",
    "OCProperties": "layers, which can hide and show text",
    "JavaScript": "a script",
    "Group": "its colours may be mixed in another way",
    "XFA": "a form that replaces the pages",
}
_MOST = 5000
"""The most items of an outline, or elements, that are looked at."""


def additions(
    root: DictionaryObject, texts: Sequence[str], pages: Mapping[int, int]
) -> Iterator[tuple[str, str]]:
    """Yield what the catalog has that ours have not.

    ``texts`` are those of the pages, ``pages`` their numbers by those of their objects.
    """
    for key in keys(root):
        if key not in _CATALOG:
            yield _added(key)
    if entry(root, "/PageMode") not in {None, *_MODES}:
        yield "PageMode", f"was set to {entry(root, '/PageMode')}"
    yield from _names(root)
    yield from _form(root)
    for key in keys(entry(root, "/ViewerPreferences")):
        if key not in {"DisplayDocTitle", "Direction"}:
            yield f"ViewerPreferences {key}", "was added"
    if entry(root, "/ViewerPreferences", "/Direction") not in {None, "/L2R"}:
        yield "ViewerPreferences Direction", "pages side by side lie from right to left"
    if len(array(entry(root, "/OutputIntents"))) > 1:
        yield "OutputIntents", "there is a second one"
    labels = array(entry(root, "/PageLabels", "/Nums"))
    if labels and (labels[0] != 0 or len(labels) != 2 or [*_label(labels[1])] != ["S=/D"]):
        yield "PageLabels", "pages are numbered in another way than they say"
    yield from _outline(root, [*map(_letters, texts)], pages)


def page_additions(page: DictionaryObject, number: int) -> Iterator[tuple[str, str]]:
    """Yield what a page has that ours have not."""
    where = f"page {number}"
    for key in keys(page):
        if key not in _PAGE:
            name, what = _added(key)
            yield f"{where}: {name}", what
    unit = entry(page, "/UserUnit")
    if unit not in {None, 1}:
        yield f"{where}: UserUnit", f"the page is {float(unit):g} times as large"
    for key in ("DefaultRGB", "DefaultGray", "DefaultCMYK"):
        if entry(page, "/Resources", "/ColorSpace", f"/{key}") is not None:
            what = f"the page could look empty: {key} was changed"
            yield where, what
    for name in keys(entry(page, "/Resources", "/XObject")):
        item = entry(page, "/Resources", "/XObject", f"/{name}")
        if entry(item, "/Subtype") != "/Image":
            yield f"{where}: picture {name}", "was replaced by something else"
        elif {"OC", "Decode", "Mask", "SMask", "ImageMask", "Alternates"} & {*keys(item)}:
            yield f"{where}: picture {name}", "is shown in another way"


def action_fault(link: DictionaryObject) -> str:
    """Return what a link does beside leading somewhere, "" for nothing."""
    action = entry(link, "/A")
    if "/AA" in link or "/PA" in link or "Next" in keys(action):
        return "does more than to lead somewhere"
    if "/OC" in link:
        return "is on a layer"
    return ""


def _added(key: str) -> tuple[str, str]:
    said = _SAYS.get(key)
    return key[:40], f"was added: {said}" if said else "was added"


def _names(root: DictionaryObject) -> Iterator[tuple[str, str]]:
    names = entry(root, "/Names")
    for key in keys(names):
        if key != "EmbeddedFiles":
            yield _added(key)
    files = [*array(entry(root, "/AF")), *_files(entry(names, "/EmbeddedFiles"))]
    for item in files:
        name = entry(item, "/UF") or entry(item, "/F")
        if name != FILE:
            yield f"attachment {str(name)[:40]}", "was added"


def _label(item: Any) -> Iterator[str]:
    return (f"{key}={entry(item, f'/{key}')}" for key in keys(item) if key != "Type")


def _files(tree: Any) -> Iterator[Any]:
    """Yield the files of a name tree, however deep within bounds."""
    level = [tree]
    for _ in range(20):
        for node in level:
            yield from array(entry(node, "/Names"))[1::2]
        level = [kid for node in level for kid in array(entry(node, "/Kids"))][:_MOST]
        if not level:
            return


def _form(root: DictionaryObject) -> Iterator[tuple[str, str]]:
    """Yield the fields of a form that are no signatures, and a form that replaces the pages."""
    form = entry(root, "/AcroForm")
    if form is None:
        return
    if "XFA" in keys(form):
        yield _added("XFA")
    fields = array(entry(form, "/Fields"))
    if not fields and "XFA" not in keys(form):
        yield _added("AcroForm")
    for field in fields[:_MOST]:
        kind = entry(field, "/FT")
        if kind != "/Sig":
            yield f"form field {str(entry(field, '/T'))[:40]}", "was added"


def _letters(text: str) -> str:
    """Return what is compared: a soft hyphen is in a title, and on no page."""
    return "".join(c for c in text if c.isalnum())


def _outline(
    root: DictionaryObject, texts: Sequence[str], pages: Mapping[int, int]
) -> Iterator[tuple[str, str]]:
    shown = "".join(texts)
    waiting = [entry(root, "/Outlines", "/First")]
    seen = 0
    while waiting and seen < _MOST:
        item = resolved(waiting.pop())
        if not isinstance(item, DictionaryObject):
            continue
        seen += 1
        title = str(entry(item, "/Title") or "")
        if _letters(title) not in shown:
            yield f"outline ‘{title[:60]}’", "is not what the pages say"
        action = entry(item, "/A")
        place = array(entry(item, "/Dest")) or array(entry(action, "/D"))
        number = pages.get(getattr(place[0], "idnum", 0), 0) if place else 0
        if number and _letters(title) not in texts[number - 1]:
            yield f"outline ‘{title[:60]}’", f"leads to page {number}, which does not say it"
        if action is not None and entry(action, "/S") != "/GoTo":
            yield f"outline ‘{title[:60]}’", f"does something ({entry(action, '/S')})"
        for key in ("/First", "/Next"):
            following = item.raw_get(key) if key in item else None
            if isinstance(following, IndirectObject):
                waiting.append(following)
