"""The small project in which each input is tried: two articles, one brief with most of its keys."""

from __future__ import annotations

from reebrief.project.project import package_data

SETTINGS = "format: 1\nlanguage: en\ntheme: ministry\nstale_after_days: 180\n"

LONG_SETTINGS = SETTINGS + (
    "page: Letter\nunsupported: finding\noriginals: false\noutput: out\n"
    "markings: [OFFICIAL, 'TLP:GREEN']\n"
)

SOURCES = """\
format: 1
sources:
  fjord-smelting:
    name: Fjord Smelting
    kind: state-owned-enterprise
    aliases: [Fjord Group]
    owner: {is: Ministry of Mines of Northland, read: 2025-11-01, reference: "https://fjord.example/about"}
    state: {is: Northland, read: 2025-11-01, reference: "https://fjord.example/about"}
  mill-company: {name: Mill Company, kind: private-company}
  ministry-of-mines: {name: Ministry of Mines of Northland, kind: government}
  northland-herald: {name: Northland Herald, kind: news-media, domains: [herald.example]}
"""

FURNACE = """\
---
title: A furnace at the fjord
published: 2025-11-20
publisher: Northland Herald
url: https://herald.example/furnace
origins: [Fjord Smelting]
topics: [smelting]
---

## Highlights

- The furnace makes 12,000 tons a year, reportedly **the most** in Northland.
- The *second* line is planned for 2027; the Herald could not verify its cost of $4.5 million.

## What was said

“We opened the furnace on 3 November,” Fjord Smelting said. [Its page](https://fjord.example/a).

> Up to 30 % of the ore comes from the north.

1. First, a step.
2. Then another.

    quiet(code)

| Factor | Implication | West Actions |
|---|---|---|
| Ore | Prices rise by 5 % | Buy elsewhere; build a store |
| Power | Shortage until 2026 | Wait |

Table: What it means {#advice}

**Disclaimer:** This comes from media of a company that a state owns. Verify it independently.
"""

MILL = """\
---
title: A mill
published: 2025-02-02
publisher: Northland Herald
origins: [Mill Company]
---

The mill made 11,000 tons in 2024, people familiar with the matter said.
"""

BRIEF = """\
format: 1
title: A furnace and a mill
subtitle: What is known
form: memo
to: Working group
from: Desk
number: R 2025/1
status: final
marking: TLP:GREEN
date: 2025-12-05
cut_off: 2025-12-04
page: A4
articles: [furnace, mill]
bottom_line: |
  A state-owned group reports a furnace of 12,000 tons [@furnace]; a mill made 11,000 tons [@mill].
judgements:
  - text: The second line will open late [@furnace].
    grade: {likelihood: likely, analyst: Desk, reason: "two late winters", date: 2025-12-01}
matrix: {table: furnace#advice, actions: west-actions}
watch_list:
  - "**The second line:** whether it is built in 2027 [@furnace]."
items:
  show: highlights
  each:
    furnace: {comment: "The cost was not verified [@furnace]."}
charts:
  - kind: bar
    caption: Capacities
    unit: tons
    rows: [{label: Furnace, values: "12,000", source: furnace}]
  - kind: timeline
    caption: The furnace
    source: furnace
    events: [{date: 2027, label: Second line}]
waivers:
  - {caveat: stale, article: mill, who: Desk, why: nothing newer was reported, until: 2026-12-31}
"""

FILES = {
    "reebrief.yaml": SETTINGS,
    "articles/sources.yaml": SOURCES,
    "articles/furnace.md": FURNACE,
    "articles/mill.md": MILL,
    "briefs/b.yaml": BRIEF,
}
"""The project's files as text, by their place."""

SELECTING = """\
format: 1
title: What is new
form: brief
date: 2025-12-05
parameters:
  topic: {type: text, default: smelting, description: The topic.}
  days: {type: number, default: 30}
articles:
  where: {since: 2025-10-01, topics: ["{{ topic }}"], origins: [Fjord Smelting]}
  sort: newest
  limit: 5
summary: |
  The furnace makes 12,000 tons [@furnace].

  - an *entry*
matrix:
  add: [{id: what, header: What}]
  own: [{id: wait, lead: Ministry, horizon: 1 year, cells: {what: Wait and see}}]
variants:
  short: {sections: [summary, sources]}
  letter: {page: Letter}
"""


def shipped(name: str) -> bytes:
    """Return a file of the package's ``templates``."""
    return (package_data() / "templates" / name).read_bytes()
