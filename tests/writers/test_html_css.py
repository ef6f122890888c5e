"""The page in HTML looks like the theme: on a screen, a narrow one, and on paper."""

import re
from dataclasses import replace

import pytest

from reebrief.templates.themes import ROLES
from reebrief.templates.themes.contrast import PAPER, contrast
from reebrief.writers.html import write
from reebrief.writers.html.css import style_sheet
from reebrief.writers.html.dark import GROUND, ground, lightened
from support import trees
from support.trees import theme, words

THEMES = ("large-print", "ministry", "think-tank")


def rule(sheet, selector):
    """Return what the sheet's rules for exactly this selector say, outside of any condition."""
    plain = sheet.partition("@media")[0]
    found = re.findall(rf"^{re.escape(selector)} {{ (.*); }}$", plain, re.MULTILINE)
    assert found, selector
    return dict(part.split(": ", 1) for part in "; ".join(found).split("; "))


@pytest.mark.parametrize("name", THEMES)
def test_every_role_that_a_page_shows_has_its_rule(name):
    sheet, styles = style_sheet(theme(name), "A4"), theme(name).styles
    for role in ROLES:
        colour = f"color: #{styles[role].colour}"
        assert (colour in sheet) or role in {"header", "footer"}, role
    assert rule(sheet, "h1")["color"] == f"#{styles['title'].colour}"
    assert rule(sheet, ".comment")["background"] == f"#{styles['comment'].background}"
    assert rule(sheet, "thead th")["background"] == f"#{styles['table-header'].background}"


@pytest.mark.parametrize("name", THEMES)
def test_text_on_a_dark_screen_is_as_easy_to_read_as_on_paper(name):
    styles = theme(name).styles
    grounds = [GROUND, *(ground(s.background) for s in styles.values() if s.background)]
    for style in styles.values():
        shown = lightened(style.colour)
        for one in grounds:
            assert contrast(shown, one) >= min(contrast(style.colour, PAPER), 10)
        assert f"color: #{shown}" in style_sheet(theme(name), "A4") or style.role in {
            "header",
            "footer",
        }


@pytest.mark.parametrize(("name", "size"), [("ministry", 106.25), ("large-print", 133.333)])
def test_text_on_a_screen_grows_with_the_readers_own_size(name, size):
    sheet = style_sheet(theme(name), "A4")
    assert f":root {{ font-size: {size}%;" in sheet
    assert rule(sheet, "body")["font-size"] == "1rem"
    assert "px" not in re.sub(r"\b1px", "", sheet)  # but for hairlines


@pytest.mark.parametrize(("page", "size"), [("A4", "595.28pt 841.89pt"), ("Letter", "612pt 792pt")])
def test_printed_html_has_the_page_and_the_size_of_the_theme(page, size):
    sheet = style_sheet(theme(), page)
    assert f"@page {{ size: {size}; margin: 73.7pt 68.03pt 73.7pt 68.03pt; }}" in sheet
    assert "@media print {\n:root { font-size: 10.5pt; }" in sheet


def test_a_font_family_lists_its_substitutes():
    sheet = style_sheet(theme("think-tank"), "A4")
    family = rule(sheet, "body")["font-family"]
    assert family == "'Cambria', 'Caladea', 'Calibri', 'Segoe UI Symbol', serif"
    assert rule(sheet, ".meta")["font-family"].startswith("'Calibri', 'Carlito', ")
    assert "'Liberation Sans'" in style_sheet(theme("large-print"), "A4")


def test_no_name_of_a_font_leaves_the_style_element():
    look = theme()
    fonts = {key: replace(font, word="x'</style>{") for key, font in look.fonts.items()}
    page = write(trees.sample(), replace(look, fonts=fonts), words()).data.decode()
    assert page.count("</style>") == 1
    assert "font-family: 'xstyle', 'Carlito'" in page


def test_a_wide_table_scrolls_by_itself_and_by_the_keyboard():
    page = write(trees.sample(), theme(), words()).data.decode()
    for table in re.finditer(r"<table ", page):
        before = page[: table.start()].rstrip().rpartition("\n")[2]
        assert before.startswith('<div class="table" role="group" tabindex="0" aria-label="')
    assert page.count("<table ") == page.count("</table>\n</div>") > 0
    sheet = style_sheet(theme(), "A4")
    assert rule(sheet, ".table")["overflow-x"] == "auto"


def test_notes_of_two_sections_are_no_two_landmarks_of_one_name():
    page = write(trees.sample(), theme(), words()).data.decode()
    assert "<aside" not in page
    assert '<div class="caveat-note" role="group" aria-label="' in page


@pytest.mark.parametrize("name", THEMES)
def test_on_paper_no_heading_is_parted_or_left_without_what_it_heads(name):
    paper = style_sheet(theme(name), "A4").partition("@media print")[2]
    rules = re.findall(r"^(.*) \{ (.*); \}$", paper, re.MULTILINE)
    whole = {
        one for names, said in rules if "break-inside: avoid" in said for one in names.split(", ")
    }
    kept = {
        one for names, said in rules if "break-after: avoid" in said for one in names.split(", ")
    }
    assert {"h1", "h2", "h3", "caption", "thead", "tr"} <= whole
    assert {"h1", "h2", "h3", "caption", "thead"} <= kept
    assert ("tbody tr:first-child", "break-before: avoid") in rules
