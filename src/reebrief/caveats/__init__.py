"""Add every caveat to a composed brief, once: the only door to the writers.

``rules`` say what follows from an article and its sources · ``doubts`` what an article says against
its own claims, ``agreements`` what several say of one quantity, ``one_text`` which of
them are one text, ``unseen_doubts`` what the brief leaves out · ``waivers`` what somebody takes
away, ``corrected_claims`` what is no claim, ``answers`` what the author answers for · ``wording``
puts it into words with ``bold_words``,
``source_box`` into the box on the sources, ``owner_lines`` into those on who owns whom ·
``placement`` puts it into the tree, ``box_placement`` the box (both hold ``sayings``),
``source_entries`` into the list of sources, ``claim_labels`` and ``inline_insertion`` beside single
claims, and ``numbering`` numbers it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from reebrief.briefs.inputs import BriefInputs
from reebrief.caveats import rules
from reebrief.caveats.agreements import confirmed, contradict, contradictions, pairs
from reebrief.caveats.answers import answered
from reebrief.caveats.claim_labels import ClaimLabels, ShownClaim
from reebrief.caveats.corrected_claims import correct
from reebrief.caveats.doubts import Doubts
from reebrief.caveats.look_alikes import find_alike
from reebrief.caveats.omitted_origins import OmittedOrigin
from reebrief.caveats.one_text import joined
from reebrief.caveats.owner_lines import listed_lines, owner_lines
from reebrief.caveats.placement import CaveatPlacer
from reebrief.caveats.sayings import Sayings
from reebrief.caveats.source_box import SourceBox
from reebrief.caveats.waivers import load as load_waivers
from reebrief.caveats.wording import Caveat, Wording
from reebrief.corpus.articles import Article
from reebrief.corpus.source import Source
from reebrief.diagnostics import Place, Problem, ReebriefError, Severity
from reebrief.document.annotated import AnnotatedBrief
from reebrief.document.nodes import Brief, Excerpt, List
from reebrief.document.traverse import plain, walk

__all__ = ["Account", "Caveat", "ShownClaim", "annotate"]


@dataclass(frozen=True, slots=True)
class Account:
    """What was added to a brief, and why: for ``check``, not for readers of the brief.

    ``waived`` are those of ``caveats`` that a waiver took away. By an article's id, ``doubts`` are
    what it doubts itself, ``origins`` its independent origins, ``omitted`` those it does not name.
    """

    caveats: tuple[Caveat, ...]
    waived: tuple[Caveat, ...]
    claims: tuple[ShownClaim, ...]
    doubts: Mapping[str, Doubts]
    origins: Mapping[str, tuple[str, ...]]
    omitted: Mapping[str, tuple[OmittedOrigin, ...]]
    contradictions: tuple[Problem, ...]
    problems: tuple[Problem, ...]

    @property
    def all_origins(self) -> tuple[str, ...]:
        """The independent origins of all articles together."""
        return (*dict.fromkeys(name for names in self.origins.values() for name in names),)


def annotate(brief: Brief, inputs: BriefInputs) -> tuple[AnnotatedBrief, Account]:
    """Add every caveat to a brief: labels, sentences, notes and the source statement.

    Returns what writers take, and an account of what was added. Nothing in a definition or a
    template can keep a caveat from being added: an article that no section shows is added to the
    sources, and so is a source statement that no section holds. Raises ReebriefError for waivers
    that match nothing.
    """
    lexicon, wording = inputs.lexicon, Wording(inputs, brief.sources)
    articles = [inputs.articles.get(name) for name in brief.sources]
    waivers = load_waivers(inputs.definition, brief.sources, inputs.date)
    found = pairs(articles, inputs)
    single = joined([rules.case(article, inputs) for article in articles])
    others = confirmed(single, found)
    cases = [replace(one, confirmed=others[one.article.id]) for one in single]
    caveats = tuple(wording.caveat(c, t) for c in cases for t in rules.triggers(c))
    doubts = {a.id: Doubts(a, lexicon.get(a.about.language)) for a in articles}
    correct(inputs.definition, doubts)
    own = lexicon.of(wording.words.code)
    contradict(found, doubts, wording.numbers)
    summed = [text for one in inputs.definition.model.calculated for text in one.typed]
    shown = "\n".join([plain(brief.sections), *summed])
    find_alike(doubts, own, {one for pair in found for one in pair.known}, shown)
    claim_labels = ClaimLabels(articles, doubts, waivers, wording, own)
    standing = tuple(c for c in caveats if not waivers.match(c.article, c.caveat))
    box = SourceBox(cases, standing, wording)
    sayings = Sayings(
        box,
        (*owner_lines(standing, box.named, wording), *listed_lines(_known(single), wording)),
        {c.article.id: wording.origins(c) for c in cases},
        answered(inputs.definition.model, wording),
        (*_highlighted(brief, articles),),
    )
    notes = (inputs.definition.model.notes or inputs.theme.notes) == "foot"
    placer = CaveatPlacer(articles, standing, sayings, claim_labels, notes=notes)
    annotated = placer.annotated(brief)
    unmatched = waivers.unmatched()
    if unmatched:
        raise ReebriefError(unmatched)
    origins = {c.article.id: c.origins for c in cases}
    omitted = {c.article.id: c.omitted for c in cases}
    waived = tuple(c for c in caveats if waivers.match(c.article, c.caveat))
    problems = (*_unread(cases), *_read_later(wording, inputs))
    claims = (*claim_labels.claims,)
    return annotated, Account(
        caveats, waived, claims, doubts, origins, omitted, (*contradictions(found),), problems
    )


def _highlighted(brief: Brief, articles: Iterable[Article]) -> Iterator[str]:
    """Yield the articles of which a brief shows the highlights, whole or cut."""
    lists = {
        (node.article, block.items[:1])
        for section in brief.sections
        for node in walk(section.blocks)
        if isinstance(node, Excerpt)
        for block in node.blocks
        if isinstance(block, List)
    }
    for article in articles:
        if article.highlights and (article.id, article.highlights.items[:1]) in lists:
            yield article.id


def _known(cases: Iterable[rules.Case]) -> tuple[Source, ...]:
    """Return the sources that articles go back to, and their publishers, each once."""
    found: dict[str, Source] = {}
    for case in cases:
        publisher = case.registry.find(case.article.about.publisher or "")
        found |= {s.id: s for s in (*case.sources, publisher) if s is not None}
    return tuple(found.values())


def _read_later(wording: Wording, inputs: BriefInputs) -> Iterator[Problem]:
    """Note facts on sources that were read after the brief's date: they may not have held then."""
    number = wording.read_later(inputs.date)
    if number:
        what = f"facts on sources that were read after the brief's date, {inputs.date}: {number}"
        hint = "see whether they held on that day; their dates stand in the registry"
        yield Problem(what, Place(inputs.registry.file.name), hint, Severity.NOTE)


_UNREAD = {
    "language": "add the language to templates/claims.yaml",
    "text": "set 'language: …' in the front matter",
}
"""Why a text was not read that its author did not say so of, and what helps."""


def _unread(cases: Iterable[rules.Case]) -> Iterator[Problem]:
    """Yield a finding for each article, or passage, whose doubts nobody could look for."""
    for case in cases:
        for reason, why, place in case.unexamined:
            if reason in _UNREAD:
                what = f"{why}: doubts about its claims are not found"
                hint = f"read its claims yourself, or {_UNREAD[reason]}"
                yield Problem(what, place, hint, Severity.FINDING)
