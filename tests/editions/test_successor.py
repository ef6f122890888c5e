"""The next edition's definition: what is gone is taken out everywhere, comments stay."""

import datetime as dt

from reebrief.briefs import made
from reebrief.editions.successor import NextEdition, succeed
from reebrief.project.yaml import read
from reebrief.project.yaml.edit import YamlText

OLD = """\
# the weekly memo
format: 1
title: Metals, week 2
number: M 2026/02  # counted by the desk
date: 2026-01-09
issued: 2026-01-09
cut_off: 2026-01-08
articles:
  - one   # stays
  - two
sections: [bottom-line, items, chart, sources]
bottom_line: |
  Nothing new [@two].
items:
  each:
    one: {comment: Seen.}
    two:
      comment: Odd [@two].
charts:
  - kind: bar
    caption: Capacity
    rows:
      - {label: A, values: 1 t, source: one}
      - {label: B, values: 2 t, source: two}
  - kind: timeline
    caption: Plans
    source: two
    events:
      - {date: 2026, label: Opens}
waivers:
  - {caveat: stale, article: two, who: A chief, why: Read again., until: 2026-03-01}
"""


def followed(articles=("one", "three"), gone=("two",), old=OLD):
    text = YamlText(old, "briefs/next.yaml")
    edition = NextEdition(
        "old", dt.date(2026, 1, 9), dt.date(2026, 1, 16), articles, frozenset(gone)
    )
    told = succeed(text, made("old", old), edition)
    return text.text, told


def test_what_is_gone_is_taken_out_and_citations_are_told():
    text, told = followed()
    data = read(text, "f").data
    assert data["articles"] == ["one", "three"]
    assert data["items"]["each"] == {"one": {"comment": "Seen."}}
    assert [row["label"] for row in data["charts"][0]["rows"]] == ["A"]
    assert len(data["charts"]) == 1
    assert "waivers" not in data
    assert [(p.place.line, p.what) for p in told] == [
        (13, "'two' is no longer shown, but named here")
    ]


def test_number_days_and_title_move_on_and_comments_stay():
    text, _ = followed()
    data = read(text, "f").data
    assert (data["number"], data["date"], data["cut_off"]) == (
        "M 2026/03",
        "2026-01-16",
        "2026-01-15",
    )
    assert data["title"] == "Metals, week 3"
    assert data["previous"] == "old"
    assert "issued" not in data
    for comment in ("# the weekly memo", "# counted by the desk", "- one   # stays"):
        assert comment in text


def test_a_chart_without_rows_goes_with_its_section():
    text, _ = followed(articles=("three",), gone=("one", "two"))
    data = read(text, "f").data
    assert "charts" not in data
    assert data["sections"] == ["bottom-line", "items", "sources"]
    assert "items" not in data


def test_of_the_next_edition_nothing_else_differs():
    text, told = followed(articles=("one", "two"), gone=())
    lines = [line for line in text.splitlines() if line not in OLD.splitlines()]
    assert lines == [
        "title: Metals, week 3",
        "number: M 2026/03  # counted by the desk",
        "previous: old",
        "date: 2026-01-16",
        "cut_off: 2026-01-15",
    ]
    assert told == ()
