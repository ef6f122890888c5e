"""Changes between two editions are found, each once, and none is invented."""

from dataclasses import replace

import pytest

from reebrief.editions.changes import KINDS
from reebrief.editions.compare import compare
from reebrief.editions.match_texts import moves, pairs
from reebrief.editions.snapshot import Snapshot, of_data
from support.editions import EditionPair


@pytest.mark.parametrize("seed", range(200))
def test_exactly_the_changes_that_were_made_are_found(seed):
    pair = EditionPair(seed)
    found = compare(pair.old, pair.new)
    assert sorted(found, key=repr) == sorted(pair.expected, key=repr)


def test_the_generated_pairs_have_every_kind_of_change():
    made = {change.kind for seed in range(200) for change in EditionPair(seed).expected}
    assert made == {*KINDS}


def test_changes_are_told_in_the_order_of_their_kinds():
    for seed in range(20):
        pair = EditionPair(seed)
        order = [KINDS.index(one.kind) for one in compare(pair.old, pair.new)]
        assert order == sorted(order)


def test_an_edition_read_back_from_its_data_is_the_same_edition():
    edition = EditionPair(7).new
    assert of_data(edition.as_data()) == edition
    assert compare(edition, of_data(edition.as_data())) == ()


@pytest.mark.parametrize("data", [None, [], {}, {"brief": "b"}, {"date": 1, "articles": []}, "x"])
def test_what_is_no_edition_is_refused(data):
    with pytest.raises(ValueError, match="no edition"):
        of_data(data)


def edition(**texts):
    return Snapshot(
        "b", "2026-01-09", "T", texts={k.replace("__", "."): v for k, v in texts.items()}
    )


def test_entries_in_another_order_are_no_change():
    old = edition(watch_list__0="The plant opens.", watch_list__1="Customs data for metal.")
    new = edition(watch_list__0="Customs data for metal.", watch_list__1="The plant opens.")
    assert compare(old, new) == ()


def test_marks_and_citations_are_no_change():
    old = edition(judgements__0__text="**The** plant opens [@a].")
    new = edition(judgements__0__text="The plant opens [@b] [@c].")
    assert compare(old, new) == ()


def test_a_grade_given_for_the_first_time_comes_from_nothing():
    old = edition(judgements__0__text="The plant opens.")
    new = replace(old, grades={"judgements.0": {"likelihood": "likely", "reason": "Permits."}})
    [change] = compare(old, new)
    assert (change.was, change.now, change.why) == ("", "likely", "Permits.")
    [back] = compare(new, old)
    assert (back.was, back.now, back.why) == ("likely", "", "")


def test_a_grade_that_did_not_move_needs_no_reason():
    old = edition(judgements__0__text="The plant opens.")
    old = replace(old, grades={"judgements.0": {"likelihood": "likely", "reason": "Permits."}})
    new = replace(old, grades={"judgements.0": {"likelihood": "likely", "reason": "An audit."}})
    assert compare(old, new) == ()


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("Output rose by 30%.", "Output rose by 35%.", [("30%", "35%")]),
        ("It makes 12,000 tons.", "It makes 12,500 tons.", [("12,000 tons", "12,500 tons")]),
        (
            "Production is planned for December 2025.",
            "Production is planned for March 2026.",
            [("December 2025", "March 2026")],
        ),
        (
            "The tender closes on 15 March for all of them.",
            "The tender closes on 20 March for all of them.",
            [("15 March", "20 March")],
        ),
        ("It makes 12,000 tons.", "It makes 12,000 tonnes.", []),
        ("It makes 12,000 tons.", "Exports to Japan fell by 3%.", []),
        ("It makes 12,000 tons.", "It makes more tons.", []),
        ("生产 12000 吨 稀土", "生产 12500 吨 稀土", [("12000 吨", "12500 吨")]),
    ],
)
def test_figures_and_dates_move_where_the_words_around_them_stay(old, new, found):
    assert [(was, now) for _, was, now in moves([old], [new])] == found


def test_the_most_alike_belong_together():
    old = {"a": "the plant opens in spring", "b": "the plant opens in autumn or later"}
    new = {"x": "the plant opens in autumn or not", "y": "a tender"}
    assert pairs(old, new) == {"x": "b"}
