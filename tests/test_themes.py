"""A theme resolves every role, and its faults name the line."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from projects import make_project
from reebrief import themes
from reebrief.errors import Place, ReebriefError
from reebrief.project import FONTS, Project
from reebrief.themes import ROLES, contrast
from trees import ROOT

THEME = """\
format: 1
title: House
fonts:
  text: {word: Calibri, regular: Carlito-Regular.ttf, bold: Carlito-Bold.ttf}
colours: {ink: "1b1f24", pale: "EEF2F6"}
roles:
"""


@pytest.fixture
def load(tmp_path):
    """Return a function that loads a theme with these roles."""

    def load(roles="", text=THEME):
        text += "".join(f"  {line}\n" for line in roles.splitlines()) or "  body: {}\n"
        project = make_project(tmp_path, files={"templates/themes/house.yaml": text})
        return themes.load(project, "house")

    return load


def fault(load, *roles, **options):
    with pytest.raises(ReebriefError) as caught:
        load(*roles, **options)
    return str(caught.value).replace("templates/themes/house.yaml", "T")


@pytest.mark.parametrize("name", [p.stem for p in (ROOT / "templates" / "themes").glob("*.yaml")])
def test_a_shipped_theme_resolves_every_role(name):
    theme = themes.load(Project(ROOT), name)
    assert tuple(theme.styles) == ROLES
    assert all(file.is_file() for font in theme.fonts.values() for file in font.files)


def test_what_a_role_does_not_say_comes_from_its_parents_and_at_last_from_body(load):
    theme = load(
        "body: {size: 10, colour: ink, italic: true, after: 6}\n"
        "heading-1: {size: 14, bold: true, before: 12}\n"
        "heading-2: {parent: heading-1, size: 12, italic: false}\n"
    )
    body, one, two = (theme.styles[r] for r in ("body", "heading-1", "heading-2"))
    assert (body.parent, one.parent, two.parent) == (None, "body", "heading-1")
    assert (two.size, two.bold, two.before, two.italic) == (12, True, 12, False)
    assert (one.italic, one.after, one.colour) == (True, 6, "1B1F24")
    assert theme.styles["quote"].size == 10


def test_what_nobody_says_has_a_default(load):
    style = load().styles["body"]
    assert (style.size, style.leading, style.colour, style.align) == (10.5, 13.65, "000000", "left")
    assert (style.background, style.rule, style.indent, style.font) == (None, None, 0, "text")


def test_a_background_can_be_taken_away(load):
    theme = load("body: {background: pale}\nquote: {background: none}")
    assert theme.styles["meta"].background == "EEF2F6"
    assert theme.styles["quote"].background is None


def test_absent_faces_are_the_regular_one_and_own_fonts_come_first(load, tmp_path):
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / "Carlito-Bold.ttf").write_bytes(b"")
    font = load().fonts["text"]
    assert font.regular == font.italic == font.bold_italic == FONTS / "Carlito-Regular.ttf"
    assert font.bold == tmp_path / "fonts" / "Carlito-Bold.ttf"


def test_margins_are_in_points():
    margins = themes.load(Project(ROOT), "ministry").margins
    assert margins.left == pytest.approx(24 / 25.4 * 72)


@pytest.mark.parametrize(
    ("roles", "message"),
    [
        ("body: {colour: inc}", "T:7:18: unknown colour 'inc'\n  hint: did you mean 'ink'?"),
        ("body: {font: serif}", "T:7:16: unknown font 'serif'\n  hint: known fonts: text"),
        ("body: {size: 5}", "T:7:16: size: 5 is out of range\n  hint: the limit is 6"),
        (
            "title: {parent: quote}\nquote: {parent: title}",
            "T:7:19: the parents of 'title' go in a circle\n  hint: end the chain at body",
        ),
        (
            "title: {colour: pale}",
            "T:7:19: the contrast of 'title' is 1.1:1, 4.5:1 is the least\n"
            "  hint: choose a darker colour, or a lighter background",
        ),
    ],
)
def test_a_faulty_role_is_refused_with_its_place(load, roles, message):
    assert fault(load, roles).startswith(message)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"1b1f24"', "red", "T:5:16: 'red' is no colour\n  hint: type six digits, 1F2933"),
        ('"1b1f24"', '"#1b1f2"', "T:5:16: '#1b1f2' is no colour"),
        (
            "Carlito-Bold.ttf",
            "Carlito-Blod.ttf",
            "T:4:61: no font file 'Carlito-Blod.ttf'\n  hint: did you mean 'Carlito-Bold.ttf'?",
        ),
        ("colours:", "fallback: [signs]\ncolours:", "T:5:12: unknown font 'signs'"),
        ("title: House", "page: {top: 5}\ntitle: House", "T:2:13: top: 5 is out of range"),
    ],
)
def test_a_faulty_theme_is_refused_with_its_place(load, old, new, message):
    assert message in fault(load, text=THEME.replace(old, new))


def test_every_fault_of_a_theme_is_reported(load):
    message = fault(load, "body: {colour: inc, font: serif}\ntitle: {background: dark}")
    for fault_of_it in ("T:7:18: unknown colour", "T:7:29: unknown font", "T:8:23: unknown colour"):
        assert fault_of_it in message


def test_an_unknown_theme_names_the_nearest_where_it_was_asked_for():
    with pytest.raises(ReebriefError) as caught:
        themes.load(Project(ROOT), "ministery", Place("b.yaml", 3, 8))
    assert str(caught.value) == (
        "b.yaml:3:8: unknown theme 'ministery'\n  hint: did you mean 'ministry'?"
    )
    with pytest.raises(ReebriefError, match=r"unknown theme '\.\./themes/ministry'"):
        themes.load(Project(ROOT), "../themes/ministry")


COLOURS = st.integers(0, 0xFFFFFF).map("{:06X}".format)


def test_contrast_is_that_of_the_accessibility_guidelines():
    assert contrast("000000", "FFFFFF") == pytest.approx(21)
    assert contrast("777777", "FFFFFF") == pytest.approx(4.48, abs=0.01)  # the well-known near miss


@settings(deadline=None)
@given(COLOURS, COLOURS)
def test_contrast_has_no_direction_and_lies_between_1_and_21(one, two):
    assert contrast(one, two) == contrast(two, one)
    assert 1 <= contrast(one, two) <= 21.000001
