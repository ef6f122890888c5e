"""The same story twice is found by its address or by its words."""

import os
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reebrief.corpus import duplicates as module
from reebrief.corpus.archive import Corpus
from reebrief.corpus.duplicates import repeats
from reebrief.diagnostics import Severity
from support.projects import article, make_project
from support.trees import ROOT

WORDS = [f"word{n}" for n in range(60)]


@pytest.fixture
def found(tmp_path):
    """Return a function that looks for repeats among these articles."""

    def found(**texts):
        corpus = Corpus(make_project(tmp_path, texts))
        return repeats(map(corpus.get, corpus.ids))

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


def test_nearly_the_same_words_are_a_repeat(found):
    (problem,) = found(a=of(WORDS), b=of([*WORDS, "more"]), c=of(reversed(WORDS)))
    assert (problem.what, str(problem.place)) == (
        "nearly the same text as a",
        "articles/b.md:2:8",
    )


def test_case_and_punctuation_make_no_other_story(found):
    assert len(found(a=of(WORDS), b=of(w.upper() + "," for w in WORDS))) == 1


def test_half_the_words_or_a_few_words_are_no_repeat(found):
    assert found(a=of(WORDS), b=of(WORDS[:30])) == []
    assert found(a=of(WORDS[:10]), b=of(WORDS[:10])) == []
    assert found(a=article(), b=article()) == []


def test_every_later_copy_is_reported(found):
    assert [p.place.file for p in found(a=of(WORDS), b=of(WORDS), c=of(WORDS))] == [
        "articles/b.md",
        "articles/c.md",
    ]


def said(found, **texts):
    return [p.what for p in found(**{name: of(words) for name, words in texts.items()})]


def test_a_longer_text_that_holds_both_hides_no_repeat(found):
    longer = [*WORDS, *(f"v{n}" for n in range(300))]
    near = [*WORDS[:30], "x", *WORDS[31:]]
    assert said(found, a=longer, b=near, c=WORDS) == ["nearly the same text as b"]


def test_what_every_article_ends_with_hides_no_repeat(found, monkeypatch):
    monkeypatch.setattr(module, "_MOST", 2)
    texts = {f"a{n}": [*(f"{n}w{i}" for i in range(30)), *WORDS[:25]] for n in range(9)}
    near = ["x", *texts["a7"][1:]]
    assert said(found, **texts, b=near) == ["nearly the same text as a7"]


def test_of_two_that_are_equally_near_the_first_is_named_whatever_the_hash_seed(tmp_path):
    texts = {"a": [*WORDS[:5], "z", *WORDS[6:]], "b": [*WORDS[:50], "z", *WORDS[51:]], "c": WORDS}
    make_project(tmp_path, {name: of(words) for name, words in texts.items()})
    code = (
        "from pathlib import Path; from reebrief.corpus.archive import Corpus;"
        "from reebrief.project.project import Project;"
        "from reebrief.corpus.duplicates import repeats;"
        "corpus = Corpus(Project(Path())); print(*repeats(map(corpus.get, corpus.ids)))"
    )
    for seed in ("0", "1"):
        done = subprocess.run(
            [sys.executable, "-c", code],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        assert "b.md:2:8: finding: nearly the same text as a\n" in done.stdout
        assert "c.md:2:8: finding: nearly the same text as a\n" in done.stdout


LONG = st.lists(st.sampled_from("abc"), min_size=18, max_size=30).map(
    lambda words: " ".join([*(f"w{n}" for n in range(14)), *words])
)


@settings(deadline=None)
@given(st.lists(LONG, max_size=6))
def test_the_nearest_is_the_one_that_comparing_all_of_them_finds(texts):
    index = module._Texts(texts)  # noqa: SLF001  the index itself, without files
    for n, text in enumerate(texts):
        runs = [runs_of(other) for other in texts[:n]]
        near = [len(runs_of(text) & r) / len(runs_of(text) | r) for r in runs]
        best = max(near, default=0)
        assert index.nearest(n) == (near.index(best) if best >= 0.7 else None)


def runs_of(text):
    words = text.split()
    return {tuple(words[n : n + 5]) for n in range(len(words) - 4)}
