"""The words by which figures of two articles are known as the same quantity, or as others."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from reebrief.analysis.figures.lexicon import alternatives
from reebrief.project.validation import Filled, Model


def _listed(value: Any) -> Any:
    """Read words with commas between them as a list."""
    return tuple(word.strip() for word in value.split(",")) if isinstance(value, str) else value


Listed = Annotated[tuple[Filled, ...], BeforeValidator(_listed), Field(min_length=1)]
"""Words or phrases, in a list or in one line with commas between them."""


class ComparisonWords(Model):
    """The words by which figures of two articles are known as the same quantity, or as others."""

    generic: Listed = Field(("the",), description="Names that many bear: Group, Rare, Ministry.")
    last_year: Listed = Field(("last year",), description="Words for the year before.")
    kinds: tuple[dict[Filled, Listed], ...] = Field(
        (),
        description="Groups of what a figure may be of, each with its words; the first is of what "
        "is not yet so.",
    )

    @cached_property
    def last_year_pattern(self) -> re.Pattern[str]:
        """What finds the words for the year before."""
        return re.compile(rf"\b(?:{alternatives(self.last_year)})\b", re.IGNORECASE)

    def kinds_of(self, sentence: str) -> tuple[frozenset[str], ...]:
        """Return, by group, what the words of a sentence say that its figures are of."""
        text = _spaced(sentence)
        return tuple(
            frozenset(name for name, forms in group if any(form in text for form in forms))
            for group in self._forms
        )

    @cached_property
    def _forms(self) -> tuple[tuple[tuple[str, tuple[str, ...]], ...], ...]:
        """The words as they are looked for: ninety patterns would take longer to make."""
        return tuple(
            tuple((name, tuple(map(_spaced, words))) for name, words in group.items())
            for group in self.kinds
        )


def _spaced(text: str) -> str:
    """Return the words of a text in small letters, a space before, between and after them."""
    words = re.findall(r"[^\W_]+", text.casefold())
    return f" {' '.join(words)} "
