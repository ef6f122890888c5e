"""Invented articles, a registry for them, and briefs of any size: the same files every time."""

from __future__ import annotations

import re
from pathlib import Path

_PLACES = ("Norvale", "Estmark", "Sundhaven", "Karlow", "Mirabel", "Tornby", "Ostrava Sur")
_TRADES = ("Metals", "Separation", "Magnets", "Refining", "Gazette")
_ACTS = (
    "raised its capacity",
    "signed a contract",
    "broke ground",
    "began trials",
    "cut its costs",
)
_GOODS = ("neodymium metal", "dysprosium oxide", "mixed carbonate", "sintered magnets", "yttrium")
_ACTORS = ("the ministry", "the customs service", "the development bank", "allied agencies")
_SOURCES = len(_PLACES) * len(_TRADES)


def make_memos(project: Path, brief: str, count: int) -> list[str]:
    """Write memos that differ from a brief of the project in their title; return their names."""
    text = (project / "briefs" / f"{brief}.yaml").read_text(encoding="utf-8")
    names = [f"{brief}-{n:03}" for n in range(1, count + 1)]
    for n, name in enumerate(names, 1):
        memo, titles = re.subn(r"^title: .*", f"title: Memo {n}", text, flags=re.MULTILINE)
        if titles != 1:
            raise SystemExit(f"briefs/{brief}.yaml: a line 'title: …' is expected, found {titles}")
        (project / "briefs" / f"{name}.yaml").write_text(memo, encoding="utf-8")
    return names


def make_project(project: Path, sizes: tuple[int, ...]) -> list[str]:
    """Make a project with a brief for each size: that many items, a table of as many rows.

    Return the names of the briefs. An item is an article of about 170 words, shown in full.
    """
    for folder in ("articles", "briefs"):
        (project / folder).mkdir(parents=True)
    files = {"reebrief.yaml": "format: 1\n", "articles/sources.yaml": source_registry()}
    for n in range(max(sizes)):
        files[f"articles/report-{n:03}.md"] = _article(n)
    for size in sizes:
        files[f"articles/actions-{size}.md"] = _table(size)
        files[f"briefs/items-{size}.yaml"] = _brief(size)
    for name, text in files.items():
        (project / name).write_text(text, encoding="utf-8")
    return [f"items-{size}" for size in sizes]


def source(n: int) -> str:
    """Return the name of a source of the registry; the names repeat after all of them."""
    n %= _SOURCES
    return f"{_PLACES[n % len(_PLACES)]} {_TRADES[n // len(_PLACES)]}"


def _plant(n: int) -> str:
    """Return a name of its own for each of 19,600 plants, known by its first four letters."""
    form, left = divmod(n % 19_600, 4_900)
    letters = ""
    for kind in reversed(("cvcv", "vcvc", "cvvc", "vccv")[form]):
        of_kind = "aeiou" if kind == "v" else "bdfgklmnprstvz"
        left, at = divmod(left, len(of_kind))
        letters = of_kind[at] + letters
    return f"{letters.capitalize()}ton"


def source_registry() -> str:
    """Return the text of a registry of every source."""
    entries = [
        "format: 1\nsources:",
        "  courier:\n    name: The Invented Courier\n    kind: trade-press",
    ]
    kinds = ("state-owned-enterprise", "private-company", "state-media")
    for n in range(_SOURCES):
        name, kind = source(n), kinds[n % len(kinds)]
        place = _PLACES[n % len(_PLACES)]
        fact = f"reference: Annual report of {name}, read: 2026-01-05"
        entry = [f"  {name.lower().replace(' ', '-')}:", f"    name: {name}", f"    kind: {kind}"]
        if kind != "private-company":
            entry.append(f"    state: {{is: {place}, {fact}}}")
            entry.append(f"    funding: {{is: the budget of {place}, {fact}}}")
        entries += entry
    return "\n".join(entries) + "\n"


def _sentences(n: int, count: int) -> str:
    """Return sentences of which no two in one article are the same, each of a plant of its own.

    No two articles speak of one plant, so none contradicts or retells another.
    """
    done = []
    for k in range(n, n + count):
        amount = 400 + 37 * k % 9000
        done.append(
            f"According to its own account {_plant(k)} {_ACTS[k % len(_ACTS)]} for "
            f"{_GOODS[(k + n) % len(_GOODS)]}, and reports {amount:,} tons a year."
        )
    return " ".join(done)


def _article(n: int) -> str:
    name = source(n)
    return f"""\
---
title: "{name} reports on its plant {n}"
published: 2025-{1 + n % 12:02}-{1 + n % 28:02}
publisher: The Invented Courier
url: https://example.org/reports/{n}
origins: [{name}]
topics: [processing, capacity]
text: full
---

## Highlights

- {_sentences(8 * n, 1)}
- {_sentences(8 * n + 1, 1)}

{_sentences(8 * n + 2, 3)}

## Outlook {n}

{_sentences(8 * n + 5, 3)}

The company **plans** to go on, *if on schedule*; see [its report](https://example.org/r/{n}).
"""


def _table(size: int) -> str:
    rows = [
        f"| Factor {n} | {_GOODS[n % 5]} depends on {source(n)}, which {_ACTS[n % 5]} | Let "
        f"{_ACTORS[n % 4]} review contract {n} | {_ACTORS[(n + 1) % 4]} | 2026-{1 + n % 12:02} "
        f"| {'planned' if n % 2 else 'under way'} |"
        for n in range(1, size + 1)
    ]
    return """\
---
title: What to do about all of them
published: 2025-12-20
publisher: The Invented Courier
origins: [Norvale Gazette]
---

| Factor | Implication | Action | Actor | By | State |
|---|---|---|---|---|---|
{}

Table: Recommended actions {{#actions}}
""".format("\n".join(rows))


def _brief(size: int) -> str:
    articles = "".join(f"  - report-{n:03}\n" for n in range(size))
    return f"""\
format: 1
title: Everything that was reported, {size} items
to: Readers with patience
from: The benchmark
date: 2026-01-09
articles:
{articles}
bottom_line: |
  Many companies report many tons [@report-000]. Every figure comes from the companies themselves.

items:
  show: full

matrix:
  table: actions-{size}#actions
"""
