"""Hold what two editions of a brief are compared by: one edition, as plain data.

It travels in the manifest of Word and PDF files and in ``editions/NAME-DATE.json``, so that any
two editions can be compared, whatever became of the project since.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from reebrief.briefs.inputs import BriefInputs
from reebrief.briefs.models.brief import BriefModel
from reebrief.briefs.models.grade import Grade
from reebrief.corpus.articles import Article
from reebrief.document.annotated import CaveatFact
from reebrief.document.manifest import canonical, digest
from reebrief.document.sentences import spans
from reebrief.editions.author_texts import author_texts
from reebrief.templates.caveat_classes import CLAIM_CLASSES

Grades = Mapping[str, str]
"""A grade as its keys and values: likelihood, confidence, source, information, reason …"""


_OF_CLAIMS = frozenset(CLAIM_CLASSES) - {"contradicted"}
"""Classes that hold for single claims: which of these are said depends on what is shown of them."""


@dataclass(frozen=True, slots=True)
class ShownArticle:
    """An article that an edition shows as an item.

    ``content`` is the hash of its title, date, publisher and text; ``figures`` are its sentences
    that hold a figure.
    """

    title: str
    published: str
    content: str
    figures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One edition of a brief, as far as its readers care whether it changed.

    ``articles`` are its items in order, by id. ``texts`` are the author's as they are typed, by
    their path (``judgements.0.text``), ``grades`` those given, by theirs. ``values`` are figures
    and dates that stand alone, in charts, rows and asks, by what they are of. ``caveats`` are the
    classes that hold for an article as a whole, or that contradict it, ``waived`` who waived one
    and why, by article and class. ``sources`` are hashes of the entries of the registry that it
    rests on, by id. ``previous`` is the name of the edition before, ``""`` for a first one.
    """

    brief: str
    date: str
    title: str
    number: str = ""
    previous: str = ""
    articles: Mapping[str, ShownArticle] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    grades: Mapping[str, Grades] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
    caveats: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    waived: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)

    @property
    def named(self) -> str:
        """The edition as a reader knows it: its number, else its brief, and its date."""
        return f"{self.number or self.brief} of {self.date}"

    def as_data(self) -> dict[str, Any]:
        """Return the edition as JSON has it, without what is empty."""
        return {key: value for key, value in asdict(self).items() if value}


def snapshot(inputs: BriefInputs, facts: Iterable[CaveatFact]) -> Snapshot:
    """Take the snapshot of a brief, of which the facts are those that its caveats say."""
    model = inputs.definition.model
    caveats: dict[str, list[str]] = {}
    for fact in facts:
        if fact.caveat in _OF_CLAIMS:
            continue
        caveats.setdefault(fact.article, []).append(fact.caveat)
    return Snapshot(
        brief=inputs.definition.name,
        date=inputs.date.isoformat(),
        title=model.title,
        number=model.number or "",
        previous=model.previous or "",
        articles={one.id: _shown(one) for one in inputs.chosen},
        texts={dotted(path): text for path, text in author_texts(model)},
        grades=_grades(model),
        values=_values(model),
        caveats={name: (*dict.fromkeys(classes),) for name, classes in caveats.items()},
        waived={f"{w.article} {w.caveat}": f"{w.who}: {w.why}" for w in model.waivers},
        sources=_sources(inputs),
    )


def of_data(data: Any) -> Snapshot:
    """Return the snapshot that ``as_data`` gave. Raises ValueError where it is none."""
    if not isinstance(data, dict) or not all(isinstance(key, str) for key in data):
        raise ValueError("no edition")
    try:
        articles = {
            str(name): ShownArticle(
                str(one["title"]),
                str(one["published"]),
                str(one["content"]),
                tuple(map(str, one["figures"])),
            )
            for name, one in data.get("articles", {}).items()
        }
        caveats = {str(k): tuple(map(str, v)) for k, v in data.get("caveats", {}).items()}
        plain = {
            key: {str(k): str(v) for k, v in data.get(key, {}).items()}
            for key in ("texts", "values", "waived", "sources")
        }
        grades = {
            str(path): {str(k): str(v) for k, v in grade.items()}
            for path, grade in data.get("grades", {}).items()
        }
        brief, date, title = (str(data[key]) for key in ("brief", "date", "title"))
    except (KeyError, TypeError, AttributeError):
        raise ValueError("no edition") from None
    return Snapshot(
        brief=brief,
        date=date,
        title=title,
        number=str(data.get("number", "")),
        previous=str(data.get("previous", "")),
        articles=articles,
        texts=plain["texts"],
        grades=grades,
        values=plain["values"],
        caveats=caveats,
        waived=plain["waived"],
        sources=plain["sources"],
    )


def dotted(path: Iterable[str | int]) -> str:
    """Return a path as text: ``judgements.0.text``."""
    return ".".join(map(str, path))


def _shown(article: Article) -> ShownArticle:
    about, lines = article.about, [text for text, _ in article.lines]
    published = str(about.published or "")
    content = canonical([about.title, published, about.publisher, lines])
    figures = (
        " ".join(line[start:end].split())
        for line in lines[1:]
        for start, end in spans(line)
        if any(map(str.isdecimal, line[start:end]))
    )
    return ShownArticle(
        about.title, published, digest(content.encode())[:16], (*dict.fromkeys(figures),)
    )


def _grades(model: BriefModel) -> dict[str, Grades]:
    found: dict[str, Grade | None] = {
        f"judgements.{n}": one.grade for n, one in enumerate(model.judgements)
    }
    found |= {f"items.each.{name}": one.grade for name, one in model.items.each.items()}
    return {
        path: {key: str(value) for key, value in grade.model_dump(exclude_none=True).items()}
        for path, grade in found.items()
        if grade
    }


def _values(model: BriefModel) -> dict[str, str]:
    """Return figures and dates that stand alone, by what they are of: places may change."""
    done: dict[str, str] = {}
    if model.ask:
        done[f"ask: {model.ask.of}"] = model.ask.by
    for chart in model.charts:
        for row in chart.rows:
            for n, one in enumerate(row.values):
                series = chart.series[n] if n < len(chart.series) else ""
                name = ", ".join(filter(None, [row.label, series]))
                done[f"{chart.caption}: {name}"] = one.value or ""
        for event in chart.events:
            done[f"{chart.caption}: {event.label}"] = event.date
    for action in model.matrix.own if model.matrix else ():
        first = next(iter(action.cells.values()), "")
        for key in ("date", "horizon"):
            if getattr(action, key):
                done[f"{first}: {key}"] = str(getattr(action, key))
    return done


def _sources(inputs: BriefInputs) -> dict[str, str]:
    """Return hashes of the entries of the registry that the brief's articles rest on."""
    names = [name for one in inputs.chosen for name in (*one.origins, one.about.publisher or "")]
    found = filter(None, map(inputs.registry.find, names))
    every = {one.id: one for source in found for one in (source, *source.owners)}
    entries = inputs.registry.file.data["sources"] if every else {}
    return {
        name: digest(canonical(entries[name]).encode())[:16]
        for name in sorted(every)
        if name in entries
    }
