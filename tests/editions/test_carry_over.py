"""Texts of the edition before are found, with their age and what newer articles say of them."""

from dataclasses import replace

import pytest

from reebrief.editions.carry_over import carried_over
from reebrief.editions.compare import compare
from reebrief.editions.snapshot import ShownArticle, Snapshot

ARTICLE = ShownArticle("An old report", "2026-01-05", "1", ("The line makes 12,000 tons.",))
OLD = Snapshot(
    "week-2",
    "2026-01-09",
    "Metals",
    articles={"old": ARTICLE},
    texts={
        "bottom_line": "The line makes 12,000 tons [@old].",
        "judgements.0.text": "Prices rise.",
        "watch_list.0": "**Export licences:** whether they are granted.",
        "items.each.old.comment": "As before.",
        "items.each.old.headline": "A headline",
        "matrix.own.0.cells.action": "Ask the survey.",
        "matrix.amend.0.text": "The ministry and the survey",
        "text": "Background that stays.",
    },
    grades={
        "judgements.0": {
            "likelihood": "likely",
            "analyst": "A",
            "reason": "b",
            "date": "2026-01-08",
        }
    },
)
NEW = replace(OLD, brief="week-3", date="2026-01-16", previous="week-2")


def found(new, *before):
    before = before or (OLD,)
    return {one.key: one for one in carried_over(new, before, compare(before[0], new))}


def test_equal_texts_are_carried_over_but_headlines_and_background():
    assert [*found(NEW)] == [
        "bottom_line",
        "judgements.0",
        "watch_list.0",
        "items.each.old.comment",
        "matrix.own.0",
        "matrix.amend.0",
    ]


def test_a_text_that_was_touched_is_not_and_one_that_moved_in_its_list_is():
    texts = {
        **NEW.texts,
        "bottom_line": "Nothing new.",
        "judgements.0.text": "Something else.",
        "judgements.1.text": "Prices rise.",
    }
    keys = found(replace(NEW, texts=texts))
    assert "bottom_line" not in keys
    assert "judgements.0" not in keys
    assert "judgements.1" in keys


def test_the_age_is_counted_in_editions_and_days():
    older = replace(OLD, brief="week-1", date="2026-01-02")
    oldest = replace(OLD, brief="week-52", date="2025-12-26", texts={"bottom_line": "Other."})
    one = found(NEW, OLD, older, oldest)["bottom_line"]
    assert (one.editions, one.days) == (2, 14)
    assert (found(NEW)["bottom_line"].editions, found(NEW)["bottom_line"].days) == (1, 7)


def with_article(**changed):
    article = replace(ShownArticle("A new report", "2026-01-14", "2"), **changed)
    return replace(NEW, articles={**NEW.articles, "new": article})


@pytest.mark.parametrize(
    ("title", "news"),
    [
        ("Export licences are granted", ("'new' speaks of it",)),
        ("Exporters licensed in May", ("'new' speaks of it",)),  # other forms of both words
        ("Export quotas are cut", ()),  # one long word of two
        ("A new report", ()),
    ],
)
def test_a_watched_entry_names_the_article_that_arrived(title, news):
    assert found(with_article(title=title))["watch_list.0"].news == news


@pytest.mark.parametrize(
    ("published", "news"),
    [
        ("2026-01-09", ("'new' of 2026-01-09 is newer than its grade of 2026-01-08",)),
        ("2026-01-08", ()),
        ("", ()),
    ],
)
def test_a_grade_names_articles_that_are_newer(published, news):
    assert found(with_article(published=published))["judgements.0"].news == news


def test_a_figure_that_moved_is_told_of_the_text_that_still_has_it():
    corrected = replace(ARTICLE, content="2", figures=("The line makes 12,500 tons.",))
    keys = found(replace(NEW, articles={"old": corrected}))
    assert keys["bottom_line"].news == ("'old' now says 12,500 tons, not 12,000 tons",)
    assert keys["items.each.old.comment"].news == ()
