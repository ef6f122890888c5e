"""Figures whose unit, period or currency a reader must guess, or that were converted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from reebrief.analysis.claims.lexicon import ClaimWords
from reebrief.analysis.claims.phrase_matcher import PhraseMatch
from reebrief.analysis.claims.tokens import SentenceTokens
from reebrief.analysis.figures import Figure


class UnclearUnit(NamedTuple):
    """A figure that leaves the reader to guess, and what there is to ask.

    That is ``period``, ``rate`` or ``currency``, or else the unit that means more than one thing.
    """

    figure: Figure
    asks: str


def unclear(
    words: SentenceTokens,
    uses: Mapping[tuple[str, str], Sequence[PhraseMatch]],
    figures: Sequence[Figure],
    lists: ClaimWords,
) -> tuple[UnclearUnit, ...]:
    """Return the figures of a sentence that leave the reader to guess.

    ``uses`` are the phrases found in the sentence, by section and key.
    """
    where = {key: found for (section, key), found in uses.items() if section == "unit"}
    timed = "periods" in where or not {*words.folded}.isdisjoint(lists.unit.stocks)

    def asked(number: int, figure: Figure) -> str:
        if unit := _ambiguous(figure, words, lists):
            return unit
        if _converted(number, figures, words, lists):
            return "rate"
        if not timed and _without_period(figure, words, where, lists):
            return "period"
        return "currency" if _without_currency(figure, words, where, lists) else ""

    found = (UnclearUnit(figure, asked(number, figure)) for number, figure in enumerate(figures))
    return tuple(one for one in found if one.asks)


def _ambiguous(figure: Figure, words: SentenceTokens, lists: ClaimWords) -> str:
    """Return the unit that means more than one thing, where nothing beside it says which."""
    parts = [part.removesuffix("s") for part in figure.text.lower().replace("-", " ").split()]
    unit = next((part for part in parts if part in lists.unit.ambiguous), "")
    after = words.at(figure.end)
    near = {*figure.text.lower().replace("-", " ").split(), *words.raw[after : after + 1]}
    return unit if near.isdisjoint(lists.unit.exact) else ""


def _is_money(figure: Figure, words: SentenceTokens, lists: ClaimWords) -> bool:
    """Say whether a figure is a sum: some currencies stand after it as an ordinary noun."""
    after = words.at(figure.end)
    named = {figure.measure, *words.folded[after : after + 1]} if not figure.unit else {figure.unit}
    return figure.measure in lists.figures.currencies or not named.isdisjoint(lists.unit.currencies)


def _converted(
    number: int, figures: Sequence[Figure], words: SentenceTokens, lists: ClaimWords
) -> bool:
    """Say whether a sum stands beside its conversion into another currency."""
    pairs = [p for p in (figures[number - 1 : number + 1], figures[number : number + 2]) if p]
    return any(len(pair) == 2 and _pair(pair[0], pair[1], words, lists) for pair in pairs)


def _pair(one: Figure, two: Figure, words: SentenceTokens, lists: ClaimWords) -> bool:
    if (
        not (_is_money(one, words, lists) and _is_money(two, words, lists))
        or one.measure == two.measure
    ):
        return False
    between = words.folded[words.at(one.end) : words.at(two.start)]
    return bool(between) and set(between) <= {*lists.unit.converted, *lists.unit.currencies}


def _without_period(
    figure: Figure,
    words: SentenceTokens,
    where: Mapping[str, Sequence[PhraseMatch]],
    lists: ClaimWords,
) -> bool:
    """Say whether an amount is one of each period, and the period is not said."""
    if figure.period:
        return False
    at, after = words.at(figure.start), words.at(figure.end)
    if _is_money(figure, words, lists):
        return _ends_at(at, where.get("pay", ()))
    if figure.measure not in lists.unit.rated:
        return False
    follows = any(found.first == after for found in where.get("rates_after", ()))
    return follows or _ends_at(at, where.get("rates", ()))


def _without_currency(
    figure: Figure,
    words: SentenceTokens,
    where: Mapping[str, Sequence[PhraseMatch]],
    lists: ClaimWords,
) -> bool:
    """Say whether a number stands where a sum is named, without a currency."""
    return (
        not figure.unit
        and not _is_money(figure, words, lists)
        and _ends_at(words.at(figure.start), where.get("sums", ()))
    )


def _ends_at(at: int, phrases: Iterable[PhraseMatch]) -> bool:
    """Say whether one of the phrases ends before a figure, or with its number."""
    return any(found.last - 1 <= at <= found.last for found in phrases)
