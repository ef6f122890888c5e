"""Texts that outlets retold are one story; two reports of one event by two agencies stay two."""

import pytest

from reebrief import check
from reebrief.corpus.facts import ArticleFacts
from reebrief.corpus.stories.clusters import stories
from reebrief.corpus.stories.fingerprint import fingerprint
from reebrief.corpus.stories.shared_runs import SharedRuns
from reebrief.diagnostics import Severity
from reebrief.project.dates import published
from support.projects import article, make_project
from support.retold import story

EVENTS = 120


def facts(name, day=None):
    date = published(day) if day else None
    return ArticleFacts(name, name, name, date, None, None, "en", (), (), own_work=False)


def pairs(groups):
    return {(a, b) for group in groups for a in group for b in group if a < b}


def grouped(articles, texts):
    return stories(articles, SharedRuns([fingerprint(text) for text in texts]))


def one_text(found):
    """Return the groups of articles that are one text, by their ids."""
    return [[one.id for one in text] for group in found for text in group.texts if text[1:]]


def events(found):
    """Return the pairs that are two texts of one story."""
    every = pairs([[one.id for one in group.articles] for group in found])
    return every - pairs([[one.id for one in text] for group in found for text in group.texts])


@pytest.mark.parametrize("seed", ["tuned", "held out"])
def test_retold_texts_are_one_and_independent_reports_are_linked_and_stay_apart(seed):
    labelled = [story(n, seed) for n in range(EVENTS)]
    texts = {name: text for one in labelled for name, text in one.texts.items()}
    found = grouped([facts(name) for name in texts], texts.values())
    one = pairs(one_text(found))
    wanted = pairs([one.retold for one in labelled])
    assert one - wanted == set()
    assert len(one) >= 0.97 * len(wanted)
    apart = pairs([(*s.retold, *s.independent) for s in labelled]) - wanted
    assert len(events(found) & apart) >= 0.95 * len(apart)
    assert len(events(found) - apart) <= 0.01 * len(apart)


def told(*texts, days=(None, None)):
    names = "abcdef"[: len(texts)]
    dated = [*days, *[None] * len(texts)]
    of = [facts(name, day) for name, day in zip(names, dated, strict=False)]
    return ["".join(group) for group in one_text(grouped(of, texts))]


WIRE = story(0).texts["wire0"]
OTHER = story(0).texts["other0-1"]


def test_the_same_text_of_two_agencies_credits_is_not_joined_by_a_third():
    lines = WIRE.split("\n")
    mixed = "\n".join([*lines[2:], *OTHER.split("\n")[2:]])
    assert told(WIRE, OTHER) == []
    assert not any({"a", "b"} <= set(group) for group in told(WIRE, OTHER, mixed))


def own(name):
    """Return five sentences that no other text has."""
    return [
        " ".join(f"{name}{x}{y}{z}" for z in "klmnopqrstuv") + "." for x in "f" for y in "abcde"
    ]


@pytest.mark.parametrize(("second", "joined"), [("2025-03-04", True), ("2025-06-04", False)])
def test_what_is_worded_half_alike_is_one_text_only_within_days(second, joined):
    lines = WIRE.split("\n")
    filler = own("desk")
    partly = "\n".join([*lines[:1], *filler, *lines[2:6]])
    assert bool(told(WIRE, partly, days=("2025-03-01", second))) is joined


def test_a_report_with_other_figures_is_another_event():
    digits = str.maketrans("0123456789", "1234567890")
    assert told(WIRE, WIRE) == ["ab"]
    assert told(WIRE, WIRE.translate(digits)) == []


@pytest.mark.parametrize(("shared", "one"), [(2, False), (3, True)])
def test_two_sentences_and_what_both_end_on_make_no_text_one(shared, one):
    lines = WIRE.split("\n")
    ending = "This paper is printed twice a week and is read by all who deal in metals."
    texts = ["\n".join(["Title", *lines[2 : 2 + shared], *own(name), ending]) for name in "ab"]
    assert bool(told(*texts)) is one


def test_check_names_the_others_at_each_article(tmp_path):
    one = story(0)
    texts = {name: article(text.replace("\n", "\n\n")) for name, text in one.texts.items()}
    (found,) = check(make_project(tmp_path, texts))
    said = {p.place.file: p for p in found.problems if p.what.startswith("the same text as ")}
    assert set(said) == {f"articles/{name}.md" for name in one.retold}
    assert {problem.severity for problem in said.values()} == {Severity.FINDING}
    for name in one.retold:
        others = ", ".join(sorted(set(one.retold) - {name}))
        assert said[f"articles/{name}.md"].what.startswith(f"the same text as {others} (")
    (group,) = found.stories
    texts = [[a.id for a in text] for text in group.texts]
    assert texts == [*([name] for name in one.independent), sorted(one.retold)]
