"""What ``check`` says of articles is the same with and without the index, and nothing is stale."""

import shutil
import sqlite3

import pytest

from reebrief import check
from reebrief.corpus.examined import ExaminedArticle
from reebrief.corpus.index import examined as module
from reebrief.diagnostics import Place, Problem, Severity
from reebrief.pipeline.examine_articles import corpus_problems
from reebrief.pipeline.session import Session
from reebrief.project.project import Project
from support.projects import article, brief, make_project

RETOLD = (
    "The ministry of mines of Norvale closed 14 of its 25 quarries on Monday, Jan Korb told "
    "reporters in Tornby. Rail cars carried 3,200 tons of ore to the port of Estmark last week, "
    "and 1,150 tons the week before. The works at Karlow will go on until the ore is spent."
)
ARTICLES = {
    "one": article("According to Herald, it grew.", title="Zinc", origins="[Ore Works]"),
    "two": article(RETOLD, publisher="Blatt", origins="[Herald]", published="2025-11-03"),
    "three": article(RETOLD, url="https://example.org/a", published="2025-11-03"),
    "odd": article("Hid\u200bden.", title="Odd", origins="[Herald]"),
}
REGISTRY = "herald: {name: Herald, kind: trade-press}\n"


@pytest.fixture
def parsed(monkeypatch):
    """Note the articles that are read and parsed in order to be examined."""
    done = []

    def parsing(name, text, real=module.parsed):
        done.append(name)
        return real(name, text)

    monkeypatch.setattr(module, "parsed", parsing)
    return done


@pytest.fixture
def root(tmp_path):
    make_project(tmp_path, ARTICLES, REGISTRY, {"b": brief(articles="[one]")})
    return tmp_path


def told(root):
    """Return all that is said of all articles, in a session of its own."""
    problems, stories = corpus_problems(Session(Project(root)))
    return sorted(map(str, problems)), stories


def without_index(root):
    shutil.rmtree(root / ".reebrief")
    return told(root)


def test_what_is_kept_says_what_is_found_anew(root):
    first = told(root)
    assert told(root) == first == without_index(root)
    said = "\n".join(first[0])
    for words in ("'Ore Works' is not in", "the origins omit Herald", "no origin", "hidden char"):
        assert words in said
    assert [[one.id for one in story.articles] for story in first[1]] == [["three", "two"]]


def test_articles_named_are_examined_as_all_of_them_are(root):
    every = corpus_problems(Session(Project(root)))
    assert corpus_problems(Session(Project(root)), [*sorted(ARTICLES)]) == every


def test_an_unchanged_article_is_not_examined_again(root, parsed):
    told(root)
    assert len(parsed) == 4
    parsed.clear()
    told(root)
    assert parsed == ["articles/odd.md"]  # what has findings of its own is never kept
    path = root / "articles" / "one.md"
    path.write_text(path.read_text().replace("Ore Works", "Herald"))
    parsed.clear()
    assert "Ore Works" not in "\n".join(told(root)[0])
    assert parsed == ["articles/odd.md", "articles/one.md"]


def test_another_registry_has_all_of_them_examined(root, parsed):
    told(root)
    parsed.clear()
    registry = root / "articles" / "sources.yaml"
    entry = "  ore: {name: Ore Works, kind: private-company}\n"
    registry.write_text(registry.read_text() + entry)
    said = told(root)
    assert len(parsed) == 4
    assert "'Ore Works' is not in" not in "\n".join(said[0])
    assert said == without_index(root)


def test_a_faulty_registry_hides_nothing_else(root):
    (root / "articles" / "sources.yaml").write_text("format: 1\nsources: {a: {kind: none}}\n")
    (root / "articles" / "bad.md").write_text("---\ntitle: Bad\nnonsense: 1\n---\n")
    for _ in range(2):
        said = "\n".join(told(root)[0])
        for words in ("sources.yaml:", "unknown key 'nonsense'", "hidden char", "the same text as"):
            assert words in said
    (root / "articles" / "bad.md").unlink()
    (root / "articles" / "sources.yaml").write_text(f"format: 1\nsources:\n  {REGISTRY}")
    assert told(root) == without_index(root)


def test_a_damaged_entry_is_found_anew(root):
    first = told(root)
    with sqlite3.connect(root / ".reebrief" / "index.sqlite") as connection:
        connection.execute("UPDATE examined SET text = replace(text, 'Herald', 'Heralt')")
    assert told(root) == first
    assert told(root) == first


def test_an_examined_article_is_unpacked_as_it_was(root):
    whole = Session(Project(root)).corpus.get("two")
    found = [
        Problem("a", Place(whole.file.name, 3, 1), "type b\nand c", Severity.FINDING),
        Problem("ü", None, None, Severity.NOTE, urgent=True),
    ]
    one = ExaminedArticle.of(whole, found)
    assert ExaminedArticle.unpack(one.facts, *one.pack()) == one
    assert one.place("title") == whole.place("title")


def test_check_says_the_same_twice(root):
    once, again = ([one.problems for one in check(Project(root))] for _ in range(2))
    assert once == again
