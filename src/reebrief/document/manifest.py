"""The manifest that travels in a Word or PDF file: what the file was made of and what it shows.

It is JSON text in one fixed form (keys sorted, nothing between the signs), so that it can be sealed
with a hash of itself. ``reebrief verify`` holds a file against it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, TypeAlias

from reebrief import __version__
from reebrief.document.annotated import AnnotatedBrief, CaveatFact, Head, running_part
from reebrief.document.characters import visible
from reebrief.document.nodes import (
    CaveatLabel,
    CaveatMark,
    CaveatNote,
    CaveatText,
    Cite,
    Excerpt,
    Heading,
    Inline,
    InlineExcerpt,
    Inlines,
    Item,
    Paragraph,
    Table,
    Text,
)
from reebrief.document.traverse import plain, rewrite_inlines, walk

FORMAT = 2
"""The version of the manifest's form; since 2 it has the caveats' facts, and the edition."""

FILE = "reebrief.json"
"""The manifest's name as an embedded file of a PDF."""

NAMESPACE = "urn:reebrief:manifest"
"""The namespace of the element that holds the manifest in a Word file."""

PROPERTY = "reebrief document"
"""The custom property of a Word file that repeats the document's id."""

URN = "urn:reebrief:document:"
"""What precedes the document's id in a PDF's XMP property ``xmpMM:DocumentID``."""

LINKS = "links"
"""The place that holds where the file's links lead."""

LISTS = "lists"
"""The place that holds the entries of a Word file's lists, each behind its bullet or number."""

LONGEST_ENTRY = 80
"""Characters of such an entry that are sealed: enough to know it by."""

SPOKEN = "read aloud"
"""The place that holds what is read aloud of the drawings and tables of a Word file."""

FONTS = "fonts"
"""The place that holds a hash of what says how a font of a PDF looks, one on each line."""

OBJECTS = "objects"
"""The place that holds a hash of what else says how a PDF looks or is read aloud, one on a line."""

RUNNING = "running label"
"""The kind of a caveat that running lines show: its text is the article's number, its labels."""

CaveatNode: TypeAlias = CaveatLabel | CaveatText | CaveatNote
"""A node that draws a part of a caveat."""

_UNKNOWN = "0" * 64
"""What stands for a hash until it is known: as long as the hash."""


@dataclass(frozen=True, slots=True)
class ShownText:
    """What a file shows at one place, a page or a part: lines of readable text.

    In a Word file a line is a paragraph; one that begins with a tab is a row of a table, with a tab
    before each cell. The place LINKS has an address on each line.
    ``drawn`` is the hash of how a page of a PDF is drawn, ``paper`` its width and height in points.
    """

    place: str
    text: str
    drawn: str = ""
    paper: str = ""


def digest(data: bytes) -> str:
    """Return the SHA-256 of bytes, in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


_ISSUED = re.compile(rb"(?m)^issued:[^\n]*(?:\n|\Z)")


def input_digest(name: str, data: bytes) -> str:
    """Return the SHA-256 of a file that a brief is made of, by its name from the root.

    That a brief was issued is noted in its definition afterwards, so that line does not count.
    """
    return digest(_ISSUED.sub(b"", data) if name.startswith("briefs/") else data)


def canonical(data: Any) -> str:
    """Return data as JSON text in its one form; unsafe characters are made visible."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return visible(text)[0]


def document_id(kind: str, texts: Any, inputs: Any) -> str:
    """Return the id of a document: of its kind, what it shows, and what it was made of."""
    named = {"kind": kind, "texts": texts, "inputs": inputs}
    return digest(canonical(named).encode())


def seal_of(manifest: Mapping[str, Any]) -> str:
    """Return the seal that fits a manifest: the hash of everything in it but the seal."""
    rest = {key: value for key, value in manifest.items() if key != "seal"}
    return digest(canonical(rest).encode())


class Manifest:
    """A manifest in the making: it lacks only what depends on the finished file.

    ``said`` are the caveats as they are drawn, and the facts that they say. ``id`` is what the file
    repeats outside of the manifest, so that a manifest of another file is told from its own.
    """

    def __init__(
        self,
        head: Head,
        kind: str,
        said: Mapping[str, Sequence[Any]],
        texts: Iterable[ShownText],
        locks: int | None = None,
    ) -> None:
        shown = [
            {key: value for key, value in asdict(one).items() if value or key == "text"}
            for one in texts
        ]
        inputs = dict(head.inputs)
        self.id = document_id(kind, shown, inputs)
        self._data: dict[str, Any] = {
            "format": FORMAT,
            "made_by": f"reebrief {__version__}",
            "brief": head.brief,
            "date": head.date,
            "kind": kind,
            "inputs": inputs,
            **said,
            "texts": shown,
            "document": self.id,
        }
        if locks is not None:
            self._data["locks"] = locks
        if head.edition is not None:
            self._data["edition"] = dict(head.edition)

    @classmethod
    def of(
        cls,
        annotated: AnnotatedBrief,
        kind: str,
        texts: Iterable[ShownText],
        place: Callable[[str, str], str],
        locks: int | None = None,
    ) -> Manifest | None:
        """Return the manifest of a brief's file of a kind; None for a brief without a head.

        ``place`` says at which place of the texts a caveat stands, by its kind and the name of its
        part: the last of two, the first of several running lines, "" for one that was not drawn.
        ``locks`` counts the controls of a Word file that keep caveats from being changed.
        """
        if annotated.head is None:
            return None
        said = {"caveats": [*_caveats(annotated, place)], "facts": _facts(annotated.facts)}
        return cls(annotated.head, kind, said, texts, locks)

    def with_parts(self, parts: Mapping[str, bytes]) -> str:
        """Return the sealed manifest of a file of several parts: it holds a hash of each."""
        hashes = {name: digest(data) for name, data in parts.items()}
        return _sealed({**self._data, "parts": hashes})

    def blank(self) -> bytes:
        """Return the manifest with zeros for the two hashes that ``filled`` puts in."""
        return canonical({**self._data, "bytes": _UNKNOWN, "seal": _UNKNOWN}).encode()

    def filled(self, file: bytes) -> bytes:
        """Return a file that holds ``blank`` with the sealed manifest in its stead.

        The manifest holds the hash of the file without the manifest; no offset in it moves.
        """
        blank = self.blank()
        before, found, after = file.partition(blank)
        if not found:
            raise ValueError("the file does not hold the blank manifest")
        sealed = _sealed({**self._data, "bytes": digest(before + after)}).encode()
        return before + sealed + after


def _sealed(data: Mapping[str, Any]) -> str:
    return canonical({**data, "seal": seal_of(data)})


def _facts(facts: Iterable[CaveatFact]) -> list[dict[str, Any]]:
    return [{"article": one.article, "class": one.caveat, "caveats": [*one.parts]} for one in facts]


def _caveats(
    annotated: AnnotatedBrief, place: Callable[[str, str], str]
) -> Iterator[dict[str, str]]:
    """Yield each caveat as it is drawn: its text, and the block before it that has an id.

    Those of running lines come last.
    """
    sections = annotated.brief.sections
    articles = {
        node.article
        for node in walk(sections)
        if isinstance(node, Item | Excerpt | Cite | InlineExcerpt)
    }
    for section in sections:
        block = section.kind
        for node in walk(section.blocks):
            match node:
                case Heading() | Table():
                    block = node.id
                case Paragraph():
                    block = node.id or block
                case CaveatLabel():
                    yield _caveat(node, "label", block, articles, place)
                case CaveatText():
                    yield _caveat(node, "text", block, articles, place)
                case _:
                    pass
    for note in annotated.notes:
        yield _caveat(note, "note", f"note {note.number}", articles, place)
    for article, standing in annotated.running.items():
        part = running_part(article)
        where = place(RUNNING, part)
        if where:
            yield {
                "id": part,
                "kind": RUNNING,
                "class": "running",
                "article": article,
                "block": "",
                "text": f"[{standing.number}] {', '.join(standing.labels)}",
                "place": where,
                **({"short": f"[{standing.number}] {standing.both}"} if standing.both else {}),
            }


def _marked(inlines: Inlines) -> str:
    """Return inlines as text, the marks of notes in brackets: files show them in several ways."""
    return plain(rewrite_inlines(inlines, _in_brackets))


def _in_brackets(node: Inline) -> Inlines:
    return (Text(f"[{node.number}]"),) if isinstance(node, CaveatMark) else (node,)


def _caveat(
    node: CaveatNode,
    kind: str,
    block: str,
    articles: set[str],
    place: Callable[[str, str], str],
) -> dict[str, str]:
    article, caveat = _named(node.part, articles)
    return {
        "id": node.part,
        "kind": kind,
        "class": caveat,
        "article": article,
        "block": block,
        "place": place(kind, node.part),
        "text": node.text if isinstance(node, CaveatLabel) else _marked(node.inlines),
    }


def _named(part: str, articles: set[str]) -> tuple[str, str]:
    """Return the article and the class that a part's name holds: ``label-ARTICLE-CLASS.1``."""
    words = part.rpartition(".")[0].split("-")[1:]
    for end in range(len(words), 0, -1):
        article = "-".join(words[:end])
        if article in articles:
            return article, "-".join(words[end:])
    return "", ""
