"""Choose a text by number: a form for one, one for two where a language has it, one for several."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from pydantic import AfterValidator, Field

from reebrief.project.validation import Model, naming

COUNT = ("number", "Number")
"""A count that any sentence of the source statement may name, in words, within or at its start."""


def both_forms(value: Any) -> Any:
    """Read one text as the form for one and for several."""
    return {"one": value, "other": value} if isinstance(value, str) else value


class Plural(Model):
    """A text for one and for several; for two where a language has words for both."""

    one: str = Field(min_length=1)
    two: str | None = Field(default=None, min_length=1)
    other: str = Field(min_length=1)

    def of(self, number: int) -> str:
        """Return the form for a number."""
        if number == 2 and self.two:
            return self.two
        return self.one if number == 1 else self.other

    @property
    def forms(self) -> tuple[str, ...]:
        """All forms there are."""
        return tuple(filter(None, (self.one, self.two, self.other)))


def forms_naming(*names: str, must: Collection[str]) -> AfterValidator:
    """Return what checks that every form of a sentence names facts, and no others than these."""
    check = naming(*names, must=must).func

    def checked(plural: Plural) -> Plural:
        for text in plural.forms:
            check(text)  # type: ignore[call-arg]  # a validator of one argument
        return plural

    return AfterValidator(checked)


def counted(*names: str, also: Collection[str] = ()) -> AfterValidator:
    """Return what checks the forms of a sentence that must name facts, and may name a count."""
    return forms_naming(*COUNT, *names, *also, must=names)
