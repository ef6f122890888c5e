"""Values of a YAML text are changed in place: all else stays as it was, to the byte."""

import copy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reebrief.diagnostics import ReebriefError
from reebrief.document.characters import visible
from reebrief.project.yaml import read, write
from reebrief.project.yaml.edit import YamlText
from reebrief.project.yaml.spans import spans

BRIEF = """\
# the second edition
title: 'Rare earths: five reports'   # shown on page 1
number: RE 2026/02
articles: [one, two, three]   # in order

sections:
  # first what is asked
  - bottom-line
  - items  # all of them

  - sources
bottom_line: |
  A first sentence,
  over two lines.

items:
  each:
    one: {comment: old, quote: true}
    two:
      comment: >
        folded
        text
waivers:
- rule: stale
  who: J. Doe
- {rule: undated, who: K}
watch_list:
to: ~
"""


def edited(operation, *arguments, text=BRIEF, **options):
    file = YamlText(text, "f.yaml")
    getattr(file, operation)(*arguments, **options)
    return file.text


def changed_lines(new, old=BRIEF):
    """Return the lines that went and those that came."""
    before, after = old.split("\n"), new.split("\n")
    return [x for x in before if x not in after], [x for x in after if x not in before]


@pytest.mark.parametrize(
    ("path", "value", "gone", "come"),
    [
        (
            ("title",),
            "It’s new",
            ["title: 'Rare earths: five reports'   # shown on page 1"],
            ["title: 'It’s new'   # shown on page 1"],
        ),
        (("number",), "RE 2026/03", ["number: RE 2026/02"], ["number: RE 2026/03"]),
        (("number",), "a: b # c", ["number: RE 2026/02"], ['number: "a: b # c"']),
        (
            ("articles",),
            ["four"],
            ["articles: [one, two, three]   # in order"],
            ["articles: [four]   # in order"],
        ),
        (
            ("articles", 1),
            "a, b",
            ["articles: [one, two, three]   # in order"],
            ['articles: [one, "a, b", three]   # in order'],
        ),
        (
            ("sections", 1),
            "matrix",
            ["  - items  # all of them"],
            ["  - matrix  # all of them"],
        ),
        (
            ("bottom_line",),
            "One.\nTwo.\n",
            ["  A first sentence,", "  over two lines."],
            ["  One.", "  Two."],
        ),
        (
            ("items", "each", "one", "comment"),
            "new",
            ["    one: {comment: old, quote: true}"],
            ["    one: {comment: new, quote: true}"],
        ),
        (
            ("items", "each", "two", "comment"),
            "unfolded\n",
            ["        folded", "        text"],
            ["        unfolded"],
        ),
        (("waivers", 1, "who"), "L", ["- {rule: undated, who: K}"], ["- {rule: undated, who: L}"]),
        (("waivers", 0, "until"), "2026-03-01", [], ["  until: 2026-03-01"]),
        (("watch_list",), ["a", "b"], [], ["  - a", "  - b"]),
        (("to",), "all", ["to: ~"], ["to: all"]),
        (("carried", "bottom_line", "who"), "J", [], ["carried:", "  bottom_line:", "    who: J"]),
        (("watch_list", "x"), True, [], ["  x: true"]),
    ],
)
def test_a_value_is_set_and_the_rest_stays(path, value, gone, come):
    assert changed_lines(edited("set", path, value)) == (gone, come)


def test_a_new_key_stands_where_it_is_wanted():
    text = edited("set", ("previous",), "week-49", after="number")
    assert "number: RE 2026/02\nprevious: week-49\narticles" in text
    assert edited("set", ("previous",), "week-49").endswith("to: ~\nprevious: week-49\n")


def test_a_block_takes_the_place_of_a_value_and_a_value_that_of_a_block():
    text = edited("set", ("number",), {"first": ["a"]})
    assert "number:\n  first:\n    - a\narticles" in text
    assert "sections: all\nbottom_line" in edited("set", ("sections",), "all")
    text = edited("set", ("sections",), ["a", {"b": "c"}])
    assert "sections:\n  # first what is asked\n  - a\n  - b: c\nbottom_line" in text


@pytest.mark.parametrize(
    ("path", "value", "come"),
    [
        (("articles", 0), "new", ["articles: [new, one, two, three]   # in order"]),
        (("articles", 9), "new", ["articles: [one, two, three, new]   # in order"]),
        (("sections", 0), "new", ["  - new"]),
        (("sections", 2), "new", ["  - new"]),
        (("waivers", 2), {"rule": "a", "who": "b"}, ["- rule: a", "  who: b"]),
        (("watch_list", 0), "A: b.", ['  - "A: b."']),
        (("new", "list", 0), "x", ["new:", "  list:", "    - x"]),
    ],
)
def test_an_entry_is_inserted(path, value, come):
    assert changed_lines(edited("insert", path, value))[1] == come


def test_an_entry_is_written_as_those_beside_it_are():
    text = "rows:\n  - {label: a, values: 1}\n  - {label: b, values: 2}\n"
    added = edited("insert", ("rows", 2), {"label": "c", "values": "3"}, text=text)
    assert added == text + "  - {label: c, values: 3}\n"


def test_the_first_entry_goes_above_and_the_last_below_a_comment_on_its_line():
    text = edited("insert", ("sections", 0), "new")
    assert "  # first what is asked\n  - new\n  - bottom-line\n" in text
    text = edited("insert", ("sections", 2), "new")
    assert "  - items  # all of them\n  - new\n\n  - sources\n" in text


@pytest.mark.parametrize(
    ("path", "gone", "come"),
    [
        (("articles", 0), ["articles: [one, two, three]   # in order"], 1),
        (("articles", 2), ["articles: [one, two, three]   # in order"], 1),
        (("sections", 1), ["  - items  # all of them"], 0),
        (("bottom_line",), ["bottom_line: |", "  A first sentence,", "  over two lines."], 0),
        (("waivers", 0, "rule"), ["- rule: stale", "  who: J. Doe"], 1),
        (("waivers", 0), ["- rule: stale", "  who: J. Doe"], 0),
        (
            ("items", "each", "two", "comment"),
            ["    two:", "      comment: >", "        folded", "        text"],
            1,
        ),
    ],
)
def test_what_is_removed_takes_its_lines_along_and_no_other(path, gone, come):
    lost, new = changed_lines(edited("remove", path))
    assert lost == gone
    assert len(new) == come


def test_a_comment_stands_above_its_key():
    text = edited("comment", ("waivers", 0, "who"), "J. Doe, 9 January:\nis this so?")
    assert "- rule: stale\n  # J. Doe, 9 January:\n  # is this so?\n  who: J. Doe\n" in text
    assert read(text, "f.yaml").data == read(BRIEF, "f.yaml").data


@pytest.mark.parametrize(
    ("operation", "arguments"),
    [
        ("set", (("number", "x"), "1")),
        ("set", (("articles", 9), "x")),
        ("insert", (("number", 0), "x")),
        ("remove", (("nothing",),)),
        ("remove", (("articles", 7),)),
        ("comment", (("nothing",), "x")),
        ("set", (("to",), "\x07")),
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(operation, arguments):
    file = YamlText(BRIEF, "f.yaml")
    with pytest.raises(ReebriefError, match="cannot be changed in place"):
        getattr(file, operation)(*arguments)
    assert file.text == BRIEF


def test_line_ends_of_windows_and_a_byte_order_mark_stay():
    text = "\ufeffa: 1 # ä\r\nb: |\r\n  c\r\nd: 2\r\n"
    file = YamlText(text, "f.yaml")
    file.set(("b",), "x\ny\n")
    file.set(("e",), ["z"])
    assert file.text == "\ufeffa: 1 # ä\r\nb: |\r\n  x\r\n  y\r\nd: 2\r\ne:\r\n  - z\r\n"


def test_an_empty_file_takes_a_first_key():
    assert edited("set", ("a", "b"), "c", text="# nothing yet") == "# nothing yet\na:\n  b: c\n"


# --- the promise, on any data

TEXT = st.text(alphabet="ab:#'\"-|> \n[]{},&*!%@é世", max_size=8)
KEYS = st.text(alphabet="abcé -", min_size=1, max_size=4)
DATA = st.dictionaries(
    KEYS,
    st.recursive(
        TEXT | st.booleans() | st.none(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
        max_leaves=8,
    ),
    min_size=1,
    max_size=4,
)


def paths(data, path=()):
    parts = data if isinstance(data, dict) else range(len(data)) if isinstance(data, list) else ()
    for part in parts:
        yield (*path, part)
        yield from paths(data[part], (*path, part))


@settings(max_examples=200)
@given(DATA, DATA, st.data())
def test_a_change_gives_the_data_that_were_meant_and_keeps_the_lines_around(data, other, draw):
    text = write(data)
    path = draw.draw(st.sampled_from(sorted(paths(data), key=str)))
    value = draw.draw(st.sampled_from([*other.values(), other]))
    value = value if visible(str(value))[1] == () else "x"
    file = YamlText(text, "f.yaml")
    expected = copy.deepcopy(data)
    target = expected
    for part in path[:-1]:
        target = target[part]
    if draw.draw(st.booleans()) or len(target) == 1:
        target[path[-1]] = value
        file.set(path, value)
    else:
        del target[path[-1]]
        file.remove(path)
    assert read(file.text, "f.yaml").data == expected
    span = spans(text)
    for part in path:
        span = span.entries[part]
    lines = text[: span.key].split("\n")[:-1]
    assert file.text.split("\n")[: len(lines)] == lines
