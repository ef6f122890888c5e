"""What a further brief of one run costs, counted: what the first one found is not found again."""

import cProfile
from functools import lru_cache

import pytest

from reebrief.caveats import doubts
from reebrief.pipeline.gate import gated, writer_of
from reebrief.pipeline.prepare import prepare
from reebrief.pipeline.session import Session
from support.projects import article, brief, make_project

FOUND_ONCE = {
    "_measure": "a word's width",
    "_figures": "the figures of a text",
    "_hold": "what an article bears out",
    "quantities": "the quantities of a text",
    "_agreements": "what articles state alike",
    "fingerprint": "what of a text is compared",
}
TEXT = "The plant at {} (Zwolveria) reports {},400 tons of oxide for 2025. It plans to go on in {}."


@pytest.fixture(scope="module")
def counted(tmp_path_factory):
    """By brief, how often each function was called."""
    articles = {
        name: article(TEXT.format(place, n, 2027 + n), title=f"Plant {n}", origins="[A]")
        for n, (name, place) in enumerate({"a": "Karlow", "b": "Tornby"}.items(), 1)
    }
    said = "The plant makes 1,400 tons [@a], the other one 2,400 tons [@b]."
    briefs = {name: brief(articles="[a, b]", bottom_line=said) for name in ("one", "other")}
    folder, registry = tmp_path_factory.mktemp("run"), "a: {name: A, kind: trade-press}\n"
    project = make_project(folder, articles, registry, briefs)
    session, done = Session(project), []
    for name in briefs:
        profile = cProfile.Profile()
        profile.runcall(_make, session, name)
        calls: dict[str, int] = {}
        for entry in profile.getstats():
            called = getattr(entry.code, "co_name", "")
            calls[called] = calls.get(called, 0) + entry.callcount
        done.append(calls)
    return done


def _make(session, name):
    prepared = prepare(session, name)
    writer = writer_of(prepared)
    for form in ("docx", "pdf"):
        gated(form, prepared, writer)


def test_what_the_briefs_of_a_run_have_in_common_is_found_once(counted):
    first, last = counted
    assert [what for name, what in FOUND_ONCE.items() if not first.get(name)] == []
    assert [what for name, what in FOUND_ONCE.items() if last.get(name)] == []


def test_a_brief_is_laid_out_as_often_for_two_formats_as_for_one(counted):
    assert all(calls["lay_out"] == 1 for calls in counted)


@pytest.mark.parametrize("size", [4, 24])
def test_the_claims_of_a_line_are_found_once_however_many_articles_a_brief_has(
    size, tmp_path, monkeypatch
):
    few = 32  # lines are kept: those of 4 articles, not of 24
    kept = lru_cache(maxsize=few)(doubts.claims.__wrapped__)
    asked = []
    monkeypatch.setattr(doubts, "claims", lambda *of: (asked.append(of), kept(*of))[1])
    articles = {
        f"a{n}": article(f"{TEXT.format('Karlow', n, 2027)}\n", title=f"Plant {n}", origins="[A]")
        for n in range(size)
    }
    briefs = {"one": brief(articles=f"[{', '.join(articles)}]", sections="[items]")}
    project = make_project(tmp_path, articles, "a: {name: A, kind: trade-press}\n", briefs)
    prepare(Session(project), "one")
    lines = len(set(asked))
    assert lines >= 2 * size
    assert kept.cache_info().misses == lines
