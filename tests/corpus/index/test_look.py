"""The index says what reading every article says, and nothing is read twice."""

import os
import shutil
import sqlite3
import subprocess
import sys

import pytest

from reebrief import ReebriefError, render
from reebrief.corpus.archive import Corpus
from reebrief.corpus.index import look as module
from reebrief.corpus.index import store
from reebrief.project import program_mark
from reebrief.project.project import Project
from support.projects import article, brief, make_project
from support.trees import ROOT

ARTICLES = {
    "one": article("It grew.", title="Zinc", published="2025-11?", topics="[ore]", origins="[A]"),
    "two": article("Es wuchs.", publisher="Blatt", own_work="true", language="de"),
    "three": article("It fell.", url="https://example.org/a", topics="[ore, tax]"),
}
FAULTY = {"bad": "---\ntitle: Bad\nnonsense: 1\n---\n"}
FOUND = {"odd": article("Hid\u200bden.", title="Odd")}  # a finding, no error
HOUR = 3600 * 10**9


def index(root):
    return root / ".reebrief" / store.FILE


def settle(root):
    """Give the articles times that can be trusted, as those of every older file can."""
    for path in (root / "articles").rglob("*.md"):
        age(path)


def age(path):
    then = path.stat().st_mtime_ns - HOUR
    os.utime(path, ns=(then, then))


@pytest.fixture
def work(monkeypatch):
    """Count the files that are read and parsed; times of any change count as those of content."""
    done = {"read": [], "parsed": []}
    read, parsed, stamps = Project.look, module.parsed, module.stamps

    def reading(project, path):
        done["read"].append(path.stem)
        return read(project, path)

    def parsing(name, text):
        done["parsed"].append(name)
        return parsed(name, text)

    def stamped(root, names):
        return {name: (s[0], s[1], s[1]) for name, s in stamps(root, names).items()}

    monkeypatch.setattr(Project, "look", reading)
    monkeypatch.setattr(module, "parsed", parsing)
    monkeypatch.setattr(module, "stamps", stamped)
    return done


@pytest.fixture
def facts(tmp_path, work):
    """Return a function that gives the facts of all articles anew, and how much work it was."""
    make_project(tmp_path, ARTICLES)
    settle(tmp_path)

    def facts():
        corpus = Corpus(Project(tmp_path))
        work["read"].clear()
        work["parsed"].clear()
        found = corpus.facts()
        return found, (len(work["read"]), len(work["parsed"]))

    return facts


def plainly(root):
    """Return the facts of all articles as reading each of them gives them."""
    corpus = Corpus(Project(root))
    return tuple(corpus.get(article_id).facts for article_id in corpus.ids)


def test_an_article_is_read_once_until_it_changes(facts, tmp_path):
    found, done = facts()
    assert found == plainly(tmp_path)
    assert done == (3, 3)
    assert facts() == (found, (0, 0))


def test_what_is_only_touched_is_read_and_what_changed_is_parsed_too(facts, tmp_path):
    facts()
    path = tmp_path / "articles" / "one.md"
    age(path)
    assert facts()[1] == (1, 0)
    assert facts()[1] == (0, 0)
    path.write_text(ARTICLES["one"].replace("Zinc", "Lead"))
    assert facts()[1] == (1, 1)
    assert [one.title for one in facts()[0]] == ["Lead", "One", "One"]


def test_an_article_that_moves_into_a_folder_by_year_is_not_parsed_again(facts, tmp_path):
    facts()
    (tmp_path / "articles" / "2025").mkdir()
    shutil.move(tmp_path / "articles" / "one.md", tmp_path / "articles" / "2025")
    found, done = facts()
    assert done == (1, 0)
    assert [one.file for one in found if one.id == "one"] == ["articles/2025/one.md"]
    assert found == plainly(tmp_path)


def test_an_article_that_goes_is_forgotten(facts, tmp_path):
    facts()
    (tmp_path / "articles" / "one.md").unlink()
    assert [one.id for one in facts()[0]] == ["three", "two"]
    with sqlite3.connect(index(tmp_path)) as connection:
        for count in ("SELECT count(*) FROM file", "SELECT count(*) FROM content"):
            assert connection.execute(count).fetchone() == (2,)


def test_a_change_within_the_grain_of_the_clock_is_seen(tmp_path):
    make_project(tmp_path, ARTICLES)
    path = tmp_path / "articles" / "one.md"
    Corpus(Project(tmp_path)).facts()
    before = path.stat()
    path.write_text(ARTICLES["one"].replace("Zinc", "Lead"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    assert [one.title for one in Corpus(Project(tmp_path)).facts()] == ["Lead", "One", "One"]


def test_an_article_with_findings_is_never_kept(facts, tmp_path):
    (tmp_path / "articles" / "odd.md").write_text(FOUND["odd"])
    age(tmp_path / "articles" / "odd.md")
    assert facts()[1] == (4, 4)
    found, done = facts()
    assert done == (1, 1)
    assert found == plainly(tmp_path)


def test_an_article_with_faults_is_told_each_time_and_the_others_are_kept(facts, tmp_path):
    path = tmp_path / "articles" / "bad.md"
    path.write_text(FAULTY["bad"])
    age(path)
    for _ in range(2):
        with pytest.raises(ReebriefError, match=r"articles/bad\.md:3:1: unknown key"):
            facts()
    path.unlink()
    assert facts()[1] == (0, 0)


def overwritten(path):
    path.write_bytes(b"no index at all, but a file of some length" * 100)


def shortened(path):
    path.write_bytes(path.read_bytes()[:5000])


def with_a_changed_letter(path):
    data = path.read_bytes()
    assert data.count(b'["Zinc"') == 1
    path.write_bytes(data.replace(b'["Zinc"', b'["Zink"'))


def without_a_table(path):
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TABLE file")


def with_a_schema_that_is_no_text(path):
    data = path.read_bytes()
    assert b"CREATE TABLE settled" in data
    path.write_bytes(data.replace(b"CREATE TABLE settled", b"CREATE TAB\xff\xfe settled"))


def emptied(path):
    path.write_bytes(b"")


def gone(path):
    path.unlink()


DAMAGES = [
    *(overwritten, shortened, with_a_changed_letter, with_a_schema_that_is_no_text),
    *(without_a_table, emptied, gone),
]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_or_missing_index_is_made_anew(facts, tmp_path, damage):
    found, _ = facts()
    damage(index(tmp_path))
    assert facts() == (found, (3, 3))
    assert facts() == (found, (0, 0))


def test_the_index_of_another_version_is_made_anew(facts, monkeypatch):
    found, _ = facts()
    monkeypatch.setattr(program_mark, "__version__", "0.0.1")
    assert facts() == (found, (3, 3))
    assert facts() == (found, (0, 0))


def test_a_locked_index_is_passed_by(facts, tmp_path, monkeypatch):
    found, _ = facts()
    monkeypatch.setattr(store, "_WAIT", 0.01)
    other = sqlite3.connect(index(tmp_path), isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert facts() == (found, (3, 3))
    other.close()
    assert facts() == (found, (0, 0))


@pytest.mark.parametrize("place", [".reebrief", f".reebrief/{store.FILE}"])
def test_an_index_that_cannot_be_written_is_passed_by(facts, tmp_path, place):
    path = tmp_path / place
    path.parent.mkdir(exist_ok=True)
    path.mkdir() if path.suffix else path.write_text("a file")
    for _ in range(2):
        found, done = facts()
        assert found == plainly(tmp_path)
        assert done == (3, 3)


BRIEFS = {
    "selecting": brief(articles="{where: {topics: [ore]}, sort: title}"),
    "naming": brief(articles="[three, one]"),
}
RUN = "from reebrief.cli.main import main; import sys; sys.argv = ['reebrief', *{!r}]; main()"


def command(root, *words):
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    code = RUN.format(words)
    return subprocess.Popen([sys.executable, "-c", code], cwd=root, env=environment)


def test_a_brief_has_the_same_bytes_with_and_without_the_index(tmp_path):
    made = []
    for name in ("fresh", "indexed", "indexed"):
        project = make_project(tmp_path / name, ARTICLES, "", BRIEFS)
        done = render(project, to=("docx", "pdf", "html", "md"))
        assert not any(one.failed for one in done)
        made.append([path.read_bytes() for one in done for path in one.files])
    assert made[0] == made[1] == made[2]


def test_commands_at_once_tear_nothing(tmp_path):
    texts = {f"a{n}": article(f"Text {n}.", topics="[ore]") for n in range(300)}
    make_project(tmp_path, texts, "", BRIEFS)
    running = [command(tmp_path, "explain", "selecting") for _ in range(3)]
    assert [process.wait() for process in running] == [0, 0, 0]
    with sqlite3.connect(index(tmp_path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("SELECT count(*) FROM file").fetchone() == (300,)
    assert Corpus(Project(tmp_path)).facts() == plainly(tmp_path)


def test_a_brief_that_names_its_articles_opens_no_index(tmp_path):
    project = make_project(tmp_path, ARTICLES, "", BRIEFS)
    render(project, ["naming"], to=["md"])
    assert not index(tmp_path).exists()
    assert {path.stem for path in project.inputs if path.suffix == ".md"} == {"one", "three"}
    render(project, ["selecting"], to=["md"])
    assert index(tmp_path).exists()


@pytest.mark.usefixtures("work")
def test_what_this_process_saw_is_not_asked_of_the_index(tmp_path):
    make_project(tmp_path, ARTICLES)
    settle(tmp_path)
    first = Corpus(Project(tmp_path))
    found = first.facts()
    index(tmp_path).write_bytes(b"no index")
    again = Corpus(Project(tmp_path), first.looked)
    assert again.facts() == found
    assert index(tmp_path).read_bytes() == b"no index"
    (tmp_path / "articles" / "one.md").write_text(ARTICLES["one"].replace("Zinc", "Lead"))
    later = Corpus(Project(tmp_path), again.looked)
    assert [one.title for one in later.facts()] == ["Lead", "One", "One"]
