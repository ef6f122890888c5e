"""Tamperings with pictures of a PDF, with what is read aloud, with what its colours mean."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NumberObject, TextStringObject

from support.pdf_changes import Change, box, dictionary, name, resources, root, stream


def _elements(writer: PdfWriter) -> Iterator[Any]:
    """Yield the elements of the structure, parents first."""
    waiting = [writer.root_object["/StructTreeRoot"]["/K"]]
    while waiting:
        element = waiting.pop().get_object()
        if isinstance(element, DictionaryObject) and "/S" in element:
            yield element
            kids = element.get("/K", [])
            waiting += kids if isinstance(kids, ArrayObject) else [kids]


def _element(kind: str, change: Callable[[Any], object]) -> Change:
    return lambda writer: change(next(e for e in _elements(writer) if e["/S"] == f"/{kind}"))


def _picture(change: Callable[[Any], object]) -> Change:
    return lambda writer: change(resources(writer)["/XObject"]["/I1"].get_object())


def _darker(image: Any) -> None:
    image.set_data(bytes(len(image.get_data())))


def _reversed(element: Any) -> None:
    element[name("K")] = ArrayObject(reversed(element["/K"]))


def _structure(key: str, value: Callable[[], Any]) -> Change:
    return lambda writer: writer.root_object["/StructTreeRoot"].update({name(key): value()})


def _profile(writer: PdfWriter) -> None:
    intent = writer.root_object["/OutputIntents"][0].get_object()
    intent[name("DestOutputProfile")] = stream(b"x", N=NumberObject(3))


def _says(key: str, text: str) -> Callable[[Any], object]:
    return lambda element: element.update({name(key): TextStringObject(text)})


def _attributes(**entries: Any) -> Callable[[Any], object]:
    made = dictionary(O=name("Table"), **entries)
    return lambda element: element.update({name("A"): made})


def _numbered() -> DictionaryObject:
    start = dictionary(S=name("D"), St=NumberObject(90))
    return dictionary(Nums=ArrayObject([NumberObject(0), start]))


def _puts(key: str, value: Any) -> Callable[[Any], object]:
    return lambda item: item.update({name(key): value})


def _links(writer: PdfWriter) -> list[Any]:
    found = [item.get_object() for page in writer.pages for item in page.get("/Annots", [])]
    return [item for item in found if "/A" in item]


def _swapped(writer: PdfWriter) -> None:
    """Lay two links that lead elsewhere each where the other lay."""
    one, two = _links(writer)[:2]
    for key in ("Rect", "QuadPoints"):
        one[name(key)], two[name(key)] = two[f"/{key}"], one[f"/{key}"]


def _outlined(writer: PdfWriter) -> None:
    """Have the first entry of the outline lead to the last page."""
    item = writer.root_object["/Outlines"].get_object()["/First"].get_object()
    last = writer.pages[-1].indirect_reference
    item[name("Dest")] = ArrayObject([last, name("Fit")])


def _elsewhere(writer: PdfWriter) -> None:
    """Have another file hold what the first page shows."""
    page = writer.pages[0]
    held = stream(page.get_contents().get_data(), F=TextStringObject("other.bin"))
    page[name("Contents")] = writer._add_object(held)  # noqa: SLF001  pypdf's own way


def _led_astray(writer: PdfWriter) -> None:
    """Have two stretches of a page lead each to the element of the other."""
    rows = writer.root_object["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    row = next(r for r in (item.get_object() for item in rows) if isinstance(r, ArrayObject))
    other = next(n for n, held in enumerate(row) if held != row[0])
    row[0], row[other] = row[other], row[0]


def _bounded(key: str) -> Change:
    return lambda writer: writer.pages[0].update({name(key): box(0, 300, 595, 842)()})


SPOKEN = "alternatives: were changed: something else may be read aloud"
ORDER = "structure: was changed: it may be read aloud in another order"
HEADERS = "tables: headers were changed"
ROWS: list[tuple[str, Change, str]] = [
    ("two links swapped", _swapped, "links: lie elsewhere on their pages"),
    (
        "what is said of a link",
        lambda writer: _says("Contents", "Confirmed")(_links(writer)[0]),
        "links: lie elsewhere on their pages, or are read aloud as something else",
    ),
    ("a picture's pixels", _picture(_darker), "picture I1: was changed, or compressed anew"),
    (
        "a picture's colours",
        _picture(_puts("ColorSpace", ArrayObject())),
        "picture I1",
    ),
    (
        "a picture's Decode",
        _picture(_puts("Decode", box(1, 0)())),
        "in another way",
    ),
    (
        "a picture's mask",
        _picture(_puts("SMask", stream(b""))),
        "in another way",
    ),
    (
        "a picture's layer",
        _picture(_puts("OC", dictionary())),
        "in another way",
    ),
    ("an alternative text", _element("Figure", _says("Alt", "All is confirmed")), SPOKEN),
    ("an ActualText", _element("P", _says("ActualText", "Confirmed")), SPOKEN),
    ("a pronunciation", _element("P", _says("Phoneme", "Confirmed")), SPOKEN),
    ("an outline that leads elsewhere", _outlined, "which does not say it"),
    ("content in another file", _elsewhere, "what it shows lies in another file"),
    ("a TrimBox", _bounded("TrimBox"), "TrimBox: would cut the page"),
    ("an ArtBox", _bounded("ArtBox"), "ArtBox: would cut the page"),
    ("a BleedBox", _bounded("BleedBox"), "BleedBox: would cut the page"),
    ("an expansion", _element("P", _says("E", "Confirmed")), SPOKEN),
    ("an element's language", _element("P", _says("Lang", "fi")), SPOKEN),
    ("the file's language", root("Lang", lambda: TextStringObject("fi")), SPOKEN),
    ("elements in another order", _element("Document", _reversed), ORDER),
    (
        "an element's kind",
        _element("P", lambda e: e.update({name("S"): name("Artifact")})),
        ORDER,
    ),
    ("an element taken out", _element("Document", lambda e: e["/K"].pop()), ORDER),
    ("roles", _structure("RoleMap", lambda: dictionary(P=name("Artifact"))), ORDER),
    ("no structure", lambda writer: writer.root_object.pop("/StructTreeRoot"), ORDER),
    ("no marks", root("MarkInfo", dictionary), ORDER),
    ("a header's scope", _element("TH", _attributes(Scope=name("Both"))), HEADERS),
    (
        "a header's span",
        _element("TH", _attributes(Scope=name("Column"), ColSpan=NumberObject(9))),
        HEADERS,
    ),
    ("what colours mean", _profile, "colours: were given another meaning"),
    (
        "no output intent",
        lambda writer: writer.root_object.pop("/OutputIntents"),
        "colours: were given",
    ),
    ("a stretch that leads astray", _led_astray, "ParentTree: pages lead to other elements"),
    (
        "a page that leads nowhere",
        lambda writer: writer.pages[0].update({name("StructParents"): NumberObject(999)}),
        "ParentTree: pages lead to other elements",
    ),
    ("classes", _structure("ClassMap", dictionary), "structure: ClassMap: was added"),
    ("an element's class", _element("P", _puts("C", name("x"))), "attribute classes"),
    (
        "an element's colour",
        _element("P", _puts("A", dictionary(O=name("Layout"), Color=box(1, 1, 1)()))),
        "attribute Layout Color: was added",
    ),
    (
        "a summary of a table",
        _element("Table", _puts("A", dictionary(O=name("Table"), Summary=TextStringObject("x")))),
        "attribute Table Summary: was added",
    ),
    (
        "a group of transparency",
        lambda writer: writer.pages[0].update({name("Group"): dictionary(CS=name("DeviceCMYK"))}),
        "page 1: Group: was added: its colours may be mixed in another way",
    ),
    (
        "pages from right to left",
        lambda writer: writer.root_object["/ViewerPreferences"].update(
            {name("Direction"): name("R2L")}
        ),
        "ViewerPreferences Direction: pages side by side lie from right to left",
    ),
    (
        "page labels",
        root(
            "PageLabels",
            lambda: dictionary(
                Nums=ArrayObject([NumberObject(0), dictionary(S=name("D"), St=NumberObject(90))])
            ),
        ),
        "PageLabels: pages are numbered",
    ),
]
