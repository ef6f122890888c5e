"""A problem is printed with the line that it is about, as it stands in the file."""

import os
from pathlib import Path

import pytest

from reebrief.cli.errors import quoted
from reebrief.diagnostics import Place, Problem, Severity

LONG = "text: " + "word " * 60


@pytest.fixture
def root(tmp_path):
    (tmp_path / "a.yaml").write_bytes(b"\xef\xbb\xbfone\n\n  two: \x07\xff\n" + LONG.encode())
    return str(tmp_path)


def line(root, number, column=1, **options):
    problem = Problem("wrong", Place("a.yaml", number, column), "type it\nso", **options)
    first, *rest = quoted(problem, root).split("\n")
    assert first.endswith("wrong")
    assert rest[-2:] == ["  hint: type it", "        so"]
    return "".join(rest[:-2])


def test_the_line_stands_between_what_is_wrong_and_what_to_type(root):
    assert line(root, 1) == "  | one"


def test_of_a_long_line_the_part_around_the_column_is_shown(root):
    assert line(root, 4).startswith("  | text: word")
    assert line(root, 4).endswith("…")
    assert line(root, 4, 200).startswith("  | …")
    assert len(line(root, 4, 200)) <= 96


def test_a_character_that_would_do_something_to_a_terminal_is_shown(root):
    assert line(root, 3) == "  | two: ␇\ufffd"


@pytest.mark.parametrize("number", [0, 2, 9])
def test_a_line_number_that_is_not_in_the_file_quotes_no_line(root, number):
    assert line(root, number) == ""


def test_a_note_has_no_line(root):
    assert line(root, 1, severity=Severity.NOTE) == ""


@pytest.mark.parametrize(
    "place", [None, Place("-P x", 1), Place("nowhere.yaml", 1), Place("\0", 1)]
)
def test_a_place_in_no_file_quotes_no_line(root, place):
    problem = Problem("wrong", place)
    assert quoted(problem, root) == quoted(problem, None) == str(problem)


def test_a_changed_file_has_its_new_line(root):
    assert line(root, 1) == "  | one"
    path = Path(root, "a.yaml")
    path.write_text("new\n", encoding="utf-8")
    os.utime(path, ns=(1, 1))
    assert line(root, 1) == "  | new"
