"""The text that a page of a PDF shows, in the order in which it is drawn.

ISO 32000-1, 7.8 (content streams), 9.4 (text), 9.10 (from codes to characters). Only what shows
text is followed. What the glyphs look like is not read: a code is the character that the font's
ToUnicode table names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from pypdf.generic import IndirectObject, StreamObject

from reebrief.verify.found import UnreadableError
from reebrief.verify.pdf.objects import entry, reference, resolved

_TOKEN = re.compile(
    rb"<(?P<hex>[0-9A-Fa-f\s]*)>|\((?P<plain>[^()\\]*)\)|(?P<open>\()"
    rb"|/(?P<name>[^\s<>\[\](){}/%]*)|(?P<numbers>[-+.\d][-+.\d\s]*)"
    rb"|(?P<skip>%[^\r\n]*|<<|>>|[\[\]{})<>])|(?P<operator>[A-Za-z'\"][A-Za-z0-9*]*)"
)
_LITERAL = re.compile(rb"[^()\\]+|\\[0-7]{1,3}|\\\r?\n|\\.|[()]", re.DOTALL)
_IMAGE_END = re.compile(rb"\sEI(?=\s|\Z)")
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_INVISIBLE = {3, 7}
"""The rendering modes in which text is not painted (table 106)."""

_MOST_DEEP = 10
"""The most levels of forms within forms."""


Box = tuple[float, float, float, float]
"""The left, lower, right and upper edge of what is seen of a page, in points."""


def shown(code: bytes, resources: Any, fonts: PageFonts, box: Box) -> str:
    """Return the text that a content stream shows; a new line where the baseline changes.

    Text that begins outside of the box is not seen; where something moves the axes it counts.
    """
    page = _Page(fonts, box)
    page.run(code, resources, 0)
    return "".join(page.out).strip("\n")


@dataclass(slots=True)
class _State:
    font: _Font
    mode: int = 0
    moved: bool = False


class _Page:
    """Follows content streams, those of forms included."""

    def __init__(self, fonts: PageFonts, box: Box) -> None:
        self.fonts = fonts
        self.box = box
        self.out: list[str] = []
        self.state = _State(fonts.unknown)
        self.stack: list[_State] = []
        self.left = self.height = 0.0

    def run(self, code: bytes, resources: Any, depth: int) -> None:
        if depth > _MOST_DEEP:
            raise UnreadableError("its drawings have no end")
        strings: list[bytes] = []
        numbers = name = b""
        for kind, value in _tokens(code):
            if kind == "numbers":
                numbers = value
            elif kind == "string":
                strings.append(value)
            elif kind == "name":
                name = value
            else:
                if value == b"Do":
                    form = reference(resources, "/XObject", "/" + name.decode("latin-1"))
                    self.form(resolved(form), resources, depth)
                elif value == b"Tf":
                    font = reference(resources, "/Font", "/" + name.decode("latin-1"))
                    self.state.font = self.fonts.font(font)
                else:
                    self.operator(value, strings, numbers)
                strings, numbers = [], b""

    def operator(self, value: bytes, strings: list[bytes], numbers: bytes) -> None:
        match value:
            case b"Tj" | b"TJ":
                self.show(strings)
            case b"'" | b'"':
                self.out.append("\n")
                self.show(strings)
            case b"Tm":
                self.to(*_last_two(numbers))
            case b"Td" | b"TD":
                right, up = _last_two(numbers)
                self.to(self.left + right, self.height + up)
            case b"cm":
                self.state.moved = True
            case b"T*":
                self.out.append("\n")
            case b"Tr":
                self.state.mode = int(_last_two(numbers)[1])
            case b"q":
                self.stack.append(replace(self.state))
            case b"Q" if self.stack:
                self.state = self.stack.pop()
            case b"BT":
                self.left = self.height = 0.0
            case _:
                pass

    def to(self, left: float, height: float) -> None:
        if height != self.height:
            self.out.append("\n")
        self.left, self.height = left, height

    def show(self, strings: list[bytes]) -> None:
        if self.state.mode not in _INVISIBLE and (self.state.moved or self.inside()):
            self.out.append(self.state.font.text(b"".join(strings)))

    def inside(self) -> bool:
        left, bottom, right, top = self.box
        return left <= self.left <= right and bottom <= self.height <= top

    def form(self, item: Any, resources: Any, depth: int) -> None:
        if isinstance(item, StreamObject) and item.get("/Subtype") == "/Form":
            own = item.get("/Resources") or resources
            self.run(item.get_data(), own, depth + 1)


def _last_two(numbers: bytes) -> tuple[float, float]:
    """Return the last two of the numbers before an operator, 0 where there is one.

    Raises LookupError and ValueError.
    """
    found = numbers.split()
    return (float(found[-2]) if len(found) > 1 else 0.0), float(found[-1])


def _tokens(code: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield strings, rows of numbers, names and operators; what only groups them is left out."""
    at = 0
    search = _TOKEN.search
    while found := search(code, at):
        at = found.end()
        kind = found.lastgroup or ""
        if kind == "hex":
            digits = b"".join(found["hex"].split())
            yield "string", bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
        elif kind == "plain":
            yield "string", found["plain"]
        elif kind == "open":
            text, at = _literal(code, at)
            yield "string", text
        elif kind == "operator" and found["operator"] == b"BI":
            end = _IMAGE_END.search(code, at)
            at = end.end() if end else len(code)
        elif kind != "skip":
            yield kind, found[kind]


def _literal(code: bytes, at: int) -> tuple[bytes, int]:
    """Return the literal string that begins at an offset, and the offset after it."""
    done: list[bytes] = []
    depth = 1
    for found in _LITERAL.finditer(code, at):
        piece = found[0]
        if piece == b")":
            depth -= 1
            if not depth:
                return b"".join(done), found.end()
        elif piece == b"(":
            depth += 1
        if piece[:1] == b"\\":
            rest = piece[1:]
            if rest.isdigit():
                piece = bytes([int(rest, 8) & 255])
            else:
                piece = b"" if rest[-1:] == b"\n" else _ESCAPES.get(rest, rest)
        done.append(piece)
    return b"".join(done), len(code)


@dataclass(slots=True)
class _Font:
    """A font as far as its text is concerned: the characters of codes of one or two bytes."""

    width: int = 1
    characters: dict[bytes, str] = field(default_factory=dict)

    def text(self, codes: bytes) -> str:
        if not self.characters and self.width == 1:
            return codes.decode("latin-1")  # near enough to say what another program put in
        size = self.width
        get = self.characters.get
        return "".join([get(codes[i : i + size], "\ufffd") for i in range(0, len(codes), size)])


_BLOCK = re.compile(
    rb"begin(?P<kind>codespacerange|bfchar|bfrange)(?P<rows>.*?)end(?P=kind)", re.DOTALL
)
_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")


class PageFonts:
    """The fonts of a file, each read once."""

    def __init__(self) -> None:
        self.unknown = _Font()
        self._read: dict[int, _Font] = {}

    def font(self, reference: Any) -> _Font:
        """Return the font that a resource names."""
        if not isinstance(reference, IndirectObject):
            return _font(resolved(reference))
        if reference.idnum not in self._read:
            self._read[reference.idnum] = _font(resolved(reference))
        return self._read[reference.idnum]


def _font(source: Any) -> _Font:
    table = entry(source, "/ToUnicode")
    composite = entry(source, "/Subtype") == "/Type0"
    font = _Font(2 if composite else 1)
    if isinstance(table, StreamObject):
        for block in _BLOCK.finditer(table.get_data()):
            _map(font, block["kind"], block["rows"])
    return font


def _map(font: _Font, kind: bytes, rows: bytes) -> None:
    """Read a block of a ToUnicode table."""
    items: list[bytes | str] = [
        sign.decode() if sign else bytes.fromhex(digits.decode())
        for digits, opening, closing in _HEX.findall(rows)
        for sign in [opening or closing]
    ]
    if kind == b"codespacerange":
        font.width = max((len(i) for i in items if isinstance(i, bytes)), default=font.width) or 1
    elif kind == b"bfchar":
        codes = [i for i in items if isinstance(i, bytes)]
        for code, text in zip(codes[::2], codes[1::2], strict=False):
            font.characters[code] = text.decode("utf-16-be", "replace")
    else:
        _ranges(font, items)


def _ranges(font: _Font, items: list[bytes | str]) -> None:
    """Read rows of a first code, a last one, and what the first stands for, or a list for all."""
    at = 0
    while at + 2 < len(items):
        first, last, target = items[at : at + 3]
        at += 3
        if not (isinstance(first, bytes) and isinstance(last, bytes)) or len(first) > 2:
            return
        codes = range(int.from_bytes(first), int.from_bytes(last) + 1)[:65536]
        if isinstance(target, bytes):
            value, size = int.from_bytes(target), len(target)
            texts = [(value + n).to_bytes(size, "big") for n in range(len(codes))]
        else:
            texts = [item for item in items[at : at + len(codes)] if isinstance(item, bytes)]
            at += len(texts) + 1  # and the closing bracket
        for code, text in zip(codes, texts, strict=False):
            font.characters[code.to_bytes(len(first), "big")] = text.decode("utf-16-be", "replace")
