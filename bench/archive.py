"""Invented archives of any size, and what selecting ten of their articles costs."""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from corpus import source, source_registry
from measuring import Run, median, peak, rounds, run, seconds
from report import Reach, Row, row

SELECTED = 10
_TOPIC = "focus"
_ACTS = ("opened", "closed", "sold", "tested", "leased", "repaired", "expanded", "inspected")
_THINGS = ("a kiln", "a separation line", "a furnace", "a quarry", "a rail spur", "a laboratory")
_WHEN = ("in spring", "in autumn", "last week", "before the winter", "after two years of work")
_WHY = (
    "because prices had fallen",
    "to save water",
    "although buyers were few",
    "as its lenders had asked",
    "while the harbour was shut",
)


def make_archive(project: Path, size: int) -> None:
    """Make a project of that many articles of some 250 words, and of two briefs.

    The brief ``selecting`` finds ten of the articles by topic and date, ``naming`` names the same.
    """
    for folder in ("articles", "briefs"):
        (project / folder).mkdir(parents=True)
    (project / "reebrief.yaml").write_text("format: 1\n", encoding="utf-8")
    registry = project / "articles" / "sources.yaml"
    registry.write_text(source_registry(), encoding="utf-8")
    step = max(size // SELECTED, 1)
    chosen = [n for n in range(size) if n % step == 0][:SELECTED]
    for n in range(size):
        path = project / "articles" / f"{_id(n)}.md"
        path.write_text(_article(n, topical=n in chosen), encoding="utf-8")
    named = "".join(f"  - {_id(n)}\n" for n in chosen)
    where = f"  where: {{topics: [{_TOPIC}], since: 2025-01-01}}\n  sort: oldest\n"
    for name, articles in (("selecting", where), ("naming", named)):
        path = project / "briefs" / f"{name}.yaml"
        path.write_text(_brief(articles, _id(chosen[0])), encoding="utf-8")


def _id(n: int) -> str:
    return f"report-{n:05}"


def _article(n: int, *, topical: bool) -> str:
    chance = random.Random(n)  # noqa: S311  the same text for the same number
    name = source(n)
    paragraphs = "\n\n".join(_paragraph(chance) for _ in range(5))
    topics = f"processing, {_TOPIC}" if topical else "processing"
    return f"""\
---
title: "{name} {chance.choice(_ACTS)} {chance.choice(_THINGS)} {n}"
published: 2025-{1 + n % 12:02}-{1 + n % 28:02}
publisher: The Invented Courier
url: https://example.org/archive/{n}
origins: [{name}]
topics: [{topics}]
---

{paragraphs}
"""


def _paragraph(chance: random.Random) -> str:
    done = []
    for _ in range(3):
        number = chance.randrange(100, 99_000)
        done.append(
            f"{source(chance.randrange(1000))} {chance.choice(_ACTS)} {chance.choice(_THINGS)} "
            f"under contract {number} {chance.choice(_WHEN)}, {chance.choice(_WHY)}."
        )
    return " ".join(done)


def _brief(articles: str, first: str) -> str:
    return f"""\
format: 1
title: Ten articles
to: Readers of archives
from: The benchmark
date: 2026-01-09
articles:
{articles}
bottom_line: |
  Companies report on their works [@{first}].
"""


def archives(folder: Path, sizes: Sequence[int], command: Sequence[str], count: int) -> list[Row]:
    """Measure briefs that select ten articles of archives of several sizes, and the last checked.

    The projects stand in ``archive-SIZE`` of a folder.
    """
    for size in sizes:
        make_archive(folder / f"archive-{size}", size)
    runs: dict[str, Run] = {}
    for size in sizes:
        ours = partial(_run, command, folder / f"archive-{size}")
        runs[f"{SELECTED} of {size} articles, cold"] = ours("render", "selecting", "--force")
        runs[f"{SELECTED} of {size} articles, nothing changed"] = ours("render", "selecting")
    largest = partial(_run, command, folder / f"archive-{sizes[-1]}")
    last = f"{SELECTED} of {sizes[-1]} articles"
    checks = {f"{last}, checked": largest("check", "selecting"), "all checked": largest("check")}
    samples = rounds(runs | checks, count)
    bounds = {
        f"{last}, cold": ((0.8, 0.6), 80),
        f"{last}, nothing changed": ((0.08, 0.06), None),
        f"{last}, checked": ((1.5, None), 120),
        "all checked": ((6, None), None),
    }
    done = []
    for name, found in samples.items():
        (time, aim), memory = bounds.get(name, ((None, None), None))
        reach = [Reach(median(seconds(found)), time, "s", aim=aim)] if time else []
        reach += [Reach(peak(found), memory, "MiB")] if memory else []
        done.append(row(name, found, None, *reach))
    return done


def _run(command: Sequence[str], project: Path, *arguments: str) -> Run:
    return lambda: run([*command, *arguments], project)
