"""Spell WordprocessingML: escaped text, units, runs, fields and whole parts."""

from __future__ import annotations

from reebrief.document.characters import visible

_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def escape(text: str) -> str:
    """Return text as it may stand in an element or a quoted attribute; white space is spaces."""
    text = visible(text)[0].replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;").replace("\t", " ").replace("\n", " ")


def part(root: str, inside: str) -> bytes:
    """Return a whole part: the root element of this name around what is inside."""
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f"{head}<w:{root} {_NAMESPACES}>{inside}</w:{root}>".encode()


def twips(points: float) -> int:
    """Return a length in twentieths of a point, the unit of most lengths in Word."""
    return round(points * 20)


def half_points(points: float) -> int:
    """Return a font size in half points."""
    return round(points * 2)


def eighths(points: float) -> int:
    """Return a border's width in eighths of a point; Word knows 2 to 96."""
    return min(max(2, round(points * 8)), 96)


def run(text: str, properties: str = "") -> str:
    """Return a run of text; properties are the content of its ``w:rPr``."""
    return f'<w:r>{_look(properties)}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def field(instruction: str, result: str, properties: str = "") -> str:
    """Return a field and the result that is shown until Word computes it anew."""
    return _begin(instruction, properties) + run(result, properties) + _end(properties)


def _begin(instruction: str, properties: str = "") -> str:
    """Return what stands before a field's result."""
    code = f'<w:instrText xml:space="preserve"> {instruction} </w:instrText>'
    return (
        _character("begin", properties)
        + f"<w:r>{_look(properties)}{code}</w:r>"
        + _character("separate", properties)
    )


def _end(properties: str = "") -> str:
    """Return what stands after a field's result."""
    return _character("end", properties)


def _character(kind: str, properties: str) -> str:
    return f'<w:r>{_look(properties)}<w:fldChar w:fldCharType="{kind}"/></w:r>'


def _look(properties: str) -> str:
    return f"<w:rPr>{properties}</w:rPr>" if properties else ""


def styled(style: str) -> str:
    """Return the run property that names a character style."""
    return f'<w:rStyle w:val="{style}"/>'
