"""Read a part of a Word file as a tree, by the parser of ``verify``, which refuses hostile ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from reebrief.verify.docx.styles import attribute
from reebrief.verify.docx.xml_events import Handler, parse

_WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main ",
    "http://purl.oclc.org/ooxml/wordprocessingml/main ",  # the standard's strict variant
)


@dataclass(slots=True)
class XmlElement:
    """An element: its name, without its namespace where it is Word's, attributes, content."""

    name: str
    attributes: dict[str, str]
    children: list[XmlElement] = field(default_factory=list)
    text: str = ""

    def get(self, name: str) -> str:
        """Return an attribute by its local name, "" where it is missing."""
        return attribute(self.attributes, name)

    def find(self, *path: str) -> XmlElement | None:
        """Return the first element down a path of names, None where there is none."""
        found: XmlElement | None = self
        for name in path:
            found = next((c for c in found.children if c.name == name), None) if found else None
        return found

    def walk(self) -> Iterator[XmlElement]:
        """Yield this element and all inside it, in their order."""
        yield self
        for child in self.children:
            yield from child.walk()


def tree(data: bytes, name: str) -> XmlElement:
    """Return the root of a part; raises UnreadableError as ``xml_events.parse`` does."""
    return parse(_Builder(), data, name).root.children[0]


class _Builder(Handler):
    def __init__(self) -> None:
        self.root = XmlElement("", {})
        self._open = [self.root]

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(" ")[2] if name.startswith(_WORD) else name
        element = XmlElement(local, attributes)
        self._open[-1].children.append(element)
        self._open.append(element)

    def end(self, _name: str) -> None:
        self._open.pop()

    def characters(self, text: str) -> None:
        self._open[-1].text += text
