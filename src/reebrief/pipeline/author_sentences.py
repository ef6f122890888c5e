"""Read the author's texts sentence by sentence, each with the articles that it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeGuard

from reebrief.briefs import BriefDefinition
from reebrief.briefs.inputs import BriefInputs
from reebrief.briefs.models.brief import BriefModel
from reebrief.briefs.models.grade import Grade
from reebrief.compose import Composed
from reebrief.compose.context import OwnText, Path
from reebrief.diagnostics import Place
from reebrief.document.nodes import (
    Blocks,
    Cite,
    Heading,
    Inlines,
    LineBreak,
    Paragraph,
    Provenance,
    Text,
)
from reebrief.document.sentences import spans
from reebrief.document.traverse import walk
from reebrief.project.dates import published

_BEFORE_MARK = re.compile(r"\s([.,;:!?…])(?!\S)")
"""What a citation that is left out leaves before the mark behind it."""

_TEMPLATES = "templates/"
"""Where a project's own templates stand."""


@dataclass(frozen=True, slots=True)
class AuthorSentence:
    """A sentence of the author: its words without citations, and where it stands.

    ``path`` are the keys of its text in the definition, none for a text of a template; ``place`` is
    its line. ``cited`` are the
    articles that it cites itself, ``implied`` those that its text is bound to: of a comment the
    item's article, of a cell of the matrix what its row rests on.
    """

    text: str
    path: Path
    place: Place
    cited: tuple[str, ...]
    implied: tuple[str, ...]

    @property
    def articles(self) -> tuple[str, ...]:
        """The articles that must hold what it states."""
        return tuple(dict.fromkeys((*self.cited, *self.implied)))


def author_sentences(inputs: BriefInputs, composed: Composed) -> Iterator[AuthorSentence]:
    """Yield the sentences of a brief's author: title, texts, charts, and own templates."""
    definition, sources = inputs.definition, composed.brief.sources
    for key in ("title", "subtitle"):
        text = getattr(definition.model, key)
        if text:
            yield AuthorSentence(text, (key,), definition.place(key), (), sources)
    yield from _of_texts(definition, composed.own)
    yield from _of_charts(inputs)
    yield from _of_waivers(definition)
    yield from _of_reasons(definition, composed.own)
    for section in composed.brief.sections:
        for node in walk(section.blocks):
            if isinstance(node, Paragraph) and _of_template(node.provenance):
                at = Place(node.provenance.file, node.provenance.line)
                for text, names in _sentences(node.inlines):
                    yield AuthorSentence(text, (), at, names, ())


def _of_charts(inputs: BriefInputs) -> Iterator[AuthorSentence]:
    """Yield what is said of charts besides their captions: instead of them, of rows, of events."""
    definition = inputs.definition
    for n, chart in enumerate(definition.model.charts):
        if chart.alt:
            path: Path = ("charts", n, "alt")
            yield AuthorSentence(chart.alt, path, definition.place(*path), (), chart.articles)
        for m, row in enumerate(chart.rows):
            path = ("charts", n, "rows", m, "label")
            named = [one.source for one in row.values if one.source]
            sources = (*named, *filter(None, [row.source or chart.source]))
            yield AuthorSentence(row.label, path, definition.place(*path), (), sources)
        for m, event in enumerate(chart.events):
            path = ("charts", n, "events", m, "date")
            day = inputs.language.published(published(event.date))
            source = event.source or chart.source
            bound = (source,) if source else ()
            yield AuthorSentence(f"{day}: {event.label}", path, definition.place(*path), (), bound)


def _of_waivers(definition: BriefDefinition) -> Iterator[AuthorSentence]:
    """Yield who waives a caveat, and why: the list of sources prints both."""
    for n, waiver in enumerate(definition.model.waivers):
        for key in ("who", "why"):
            path: Path = ("waivers", n, key)
            yield from _plain(getattr(waiver, key), path, definition, (waiver.article,))


def _of_reasons(
    definition: BriefDefinition, own: Mapping[Path, OwnText]
) -> Iterator[AuthorSentence]:
    """Yield the reasons of grades: of a judgement they rest on what it cites, else on its item."""
    model = definition.model
    graded: list[tuple[Path, Grade | None, tuple[str, ...]]] = [
        (("items", "each", name), item.grade, (name,)) for name, item in model.items.each.items()
    ]
    for n, judgement in enumerate(model.judgements):
        at: Path = ("judgements", n)
        texts = (text for path, text in own.items() if path[:2] == at)
        graded.append((at, judgement.grade, tuple(c for t in texts for c in _cited(t.nodes))))
    for at, grade, articles in graded:
        if grade is not None:
            yield from _plain(grade.reason, (*at, "grade", "reason"), definition, articles)


def _plain(
    text: str, path: Path, definition: BriefDefinition, articles: tuple[str, ...]
) -> Iterator[AuthorSentence]:
    """Yield the sentences of a text without Markdown, which rests on articles by its place."""
    for start, end in spans(text):
        words = " ".join(text[start:end].split())
        yield AuthorSentence(words, path, definition.place(*path), (), articles)


def _of_template(at: Provenance | None) -> TypeGuard[Provenance]:
    """Say whether a block stands in a template of the project's own."""
    return at is not None and at.article is None and at.file.startswith(_TEMPLATES)


def _of_texts(definition: BriefDefinition, own: Mapping[Path, OwnText]) -> Iterator[AuthorSentence]:
    cited = {path: tuple(_cited(text.nodes)) for path, text in own.items()}
    for path, text in own.items():
        if path[0] == "matrix" and path[1] in {"own", "each"} and "cells" not in path:
            continue  # who is to act until when, and at which cost, is the author's proposal
        implied = (*_implied(definition.model, path), *_of_row(path, cited))
        at, last = definition.place(*path), -1
        for words, names in (found for line in _lines(text.nodes) for found in _sentences(line)):
            last = max(text.raw.find(words.partition(" ")[0], last + 1), last)
            place = at.within(text.raw, max(last, 0))
            yield AuthorSentence(words, path, place, names, tuple(dict.fromkeys(implied)))


def _cited(nodes: Blocks | Inlines) -> Iterator[str]:
    return (node.article for node in walk(nodes) if isinstance(node, Cite))


def _lines(nodes: Blocks | Inlines) -> Iterator[Inlines]:
    """Yield each line of a text; a text that is one line is one."""
    found = [node.inlines for node in walk(nodes) if isinstance(node, Paragraph | Heading)]
    yield from found or [nodes]  # type: ignore[list-item]  # no block among them: inlines


def _sentences(inlines: Inlines) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the sentences of a line, each with the articles that it cites.

    A citation behind a sentence's stop belongs to that sentence.
    """
    text, marks = "", list[tuple[int, str]]()
    for node in walk(inlines):
        if isinstance(node, Text):
            text += node.text
        elif isinstance(node, LineBreak):
            text += " "
        elif isinstance(node, Cite):
            marks.append((len(text), node.article))
    found = [*spans(text)]
    names: list[list[str]] = [[] for _ in found]
    for at, name in marks:
        n = next((n for n, (start, end) in enumerate(found) if start <= at < end), len(found) - 1)
        names[n].append(name)
    for (start, end), cited in zip(found, names, strict=True):
        words = _BEFORE_MARK.sub(r"\1", " ".join(text[start:end].split()))
        if words:
            yield words, tuple(dict.fromkeys(cited))


def _implied(model: BriefModel, path: Path) -> Iterator[str]:
    """Yield the articles that a text is bound to by its place."""
    match path:
        case ("items", "each", str(article), *_):
            yield article
        case ("matrix", *rest) if model.matrix is not None:
            match rest:
                case ["own", int(n), *_]:
                    yield from model.matrix.own[n].evidence
                case ["each", str(row), *_]:
                    yield from model.matrix.each[row].evidence
                    yield from model.matrix.articles
                case _:
                    yield from model.matrix.articles
        case ("charts", int(n), *_):
            yield from model.charts[n].articles
        case _:
            pass


def _of_row(path: Path, cited: Mapping[Path, tuple[str, ...]]) -> Iterator[str]:
    """Yield what the other cells of an own row of the matrix cite."""
    if path[:2] == ("matrix", "own"):
        yield from (
            name for other, names in cited.items() if other[:3] == path[:3] for name in names
        )
