"""Gates on what programs make of a file when they open it: pdf.js, LibreOffice, a browser."""

from __future__ import annotations

import json
import re
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from conformance import readers, words
from conformance.office import as_pdf
from conformance.programs import node
from conformance.readers import UnreadableError
from conformance.samples import Findings, Found, Sample
from reebrief.document.nodes import Link
from reebrief.document.traverse import walk


def pdfjs(samples: Sequence[Sample]) -> Findings:
    """pdf.js opens the PDF without a warning, and shows its words, its links and no script."""
    found = Found()
    lines = node("pdfjs.mjs", *(sample.file("pdf") for sample in samples)).splitlines()
    for sample, line in zip(samples, lines, strict=True):
        said = json.loads(line)
        found.add(sample, *said["warnings"])
        found.add(sample, *([said["error"]] if "error" in said else _pdfjs(sample, said)))
    return found.by_sample


def _pdfjs(sample: Sample, said: dict[str, Any]) -> Iterable[str]:
    pages = said["pages"]
    if said["scripts"]:
        yield "holds a script"
    if said["title"] != words.of_title(sample.brief):
        yield f"has the title '{said['title']}'"
    yield from (f"page {n} is not tagged" for n, p in enumerate(pages, 1) if not p["tagged"])
    text = words.Words.of("\n".join(page["text"] for page in pages))
    yield from _lost(words.of_brief(sample.brief).all, text.body, parted=True)
    links = {link for page in pages for link in page["links"]}
    inside = walk([*sample.brief.brief.sections, *sample.brief.notes])
    wanted = {one.href for one in inside if isinstance(one, Link) and one.inlines}
    lost = sorted(filter(_PLAIN.fullmatch, wanted - links))
    yield from (f"does not link to {link}" for link in lost)
    yield from (f"links to {link}" for link in sorted(links) if not link.startswith(_SCHEMES))


_PLAIN = re.compile(r"(https://|mailto:)[A-Za-z0-9./?&=#@_-]+")
"""Addresses that stay as they are; others are mended on their way into a file."""
_SCHEMES = ("http://", "https://", "mailto:")


def _lost(wanted: Sequence[str], shown: Sequence[str], *, parted: bool = False) -> list[str]:
    """Say which words are not shown, or not as often as they should; order does not count.

    A word is a stretch of letters here: a program that shows pages breaks lines at hyphens, and
    sets marks of notes beside a word. Those too long for a line are left out. ``parted`` says that
    what is long may be parted at a line's end, by hyphens that the program does not show, and may
    touch what stands beside it.
    """
    lost = _letters(wanted) - _letters(shown)
    if parted and lost:
        whole = "".join(shown)
        there = _letters(one for one in wanted if len(one) >= _LONG and one in whole)
        pairs = [pair for pair in pairwise(wanted) if len("".join(pair)) >= _LONG]
        beside = _letters(one for pair in pairs if "".join(pair) in whole for one in pair)
        lost = Counter({w: n for w, n in lost.items() if w not in there and w not in beside})
    return [f"does not show {', '.join(sorted(lost)[:9])}"] if lost else []


_LONG = 6
"""The least characters of what is parted."""


def _letters(texts: Iterable[str]) -> Counter[str]:
    return Counter(w for text in texts for w in re.findall(r"[^\W\d_]+", text) if len(w) < 25)


def libreoffice(samples: Sequence[Sample]) -> Findings:
    """LibreOffice opens the Word file and shows every word of it."""
    found = Found()
    with tempfile.TemporaryDirectory() as folder:
        as_pdf([sample.file("docx") for sample in samples], Path(folder))
        for sample in samples:
            page = Path(folder) / f"{sample.name}.pdf"
            if not page.exists():
                found.add(sample, "LibreOffice does not open it")
                continue
            try:
                shown = readers.shown(page)
            except UnreadableError as fault:
                found.add(sample, f"LibreOffice's PDF: {fault}")
                continue
            found.add(
                sample, *_lost(words.of_brief(sample.brief).all, shown, parted=not sample.realistic)
            )
    return found.by_sample


_OF_THE_TEXT = {
    "empty-heading",
    "empty-table-header",
    "heading-order",
    "landmark-unique",  # two lists of contents
    "page-has-heading-one",
    "target-size",  # a paragraph that consists of marks
}
"""Rules on what an author writes: random text breaks them, whatever the writer does."""


def axe(samples: Sequence[Sample]) -> Findings:
    """axe-core finds nothing on the page in Chromium, and the page asks for no other file."""
    found = Found()
    lines = node("axe.mjs", *(sample.file("html") for sample in samples)).splitlines()
    for sample, line in zip(samples, lines, strict=True):
        said = json.loads(line)
        for broken in said["violations"]:
            if broken["id"] in _OF_THE_TEXT and not sample.realistic:
                continue
            found.add(sample, f"{broken['id']}, {broken['count']} times: {broken['first'][:160]}")
        found.add(sample, *(f"asks for {address}" for address in said["requests"]))
        found.add(sample, *said["messages"])
    return found.by_sample
