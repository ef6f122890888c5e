"""A brief shows the articles it asks for, in its order, and says why each is in or out."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reebrief import briefs
from reebrief.compose.selection import select
from reebrief.corpus import sources
from reebrief.corpus.archive import Corpus
from reebrief.corpus.filters import has_origin, in_period
from reebrief.diagnostics import ReebriefError
from reebrief.project.dates import published
from support.projects import article, brief, make_project

ON = dt.date(2025, 12, 5)
SOURCES = """\
steel:
  name: Steel Group
  kind: private-company
mill:
  name: Mill
  kind: private-company
  owner: {is: steel, reference: Report, read: 2025-01-02}
"""
ARTICLES = {
    "a": article(title="Zinc", published="2025-12-01", origins="[Mill]", topics="[ore, tax]"),
    "b": article(title="alloys", published="2025-11?", origins="[Steel Group]", topics="[tax]"),
    "c": article(title="Beryl", origins="[Nobody Knows]", topics="[ore]"),
    "d": article(title="Zinc", published="2024"),
}


@pytest.fixture
def chosen(tmp_path):
    """Return a function that selects by the key ``articles`` of a definition."""

    def chosen(articles, on=ON):
        project = make_project(tmp_path, ARTICLES, SOURCES, {"x": brief(articles=articles)})
        definition = briefs.load(project, "x")[0]
        found, choices = select(definition, Corpus(project), sources.load(project), on)
        assert [a.id for a in found] == [c.article for c in choices if c.chosen]
        assert sorted(c.article for c in choices) == sorted(ARTICLES)
        return "".join(a.id for a in found), {c.article: c.reason for c in choices}

    return chosen


@pytest.mark.parametrize(
    ("articles", "ids"),
    [
        ("[c, a]", "ca"),
        ("{include: [c, a]}", "ca"),
        ("{include: c}", "c"),
        ("{include: [c, a, d], exclude: [a]}", "cd"),
        ("{include: [d, c, a], sort: newest}", "adc"),
        ("{where: {}}", "abdc"),
        ("{exclude: [b]}", "adc"),
        ("{where: {}, sort: oldest}", "cdba"),
        ("{where: {}, sort: title}", "bcad"),
        ("{where: {}, limit: 2}", "ab"),
        ("{where: {topics: ore}}", "ac"),
        ("{where: {topics: [gold, tax]}}", "ab"),
        ("{where: {origins: steel group}}", "ab"),
        ("{where: {origins: [Mill, Nobody Knows]}}", "ac"),
        ("{where: {period: 7d}}", "ab"),
        ("{where: {period: 2025-11}}", "b"),
        ("{where: {since: 2025-11-30}}", "ab"),
        ("{where: {until: 2024-06-30}}", "d"),
        ("{include: [d], where: {topics: tax}}", "dab"),
        ("{include: [b], where: {topics: tax}}", "ba"),
    ],
)
def test_which_articles_are_chosen_and_in_which_order(chosen, articles, ids):
    assert chosen(articles)[0] == ids


@pytest.mark.parametrize(
    ("articles", "reasons"),
    [
        ("[a]", ["listed", "not listed", "not listed", "not listed"]),
        (
            "{where: {topics: tax}, exclude: [b]}",
            ["topic tax", "excluded", "no topic tax", "no topic tax"],
        ),
        (
            "{where: {period: 7d}}",
            [
                "published 2025-12-01, within 2025-11-29 to 2025-12-05",
                "inexact: published 2025-11?, overlaps 2025-11-29 to 2025-12-05",
                "undated; 2025-11-29 to 2025-12-05 cannot select it",
                "published 2024, outside 2025-11-29 to 2025-12-05",
            ],
        ),
        (
            "{where: {since: 2025-01-01, topics: ore, origins: steel}}",
            [
                "published 2025-12-01, within 2025-01-01 to …; topic ore; origin Mill",
                "no topic ore",
                "undated; 2025-01-01 to … cannot select it",
                "published 2024, outside 2025-01-01 to …",
            ],
        ),
        (
            "{where: {origins: [x, y]}, include: [a], limit: 1}",
            ["listed", "no origin x or y", "no origin x or y", "no origin x or y"],
        ),
        ("{sort: newest, limit: 1}", ["every article", *["over the limit of 1"] * 3]),
    ],
)
def test_every_article_has_its_reason(chosen, articles, reasons):
    assert chosen(articles)[1] == dict(zip("abcd", reasons, strict=True))


@pytest.mark.parametrize(
    ("articles", "message"),
    [
        ("[a, e]", "briefs/x.yaml:4:15: no article 'e'"),
        ("{include: [a], exclude: [e]}", "briefs/x.yaml:4:36: no article 'e'"),
        ("[a, b, a]", "briefs/x.yaml:4:18: the article 'a' is listed twice"),
        ("{where: {period: 7d, since: 2025-01-01}}", "a period and since/until at once"),
        ("{where: {period: soon}}", "briefs/x.yaml:4:28: period: 'soon' is no period"),
        ("{limit: 0}", "briefs/x.yaml:4:19: limit: 0 is out of range"),
    ],
)
def test_a_faulty_selection_is_refused_with_its_place(chosen, articles, message):
    with pytest.raises(ReebriefError) as caught:
        chosen(articles)
    assert message in str(caught.value)


def test_only_listed_articles_are_read_where_ids_alone_select(tmp_path):
    texts = {**ARTICLES, "broken": "no front matter"}
    definitions = {"x": brief(articles="[b, a]"), "y": brief(articles="{where: {}}")}
    project = make_project(tmp_path, texts, SOURCES, definitions)
    found, _ = select(briefs.load(project, "x")[0], Corpus(project), sources.load(project), ON)
    assert [a.id for a in found] == ["b", "a"]
    with pytest.raises(ReebriefError, match=r"articles/broken\.md:1:1: no front matter"):
        select(briefs.load(project, "y")[0], Corpus(project), sources.load(project), ON)


DATES = st.dates(dt.date(2024, 1, 1), dt.date(2026, 12, 31))
FORMS = st.sampled_from(["%Y", "%Y-%m", "%Y-%m-%d", "%Y?", "%Y-%m?", "%Y-%m-%d?"])


class Dated:
    """An article as far as a period looks at it."""

    def __init__(self, text):
        self.published = published(text)


@settings(deadline=None)
@given(DATES, FORMS, DATES | st.none(), DATES | st.none())
def test_a_period_selects_every_article_that_may_be_of_it_and_says_if_that_is_inexact(
    day, form, start, end
):
    fits, why = in_period(Dated(day.strftime(form)), start, end)
    if (start is None or start <= day) and (end is None or day <= end):
        assert fits
    if fits and (start or end):
        assert why.startswith("inexact: ") or not form.endswith("?")


def test_an_owner_stands_for_what_it_owns_and_not_the_other_way_round(tmp_path):
    project = make_project(tmp_path, ARTICLES, SOURCES)
    registry, corpus = sources.load(project), Corpus(project)
    assert has_origin(corpus.get("a"), ("Steel Group",), registry) == (True, "origin Mill")
    assert has_origin(corpus.get("b"), ("Mill",), registry) == (False, "no origin Mill")
    assert has_origin(corpus.get("d"), (), registry) == (True, "")
