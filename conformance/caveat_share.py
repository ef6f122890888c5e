"""Print how much of each brief's pages are caveats, as a reader of the PDF counts.

``python -m conformance.caveat_share [THEME …]`` writes every brief of the project and reads the
pages back. Words are those that a page shows, without its header, its number and its marking.
Caveats are the box on the sources, the key, labels, marks, the line that heads a table of opinion,
what an article is based on, warnings, owners, and the running line at the foot.
"""

from __future__ import annotations

import io
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pypdf import PdfReader

from conformance import ROOT
from reebrief import briefs
from reebrief.pipeline.prepare import Prepared, prepare
from reebrief.pipeline.session import Session
from reebrief.project.project import Project
from reebrief.templates import themes
from reebrief.writers import write

_BRACKET = re.compile(r"\[([^\[\]]+)\]")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\[])")
_LEAST = 4
"""Words of a sentence that counts as said twice: shorter ones are names and labels."""


@dataclass(frozen=True)
class Share:
    """What one brief's pages hold: words of substance and of caveats, pages, marks, repeats.

    ``marks`` is the most brackets of marks on a page, ``twice`` the caveats' sentences that the
    document says more than once, ``last`` the share of the lines of the fullest page that the last
    one holds, ``line`` half of the full lines have at most so many characters.
    """

    substance: int
    caveats: int
    pages: int
    marks: int
    twice: tuple[str, ...]
    last: float
    line: float

    @property
    def share(self) -> float:
        """The share of words that are caveats."""
        return self.caveats / max(1, self.substance + self.caveats)


def measure(prepared: Prepared) -> Share:
    """Write a brief's PDF, and count what its pages show."""
    inputs = prepared.inputs
    data = write("pdf", prepared.annotated, inputs.theme, inputs.language).data
    reader = PdfReader(io.BytesIO(data))
    pages = [page.extract_text() for page in reader.pages]
    manifest = json.loads(reader.attachments["reebrief.json"][0])
    frame = _frame(prepared, len(pages))
    running = [_running(text, prepared) for text in pages]
    total = sum(map(_words, pages)) - frame
    caveats = [c for c in manifest["caveats"] if c["kind"] != "running label"]
    said = sum(_words(c["text"]) for c in caveats) + sum(map(_words, running))
    shown = _flat(" ".join(pages))
    said += sum(_words(text) for text in _based_on(prepared) if _flat(text) in shown)
    lines = [text.splitlines() for text in pages]
    full = sorted(len(line) for page in lines for line in page if len(line) > 30)
    return Share(
        substance=total - said,
        caveats=said,
        pages=len(pages),
        marks=max(map(_marks(caveats), pages)),
        twice=_twice(caveats),
        last=len(lines[-1]) / max(map(len, lines)),
        line=full[len(full) // 2] if full else 0,
    )


def _words(text: str) -> int:
    """Count words: signs alone are none."""
    return sum(any(map(str.isalnum, word)) for word in text.split())


def _frame(prepared: Prepared, pages: int) -> int:
    """Return how many words stand around the text: header, number of the page, marking."""
    meta, words = prepared.annotated.brief.meta, prepared.inputs.language
    number = _words(words.page_of.format(page=1, pages=pages))
    heads = (pages - 1) * _words(meta.running)  # the first page has none
    return heads + pages * (number + 2 * _words(meta.marking))


def _running(text: str, prepared: Prepared) -> str:
    """Return the running line of a page."""
    before = prepared.inputs.language.on_page.format(sources="").strip()
    numbered = prepared.inputs.language.page_of.split("{", maxsplit=1)[0].strip()
    start = text.rfind(before)
    end = text.find(numbered, start)
    return text[start:end] if start >= 0 else ""


def _based_on(prepared: Prepared) -> Iterable[str]:
    """Yield what entries of the list of sources say of the origins of their article."""
    words = prepared.inputs.language.origins
    for name in prepared.annotated.brief.sources:
        origins = prepared.inputs.articles.get(name).origins
        if origins:
            yield f"{words} {'; '.join(origins)}"


def _marks(caveats: Sequence[Mapping[str, Any]]) -> Any:
    """Return what counts the brackets of a page's text that hold a mark of a claim."""
    labels = {_flat(c["text"]) for c in caveats if c["id"].startswith("claim-")}

    def count(text: str) -> int:
        found = (_flat(inside) for inside in _BRACKET.findall(text))
        return sum(any(label in inside for label in labels) for inside in found)

    return count


def _flat(text: str) -> str:
    return "".join(text.split()).casefold()


def _twice(caveats: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """Return the sentences of caveats that stand more than once."""
    texts = (re.sub(r"\[\d+\]", "", c["text"]) for c in caveats if c["kind"] != "label")
    sentences = Counter(s.strip() for text in texts for s in _SENTENCE.split(text))
    return tuple(s for s, n in sentences.items() if n > 1 and _words(s) >= _LEAST)


def main(names: Sequence[str]) -> int:
    """Print a row for each brief, in each theme."""
    session = Session(Project(ROOT))
    print("| theme | brief | substance | caveats | share | pages | last | marks | twice | line |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    for name in names or ("ministry",):
        theme = themes.load(session.project, name)
        for brief in briefs.names(session.project):
            prepared = prepare(session, brief)
            one = measure(replace(prepared, inputs=replace(prepared.inputs, theme=theme)))
            print(
                f"| {name} | {brief} | {one.substance} | {one.caveats} | "
                f"{one.share:.0%} | {one.pages} | {one.last:.0%} | {one.marks} | "
                f"{len(one.twice)} | {one.line:.0f} |"
            )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
