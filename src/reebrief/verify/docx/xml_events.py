"""Reads XML as a row of events: no tree, no entities, no document type, no endless nesting."""

from __future__ import annotations

from typing import TypeVar
from xml.parsers import expat

from reebrief.verify.found import UnreadableError

_MOST_DEEP = 500
"""The most levels of elements; the files of office programs stay below 50."""


WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main ",
    "http://purl.oclc.org/ooxml/wordprocessingml/main ",  # the standard's strict variant
)
_BESIDE = (
    *WORD,
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships ",
    "http://purl.oclc.org/ooxml/officeDocument/relationships ",
    "http://schemas.openxmlformats.org/markup-compatibility/2006 ",
    "http://www.w3.org/XML/1998/namespace ",
)
"""Namespaces of the attributes that Word reads on its own elements."""

_RELATED = {"hyperlink", "headerReference", "footerReference", "altChunk", "subDoc"}
"""Elements of Word whose id is that of a relationship."""


def word_tag(name: str) -> str:
    """Return the local name of an element of Word, the whole name of any other."""
    return name.rpartition(" ")[2] if name.startswith(WORD) else name


def _read_by_word(name: str, attributes: dict[str, str]) -> dict[str, str]:
    """Return the attributes of an element that Word reads: others may only look like them."""
    if not name.startswith(WORD):
        return attributes
    kept = {key: text for key, text in attributes.items() if key.startswith(_BESIDE)}
    if sum(key.endswith(" id") for key in kept) > 1:
        related = word_tag(name) in _RELATED
        drop = [k for k in kept if k.endswith(" id") and k.startswith(WORD) is related]
        kept = {key: text for key, text in kept.items() if key not in drop}
    return kept


class EnoughError(Exception):
    """Raised by a handler to stop the parser: the rest is of no interest."""


class Handler:
    """Hears what a part holds. A name is its namespace, a space and its local name."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Hear that an element begins."""

    def end(self, name: str) -> None:
        """Hear that an element ends."""

    def declare(self, prefix: str, namespace: str) -> None:
        """Hear that the element that comes next declares a prefix."""

    def undeclare(self, prefix: str) -> None:
        """Hear that a prefix no longer stands for that namespace."""

    def characters(self, text: str) -> None:
        """Hear characters; text may come in several pieces."""


class RootText(Handler):
    """Takes the text of a part whose root is ``root``; ``text`` is None where it is another one."""

    def __init__(self, root: str) -> None:
        self.text: str | None = None
        self._root = root

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        """Hear that an element begins. Raises EnoughError where it is another root."""
        if self.text is None:
            if name != self._root:
                raise EnoughError
            self.text = ""

    def characters(self, text: str) -> None:
        """Take characters."""
        self.text = (self.text or "") + text


H = TypeVar("H", bound=Handler)


def parse(handler: H, data: bytes, name: str) -> H:
    """Tell a handler what a part holds, and return it.

    Raises UnreadableError where the part called ``name`` is no XML, or tries something.
    """
    # Bytes are expanded nowhere: entities are refused where they are declared.
    parser = expat.ParserCreate(namespace_separator=" ")
    depth = 0

    def start(element: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _MOST_DEEP:
            raise UnreadableError(f"{name} nests elements without end")
        handler.start(element, _read_by_word(element, attributes))

    def end(element: str) -> None:
        nonlocal depth
        depth -= 1
        handler.end(element)

    def refuse(*_: object) -> None:
        raise UnreadableError(f"{name} declares a document type or an entity")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = handler.characters
    parser.StartNamespaceDeclHandler = lambda prefix, uri: handler.declare(prefix or "", uri or "")
    parser.EndNamespaceDeclHandler = lambda prefix: handler.undeclare(prefix or "")
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.buffer_text = True
    try:
        parser.Parse(data, True)  # noqa: FBT003  expat's signature
    except EnoughError:
        pass
    except (expat.ExpatError, ValueError, LookupError):  # the last two: an unknown encoding
        raise UnreadableError(f"{name} is no XML") from None
    return handler
