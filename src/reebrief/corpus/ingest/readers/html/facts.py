"""Read what a page says of its article: JSON-LD, Open Graph, meta elements, the heading."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence, Set
from typing import Any
from urllib.parse import urlsplit

from reebrief.corpus.addresses import canonical
from reebrief.corpus.ingest.change_record import Confidence
from reebrief.corpus.ingest.metadata.bylines import LEADS, people
from reebrief.corpus.ingest.metadata.stamps import day_of, read_in
from reebrief.corpus.ingest.readers.document import FactKey, ProposedFact
from reebrief.corpus.ingest.readers.html.inlines import words_of
from reebrief.corpus.ingest.structure.dates import date_of, dated_parts
from reebrief.corpus.ingest.structure.line_kinds import is_credit

_ARTICLES = re.compile(
    r"(?:News|Opinion|Analysis|Background|Report\w*|Review\w*|Scholarly|Tech)?\s?"
    r"(?:Article|BlogPosting|Report|LiveBlogPosting)$"
)
_META: dict[FactKey, tuple[str, ...]] = {
    "title": ("og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title", "title"),
    "published": (
        *("article:published_time", "og:published_time", "article.published", "datepublished"),
        *("citation_publication_date", "parsely-pub-date", "sailthru.date", "pubdate"),
        *("publishdate", "publish-date", "publish_date", "dc.date.issued", "dcterms.created"),
        *("dc.date", "dcterms.date", "date", "weibo:article:create_at", "firstpublishedtime"),
    ),
    "publisher": ("og:site_name", "dc.publisher", "citation_publisher", "publisher"),
    "url": ("og:url", "twitter:url", "parsely-link", "dc.identifier", "dcterms.identifier"),
    "language": ("og:locale", "content-language", "dc.language", "language"),
    "authors": (
        *("author", "article:author", "parsely-author", "dc.creator", "citation_author", "byl"),
        *("sailthru.author", "dcterms.creator"),
    ),
    "origins": ("source", "og:source", "original-source", "syndication-source"),
    "rights": ("copyright", "dc.rights", "rights"),
}
"""The names of meta elements by the key that they tell, the surest first."""

_SAVED = re.compile(r"saved from url=\(\d+\)(?P<ie>\S+)|\burl:\s*(?P<single>https?://\S+)")
_DOMAIN = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,10}/?", re.IGNORECASE)
"""A name of a site that is its domain: whoever it is has a better one."""

_CODE = re.compile(r"[A-Z]{1,4}[-_. ]?\d[\d.]*|\S*\.\w{2,4}")
"""A title that is a code or a file's name: EX-99.1, page.htm."""

_LONGEST_LINE = 120
_PARTED = re.compile(r"\s+[-–—|·•:»]+\s+")


def facts_of(root: Any) -> tuple[ProposedFact, ...]:
    """Return what a page says of its article, the surest of each key first."""
    metas = _metas(root)
    site = next((value for name in _META["publisher"] if (value := metas.get(name, [""])[0])), "")
    found = [*_addresses(root), *_linked_data(root), *_from_metas(metas), *_from_elements(root)]
    done = [_tidy(fact, site) for fact in found]
    done += _of_window(root, site)
    facts = [fact for fact in dict.fromkeys(done) if fact is not None and fact.value]
    hosts = {part for fact in facts if fact.key == "url" for part in _host(fact.value)}
    return tuple(_sorted(_people_alone([_by_domain(fact, hosts) for fact in facts])))


def _by_domain(fact: ProposedFact, hosts: Set[str]) -> ProposedFact:
    """Return an author of the name of the page's domain as the publisher: USA TODAY."""
    if fact.key != "authors" or re.sub(r"\W", "", fact.value.casefold()) not in hosts:
        return fact
    return ProposedFact("publisher", fact.value, "the byline, and the domain", "medium")


def _host(address: str) -> list[str]:
    return (urlsplit(address).hostname or "").split(".")


def _sorted(facts: Iterable[ProposedFact]) -> list[ProposedFact]:
    """Return facts with those that are unsure behind the others."""
    return sorted(facts, key=lambda fact: fact.sure == "low")


def _people_alone(facts: Sequence[ProposedFact]) -> Iterator[ProposedFact]:
    """Leave out authors that are the publisher, or another author with more words behind."""
    publishers = {fact.value.casefold() for fact in facts if fact.key == "publisher"}
    authors = {fact.value.casefold() for fact in facts if fact.key == "authors"} - publishers
    for fact in facts:
        name = fact.value.casefold()
        longer = any(name.startswith(f"{other} ") for other in authors)
        if fact.key != "authors" or (name in authors and not longer):
            yield fact


def _tidy(fact: ProposedFact, site: str) -> ProposedFact | None:
    """Return a fact in the form of its key: a day, an address; None where it is in none."""
    value, where = " ".join(fact.value.split()), fact.where
    if fact.key == "published":
        value, where = day_of(value) or "", read_in(where, value)
    elif fact.key == "url":
        value = canonical(value) or ""
    elif fact.key == "title":
        value = without_site(value, site)
    elif fact.key == "language":
        value = re.split(r"[_,;]", value.replace("_", "-"))[0]
        value = value if re.fullmatch(r"[a-zA-Z]{2,3}(?:-[\w-]{1,20})?", value) else ""
    elif fact.key == "authors" and re.match(r"https?:|@|//", value):
        value = ""
    return ProposedFact(fact.key, value, where, fact.sure) if value else None


def without_site(title: str, site: str) -> str:
    """Return a title without the name of the site behind, or before, a dash or a bar."""
    parts = _PARTED.split(title)
    if len(parts) > 1 and site:
        if _same(parts[-1], site):
            return title[: title.rindex(parts[-1])].rstrip(" -–—|·•:»")
        if _same(parts[0], site):
            return title[len(parts[0]) :].lstrip(" -–—|·•:»")
    return title


def _same(one: str, other: str) -> bool:
    bare = [re.sub(r"\W|^the\b", "", text.casefold()) for text in (one, other)]
    return bool(bare[0]) and (bare[0] == bare[1] or bare[0] in bare[1] or bare[1] in bare[0])


def _metas(root: Any) -> dict[str, list[str]]:
    done: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("http-equiv") or ""
        name = name or meta.get("itemprop") or ""
        if meta.get("content"):
            done.setdefault(name.lower().strip(), []).append(meta.get("content"))
    return done


def _from_metas(metas: dict[str, list[str]]) -> Iterator[ProposedFact]:
    for key, names in _META.items():
        for name in names:
            for value in metas.get(name, ()):
                sure: Confidence = "medium" if name in {"date", "title", "author"} else "high"
                if key == "publisher" and _DOMAIN.fullmatch(value.strip()):
                    sure = "low"
                for part in people(value) if key == "authors" else [value]:
                    yield ProposedFact(key, part, f"meta element {name}", sure)


def _linked_data(root: Any) -> Iterator[ProposedFact]:
    """Yield the facts of JSON-LD on articles (https://schema.org/Article)."""
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            data = json.loads(re.sub(r"[\x00-\x1f]", " ", script.text or ""))
        except (ValueError, RecursionError):
            continue
        for node in _nodes(data, 0):
            yield from _of_article(node)


def _nodes(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > 6:
        return
    if isinstance(data, list):
        for one in data[:200]:
            yield from _nodes(one, depth + 1)
    elif isinstance(data, dict):
        kinds = data.get("@type")
        kinds = kinds if isinstance(kinds, list) else [kinds]
        if any(isinstance(kind, str) and _ARTICLES.search(kind) for kind in kinds):
            yield data
        for key in ("@graph", "mainEntity", "itemListElement", "mainEntityOfPage"):
            yield from _nodes(data.get(key), depth + 1)


def _of_article(node: dict[str, Any]) -> Iterator[ProposedFact]:
    def said(
        key: FactKey, name: str, value: object, sure: Confidence = "high"
    ) -> Iterator[ProposedFact]:
        if isinstance(value, str):
            yield ProposedFact(key, value, f"JSON-LD {name}", sure)

    yield from said("title", "headline", node.get("headline"))
    if node.get("headline"):
        yield from said("title", "alternativeHeadline", node.get("alternativeHeadline"), "low")
    yield from said("published", "datePublished", node.get("datePublished"))
    yield from said("published", "dateCreated", node.get("dateCreated"), "medium")
    yield from said("language", "inLanguage", node.get("inLanguage"))
    page = node.get("mainEntityOfPage")
    page = page.get("@id") if isinstance(page, dict) else page
    if str(node.get("isAccessibleForFree")).lower() == "false":
        where = "JSON-LD isAccessibleForFree"
        yield ProposedFact("not_examined", "excerpt", where, "medium")
    yield from said("url", "url", node.get("url"))
    yield from said("url", "mainEntityOfPage", page)
    for key, name in (
        ("authors", "author"),
        ("publisher", "publisher"),
        ("origins", "sourceOrganization"),
    ):
        for one in _several(node.get(name)):
            value = one.get("name") if isinstance(one, dict) else one
            yield from said(key, name, value)  # type: ignore[arg-type]  # the three keys above


def _several(value: Any) -> list[Any]:
    return value[:20] if isinstance(value, list) else [value]


def _addresses(root: Any) -> Iterator[ProposedFact]:
    for link in root.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            yield ProposedFact("url", link.get("href") or "", "the canonical link")
    for comment in root.getroottree().xpath("//comment()")[:40]:
        found = _SAVED.search(comment.text or "")
        if found:
            yield ProposedFact("url", found["ie"] or found["single"], "the browser's note", "high")


def _from_elements(root: Any) -> Iterator[ProposedFact]:
    """Yield what the page's own elements say: its heading, its first time, its byline."""
    lang = (
        root.get("lang")
        or root.get("xml:lang")
        or root.get("{http://www.w3.org/XML/1998/namespace}lang")
    )
    if lang:
        yield ProposedFact("language", lang, "the page's lang attribute", "medium")
    for element in root.iter():
        if isinstance(element.tag, str):
            yield from _from_element(element)
    headings = [words_of(h) for h in root.iter("h1") if words_of(h)]
    if len(headings) == 1:
        yield ProposedFact("title", headings[0], "the page's heading")
    times = [t.get("datetime") or "" for t in root.iter("time")]
    times += [t.get("title") or "" for t in root.iter("abbr")]
    first = next((stamp for stamp in times if day_of(stamp)), None)
    if first:
        yield ProposedFact("published", first, "the first time on the page", "medium")


def _from_element(element: Any) -> Iterator[ProposedFact]:
    """Yield what one element says by its property, its class or its relation."""
    props = (element.get("itemprop") or "").split()
    if "datePublished" in props:
        value = element.get("datetime") or element.get("content") or words_of(element)
        yield ProposedFact("published", value, "the element datePublished")
    if "author" in props and element.tag != "meta":
        named = element.find('.//*[@itemprop="name"]')
        for name in people(words_of(element if named is None else named)):
            yield ProposedFact("authors", name, "the element author")
    if "headline" in props and element.tag != "meta":
        yield ProposedFact("title", words_of(element), "the element headline")
    classes = (element.get("class") or "").split()
    if "fn" in classes and _BYLINE.search(_classes_above(element)):
        for name in people(words_of(element).partition(" - ")[0]):
            yield ProposedFact("authors", name, "the byline", "medium")
    if (element.get("rel") or "").lower() == "author" and element.tag == "a":
        yield ProposedFact("authors", words_of(element), "a link to the author", "medium")


_BYLINE = re.compile(r"(?:^|[\s_-])(?:byline|author|vcard|hcard)(?:$|[\s_-])")
"""Classes of what holds a name in the hCard form (https://microformats.org/wiki/hcard)."""


def _classes_above(element: Any) -> str:
    return " ".join(one.get("class") or "" for one in list(element.iterancestors())[:3])


def facts_beside(text: str) -> list[ProposedFact]:
    """Return what a short line above the article says: a date, a credit, a byline."""
    if len(text) > _LONGEST_LINE:
        return []
    done: list[ProposedFact] = []
    for part in dated_parts(text) or [text]:
        day = date_of(part)
        by = re.fullmatch(rf"{LEADS}\s+(?P<names>[^\W\d_a-z][^.|\d]{{2,60}})", part)
        if day:
            done.append(ProposedFact("published", day, "a line above the article", "medium"))
        elif is_credit(part):
            named = re.split(r"[:：]", part, maxsplit=1)[1].strip(" )）")
            done.append(ProposedFact("origins", named, "a line above the article", "medium"))
        elif by:
            where = "a line above the article"
            done += [ProposedFact("authors", n, where, "medium") for n in people(by["names"])]
    return done


def _of_window(root: Any, site: str) -> Iterator[ProposedFact]:
    """Yield what the title of the window says: the article's and, behind a bar, the site's."""
    title = next(
        (words for t in root.iter("title") if (words := " ".join((t.text or "").split()))), ""
    )
    if not title:
        return
    bare = without_site(title, site)
    parts = _PARTED.split(title)
    if bare == title and len(parts) > 1 and len(parts[-1].split()) <= 4 < len(parts[0].split()):
        bare = title[: title.rindex(parts[-1])].rstrip(" -–—|·•:»")
        yield ProposedFact("publisher", parts[-1], "behind the title of the window", "medium")
    sure: Confidence = "medium" if len(re.findall(r"\w+", bare)) > 3 or len(parts) == 1 else "low"
    sure = "low" if _CODE.fullmatch(bare) else sure
    yield ProposedFact("title", bare, "the title of the window", sure)
