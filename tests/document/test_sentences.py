"""A sentence ends where the next one begins; an abbreviation within it ends none."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reebrief.document.sentences import ends


def sentences(text):
    at = [0, *ends(text), len(text)]
    return [text[begin:end].strip() for begin, end in pairwise(at)]


@pytest.mark.parametrize(
    "parts",
    [
        ["One.", "Two!", "Three?", "Four…", "Five"],
        ["He said “one two.”", "Then three."],
        ["It rose (again.)", "[It] fell.", "“It fell.”", "Über alles.", "5 rose.", "– So."],
        ["It was in the U.S.", "The plant grew.", "At 5 p.m.", "It closed."],
        ["It is owned by Baogang Co.", "However, it grew."],
        ["He said no.", "The plant grew in May.", "No one came."],
    ],
)
def test_sentences(parts):
    assert sentences(" ".join(parts)) == parts


def test_no_space_parts_sentences_in_chinese():
    assert sentences("包钢集团。产量增长！“好。”他说。") == [
        "包钢集团。",
        "产量增长！",
        "“好。”",
        "他说。",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "The U.S. Department reportedly rose.",
        "The U.K. (England) and the non-U.S. Companies grew.",
        "Furnace No. 5 and vol. 2, pp. 3 ff. of it.",
        "Baogang Group Co., Ltd. Shares and Apple Inc. Ownership, Acme Corp. Too.",
        "Dr. Smith, Mr. Li, Ms. Wu, Prof. J. K. Rowling and St. Petersburg met Gen. Li.",
        "Steel vs. Iron, e.g. Ore, i.e. Rock, approx. 5 tons.",
        "From Jan. 5 to Sept. 6, 2025, at 5 p.m. Beijing time.",
        "It rose by 3.5 per cent … and “why?” he asked.",
        "“Stop!” (then he left).",
        "It rose . . . and fell . . .",
        "",
        "No end",
        " . ",
    ],
)
def test_no_sentence_ends_within(sentence):
    assert sentences(sentence) == [sentence.strip()]


@settings(deadline=None)
@given(st.text(st.sampled_from("aB.!?…”“ )\n5。"), max_size=30))
def test_a_sentence_begins_after_a_stop_with_what_is_no_space(text):
    found = list(ends(text))
    assert found == sorted(set(found))
    for at in found:
        assert not text[at].isspace()
        assert text[:at].rstrip().rstrip("”) ").endswith((".", "!", "?", "…", "。"))
