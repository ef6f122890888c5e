"""The same story twice is found by its address or by its words."""

import pytest

from projects import article, make_project
from reebrief.articles import Corpus
from reebrief.errors import Severity
from reebrief.repeats import repeats

WORDS = [f"word{n}" for n in range(60)]


@pytest.fixture
def found(tmp_path):
    """Return a function that looks for repeats among these articles."""

    def found(**texts):
        return repeats(Corpus(make_project(tmp_path, texts)).all())

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
