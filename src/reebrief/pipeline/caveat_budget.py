"""Hold a brief's caveats against the budget of its form: their share of the words, its marks."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reebrief.caveats.numbering import is_answer
from reebrief.diagnostics import Problem, Severity
from reebrief.document.annotated import AnnotatedBrief, Written
from reebrief.document.nodes import (
    CaveatLabel,
    CaveatNote,
    CaveatText,
    InlineExcerpt,
    Node,
    Section,
    Text,
)
from reebrief.document.sentences import word_count
from reebrief.document.traverse import plain, walk
from reebrief.pipeline.prepare import Prepared
from reebrief.templates.caveat_classes import CLAIM_CLASSES
from reebrief.templates.themes.models import BudgetModel

_LEAST = 150
"""Words of a brief of which a share says something: a draft of a few lines has not begun."""

_RESERVED = "keep the article's own words of reservation in the text: it then needs no mark"
_FEWER = {
    "scope-drift": "say what the text says, in a 'summary' of your own, or show it: 'show: full'",
    "unit": "leave out, in a 'summary' of your own, figures whose kind or period nobody says",
    "look-alike": "leave out, in a 'summary' of your own, figures that must not be added",
}
"""What makes fewer marks of a class; of all others, the words of reservation."""


@dataclass(frozen=True, slots=True)
class CaveatShare:
    """How much of a brief's pages are caveats.

    ``words`` are all that the pages show, without headers, page numbers and markings; ``caveats``
    those of them that are caveats; ``marks`` the most brackets with marks of claims on one page,
    without those of the key.
    """

    caveats: int
    marks: int
    words: int

    @property
    def share(self) -> float:
        """The share of the words that are caveats, from 0 to 1."""
        return self.caveats / max(1, self.words)

    @property
    def percent(self) -> int:
        """The share in percent."""
        return round(100 * self.share)

    def __str__(self) -> str:
        """Say it as ``check`` and ``render`` print it."""
        return f"caveats: {self.percent} % of words, most marks on a page: {self.marks}"


def figures(share: CaveatShare | None) -> dict[str, int | None]:
    """Return a share and its marks by the names that JSON has for them; None without pages."""
    return {
        "caveat_share": share.percent if share else None,
        "most_marks": share.marks if share else None,
    }


def caveat_share(prepared: Prepared, pdf: Written) -> CaveatShare:
    """Count the words of a brief that are caveats; ``pdf`` is the brief as PDF.

    Caveats are box, key, labels, marks, notes, running lines, and of the list of sources what
    articles are based on, warnings and owners. What the author answered there is the author's.
    """
    annotated = prepared.annotated
    sections = annotated.brief.sections
    texts = [*map(_text, walk([*sections, *annotated.notes])), *_based_on(sections, prepared)]
    marks = Counter(pdf.where[part] for part in _brackets(annotated) if part in pdf.where)
    return CaveatShare(
        sum(map(word_count, texts)) + pdf.foot_words, max(marks.values(), default=0), pdf.words
    )


def _brackets(annotated: AnnotatedBrief) -> Iterator[str]:
    """Yield the first mark of each bracket."""
    before = ""
    for node in walk(annotated.brief.sections):
        match node:
            case CaveatLabel(part=part, text=text) if part in annotated.keys:
                if f"{before}{text}".startswith("["):
                    yield part
            case _:
                pass
        before = node.text.strip() if isinstance(node, Text) else ""


def over_budget(prepared: Prepared, found: CaveatShare) -> Iterator[Problem]:
    """Yield a finding where a brief has more caveats than its budget, theme or form allows.

    What helps is never to take one away.
    """
    form, name = prepared.definition.form, prepared.definition.model.form
    theme = prepared.inputs.theme
    place = prepared.definition.place("form")
    own = prepared.definition.model.budget or BudgetModel()
    house = theme.budget or BudgetModel()
    most, whose = _first(
        (own.caveats, "the budget is"),
        (house.caveats, f"the theme '{theme.name}' has"),
        (round(100 * form.caveats), f"the form '{name}' should have"),
    )
    if found.percent > most and found.words >= _LEAST:
        what = f"{found.percent} % of the words are caveats; {whose} {most} %"
        hint = "say more of your own, show more of the articles, or choose fewer of them"
        yield Problem(what, place, hint, Severity.FINDING)
    marks, whose = _first(
        (own.marks, "the budget is"),
        (house.marks, f"the theme '{theme.name}' has"),
        (form.marks, f"the form '{name}' should have at most"),
    )
    if found.marks > marks:
        what = f"{found.marks} marks on a page; {whose} {marks}"
        yield Problem(what, place, _fewer_marks(prepared.annotated), Severity.FINDING)


def _fewer_marks(annotated: AnnotatedBrief) -> str:
    """Return what makes fewer of the marks that a brief has most of."""
    counts = Counter(
        caveat for part in _brackets(annotated) for caveat in CLAIM_CLASSES if f"-{caveat}." in part
    )
    return _FEWER.get(max(counts, key=counts.__getitem__, default=""), _RESERVED)


def _first(*budgets: tuple[int | None, str]) -> tuple[int, str]:
    """Return the first budget that is set, and whose it is; the form always has one."""
    return next((most, whose) for most, whose in budgets if most)


def _text(node: Node) -> str:
    match node:
        case CaveatLabel(text=text):
            return text
        case CaveatText(part=part) if not is_answer(part):
            return plain([node])
        case CaveatNote():
            return plain([node])
        case _:
            return ""


def _based_on(sections: Sequence[Section], prepared: Prepared) -> Iterator[str]:
    """Yield what the list of sources says of the origins of articles."""
    words = prepared.inputs.language.origins
    for section in sections:
        texts = [n for n in walk(section.blocks) if isinstance(n, Text | InlineExcerpt)]
        for text, origins in itertools.pairwise(texts):
            if isinstance(text, Text) and words in text.text and isinstance(origins, InlineExcerpt):
                yield f"{words} {plain(origins.inlines)}"
