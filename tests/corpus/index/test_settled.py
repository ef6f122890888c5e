"""What the index answers alone is what looking at every article answers, or it does not answer."""

import os
import sqlite3

import pytest

from reebrief.corpus.archive import Corpus
from reebrief.corpus.index import look, settled, store
from reebrief.corpus.query import Query, nobody
from reebrief.corpus.search import find
from reebrief.project.project import Project
from support.projects import article, make_project

ARTICLES = {
    "kiln": article("A plant was shown.", title="The kiln", published="2025-03"),
    "many": article(
        "A kiln, a second kiln and a furnace.",
        title="News",
        publisher="The Daily",
        topics="[ore]",
    ),
    "once": article(
        "A kiln among many other things that were built there.",
        title="Other news",
        published="2025-03-31?",
        origins="[Mill]",
    ),
}
HOUR = 3600 * 10**9


def age(path):
    """Give a file a time that can be trusted, as that of every older file can."""
    then = path.stat().st_mtime_ns - HOUR
    os.utime(path, ns=(then, then))


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project whose articles the index has; times of any change count as those of content."""
    make_project(tmp_path, ARTICLES)
    for path in (tmp_path / "articles").glob("*.md"):
        age(path)
    for module in (settled, look):
        stamps = module.stamps

        def stamped(root, names, stamps=stamps):
            return {name: (s[0], s[1], s[1]) for name, s in stamps(root, names).items()}

        monkeypatch.setattr(module, "stamps", stamped)
    searched(tmp_path, "kiln")
    return tmp_path


def searched(root, words, **asked):
    return [one.id for one in find(Corpus(Project(root)), Query(words=words, **asked))]


def answered(root, words="kiln", limit=0, **asked):
    hits = settled.answer(str(root), Query(words=words, **asked), limit, nobody)
    return hits and [one.id for one in hits.best]


@pytest.mark.parametrize("words", ["kiln", "kiln furnace", "furn", "nothing", 'kiln" OR "plant'])
def test_the_index_alone_answers_as_looking_at_all_does(project, words):
    assert answered(project, words) == searched(project, words)


@pytest.mark.parametrize(
    "asked",
    [
        {"topics": ("ore", "salt")},
        {"since": "2025-03-31"},
        {"until": "2025-03-01"},
        {"until": "2025-02-28"},
        {"publishers": ("the daily",)},
        {"origins": ("Mill",)},
        {"but": {"many"}},
        {"topics": ("ore",), "publishers": ("The Daily", "Nobody")},
    ],
)
def test_what_is_asked_of_facts_is_answered_as_looking_at_all_does(project, asked):
    assert answered(project, **asked) == searched(project, "kiln", **asked)


def test_nothing_is_answered_that_rests_on_articles_as_they_were(project):
    connection = sqlite3.connect(project / ".reebrief" / store.FILE)
    ((mark,),) = connection.execute("SELECT mark FROM settled").fetchall()
    connection.close()
    query = Query(words="kiln", but={"many"})
    assert settled.answer(str(project), query, 0, nobody, mark).total == 2
    assert settled.answer(str(project), query, 0, nobody, mark[::-1]) is None


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE content SET facts = replace(facts, 'News', 'Nows')",
        "UPDATE content SET data = replace(data, 'News', 'Nows')",
    ],
)
def test_nothing_is_answered_from_a_damaged_row(project, damage):
    connection = sqlite3.connect(project / ".reebrief" / store.FILE)
    connection.execute(damage)
    connection.commit()
    connection.close()
    assert answered(project) is None


def test_a_limit_cuts_the_best_and_counts_all(project):
    hits = settled.answer(str(project), Query(words="kiln"), 1, nobody)
    assert [one.id for one in hits.best] == searched(project, "kiln")[:1]
    assert hits.total == 3
    assert (hits.best[0].title, hits.best[0].day) == ("The kiln", "2025-03")


def changed(root):
    path = root / "articles" / "once.md"
    path.write_text(article("No furnace.", title="Other news"), encoding="utf-8")
    age(path)


def of_the_same_size(root):
    path = root / "articles" / "once.md"
    path.write_bytes(path.read_bytes().replace(b"kiln", b"mill"))
    age(path)


def touched_now(root):
    os.utime(root / "articles" / "once.md")


def added(root):
    path = root / "articles" / "new.md"
    path.write_text(article("A kiln.", title="New"), encoding="utf-8")
    age(path)


def deleted(root):
    (root / "articles" / "once.md").unlink()


def moved(root):
    (root / "articles" / "2025").mkdir()
    (root / "articles" / "once.md").rename(root / "articles" / "2025" / "once.md")


def doubled(root):
    (root / "articles" / "2025").mkdir()
    path = root / "articles" / "2025" / "once.md"
    path.write_bytes((root / "articles" / "once.md").read_bytes())
    age(path)


def misnamed(root):
    path = root / "articles" / "Not An Id.md"
    path.write_text(article("A kiln.", title="New"), encoding="utf-8")
    age(path)


def without_an_index(root):
    (root / ".reebrief" / store.FILE).unlink()


def damaged(root):
    (root / ".reebrief" / store.FILE).write_bytes(b"no database")


@pytest.mark.parametrize(
    "change",
    [
        changed,
        of_the_same_size,
        touched_now,
        added,
        deleted,
        moved,
        doubled,
        misnamed,
        without_an_index,
        damaged,
    ],
)
def test_nothing_is_answered_where_any_article_may_be_another(project, change):
    assert answered(project) is not None
    change(project)
    assert answered(project) is None


@pytest.mark.parametrize("change", [changed, added, deleted, moved])
def test_after_a_change_was_looked_at_the_index_answers_again(project, change):
    change(project)
    assert searched(project, "kiln") == answered(project)


def test_who_gets_no_answer_can_write_the_index_at_once(project, monkeypatch):
    kept = []  # as an error that is shown keeps a connection alive
    connect = sqlite3.connect
    monkeypatch.setattr(
        sqlite3, "connect", lambda *a, **k: kept.append(connect(*a, **k)) or kept[-1]
    )
    added(project)
    assert answered(project) is None
    other = connect(project / ".reebrief" / store.FILE, timeout=0)
    other.execute("DELETE FROM settled")
    other.commit()
    other.close()


def test_another_program_does_not_answer(project, monkeypatch):
    monkeypatch.setattr(settled, "program_mark", lambda: "another")
    assert answered(project) is None


def test_a_row_that_is_gone_or_of_another_kind_is_no_answer(project):
    with sqlite3.connect(project / ".reebrief" / store.FILE) as connection:
        connection.execute("UPDATE content SET number = number + 100")
    assert answered(project) is None
