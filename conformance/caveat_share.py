"""Print how much of each brief's pages are caveats, as ``check`` counts, and what else fills them.

``python -m conformance.caveat_share [THEME …]`` writes every brief of the project and reads the
pages back. Words are those that a page shows, without its header, its number and its marking.
``reebrief.pipeline.caveat_budget`` says what of them are caveats.
"""

from __future__ import annotations

import io
import json
import re
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pypdf import PdfReader

from conformance import ROOT
from reebrief import briefs
from reebrief.document.sentences import word_count
from reebrief.pipeline.caveat_budget import CaveatShare, caveat_share
from reebrief.pipeline.prepare import Prepared, prepare
from reebrief.pipeline.session import Session
from reebrief.project.project import Project
from reebrief.templates import themes
from reebrief.writers import write

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\[])")
_LEAST = 4
"""Words of a sentence that counts as said twice: shorter ones are names and labels."""


@dataclass(frozen=True)
class Share:
    """What one brief's pages hold: the counts that ``check`` prints, pages, repeats.

    ``twice`` are the caveats' sentences that the document says more than once, ``last`` the share
    of the lines of the fullest page that the last one holds, ``line`` half of the full lines have
    at most so many characters.
    """

    counted: CaveatShare
    pages: int
    twice: tuple[str, ...]
    last: float
    line: float


def measure(prepared: Prepared) -> Share:
    """Write a brief's PDF, and count what its pages show."""
    inputs = prepared.inputs
    pdf = write("pdf", prepared.annotated, inputs.theme, inputs.language)
    reader = PdfReader(io.BytesIO(pdf.data))
    pages = [page.extract_text() for page in reader.pages]
    manifest = json.loads(reader.attachments["reebrief.json"][0])
    caveats = [c for c in manifest["caveats"] if c["kind"] != "running label"]
    lines = [text.splitlines() for text in pages]
    full = sorted(len(line) for page in lines for line in page if len(line) > 30)
    return Share(
        counted=caveat_share(prepared, pdf),
        pages=len(pages),
        twice=_twice(caveats),
        last=len(lines[-1]) / max(map(len, lines)),
        line=full[len(full) // 2] if full else 0,
    )


def _twice(caveats: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """Return the sentences of caveats that stand more than once."""
    texts = (re.sub(r"\[\d+\]", "", c["text"]) for c in caveats if c["kind"] != "label")
    sentences = Counter(s.strip() for text in texts for s in _SENTENCE.split(text))
    return tuple(s for s, n in sentences.items() if n > 1 and word_count(s) >= _LEAST)


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
            count = one.counted
            print(
                f"| {name} | {brief} | {count.words - count.caveats} | {count.caveats} | "
                f"{count.percent}% | {one.pages} | {one.last:.0%} | {count.marks} | "
                f"{len(one.twice)} | {one.line:.0f} |"
            )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
