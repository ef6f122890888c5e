"""Write the box on the sources: what holds for all articles of a brief, said once, computed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reebrief.caveats.bold_words import continued, said, sentences
from reebrief.caveats.rules import Case
from reebrief.caveats.wording import Caveat, Wording, class_of
from reebrief.document.nodes import Inlines
from reebrief.templates.caveat_classes import SOURCE_CLASSES
from reebrief.templates.plural import Plural

_OF_ORIGINS = ("interested-party", "single-origin")
"""Classes that the box's first line says already where all articles have one origin."""


@dataclass(frozen=True, slots=True)
class BoxLine:
    """A paragraph of the box, and the classes and articles of which it says that they hold."""

    inlines: Inlines
    says: tuple[Caveat, ...] = ()


class SourceBox:
    """Says of all articles of a brief together what an item then need not repeat.

    An origin is the topmost organisation that is not a government (``Source.origin``), or a name
    that the registry does not know. Corroboration is never claimed.
    """

    def __init__(self, cases: Sequence[Case], caveats: Sequence[Caveat], wording: Wording) -> None:
        """Prepare for a brief; ``caveats`` are those of its articles that nobody waived."""
        self.cases = cases
        self.wording = wording
        self.words = wording.caveat_words
        self.forms = wording.caveat_words.statement
        self.shared = _shared(caveats, len(cases))
        self.warning = self._gravest(caveats)
        self._warnings = sum(c.caveat == "disclaimer" for c in caveats)
        self.origins = _distinct(name for c in cases for name in c.origins)

    def lines(self, unnamed: int, highlighted: Sequence[str], *, marked: bool) -> Iterator[BoxLine]:
        """Yield the paragraphs.

        ``unnamed`` counts articles that rest on sources without a name, ``highlighted`` are the
        ids of those of which highlights are shown; ``marked`` says whether the brief has marks of
        claims.
        """
        if not self.cases:
            yield BoxLine(said(self.forms.none))
            return
        of_origins = [c for name in _OF_ORIGINS for c in self.shared.get(name, ())]
        one = len(self.origins) == 1 and not self._nameless
        says = sentences(self._on_origins(unnamed), self._on_highlights(highlighted))
        yield BoxLine(says, tuple(of_origins) if one else ())
        if self.warning is not None:
            yield BoxLine(self._warned(self.warning), (self.warning,))
        total = len(self.cases)
        rest = [found for name, found in self.shared.items() if not (one and name in _OF_ORIGINS)]
        inferred = all(c.article.published and c.article.published.inferred for c in self.cases)
        last = sentences(
            self._say(self.forms.verified, total, unverified=self.words.unverified),
            said(self.forms.compared) if marked else self._say(self.forms.compared_all, total),
            *(self._of_all(found[0]) for found in rest),
            self._say(self.forms.unconfirmed, total) if self._unconfirmed(rest) else (),
            self._say(self.forms.dates_inferred, total) if inferred else (),
        )
        yield BoxLine(last, tuple(c for found in rest for c in found))
        if self.words.own_said:
            yield BoxLine(said(self.words.own_said))

    def _of_all(self, caveat: Caveat) -> Inlines:
        """Return what a class says of all articles; another sentence where none names an origin."""
        total = len(self.cases)
        if caveat.caveat == "inferred" and self._nameless == total:
            publisher = self.wording.publisher(self.cases[0].article)
            return self._say(self.forms.inferred_nameless, total, publisher=publisher)
        return caveat.shared

    @staticmethod
    def _unconfirmed(rest: Iterable[Sequence[Caveat]]) -> bool:
        """Say whether each article has one origin of its own, and none confirms another."""
        return any(c[0].caveat == "single-origin" and not any(o.kept for o in c) for c in rest)

    @property
    def named(self) -> list[str]:
        """The names that the box calls origins by: of one article, those that it names itself."""
        if len(self.cases) != 1 or len(self.origins) > 1:
            return self.origins
        return _distinct([s.name for s in self.cases[0].sources]) or self.origins

    def _names(self, *, in_order_of_kinds: bool) -> list[str]:
        """Return what the box calls the origins: several, or one under one name, with owners."""
        sources = [s for case in self.cases for s in case.sources]
        if in_order_of_kinds:
            sources.sort(key=lambda s: SOURCE_CLASSES.index(class_of(s)))
        if len(self.cases) == 1 and len(self.origins) == 1:
            return _distinct(s.name for s in sources) or self.origins
        if len(self.origins) == 1 and len({s.id for s in sources}) > 1:
            return self.origins
        found = _distinct(s.origin_name for s in sources)
        ordered = [name for name in found if name in self.origins] if in_order_of_kinds else []
        return self.wording.origin_names(ordered or self.origins, sources)

    @property
    def _nameless(self) -> int:
        return sum(not (c.sources or c.unreviewed) for c in self.cases)

    def _say(self, form: Plural, count: int, **values: str) -> Inlines:
        number = self.words.number(count)
        return said(form.of(count), number=number, Number=number.capitalize(), **values)

    def _on_origins(self, unnamed: int) -> Inlines:
        """Return who published the articles, where they come from, and who is behind it."""
        forms, total, nameless = self.forms, len(self.cases), self._nameless
        publishers = _distinct(self._publisher(c) for c in self.cases)
        done = [self._lead(named=unnamed > 0)]
        if total > 1:  # of one article the entry below says it
            done.append(self._say(forms.articles, total, publishers=self.words.joined(publishers)))
        states, whole = self._states()
        if nameless:
            form = forms.no_origin_all if nameless == total else forms.no_origin
            done.append(self._say(form, nameless))
        names = self.words.joined(self._names(in_order_of_kinds=total == 1 and whole))
        if total == 1 and whole:
            done.append(said(forms.of_state, origins=names, **states))
        elif self.origins:
            one = len(self.origins) == 1
            if nameless:
                of = forms.others_one_origin if one else forms.others_origins
            else:
                of = forms.one_origin if one else forms.origins
            number = self.words.number(len(self.origins))
            done.append(said(of.of(total - nameless), number=number, origins=names))
        done += self._unreviewed()
        done += self._one_texts()
        if states and not (total == 1 and whole):
            controlled = [c for c in self.cases if any(s.of_state for s in c.sources)]
            every = forms.state_all if whole else forms.state_part
            form = every if len(controlled) == total else forms.state_some
            done.append(self._say(form, len(controlled), **states))
        if len(self.origins) == 1 and not nameless and total > 1:
            done.append(self._say(forms.unconfirmed, total))
        if unnamed:
            form = forms.unnamed_all if unnamed == total else forms.unnamed
            done.append(self._say(form, unnamed))
        return sentences(*done)

    def _on_highlights(self, articles: Sequence[str]) -> Inlines:
        """Return whose summaries the items are: highlights hold views of their publisher."""
        found = [c for c in self.cases if c.article.id in articles and c.article.about.publisher]
        if not found:
            return ()
        publishers = _distinct(self.wording.publisher(c.article) for c in found)
        whose = self.words.joined(publishers)
        if len(found) == len(self.cases):
            return self._say(self.forms.highlights, len(found), publishers=whose)
        items = self.words.joined([f"[{self.wording.numbers[c.article.id]}]" for c in found])
        form = self.forms.highlights_some
        return self._say(form, len(found), publishers=whose, items=items)

    def _lead(self, *, named: bool) -> Inlines:
        """Return how many origins there are; ``named`` says that others have no name."""
        leads, count = self.forms.leads, len(self.origins)
        if not count:
            return said(leads.none)
        if count > 1 or self._nameless:
            return self._say(leads.several, count)
        if "interested-party" in self.shared:
            return said(leads.own_named if named else leads.own)
        return said(leads.one_named if named else leads.one)

    def _publisher(self, case: Case) -> str:
        if not case.article.about.publisher:
            return self.words.unnamed_publisher
        return self.wording.publisher(case.article, full=True)

    def _unreviewed(self) -> Iterator[Inlines]:
        named = _distinct(name for c in self.cases for name in c.unreviewed)
        owners = _distinct(name for c in self.cases for name in c.unknown_owners)
        unknown = [name for name in (*named, *owners) if name in self.origins]
        uncounted = [name for name in named if name not in self.origins]
        for form, names in ((self.forms.unreviewed, unknown), (self.forms.uncounted, uncounted)):
            if names:
                yield self._say(form, len(names), origins=self.words.joined(names))

    def _one_texts(self) -> Iterator[Inlines]:
        """Yield which articles are one text, but where all are: the classes of all say that."""
        for n, case in enumerate(self.cases):
            one, earlier = case.one_text, {c.article.id for c in self.cases[:n]}
            if one and not earlier & {*one.others} and len(one.others) + 1 < len(self.cases):
                yield self.wording.one_text(one, case.article.id)

    def _states(self) -> tuple[Mapping[str, str], bool]:
        """Return which kinds of which states stand behind articles, and whether nobody else does.

        Nothing is returned where no state stands behind any.
        """
        controlled = [c for c in self.cases if any(s.of_state for s in c.sources)]
        if not controlled:
            return {}, False
        found = {s.id: s for c in controlled for s in c.sources if s.of_state}.values()
        kinds = {
            "state-owned-enterprise": sum(s.state_owned for s in found),
            "state-media": sum(s.state_media for s in found),
            "state-controlled": sum(s.state_controlled for s in found),
        }
        states = _distinct(s.state or self.words.unknown_state for s in found)
        values = {
            "kinds": self.words.joined([self.forms.kinds[k].of(n) for k, n in kinds.items() if n]),
            "states": self.words.joined(states),
            "total": self.words.number(len(self.cases)),
        }
        named = any(c.unreviewed for c in self.cases)
        return values, all(s.of_state for c in controlled for s in c.sources) and not named

    def _warned(self, warning: Caveat) -> Inlines:
        """Return the gravest warning of a publisher, and where the others stand."""
        if len(self.cases) == 1:
            return warning.sentence
        article = self.wording.articles.get(warning.article)
        one = next(d for d in article.about.disclaimer if d.text == warning.offered)
        form = self.forms.warned_quoted if one.verbatim else self.forms.warned
        return sentences(
            said(
                form,
                publisher=self.wording.publisher(article),
                number=self.wording.numbers[warning.article],
                text=one.text if one.verbatim else continued(form, one.text),
            ),
            said(self.forms.other_warnings) if self._warnings > 1 else (),
        )

    def _gravest(self, caveats: Iterable[Caveat]) -> Caveat | None:
        """Return the warning that names most of what makes one grave; the first of equals."""
        warnings = [c for c in caveats if c.caveat == "disclaimer"]
        strict = [word.casefold() for word in self.words.strict_words]

        def gravity(caveat: Caveat) -> int:
            text = caveat.offered.casefold()
            return sum(word in text for word in strict)

        return max(warnings, key=gravity, default=None)


def _shared(caveats: Sequence[Caveat], total: int) -> Mapping[str, tuple[Caveat, ...]]:
    """Return the caveats, by class, that hold for every article in the same words."""
    by_class: dict[str, dict[str, Caveat]] = {}
    for caveat in caveats:
        if caveat.shared and caveat.part is None and not caveat.listed:
            by_class.setdefault(caveat.caveat, {})[caveat.article] = caveat
    return {
        name: (*found.values(),)
        for name, found in by_class.items()
        if len(found) == total and len({c.shared for c in found.values()}) == 1
    }


def _distinct(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))
