"""Numbers in a text, in digits and in words: a range is one number, and so is "nine of ten"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import zip_longest

from reebrief.analysis.figures.lexicon import FigureWords


@dataclass(frozen=True, slots=True)
class Number:
    """A number, with a unit where it brings one of its own: a part, a sum of money.

    ``amount`` times ``scale`` is what it amounts to, ``high`` the upper end of a range. ``digits``
    is how it is written, empty for words. ``unit_after`` is where a unit may follow.
    """

    start: int
    end: int
    amount: Fraction
    unit_after: int
    scale: Fraction = Fraction(1)
    unit: str = ""
    digits: str = ""
    high: Fraction | None = None

    @property
    def value(self) -> str:
        """The number as a plain decimal or a fraction; a range as two."""
        low = _plain(self.amount * self.scale)
        return low if self.high is None else f"{low}–{_plain(self.high)}"

    @property
    def year(self) -> bool:
        """Whether it is written as a year is."""
        return self.scale == 1 and len(self.digits) == 4 and 1800 <= self.amount < 2200


def numbers(text: str, words: FigureWords) -> Iterator[Number]:
    """Yield the numbers of a text in its order."""
    patterns = words.patterns
    found = [_of_digits(text, m, words) for m in patterns.digits.finditer(text)]
    spoken = [n for m in patterns.spoken.finditer(text) for n in _of_words(text, m, words)]
    if spoken:
        found = sorted([*found, *spoken], key=lambda number: number.start)
    return _joined(text, found, words)


def _of_digits(text: str, found: re.Match[str], words: FigureWords) -> Number:
    start, end = found.span()
    digits = found[0].removesuffix(found["after"] or "")
    plain = re.sub(rf"[{re.escape(words.group)}\s]", "", digits)
    amount = Fraction(plain.replace(words.decimal, "."))
    unit, scale = "", Fraction(1)
    before = None if start == 0 else words.patterns.before.search(text, max(start - 6, 0), start)
    if before is not None:
        start = before.start()
        unit = words.patterns.signs[before["money"].lower()] if before["money"] else ""
        amount = -amount if before[0][-1] in "−-" else amount
    if found["large"]:
        scale = words.multipliers[found["large"].lower()]
    elif found["short"] and unit:
        scale = words.money_multipliers[found["short"].lower()]
    else:  # "5 m" without a currency is a length
        end = found.start() + len(digits)
    return Number(start, end, amount, end, scale, unit, digits)


def _of_words(text: str, run: re.Match[str], words: FigureWords) -> Iterator[Number]:
    """Yield the numbers in a run of number words."""
    patterns = words.patterns
    tokens = [(m[0].lower(), *m.span()) for m in patterns.word.finditer(text, *run.span())]
    spelled = [token[0] for token in tokens]
    at = 0
    while at < len(tokens):
        word, start, end = tokens[at]
        if word in words.repeats:
            yield Number(start, end, words.repeats[word], end, unit=words.times)
            at += 1
            continue
        amount, after = Fraction(1), at
        article = patterns.article.search(text, max(start - 5, 0), start)
        if word in words.numbers or (article and word in words.multipliers):
            amount, after = _spoken(spelled, at, words)
        if article and word not in words.numbers:
            start = article.start()
        part = patterns.parts.get(tokens[after][0]) if after < len(tokens) else None
        if part is not None and (after > at or article or part * 2 == 1):
            number, used = _part(tokens[after : after + 3], start, amount * part, words)
            if number is not None:
                yield number
            after += used
        elif after > at:
            end = tokens[after - 1][2]
            yield Number(start, end, amount, end)
        at = max(after, at + 1)


def _part(
    tokens: Sequence[tuple[str, int, int]], start: int, amount: Fraction, words: FigureWords
) -> tuple[Number | None, int]:
    """Read a part of a whole, or "half a million"; return it and how many words it takes."""
    end = tokens[0][2]
    following = [token[0] for token in tokens[1:3]]
    if len(following) == 2 and following[0] in words.articles and following[1] in words.multipliers:
        end = tokens[2][2]
        return Number(start, end, amount, end, words.multipliers[following[1]]), 3
    if amount >= 1:  # the twenty-fifth is no part
        return None, 1
    return Number(start, end, amount * 100, end, unit=words.percent), 1


def _spoken(tokens: Sequence[str], at: int, words: FigureWords) -> tuple[Fraction, int]:
    """Return what the number words from a token on amount to, and the token after them."""
    total, current, first = Fraction(0), Fraction(0), at
    while at < len(tokens):
        word, before = tokens[at], tokens[at - 1] if at > first else ""
        if word in words.multipliers:
            if not current and total and before in words.multipliers:  # nine thousand million
                total, current = Fraction(0), total
            current = (current or 1) * words.multipliers[word]
            if words.multipliers[word] >= 1000:
                total, current = total + current, Fraction(0)
        elif word in words.numbers:
            tens = current % 100 >= 20 and current % 10 == 0 and words.numbers[word] < 10
            if before and not (tens or before in words.multipliers or before == words.conjunction):
                break
            current += words.numbers[word]
        elif not (word == words.conjunction and before in words.multipliers):
            break
        at += 1
    return total + current, at


def _joined(text: str, found: Sequence[Number], words: FigureWords) -> Iterator[Number]:
    """Make one number of a range and of "nine of ten"; let both ends of a change share a unit."""
    patterns, skip = words.patterns, False
    for one, two in zip_longest(found, found[1:]):
        if skip:
            skip = False
        elif (
            two is None
            or two.start - one.end > 12
            or one.unit == words.percent
            or (one.year and two.amount < 1000)
        ):
            yield one
        else:
            gap = text[one.end : two.start]
            before = text[max(one.start - 20, 0) : one.start].rstrip().lower()
            unit, scale = one.unit or two.unit, two.scale if one.scale == 1 else one.scale
            to = patterns.to.fullmatch(gap) is not None
            both = gap.strip().lower() == words.conjunction and before.endswith(words.between)
            if to and before.endswith(words.change_from):
                yield replace(one, scale=scale, unit=unit, unit_after=two.end)
            elif to or both:
                high = two.amount * two.scale
                end = two.end
                yield replace(one, end=end, unit_after=end, scale=scale, unit=unit, high=high)
                skip = True
            elif patterns.of.fullmatch(gap) and one.amount < two.amount and not two.year:
                amount = one.amount / two.amount
                yield replace(one, end=two.end, unit_after=two.end, amount=amount, digits="")
                skip = True
            else:
                yield one


def _plain(amount: Fraction) -> str:
    """Write a number as a plain decimal where one is exact, else as a fraction."""
    rest, places = amount.denominator, 0
    while rest % 10 == 0 or rest % 5 == 0 or rest % 2 == 0:
        rest //= 10 if rest % 10 == 0 else 5 if rest % 5 == 0 else 2
        places += 1
    if rest != 1:
        return str(amount)
    if not places:
        return str(amount.numerator)
    whole, decimals = divmod(abs(amount) * 10**places, 10**places)
    return f"{'-' if amount < 0 else ''}{whole}.{int(decimals):0{places}d}"
