"""Take the head of a forwarded mail off a text: who wrote it, when, on what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from email.utils import parseaddr

from reebrief.corpus.ingest.change_record import Record
from reebrief.corpus.ingest.metadata.stamps import day_of
from reebrief.corpus.ingest.readers.document import FactKey
from reebrief.corpus.ingest.structure.dates import first_date

_MARK = re.compile(
    r"[-_ >]*(?:(?:begin )?forwarded message|original message|weitergeleitete nachricht"
    r"|ursprüngliche nachricht|message transféré|mensaje reenviado|пересылаемое сообщение"
    r"|转发邮件|原始邮件)[-_ :]*",
    re.IGNORECASE,
)
_HEAD = re.compile(
    r"[> *]*(?P<name>from|von|de|от|发件人|sent|date|gesendet|datum|envoyé|fecha|дата|отправлено"
    r"|发送时间|日期|to|an|à|para|кому|收件人|cc|reply-to|subject|betreff|objet|asunto|тема|主题)"
    r"[ *]*[:：][ *]*(?P<value>.*)",
    re.IGNORECASE,
)
_KEYS: dict[FactKey, frozenset[str]] = {
    "publisher": frozenset({"from", "von", "de", "от", "发件人"}),
    "published": frozenset(
        {*("sent", "date", "gesendet", "datum", "envoyé", "fecha"), *("дата", "отправлено")}
        | {"发送时间", "日期"}
    ),
    "title": frozenset({"subject", "betreff", "objet", "asunto", "тема", "主题"}),
}
_FEWEST = 3
"""Lines that make a head: who, when, what."""


def forwarded(lines: Sequence[str], record: Record) -> tuple[list[tuple[FactKey, str]], list[str]]:
    """Return what the head of a forwarded mail says, and the lines without it.

    What stands above it is left out too; the record says so. The last head is that of the mail
    which was forwarded.
    """
    spans = list(_heads(lines))
    if not spans:
        return [], list(lines)
    start, end = spans[-1]
    taken = "\n".join(line for line in lines[:end] if line.strip())
    record.removed(1, taken, "the head of a forwarded mail, and what stood above it")
    rows: list[tuple[FactKey, str]] = []
    for line in lines[start:end]:
        found = _HEAD.fullmatch(line.strip())
        if not found:
            continue
        name, value = found["name"].lower(), found["value"].strip(" *")
        for key, names in _KEYS.items():
            if name in names:
                rows.append((key, _value(key, value)))
    done = ["" for _ in lines[:end]]
    done += [re.sub(r"^(?:> ?)+", "", line) for line in lines[end:]]
    return [(key, value) for key, value in rows if value], done


def _value(key: FactKey, value: str) -> str:
    if key == "publisher":
        return parseaddr(value)[0] or value
    if key == "published":
        return day_of(value) or first_date(value) or ""
    return value


def _heads(lines: Sequence[str]) -> list[tuple[int, int]]:
    """Return where the heads of mails stand: three lines of one at least, and a mark above."""
    done: list[tuple[int, int]] = []
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and _HEAD.fullmatch(lines[end].strip()):
            end += 1
        names = {m["name"].lower() for k in lines[at:end] if (m := _HEAD.fullmatch(k.strip()))}
        if end - at >= _FEWEST and names & _KEYS["publisher"] and names & _KEYS["title"]:
            start = at
            while start and (not lines[start - 1].strip() or _MARK.fullmatch(lines[start - 1])):
                start -= 1
            done.append((start, end))
        at = max(end, at + 1)
    return done
