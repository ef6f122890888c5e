"""Put triggers into words, by the words of caveats and the source registry."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reebrief.briefs.inputs import BriefInputs
from reebrief.caveats.rules import Case, Trigger
from reebrief.caveats.source_statement import one_stop
from reebrief.caveats.waivers import Waiver
from reebrief.corpus.articles import Article
from reebrief.corpus.source_models import Fact
from reebrief.corpus.sources import Source
from reebrief.diagnostics import Place
from reebrief.document.sentences import capital
from reebrief.project.dates import Published
from reebrief.templates.caveat_classes import SOURCE_CLASSES

_LISTED = frozenset({"disclaimer", "repaired-text"})
"""Classes that concern the article as a document, and stand in the list of sources alone."""


@dataclass(frozen=True, slots=True)
class Caveat:
    """A caveat in words: its class, what it concerns, its texts, and why it stands.

    ``part`` is the section or table that it concerns, None for the whole article; ``listed`` says
    that it stands in the list of sources alone.
    """

    caveat: str
    article: str
    part: str | None
    label: str
    sentence: str
    notes: tuple[str, ...]
    why: str
    place: Place
    listed: bool = False


class Wording:
    """Puts triggers, claims and waivers into words."""

    def __init__(self, inputs: BriefInputs, sources: Sequence[str]) -> None:
        """Prepare for a brief; ``sources`` are its articles as its list of sources numbers them."""
        self.articles = inputs.articles
        self.numbers = {name: number for number, name in enumerate(sources, 1)}
        self.caveat_words = inputs.caveat_words
        self.words = inputs.language
        self.cut_off = inputs.cut_off
        self._read: dict[dt.date, int] = {}

    def caveat(self, case: Case, trigger: Trigger) -> Caveat:
        """Put what follows from an article and its sources into words."""
        wording = self.caveat_words.classes[trigger.caveat]
        values = {
            "publisher": self.publisher(case.article),
            "date": self._date(case.article.published),
            "cut_off": self.words.day(self.cut_off),
            "subjects": self.caveat_words.joined(trigger.subjects),
            **trigger.values,
            **self._said(trigger, case.article),
        }
        names = [s.name for s in trigger.sources] or list(trigger.names)
        names = names or [self.words.no_origin]
        form = wording.sentence.of(len(names)) if wording.sentence else ""
        if not (trigger.sources or trigger.names) and wording.nameless:
            form = wording.nameless
        if trigger.values.get("verbatim") and wording.quoted:
            form = wording.quoted
        confirmed = trigger.values.get("confirmed", "").split()
        if confirmed and wording.confirmed:
            form = wording.confirmed
            numbers = [f"[{self.numbers[name]}]" for name in confirmed]
            values["articles"] = self.caveat_words.joined(numbers)
        if trigger.values.get("published") and wording.published:
            form = wording.published
        unknown = self.caveat_words.not_established
        sentence = form.format(
            **values,
            sources=self.caveat_words.joined(names),
            state=self._distinct(
                s.state or self.caveat_words.unknown_state for s in trigger.sources
            ),
            owner=self._distinct(s.owner or unknown for s in trigger.sources),
        )
        if trigger.sources and trigger.caveat in SOURCE_CLASSES:
            notes = tuple(wording.note.format(**self._facts(s)) for s in trigger.sources)
        elif trigger.caveat in SOURCE_CLASSES:
            notes = tuple(wording.note.format(source=capital(name)) for name in names)
        else:
            notes = (wording.note.format(**values),)
        return Caveat(
            caveat=trigger.caveat,
            article=case.article.id,
            part=trigger.part,
            label=wording.label,
            sentence=one_stop(capital(sentence)),
            notes=tuple(map(one_stop, notes)),
            why=trigger.why,
            place=trigger.place,
            listed=trigger.listed or trigger.caveat in _LISTED,
        )

    def _said(self, trigger: Trigger, article: Article) -> dict[str, str]:
        """Return what only the words of this language can say: who translated, what is unread."""
        words = self.caveat_words
        reasons = trigger.values.get("unexamined", "").split()
        by = words.translators[trigger.values.get("by", "unknown")]
        return {
            "why": words.joined([words.unexamined[reason] for reason in reasons]),
            "translator": by.format(publisher=self.publisher(article)),
        }

    def marked(self, caveat: str, article: Article, why: str, place: Place) -> Caveat:
        """Explain the label of a class that stands beside single claims of an article."""
        wording = self.caveat_words.classes[caveat]
        publisher = self.publisher(article)
        return Caveat(
            caveat=caveat,
            article=article.id,
            part=None,
            label=self.label(caveat),
            sentence=one_stop(capital((wording.marked or "").format(publisher=publisher))),
            notes=(one_stop(wording.note.format(publisher=publisher)),),
            why=why,
            place=place,
        )

    def label(self, caveat: str, detail: str = "") -> str:
        """Return the short label of a class as it stands within a line."""
        wording = self.caveat_words.classes[caveat]
        form = wording.detailed if detail and wording.detailed else wording.label
        return within_line(form).format(offered=detail)

    def origins(self, case: Case) -> str:
        """Say how many origins stand behind an article where several do; "" where one or none."""
        if len(case.origins) < 2:
            return ""
        number = self.caveat_words.number(len(case.origins))
        said = self.caveat_words.several_origins.format(
            number=number, Number=capital(number), origins=self.caveat_words.joined(case.origins)
        )
        return one_stop(said)

    def same_warning(self, article: Article, number: int) -> str:
        """Say that a publisher's disclaimer stands with another entry of the list of sources."""
        said = self.caveat_words.same_warning.format(
            publisher=self.publisher(article), number=number
        )
        return capital(said)

    def waived(self, waiver: Waiver) -> str:
        """Say what was waived, by whom, until when, and why."""
        said = self.caveat_words.waived.format(
            label=self.caveat_words.classes[waiver.caveat].label,
            who=waiver.who,
            until=self.words.day(waiver.until),
            why=waiver.why,
        )
        return one_stop(said)

    def publisher(self, article: Article) -> str:
        """Return who published an article, in words where the name is not known."""
        return article.about.publisher or self.caveat_words.the_publisher

    def _date(self, date: Published | None) -> str:
        return self.words.published(date) if date else self.words.undated

    def _distinct(self, names: Iterable[str]) -> str:
        return self.caveat_words.joined(list(dict.fromkeys(names)))

    @property
    def read(self) -> str:
        """Say once when the facts on sources that were put into words were read; "" for none."""
        if not self._read:
            return ""
        first, last = (self.words.day(day) for day in (min(self._read), max(self._read)))
        forms = self.caveat_words.facts_read
        return forms.of(1 if first == last else 2).format(first=first, last=last)

    def read_later(self, date: dt.date) -> int:
        """Return how many of these facts were read after a day."""
        return sum(number for day, number in self._read.items() if day > date)

    def _facts(self, source: Source) -> dict[str, str]:
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
        if fact.article is not None:
            title = fact.article
            if title in self.articles:
                title = self.articles.get(title).about.title
            rests = self.caveat_words.described.format(title=title)
        else:
            read = dt.date.fromisoformat(fact.read)
            self._read[read] = self._read.get(read, 0) + 1
            rests = self.caveat_words.read.format(
                reference=fact.reference, date=self.words.day(read)
            )
        return f"{value or fact.value} ({rests})"


def within_line(label: str) -> str:
    """Return a label as it stands within a line, without its capital letter."""
    return label[:1].lower() + label[1:]
