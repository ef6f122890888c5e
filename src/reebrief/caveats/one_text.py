"""Make articles of a brief that are one text one origin, whatever each of them names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reebrief.caveats.rules import Case, OneText
from reebrief.corpus.duplicates import told
from reebrief.corpus.source import Source
from reebrief.corpus.sources import distinct


def joined(cases: Sequence[Case]) -> list[Case]:
    """Return cases in their order, those of one text with the origins that any of them has.

    Who stands behind one of them stands behind all, so each bears the caveats of all; counted is
    one origin, that of the first published one that names any.
    """
    by_id = {case.article.id: case for case in cases}
    for story in told([case.article for case in cases])[0] if len(cases) > 1 else ():
        for text in story.texts:
            members = [by_id[one.id] for one in text]
            if len(members) > 1:
                why = {one.id: story.retold(one.id) for one in text}
                by_id |= {case.article.id: case for case in _of_one(members, why)}
    return [by_id[case.article.id] for case in cases]


def _of_one(members: Sequence[Case], why: dict[str, str]) -> Iterator[Case]:
    sources: dict[str, Source] = {s.id: s for case in members for s in case.sources}
    unreviewed = distinct(name for case in members for name in case.unreviewed)
    in_order = sorted(members, key=lambda case: (case.article.facts.since, case.article.id))
    named = [case.origins for case in in_order if case.origins]
    publishers = {case.article.about.publisher or case.article.id for case in members}
    for case in members:
        own = case.article.id
        others = tuple(one.article.id for one in members if one.article.id != own)
        text = OneText(others, len(publishers), named[0][:1] if named else (), why[own])
        yield replace(case, sources=(*sources.values(),), unreviewed=unreviewed, one_text=text)
