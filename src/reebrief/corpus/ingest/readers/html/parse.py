"""Parse a page's bytes to a tree, within bounds: by its declared charset, no deeper than 250."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree
from lxml.html import HTMLParser, document_fromstring

from reebrief.corpus.ingest.change_record import Record
from reebrief.corpus.ingest.cleaning.encoding import BOMS, called, from_hz
from reebrief.corpus.ingest.cleaning.legacy_encodings import likely
from reebrief.diagnostics import Place, error

_DATA = re.compile(rb"data:[\w.+/;=-]{0,100};base64,[\w+/=\s%-]+")
"""A picture, a font or a script within the page, often most of its bytes."""

_UNREAD = re.compile(
    rb"<(?P<tag>script|style|svg)\b(?![^>]{0,200}ld\+json)[^>]*>.*?</(?P=tag)\s*>",
    re.DOTALL | re.IGNORECASE,
)
"""What is no text of a page; the scripts of a page are often most of it."""

_LARGEST = 3_000_000
"""Bytes of a page without these; the longest that papers print have a tenth."""

_MOST_ELEMENTS = 20_000
"""Elements of a page; those of papers have a fifth of them."""

_CHARSET = re.compile(
    rb"<meta\b[^>]{0,300}?\bcharset\s*=\s*[\"']?\s*([\w.:-]{2,40})"
    rb"|<\?xml\b[^>]{0,100}\bencoding\s*=\s*[\"']([\w.:-]{2,40})",
    re.IGNORECASE,
)
_HEAD = 8192
_WIDER = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "iso-8859-9": "cp1254",
    "iso-8859-11": "cp874",
    "tis-620": "cp874",
    "windows-874": "cp874",
    "big5": "big5hkscs",
    "x-mac-cyrillic": "mac_cyrillic",
    "macintosh": "mac_roman",
}
"""What browsers read for a charset's name (https://encoding.spec.whatwg.org/#names-and-labels)."""


def parsed(raw: bytes, name: str, record: Record, charset: str | None = None) -> Any:
    """Return the root element of a page; ``charset`` is what a server or a mail said of it.

    Raises ReebriefError where the page is too large, nests without end, or holds nothing.
    """
    bare = _UNREAD.sub(b" ", _DATA.sub(b"data:,", raw))
    if len(bare) > _LARGEST:
        size = f"{len(bare) / 1_000_000:.1f} MB"
        what = f"a web page of {size}; at most {_LARGEST // 1_000_000} are read"
        raise error(what, Place(name), "paste the article's text into a file, and import that one")
    parser = HTMLParser(encoding="utf-8", remove_comments=False, remove_pis=True)
    text = _decoded(bare, record, charset).replace("\0", "")
    # The text is whole in memory, so a declaration of another encoding must not count.
    text = re.sub(r"\A\s*<\?xml\b[^>]*\?>", "", text)
    try:
        tree = document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise _empty(name) from None
    if sum(1 for _ in tree.iter()) > _MOST_ELEMENTS:
        what = f"a web page of more than {_MOST_ELEMENTS} elements"
        raise error(what, Place(name), "paste the article's text into a file, and import that one")
    if any("depth" in entry.message for entry in parser.error_log):
        what = "a web page of elements that nest without end"
        raise error(what, Place(name), "paste the article's text into a file, and import that one")
    return tree


def _empty(name: str) -> Exception:
    return error("no text to import", Place(name), "check that the file holds the article")


def _decoded(raw: bytes, record: Record, charset: str | None) -> str:
    """Decode a page: by its mark, UTF-8 where it is, by what is declared, else by what it holds."""
    for bom, marked in BOMS.items():
        if raw.startswith(bom):
            record.found["encoding"] = marked
            return raw.removeprefix(bom).decode(marked, "replace")
    declared = _CHARSET.search(raw[:_HEAD])
    said = charset or ((declared[1] or declared[2]).decode("ascii") if declared else None)
    chinese = from_hz(raw, declared=bool(said and said.lower().startswith("hz")))
    if chinese:
        record.found["encoding"] = called("hz")
        return chinese
    order = ["utf-8", *((_WIDER.get(said.lower(), said),) if said else ())]
    if order[-1].lower() == "iso-2022-jp":
        order.reverse()  # its bytes are those of ASCII, and so of UTF-8
    for candidate in order:
        try:
            text = raw.decode(candidate)
        except (UnicodeDecodeError, LookupError):
            continue
        record.found["encoding"] = candidate
        return text
    guessed, _ = likely(re.sub(rb"<[^<>]{0,2000}>", b" ", raw))
    what = f"the page is not in the encoding it declares and was read as {called(guessed)}"
    record.look(0, f"{what}: check letters with accents")
    record.found["encoding"] = guessed
    return raw.decode(guessed, "replace")
