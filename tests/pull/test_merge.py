"""Edits of a text are merged into what it has become: both are kept, or a conflict is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reebrief.pull.markdown_edits import SourceEdit, edited
from reebrief.pull.merge import Merged, merged

BASE = "Output rose in May, and the price fell."


def edit(old, new, base=BASE):
    return SourceEdit(base.index(old), base.index(old) + len(old), new)


@pytest.mark.parametrize(
    ("now", "old", "new", "after"),
    [
        (BASE, "rose", "fell", "Output fell in May, and the price fell."),
        (
            "In all, output rose in May, and the price fell.",
            "price",
            "offer",
            "In all, output rose in May, and the offer fell.",
        ),
        ("Output rose in May.", "rose", "fell", "Output fell in May."),
        (
            "Output of ore rose in May, and the price fell.",
            "in May",
            "in June",
            "Output of ore rose in June, and the price fell.",
        ),
    ],
)
def test_edits_of_other_words_go_together(now, old, new, after):
    result = merged(BASE, now, [edit(old, new)])
    assert edited(now, result.edits) == after


@pytest.mark.parametrize(
    ("now", "old", "new"),
    [
        ("Output sank in May, and the price fell.", "rose", "fell"),
        ("Output in May, and the price fell.", "rose in", "fell in"),
        ("The price fell.", "rose", "fell"),
    ],
)
def test_edits_of_the_same_words_are_a_conflict(now, old, new):
    assert merged(BASE, now, [edit(old, new)]) == Merged()


def test_what_both_did_is_there():
    one = edit("rose", "fell")
    assert merged(BASE, edited(BASE, [one]), [one]) == Merged((), there=True)


@given(
    st.lists(st.sampled_from(["a", "b", "to", "fro"]), min_size=1, max_size=8),
    st.sampled_from(["a", "to", "ba", "x", "b b", "to fro"]),
    st.booleans(),
    st.data(),
)
def test_words_that_were_put_in_are_found_again(words, new, before, data):
    base = " ".join(words)
    at = len(" ".join(words[: data.draw(st.integers(0, len(words)))]))
    at += before and 0 < at < len(base)
    one = SourceEdit(at, at, f"{new} " if before or not at else f" {new}")
    result = merged(base, edited(base, [one]), [one])
    assert result.there
