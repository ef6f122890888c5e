"""The three kinds of damage, done to clean text: what the importer is to undo."""

from __future__ import annotations


def lost(text: str) -> str:
    """UTF-8 read as ISO-8859-11, the bytes 0x80–0x9F lost, no-break spaces made spaces."""
    read = text.encode().decode("iso8859-11", "ignore")
    return "".join(c for c in read if not "\x80" <= c <= "\x9f").replace("\xa0", " ")


def kept(text: str) -> str:
    """UTF-8 read as windows-874, with windows-1252 for the bytes that it lacks."""
    return "".join(_read(byte, ("cp874", "cp1252", "latin-1")) for byte in text.encode())


def mojibake(text: str) -> str:
    """UTF-8 read as windows-1252."""
    return "".join(_read(byte, ("cp1252", "latin-1")) for byte in text.encode())


def _read(byte: int, charsets: tuple[str, ...]) -> str:
    for charset in charsets:
        try:
            return bytes([byte]).decode(charset)
        except UnicodeDecodeError:
            continue
    raise AssertionError(f"latin-1 reads every byte, {byte} too")
