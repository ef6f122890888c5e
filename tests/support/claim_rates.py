"""Measure how well claims are found on the labelled sentences, and print docs/claims.md's table."""

import sys
from collections.abc import Iterator
from functools import cache
from typing import Any

from reebrief.analysis.claims import CLASSES, ClaimWords, claims, load
from reebrief.project.project import Project
from support.trees import ROOT
from support.wordlists import labelled


@cache
def words() -> ClaimWords:
    """Return the shipped English lists."""
    return load(Project(ROOT)).of("en")


def _styles(*names: str, places: slice) -> Iterator[dict[str, Any]]:
    for name in names:
        for style in labelled(name)["styles"].values():
            yield from style["sentences"][places]


STYLED = "publishers", "desk", "gazette", "courier"
"""Sets by publishers' styles, of whose sentences every other one is held out."""


@cache
def sets() -> dict[str, list[dict[str, Any]]]:
    """Return the labelled sentences by what they are to the lists: ``tuned``, or ``held out``."""
    names = "sentences", "fresh", "workshop", "newsroom", "bureau", "lookalikes"
    tuned = [e for name in names for e in labelled(name)["sentences"]]
    return {
        "tuned": [*tuned, *_styles(*STYLED, places=slice(0, None, 2))],
        "held out": list(_styles(*STYLED, places=slice(1, None, 2))),
    }


@cache
def _counts(name: str) -> dict[str, tuple[int, int, int]]:
    """Return (hits, found, labelled) by class, of one set of sentences."""
    counts = {kind: [0, 0, 0] for kind in CLASSES}
    for entry in sets()[name]:
        got = {claim.kind for claim in claims(entry["text"], words())}
        wanted = set(entry["labels"])
        for kind, count in counts.items():
            count[0] += kind in got & wanted
            count[1] += kind in got
            count[2] += kind in wanted
    return {kind: (hits, got, wanted) for kind, (hits, got, wanted) in counts.items()}


def rates(kind: str, name: str) -> tuple[float, float]:
    """Return precision and recall of a class in a set."""
    hits, got, wanted = _counts(name)[kind]
    return hits / got, hits / wanted


def table() -> str:
    """Return the table as docs/claims.md prints it."""
    heads = ["class", *(f"{rate}, {name}" for name in sets() for rate in ("precision", "recall"))]
    rows = [heads, ["---"] * len(heads)]
    rows += [
        [f"`{kind}`", *(f"{rate:.2f}" for name in sets() for rate in rates(kind, name))]
        for kind in CLASSES
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


if __name__ == "__main__":
    sys.stdout.write(f"{table()}\n")
