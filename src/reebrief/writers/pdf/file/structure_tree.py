"""The structure tree as the file holds it: elements, what belongs to them, and the way back.

ISO 32000-1, 14.7. The keys of the parent tree are the pages' numbers, then the annotations'.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.pdfbase.pdfdoc import PDFObject, PDFObjectReference

from reebrief.writers.pdf.objects import Document
from reebrief.writers.pdf.tags import Annotated, Marked, Tag

ROLES = {"Strong": "Span", "Em": "Span"}
"""Elements that PDF 1.7 does not know, and the ones they stand for."""


class Raw(PDFObject):  # type: ignore[misc]  # reportlab has no types
    """An object that is written out already; ``text`` is set before the file is made."""

    def __init__(self, text: str = "") -> None:
        self.text = text

    def format(self, _document: Document) -> bytes:
        """Return the object as it stands in the file."""
        return self.text.encode("ascii")


def add(
    document: Document,
    root: Tag,
    pages: Sequence[PDFObjectReference],
    marked: Sequence[Sequence[Tag]],
    annotations: Sequence[tuple[PDFObjectReference, Tag]],
) -> PDFObjectReference:
    """Add the tree to a document; return the reference to its root.

    ``marked`` holds, for each page, the element of each marked stretch; ``annotations`` each
    annotation with its element, in the order of their keys.
    """
    tree = Raw()
    tree_reference = document.add(tree)
    elements: dict[Tag, tuple[Raw, str]] = {}
    for tag in walk(root):
        element = Raw()
        elements[tag] = (element, _text(document, document.add(element)))
    page_texts = [_text(document, page) for page in pages]
    annotation_texts = [_text(document, annotation) for annotation, _ in annotations]
    for tag, (element, _) in elements.items():
        above = elements[tag.parent][1] if tag.parent else _text(document, tree_reference)
        kids = [_kid(kid, elements, page_texts, annotation_texts) for kid in in_order(tag)]
        name = f" /ID ({tag.name})" if tag.name else ""
        extra = f" {tag.attributes}" if tag.attributes else ""
        inside = f" /K [{' '.join(kids)}]" if kids else ""
        element.text = f"<</S /{tag.kind} /P {above}{name}{extra}{inside}>>"
    parents = [f"[{' '.join(elements[tag][1] for tag in tags)}]" for tags in marked]
    parents += [elements[tag][1] for _, tag in annotations]
    numbers = " ".join(f"{key} {parent}" for key, parent in enumerate(parents))
    names = sorted((tag.name, reference) for tag, (_, reference) in elements.items() if tag.name)
    named = " ".join(f"({name}) {reference}" for name, reference in names)
    roles = " ".join(f"/{kind} /{other}" for kind, other in ROLES.items())
    tree.text = (
        f"<</Type /StructTreeRoot /K {elements[root][1]} /RoleMap <<{roles}>>"
        f" /ParentTree <</Nums [{numbers}]>> /ParentTreeNextKey {len(parents)}"
        + (f" /IDTree <</Names [{named}]>>" if named else "")
        + ">>"
    )
    return tree_reference


def walk(root: Tag) -> list[Tag]:
    """Return the elements, parents before children, in reading order."""
    done: list[Tag] = []
    stack = [root]
    while stack:
        tag = stack.pop()
        done.append(tag)
        stack += [kid for kid in reversed(in_order(tag)) if isinstance(kid, Tag)]
    return done


def in_order(tag: Tag) -> list[Tag | Marked | Annotated]:
    """Return what is inside an element in reading order: notes after the text that marks them.

    A note is drawn at the foot of its page, before text that goes on on the next one.
    """
    if not any(isinstance(kid, Tag) and kid.kind == "Note" for kid in tag.kids):
        return tag.kids
    return sorted(tag.kids, key=lambda kid: isinstance(kid, Tag) and kid.kind == "Note")


def _kid(
    kid: Tag | Marked | Annotated,
    elements: dict[Tag, tuple[Raw, str]],
    pages: Sequence[str],
    annotations: Sequence[str],
) -> str:
    match kid:
        case Tag():
            return elements[kid][1]
        case Marked(page, number):
            return f"<</Type /MCR /Pg {pages[page]} /MCID {number}>>"
        case Annotated(page, key):
            reference = annotations[key - len(pages)]
            return f"<</Type /OBJR /Pg {pages[page]} /Obj {reference}>>"


def _text(document: Document, reference: PDFObjectReference) -> str:
    return str(reference.format(document).decode("ascii"))
