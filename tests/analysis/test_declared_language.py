"""Declared language: a text is looked at, and told apart from one in another language."""

import pytest

from reebrief.analysis.declared_language import is_in_another
from support.claim_rates import words

PROSE = {
    "en": "The company said that it would build a second line in the north, and that the first one "
    "had run at half of its capacity since the spring of last year.",
    "de": "Das Unternehmen teilte mit, dass es eine zweite Linie im Norden bauen wird und dass die "
    "erste seit dem Frühling des letzten Jahres nur zur Hälfte ausgelastet war.",
    "fr": "L’entreprise a déclaré qu’elle construira une deuxième ligne dans le nord et que la "
    "première a tourné à la moitié de sa capacité depuis le printemps de l’année dernière.",
    "es": "La empresa dijo que construirá una segunda línea en el norte y que la primera había "
    "funcionado a la mitad de su capacidad desde la primavera del año pasado.",
    "zh": "公司表示将在北方建设第二条生产线，而第一条生产线自去年春天以来只有一半产能在运行。",
}


@pytest.mark.parametrize("language", PROSE)
def test_prose_is_told_from_that_of_another_language(language):
    assert is_in_another(PROSE[language], words().figures.patterns.no_nouns) is (language != "en")


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("Ofen " * 11, False),  # too short to be looked at
        ("Ofen " * 12, True),
        ("Ofen " * 11 + "the", False),
        ("Ofen " * 22 + "the the the", False),  # three of 25 are 12 per cent
        ("Ofen " * 23 + "the the", True),
    ],
)
def test_how_much_is_looked_at_and_what_is_enough(text, other):
    assert is_in_another(text, frozenset({"the"})) is other
