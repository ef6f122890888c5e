"""Proposals for an article's origins: who the registry knows among those the text names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reebrief.corpus.ingest.metadata.disclaimers import Parts
from reebrief.corpus.ingest.structure.blocks import RawParagraph
from reebrief.corpus.ingest.structure.line_kinds import WITH_MATERIAL
from reebrief.corpus.source import Alias

_ATTRIBUTION = re.compile(
    r"\b(?:according to|a (?:report|statement|notice) (?:by|from|in|on)"
    r"|(?:reported|published|released|announced) (?:by|in)|citing|via) (?:the )?"
    r"|\b(?:selon|d.après|laut|nach Angaben von) |(?:据|引述|援引)"
    r"|\b(?:сообщает|сообщил[аои]?|передает|передаёт|пишет|по данным|со ссылкой на) ",
    re.IGNORECASE,
)
_REPORTS = re.compile(
    r"\s*(?:news agency |agency |newspaper )?(?:reports?|reported|writes|wrote)\b"
    r"|\s*(?:报道|消息|讯|电)",
    re.IGNORECASE,
)
"""What stands behind a name that the text is taken from."""

_DATELINE = re.compile(
    r"^.{0,60}?(?:\((?P<round>[^()]{2,40})\)|/(?P<slash>[^/]{2,40})/|（(?P<wide>[^（）]{2,40})）)"
    r"\s*(?:[-–—.]|$)|^(?P<plain>[^\W\d]{2,6}社)[^，。]{0,12}电"
    r"|^.{3,40}\. (?P<ended>[^\W\d_]+)[.—–-]\s"
)
"""The opening of an agency's text: BAOTOU, Jan 9 (Reuters) -, МОСКВА, 9 января. /ТАСС/."""

_CREDIT = re.compile(
    r"[(（\[【]?\s*(?:(?:sources?|credits?|via|source of (?:this|the) \w+|from|quelle|fonte|fuente"
    rf"|источник|来源|源自|稿源|信息来源)\s*[:：]|{WITH_MATERIAL})\s*(?P<name>[^()（）\[\]【】"
    r"|]{2,80}?)\s*[)）\]】]?[.。]?",
    re.IGNORECASE,
)
_COMPANY = (
    r"[^\W\d_a-z][^(),]{1,60}?"
    r"(?:,? (?:Inc|Ltd|LLC|Limited|Corp|PLC|plc|AG|S\.A|N\.V)\b\.?)?"
)
_ISSUER = re.compile(
    r"(?:\((?:BUSINESS WIRE|GLOBE NEWSWIRE|ACCESSWIRE|Newsfile[^)]*|EQS[^)]*|MARKETWIRE)\)"
    r"|/(?:PRNewswire|CNW|Xinhua-AsiaNet)[^/]*/)\s*(?:--|—|–|-)*\s*"
    rf"(?P<name>{_COMPANY})(?:\s*\(|,|\s+(?:today|announce|has |is |report))",
)
"""Whom a wire service carries the release of."""

_LISTED = re.compile(
    rf"^.{{0,80}}?[–—-]\s*(?P<name>{_COMPANY})\s*"
    r"\((?:[A-Za-z.]{2,8}(?:[-: ]{1,2})){1,2}[A-Z0-9.]+[^)]{0,40}\),?\s+"
    r"(?:today |has )?(?:announce|report|said|publish)"
)
"""A company that names itself with its place on an exchange, as releases do."""

_MOST_TERMS = 6
"""Words of a credit that is a name."""


_OPENING = 3
"""Blocks in which an agency signs."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """An origin by its name in the registry, and the line and the words that speak for it."""

    name: str
    line: int
    reason: str


class Names:
    """The registry's names and aliases, found in texts as whole words, the longest first."""

    def __init__(self, aliases: Sequence[Alias]) -> None:
        self._names = {alias.text: alias.name for alias in aliases}
        self._folded = {alias.text.casefold(): alias.name for alias in aliases}
        longest = sorted(self._names, key=lambda text: (-len(text), text))
        words = "|".join(map(_bounded, longest))
        self._pattern = re.compile(words) if longest else None

    def canonical(self, name: str) -> str | None:
        """Return the registry's own name for a name, or None where it knows none."""
        return self._folded.get(name.casefold())

    def find(self, text: str) -> Iterator[str]:
        """Yield the registry's names for what a text names, in the text's order."""
        for found in self._pattern.finditer(text) if self._pattern else ():
            yield self._names[found[0]]

    def attributed(self, text: str) -> Iterator[str]:
        """Yield the names behind "according to" and before "reports", and the like."""
        for lead in _ATTRIBUTION.finditer(text):
            found = self._pattern.match(text, lead.end()) if self._pattern else None
            if found:
                yield self._names[found[0]]
        for found in self._pattern.finditer(text) if self._pattern else ():
            if _REPORTS.match(text, found.end()):
                yield self._names[found[0]]


def _bounded(name: str) -> str:
    """Return a pattern for a name as a whole word; Chinese has no spaces between its words."""
    left = r"(?<!\w)" if name[0].isascii() or (name[0].isalpha() and name[0] < "\u2e80") else ""
    right = r"(?!\w)" if name[-1] < "\u2e80" else ""
    return f"{left}{re.escape(name)}{right}"


def propose(
    names: Names, parts: Parts, publisher: str | None, others: Sequence[tuple[int, str]] = ()
) -> list[Proposal]:
    """Propose origins, each once, the surest first; the publisher is none of what it digests.

    Source lines and disclaimers name them; so do ``others``, each a credit with its line, datelines
    and "according to"; and whom the lead names first is
    what the article is about, which is whom the publisher had it from more often than not.
    """
    own = names.canonical(publisher) if publisher else None
    done: dict[str, Proposal] = {}
    for name, line, reason in _named(names, parts, own, others):
        if name != own:
            done.setdefault(name, Proposal(name, line, reason))
    return list(done.values())


def _named(
    names: Names, parts: Parts, own: str | None, others: Sequence[tuple[int, str]]
) -> Iterator[tuple[str, int, str]]:
    """Yield every name with its line and the reason that speaks for it."""
    stated = (
        ("the source line names it", parts.sources),
        ("the disclaimer names it", parts.disclaimers),
    )
    for reason, paragraphs in stated:
        for paragraph in paragraphs:
            yield from ((name, paragraph.line, reason) for name in names.find(paragraph.text))
    for line, credit in (*((p.line, p.text) for p in parts.sources), *others):
        yield from _credited(names, line, credit)
    for block in parts.body[:_OPENING]:
        if isinstance(block, RawParagraph) and block.kind == "text":
            yield from _signed(names, block)
    for block in parts.body:
        if isinstance(block, RawParagraph):
            for name in names.attributed(block.text):
                yield name, block.line, "the text is attributed to it"
    texts = (b for b in parts.body if isinstance(b, RawParagraph) and b.kind == "text")
    lead = next(texts, None)
    first = next((n for n in names.find(lead.text) if n != own), None) if lead else None
    if lead and first:
        yield first, lead.line, "the lead names it first"


def _credited(names: Names, line: int, credit: str) -> Iterator[tuple[str, int, str]]:
    """Yield whom a credit names: by the registry, else the name as it stands there."""
    found = _CREDIT.fullmatch(credit.strip())
    if not found:
        return
    known = list(names.find(found["name"]))
    name = found["name"].strip(" .")
    if (
        not known
        and len(name.split()) <= _MOST_TERMS
        and not re.search(r"https?:|\.\w{2,3}/", name)
    ):
        yield name, line, "the credit names it, whom the source registry does not know"
    yield from ((one, line, "the credit names it") for one in known)


def _signed(names: Names, block: RawParagraph) -> Iterator[tuple[str, int, str]]:
    """Yield who signs the opening of a text: the agency of a dateline, or a release's issuer."""
    dateline = _DATELINE.match(block.text[:140])
    if dateline:
        signed = next(filter(None, dateline.groups()))
        yield from ((name, block.line, "the dateline names it") for name in names.find(signed))
    for pattern, reason in (
        (_ISSUER, "a wire service carries its release"),
        (_LISTED, "it announces this itself"),
    ):
        issuer = pattern.search(block.text[:300])
        if issuer and _is_name(issuer["name"]):
            yield names.canonical(issuer["name"]) or issuer["name"], block.line, reason


def _is_name(text: str) -> bool:
    """Say whether words are a name and no clause: all begin with a capital but for small ones."""
    words = re.findall(r"[^\W\d_][\w.’'-]*", text)
    return all(
        word[0].isupper() or word in {"of", "and", "the", "for", "de", "du"} for word in words
    )
