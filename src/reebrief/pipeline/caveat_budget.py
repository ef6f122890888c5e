"""Hold a brief's caveats against the budget of its form: their share of the words, its marks."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reebrief.diagnostics import Problem, Severity
from reebrief.document.annotated import Written
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

_LEAST = 150
"""Words of a brief of which a share says something: a draft of a few lines has not begun."""


@dataclass(frozen=True, slots=True)
class CaveatShare:
    """How much of a brief's pages are caveats.

    ``share`` is that of words, without headers, page numbers and markings; ``marks`` the most marks
    of claims on one page, ``words`` all words of the brief.
    """

    share: float
    marks: int
    words: int

    @property
    def percent(self) -> int:
        """The share in percent."""
        return round(100 * self.share)


def caveat_share(prepared: Prepared, pdf: Written) -> CaveatShare:
    """Return the share of a brief's words that are caveats; ``pdf`` is the brief as PDF.

    Caveats are box, key, labels, marks, notes, the entries of the list of sources but for what they
    name, and the running lines.
    """
    annotated = prepared.annotated
    sections, notes = annotated.brief.sections, annotated.notes
    foot = pdf.foot_words
    total = sum(map(word_count, [plain(sections), *map(_text, notes)])) + foot
    said = [
        node for node in walk([*sections, *notes]) if isinstance(node, CaveatLabel | CaveatText)
    ]
    texts = [*map(_text, said), *map(_text, notes), *_based_on(sections, prepared)]
    caveats = sum(map(word_count, texts))
    return CaveatShare((caveats + foot) / max(1, total), pdf.marks, total)


def over_budget(prepared: Prepared, pdf: Written) -> Iterator[Problem]:
    """Yield a finding where a brief has more caveats than its budget, or its form's, allows.

    What helps is never to take one away.
    """
    form, name = prepared.definition.form, prepared.definition.model.form
    found = caveat_share(prepared, pdf)
    place = prepared.definition.place("form")
    budget = prepared.definition.model.budget
    own_share = budget.caveats if budget else None
    own_marks = budget.marks if budget else None
    most = own_share or round(100 * form.caveats)
    whose = "the budget is" if own_share else f"the form '{name}' should have"
    if found.percent > most and found.words >= _LEAST:
        what = f"{found.percent} % of the words are caveats; {whose} {most} %"
        hint = "say more of your own, show more of the articles, or choose fewer of them"
        yield Problem(what, place, hint, Severity.FINDING)
    marks = own_marks or form.marks
    whose = "the budget is" if own_marks else f"the form '{name}' should have at most"
    if found.marks > marks:
        what = f"{found.marks} marks on a page; {whose} {marks}"
        hint = "keep the article's own words of reservation in the text: it then needs no mark"
        yield Problem(what, place, hint, Severity.FINDING)


def _text(node: Node) -> str:
    match node:
        case CaveatLabel(text=text):
            return text
        case CaveatText() | CaveatNote():
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
