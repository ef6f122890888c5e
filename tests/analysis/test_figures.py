"""Figures: what is one, what it amounts to, and that its spelling makes no difference."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reebrief.analysis.figures import FigureWords, figures, same
from reebrief.diagnostics import ReebriefError
from reebrief.project import yaml
from reebrief.project.validation import validate
from support.wordlists import labelled, section, shipped_lists

WORDS = section(FigureWords, "figures")


def found(text):
    return [(figure.text, figure.value, figure.unit) for figure in figures(text, WORDS)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Up to 520 tons of wastewater a day are recycled.", ("520 tons", "520", "ton/day")),
        ("Its daily output is 40 tonnes.", ("40 tonnes", "40", "ton/day")),
        ("A 12,000-ton-per-year line.", ("12,000-ton", "12000", "ton/year")),
        ("It rises to 11,200 tons annually.", ("11,200 tons", "11200", "ton/year")),
        (
            "over 1.637 billion data points a day",
            ("1.637 billion data points", "1637000000", "data point/day"),
        ),
        ("with zero discharge, it says", ("zero discharge", "0", "discharge")),
        ("yields of 93%+", ("93%", "93", "%")),
        ("it fell by 0.1 %", ("0.1 %", "0.1", "%")),
        ("worth USD 9,653,840", ("USD 9,653,840", "9653840", "usd")),
        ("about 70 million yuan", ("70 million yuan", "70000000", "cny")),
        ("they paid €5m for it", ("€5m", "5000000", "eur")),
        ("a wall 5 m high", ("5 m", "5", "metre")),
        ("cut by a fifth.", ("a fifth", "20", "%")),
        ("one in five homes", ("one in five homes", "0.2", "home")),
        ("nine thousand million euros", ("nine thousand million euros", "9000000000", "eur")),
        ("two hundred thousand tons", ("two hundred thousand tons", "200000", "ton")),
        ("worth 7,600 crore", ("7,600 crore", "76000000000", "")),
        ("up in 2021 to 7.1 per cent", ("7.1 per cent", "7.1", "%")),
        ("two thirds of the kilns", ("two thirds", "200/3", "%")),
        ("half of the sum", ("half", "50", "%")),
        ("half a million trees", ("half a million trees", "500000", "tree")),
        ("nine of ten beds", ("nine of ten beds", "0.9", "bed")),
        ("tested twice.", ("twice", "2", "time")),
        ("three times as long", ("three times", "3", "time")),
        ("savings of 20–30 %", ("20–30 %", "20–30", "%")),
        ("savings of 20 to 30 %", ("20 to 30 %", "20–30", "%")),
        ("between 20 and 30 %", ("20 and 30 %", "20–30", "%")),
        ("EUR 2–3 million", ("EUR 2–3 million", "2000000–3000000", "eur")),
        ("11 new labs", ("11 new labs", "11", "lab")),
        ("36 electrolytic furnaces", ("36 electrolytic furnaces", "36", "furnace")),
        ("twenty-five batteries", ("twenty-five batteries", "25", "battery")),
        (
            "two hundred and forty thousand people",
            ("two hundred and forty thousand people", "240000", "person"),
        ),
        ("a dozen eggs", ("a dozen eggs", "12", "egg")),
        ("at −5 °C", ("−5 °C", "-5", "degree celsius")),
        ("1\u202f234\u202f567 hens", ("1\u202f234\u202f567 hens", "1234567", "hen")),
        ("48 dead", ("48 dead", "48", "dead")),
        ("8.5 tons/day", ("8.5 tons", "8.5", "ton/day")),
        ("twenty one hundred trees", ("twenty one hundred trees", "2100", "tree")),
        ("one hundred twenty trees", ("one hundred twenty trees", "120", "tree")),
        ("one hundred and five wells", ("one hundred and five wells", "105", "well")),
        (
            "two million three hundred thousand trees",
            ("two million three hundred thousand trees", "2300000", "tree"),
        ),
        ("a hundred trees", ("a hundred trees", "100", "tree")),
        ("three quarters of the ore", ("three quarters", "75", "%")),
        ("a loss of 0.05 tons", ("0.05 tons", "0.05", "ton")),
        ("a loss of 0.125 tons", ("0.125 tons", "0.125", "ton")),
        ("EUR -0.5 million", ("EUR -0.5 million", "-500000", "eur")),
        # no years, and no numbers that are written as years are
        ("it has 1799 wells", ("1799 wells", "1799", "well")),
        ("it has 2200 wells", ("2200 wells", "2200", "well")),
        ("it has 1,850 wells", ("1,850 wells", "1850", "well")),
    ],
)
def test_a_figure_has_a_value_and_a_unit(text, expected):
    assert found(text) == [expected]


def test_numbers_in_words_that_make_no_number_together_are_two():
    assert [value for _, value, _ in found("three twenty-one trees")] == ["3", "21"]


def test_a_share_of_fewer_than_it_is_no_share():
    assert found("ten of nine beds") == [("nine beds", "9", "bed")]


def test_numbers_far_apart_make_no_range():
    assert found("5 tons                to 6 tons") == [
        ("5 tons", "5", "ton"),
        ("6 tons", "6", "ton"),
    ]


def test_both_ends_of_a_change_are_figures_with_their_unit():
    assert found("It rose from 50 to 80 %.") == [("50", "50", "%"), ("80 %", "80", "%")]
    assert found("It rose from 50% to 80%.") == [("50%", "50", "%"), ("80%", "80", "%")]


@pytest.mark.parametrize(
    "text",
    [
        "It began in 2025, after 2019–2021.",
        "It began in 1800 and will end in 2199.",
        "the twenty-fifth mine",
        "the Fifteen-Five Plan (2026–2030)",
        "on 3 May and 15 October 2024, or on 2025-10-15, 3.5.2024 or March 4",
        "Workshop 204 did it in Q3 of Phase II.",
        "On line 3, in section 4 and on page 7 of No. 5",
        "a “153-Value-Driven” system of the A-share market, CO2 and 3D",
        "As said before [2] and (3).",
        "1. Accelerate the project.",
        "It starts at 12:30.",
        "One of them stood out; two did not.",
        "the second half, the third plant, the fifth of them",
        "the Five-Year Plan",
    ],
)
def test_dates_names_and_numbers_of_lists_are_no_figures(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("30 percent", "30%"),
        ("30 per cent", "30 %"),
        ("1.2 million tonnes", "1,200,000 tons"),
        ("EUR 5m", "5 million euros"),
        ("three kilns", "3 kilns"),
        ("half of it", "50 % of it"),
        ("520 tons each day", "520 t per day"),
        ("0.50 %", "0.5 %"),
    ],
)
def test_the_same_amount_has_one_key_however_it_is_spelled(one, other):
    (first,), (second,) = figures(one, WORDS), figures(other, WORDS)
    assert first.key == second.key


def test_a_period_that_only_one_states_makes_no_other_amount():
    a_day, a_year, plain = (
        figures(f"520 tons {said}", WORDS)[0] for said in ("a day", "a year", "")
    )
    assert same(a_day, plain)
    assert same(plain, a_year)
    assert not same(a_day, a_year)
    assert not same(plain, figures("520 kilograms", WORDS)[0])


def rates(entries):
    """Return how many of the labelled figures are found, and how many with exactly their words."""
    wanted = overlapping = exact = 0
    for entry in entries:
        texts = [figure.text for figure in figures(entry["text"], WORDS)]
        for label in (
            figure for key in ("figures", "governed", "free") for figure in entry.get(key, ())
        ):
            wanted += 1
            exact += label in texts
            overlapping += any(text in label or label in text for text in texts)
    return overlapping / wanted, exact / wanted


def test_the_labelled_figures_are_found():
    data = labelled("sentences")
    entries = [
        entry
        for part in ("sentences", "paragraphs")
        for n, entry in enumerate(data[part])
        if n % 3 == 2  # those that the lists were not made with
    ]
    overlapping, exact = rates(entries)
    assert overlapping == 1
    assert exact > 0.9  # a converted sum is labelled with its conversion as one


def test_paragraphs_have_few_figures_that_nobody_labelled():
    data = labelled("sentences")["paragraphs"]
    found_, extra = 0, []
    for entry in data:
        labels = [*entry["governed"], *entry["free"]]
        for figure in figures(entry["text"], WORDS):
            found_ += 1
            if not any(figure.text in label for label in labels):
                extra.append(figure.text)
    assert len(extra) / found_ < 0.05, extra


def test_a_sign_between_two_numbers_belongs_to_the_one_that_it_opens():
    assert found("0 $-5") == [("0", "0", ""), ("$-5", "-5", "usd")]
    assert found("0 $, -5") == [("0 $", "0", "usd"), ("-5", "-5", "")]


@given(st.text(alphabet="0123456789 ,.–-%aton\n$EURmilonhafd5٣½", max_size=60))
def test_any_text_gives_figures_in_its_order_that_stand_in_it(text):
    end = 0
    for figure in figures(text, WORDS):
        assert end <= figure.start < figure.end
        assert text[figure.start : figure.end] == figure.text
        end = figure.end


def test_a_number_that_is_none_is_an_error_with_its_place():
    text = "numbers: {ten: 10, many: lots}\n"
    file = yaml.read(text, "claims.yaml")
    data = {**shipped_lists().data["languages"]["en"]["figures"], **file.data}
    with pytest.raises(ReebriefError) as fault:
        validate(FigureWords, file, data)
    (problem,) = fault.value.problems
    assert str(problem.place) == "claims.yaml:1:26"
    assert "type it in digits" in problem.hint


def test_a_unit_that_is_not_listed_is_an_error():
    file = shipped_lists()
    data = {**file.data["languages"]["en"]["figures"], "no_measures": ["parsec"]}
    with pytest.raises(ReebriefError, match="'parsec' is no unit"):
        validate(FigureWords, file, data, ("languages", "en", "figures"))
