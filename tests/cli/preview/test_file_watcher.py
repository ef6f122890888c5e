"""The preview notices every change of what briefs are made of, once, and nothing else."""

import os

import pytest

from reebrief.cli.preview import file_watcher
from reebrief.cli.preview.file_watcher import Watch
from support.projects import article, brief, make_project


@pytest.fixture
def root(tmp_path):
    project = make_project(
        tmp_path,
        {"one": article(origins="[A]")},
        "a: {name: A, kind: private-company}\n",
        {"weekly": brief(articles="[one]")},
        files={
            "templates/sections/items.md.j2": "one\n",
            "templates/themes/house.yaml": "format: 1\n",
            "templates/caveats.yaml": "format: 1\n",
            "fonts/Own-Regular.ttf": "a font",
            "pictures/kiln.png": "a picture",
        },
    )
    return project.root


INPUTS = [
    "reebrief.yaml",
    "articles/one.md",
    "articles/sources.yaml",
    "briefs/weekly.yaml",
    "fonts/Own-Regular.ttf",
    "pictures/kiln.png",
    "templates/caveats.yaml",
    "templates/sections/items.md.j2",
    "templates/themes/house.yaml",
]


def test_reading_the_files_is_no_change(root):
    watch = Watch(root)
    assert not watch.changed()


@pytest.mark.parametrize("name", INPUTS)
def test_a_changed_input_is_noticed_once(root, name):
    watch = Watch(root)
    with (root / name).open("a", encoding="utf-8") as file:
        file.write("# more\n")
    assert watch.changed()
    assert not watch.changed()


@pytest.mark.parametrize("name", INPUTS)
def test_an_input_that_goes_and_comes_back_is_noticed_each_time(root, name):
    watch = Watch(root)
    text = (root / name).read_bytes()
    (root / name).unlink()
    assert watch.changed()
    (root / name).write_bytes(text)
    assert watch.changed()


def test_another_file_of_the_same_size_in_its_place_is_noticed(root):
    file = root / "briefs" / "weekly.yaml"
    watch = Watch(root)
    new = root / "briefs" / ".new"
    new.write_bytes(file.read_bytes()[::-1])
    os.utime(new, ns=(1, 1))
    new.replace(file)
    assert watch.changed()


def test_a_new_article_is_noticed(root):
    watch = Watch(root)
    (root / "articles" / "two.md").write_text(article(), encoding="utf-8")
    assert watch.changed()


@pytest.mark.parametrize(
    "name",
    [
        "briefs/.weekly.yaml.swp",
        "briefs/weekly.yaml~",
        "briefs/weekly.pdf",
        "articles/weekly.docx",
        "output/weekly.md",
        "notes.txt",
    ],
)
def test_what_no_brief_is_made_of_is_not_noticed(root, name):
    watch = Watch(root)
    (root / name).parent.mkdir(exist_ok=True)
    (root / name).write_text("nothing", encoding="utf-8")
    assert not watch.changed()


def test_a_named_file_outside_of_the_project_is_watched(root, tmp_path_factory):
    params = tmp_path_factory.mktemp("elsewhere") / "params.yaml"
    watch = Watch(root, [params])
    params.write_text("week: 3\n", encoding="utf-8")
    assert watch.changed()


def test_a_file_that_changed_since_it_was_read_is_noticed(root, tmp_path_factory):
    file = tmp_path_factory.mktemp("elsewhere") / "weekly.yaml"
    file.write_text("new", encoding="utf-8")
    stat = file.stat()
    now, before = (stat.st_mtime_ns, stat.st_size), (stat.st_mtime_ns - 1, stat.st_size)
    watch = Watch(root)
    watch.add({file: now})
    assert not watch.changed()
    other = Watch(root)
    other.add({file: before})
    assert other.changed()


def test_a_file_that_is_written_in_steps_is_one_change(root, monkeypatch):
    watch = Watch(root)
    steps = iter(["format", "format: 1\n", "format: 1\ntitle: New\n"])
    waits = []

    def write(seconds):
        waits.append(seconds)
        step = next(steps, None)
        if step is not None:
            (root / "briefs" / "weekly.yaml").write_text(step, encoding="utf-8")

    write(0)
    monkeypatch.setattr(file_watcher.time, "sleep", write)
    assert watch.changed()
    assert next(steps, None) is None
    assert not watch.changed()


def test_a_file_that_never_rests_is_told_of_within_half_a_second(root, monkeypatch):
    watch = Watch(root)
    file = root / "briefs" / "weekly.yaml"
    waits = []

    def write(seconds):
        waits.append(seconds)
        with file.open("a", encoding="utf-8") as end:
            end.write("#\n")

    write(0)
    monkeypatch.setattr(file_watcher.time, "sleep", write)
    assert watch.changed()
    assert sum(waits) <= 0.5


@pytest.fixture
def large(root, monkeypatch):
    """Return a project of which all files are looked at only when that is due: after ages."""
    (root / "articles" / "far.md").write_text(article(), encoding="utf-8")
    monkeypatch.setattr(file_watcher, "_SHARE", 1e-9)
    return root


def resting(root):
    """Return a watch that has looked at all files, and knows every folder."""
    watch = Watch(root)
    file = root / "articles" / "one.md"
    watch.add({file: (file.stat().st_mtime_ns, file.stat().st_size)})
    assert not watch.changed()
    return watch


def append(path):
    with path.open("a", encoding="utf-8") as file:
        file.write("More.\n")


def test_of_a_large_project_what_was_read_and_what_is_new_are_noticed_at_once(large):
    watch = resting(large)
    for change in (
        lambda: append(large / "articles" / "one.md"),
        lambda: append(large / "reebrief.yaml"),
        lambda: (large / "articles" / "new.md").write_text(article(), encoding="utf-8"),
        (large / "articles" / "far.md").unlink,
    ):
        change()
        assert watch.changed()
        assert not watch.changed()


def test_of_a_large_project_what_no_brief_read_is_noticed_when_all_is_looked_at(large, monkeypatch):
    watch = resting(large)
    append(large / "articles" / "far.md")
    assert not watch.changed()
    monkeypatch.setattr(file_watcher.time, "monotonic", lambda: float("inf"))
    assert watch.changed()


def test_of_a_large_project_a_look_asks_for_few_files(large, monkeypatch):
    for n in range(200):
        (large / "articles" / f"a{n}.md").write_text(article(), encoding="utf-8")
    watch = resting(large)
    assert not watch.changed()
    asked = []
    stat = os.stat
    monkeypatch.setattr(file_watcher.os, "stat", lambda path: asked.append(path) or stat(path))
    assert not watch.changed()
    assert 1 < len(asked) < 20
