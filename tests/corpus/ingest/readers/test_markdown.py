"""Markdown of note programs and clippers stays what it is: facts, headings, lists and tables."""

import pytest

from support.importing import article_of, body_of, front_of

CLIP = """---
title: "A mill opens: the works"
source: "https://harbour.example/mill?utm_source=x"
author:
  - "[[Ana Example]]"
published: 2026-01-09
created: 2026-01-12
site: Harbour Post
tags:
  - "clippings"
---
# A mill opens: the works

The [mill in Ostrava](https://harbour.example/b "Mill") was **opened** on ==Monday==.[^1]

## What it costs

> [!note] A quotation
> It cost 3 billion.

- Halls
  - of steel
- People

| Line | Tonnes |
| ---- | ------ |
| A    | 1,200  |

![A picture](mill.jpg)

[^1]: By the account of [[the firm|its owner]].
"""


def test_a_clipping_has_its_facts_and_its_structure():
    made = article_of(CLIP, "clip.md")
    assert front_of(made) == {
        "title": "A mill opens: the works",
        "published": "2026-01-09",
        "date_evidence": "the front matter's 'published'",
        "publisher": "Harbour Post",
        "authors": ["Ana Example"],
        "url": "https://harbour.example/mill",
        "text": "full",
    }
    assert body_of(made) == "\n\n".join(
        [
            "The mill in Ostrava was opened on Monday. [note 1]",
            "## What it costs",
            "> A quotation It cost 3 billion.",
            "- Halls\n  - of steel\n- People",
            "| Line | Tonnes |\n| --- | --- |\n| A | 1,200 |",
            "Table: What it costs {#what-it-costs-table}",
            "[note 1] By the account of its owner.",
        ]
    )


@pytest.mark.parametrize(
    ("front", "title"),
    [
        ("title: A: B\nsource: [broken", "A: B"),
        ("Title: 'It''s open'\nlink: https://a.example/b", "It's open"),
        ("title: >-\n  A mill\n  opens", "A mill opens"),
    ],
)
def test_front_matter_of_any_program_is_read_as_far_as_it_goes(front, title):
    made = article_of(f"---\n{front}\n---\n\nThe mill was opened.\n", "a.md")
    assert front_of(made)["title"] == title


def test_lines_are_those_of_the_file():
    made = article_of("---\ntitle: T\n---\n\nA mill.\n\n0 Comments\n", "a.md")
    told = [(c.line, c.old) for c in made.record.changes]
    assert told == [(1, "title: T"), (7, "0 Comments")]
