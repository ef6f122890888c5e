"""Read mails: one message, a mailbox of several, or a page that a browser saved as a mail (MHTML).

A mail that only lists links is no article; a mail with a program attached is not read at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr

from reebrief.corpus.addresses import canonical
from reebrief.corpus.ingest.change_record import Confidence, Record
from reebrief.corpus.ingest.metadata.stamps import day_of
from reebrief.corpus.ingest.readers.document import FactKey, ProposedFact, RawDocument
from reebrief.corpus.ingest.readers.forwarded import forwarded
from reebrief.corpus.ingest.readers.html import links_listed, page
from reebrief.diagnostics import Place, ReebriefError, error

_SEPARATOR = re.compile(rb"^From [^\n]*\d{4}[^\n]*\r?\n(?=[A-Za-z-]+:)", re.MULTILINE)
"""The line before each message of a mailbox (RFC 4155)."""

_PROGRAM = re.compile(
    r"\.(?:exe|com|scr|pif|bat|cmd|msi|js|jse|vbs|vbe|wsf|hta|jar|ps1|lnk|dll|apk|app|iso)$",
    re.IGNORECASE,
)
_PROGRAM_BYTES = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"#!")
_PREFIX = re.compile(
    r"^(?:(?:re|fwd?|aw|wg|tr|rv|antw|转发|回复|ha|пересл)\s*(?:\[\d+\])?\s*[:：]\s*)+",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://[^\s<>\"')\]]+")
_FEWEST = 3
"""Links that make a list of them."""

_MOST_LISTED = 40


def read(raw: bytes, name: str) -> list[RawDocument]:
    """Return a document for each message that is an article.

    Raises ReebriefError where there is none, naming the links that a digest lists, or where a
    message brings a program.
    """
    parts = _messages(raw)
    done: list[RawDocument] = []
    faults: list[ReebriefError] = []
    for part in parts:
        try:
            done.append(_document(part, name, several=len(parts) > 1))
        except ReebriefError as fault:
            faults.append(fault)
    if not done:
        raise ReebriefError([problem for one in faults for problem in one.problems])
    for one in faults:
        what = f"another message of this mailbox was left out: {one.problems[0].what}"
        done[0].record.look(0, what)
    return done


def _messages(raw: bytes) -> list[bytes]:
    """Part a mailbox at its separators; a message alone has none."""
    if not raw.startswith(b"From "):
        return [raw]
    parts = [part for part in _SEPARATOR.split(raw) if part.strip()]
    return [re.sub(rb"(?m)^>(>*From )", rb"\1", part) for part in parts]


def _document(raw: bytes, name: str, *, several: bool) -> RawDocument:
    message = BytesParser(policy=policy.default).parsebytes(raw)
    record = Record()
    subject = _PREFIX.sub("", " ".join(_header(message, "subject").split()))
    texts = list(_texts(message, name, record))
    saved = _header(message, "snapshot-content-location")
    own = list(_headers(message, subject, saved))
    html = next((part for part in texts if part.get_content_subtype() == "html"), None)
    plain = next((part for part in texts if part.get_content_subtype() == "plain"), None)
    if html is not None:
        data = html.get_payload(decode=True)
        raw_page = data if isinstance(data, bytes) else b""
        if not saved:
            _refuse_digest(links_listed(raw_page, name, html.get_content_charset()), subject, name)
        blocks, facts = page(raw_page, name, record, html.get_content_charset())
        told = [*(facts if saved else ()), *own]
        return RawDocument(
            name, raw, ".eml", tuple(told), blocks=blocks, record=record, several=several
        )
    if plain is None:
        raise error("a mail without text", Place(name), "save what it brings, and import that")
    lines = _decoded(plain).replace("\r\n", "\n").split("\n")
    _refuse_digest(_listed(lines), subject, name)
    rows, lines = forwarded(lines, record)
    inner = [
        ProposedFact(key, _PREFIX.sub("", value), "the forwarded mail's head", "medium")
        for key, value in rows
    ]
    return RawDocument(
        name, raw, ".eml", (*inner, *own), tuple(lines), record=record, several=several
    )


def _header(message: EmailMessage, name: str) -> str:
    """Return a header, "" where there is none or none that can be read."""
    try:
        return str(message.get(name, ""))
    except Exception:  # noqa: BLE001  a day beyond all calendars, a word without its end
        return ""


def _headers(message: EmailMessage, subject: str, saved: str) -> Iterator[ProposedFact]:
    """Yield what the head of a message says; of a saved page it says when it was saved."""
    sure: Confidence = "medium"
    rows: list[tuple[FactKey, str | None, str]] = [("title", subject, "the mail's subject")]
    if saved:
        rows.append(("url", canonical(saved), "the browser's note"))
    else:
        sender, _ = parseaddr(_header(message, "from"))
        rows += [
            ("published", day_of(_header(message, "date")), "the mail's date"),
            ("publisher", sender, "the mail's sender"),
        ]
    for key, value, where in rows:
        if value:
            yield ProposedFact(key, value, where, "high" if key in {"title", "url"} else sure)


def _texts(message: EmailMessage, name: str, record: Record) -> Iterator[EmailMessage]:
    """Yield the parts that are text; name what else the message brings."""
    for part in message.walk():
        file = part.get_filename() or ""
        if part.is_multipart():
            continue
        if _is_program(part, file):
            what = f"a mail that brings a program ('{file or part.get_content_type()}')"
            raise error(what, Place(name), "do not open it; paste the text if it is to be trusted")
        if part.get_content_maintype() == "text" and not part.is_attachment():
            yield part
        elif file and part.get_content_maintype() != "image":
            what = f"'{file}' came with the mail and was not imported"
            record.look(0, f"{what}: save it, and import it if it is an article")


def _is_program(part: EmailMessage, file: str) -> bool:
    if _PROGRAM.search(file) or part.get_content_subtype() in {"x-msdownload", "x-executable"}:
        return True
    data = part.get_payload(decode=True) if file else None
    return isinstance(data, bytes) and data.startswith(_PROGRAM_BYTES)


def _decoded(part: EmailMessage) -> str:
    try:
        return str(part.get_content())
    except (LookupError, UnicodeError):
        data = part.get_payload(decode=True)
        return data.decode("utf-8", "replace") if isinstance(data, bytes) else ""


def _listed(lines: list[str]) -> list[tuple[str, str]]:
    """Return the links of a plain text where it lists them, each with the line before it."""
    found: list[tuple[str, str]] = []
    before = ""
    prose = 0
    for line in lines:
        bare = line.strip()
        address = _ADDRESS.search(bare)
        if address and len(address[0]) > len(bare) / 2:
            found.append((before, address[0]))
        elif address and before:
            found.append((_ADDRESS.sub("", bare).strip(" <>-") or before, address[0]))
        elif bare:
            before = bare
            prose += len(bare)
    short = prose < 400 * len(found)
    return found if len({address for _, address in found}) >= _FEWEST and short else []


def _refuse_digest(links: list[tuple[str, str]], subject: str, name: str) -> None:
    distinct = {canonical(address) or address: title for title, address in links}
    if len(distinct) < _FEWEST:
        return
    rows = [f"{title or '(no title)'}\n  {address}" for address, title in distinct.items()]
    what = f"'{subject}' lists {len(rows)} links and is no article itself"
    listed = "\n".join(rows[:_MOST_LISTED])
    raise error(what, Place(name), f"save the pages that you want, and import them:\n{listed}")
