"""The manifest in a Word file: what the parts show, and the parts that hold it.

ECMA-376 Part 1, 15.2.5 and 15.2.6 (custom XML), 15.2.12.2 (custom properties).
"""

from __future__ import annotations

import re
from html import escape, unescape

from reebrief.manifest import NAMESPACE, PROPERTY, CaveatNode, Shown
from reebrief.tree import CaveatNote

PART = "customXml/item1.xml"
"""The part that holds the manifest."""

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

ITEM = (
    f'{_HEAD}<ds:datastoreItem ds:itemID="{{5B0E9C3D-6A41-4F6E-9C55-2F0E4D8A7B10}}" xmlns:ds='
    '"http://schemas.openxmlformats.org/officeDocument/2006/customXml"><ds:schemaRefs>'
    f'<ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
).encode()
"""What names the part for Word, which keeps a part of custom XML that has a name."""

_READ = re.compile(
    r"<w:t [^>]*>(?P<text>[^<]*)</w:t>|<w:instrText [^>]*> *(?P<code>\w+)[^<]*</w:instrText>"
    r'|<w:fldChar w:fldCharType="(?P<field>\w+)"/>|<w:(?P<space>tab|br)/>'
    r"|<(?P<tag>/?w:(?:p|tc|tr))>"
)
"""What our own parts hold of text, and what parts paragraphs, cells and rows."""

COUNTED = ("PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF", "NOTEREF")
"""Fields whose results programs compute anew: no text of ours."""


def custom_properties(document: str) -> bytes:
    """Return the part that repeats the document's id."""
    return (
        f"{_HEAD}<Properties xmlns="
        '"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt='
        '"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" '
        f'name="{PROPERTY}"><vt:lpwstr>{document}</vt:lpwstr></property></Properties>'
    ).encode()


def item(manifest: str) -> bytes:
    """Return the part that holds a manifest."""
    text = escape(manifest, quote=False)
    return f'{_HEAD}<manifest xmlns="{NAMESPACE}">{text}</manifest>'.encode()


def shown(document: bytes, footnotes: bytes, header: bytes, footer: bytes) -> list[Shown]:
    """Return what the parts show; of headers and footers each line once, sorted."""
    texts = [
        Shown("document", "\n".join(_lines(document))),
        Shown("footnotes", "\n".join(_lines(footnotes))),
        Shown("header", "\n".join(sorted(set(_lines(header))))),
        Shown("footer", "\n".join(sorted(set(_lines(footer))))),
    ]
    return [one for one in texts if one.text]


def place(node: CaveatNode) -> str:
    """Return the place where a caveat stands."""
    return "footnotes" if isinstance(node, CaveatNote) else "document"


def _lines(part: bytes) -> list[str]:
    """Return the paragraphs and rows of a part that hold text, as ``Shown`` has them."""
    done: list[str] = []
    cells = [""]
    depth, code, hidden = 0, "", False
    for found in _READ.finditer(part.decode()):
        match found.lastgroup:
            case "text" if not hidden:
                cells[-1] += unescape(found["text"])
            case "code":
                code = found["code"]
            case "field":
                hidden = found["field"] == "separate" and code in COUNTED
            case "space":
                cells[-1] += " "
            case "tag":
                tag = found["tag"]
                depth += {"w:tr": 1, "/w:tr": -1}.get(tag, 0)
                if tag == "w:tc" and depth == 1:
                    cells.append("")
                elif tag in {"/w:p", "/w:tr"} and depth == 0:
                    done.append("\t".join(" ".join(cell.split()) for cell in cells))
                    cells = [""]
                else:
                    cells[-1] += " "
            case _:
                pass
    return [line for line in done if line.strip()]
