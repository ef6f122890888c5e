"""Tell the parts of a page that stand around its article, by their elements and their classes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from reebrief.corpus.ingest.readers.html.inlines import is_hidden

_TAGS = {
    "nav": "navigation",
    "footer": "the foot of the page",
    "form": "a form",
    "fieldset": "a form",
    "dialog": "a window of the page",
    "menu": "navigation",
    "button": "a button",
}
_ROLES = {
    "navigation": "navigation",
    "banner": "the head of the page",
    "contentinfo": "the foot of the page",
    "search": "a form",
    "dialog": "a window of the page",
    "alertdialog": "a window of the page",
    "toolbar": "buttons",
    "menu": "navigation",
    "menubar": "navigation",
}
"""Roles of WAI-ARIA that an article has not (https://www.w3.org/TR/wai-aria-1.2/#role_definitions)."""

_CLASSES = {
    "cookies": "cookies?|consent|gdpr|cmp|onetrust|cookie-?(?:bar|banner)|privacy-notice",
    "comments": "comments?|comment-?(?:list|area|form|section)s?|commentlist|respond|disqus|reply",
    "share buttons": "shar(?:e|ing)(?:daddy|this|bar|buttons?)?|social(?:s|-media|-links)?|addtoany"
    "|a2a|sd-content|follow-us|preferred-source",
    "related links": "related(?:-?(?:posts?|articles?|content|news|links|stories))?|jp-relatedposts"
    "|recommend(?:ed|ations?)?|recirc(?:ulation)?|read-?(?:more|next|also)|also-read|see-also"
    "|more-(?:from|stories|news|on|in)|you-may(?:-also)?-like|trending|most-(?:read|popular|viewed)"
    "|popular|teasers?|promo(?:s|tion)?|outbrain|taboola|onward|next-?prev|prev-?next|upnext"
    "|post-?navigation|nav-links|pagination|pager|latest-news|headlines",
    "an offer to subscribe": "newsletters?|subscri(?:be|ption)s?|sign-?up|paywall|regwall"
    "|donat(?:e|ion)|membership|cta|call-to-action|mailchimp|mc4wp|optin|piano",
    "navigation": "nav|navbar|navigation|menu|menus|bread-?crumbs?|crumbs?|masthead|top-?bar"
    "|tool-?bar|site-(?:header|footer|nav)|global-?(?:nav|header|footer)|page-(?:footer|header-nav)|skip-?links?"
    "|footer|colophon|sidebar|side-bar|widget(?:s|-area)?|toc|table-of-contents|ez-toc",
    "advertising": "ads?|advert(?:s|isement|ising|orial)?|ad-(?:slot|unit|container|label)"
    "|adsbygoogle|sponsor(?:ed|s)?|dfp|gpt-ad|banner-ad",
    "the name of a section": "eyebrow|kicker|overline|section-(?:label|name)|rubric|topic-label",
    "tags of the page": "tags?|tag-?(?:links|list|cloud)|post-tags|cat-links|keywords|topics-list",
}
_SEARCH = [
    (reason, re.compile(rf"(?:^|[\s_-])(?:{names})(?:$|[\s_-])"))
    for reason, names in _CLASSES.items()
]
_BIO = re.compile(
    r"(?:^|[\s_-])(?:author-?(?:bio|box|info|card|description|profile)|about-?(?:the-)?author|bio"
    r"|biography|contributor-?(?:bio|info))(?:$|[\s_-])"
)
_CAPTION = re.compile(
    r"(?:^|[\s_-])(?:captions?|wp-caption-text|figcaption|image-?(?:caption|credit)|photo-?(?:caption"
    r"|credit)|media-caption|credit)(?:$|[\s_-])"
)
_STANDFIRST = re.compile(
    r"(?:^|[\s_-])(?:standfirst|dek|lede|intro|sub-?title|sub-?head(?:line|ing)?|summary|strapline"
    r"|abstract|excerpt|lead|teaser-text)(?:$|[\s_-])"
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_LARGEST_PART = 0.4
"""Of the article's own text; an element that holds more of it is named for something else."""


def _named(element: Any) -> str:
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return _CAMEL.sub("-", names).lower()


def reason_against(element: Any) -> str | None:
    """Return what part of the page an element is by itself, None where it may be the article."""
    if is_hidden(element):
        return "hidden on the page"
    by_tag = _TAGS.get(element.tag) or _ROLES.get((element.get("role") or "").lower())
    if by_tag:
        return by_tag
    if element.tag in {"html", "body", "main", "article"}:
        return None
    named = _named(element)
    if named.strip() and not _BIO.search(named):
        return next((reason for reason, names in _SEARCH if names.search(named)), None)
    return None


def is_bio(element: Any) -> bool:
    """Say whether an element tells who the author is."""
    return any(_BIO.search(_named(one)) for one in _up(element))


def is_caption(element: Any) -> bool:
    """Say whether an element says what a picture shows, or whose it is."""
    return any(
        one.tag == "figcaption" or _CAPTION.search(_named(one)) for one in list(_up(element))[:3]
    )


def is_standfirst(element: Any) -> bool:
    """Say whether an element is what stands between a title and its article."""
    return _STANDFIRST.search(_named(element)) is not None


def _up(element: Any) -> Iterator[Any]:
    yield element
    yield from element.iterancestors()


class PageParts:
    """Answers, for each element of a page, what part around the article it stands in."""

    def __init__(self, own: dict[Any, int], whole: int) -> None:
        """``own`` is how many characters of the article an element holds, ``whole`` are all."""
        self._own = own
        self._most = whole * _LARGEST_PART
        self._known: dict[Any, str | None] = {}

    def reason(self, element: Any) -> str | None:
        """Return the part that an element, or one around it, is; None where it is none."""
        chain: list[Any] = []
        found: str | None = None
        for one in _up(element):
            if one in self._known:
                found = self._known[one]
                break
            chain.append(one)
        for one in reversed(chain):
            if found is None and self._own.get(one, 0) <= self._most:
                found = reason_against(one)
            self._known[one] = found
        return found
