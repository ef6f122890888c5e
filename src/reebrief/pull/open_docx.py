"""Open a Word file that came back: what it says now, what it said when it was written, whose it is.

The file is unpacked within the limits of ``verify``. What it said is in the file itself, or in the
one that was sent out, where a program dropped it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from reebrief.diagnostics import Place, ReebriefError, error
from reebrief.document import manifest, written_lines
from reebrief.document.written_lines import WrittenLines
from reebrief.pull.read_docx import BodyReader, Hand, ReadLine
from reebrief.pull.xml_tree import XmlElement, tree
from reebrief.verify.docx import unpacked
from reebrief.verify.docx.relationships import Relationships
from reebrief.verify.docx.xml_events import RootText, parse
from reebrief.verify.examine import LARGEST, OLD_OFFICE
from reebrief.verify.found import UnreadableError

_DOCUMENT = "word/document.xml"
_CORE = "http://purl.org/dc/terms/ modified"
_LAST = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties lastModifiedBy"


@dataclass(frozen=True, slots=True)
class WordComment:
    """A comment of Word: who wrote it and when, its text, and its id in the file."""

    id: str
    by: Hand
    text: str


@dataclass(frozen=True, slots=True)
class GivenDocx:
    """A Word file that came back.

    ``lines`` are its paragraphs, ``written`` what it said when it was written, ``brief`` and
    ``date`` those that it was made of; ``saved`` is who saved it last, ``alternatives`` are what is
    said instead of pictures. ``around`` are the lines of
    its notes, headers and footers, now and as they were sealed.
    """

    lines: list[ReadLine]
    comments: tuple[WordComment, ...]
    written: WrittenLines
    brief: str
    date: str
    saved: Hand
    alternatives: tuple[str, ...]
    data: bytes
    sealed: Mapping[str, object]


def open_docx(path: Path, base: Path | None = None) -> GivenDocx:
    """Read a Word file; what it said is taken from ``base`` where that is given.

    Raises ReebriefError with one line and a hint where it cannot be read, holds macros, or does not
    say what it said.
    """
    place = Place(path.as_posix())
    data, parts = _parts(path)
    if any(name.endswith("vbaProject.bin") for name in parts):
        hint = "save it as .docx, without macros, and look at who sent it"
        raise error("it holds macros", place, hint)
    sealed, written = _said(*((_parts(base)[1], base) if base else (parts, path)))
    try:
        lines = _lines(parts)
        alternatives = _alternatives(parts)
        comments = _comments(parts)
        saved = _saved(parts)
    except (UnreadableError, RecursionError) as fault:
        raise _unreadable(place, str(fault)) from None
    brief, date = str(sealed.get("brief", "")), str(sealed.get("date", ""))
    return GivenDocx(lines, comments, written, brief, date, saved, alternatives, data, sealed)


def _parts(path: Path) -> tuple[bytes, dict[str, bytes]]:
    place = Place(path.as_posix())
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except (OSError, ValueError) as fault:
        reason = (getattr(fault, "strerror", None) or "no file of this name").lower()
        raise error(f"cannot be read: {reason}", place, "type the path of a Word file") from None
    if data.startswith(OLD_OFFICE):
        hint = "open it in Word, take the password away, and save it as .docx"
        raise error("encrypted, or made by an old Word", place, hint)
    if len(data) > LARGEST or not data.startswith(b"PK"):
        raise _unreadable(place, "larger than any brief" if len(data) > LARGEST else "no Word file")
    try:
        parts = unpacked(data)
    except UnreadableError as fault:
        raise _unreadable(place, str(fault)) from None
    if _DOCUMENT not in parts:
        raise _unreadable(place, "a zip file, but no Word file")
    return data, parts


def _unreadable(place: Place, why: str) -> ReebriefError:
    return error(why, place, "open it in Word, save it as .docx, and pull again")


def _said(parts: Mapping[str, bytes], path: Path) -> tuple[Mapping[str, object], WrittenLines]:
    """Return a file's manifest, and what it said when it was written."""
    place = Place(path.as_posix())
    sealed = _custom(parts, f"{manifest.NAMESPACE} manifest")
    listed = _custom(parts, f"{written_lines.NAMESPACE} lines")
    if listed is None or sealed is None:
        what = "it does not say which of its lines are the author's: " + (
            "another program dropped that"
            if sealed is None and listed is None
            else "it was written before 0.2, or another program dropped that"
        )
        hint = "--base FILE names the file as it was sent out; or render the brief and send that"
        raise error(what, place, hint)
    try:
        data = json.loads(sealed)
        if not isinstance(data, dict) or not isinstance(data.get("texts"), list):
            raise ValueError("not as reebrief writes it")
        return data, written_lines.decoded(listed)
    except (ValueError, RecursionError) as fault:
        what = f"what it says of its lines cannot be read: {fault}"
        raise error(what, place, "--base FILE names the file as it was sent out") from None


def _custom(parts: Mapping[str, bytes], root: str) -> str | None:
    """Return the text of the part of custom XML that has a root, None where there is none."""
    for name in sorted(parts):
        if name.startswith("customXml/") and name.endswith(".xml"):
            try:
                text = parse(RootText(root), parts[name], name).text
            except UnreadableError:
                continue
            if text is not None:
                return text
    return None


def _lines(parts: Mapping[str, bytes]) -> list[ReadLine]:
    rels = "word/_rels/document.xml.rels"
    found = Relationships("word")
    addresses = parse(found, parts[rels], rels).addresses if rels in parts else {}
    body = tree(parts[_DOCUMENT], _DOCUMENT).find("body")
    if body is None:
        raise UnreadableError("it has no text")
    return BodyReader(_notes(parts, found), addresses).read(body)


def _alternatives(parts: Mapping[str, bytes]) -> tuple[str, ...]:
    every = tree(parts[_DOCUMENT], _DOCUMENT).walk()
    said = (node.get("descr") for node in every if node.name.endswith(" docPr"))
    return tuple(filter(str.strip, said))


def _notes(parts: Mapping[str, bytes], rels: Relationships) -> dict[str, str]:
    """Return the numbers of notes by their ids: they are numbered as they stand in their part."""
    name = rels.kinds.get("footnotes", "")
    root = tree(parts[name], name) if name in parts else XmlElement("", {})
    ids = [n.get("id") for n in root.children if n.get("type") in {"", "normal"}]
    return {id_: str(n) for n, id_ in enumerate(ids, 1)}


def _comments(parts: Mapping[str, bytes]) -> tuple[WordComment, ...]:
    name = "word/comments.xml"
    if name not in parts:
        return ()
    done = []
    for node in tree(parts[name], name).children:
        if node.name == "comment":
            texts = (_text(p) for p in node.walk() if p.name == "p")
            by = Hand(node.get("author"), node.get("date"))
            done.append(WordComment(node.get("id"), by, "\n".join(filter(None, texts))))
    return tuple(done)


def _text(paragraph: XmlElement) -> str:
    return "".join(node.text for node in paragraph.walk() if node.name == "t").strip()


def _saved(parts: Mapping[str, bytes]) -> Hand:
    """Return who saved the file last, as it says."""
    name = "docProps/core.xml"
    if name not in parts:
        return Hand()
    said = {node.name: node.text for node in tree(parts[name], name).children}
    return Hand(said.get(_LAST, "").strip(), said.get(_CORE, "").strip())
