"""Say what kind of file bytes are, by what they hold; refuse what holds no articles."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from reebrief.corpus.ingest.cleaning.binary import refuse_binary
from reebrief.corpus.ingest.readers.database import is_export
from reebrief.corpus.ingest.readers.references import is_references
from reebrief.diagnostics import Place, error


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file: the module here that reads it, and what a message calls it."""

    module: str
    called: str


TEXT = FileKind("text", "a text")
HTML = FileKind("html", "a web page")
FEED = FileKind("feed", "a feed")
JSON = FileKind("json_data", "a file of JSON")

MARKDOWN = FileKind("markdown", "Markdown")
DATABASE = FileKind("database", "an export of a press database")
WORD = FileKind("word", "a Word file")
RTF = FileKind("rtf", "a rich text (RTF) file")
PDF = FileKind("pdf", "a PDF file")
REFERENCES = FileKind("references", "a list of references")
MAIL = FileKind("mail", "a mail")

_HEAD = 8192
"""Bytes of a file's beginning that are looked at."""

_XML = re.compile(
    r"<\?xml\b[^>]{0,200}\?>|<!--.{0,2000}?-->|<\?xml-stylesheet\b[^>]{0,500}\?>", re.DOTALL
)
_FEED = re.compile(r"<(?:rss|feed|rdf:RDF|channel)[\s>]", re.IGNORECASE)
_HTML = re.compile(r"(?:<!doctype\s+html\b|<html[\s>]|<head[\s>]|<body[\s>])", re.IGNORECASE)
_FRAGMENT = re.compile(
    r"<(?:!--|p|div|h[1-6]|article|section|main|table|ul|ol|figure|blockquote|span|b|strong|em)\b"
    r"[^<>]{0,2000}>",
    re.IGNORECASE,
)
_ENDS = re.compile(
    rb"</(?:p|div|h[1-6]|article|section|table|ul|ol|figure|blockquote)>", re.IGNORECASE
)
_DEFINITION = re.compile(r"\ufeff?(?:\s*#[^\n]*\n|\s)*format: 1[ \t]*\r?\n[a-z_]+:")
"""How a file of this project begins, whatever it is called."""

_ROOT = re.compile(r"<(?P<name>[A-Za-z_][\w:.-]*)")


def kind_of(raw: bytes, name: str) -> FileKind:
    """Return the kind of a file. Raises ReebriefError where it is one that holds no articles."""
    if b"%PDF-" in raw[:1024]:
        return PDF
    if raw.startswith(b"{\\rtf"):
        return RTF
    if raw.startswith(b"PK\x03\x04") and b"word/" in raw:
        return WORD
    refuse_binary(raw, name)
    head = _text(raw[:_HEAD]).lstrip("\ufeff \t\r\n")
    bare = _XML.sub("", head).lstrip()
    if bare.startswith("<"):
        return _marked_up(bare, head, raw, name)
    if is_references(_text(raw)):
        return REFERENCES
    if re.match(r"[\[{]\s*(?:[\"{\[]|[\]}])", head):
        return JSON
    if _is_mail(head):
        return MAIL
    text = _text(raw)
    if name.lower().endswith((".yaml", ".yml")) or _DEFINITION.match(text):
        hint = "name the article's page, or a file of its text"
        raise error("this is YAML, as definitions and settings are", Place(name), hint)
    if is_export(text):
        return DATABASE
    return MARKDOWN if _is_markdown(text, name) else TEXT


def _is_markdown(text: str, name: str) -> bool:
    """Say whether a text is Markdown: by its front matter, its headings or its links.

    Of a file that is called so, one heading is enough.
    """
    if re.match(
        r"\ufeff?---[ \t]*\r?\n(?:[\w-]+[ \t]*:.*\r?\n|[ \t#-].*\r?\n|\r?\n)*(?:---|\.\.\.)", text
    ):
        return True
    headings = re.findall(r"^#{1,4} [^#\s]", text, re.MULTILINE)
    links = re.findall(r"(?<!\\)\]\(https?://[^\s()]+(?: \"[^\"]*\")?\)", text)
    enough = 0 if name.lower().endswith((".md", ".markdown")) else 1
    return len(headings) > enough or len(links) > 1


def _is_mail(head: str) -> bool:
    """Say whether a text begins with the head of a mail, or with a mailbox's first line."""
    lines = re.split(r"\r?\n", head)
    if re.match(r"From \S+ .*\d{4}", lines[0]):
        lines = lines[1:]
    names: set[str] = set()
    for line in lines:
        if not line:
            break
        if line[0] in " \t" and names:
            continue
        field = re.match(r"([!-9;-~]{1,60}):", line)
        if not field:
            return False
        names.add(field[1].lower())
    told = {"from", "date", "subject", "sent"} & names
    sent = {"received", "message-id", "mime-version", "return-path", "delivered-to", "to"} & names
    return len(told) > 1 and bool(sent or len(told) > 2)


def _text(start: bytes) -> str:
    for bom, charset in (
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if start.startswith(bom):
            return start.removeprefix(bom).decode(charset, "replace")
    return start.decode("utf-8", "replace")


def _marked_up(bare: str, head: str, raw: bytes, name: str) -> FileKind:
    """Tell a page from a feed and from other XML, by the first elements."""
    if _FEED.match(bare) or re.match(r"<!DOCTYPE\s+(?:rss|feed|rdf)", bare, re.IGNORECASE):
        return FEED
    if _HTML.match(bare) or _HTML.search(bare[:2000]):
        return HTML
    if head.startswith("<?xml") and not _FRAGMENT.match(bare):
        root = _ROOT.match(bare)
        what = f"this is an XML file ({root['name'] if root else 'of no known kind'})"
        hint = "save the article's page itself, or paste its text into a file"
        raise error(f"{what}, no feed and no web page", Place(name), hint)
    return HTML if _FRAGMENT.match(bare) and _ENDS.search(raw) else TEXT
