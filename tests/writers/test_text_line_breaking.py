"""No-break spaces: between numbers and units, after abbreviations and initials, nowhere else."""

import pytest

from reebrief.document.nodes import Strong
from reebrief.writers import write
from reebrief.writers.text.line_breaking import keep_together
from support.trees import of_blocks, paragraph, text, theme, words


@pytest.mark.parametrize(
    "shown",
    [
        "12,000~t a year",
        "a line of 1.5~Mt/a, then",
        "55–80~% of it",
        "(up 7~%)",
        "5~million tons",
        "800~°C, 45~kWh/kg",
        "12~000~000~t",
        "€~5 or $~7",
        "§~5",
        "see No.~5, Fig.~2 and pp.~3 to 9",
        "Vol.~IV",
        "J.~R.~Řezníček",
    ],
)
def test_these_stay_together(shown: str) -> None:
    assert keep_together(shown.replace("~", " ")) == shown.replace("~", "\u00a0")


@pytest.mark.parametrize(
    "plain",
    [
        "in 2025 300 plants",
        "12 tons of it",
        "45 working days",
        "No. That is not so",
        "the end. Then",
        "they said so. p. Then",
        "5 a day, 3 me, 7 to",
        "“quoted” – and 'so' -- on",
        "",
    ],
)
def test_these_may_part(plain: str) -> None:
    assert keep_together(plain) == plain


@pytest.mark.parametrize(("form", "kept"), [("html", True), ("md", False)])
def test_pages_keep_them_together_and_source_text_stays_as_it_is(form: str, kept: bool) -> None:  # noqa: FBT001  a parameter of the test
    brief = of_blocks(paragraph("About 80 % and ", Strong(text("12 t")), " more"))
    shown = write(form, brief, theme(), words()).data.decode()
    assert ("80\u00a0%" in shown) == kept
    assert ("12\u00a0t" in shown) == kept
