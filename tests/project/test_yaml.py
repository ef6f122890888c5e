"""YAML is read without surprises, every value keeps its place, and what is written reads back."""

from unicodedata import normalize

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reebrief.diagnostics import Place, ReebriefError, Severity
from reebrief.document.characters import visible
from reebrief.project.yaml import read, unknown_key, write

TEXT = st.text(max_size=20).map(lambda text: normalize("NFC", visible(text)[0]))
DATA = st.recursive(
    TEXT | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)


def fault(text, **options):
    with pytest.raises(ReebriefError) as caught:
        read(text, "f.yaml", **options)
    return str(caught.value)


@pytest.mark.parametrize(
    "typed", ["no", "yes", "on", "12:30", "007", "1_000", "1e3", "0x1F", "2025-11-05", ".5", "<<"]
)
def test_a_plain_scalar_is_text_as_it_was_typed(typed):
    assert read(f"a: {typed}", "f.yaml").data == {"a": typed}
    assert read(f"{typed}: a", "f.yaml").data == {typed: "a"}


@pytest.mark.parametrize(
    ("typed", "value"),
    [("true", True), ("FALSE", False), ("null", None), ("~", None), ("", None), ('"true"', "true")],
)
def test_only_true_false_and_null_are_more_than_text(typed, value):
    assert read(f"a: {typed}", "f.yaml").data == {"a": value}


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing\n", "---\n", "\ufeff"])
def test_an_empty_file_holds_nothing(text):
    assert read(text, "f.yaml").data is None


def test_line_ends_of_windows_and_a_byte_order_mark_change_nothing():
    file = read("\ufeffa: 1\r\nb:\r\n  - c\r\n", "f.yaml")
    assert file.data == {"a": "1", "b": ["c"]}
    assert file.place(("b", 0)) == Place("f.yaml", 3, 5)


def test_every_key_and_value_keeps_its_place():
    file = read("a:\n  - b: 1\n    c: [x, y]\n", "f.yaml", first_line=10)
    assert file.place(("a",), key=True) == Place("f.yaml", 10, 1)
    assert file.place(("a", 0)) == Place("f.yaml", 11, 5)
    assert file.place(("a", 0, "b")) == Place("f.yaml", 11, 8)
    assert file.place(("a", 0, "c", 1)) == Place("f.yaml", 12, 12)
    assert file.line(("a", 0, "c")) == 12


def test_a_missing_key_has_the_place_of_its_nearest_parents_key():
    file = read("a:\n  b: {c: 1}\n", "f.yaml")
    assert file.place(("a", "b", "d")) == Place("f.yaml", 2, 3)
    assert file.place(("z",)) == Place("f.yaml", 1, 1)
    assert read("", "f.yaml").place(("z",)) == Place("f.yaml", 1, 1)


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [("a: |\n  text\n", 2, 3), ("a: >-\n\n  text\n", 2, 1), ("a:\n  text\n", 2, 3)],
)
def test_a_block_of_text_stands_where_its_first_line_does(text, line, column):
    assert read(text, "f.yaml").place(("a",)) == Place("f.yaml", line, column)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: 1\nb: 2\na: 3", "f.yaml:3:1: duplicate key 'a', first on line 1"),
        ("a: &x 1\nb: *x", "f.yaml:1:4: an anchor '&x'"),
        ("a: *x", "f.yaml:1:4: an alias '*x'"),
        ("a: !!python/name:os.system x", "f.yaml:1:4: a tag 'tag:yaml.org,2002:python/name:"),
        ("a: !x y", "f.yaml:1:4: a tag '!x'"),
        ("[a, b]: c", "f.yaml:1:1: a key must be text"),
        ("&x a: 1", "f.yaml:1:1: an anchor '&x'"),
        ("b:\n  !!int 1: 1", "f.yaml:2:3: a tag 'tag:yaml.org,2002:int'"),
        ("!x a: 1", "f.yaml:1:1: a tag '!x'"),
        ("a: 1\n---\nb: 2", "f.yaml:2:1: a second document"),
        ("a: b: c", "f.yaml:1:5: not YAML: mapping values are not allowed"),
        ("a: 1\n\tb: 1", "f.yaml:2:1: not YAML: found a tab"),
        ("a: [b]\n c: [d]", "f.yaml:2:2: not YAML: did not find expected key"),
        ("a: *b", "f.yaml:1:4: an alias '*b'"),
        ("a: |\n  b\nc\nd: 1", "f.yaml:3:1: not YAML: could not find expected ':'"),
        ("- **b** c", "f.yaml:1:4: not YAML: did not find expected alphabetic"),
        ("a: 1\n b: 2", "f.yaml:2:3: not YAML: mapping values"),
        ("a: [1\nb: 2", "f.yaml:1:4: not YAML: did not find expected"),
        ('a: "\\ud800"', "f.yaml:1:7: not YAML: found invalid Unicode"),
    ],
)
def test_what_is_refused_is_said_with_its_place(text, message):
    assert fault(text).startswith(message)


@pytest.mark.parametrize("text", ["a:\n\tb: 1\n", "a: 1\n\tb: 1\n", "a: b\n \tc: 1\n"])
def test_a_tab_that_indents_is_named(text):
    assert fault(text).startswith("f.yaml:2:")
    assert fault(text).endswith("\n  hint: indent with spaces, not tabs")


@pytest.mark.parametrize("quote", ['"', "'"])
@pytest.mark.parametrize("rest", ["c: 1\n" * 50, "---\nc: 1\n"])
def test_an_open_quote_is_reported_where_it_opens(quote, rest):
    message = fault(f"a: 1\nb: {quote}x\n{rest}")
    assert message.startswith("f.yaml:2:4: not YAML: found unexpected ")
    assert "\n  hint: close the quote that opens here" in message


@pytest.mark.parametrize("opened", ["[one, two", "{x: one", "[{x: one}, two"])
def test_an_open_bracket_is_reported_where_it_opens(opened):
    message = fault(f"a: 1\nb: {opened}\nc: The furnace makes steel.\n")
    assert message.startswith("f.yaml:2:4: not YAML: ")
    assert message.endswith("\n  hint: close the bracket that opens here")


def test_the_front_of_an_article_counts_from_the_articles_first_line():
    assert fault("a: 1\na: 2", first_line=2).startswith(
        "f.yaml:3:1: duplicate key 'a', first on line 2"
    )


def test_every_duplicate_is_reported_with_the_line_of_the_first():
    assert fault("a: 1\na: {b: 2}\nc: {d: 1, d: 2}\na: 3").count("duplicate key") == 3


@pytest.mark.parametrize("text", ["[" * 100_000, "- " * 100_000, "{a: " * 100_000])
def test_deep_nesting_ends_in_an_error(text):
    assert "nested more than 40 levels deep" in fault(text)


def test_a_control_character_is_shown_and_reported_where_it_stands():
    file = read("a: 1\nb: x\ay\n", "f.yaml", first_line=2)
    assert file.data == {"a": "1", "b": "x␇y"}
    (note,) = file.notes
    assert (note.place, note.severity) == (Place("f.yaml", 3, 5), Severity.FINDING)


def test_an_escape_brings_no_unsafe_character_in():
    file = read('a: "x\\0y\\u2028"\n', "f.yaml")
    assert file.data == {"a": "x␀y\ufffd"}
    assert [n.place for n in file.notes] == [Place("f.yaml", 1, 4)]


def test_an_unknown_key_names_the_nearest():
    file = read("a: 1\ncolums: 2\n", "f.yaml")
    problem = unknown_key(file, ("colums",), ["rows", "columns"])
    assert str(problem) == "f.yaml:2:1: unknown key 'colums'\n  hint: did you mean 'columns'?"


@settings(deadline=None)
@given(st.text(st.sampled_from("ab: -\n#&*!|>'\"%@`{}[],?~\t\r0\0\ufeff\u2028é\\<=."), max_size=40))
def test_any_text_is_read_or_refused_with_a_place(text):
    try:
        problems = read(text, "f.yaml").notes
    except ReebriefError as caught:
        problems = caught.problems
    assert all(p.place.line and p.place.column and p.hint for p in problems)


@settings(deadline=None)
@given(st.dictionaries(TEXT, DATA, max_size=3))
@example({"a": " \n:\n"})
@example({"a": "\t\\0\U00010000"})
@example(
    {"no": ["yes", "null", "1", "12:30", "", " a", "a\n", "\n\n  a\n b", "# x", "- x", "é: y"]}
)
def test_written_yaml_reads_back_the_same(data):
    file = read(write(data), "f.yaml")
    assert (file.data or {}) == data
    assert file.notes == []


def test_writing_keeps_the_order_and_is_pleasant_to_edit():
    text = write({"b": "1", "a": ["x", "on time"], "note": "One.\nTwo.\n", "answer": "no"})
    assert text == ("b: '1'\na:\n  - x\n  - on time\nnote: |\n  One.\n  Two.\nanswer: \"no\"\n")


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("title: > 50 % of output", "'>' alone at the end of a line begins a block of text"),
        ("title: | half", "'|' alone at the end of a line begins a block of text"),
        ("title: @desk", "put text that begins with @ in quotes"),
        ("title: `x`", "put text that begins with ` in quotes"),
        ("title: %share", "put text that begins with % in quotes"),
        ("title: 'Don't wait'", "write '' for an apostrophe within single quotes"),
        ("ask: {text: 'Don't wait', of: M}", "write '' for an apostrophe within single quotes"),
        ('title: "He said "no" to it"', 'write \\" for a quote within double quotes'),
        ('title: "Yes" says the firm', "put the whole text in single quotes"),
        ("title: 'Yes' says the firm", "put the whole text in double quotes"),
        ("title: 'tis so", "text that begins with ' goes in double quotes"),
        ("title: [1] and more", "put text that begins with [ in quotes"),
        ("title: {one} two", "put text that begins with { in quotes"),
        ("title: - a dash", "put text that begins with - in quotes"),
        ("title: ? what", "put text that begins with ? in quotes"),
        ("title: : colon", "put text that begins with : in quotes"),
        ("title: , comma", "put text that begins with , in quotes"),
        ("title: ] bracket", "put text that begins with ] in quotes"),
        ("title: *bold* start", "put text that begins with * or & in quotes"),
        ('title: "C:\\new\\x"', "put it in single quotes, or write \\\\ for a backslash"),
        ("title: What was said:", "put the text in quotes: it ends with ':'"),
        ("title: Output: 4 t", "put the text in quotes: it holds ': '"),
        ("title: It's so: 4 t", "put the text in double quotes: it holds ': '"),
        ("title:Test", "type 'title: Test': a colon and a space"),
        ("title：Test", "type 'title: Test': a colon and a space"),
        ("list:\n  • one\n  • two", "type '- ' for '•'"),
        ("list:\n  – one\n", "type '- ' for '–'"),
        ("list:\n\u00a0\u00a0- one", "indent with plain spaces"),
        ("messages:\n  - Plant #4\n    was shut", "YAML takes what follows ' #' for a remark"),
    ],
)
def test_a_value_that_yaml_refuses_says_what_to_type(line, hint):
    with pytest.raises(ReebriefError) as caught:
        read(f"format: 1\n{line}\n", "b.yaml")
    assert hint in caught.value.problems[0].hint


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("title: Plant #4 was shut", True),
        ("- Plant #4 was shut", True),
        ("title: #4 was shut", True),
        ("title: Plant # 4 was shut", True),
        ("title: The plant # was shut", True),
        ("title: The plant  # a remark", False),
        ("title:  # a remark", False),
        ("title: # the whole text", True),
        ("inner: # a remark\n  a: 1", False),
        ("title: Plant # a remark", False),
        ("title: 'Plant #4 was shut'", False),
        ("title: Plant#4 was shut", False),
        ("title: Plant ## closed", False),
        ("title: |\n  Plant #4 was shut", False),
    ],
)
def test_text_that_yaml_takes_for_a_remark_is_a_finding(line, told):
    notes = [note for note in read(f"{line}\n", "b.yaml").notes if "remark" in note.what]
    assert bool(notes) == told
    assert all(note.severity is Severity.FINDING and "quotes" in note.hint for note in notes)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (r'file: "C:\temp is full"', True),
        (r'file: "\\server\temp"', True),
        (r'file: "C:\\temp is full"', False),
        (r"file: 'C:\temp is full'", False),
        (r"file: C:\temp is full", False),
        (r'text: "one line:\nanother"', False),
    ],
)
def test_a_folder_of_windows_in_double_quotes_is_a_finding(line, told):
    notes = read(f"{line}\n", "b.yaml").notes
    assert [note.severity for note in notes] == [Severity.FINDING] * told
    assert all("write \\\\ for a backslash" in note.hint for note in notes)
