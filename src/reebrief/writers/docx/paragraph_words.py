"""Divide a paragraph of a Word file into words, and make runs of words again."""

from __future__ import annotations

import copy
import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")
_RUN_TEXT = frozenset(map(qn, ("w:rPr", "w:t")))
MARKERS = frozenset(map(qn, ("w:bookmarkStart", "w:bookmarkEnd", "w:proofErr")))
"""What stands between words and shows nothing."""


@dataclass(slots=True)
class RunWord:
    """A word of a paragraph, or what cannot be divided; its markers stand before it.

    ``run`` is the element that it is of: words of one run become one run again.
    """

    key: str
    run: Any
    text: str | None
    markers: list[Any]


def text_of(element: Any) -> str:
    """Return the words of an element, with tabs, and with the ends of lines and paragraphs."""
    names = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:p"): "\n"}
    parts = (
        one.text or "" if one.tag == qn("w:t") else names.get(one.tag, "")
        for one in element.iter()
        if one.tag == qn("w:t") or (one.tag in names and one.getparent().tag != qn("w:tabs"))
    )
    return "".join(parts)


def atoms(paragraph: Any) -> tuple[list[RunWord], list[Any]]:
    """Return the words of a paragraph in order, and the markers behind the last one."""
    found: list[RunWord] = []
    markers: list[Any] = []
    for child in [one for one in paragraph if one.tag != qn("w:pPr")]:
        if child.tag in MARKERS:
            markers.append(child)
            continue
        divisible = child.tag == qn("w:r") and {one.tag for one in child} <= _RUN_TEXT
        words = _TOKEN.findall(text_of(child)) if divisible else [None]
        for word in words:
            key = word if word is not None else f"{child.tag} {text_of(child)}"
            found.append(RunWord(key, child, word, markers))
            markers = []
    return found, markers


def elements(words: Sequence[RunWord], *, markers: bool = True) -> list[Any]:
    """Return elements for words that stand together: those of one run in one run."""
    done: list[Any] = []
    for run, group in itertools.groupby(words, lambda one: one.run):
        for number, one in enumerate(group):
            if markers:
                done += one.markers
            if one.text is None:
                done.append(copy.deepcopy(run))
            elif number == 0 or (markers and one.markers):
                done.append(_run_of(run, one.text))
            else:
                done[-1].find(qn("w:t")).text += one.text
    return done


def _run_of(run: Any, text: str) -> Any:
    """Return a run that looks like another, with a text of its own."""
    made = OxmlElement("w:r")
    looks = run.find(qn("w:rPr"))
    if looks is not None:
        made.append(copy.deepcopy(looks))
    holder = OxmlElement("w:t")
    holder.text = text
    holder.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    made.append(holder)
    return made
