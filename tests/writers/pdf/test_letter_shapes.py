"""Fonts in which a caveat would be empty, bars or dots are refused with what is wrong."""

import string

import pytest
from fontTools.ttLib import TTFont

from reebrief.diagnostics import ReebriefError
from reebrief.project.project import Project
from reebrief.templates import themes
from reebrief.writers.pdf.text.fonts import Face
from support.projects import make_project
from support.trees import ROOT

CARLITO = ROOT / "src/reebrief/fonts/Carlito-Regular.ttf"


@pytest.fixture
def changed(tmp_path):
    """Return a function that writes a font of letters after a change of its glyphs and widths."""

    def write(change):
        font = TTFont(CARLITO)
        names = font.getBestCmap()
        change(font, {char: names[ord(char)] for char in string.ascii_letters + string.digits})
        font.save(tmp_path / "own.ttf")
        return tmp_path / "own.ttf"

    return write


def scale(font, names, factor=0.05, right=0, up=0):
    for name in {*names.values()}:
        glyph = font["glyf"][name]
        if glyph.numberOfContours > 0:
            glyph.coordinates.scale((factor, factor))
            glyph.coordinates.translate((right, up))
            glyph.recalcBounds(font["glyf"])


def blank(font, names, chars=string.ascii_lowercase):
    empty = font["glyf"]["space"]
    for char in chars:
        font["glyf"][names[char]] = empty


def same(font, names):
    for name in names.values():
        font["glyf"][name] = font["glyf"][names["x"]]


def narrow(font, names):
    for name in names.values():
        font["hmtx"][name] = (0, font["hmtx"][name][1])


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (blank, "has no ink in 'a', 'b', 'c', 'd', 'e' and 21 more"),
        (lambda font, names: blank(font, names, "7"), "has no ink in '7'"),
        (same, "shows the same sign for many letters"),
        (scale, "has widths or heights that no letters have in 'a', 'b'"),
        (lambda f, n: scale(f, n, 1, right=9000), "has widths or heights that no letters have"),
        (lambda f, n: scale(f, n, 1, up=-9000), "has widths or heights that no letters have"),
        (narrow, "has widths or heights that no letters have"),
    ],
)
def test_a_font_whose_letters_cannot_be_read_is_refused(changed, change, message):
    with pytest.raises(ReebriefError) as caught:
        Face(changed(change))
    assert f"the font file 'own.ttf' {message}" in str(caught.value)


def test_fonts_of_letters_and_of_signs_are_taken(changed):
    assert Face(changed(lambda *_: None)).widths["a"] > 0
    for path in sorted(CARLITO.parent.glob("*.ttf")):
        assert Face(path).widths


def test_a_character_without_ink_is_one_that_the_font_lacks(changed):
    def empty(font, _):
        font["glyf"][font.getBestCmap()[ord("Ž")]] = font["glyf"]["space"]

    face = Face(changed(empty))
    assert "Ž" not in face.widths
    assert "z" in face.widths
    assert "\u00a0" in face.widths


def test_a_theme_names_no_font_of_symbols(tmp_path):
    make_project(tmp_path)
    (tmp_path / "templates/themes").mkdir(parents=True)
    font = "{word: Wingdings, regular: Carlito-Regular.ttf}"
    theme = f"format: 1\ntitle: H\nextends: ministry\nfonts:\n  x: {font}\n"
    (tmp_path / "templates/themes/house.yaml").write_text(theme)
    with pytest.raises(ReebriefError) as caught:
        themes.load(Project(tmp_path), "house")
    assert "house.yaml:5:13: 'Wingdings' is a font of symbols" in str(caught.value)
