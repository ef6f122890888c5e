"""Doubt figures of several articles that look alike and invite adding up."""

from __future__ import annotations

from collections.abc import Mapping, Set

from reebrief.analysis.claims import ClaimWords
from reebrief.analysis.figures import figures
from reebrief.analysis.lookalikes import alike
from reebrief.caveats.doubts import Doubt, Doubts, values
from reebrief.diagnostics import Place

_TO_ADD = 2
"""Figures that a brief shows, at least, for somebody to add them up."""


def find_alike(
    doubts: Mapping[str, Doubts],
    words: ClaimWords,
    known: Set[tuple[str, tuple[str, str]]],
    shown: str,
) -> None:
    """Cast the doubt of look-alikes on figures of several articles that invite merging.

    ``known`` are those that are one quantity, and ``shown`` is the brief's text, and what it has
    calculated: a figure that it shows without another that looks like it invites nobody.
    """
    seen = {value for figure in figures(shown, words.figures) for value in values(figure)}
    texts = [(article_id, text) for article_id, one in doubts.items() for text, _ in one.lines]
    for group in alike(texts, words.figures):
        if all((article_id, figure.key) in known for article_id, figure in group.figures):
            continue
        if len({figure.value for _, figure in group.figures} & seen) < _TO_ADD:
            continue
        by = ", ".join(dict.fromkeys(figure.text for _, figure in group.figures))
        for article_id, figure in group.figures:
            file = doubts[article_id].article.file.name
            doubts[article_id].doubt(figure, Doubt("look-alike", by, Place(file)))
