"""Paragraphs of both directions are ordered as Unicode's own test and another program say."""

import os
import random
from pathlib import Path

import pytest
from bidi import get_display

from reebrief.writers.pdf.text import bidi
from reebrief.writers.text.direction import first_strong

UNICODE = Path(os.environ.get("UNICODE_DATA", "/usr/share/unicode"))
"""Where Debian's package unicode-data puts the files of Unicode."""

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
COUNT = 4000


def cases():
    """Yield the paragraphs of BidiCharacterTest.txt: text, direction, levels, order."""
    for line in (UNICODE / "BidiCharacterTest.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            codes, direction, level, levels, order = line.split(";")
            text = "".join(chr(int(code, 16)) for code in codes.split())
            yield text, direction, int(level), levels.split(), [*map(int, order.split())]


def wrong(shown):
    """Return how many of Unicode's paragraphs have other levels, or another order."""
    count = 0
    for text, direction, level, levels, order in cases():
        base = int(first_strong(text) in {"R", "AL"}) if direction == "2" else int(direction)
        own = shown(text, base)
        kept = [n for n, wanted in enumerate(levels) if wanted != "x"]
        found = [kept[at] for at in bidi.order([own[n] for n in kept])]
        said = [str(own[n]) for n in kept]
        count += (base, said, found) != (level, [levels[n] for n in kept], order)
    return count


def leveled(text, base):
    return bidi.levels_on_line(text, bidi.levels(text, base), base)


@pytest.mark.skipif(not UNICODE.exists(), reason="Debian's unicode-data is not there")
def test_all_paragraphs_of_unicodes_test_are_right():
    assert sum(1 for _ in cases()) > 90_000
    assert wrong(leveled) == 0


@pytest.mark.skipif(not UNICODE.exists(), reason="Debian's unicode-data is not there")
def test_levels_that_know_no_direction_of_a_paragraph_would_be_told():
    assert wrong(lambda text, _: leveled(text, 0)) > 10_000


def lines():
    """Yield lines of letters of many kinds, the same every time."""
    draw = random.Random(9)
    for _ in range(COUNT):
        kinds = draw.sample([*LETTERS], draw.randint(2, 5))
        length = draw.randint(1, 24)
        yield "".join(draw.choice(LETTERS[draw.choice(kinds)]) for _ in range(length))


@pytest.mark.parametrize("base", [0, 1])
def test_lines_are_ordered_as_another_program_orders_them(base):
    for text in lines():
        shown = "".join(text[n] for n in bidi.order(leveled(text, base)))
        assert shown == get_display(text, base_dir="LR"[base])
