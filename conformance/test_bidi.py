"""Lines with text from right to left stand in the order that python-bidi gives them."""

import random

import pytest
from bidi import get_display

from reebrief.writers.pdf.text import bidi

LETTERS = {
    "latin": "abcXYZ",
    "hebrew": "אבגדהשת",
    "arabic": "ابتثجحمن",
    "digits": "0123456789",
    "arabic digits": "٠١٢٣٤٥",
    "signs": "+-.,:/%$€#",
    "neutral": " !?;*=&'\"",
    "brackets": "()[]{}",
}
COUNT = 8000


def lines():
    """Yield lines of letters of many kinds, the same every time."""
    draw = random.Random(9)
    for _ in range(COUNT):
        kinds = draw.sample([*LETTERS], draw.randint(2, 5))
        length = draw.randint(1, 24)
        yield "".join(draw.choice(LETTERS[draw.choice(kinds)]) for _ in range(length))


def shown(text):
    """Return a line as the PDF writer places it, from left to right, no bracket turned."""
    return "".join(text[n] for n in bidi.order(bidi.levels_on_line(text, bidi.levels(text))))


def differing(order):
    return [text for text in lines() if order(text) != get_display(text, base_dir="L")]


def test_lines_are_ordered_as_another_program_orders_them():
    assert differing(shown) == []


@pytest.mark.parametrize("broken", [lambda text: text, lambda text: text[::-1]])
def test_another_order_would_be_told(broken):
    assert len(differing(broken)) > COUNT / 10
