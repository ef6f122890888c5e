"""Articles are found by words of their text, the best first, with and without the index."""

import pytest

from reebrief.corpus.archive import Corpus
from reebrief.corpus.index.full_text import passage
from reebrief.corpus.search import Query, find
from reebrief.pipeline.session import Session
from reebrief.pipeline.shown_articles import shown_articles
from reebrief.project.project import Project
from support.projects import article, brief, make_project

SOURCES = "daily: {name: The Daily, aliases: [Daily], kind: news-media}\n"
ARTICLES = {
    "kiln": article("A plant was shown.", title="The kiln", published="2025-03"),
    "many": article("A kiln, a second kiln and a furnace.", title="News", publisher="The Daily"),
    "once": article("A kiln among many other things that were built there.", title="Other news"),
    "hidden": article("The kil\u200bn that no index keeps.", title="Odd"),
    "accents": article("Die Öfen in Überlingen stehen still.", title="Öfen", language="de"),
    "chinese": article("中国北方稀土公司扩大产能。", title="北方稀土", language="zh"),
}


@pytest.fixture(params=["indexed", "again", "without"])
def found(tmp_path, request):
    """Return a function that gives the ids that a query finds."""
    make_project(tmp_path, ARTICLES, SOURCES, {"b": brief(articles="[many]")})
    if request.param == "without":
        (tmp_path / ".reebrief").write_text("no folder")
    if request.param == "again":
        find(Corpus(Project(tmp_path)), Query(words="kiln"))

    def found(words="", **asked):
        return [one.id for one in find(Corpus(Project(tmp_path)), Query(words=words, **asked))]

    return found


def test_what_an_article_said_before_it_was_changed_is_found_no_more(tmp_path):
    make_project(tmp_path, ARTICLES)
    for text in ("A kiln.", "A mill.", "A kiln and a mill."):
        (tmp_path / "articles" / "once.md").write_text(article(text), encoding="utf-8")
        found = [one.id for one in find(Corpus(Project(tmp_path)), Query(words="mill"))]
        assert found == (["once"] if "mill" in text else [])


def test_the_best_comes_first_and_what_the_index_does_not_keep_is_found_too(found):
    assert found("kiln")[0] == "kiln"
    assert sorted(found("kiln")) == ["hidden", "kiln", "many", "once"]
    assert found("kiln").index("many") < found("kiln").index("once")


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("kiln furnace", ["many"]),
        ("furn", ["many"]),
        ("urnace", []),
        ("ofen uberlingen", ["accents"]),
        ("稀土", ["chinese"]),
        ("北方稀土公司", ["chinese"]),
        ("公司稀土", []),
        ('kiln" OR "plant', []),
        ("kiln NOT furnace", []),
        ("second-kiln", ["many"]),
    ],
)
def test_all_words_must_stand_there_or_begin_a_word(found, words, ids):
    assert found(words) == ids


def test_what_a_query_asks_of_facts_holds_too(found):
    assert found("kiln", publishers=("daily",)) == ["many"]
    assert found("kiln", since="2025-03-01") == ["kiln"]
    assert found(publishers=("Daily",)) == ["many"]
    assert "many" not in found("kiln", but={"many"})


def test_what_goes_or_changes_is_found_no_more(tmp_path):
    make_project(tmp_path, ARTICLES)
    query = Query(words="kiln")
    find(Corpus(Project(tmp_path)), query)
    (tmp_path / "articles" / "kiln.md").unlink()
    (tmp_path / "articles" / "once.md").write_text(article("A mill.", title="A mill, a kiln"))
    (tmp_path / "articles" / "many.md").write_text(article("A mill."))
    ids = [one.id for one in find(Corpus(Project(tmp_path)), query)]
    assert sorted(ids) == ["hidden", "once"]


def test_articles_that_a_brief_shows_or_names_are_known(tmp_path):
    briefs = {
        "a": brief(articles="[kiln]", bottom_line='"It grew [@many]."'),
        "b": brief(articles="{where: {until: 2025-12-31}, limit: 1}"),
    }
    project = make_project(tmp_path, ARTICLES, SOURCES, briefs)
    assert shown_articles(Session(project)) == {"kiln", "many"}


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        ("Title\nFirst line.\nThe kiln and the mill.", "mill kiln", "The kiln and the mill."),
        ("The kiln", "kiln", "The kiln"),
        ("T\n" + "word " * 40 + "kiln " + "more " * 60, "kiln", None),
    ],
)
def test_the_passage_is_the_line_with_most_of_the_words(text, words, shown):
    found = passage(text, words)
    assert found == shown or (shown is None and "kiln" in found)
    assert len(found) <= 250
