"""Mark the captions of pictures, and what is said of the author, as what they are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reebrief.corpus.ingest.change_record import Record
from reebrief.corpus.ingest.structure.blocks import Block, RawHeading, RawParagraph

_OF_PICTURE = (
    r"(?:image|photo|picture|foto|bild|graphic|illustration|video|file photo|фото|图|图片)s?"
)
_CREDIT = re.compile(
    rf"[(（\[]?{_OF_PICTURE}(?: credits?| courtesy(?: of)?| by| source"
    rf"|来源)?\s*[:：/](?!//).{{1,200}}",
    re.IGNORECASE,
)
_CREDITED = re.compile(
    rf".{{3,250}}(?:[(（\[|/]\s*(?:{_OF_PICTURE}\b|VCG|CFP|Getty Images|AFP|AP Photo"
    rf"|EPA)[^()]{{0,80}}"
    rf"|\b{_OF_PICTURE}(?: by)?: ?[^.]{{2,60}})[)）\]]?\.?",
    re.IGNORECASE,
)
"""A caption that ends with whose the picture is."""

_NAME = r"(?:[^\W\d_a-z][\w.'’-]*\.? ){1,3}[^\W\d_a-z][\w'’-]*"
_ROLE = (
    r"(?:writer|reporter|journalist|correspondent|contributor|columnist|editor|author|blogger"
    r"|researcher|analyst|fellow|producer|freelancer?|expert|specialist)"
)
_BIO = re.compile(
    rf"(?P<name>{_NAME}),? (?:is|was|has been|covers|writes|reports|works"
    rf"|joined)\b(?=.*\b(?:{_ROLE}s?"
    r"|covers|writes|reports|joined)\b).*",
    re.DOTALL,
)
_ABOUT = re.compile(
    r"about the authors?:?|the author:?|über den autor:?|об авторе:?", re.IGNORECASE
)
_SHORT_ROLE = re.compile(rf"(?:\w+ ){{0,3}}{_ROLE}(?:,? .{{0,40}})?", re.IGNORECASE)
_LAST = 6
"""Blocks at the end of a text in which the author is spoken of."""

_LONGEST_NAME = 12
"""Words of a line above a credit that is the caption itself."""


def marked(blocks: Sequence[Block], record: Record) -> list[Block]:
    """Return blocks with captions and bios marked; note in the record what became one."""
    done = list(blocks)
    for at, block in enumerate(done):
        if isinstance(block, RawParagraph | RawHeading) and _is_caption(block):
            done[at] = _as(block, "caption", record)
            above = done[at - 1] if at else None
            if isinstance(above, RawParagraph | RawHeading) and _names_picture(above, block):
                done[at - 1] = _as(above, "caption", record)
    return _with_bio(done, record)


def _is_caption(block: RawParagraph | RawHeading) -> bool:
    return (_CREDIT.fullmatch(block.text) or _CREDITED.fullmatch(block.text)) is not None


def _names_picture(above: RawParagraph | RawHeading, credit: RawParagraph | RawHeading) -> bool:
    """Say whether a short line right above a bare credit says what the picture shows."""
    bare = _CREDIT.fullmatch(credit.text) is not None
    short = len(above.text.split()) <= _LONGEST_NAME and not above.text.endswith((".", ":", "”"))
    near = credit.line - above.line <= 1 or above.text in credit.text
    return bare and short and near and getattr(above, "kind", "text") == "text"


def _as(block: RawParagraph | RawHeading, kind: str, record: Record) -> RawParagraph:
    what = {"caption": "the caption of a picture", "bio": "what is said of the author"}[kind]
    record.settled(block.line, block.text)
    record.look(block.line, f"'{_short(block.text)}' was marked as {what}")
    return RawParagraph(block.line, block.text, "caption" if kind == "caption" else "bio")


def _with_bio(blocks: list[Block], record: Record) -> list[Block]:
    """Mark what is said of the author at the end; take out name and role above it."""
    first = max(len(blocks) - _LAST, 1)
    gone: set[int] = set()
    under = False
    for at in range(first, len(blocks)):
        block = blocks[at]
        if not isinstance(block, RawParagraph | RawHeading) or getattr(block, "kind", "") == "bio":
            under = False
            continue
        if _ABOUT.fullmatch(block.text):
            under = True
            gone.add(at)
            continue
        found = _BIO.fullmatch(block.text) if isinstance(block, RawParagraph) else None
        if found or (under and isinstance(block, RawParagraph)):
            blocks[at] = _as(block, "bio", record)
            gone |= set(_above(blocks, at, found["name"] if found else ""))
        under = under and not isinstance(block, RawHeading)
    for at in sorted(gone):
        block = blocks[at]
        if isinstance(block, RawParagraph | RawHeading):
            record.removed(block.line, block.text, "the author's name and role, said again below")
    return [block for at, block in enumerate(blocks) if at not in gone]


def _above(blocks: Sequence[Block], at: int, name: str) -> list[int]:
    """Return where the author's name and role stand on lines of their own, right above."""
    done: list[int] = []
    for number in range(at - 1, max(at - 3, 0), -1):
        block = blocks[number]
        text = block.text if isinstance(block, RawParagraph | RawHeading) else ""
        if not (text and (text == name or _SHORT_ROLE.fullmatch(text))):
            break
        done.append(number)
    return done if any(getattr(blocks[n], "text", "") == name for n in done) else []


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60].rpartition(' ')[0]} …"
