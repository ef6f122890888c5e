"""Write document information, XMP, and the profile of the colours.

ISO 16684-1 (XMP), ISO 19005-2 and 19005-3, 6.6 (PDF/A identification), ISO 14289-1, 5 (PDF/UA
identification).
"""

from __future__ import annotations

import struct
from html import escape

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFObject, PDFString

from reebrief.document.characters import visible
from reebrief.document.manifest import URN
from reebrief.document.nodes import Meta

PRODUCER = "reebrief"

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
{properties}
<pdfaid:part>{part}</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that is followed</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


def info(meta: Meta) -> PDFDictionary:
    """Return the document information; the dates are the brief's, at midnight UTC."""
    entries: dict[str, str | PDFObject] = {"CreationDate": day(meta), "ModDate": day(meta)}
    texts = {
        "Title": meta.title,
        "Author": meta.author,
        "Subject": meta.subject,
        "Keywords": ", ".join(meta.keywords),
        "Creator": PRODUCER,
        "Producer": PRODUCER,
    }
    entries |= {key: string(text) for key, text in texts.items() if text}
    return PDFDictionary(entries)


def day(meta: Meta) -> str:
    """Return the brief's date, midnight UTC, as a date object."""
    return f"(D:{meta.date.replace('-', '')}000000Z)"


def string(text: str) -> PDFString:
    """Return a text string, its unsafe characters made visible."""
    return PDFString(visible(text)[0])


def xmp(meta: Meta, document: str) -> bytes:
    """Return the same as XMP, with the claims to be PDF/UA-1 and PDF/A.

    ``document`` is the id that the manifest gives the file: with such an embedded file it is
    PDF/A-3a, without one PDF/A-2a.
    """

    def one(name: str, text: str) -> str:
        return f"<{name}>{escape(visible(text)[0])}</{name}>" if text else ""

    def many(name: str, kind: str, texts: tuple[str, ...], language: str = "") -> str:
        items = "".join(
            f"<rdf:li{language}>{escape(visible(text)[0])}</rdf:li>" for text in texts if text
        )
        return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>" if items else ""

    default = ' xml:lang="x-default"'
    date = f"{meta.date}T00:00:00Z"
    properties = [
        one("dc:format", "application/pdf"),
        many("dc:title", "Alt", (meta.title,), default),
        many("dc:creator", "Seq", (meta.author,)),
        many("dc:description", "Alt", (meta.subject,), default),
        many("dc:subject", "Bag", meta.keywords),
        many("dc:language", "Bag", (meta.language,)),
        one("pdf:Keywords", ", ".join(meta.keywords)),
        one("pdf:Producer", PRODUCER),
        one("xmp:CreatorTool", PRODUCER),
        one("xmp:CreateDate", date),
        one("xmp:ModifyDate", date),
        one("xmpMM:DocumentID", document and URN + document),
    ]
    part = 3 if document else 2
    text = _XMP.format(properties="\n".join(filter(None, properties)), part=part)
    return text.encode("utf-8")


def srgb() -> bytes:
    """Return an ICC profile of the sRGB colours (ICC.1:2010, version 4; IEC 61966-2-1).

    The primaries are sRGB's, adapted to the profile's white point D50 by Bradford's method.
    """
    curve = b"para" + bytes(4) + struct.pack(">HH", 3, 0)
    curve += b"".join(map(_fixed, (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)))
    tags = {
        b"desc": _localised("sRGB"),
        b"cprt": _localised("No copyright"),
        b"wtpt": _numbers(b"XYZ ", 0.9642, 1.0, 0.8249),
        b"chad": _numbers(
            b"sf32",
            *(1.04788, 0.02292, -0.05021),
            *(0.02959, 0.99048, -0.01707),
            *(-0.00925, 0.01508, 0.75168),
        ),
        b"rXYZ": _numbers(b"XYZ ", 0.43607, 0.22249, 0.01392),
        b"gXYZ": _numbers(b"XYZ ", 0.38515, 0.71687, 0.09708),
        b"bXYZ": _numbers(b"XYZ ", 0.14307, 0.06061, 0.71410),
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    table, data = [], b""
    start = 128 + 4 + 12 * len(tags)
    for name, content in tags.items():
        table.append(struct.pack(">4sII", name, start + len(data), len(content)))
        data += content + bytes(-len(content) % 4)
    body = struct.pack(">I", len(tags)) + b"".join(table) + data
    head = struct.pack(
        ">I4sI4s4s4s6H4s4sI4s4sQI3I4s16s28s",
        128 + len(body),
        bytes(4),
        0x04300000,
        b"mntr",
        b"RGB ",
        b"XYZ ",
        *(2000, 1, 1, 0, 0, 0),  # a date of no meaning: the profile never changes
        b"acsp",
        bytes(4),
        0,
        bytes(4),
        bytes(4),
        0,
        0,
        *(0xF6D6, 0x10000, 0xD32D),  # the white point D50, as the header wants it
        bytes(4),
        bytes(16),
        bytes(28),
    )
    return head + body


def _fixed(number: float) -> bytes:
    return struct.pack(">i", round(number * 65536))


def _numbers(kind: bytes, *numbers: float) -> bytes:
    return kind + bytes(4) + b"".join(map(_fixed, numbers))


def _localised(text: str) -> bytes:
    data = text.encode("utf-16-be")
    return b"mluc" + bytes(4) + struct.pack(">II2s2sII", 1, 12, b"en", b"US", len(data), 28) + data
