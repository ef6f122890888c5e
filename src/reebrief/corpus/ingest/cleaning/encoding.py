"""Bytes to lines of text: UTF-8 and UTF-16 as they are, older encodings by what they hold."""

from __future__ import annotations

import codecs
import re

from reebrief.corpus.ingest.change_record import Record
from reebrief.corpus.ingest.cleaning.legacy_encodings import fitness, likely

BOMS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32-le",  # it begins with the mark of UTF-16
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
"""The marks that files of Unicode may begin with."""


_SHIFTED = re.compile(rb"\x1b\$[@B]")
"""What ISO-2022-JP, in which mails in Japanese are written, shifts to Chinese characters by."""

_HZ = re.compile(rb"~\{((?:[!-w][!-~])+)~\}")
"""Chinese within ASCII, in pairs of its bytes (RFC 1843)."""

_PLAINLY = 0.4
"""The share of common characters by which such pairs are Chinese."""


def decode(raw: bytes, record: Record) -> list[str]:
    """Return a raw text's lines; whatever the bytes, none is lost without a note in the record.

    Bytes that are not UTF-8 are read in the encoding that makes most words of a language of them,
    else as windows-1252; a few bad bytes within UTF-8 are read as windows-1252 one by one.
    """
    for bom, charset in BOMS.items():
        if raw.startswith(bom):
            raw = raw.removeprefix(bom)
            return _lines(raw, charset, record)
    chinese = from_hz(raw)
    if chinese:
        lines = _lines(chinese.encode(), "utf-8", record)
        record.found["encoding"] = called("hz")
        return lines
    return _lines(raw, "iso2022_jp" if _SHIFTED.search(raw) else "utf-8", record)


def from_hz(raw: bytes, *, declared: bool = False) -> str | None:
    """Return the text of bytes in HZ, None where they are not, by what they hold or declare.

    Addresses have tildes, too: only what stands in its brackets is taken for Chinese.
    """
    if not raw.isascii() or not _HZ.search(raw):
        return None
    runs = [
        bytes(one | 0x80 for one in run).decode("gb2312", "replace") for run in _HZ.findall(raw)
    ]
    if not declared and fitness("".join(runs), "gb18030") < _PLAINLY:
        return None
    told = iter(runs)
    return _HZ.sub(lambda _: next(told).encode(), raw).decode().replace("~~", "~")


def _lines(raw: bytes, charset: str, record: Record) -> list[str]:
    try:
        text = raw.decode(charset)
    except UnicodeDecodeError:
        charset = charset if charset.startswith(("utf-16", "utf-32")) else legacy(raw)
        text = _decoded(raw, charset)
        what = (
            f"the text is not UTF-8 and was read as {called(charset)}: check letters with accents"
        )
        record.look(0, what)
    record.found["encoding"] = called(charset)
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


_NAMES = {
    "utf-8": "UTF-8",
    "utf-8 with windows-1252": "UTF-8 with windows-1252 in places",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "utf-32-le": "UTF-32",
    "utf-32-be": "UTF-32",
    "hz": "HZ (Chinese)",
    "iso2022_jp": "ISO-2022-JP (Japanese)",
    "gb18030": "GB 18030 (Chinese)",
    "big5hkscs": "Big5 (Chinese)",
    "cp932": "Shift JIS (Japanese)",
    "euc_jp": "EUC-JP (Japanese)",
    "cp949": "EUC-KR (Korean)",
    "koi8_r": "KOI8-R (Russian)",
    "cp866": "DOS 866 (Russian)",
    "mac_roman": "Mac Roman",
    "cp437": "DOS 437",
    "iso8859_2": "ISO 8859-2",
    "iso8859_5": "ISO 8859-5",
}
"""Encodings by what people call them; the others are the pages of Windows."""


def called(charset: str) -> str:
    """Return what people call an encoding."""
    return _NAMES.get(charset, charset.replace("cp", "windows-"))


def legacy(raw: bytes) -> str:
    """Choose how to read bytes that are not UTF-8."""
    high = len(re.findall(rb"[\x80-\xff]", raw))
    bad = raw.decode("utf-8", "replace").count("\ufffd")
    if bad * 4 < high:
        return "utf-8 with windows-1252"
    return likely(raw)[0]


def _decoded(raw: bytes, charset: str) -> str:
    if charset == "utf-8 with windows-1252":
        parts = raw.decode("utf-8", "surrogateescape")
        return re.sub(
            "[\udc80-\udcff]+",
            lambda m: m[0].encode("utf-8", "surrogateescape").decode("cp1252", "replace"),
            parts,
        )
    return raw.decode(charset, "replace")
