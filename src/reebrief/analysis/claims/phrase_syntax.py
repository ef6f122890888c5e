"""Phrases of the word lists: the notation in which analysts write them.

A phrase is words in their order. Its notation:

- ``is/are`` one of these words; ``not?`` a word that may be missing; ``…`` up to six words,
  ``……`` up to thirty;
- ``<name of a list>`` one of the words of a list; ``<number>`` a number in digits, ``<year>`` one
  that may be a year, ``<Name>`` a word with a capital letter, ``<quote>`` a quotation mark;
- ``<start>`` and ``<end>`` the sentence's ends;
- ``(…)`` words that must stand there, but are no part of what was found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

_GAPS = {"…": 6, "……": 30}
"""The words that a gap may stand for, at most: a subject or an adverb, or a clause."""

_SIGNS = frozenset({"<number>", "<year>", "<Name>", "<quote>", "<end>"})
_MISPLACED = re.compile("[()?…]")


class PhraseError(ValueError):
    """A phrase that cannot be compared: what is wrong, and after ``;`` what to type."""


class Element(NamedTuple):
    """One place in a phrase: the words that fit it, or the length of a gap, at most.

    ``moves`` says whether it may stand for another number of words than one.
    """

    words: frozenset[str]
    optional: bool
    context: bool
    gap: int
    moves: bool


class Phrase(NamedTuple):
    """A phrase as it is compared: its elements in their order, and whether it begins a sentence."""

    elements: tuple[Element, ...]
    at_start: bool


class Parser:
    """Reads phrases that may name the lists of one language."""

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        self._lists = {f"<{name}>": frozenset(words) for name, words in lists.items()}
        # A phrase's parts recur in others; equal ones are read once.
        self._elements: dict[tuple[str, bool], Element] = {}

    def phrase(self, text: str) -> Phrase:
        """Read a phrase. Raises PhraseError where its notation is wrong."""
        elements: list[Element] = []
        at_start = context = False
        for part in text.replace("’", "'").split():
            if part[0] == "(":
                if context:
                    raise PhraseError("a bracket opens within a bracket; write one for both")
                context = True
            if not elements and part.strip("()") == "<start>":
                at_start = True
            else:
                element = self._elements.get((part, context))
                elements.append(element or self._element(part, context=context))
            if context:
                context = not part.endswith((")", ")?"))
        if context or text.count("(") != text.count(")"):
            raise PhraseError("a bracket is not closed; put ')' after the words that it encloses")
        return _phrase(elements, at_start=at_start)

    def _element(self, part: str, *, context: bool) -> Element:
        optional = part.endswith(("?", "?)")) and part != "?"
        word = part.removeprefix("(")
        if optional or word.endswith(")"):
            word = word.rstrip("?").removesuffix(")").rstrip("?")
        words = frozenset[str]() if word in _GAPS else self._words(word)
        moves = optional or word in _GAPS or "<end>" in words
        element = Element(words, optional, context, _GAPS.get(word, 0), moves)
        self._elements[part, context] = element
        return element

    def _words(self, part: str) -> frozenset[str]:
        """Return the words that fit one part of a phrase."""
        if part.isalpha():
            return frozenset((part,))
        if part in self._lists:
            return self._lists[part]
        words = set(part.split("/"))
        named = {w for w in words if w[:1] == "<"} - _SIGNS if "<" in part else ()
        for name in sorted(named):
            if name not in self._lists:
                known = " ".join(sorted(self._lists))
                raise PhraseError(f"there is no list {name}; lists under 'words': {known}")
            words.remove(name)
            words |= self._lists[name]
        if "" in words or (len(part) > 1 and _MISPLACED.search(part)):
            raise PhraseError(f"'{part}' cannot be read; write words, a/b, word?, …, <list> or (…)")
        return frozenset(words)


def _phrase(elements: Sequence[Element], *, at_start: bool) -> Phrase:
    """Make a phrase. Raises PhraseError where it finds nothing, or has no word to be found by."""
    if all(element.context or element.gap for element in elements):
        raise PhraseError("nothing would be found; write a word outside the brackets")
    if elements[0].moves and not at_start:
        raise PhraseError("a phrase begins with a word that must stand there; put one first")
    if elements[-1].gap or all(element.moves for element in elements):
        raise PhraseError("'…' stands between words; put a word after it")
    return Phrase(tuple(elements), at_start)
