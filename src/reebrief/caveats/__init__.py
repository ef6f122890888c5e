"""The only door from a composed brief to the writers: every caveat is added here, once.

``rules`` say what follows from an article and its sources · ``doubts`` what an article says against
its own claims · ``waivers`` what somebody takes away · ``wordings`` and ``phrasing`` put it into
words, ``statement`` into the source statement · ``placing`` puts it into the tree, ``claimed`` and
``inlay`` beside single claims, and ``ledger`` numbers it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from reebrief.caveated import Caveated
from reebrief.caveats import rules
from reebrief.caveats.claimed import Claimed, ShownClaim
from reebrief.caveats.doubts import Doubts, find_alike
from reebrief.caveats.phrasing import Caveat, Phrasing
from reebrief.caveats.placing import Placer
from reebrief.caveats.statement import statement
from reebrief.caveats.waivers import Waivers
from reebrief.claims import ClaimWords
from reebrief.compose import Composed
from reebrief.errors import Problem, ReebriefError
from reebrief.sources import Registry

__all__ = ["Account", "Caveat", "Doubts", "ShownClaim", "add"]


@dataclass(frozen=True, slots=True)
class Account:
    """What was added to a brief, and why: for ``check``, not for readers of the brief.

    ``waived`` are those of ``caveats`` that a waiver took away; ``origins`` are the independent
    origins of each article, by its id.
    """

    caveats: tuple[Caveat, ...]
    waived: tuple[Caveat, ...]
    claims: tuple[ShownClaim, ...]
    origins: Mapping[str, tuple[str, ...]]
    problems: tuple[Problem, ...]


def add(
    composed: Composed,
    registry: Registry,
    phrasing: Phrasing,
    claim_words: Callable[[str], ClaimWords | None],
    waivers: Waivers,
    *,
    date: dt.date,
    stale_after_days: int,
) -> tuple[Caveated, Account]:
    """Add every caveat to a brief: labels, sentences, notes and the source statement.

    ``phrasing`` holds the words; ``claim_words`` returns the word lists of a language, None where
    there are none. Returns what writers take, and an account of what was added. Nothing in a
    definition or a template can keep a caveat from being added: an article that no section shows is
    added to the sources, and so is a source statement that no section holds. Raises ReebriefError
    for waivers that match nothing.
    """
    cases = [
        rules.case(
            article,
            registry,
            date=date,
            cut_off=phrasing.cut_off,
            stale_after_days=stale_after_days,
            opinion=phrasing.wordings.opinion_headings,
            strict=phrasing.wordings.strict_words,
        )
        for article in composed.articles
    ]
    caveats = tuple(phrasing.caveat(c, t) for c in cases for t in rules.triggers(c))
    doubts = {a.id: Doubts(a, claim_words(a.about.language)) for a in composed.articles}
    own = claim_words(phrasing.words.code)
    find_alike(doubts, own)
    claimed = Claimed(composed.articles, doubts, waivers, phrasing, own)
    said = {c.article.id: phrasing.origins(c) for c in cases}
    placer = Placer(composed.articles, caveats, said, phrasing, waivers, claimed)
    caveated = placer.caveated(composed, statement(cases, phrasing.wordings))
    unmatched = waivers.unmatched()
    if unmatched:
        raise ReebriefError(unmatched)
    origins = {c.article.id: c.origins for c in cases}
    waived = tuple(c for c in caveats if waivers.match(c.article, c.caveat))
    return caveated, Account(caveats, waived, (*claimed.claims,), origins, (*claimed.problems,))
