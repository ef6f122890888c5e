"""A short title is one that the page has itself, and says and doubts what the title does."""

import pytest

from reebrief.corpus.articles import FrontMatter
from reebrief.corpus.ingest.metadata.short_titles import short_title
from support.importing import article_of, front_of

LONG = "Harbour Works opens a second line for magnet alloys at its mill in Strelsau"
PAGE = """<html><head><title>{window}</title>
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{title}",
"alternativeHeadline": "{other}"}}</script></head>
<body><article><h1>{title}</h1><p>The second line was opened on Monday.</p></article></body></html>
"""


def test_a_pages_own_shorter_title_is_proposed_with_where_it_was_read():
    made = article_of(
        PAGE.format(title=LONG, window=LONG, other="Harbour Works opens a second line")
    )
    assert front_of(made)["short_title"] == "Harbour Works opens a second line"
    said = "short_title 'Harbour Works opens a second line' is proposed, read in "
    assert f"{said}JSON-LD alternativeHeadline: check it" in [x.what for x in made.record.looks]


def test_what_is_proposed_is_a_short_title_that_articles_may_have():
    front = front_of(
        article_of(PAGE.format(title=LONG, window="Second line for magnet alloys", other=""))
    )
    assert FrontMatter.model_validate(front).short_title == "Second line for magnet alloys"


def test_a_short_title_that_is_given_stands():
    made = article_of(
        PAGE.format(title=LONG, window=LONG, other="Harbour Works opens a line"), short_title="M"
    )
    assert front_of(made)["short_title"] == "M"


@pytest.mark.parametrize(
    ("title", "other", "short"),
    [
        (LONG, "Harbour Works opens a second line", "Harbour Works opens a second line"),
        (LONG, "Our mills, our future: a visit", None),
        (LONG, "Harbour Works opens 2 lines", None),
        (LONG, "Magnet alloys", None),
        (LONG, LONG[:61], None),
        (LONG[:60], "Harbour Works opens a line", None),
        (f"{LONG}, minister says", "Harbour Works opens a second line", None),
        (f"{LONG}?", "Harbour Works opens a second line", None),
        (f"Harbour Works may open {LONG[20:]}", "Harbour Works opens a second line", None),
        (f"{LONG}, minister says", "Harbour Works opens line, minister says", True),
        ("Magnet alloys from Strelsau: " + LONG, "", "Magnet alloys from Strelsau"),
        ("Harbour Works opens a second line for alloys at its mill: two officials", "", None),
    ],
)
def test_a_shorter_title_counts_where_it_says_and_doubts_the_same(title, other, short):
    told = [(other, "the title of the window")] if other else []
    found = short_title(title, told)
    assert (found and found[0]) == (other if short is True else short)
