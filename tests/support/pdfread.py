"""Reading PDF files back, independent of the writer: text, places, structure, fonts; with pypdf."""

from __future__ import annotations

import io
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ContentStream, DictionaryObject, NameObject

from reebrief.document.annotated import AnnotatedBrief, Written
from reebrief.document.nodes import (
    CaveatLabel,
    CaveatLabels,
    CaveatMark,
    Excerpt,
    Item,
    List,
    Node,
    Text,
)
from reebrief.document.traverse import children
from reebrief.templates.themes import PAGES
from reebrief.writers import pdf
from support import trees


@dataclass
class Shown:
    """Text as a page shows it: where, how wide, in which marked stretch (None: an artifact)."""

    text: str
    page: int
    x: float
    y: float
    width: float
    size: float
    mark: int | None


@dataclass
class Painted:
    """A filled rectangle: left, lower edge, width, height."""

    page: int
    x: float
    y: float
    width: float
    height: float


@dataclass
class Element:
    """A structure element: its kind, and its text and elements in reading order."""

    kind: str
    kids: list[Element | str] = field(default_factory=list)
    links: list[DictionaryObject] = field(default_factory=list)
    source: Any = None
    actual: str | None = None

    def text(self) -> str:
        if self.actual is not None:
            return self.actual
        return "".join(kid if isinstance(kid, str) else kid.text() for kid in self.kids)

    def walk(self) -> Iterator[Element]:
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()

    def all(self, kind: str) -> list[Element]:
        return [element for element in self.walk() if element.kind == kind]


class Font:
    """A composite font, read from its dictionary: characters and widths by code."""

    def __init__(self, source: Any) -> None:
        cmap = source["/ToUnicode"].get_data().decode("ascii").split("endcodespacerange")[1]
        self.chars = {
            int(code, 16): bytes.fromhex(char).decode("utf-16-be")
            for code, char in re.findall(r"<([0-9A-F]{4})> <([0-9A-F]+)>", cmap)
        }
        self.descendant = source["/DescendantFonts"][0].get_object()
        first, widths = self.descendant["/W"]
        self.widths = {first + n: float(width) for n, width in enumerate(widths)}
        self.embedded = "/FontFile2" in self.descendant["/FontDescriptor"]

    def read(self, data: bytes) -> tuple[str, float]:
        codes = [int.from_bytes(data[i : i + 2], "big") for i in range(0, len(data), 2)]
        return "".join(self.chars[c] for c in codes), sum(self.widths[c] for c in codes) / 1000


class Pdf:
    """A PDF file: what its pages show, what its structure says, what is wrong between the two."""

    def __init__(self, data: bytes) -> None:
        self.reader = PdfReader(io.BytesIO(data), strict=True)
        self.catalog: Any = self.reader.trailer["/Root"]
        self.shown: list[Shown] = []
        self.painted: list[Painted] = []
        self.faults: list[str] = []
        for number, page in enumerate(self.reader.pages):
            _Content(self, number, page).read()

    @property
    def fonts(self) -> list[Font]:
        resources: Any = self.reader.pages[0]["/Resources"]
        return [Font(font.get_object()) for font in resources["/Font"].values()]

    def page_text(self, number: int) -> str:
        """The text of one page as a reader's eye meets it: header, text, notes, footer."""
        return " ".join("".join(s.text for s in self.shown if s.page == number).split())

    def extracted(self) -> str:
        """The text as pypdf's own extraction has it."""
        return " ".join(" ".join(page.extract_text() for page in self.reader.pages).split())

    def outline(self) -> list[tuple[int, str, int]]:
        """The outline's entries: level from 1, title, page from 0."""
        done: list[tuple[int, str, int]] = []

        def collect(entries: Any, level: int) -> None:
            for entry in entries:
                if isinstance(entry, list):
                    collect(entry, level + 1)
                else:
                    page = self.reader.get_destination_page_number(entry)
                    done.append((level, str(entry.title), page or 0))

        collect(self.reader.outline, 1)
        return done

    def links(self) -> list[tuple[int, Any]]:
        """The link annotations with their pages."""
        return [
            (number, note.get_object())
            for number, page in enumerate(self.reader.pages)
            for note in page.get("/Annots", [])
        ]

    def structure(self) -> Element:
        """The structure tree. ``faults`` then holds what contradicts the pages."""
        return _Structure(self).read()


class _Content:
    """Reads one page's content stream."""

    def __init__(self, pdf: Pdf, number: int, page: Any) -> None:
        self.pdf = pdf
        self.number = number
        self.stream = ContentStream(page["/Contents"], pdf.reader)
        self.fonts = {n: Font(f.get_object()) for n, f in page["/Resources"]["/Font"].items()}
        self.marks: list[int | None] = []
        self.font = self.fonts[next(iter(self.fonts))]
        self.size = self.x = self.y = 0.0

    def read(self) -> None:
        for operands, operator in self.stream.operations:
            self.operation(operator.decode(), operands)
        if self.marks:
            self.fault("an open mark")

    def operation(self, operator: str, operands: Any) -> None:
        match operator:
            case "BDC" | "BMC":
                if self.marks:
                    self.fault("a mark within a mark")
                artifact = operands[0] == "/Artifact"
                self.marks.append(None if artifact else int(operands[1]["/MCID"]))
            case "EMC":
                self.marks.pop()
            case "Tf":
                self.font, self.size = self.fonts[operands[0]], float(operands[1])
            case "Tm":
                self.x, self.y = float(operands[4]), float(operands[5])
            case "Tj" | "TJ":
                self.show(operands[0] if operator == "TJ" else operands)
            case "re":
                self.pdf.painted.append(Painted(self.number, *map(float, operands)))
                if not self.marks:
                    self.fault("a rectangle without a mark")
            case "b" | "S" | "Do" if not self.marks:
                self.fault("a drawing without a mark")
            case _ if operator not in {*"bdflmqQSw", "rg", "RG", "BT", "ET", "cm", "Do"}:
                self.fault(f"unknown operator {operator}")

    def show(self, items: Any) -> None:
        if not self.marks:
            self.fault("text without a mark")
        for item in items:
            if isinstance(item, int | float):
                self.x -= float(item) * self.size / 1000
                continue
            data = getattr(item, "original_bytes", item)
            text, width = self.font.read(data)
            width *= self.size
            mark = self.marks[-1] if self.marks else None
            self.pdf.shown.append(Shown(text, self.number, self.x, self.y, width, self.size, mark))
            self.x += width

    def fault(self, what: str) -> None:
        self.pdf.faults.append(f"page {self.number + 1}: {what}")


class _Structure:
    """Reads the structure tree, and compares it with pages and annotations on the way."""

    def __init__(self, pdf: Pdf) -> None:
        self.pdf = pdf
        self.root = pdf.catalog["/StructTreeRoot"]
        numbers = self.root["/ParentTree"]["/Nums"]
        self.parents = dict(zip(numbers[::2], numbers[1::2], strict=True))
        pages = pdf.reader.pages
        self.pages = {page.indirect_reference.idnum: n for n, page in enumerate(pages)}
        self.text: dict[tuple[int, int], str] = {}
        for shown in pdf.shown:
            if shown.mark is not None:
                key = (shown.page, shown.mark)
                self.text[key] = self.text.get(key, "") + shown.text
        self.unread = set(self.text)
        self.annotations = {note.idnum for page in pages for note in page.get("/Annots", [])}

    def read(self) -> Element:
        element = self.element(self.root.raw_get("/K"), self.root)
        self.pdf.faults += [f"text of no element: {self.text[key]!r}" for key in self.unread]
        self.pdf.faults += [f"annotation {n} of no element" for n in self.annotations]
        return element

    def element(self, reference: Any, parent: Any) -> Element:
        source = reference.get_object()
        kind = str(source["/S"])[1:]
        if source["/P"].get_object() != parent:
            self.pdf.faults.append(f"{kind} has another parent")
        element = Element(kind, source=source, actual=source.get("/ActualText"))
        for kid in source.get("/K", []):
            found = kid.get_object()
            match found.get("/Type"):
                case NameObject("/MCR") | "/MCR":
                    text = self.marked(found, reference, drawn=kind == "Figure")
                    element.kids.append(text)
                case "/OBJR":
                    element.links.append(self.annotated(found, reference))
                case _:
                    element.kids.append(self.element(kid, source))
        return element

    def marked(self, found: Any, reference: Any, *, drawn: bool) -> str:
        """Return the text of a mark; what is ``drawn`` may have none."""
        page, number = self.pages[found.raw_get("/Pg").idnum], int(found["/MCID"])
        key = int(self.pdf.reader.pages[page]["/StructParents"])
        if self.parents[key].get_object()[number].idnum != reference.idnum:
            self.pdf.faults.append(f"page {page + 1}: mark {number} has another parent")
        self.unread.discard((page, number))
        return self.text.get((page, number), "") if drawn else self.text[page, number]

    def annotated(self, found: Any, reference: Any) -> DictionaryObject:
        annotation = found["/Obj"]
        if self.parents[int(annotation["/StructParent"])].idnum != reference.idnum:
            self.pdf.faults.append("an annotation has another parent")
        self.annotations.discard(found.raw_get("/Obj").idnum)
        return annotation


def write(brief: AnnotatedBrief) -> Written:
    return pdf.write(brief, trees.theme(), trees.words())


def read(brief: AnnotatedBrief) -> Pdf:
    return Pdf(write(brief).data)


def squeezed(characters: str) -> str:
    """The characters without white space."""
    return "".join(characters.split())


def spoken(element: Element) -> str:
    """What the text of an element says, without its notes, and drawings, which have another.

    A list of contents repeats the headings, which stand elsewhere.
    """
    if element.actual is not None:
        return element.actual
    return "".join(
        kid if isinstance(kid, str) else spoken(kid)
        for kid in element.kids
        if isinstance(kid, str) or kid.kind not in {"Note", "Figure", "TOC"}
    )


def expected(nodes: Sequence[Node], *, listed: bool = False) -> str:
    """What the writer must say of nodes, in their order; white space does not count.

    ``listed`` says that they stand in a list's item, where a list within has another sign.
    """
    said: list[str] = []
    before: Node | None = None
    for node in nodes:
        match node:
            case Text() | CaveatLabel():
                said.append(node.text)
            case CaveatMark():
                said.append("," * isinstance(before, CaveatMark) + str(node.number))
            case List():
                sign = "–" if listed else "•"
                for number, item in enumerate(node.items, node.start):
                    said += [f"{number}." if node.ordered else sign, expected(item, listed=True)]
            case CaveatLabels():
                said.append("·".join(label.text for label in node.labels))
            case _ if hasattr(node, "name"):
                said += [node.name, expected(node.inlines)]
            case Excerpt() | Item():
                said.append(expected([*children(node)], listed=listed))
            case _:
                said.append(expected([*children(node)]))
        before = node
    return squeezed("".join(said))


def overlapping(shown: Sequence[Shown]) -> list[tuple[str, str]]:
    """Pairs of texts that stand on each other: baselines too near, and widths that overlap."""
    pairs = []
    lines = sorted(shown, key=lambda one: (one.page, -one.y))
    for n, one in enumerate(lines):
        for other in itertools.islice(lines, n + 1, None):
            if one.page != other.page or one.y - other.y > 0.6 * min(one.size, other.size):
                break
            if min(one.x + one.width, other.x + other.width) - max(one.x, other.x) > 0.5:
                pairs.append((one.text, other.text))
    return pairs


def outside(read_back: Pdf) -> list[str]:
    """Texts that leave the page's frame: the paper's margins, for the body the footer's room."""
    margins = trees.theme().margins
    width, height = PAGES["A4"]
    return [
        shown.text
        for shown in read_back.shown
        if shown.text.strip()
        and (
            shown.x < margins.left - 0.1
            or shown.x + shown.width - 3 * shown.text.endswith(" ") > width - margins.right + 0.1
            or not margins.footer < shown.y < height - margins.header
            or (shown.mark is not None and shown.y < margins.bottom)
        )
    ]
