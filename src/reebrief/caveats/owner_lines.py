"""Write who owns whom: a line for each source behind which a state stands, each fact once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reebrief.caveats.bold_words import said
from reebrief.caveats.wording import Caveat, Wording, class_of, within_line
from reebrief.corpus.source import Source
from reebrief.corpus.source_models import Fact
from reebrief.document.nodes import Inlines
from reebrief.templates.caveat_classes import SOURCE_CLASSES

_KEYS = ("owner", "state", "funding", "governing", "editorial_control")
_LISTED = ("funding", "governing", "editorial_control")


@dataclass(frozen=True, slots=True)
class OwnerLine:
    """A line on a source, by a name of its own, and the caveats that it gives the facts of."""

    name: str
    inlines: Inlines
    says: tuple[Caveat, ...]


def owner_lines(
    caveats: Sequence[Caveat], named: Sequence[str], wording: Wording
) -> Iterator[OwnerLine]:
    """Yield the lines: sources of a state, what is the same of all of them, unreviewed ones.

    An origin has its line too where the box has ``named`` it.
    """
    of_state = [c for c in caveats if c.caveat in SOURCE_CLASSES and c.sources]
    about: dict[str, list[Caveat]] = {}
    sources: dict[str, Source] = {}
    for caveat in of_state:
        for source in caveat.sources:
            origin = source.origin
            for one in (source, *((origin,) if origin.name in named else ())):
                if one.of_state:
                    sources.setdefault(one.id, one)
                    about.setdefault(one.id, []).append(caveat)
    same = _same(sources.values(), wording)
    for source in sources.values():
        inlines = _line(source, same, wording)
        yield OwnerLine(source.id, inlines, (*about[source.id],))
    if same:
        facts = "; ".join(same.values())
        forms = wording.caveat_words.owners
        form = (forms.both if len(sources) == 2 else None) or forms.all
        inlines = said(form, facts=facts)
        yield OwnerLine("all", inlines, (*of_state,))
    unreviewed: dict[Inlines, list[Caveat]] = {}
    for caveat in caveats:
        if caveat.caveat in {"unreviewed-source", "unreviewed-publisher"}:
            for note in caveat.notes if _is_named(caveat) else ():
                unreviewed.setdefault(note, []).append(caveat)
    for note, of in unreviewed.items():
        yield OwnerLine("unreviewed", note, (*of,))


def listed_lines(sources: Iterable[Source], wording: Wording) -> Iterator[OwnerLine]:
    """Yield a line for each source of no state that a state funds or governs by a list.

    It bears no caveat, as the list calls it independent; that a state pays for it is said.
    """
    for source in sources:
        facts = [(key, fact) for key in _LISTED if (fact := source.about.facts.get(key))]
        if source.of_state or not any(key != "editorial_control" and f.list for key, f in facts):
            continue
        told = "; ".join(_said(key, fact.value, [fact], wording) for key, fact in facts)
        inlines = said(wording.caveat_words.owners.listed, source=source.name, facts=told)
        yield OwnerLine(source.id, inlines, ())


def _is_named(caveat: Caveat) -> bool:
    """Say whether somebody is named whom nobody reviewed: of no origin nothing can be said."""
    return caveat.caveat != "unreviewed-source" or not caveat.sentence


def _facts(source: Source) -> Iterator[tuple[str, str | None, Fact | None]]:
    """Yield each fact on a source: its key, its value, and what it rests on."""
    values = {"owner": source.owner, "state": source.state}
    for key in _KEYS:
        fact: Fact | None = getattr(source.about, key)
        if key == "editorial_control" and fact is None and not source.state_media:
            continue
        if key == "governing" and fact is None:
            continue
        yield key, values.get(key) or (fact.value if fact else None), fact


def _same(sources: Iterable[Source], wording: Wording) -> Mapping[str, str]:
    """Return what is said of all sources together, by key: facts with one value for all."""
    found: dict[str, list[tuple[str | None, Fact | None]]] = {}
    count = 0
    for source in sources:
        count += 1
        for key, value, fact in _facts(source):
            found.setdefault(key, []).append((value, fact))
    return {
        key: _said(key, facts[0][0], [fact for _, fact in facts if fact], wording)
        for key, facts in found.items()
        if count > 1 and len(facts) == count and len({value for value, _ in facts}) == 1
    }


def _line(source: Source, same: Mapping[str, str], wording: Wording) -> Inlines:
    own = [
        _said(key, value, [fact] if fact else [], wording)
        for key, value, fact in _facts(source)
        if key not in same
    ]
    words = wording.caveat_words
    label = within_line(words.classes[class_of(source)].label)
    form = words.owners.line if own else words.owners.line.replace("; {facts}", "")
    return said(form, source=source.name, kind=label, facts="; ".join(own))


def _said(key: str, value: str | None, facts: Sequence[Fact], wording: Wording) -> str:
    form: str = getattr(wording.caveat_words.owners, key)
    fact = value or wording.caveat_words.not_established
    if facts:
        fact = f"{fact} ({wording.rests_on(facts)})"
    return form.format(fact=fact)
