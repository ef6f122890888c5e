"""Decide which caveats follow from an article and its sources: pure functions."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from reebrief.briefs.inputs import BriefInputs
from reebrief.caveats.omitted_origins import OmittedOrigin, omitted_origins
from reebrief.caveats.unexamined import Unexamined, unexamined
from reebrief.corpus.articles import Article
from reebrief.corpus.source import Source
from reebrief.corpus.source_models import COMPANIES
from reebrief.corpus.sources import Registry, distinct, independent, mentions
from reebrief.diagnostics import Place
from reebrief.document.nodes import Blocks, Heading, Table
from reebrief.document.traverse import plain, walk

_DATA = 5
"""Words of a cell of data at most: a figure with its unit and its year, a name."""


@dataclass(frozen=True, slots=True)
class OneText:
    """The text that an article has in common with ``others``, by their ids, and what shows it.

    ``outlets`` counts its publishers, ``origins`` is its one origin by name, none where none of the
    articles names any.
    """

    others: tuple[str, ...]
    outlets: int
    origins: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Case:
    """What a rule may know: an article, its origins as the registry has them, the brief's dates.

    ``sources`` are the origins in the article's order, and those ``omitted`` by its origins, to
    which the text leaves itself; ``unreviewed`` the names of those that the
    registry does not know. ``publisher`` is the publisher where a state stands behind it: it bears
    the state's label, and is no origin of what it digests. ``opinion`` says how headings of a
    publisher's opinion begin, ``strict`` what makes a disclaimer strict, both in lower case.
    ``unexamined`` is what of the article nobody could examine, ``confirmed`` the articles of other
    origins that report one of its figures as it does, ``one_text`` the text that others have too.
    """

    article: Article
    sources: tuple[Source, ...]
    unreviewed: tuple[str, ...]
    publisher: Source | None
    omitted: tuple[OmittedOrigin, ...]
    registry: Registry
    date: dt.date
    cut_off: dt.date
    stale_after_days: int
    opinion: tuple[str, ...]
    strict: tuple[str, ...]
    unexamined: tuple[Unexamined, ...]
    confirmed: tuple[str, ...] = ()
    one_text: OneText | None = None

    @property
    def origins(self) -> tuple[str, ...]:
        """The independent origins by name, none of an article without origins."""
        if self.one_text is not None:
            return self.one_text.origins
        return independent(self.sources, self.unreviewed)

    @property
    def speakers(self) -> tuple[Source, ...]:
        """The origins, and a publisher behind whom a state stands."""
        own = self.publisher
        return (*self.sources, *((own,) if own and own not in self.sources else ()))

    @property
    def unknown_owners(self) -> tuple[str, ...]:
        """The owners of origins that the registry does not know, by the names it gives them."""
        owners = (source.ultimate_owner for source in self.sources)
        return tuple(dict.fromkeys(owner for owner in owners if owner))


@dataclass(frozen=True, slots=True)
class Trigger:
    """A caveat that follows: its class, whom it names, and why, with the line that is evidence.

    ``part`` is the id of the section or table that it concerns, None for the whole article.
    ``names`` are origins that the registry does not know, ``subjects`` whom a source speaks of.
    ``listed`` says that it stands in the list of sources alone.
    """

    caveat: str
    why: str
    place: Place
    sources: tuple[Source, ...] = ()
    names: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    part: str | None = None
    listed: bool = False


def case(article: Article, inputs: BriefInputs) -> Case:
    """Look an article's origins up and lay the case before the rules."""
    registry, caveat_words = inputs.registry, inputs.caveat_words
    found = [(name, registry.find(name)) for name in article.origins]
    sources = {source.id: source for _, source in found if source}
    # Fail closed: whom the text names as its source is one until somebody says that it is not.
    omitted = (*omitted_origins(article, registry, inputs.support),)
    sources |= {one.source.id: one.source for one in omitted}
    publisher = registry.find(article.about.publisher or "")
    return Case(
        article=article,
        sources=tuple(sources.values()),
        unreviewed=distinct(name for name, source in found if source is None),
        publisher=publisher if publisher is not None and publisher.of_state else None,
        omitted=omitted,
        registry=registry,
        date=inputs.date,
        cut_off=inputs.cut_off,
        stale_after_days=int(inputs.settings.stale_after_days),
        opinion=tuple(text.casefold() for text in caveat_words.opinion_headings),
        strict=tuple(text.casefold() for text in caveat_words.strict_words),
        unexamined=(*unexamined(article, inputs.lexicon.get(article.about.language)),),
    )


def _of_state(caveat: str, case: Case, found: Sequence[Source]) -> Iterator[Trigger]:
    """Yield a caveat on origins, or where none is concerned on the publisher alone."""
    origins = tuple(source for source in found if source in case.sources)
    if origins:
        why = f"origin {origins[0].name}: {origins[0].about.kind}"
        yield Trigger(caveat, why, case.article.place("origins"), origins)
    elif found:
        why = f"publisher {found[0].name}: {found[0].about.kind}"
        published = {"published": "yes"}
        yield Trigger(caveat, why, case.article.place("publisher"), (*found,), values=published)


def state_owned_enterprise(case: Case) -> Iterator[Trigger]:
    """An origin, or the publisher, is a company that a state controls."""
    yield from _of_state(
        "state-owned-enterprise", case, [s for s in case.speakers if s.state_owned]
    )


def state_media(case: Case) -> Iterator[Trigger]:
    """An origin, or the publisher, is a medium that a state funds or controls."""
    yield from _of_state("state-media", case, [s for s in case.speakers if s.state_media])


def state_controlled(case: Case) -> Iterator[Trigger]:
    """An origin, or the publisher, is a government, or another body that a state controls."""
    yield from _of_state("state-controlled", case, [s for s in case.speakers if s.state_controlled])


def unreviewed_source(case: Case) -> Iterator[Trigger]:
    """An origin or its owner is not in the registry, or the article names none: fail closed."""
    place = case.article.place("origins")
    names = (*case.unreviewed, *case.unknown_owners)
    if names:
        why = f"not in the source registry: {', '.join(names)}"
        yield Trigger("unreviewed-source", why, place, names=names)
    elif not case.sources:
        yield Trigger("unreviewed-source", "the article names no origin", place)


def unreviewed_publisher(case: Case) -> Iterator[Trigger]:
    """The publisher is not in the registry; its own work has an unreviewed origin already."""
    about = case.article.about
    if about.publisher and not about.own_work and case.registry.find(about.publisher) is None:
        # Beside a reviewed origin the words stand in the list of sources: every paper that nobody
        # reviewed would flood the page.
        yield Trigger(
            "unreviewed-publisher",
            f"the publisher is not in the source registry: {about.publisher}",
            case.article.place("publisher"),
            listed=bool(case.sources),
        )


def interested_party(case: Case) -> Iterator[Trigger]:
    """An origin is a company, or state media, and speaks itself, or of a company of its group."""
    found: list[Source] = []
    subjects: dict[str, None] = {}
    words, about = case.article.text.lower(), case.article.about
    publisher, itself = case.registry.find(about.publisher or ""), False
    for source in case.sources:
        if source.about.kind not in COMPANIES and not source.state_media:
            continue
        itself = itself or about.own_work or source == publisher
        group = [s for s in case.registry.group(source) if s.about.kind in COMPANIES]
        named = [source.name] if itself else [s.name for s in group if mentions(words, s)]
        if named:
            found.append(source)
            subjects.update(dict.fromkeys(named))
    if found:
        yield Trigger(
            "interested-party",
            "the article is its own work"
            if itself
            else f"the text names {', '.join(subjects)}, of the group of {found[0].name}",
            case.article.place("origins"),
            tuple(found),
            subjects=tuple(subjects),
        )


def single_origin(case: Case) -> Iterator[Trigger]:
    """All that the article reports goes back to one origin, however many outlets it names."""
    if len(case.origins) == 1:
        origin = case.origins[0]
        named = [*(s.name for s in case.sources), *case.unreviewed]
        yield Trigger(
            "single-origin",
            f"{', '.join(named)}: one origin, {origin}",
            case.article.place("origins"),
            values={"origin": origin, "confirmed": " ".join(case.confirmed)},
        )


def same_text(case: Case) -> Iterator[Trigger]:
    """Other articles of the brief are the same text: one origin, however many outlets print it."""
    one = case.one_text
    if one is not None:
        values = {"same": " ".join(one.others), "outlets": str(one.outlets)}
        yield Trigger("same-text", one.why, case.article.place("title"), values=values)


def translation(case: Case) -> Iterator[Trigger]:
    """The text was translated, and nobody cites the original."""
    about = case.article.about
    if about.translated_from and not about.cites_original:
        yield Trigger(
            "translation",
            f"translated from '{about.translated_from}', no 'original'",
            case.article.place("translated_from"),
            values={"by": about.translated_by or "unknown"},
        )


def not_examined(case: Case) -> Iterator[Trigger]:
    """A part of the text was not looked through for doubts."""
    if case.unexamined:
        yield Trigger(
            "not-examined",
            "; ".join(one.why for one in case.unexamined),
            case.unexamined[0].place,
            values={"unexamined": " ".join(dict.fromkeys(one.reason for one in case.unexamined))},
        )


def repaired_text(case: Case) -> Iterator[Trigger]:
    """Something in the text was restored by inference."""
    repaired = case.article.about.repaired
    if repaired:
        yield Trigger(
            "repaired-text",
            f"repaired: {repaired}",
            case.article.place("repaired"),
            values={"repaired": repaired},
        )


def inferred(case: Case) -> Iterator[Trigger]:
    """The article has no disclaimer, but the ownership of an origin calls for one."""
    of_state = tuple(s for s in case.speakers if s.of_state)
    unknown = not case.sources or case.unreviewed or case.unknown_owners
    if not case.article.about.disclaimer and (of_state or unknown):
        place = case.article.place("title")
        nameless = "" if case.sources or case.unreviewed else "yes"
        why = "no disclaimer in the article"
        yield Trigger("inferred", why, place, of_state, values={"nameless": nameless})


def publishers_opinion(case: Case) -> Iterator[Trigger]:
    """A section, or a part of it, is headed as opinion; a table advises, unless it is of data."""
    parts: list[tuple[str | None, int, list[str]]] = [
        (s.id, s.line, [plain(s.heading), *_headings(s.blocks)]) for s in case.article.sections
    ]
    # What follows the highlights has no id of its own: such a heading concerns the whole article.
    parts.append((None, 1, _headings(case.article.lead)))
    for part, line, headings in parts:
        said = next((h for h in headings if _is_opinion(h, case.opinion)), None)
        if said is not None:
            place = Place(case.article.file.name, line)
            yield Trigger("publishers-opinion", f"a part is headed '{said}'", place, part=part)
    for table in case.article.tables.values():
        if _is_data(table, case.opinion):
            continue
        yield Trigger(
            "publishers-opinion",
            f"the table '{table.id}' is the publisher's",
            Place(case.article.file.name, table.provenance.line if table.provenance else 0),
            part=table.id,
        )


def _is_data(table: Table, opinion: tuple[str, ...]) -> bool:
    """Say whether a table holds figures and names alone: no cell of it is a sentence that advises.

    One whose caption or head begins as opinion does advises whatever it holds.
    """
    heads = [plain(table.caption), *(plain(column.header) for column in table.columns)]
    cells = [plain(cell) for row in table.rows for cell in row.cells[1:]]
    said = [cell for cell in cells if cell]
    figures = [cell for cell in said if any(map(str.isdigit, cell))]
    return (
        bool(figures)
        and 2 * len(figures) >= len(said)
        and all(len(cell.split()) <= _DATA and cell[-1] not in ".!?" for cell in said)
        and not any(_is_opinion(head, opinion) for head in heads)
    )


def _is_opinion(heading: str, opinion: tuple[str, ...]) -> bool:
    """Say whether a heading, or what stands after a colon in it, begins as opinion does."""
    parts = (re.sub(r"^[\W\d]+", "", part) for part in heading.casefold().split(":"))
    return any(part.startswith(opinion) for part in parts)


def _headings(blocks: Blocks) -> list[str]:
    return [plain([node]) for node in walk(blocks) if isinstance(node, Heading)]


def undated(case: Case) -> Iterator[Trigger]:
    """The article bears no date."""
    if case.article.published is None:
        yield Trigger("undated", "no 'published'", case.article.place("title"))


def stale(case: Case) -> Iterator[Trigger]:
    """The latest day that the article may be of is older than the project allows."""
    date = case.article.published
    if date is not None and (case.date - date.end).days > case.stale_after_days:
        yield Trigger(
            "stale",
            f"published {date.text}, {(case.date - date.end).days} days before {case.date}",
            case.article.place("published"),
            values={"days": str(case.stale_after_days)},
        )


def after_cut_off(case: Case) -> Iterator[Trigger]:
    """The earliest day that the article may be of is after the information cut-off."""
    date = case.article.published
    if date is not None and date.start > case.cut_off:
        yield Trigger(
            "after-cut-off",
            f"published {date.text}, cut-off {case.cut_off}",
            case.article.place("published"),
        )


def disclaimer(case: Case) -> Iterator[Trigger]:
    """The article carries its publisher's own disclaimer; of several the strictest comes first."""
    found = list(enumerate(case.article.about.disclaimer))
    for n, one in sorted(found, key=lambda each: -_strictness(each[1].text, case.strict)):
        yield Trigger(
            "disclaimer",
            "the article carries a disclaimer",
            case.article.place("disclaimer", n),
            values={"text": one.text, "verbatim": "yes" if one.verbatim else ""},
        )


def _strictness(text: str, strict: tuple[str, ...]) -> int:
    """Count the kinds of warning in a disclaimer: of state ownership, of missing verification."""
    words = text.casefold()
    return sum(word in words for word in strict)


RULES: tuple[Callable[[Case], Iterator[Trigger]], ...] = (
    unreviewed_source,
    state_owned_enterprise,
    state_media,
    state_controlled,
    unreviewed_publisher,
    interested_party,
    single_origin,
    same_text,
    publishers_opinion,
    not_examined,
    translation,
    undated,
    stale,
    after_cut_off,
    inferred,
    repaired_text,
    disclaimer,
)
"""All rules, in the order in which their caveats stand."""


def triggers(case: Case) -> tuple[Trigger, ...]:
    """Apply all rules to a case."""
    return tuple(trigger for rule in RULES for trigger in rule(case))
