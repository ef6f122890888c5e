"""Characters that a document cannot hold are made visible, and nothing else is touched."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reebrief.document.characters import places, undisguised, visible

ANY = st.text(st.characters() | st.characters(categories=["Cc", "Cs"]))


@pytest.mark.parametrize(
    ("text", "shown", "offsets"),
    [
        ("plain", "plain", ()),
        ("a\tb\nc", "a\tb\nc", ()),
        ("a\r\nb\rc", "a\nb\nc", ()),
        ("bell \a, nul \0", "bell ␇, nul ␀", (5, 12)),
        ("delete \x7f", "delete ␡", (7,)),
        ("\x85\u2028\ud800\ufffe", "\ufffd\ufffd\ufffd\ufffd", (0, 1, 2, 3)),
        ("čř中🙂\u00a0\ufeff", "čř中🙂\u00a0\ufeff", ()),
    ],
)
def test_unsafe_characters_become_visible_with_their_offsets(text, shown, offsets):
    assert visible(text) == (shown, offsets)


@pytest.mark.parametrize(
    ("text", "plain", "offsets"),
    [
        ("plain μm, α-iron, Оренбург", "plain μm, α-iron, Оренбург", ()),
        ("re\u00adportedly 5\u200b20 to\u200dns", "reportedly 520 tons", (2, 13, 19)),
        ("r\u0435port\u0435dly", "reportedly", (0,)),  # Cyrillic
        ("M\u03bfly Corp", "Moly Corp", (0,)),  # Greek
        ("می\u200cخواهم and 👩\u200d🔬", "می\u200cخواهم and 👩\u200d🔬", ()),
    ],
)
def test_what_hides_within_words_is_read_as_it_looks(text, plain, offsets):
    assert undisguised(text) == (plain, offsets)


@settings(deadline=None)
@given(ANY)
def test_no_text_keeps_an_unsafe_character(text):
    shown, offsets = visible(text)
    assert not any(unicodedata.category(c) in {"Cc", "Cs"} and c not in "\t\n" for c in shown)
    shown.encode()
    assert all(shown[n] != text.replace("\r\n", "\n")[n] for n in offsets)


@settings(deadline=None)
@given(ANY)
def test_making_characters_visible_twice_changes_nothing(text):
    shown, _ = visible(text)
    assert visible(shown) == (shown, ())


@settings(deadline=None)
@given(st.text(st.sampled_from("a\n\0")), st.integers(1, 9))
def test_every_offset_has_a_line_and_a_column(text, first_line):
    shown, offsets = visible(text)
    found = places(shown, offsets, first_line)
    lines = shown.split("\n")
    assert [lines[line - first_line][column - 1] for line, column in found] == ["␀"] * len(offsets)
    assert len(set(found)) == shown.count("␀")
