"""Files that look as if they were meant to be read are named where they are not."""

import pytest

from reebrief.project.unread_files import unread
from support.projects import article, brief, make_project

TEXT = article("Text.")


@pytest.fixture
def told(tmp_path):
    """Return a function that puts a file into a project and gives what is said of it."""

    def make(name, text=TEXT):
        project = make_project(tmp_path, {"a": article("Text.")}, "", {"b": brief()})
        path = project.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return [(str(p.place), p.what, p.hint) for p in unread(project)]

    return make


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("articles/x.markdown", "rename it to x.md"),
        ("articles/x.MD", "rename it to x.md"),
        ("articles/x.md.txt", "rename it to x.md"),
        ("articles/sources.yml", "rename it to sources.yaml"),
        ("articles/old/x.md", "move it into articles/ itself or a folder by year"),
        ("articles/2026/07/x.md", "move it into articles/ itself or a folder by year"),
        ("articles/2026/x.markdown", "rename it to x.md"),
        ("briefs/x.yml", "rename it to x.yaml"),
        ("briefs/old/x.yaml", "move it into briefs/ itself"),
        ("templates/theme/own.yaml", "rename the folder to themes"),
        ("templates/section/items.yaml", "rename the folder to sections"),
        ("templates/caveats.yml", "rename it to caveats.yaml"),
        ("templates/themes/own.yml", "rename it to own.yaml"),
        ("templates/languages/de.YAML", "rename it to de.yaml"),
        ("templates/sections/text.jinja2", "rename it to text.md.j2"),
        ("templates/sections/text.j2", "rename it to text.md.j2"),
        ("articles/SOURCES.yaml", "rename it to sources.yaml"),
        ("articles/sources.YAML", "rename it to sources.yaml"),
        ("reebrief.yml", "rename it to reebrief.yaml"),
    ],
)
def test_a_file_that_is_not_read_is_named_with_what_to_do(told, name, hint):
    ((place, what, said),) = told(name)
    assert (place, said) == (name, hint)
    assert what.startswith("not read: ")


def test_a_folder_in_other_letters_is_named(told):
    ((place, what, said),) = told("Articles/x.md")
    assert (place, what, said) == (
        "Articles",
        "not read: the folder is called articles",
        "rename it to articles",
    )


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("articles/x.md", article("Text.")),
        ("articles/2026/x.md", article("Text.")),
        ("articles/notes.txt", "what I still have to do"),
        ("articles/picture.png", "no picture"),
        ("articles/.draft.MD", article("Text.")),
        ("articles/.git/x.md", article("Text.")),
        ("originals/2026/x.md", article("Text.")),
        ("templates/themes/own.yaml", "format: 1\n"),
    ],
)
def test_what_is_read_and_what_is_not_meant_to_be_is_silent(told, name, text):
    assert told(name, text) == []
