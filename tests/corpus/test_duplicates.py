"""The same story twice is found by its address or by its words."""

import os
import subprocess
import sys
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reebrief.corpus.archive import Corpus
from reebrief.corpus.duplicates import repeats
from reebrief.corpus.examined import ExaminedArticle
from reebrief.corpus.stories import shared_runs
from reebrief.corpus.stories.fingerprint import fingerprint
from reebrief.corpus.stories.shared_runs import SharedRuns
from reebrief.diagnostics import Severity
from support.projects import article, make_project
from support.trees import ROOT

WORDS = ["".join(letters) for letters in product("bdf", "aeiou", "klmn")]


@pytest.fixture
def found(tmp_path):
    """Return a function that looks for repeats among these articles."""

    def found(**texts):
        corpus = Corpus(make_project(tmp_path, texts))
        return repeats([ExaminedArticle.of(corpus.get(one), ()) for one in corpus.ids])[0]

    return found


def of(words, **front):
    return article(" ".join(words), title="T", **front)


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org/a",
        "https://www.example.org/a/",
        "https://example.org/a#part",
        "https://EXAMPLE.org/a",
        "https://example.org/a?utm_source=mail",
    ],
)
def test_one_address_in_two_spellings_is_a_repeat(found, address):
    (problem,) = found(a=article(url="https://example.org/a"), b=article(url=address))
    assert (problem.what, problem.severity) == ("the same address as a", Severity.FINDING)
    assert str(problem.place) == "articles/b.md:3:6"
    assert problem.hint == "keep one of a and b"


def test_another_page_is_another_address(found):
    texts = {n: article(url=f"https://example.org/{n}?p={n}") for n in "abc"}
    assert found(**texts) == []


def test_a_text_with_other_figures_is_a_repeat_and_no_retold_text(found):
    figures = [str(10 + n) for n in range(8)]
    (problem,) = found(a=of([*WORDS, *figures]), b=of([*WORDS, *(f"9{n}" for n in figures)]))
    assert (problem.what, str(problem.place)) == (
        "nearly the same text as a",
        "articles/b.md:2:8",
    )
    assert problem.hint == "keep one of a and b"


def nearest(**texts):
    """Return the nearest text before each, of those that have one."""
    names = [*texts]
    shared = SharedRuns([fingerprint(" ".join(words)) for words in texts.values()])
    near = {name: shared.nearest(n) for n, name in enumerate(names)}
    return {name: names[n] for name, n in near.items() if n is not None}


def test_the_order_of_words_counts():
    assert nearest(a=WORDS, b=[*WORDS, "more"], c=[*reversed(WORDS)]) == {"b": "a"}


def test_case_and_punctuation_make_no_other_text():
    assert nearest(a=WORDS, b=[w.upper() + "," for w in WORDS]) == {"b": "a"}


def test_half_the_words_or_a_few_words_are_not_near():
    assert nearest(a=WORDS, b=WORDS[:30]) == {}
    assert nearest(a=WORDS[:10], b=WORDS[:10]) == {}
    assert nearest(a=WORDS[:20], b=WORDS[:20]) == {}
    assert nearest(a=WORDS[:21], b=WORDS[:21]) == {"b": "a"}


def test_every_later_copy_is_near():
    assert nearest(a=WORDS, b=WORDS, c=WORDS) == {"b": "a", "c": "a"}


def test_a_longer_text_that_holds_both_hides_no_copy():
    longer = [*WORDS, *(f"v{n}" for n in range(300))]
    near = [*WORDS[:30], "x", *WORDS[31:]]
    assert nearest(a=longer, b=near, c=WORDS) == {"c": "b"}


def test_what_every_text_ends_with_hides_no_copy(monkeypatch):
    monkeypatch.setattr(shared_runs, "_MOST", 2)
    texts = {f"a{n}": [*(f"{n}w{i}" for i in range(30)), *WORDS[:25]] for n in range(9)}
    assert nearest(**texts, b=["x", *texts["a7"][1:]]) == {"b": "a7"}


def test_runs_are_the_same_numbers_whatever_the_hash_seed():
    code = (
        "from reebrief.corpus.stories.fingerprint import fingerprint;"
        "print(*fingerprint('one two three four five six').runs)"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1")
    }
    assert len(said) == 1


LONG = st.lists(st.sampled_from("abc"), min_size=18, max_size=30).map(
    lambda words: " ".join([*(f"w{n}" for n in range(14)), *words])
)


@settings(deadline=None)
@given(st.lists(LONG, max_size=6))
def test_the_nearest_is_the_one_that_comparing_all_of_them_finds(texts):
    index = SharedRuns([fingerprint(text) for text in texts])
    for n, text in enumerate(texts):
        runs = [runs_of(other) for other in texts[:n]]
        near = [len(runs_of(text) & r) / len(runs_of(text) | r) for r in runs]
        best = max(near, default=0) if len(runs_of(text)) > 16 else 0  # too short to say
        assert index.nearest(n) == (near.index(best) if best >= 0.7 else None)


def runs_of(text):
    words = text.split()
    return {tuple(words[n : n + 5]) for n in range(len(words) - 4)}
