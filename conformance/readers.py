"""Independent readers: the words of a Word file or a PDF, found by programs of other people."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import mammoth
import pypandoc
import pypdfium2
from lxml import html

from conformance.programs import run
from conformance.words import GAP, Words
from support.pdfread import Element, Pdf


class UnreadableError(Exception):
    """A file cannot be read; the message says what the reader said."""


def pdf(data: bytes) -> tuple[Words, list[str]]:
    """Return the words of a PDF in the order of its structure tree, and what contradicts the tree.

    Raises UnreadableError.
    """
    try:
        file = Pdf(data)
        root = file.structure()
    except Exception as fault:  # noqa: BLE001  whatever a damaged file makes of a reader
        raise UnreadableError(f"{type(fault).__name__}: {fault}") from None
    notes = {int(note.all("Lbl")[0].text()): _element(note) for note in root.all("Note")}
    return Words.of(_element(root), [notes[number] for number in sorted(notes)]), file.faults


_INLINE = {"Code", "Em", "Link", "Quote", "Reference", "Span", "Strong"}


def _element(element: Element) -> str:
    """Return the text of an element without drawings, list signs and notes."""
    parts = []
    for kid in element.kids:
        if isinstance(kid, str):
            parts.append(kid)
        elif kid.kind in _INLINE:
            parts.append(_element(kid))
        elif kid.kind not in {"Figure", "Lbl", "Note"}:
            parts += [GAP, _element(kid), GAP]
    return "".join(parts)


def by_mammoth(data: bytes) -> Words:
    """Return the words of a Word file as mammoth reads them. Raises UnreadableError."""
    try:
        page = html.fromstring(f"<div>{mammoth.convert_to_html(io.BytesIO(data)).value}</div>")
    except Exception as fault:  # noqa: BLE001  whatever a damaged file makes of a reader
        raise UnreadableError(f"{type(fault).__name__}: {fault}") from None
    for back in page.xpath("//a[starts-with(@href, '#footnote-ref-')]"):
        back.drop_tree()
    for mark in page.xpath("//a[starts-with(@href, '#footnote-')]"):
        mark.text = mark.text.strip("[]")
    notes = page.xpath("//li[starts-with(@id, 'footnote-')]")
    texts = [_node(note) for note in notes]
    for note in notes:
        note.drop_tree()
    return Words.of(_node(page), texts)


_LINE = {"a", "b", "em", "i", "s", "span", "strong", "sub", "sup", "u"}


def _node(node: Any) -> str:
    inside = (node.text or "") + "".join(_node(kid) + (kid.tail or "") for kid in node)
    return inside if node.tag in _LINE else f"{GAP}{inside}{GAP}"


def by_pandoc(file: Path) -> Words:
    """Return the words of a Word file as pandoc reads them. Raises UnreadableError.

    Pandoc takes a title and a subtitle at the beginning out of the text; they are put first.
    """
    command = (pypandoc.get_pandoc_path(), "--sandbox", "-f", "docx", "-t", "json", file)
    said = run(*command, accepted=range(256))
    if not said:
        raise UnreadableError("pandoc reads nothing")
    document = json.loads(said)
    notes: list[str] = []
    meta = (document["meta"][name] for name in ("title", "subtitle") if name in document["meta"])
    text = "".join(_pandoc(part, notes) + GAP for part in [*meta, document["blocks"]])
    return Words.of(text, notes)


_SPACES = {"Space": " ", "SoftBreak": " ", "LineBreak": GAP}
_MARKS = {"SingleQuote": ("‘", "’"), "DoubleQuote": ("“", "”")}
_RUNS = {"Emph", "Strong", "Superscript", "Subscript", "Underline", "Strikeout", "SmallCaps"}


def _pandoc(node: Any, notes: list[str]) -> str:
    """Return the text of pandoc's tree, and append that of its notes."""
    if isinstance(node, list):
        return "".join(_pandoc(one, notes) for one in node)
    if not isinstance(node, dict):
        return ""
    kind: str = node["t"]
    content: Any = node.get("c")
    match kind:
        case "Str":
            return str(content)
        case "Note":
            notes.append(_pandoc(content, notes))
            return str(len(notes))
        case "Quoted":
            begin, end = _MARKS[content[0]["t"]]
            return f"{begin}{_pandoc(content[1], notes)}{end}"
        case "Link" | "Span":
            return _pandoc(content[1], notes)
        case "Table":
            # Within a cell the caption stays a paragraph, and a short one comes of the properties.
            _, (short, caption), *rest = content
            return (
                f"{GAP}{'' if short else _pandoc(caption, notes)}{GAP}{_pandoc(rest, notes)}{GAP}"
            )
        case "Image":
            return ""  # what is said instead of a picture is no text beside it
        case "Code" | "CodeBlock":
            return str(content[1])
        case _ if kind in _SPACES:
            return _SPACES[kind]
        case _ if kind in _RUNS:
            return _pandoc(content, notes)
        case _:
            return f"{GAP}{_pandoc(content, notes)}{GAP}"


def shown(file: Path) -> tuple[str, ...]:
    """Return the words of a PDF page by page, as PDFium finds them. Raises UnreadableError."""
    try:
        with pypdfium2.PdfDocument(file) as document:
            pages = (page.get_textpage().get_text_range() for page in document)
            return Words.of(GAP.join(pages)).body
    except pypdfium2.PdfiumError as fault:
        raise UnreadableError(str(fault)) from None
