"""Put triggers into words, by the words of caveats and the source registry."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reebrief.briefs.inputs import BriefInputs
from reebrief.caveats.bold_words import continued, said
from reebrief.caveats.rules import Case, OneText, Trigger
from reebrief.caveats.waivers import Waiver
from reebrief.corpus.articles import Article
from reebrief.corpus.source import Source
from reebrief.corpus.source_models import Fact
from reebrief.diagnostics import Place
from reebrief.document.nodes import Inlines, Strong, Text
from reebrief.document.sentences import capital
from reebrief.project.dates import Published
from reebrief.templates.caveat_classes import SOURCE_CLASSES

_LISTED = frozenset({"disclaimer", "repaired-text"})
"""Classes that concern the article as a document, and stand in the list of sources alone."""

_OMITTED = "…"
"""What stands in the key of the marks for words that each mark has of its own."""


@dataclass(frozen=True, slots=True)
class Caveat:
    """A caveat in words: its class, what it concerns, its texts, and why it stands.

    ``part`` is the section or table that it concerns, None for the whole article; ``listed`` says
    that it stands in the list of sources alone. ``label`` is the class's name, ``item`` what the
    line at an item says, ``shared`` what the box says where it holds for every article,
    ``sentence`` what the list of sources says, even beside the box where it is ``kept``.
    ``sources`` are those whom it is about, ``offered`` are the words of a disclaimer.
    """

    caveat: str
    article: str
    part: str | None
    label: str
    item: str
    shared: Inlines
    sentence: Inlines
    notes: tuple[Inlines, ...]
    why: str
    place: Place
    listed: bool = False
    kept: bool = False
    sources: tuple[Source, ...] = ()
    offered: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """The mark of a doubted claim: what stands in brackets, and its line in the key."""

    text: str
    key: Inlines


class Wording:
    """Puts triggers, claims and waivers into words."""

    def __init__(self, inputs: BriefInputs, sources: Sequence[str]) -> None:
        """Prepare for a brief; ``sources`` are its articles as its list of sources numbers them."""
        self.articles = inputs.articles
        self.registry = inputs.registry
        self.numbers = {name: number for number, name in enumerate(sources, 1)}
        self.caveat_words = inputs.caveat_words
        self.words = inputs.language
        self.cut_off = inputs.cut_off
        self._read: dict[tuple[str | None, dt.date], None] = {}

    def caveat(self, case: Case, trigger: Trigger) -> Caveat:
        """Put what follows from an article and its sources into words."""
        words = self.caveat_words.classes[trigger.caveat]
        names = [s.name for s in trigger.sources] or list(trigger.names) or [self.words.no_origin]
        values = {
            "publisher": self.publisher(case.article),
            "date": self._date(case.article.published),
            "cut_off": self.words.day(self.cut_off),
            "days": "",
            "subjects": self.caveat_words.joined(trigger.subjects),
            **trigger.values,
            **self._said(trigger, case.article),
            "sources": self.caveat_words.joined(names),
        }
        return Caveat(
            caveat=trigger.caveat,
            article=case.article.id,
            part=trigger.part,
            label=words.label,
            item=(words.item or words.label).format(**values),
            shared=said(words.all.of(len(self.numbers)), **values)
            if words.all and self._of_all(trigger)
            else (),
            sentence=self._sentence(trigger, values, len(names)),
            notes=self._notes(trigger, names, values),
            why=trigger.why,
            place=trigger.place,
            listed=trigger.listed or trigger.caveat in _LISTED,
            kept=bool(trigger.values.get("confirmed")),
            sources=trigger.sources,
            offered=trigger.values.get("text", ""),
        )

    def _sentence(self, trigger: Trigger, values: Mapping[str, str], names: int) -> Inlines:
        """Return what the list of sources says: of who a source is, what the label does not."""
        words = self.caveat_words.classes[trigger.caveat]
        if trigger.values.get("nameless") and words.nameless:
            return said(words.nameless, **values)
        if trigger.caveat in SOURCE_CLASSES:
            form = words.published if trigger.values.get("published") else None
            if not (trigger.sources or trigger.names):
                form = words.nameless
            return said(form, **values) if form else ()
        form = words.sentence.of(names) if words.sentence else ""
        if trigger.values.get("verbatim") and words.quoted:
            form = words.quoted
        elif "text" in values:
            values = {**values, "text": continued(form, values["text"])}
        confirmed = trigger.values.get("confirmed", "").split()
        if confirmed and words.confirmed:
            numbers = [f"[{self.numbers[name]}]" for name in confirmed]
            return said(
                words.confirmed, **{**values, "articles": self.caveat_words.joined(numbers)}
            )
        return said(form, **values)

    def _notes(
        self, trigger: Trigger, names: Sequence[str], values: Mapping[str, str]
    ) -> tuple[Inlines, ...]:
        note = self.caveat_words.classes[trigger.caveat].note
        if trigger.sources and trigger.caveat in SOURCE_CLASSES:
            return tuple(said(note, **self.facts(source)) for source in trigger.sources)
        if trigger.caveat in SOURCE_CLASSES:
            return tuple(said(note, source=capital(name)) for name in names)
        return (said(note, **values),)

    def _said(self, trigger: Trigger, article: Article) -> dict[str, str]:
        """Return what only the words of this language can say: who translated, what is unread."""
        words = self.caveat_words
        reasons = trigger.values.get("unexamined", "").split()
        same = [f"[{self.numbers[name]}]" for name in trigger.values.get("same", "").split()]
        by = words.translators[trigger.values.get("by", "unknown")]
        return {
            "why": words.joined([words.unexamined[reason] for reason in reasons]),
            "articles": words.joined(same),
            "outlets": self._outlets(int(trigger.values.get("outlets", "0"))),
            "translator": by.format(publisher=self.publisher(article)),
        }

    def _of_all(self, trigger: Trigger) -> bool:
        """Say whether what holds for each article may hold for all together: of one text, not."""
        same = trigger.values.get("same", "").split()
        return not same or len(same) + 1 == len(self.numbers)

    def one_text(self, one: OneText, article_id: str) -> Inlines:
        """Say which articles are one text, and by how many outlets."""
        names = sorted((*one.others, article_id), key=lambda name: self.numbers[name])
        numbers = [f"[{self.numbers[name]}]" for name in names]
        articles = self.caveat_words.joined(numbers)
        form = self.caveat_words.statement.one_text
        return said(form, articles=articles, outlets=self._outlets(one.outlets))

    def _outlets(self, count: int) -> str:
        number = self.caveat_words.number(count)
        return self.caveat_words.outlets.of(count).format(number=number, Number=capital(number))

    def mark(self, caveat: str, article: Article, detail: str = "") -> Mark:
        """Return the mark of a class that stands beside a single claim of an article.

        ``detail`` are the article's own words that it shows, or what there is to ask of a unit.
        """
        words, publisher = self.caveat_words.classes[caveat], self.publisher(article)
        form = words.mark or within_line(words.label)
        explained = words.marked or ""
        if caveat == "unit" and detail:
            asks = detail if detail in self.caveat_words.asks else "unit"
            form, explained = self.caveat_words.asks[asks], self.caveat_words.asked[asks]
        elif detail and words.detailed and detail.casefold() != form.casefold():
            form = words.detailed
        values = {"publisher": publisher, "offered": detail, "unit": detail}
        general = form.format(**{**values, "offered": _OMITTED})
        key = (Strong((Text(f"[{general}]"),)), Text(f" {explained.format(publisher=publisher)}"))
        return Mark(form.format(**values), key)

    def advice(self, articles: Sequence[str]) -> str:
        """Return the first row of a table of the publisher's opinion, taken from articles."""
        form = self.caveat_words.classes["publishers-opinion"].table or ""
        found = [self.articles.get(name) for name in articles]
        publishers = dict.fromkeys(map(self.publisher, found))
        origins = dict.fromkeys(self._known(name) for a in found for name in a.origins)
        return form.format(
            publisher=self.caveat_words.joined([*publishers]),
            articles=self.caveat_words.joined([f"[{self.numbers[name]}]" for name in articles]),
            origins=self.caveat_words.joined([*origins]) or self.caveat_words.any_origin,
        )

    def _known(self, origin: str) -> str:
        """Return an origin by the name that the registry prints, with who it is."""
        source = self.registry.find(origin)
        kind = "unreviewed-source" if source is None else class_of(source)
        label = f" ({within_line(self.caveat_words.classes[kind].label)})" if kind else ""
        return f"{source.name if source else origin}{label}"

    def origins(self, case: Case) -> Inlines:
        """Say how many origins stand behind an article where several do; nothing where not."""
        if len(case.origins) < 2:
            return ()
        number = self.caveat_words.number(len(case.origins))
        names = self.caveat_words.joined(self.origin_names(case.origins, case.sources))
        form = self.caveat_words.several_origins
        return said(form, number=number, Number=capital(number), origins=names)

    def origin_names(self, origins: Iterable[str], sources: Iterable[Source]) -> list[str]:
        """Return what origins are called: by the names that articles have, with their owner's."""
        named: dict[str, dict[str, None]] = {}
        for source in sources:
            named.setdefault(source.origin_name, {})[source.name] = None
        return [self._origin_name(origin, [*named.get(origin, {})]) for origin in origins]

    def _origin_name(self, origin: str, named: Sequence[str]) -> str:
        forms = self.caveat_words.statement
        if len(named) > 1:
            return forms.owner_named.format(sources=self.caveat_words.joined(named), owner=origin)
        if not named or named[0] == origin:
            return origin
        return forms.owned.format(source=named[0], owner=origin)

    def again(self, caveat: Caveat, number: int) -> Inlines:
        """Say that a sentence stands with another entry of the list of sources."""
        if caveat.caveat == "disclaimer":
            publisher = self.publisher(self.articles.get(caveat.article))
            return said(self.caveat_words.same_warning, publisher=publisher, number=number)
        return said(self.caveat_words.same_caveat, label=caveat.label, number=number)

    def waived(self, waiver: Waiver) -> Inlines:
        """Say what was waived, by whom, until when, and why."""
        return said(
            self.caveat_words.waived,
            label=self.caveat_words.classes[waiver.caveat].label,
            who=waiver.who,
            until=self.words.day(waiver.until),
            why=waiver.why,
        )

    def publisher(self, article: Article, *, full: bool = False) -> str:
        """Return who published an article, by the short name that the registry has for it.

        In ``full`` both names are said; words stand for a name that is not known.
        """
        name = article.about.publisher
        source = self.registry.find(name or "")
        if source is None or source.about.short is None:
            return name or self.caveat_words.the_publisher
        return f"{source.name} ({source.about.short})" if full else source.about.short

    def _date(self, date: Published | None) -> str:
        return self.words.published(date) if date else self.words.undated

    @property
    def read(self) -> Inlines:
        """Say once when the facts on sources that were put into words were read; () for none."""
        if not self._read:
            return ()
        days = {day for _, day in self._read}
        first, last = (self.words.day(day) for day in (min(days), max(days)))
        forms = self.caveat_words.facts_read
        return said(forms.of(1 if first == last else 2), first=first, last=last)

    def read_later(self, date: dt.date) -> int:
        """Return how many of these facts were read after a day."""
        return sum(day > date for _, day in self._read)

    def facts(self, source: Source) -> dict[str, str]:
        """Return a source's descriptor in words; what has no reference is not established."""
        about = source.about
        return {
            "source": source.name,
            "kind": about.kind,
            "owner": self._fact(about.owner, source.owner),
            "state": self._fact(about.state, source.state),
            "funding": self._fact(about.funding),
            "editorial_control": self._fact(about.editorial_control),
            "unverified": self.caveat_words.unverified,
        }

    def _fact(self, fact: Fact | None, value: str | None = None) -> str:
        if fact is None:
            return value or self.caveat_words.not_established
        return f"{value or fact.value} ({self.rests_on([fact])})"

    def rests_on(self, facts: Iterable[Fact]) -> str:
        """Say what facts rest on: articles of the brief by number, others by title or reference."""
        seen: dict[str, None] = {}
        rests: dict[str, None] = {}
        for fact in facts:
            read = dt.date.fromisoformat(fact.read)
            if fact.article in self.numbers:
                seen[str(self.numbers[fact.article])] = None
            elif fact.article is not None:
                rests[self._elsewhere(fact.article)] = None
            else:
                form = self.caveat_words.read
                date = self.words.day(read)
                rests[form.format(reference=self._shortened(fact.cited or ""), date=date)] = None
            if fact.article is None:
                self._read[fact.cited, read] = None
        numbers = self.caveat_words.seen.format(number="], [".join(sorted(seen, key=int)))
        return "; ".join([*([numbers] if seen else []), *rests])

    def _elsewhere(self, name: str) -> str:
        """Return an article that is none of the brief's: title, publisher, date and address."""
        form = self.caveat_words.described
        if name not in self.articles:
            return form.format(title=name)
        article = self.articles.get(name)
        about = article.about
        published = self._date(article.published) if article.published else None
        address = (about.url or "").partition("://")[2]
        publisher = self.publisher(article) if about.publisher else None
        known = filter(None, (publisher, published, address))
        return ", ".join([form.format(title=article.shown_title), *known])

    def _shortened(self, reference: str) -> str:
        """Return a reference that begins with a publisher of the brief by its short name."""
        name, comma, rest = reference.partition(",")
        published = (self.articles.get(article).about.publisher for article in self.numbers)
        source = self.registry.find(name)
        if source is None or not source.about.short or source.name not in {*published}:
            return reference
        return f"{source.about.short}{comma}{rest}"


def class_of(source: Source) -> str:
    """Return the class of a reviewed source behind which a state stands, "" for any other."""
    if source.state_owned:
        return "state-owned-enterprise"
    if source.state_media:
        return "state-media"
    return "state-controlled" if source.of_state else ""


def within_line(label: str) -> str:
    """Return a label as it stands within a line, without its capital letter."""
    return label[:1].lower() + label[1:]
