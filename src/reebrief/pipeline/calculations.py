"""Recompute what an author calculated of figures of articles."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from reebrief.analysis import support
from reebrief.analysis.support import ArticleText, Reading
from reebrief.analysis.support.fit import amount, as_typed
from reebrief.analysis.support.quantities import Quantity, quantities
from reebrief.briefs.models.answers import CalculatedModel, Operand, Operation
from reebrief.caveats.doubts import Doubts
from reebrief.diagnostics import known

_OF: Mapping[Operation, Callable[[Sequence[Fraction]], Fraction]] = {
    "sum": lambda given: sum(given, Fraction(0)),
    "difference": lambda given: given[0] - given[1],
    "share": lambda given: 100 * given[0] / given[1],
    "ratio": lambda given: given[0] / given[1],
    "convert": lambda given: given[0] * given[1],
}


class CalculationError(ValueError):
    """A calculation that cannot be right: what is wrong and, after ``;``, a hint."""


@dataclass(frozen=True, slots=True)
class Calculator:
    """Recomputes calculations of figures of the articles of one brief."""

    articles: Mapping[str, ArticleText]
    doubts: Mapping[str, Doubts]
    reading: Reading

    def check(self, model: CalculatedModel) -> Quantity:
        """Return the result of a calculation as a quantity.

        Raises CalculationError where a figure is not one, is not cited or not in its article, where
        units are of different kinds, where figures that look alike are added, or where the result
        is another.
        """
        result = self._quantity(model.result)
        if model.operation == "convert":
            given = [self._cited(model.operands[0]), self._quantity(model.typed[1])]
        else:
            given = [self._cited(operand) for operand in model.operands]
            self._one_kind(given, model.typed)
        if model.operation == "sum":
            self._look_alike(given, model)
        if model.operation in {"share", "ratio"} and not given[1].low:
            raise CalculationError("a part of nothing; divide by another figure")
        measured = as_typed if model.operation == "convert" else amount
        right = _OF[model.operation]([measured(one) for one in given])
        units = self._units(model.operation, given, result)
        if result.measure.isdisjoint(units) and "" not in result.measure:
            raise CalculationError(
                f"'{model.result}' is in another unit than a {model.operation} of these figures"
            )
        exact = right * _written(result) / measured(result) if measured(result) else right
        if not _rounded(exact, result):
            shown = f"{float(exact):,.6g}"
            raise CalculationError(
                f"the {model.operation} is {shown}, not '{model.result}'; correct one of the two"
            )
        return result

    def _quantity(self, text: str) -> Quantity:
        found = [*quantities(text, self.reading)]
        if len(found) != 1 or found[0].low != found[0].high:
            raise CalculationError(f"'{text}' is not one figure; type it as '11,200 tons'")
        return found[0]

    def _cited(self, operand: Operand) -> Quantity:
        """Read a figure with its article, which must have it."""
        figure, name = operand
        if name is None:
            raise CalculationError(f"'{figure}' names no article; type 'FIGURE @article-id'")
        article = self.articles.get(name)
        if article is None:
            hint = known(name, self.articles, kind="articles of this brief")
            raise CalculationError(f"'{name}' is not in this brief; {hint}")
        stated = support.assertions(figure, self.reading)
        if len(stated) != 1:
            raise CalculationError(f"'{figure}' is not one figure; type it as '400 tons'")
        held = support.held_against(stated[0], [article])
        if held.fault not in {"", "bound"}:
            near = f"type what it says, for example '{held.passage}'" if held.passage else ""
            raise CalculationError(f"'{name}' does not state '{figure}'; {near}")
        return self._quantity(figure)

    def _one_kind(self, given: Sequence[Quantity], texts: Sequence[str]) -> None:
        first = given[0]
        for one, text in zip(given[1:], texts[1:], strict=True):
            periods = {first.figure.period, one.figure.period} - {""}
            if first.measure.isdisjoint(one.measure) or len(periods) > 1:
                what = f"'{texts[0]}' and '{text}' are of different kinds"
                raise CalculationError(f"{what}; calculate with figures of one unit and period")

    def _look_alike(self, given: Sequence[Quantity], model: CalculatedModel) -> None:
        """Refuse a sum of figures that look alike and belong to different things."""
        marked = []
        for one, (_, article), typed in zip(given, model.operands, model.typed, strict=True):
            doubts = self.doubts[article or ""].on(one.figure)
            if any(doubt.caveat == "look-alike" for doubt in doubts):
                marked.append(typed)
        if len(marked) > 1:
            what = f"{' and '.join(map(repr, marked))} look alike and do not add up"
            raise CalculationError(f"{what}; say each by itself")

    def _units(
        self, operation: Operation, given: Sequence[Quantity], result: Quantity
    ) -> frozenset[str]:
        match operation:
            case "share":
                return frozenset({self.reading.figures.percent})
            case "ratio":
                return frozenset({self.reading.figures.times, ""})
            case "convert":
                return result.measure
            case _:
                return given[0].measure


def _written(result: Quantity) -> Fraction:
    """Return a figure's number as it is written, 1 where that is 0."""
    return Fraction(result.figure.value) or Fraction(1)


def _rounded(exact: Fraction, result: Quantity) -> bool:
    """Say whether a result is the right one, or that rounded to the digits it is written with.

    Zeros at the end of a whole number are no digits of it: 23,000 may stand for 23,200.
    """
    written = Fraction(result.figure.value)
    if written in {0, exact}:
        return written == exact
    digits = max(len(re.sub(r"\D", "", result.figure.value).strip("0")), 2)
    size = math.floor(math.log10(abs(written)))
    return 2 * abs(exact - written) <= Fraction(10) ** (size - digits + 1)
