"""Faults of what people write are said in their words: where, what, and what to type."""

from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import Field, model_validator

from reebrief.briefs.models.brief import BriefModel
from reebrief.diagnostics import ReebriefError
from reebrief.project.validation import (
    Filled,
    Flag,
    Format,
    Model,
    Number,
    WebAddress,
    Whole,
    from_options,
    validate,
)
from reebrief.project.yaml import read, write


class Inner(Model):
    size: Number = Field(default=1.0, ge=0.5, le=10)
    lines: Whole = Field(default=1, ge=1)
    bold: Flag = False


class Shape(Model):
    format: Format
    title: str = Field(default="x", min_length=1)
    sender: str | None = Field(default=None, alias="from")
    colour: Literal["red", "green"] = "red"
    inner: Inner = Inner()
    names: tuple[str, ...] = ()
    each: dict[str, Inner] = Field(default={})
    sizes: dict[Filled, Number] = Field(default={})
    sign: str = Field(default=".", max_length=1)
    address: WebAddress | None = None

    @model_validator(mode="after")
    def _together(self):
        if self.sender == "nobody" and self.names:
            raise ValueError("nobody has names; delete one of the two")
        return self


def made(text):
    return validate(Shape, read(f"format: 1\n{text}", "f.yaml"))


def fault(text):
    with pytest.raises(ReebriefError) as caught:
        made(text)
    return str(caught.value)


def test_a_text_that_is_too_long_says_how_long_it_may_be():
    said = fault("sign: '12:30'")
    assert said == "f.yaml:2:7: sign: '12:30' is too long\n  hint: type 1 character at most"


def test_a_key_that_is_none_is_told_at_its_place():
    assert fault("sizes:\n  '': 2").startswith("f.yaml:3:3: the key ''")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "titel: x",
            "f.yaml:2:1: unknown key 'titel'\n  hint: did you mean 'title'?",
        ),
        (
            "fron: x",
            "f.yaml:2:1: unknown key 'fron'\n  hint: did you mean 'from'?",
        ),
        (
            "12345: x",
            "f.yaml:2:1: unknown key '12345'\n"
            "  hint: known keys: address, colour, each, format, from, inner, names, sign, sizes, "
            "title",
        ),
        (
            "inner: {sise: 2}",
            "f.yaml:2:9: unknown key 'sise'\n  hint: did you mean 'size'?",
        ),
        (
            "each: {a: {sise: 2}}",
            "f.yaml:2:12: unknown key 'sise'\n  hint: did you mean 'size'?",
        ),
        (
            "colour: blue",
            "f.yaml:2:9: colour: 'blue' is not one of the choices\n  hint: type red or green",
        ),
        (
            "title:",
            "f.yaml:2:7: title: text is expected, not nothing\n"
            '  hint: type text, in quotes where it begins with # or another sign: "…"',
        ),
        (
            "title: true",
            "f.yaml:2:8: title: text is expected, not true\n"
            '  hint: type text, in quotes where it begins with # or another sign: "…"',
        ),
        (
            'title: ""',
            "f.yaml:2:8: title: empty\n  hint: type something, or delete the key",
        ),
        (
            "names: x",
            "f.yaml:2:8: names: a list is expected, not 'x'\n"
            "  hint: type '- ' before each entry, or [a, b]",
        ),
        (
            "names:\n  - a\n  - {b: c}",
            "f.yaml:4:5: names: text is expected, not keys and values\n"
            "  hint: put the text in quotes: it holds ': ', or begins with {",
        ),
        (
            "inner: [a]",
            'f.yaml:2:8: inner: keys and values are expected, not a list\n  hint: type {size: "…"}',
        ),
        (
            "inner: {lines: 1_000}",
            "f.yaml:2:16: lines: a whole number is expected\n  hint: type 1000",
        ),
        (
            "inner: {lines: 12:30}",
            "f.yaml:2:16: lines: a whole number is expected\n"
            "  hint: type it in digits, for example 14",
        ),
        (
            "inner: {lines: 0}",
            "f.yaml:2:16: lines: 0 is out of range\n  hint: the limit is 1",
        ),
        (
            "inner: {size: 1e3}",
            "f.yaml:2:15: size: a number is expected\n  hint: type it in digits, for example 1.5",
        ),
        (
            "inner: {bold: no}",
            "f.yaml:2:15: bold: yes or no is expected\n  hint: type false",
        ),
        (
            "inner: {bold: 1}",
            "f.yaml:2:15: bold: yes or no is expected\n  hint: type true or false",
        ),
        (
            "colour:",
            "f.yaml:2:8: colour: nothing is not one of the choices\n  hint: type red or green",
        ),
        (
            "address: example.org",
            "f.yaml:2:10: address: this is no web address\n  hint: type https://…",
        ),
        (
            "from: nobody\nnames: [a]",
            "f.yaml:1:1: nobody has names\n  hint: delete one of the two",
        ),
    ],
)
def test_a_fault_is_said_with_its_place_and_a_hint(text, message):
    assert fault(text) == message


@pytest.mark.parametrize(
    ("typed", "value"), [("14", 14), ("+3", 3), ("007", 7), ("123456789", 123456789)]
)
def test_a_whole_number_is_read_from_its_digits(typed, value):
    assert made(f"inner: {{lines: {typed}}}").inner.lines == value


def test_every_fault_is_reported_in_the_order_of_lines():
    message = fault("inner:\n  lines: x\n  size: y\ncolour: blue\nzzz: 1\nnames: 2\n")
    lines = [line for line in message.splitlines() if line.startswith("f.yaml")]
    assert [line.split(":")[1] for line in lines] == ["3", "4", "5", "6", "7"]


def test_a_missing_key_is_named_where_its_mapping_begins():
    with pytest.raises(ReebriefError, match=r"f\.yaml:1:1: the key 'format' is missing"):
        validate(Shape, read("title: x", "f.yaml"))


@pytest.mark.parametrize("text", ["", "text", "- a", "null"])
def test_a_file_that_is_no_mapping_says_what_one_looks_like(text):
    with pytest.raises(ReebriefError) as caught:
        validate(Shape, read(text, "f.yaml"))
    assert str(caught.value) == (
        "f.yaml:1:1: keys and values are expected here\n  hint: for example 'format: 1'"
    )


def test_a_part_of_a_file_is_checked_where_it_stands():
    file = read("a:\n  - b: {sise: 1}\n", "f.yaml")
    with pytest.raises(ReebriefError, match=r"f\.yaml:2:9: unknown key 'sise'"):
        validate(Inner, file, {"sise": "1"}, ("a", 0, "b"))
    with pytest.raises(ReebriefError, match=r"f\.yaml:2:5: keys and values are expected here"):
        validate(Inner, file, "1", ("a", 0, "b", "c"))


def test_a_rewritten_value_keeps_the_place_of_what_was_typed():
    file = read("format: 1\ntitle: x\narticles:\n  - a\n  - [b]\n", "f.yaml")
    with pytest.raises(ReebriefError, match=r"f\.yaml:5:5: articles: text is expected, not a list"):
        validate(BriefModel, file)


def test_options_are_named_instead_of_places():
    with pytest.raises(ReebriefError) as caught:
        from_options(Shape, {"format": "1", "address": "x"}, {"address": "--url", "format": "-f"})
    assert str(caught.value) == "--url: this is no web address\n  hint: type https://…"


def test_models_are_frozen():
    with pytest.raises(ValueError, match="frozen"):
        made("").title = "y"


KEYS = ["title", "articles", "items", "each", "show", "where", "period", "include", "limit", "x"]
ANYTHING = st.recursive(
    st.text(max_size=5) | st.none() | st.booleans(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=3), inner, max_size=4)
    ),
    max_leaves=10,
)


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from([*KEYS, "format", "matrix", "sections"]), ANYTHING))
def test_whatever_a_definition_holds_every_fault_has_a_place(data):
    file = read(write({**data, "unknown": None}), "f.yaml")
    with pytest.raises(ReebriefError) as caught:
        validate(BriefModel, file)
    assert all(p.place.line and p.what for p in caught.value.problems)
