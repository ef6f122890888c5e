"""Find what of an article nobody could examine for doubts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from reebrief.analysis.claims import ClaimWords
from reebrief.analysis.declared_language import is_in_another
from reebrief.corpus.articles import Article
from reebrief.diagnostics import Place

_CUT_OFF = re.compile(r"(?:…|\.\.\.)[\]\)”\"]*\s*\Z")


_SENTENCE = re.compile(r"[.!?。！？][”’\"')\]]*\s*\Z")
"""The end of a line of prose: titles and cells of tables are names as a rule."""


class Unexamined(NamedTuple):
    """Why something was not examined, by its key in ``caveats.yaml``, in words, and where."""

    reason: str
    why: str
    place: Place


def unexamined(article: Article, lists: ClaimWords | None) -> Iterator[Unexamined]:
    """Yield what of an article was not examined.

    That is a text in a language without word lists (``lists`` is None), or in another than the one
    that it declares; a scan, which its front matter tells; and a text that breaks off.
    """
    about = article.about
    if lists is None:
        why = f"no word lists in the language '{about.language}'"
        yield Unexamined("language", why, article.place("language"))
    else:
        yield from _in_another_language(article, lists)
    for reason in about.not_examined:
        place = article.place("not_examined")
        yield Unexamined(reason, f"the front matter says '{reason}'", place)
    last = article.lines[-1]
    if "excerpt" not in about.not_examined and _CUT_OFF.search(last[0]):
        place = Place(article.file.name, last[1])
        yield Unexamined("excerpt", "the text breaks off", place)


def _in_another_language(article: Article, lists: ClaimWords) -> Iterator[Unexamined]:
    """Yield the first passage that is not in the article's language, or all of it."""
    common = lists.figures.patterns.no_nouns
    sentences = [(text, line) for text, line in article.lines if _SENTENCE.search(text)]
    texts = [*sentences, (" ".join(text for text, _ in sentences), article.place("title").line)]
    found = next(((text, line) for text, line in texts if is_in_another(text, common)), None)
    if found is not None:
        why = f"“{found[0][:40].strip()} …” is not in the language '{article.about.language}'"
        yield Unexamined("text", why, Place(article.file.name, found[1]))
