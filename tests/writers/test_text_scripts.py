"""Languages by script: found in a text of another language, and never in one of their own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reebrief.writers.text.scripts import languages


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("plain text, é and ž too", [("plain text, é and ž too", "")]),
        ("Baotou 包头 and on", [("Baotou ", ""), ("包头", "zh"), (" and on", "")]),
        ("北方稀土（集团）高科技。", [("北方稀土（集团）高科技", "zh"), ("。", "")]),
        ("トヨタ自動車", [("トヨタ自動車", "ja")]),
        ("한국 광물", [("한국 광물", "ko")]),
        ("в 2025 г., Москва!", [("в 2025 г., Москва", "ru"), ("!", "")]),
        ("Ω phase of 5 μm, Δ", [("Ω phase of 5 μm, Δ", "")]),
        ("Αθήνα", [("Αθήνα", "el")]),
        ("𠀀字", [("𠀀字", "zh")]),
        ("", [("", "")]),
    ],
)
def test_words_of_another_script_are_of_another_language(text, parts):
    assert list(languages(text, "en-GB")) == parts


@pytest.mark.parametrize(
    ("text", "own"), [("包头", "zh-CN"), ("包头", "ja"), ("Москва", "bg"), ("Αθήνα", "el-GR")]
)
def test_a_script_is_nothing_special_in_a_language_that_is_written_in_it(text, own):
    assert list(languages(text, own)) == [(text, "")]


@given(st.text(alphabet="ab Ж。包（,.ءאμ한カ1"))
def test_the_parts_of_a_text_join_to_the_text(text):
    parts = list(languages(text, "en"))
    assert "".join(part for part, _ in parts) == text
    assert all(part for part, _ in parts) or not text
