"""The file: ReportLab's objects, in compressed streams, with an id made of their content.

ISO 32000-1, 7.5. ReportLab's own way of writing a file has no object streams, lacks the end of line
that PDF/A wants before ``endstream`` (ISO 19005-2, 6.1.7.1), and takes its id from the clock.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObject, PDFObjectReference

_HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"  # four bytes above 127, as PDF/A wants
_TOGETHER = 200
"""How many objects one stream holds: readers open a stream as a whole."""


class Stream(PDFObject):  # type: ignore[misc]  # reportlab has no types
    """A stream of bytes, compressed unless ``plain``; ``entries`` go into its dictionary."""

    def __init__(self, data: bytes, entries: str = "", *, plain: bool = False) -> None:
        self.data = data if plain else zlib.compress(data)
        self.entries = entries if plain else f"{entries} /Filter /FlateDecode"

    def format(self, _document: PDFDocument) -> bytes:
        """Return the stream as it stands in the file."""
        head = f"<<{self.entries} /Length {len(self.data)}>>\nstream\n".encode("ascii")
        return head + self.data + b"\nendstream"


class Document(PDFDocument):  # type: ignore[misc]  # reportlab has no types
    """Objects on their way to a file: ReportLab numbers and formats them."""

    def __init__(self) -> None:
        # ReportLab's own initialiser looks at the clock and makes objects that are not wanted here.
        self.objectcounter = 0
        self.idToObject: dict[str, PDFObject] = {}
        self.numberToId: dict[int, str] = {}
        self.idToObjectNumberAndVersion: dict[str, tuple[int, int]] = {}

    def add(self, item: PDFObject) -> PDFObjectReference:
        """Add an object; return the reference to it."""
        return self.Reference(item)

    def stream(self, data: bytes, entries: str = "", *, plain: bool = False) -> PDFObjectReference:
        """Add a stream; return the reference to it."""
        return self.Reference(Stream(data, entries, plain=plain))

    def file(self, root: PDFObjectReference, info: PDFObjectReference) -> bytes:
        """Return the file's bytes, given its catalog and its information dictionary."""
        file = _File()
        packed: list[tuple[int, bytes]] = []
        for number, item in self._objects():
            body = item.format(self)
            if isinstance(item, Stream):
                file.place(number, body)
            else:
                packed.append((number, body))
        number = self.objectcounter
        for start in range(0, len(packed), _TOGETHER):
            number += 1
            file.pack(number, packed[start : start + _TOGETHER])
        return file.finish(number + 1, root.format(self).decode(), info.format(self).decode())

    def _objects(self) -> Iterator[tuple[int, PDFObject]]:
        """Yield the objects with their numbers; formatting one may add others at the end."""
        number = 0
        while (number := number + 1) in self.numberToId:
            yield number, self.idToObject[self.numberToId[number]]


class _File:
    def __init__(self) -> None:
        self.pieces = [_HEAD]
        self.offset = len(_HEAD)
        self.entries: dict[int, bytes] = {0: _entry(0, 0, 65535)}
        self.digest = hashlib.sha256()

    def place(self, number: int, body: bytes) -> None:
        self.entries[number] = _entry(1, self.offset, 0)
        self._append(b"%d 0 obj\n%b\nendobj\n" % (number, body))

    def pack(self, number: int, items: list[tuple[int, bytes]]) -> None:
        """Put objects into a stream of objects (ISO 32000-1, 7.5.7)."""
        offset = 0
        numbers = []
        for place, (item, body) in enumerate(items):
            self.entries[item] = _entry(2, number, place)
            numbers.append(b"%d %d" % (item, offset))
            offset += len(body) + 1
        head = b" ".join(numbers) + b"\n"
        data = head + b"\n".join(body for _, body in items)
        entries = f"/Type /ObjStm /N {len(items)} /First {len(head)}"
        self.place(number, Stream(data, entries).format(None))

    def finish(self, number: int, root: str, info: str) -> bytes:
        """Append the cross-reference stream (ISO 32000-1, 7.5.8), and return the bytes."""
        start = self.offset
        self.entries[number] = _entry(1, start, 0)
        table = b"".join(self.entries[n] for n in range(number + 1))
        name = self.digest.hexdigest()[:32]
        entries = (
            f"/Type /XRef /Size {number + 1} /W [1 4 2] /Root {root} /Info {info}"
            f" /ID [<{name}> <{name}>]"
        )
        self.place(number, Stream(table, entries).format(None))
        self._append(b"startxref\n%d\n%%%%EOF\n" % start)
        return b"".join(self.pieces)

    def _append(self, data: bytes) -> None:
        self.pieces.append(data)
        self.offset += len(data)
        self.digest.update(data)


def _entry(kind: int, first: int, second: int) -> bytes:
    return kind.to_bytes(1, "big") + first.to_bytes(4, "big") + second.to_bytes(2, "big")
