"""A theme resolves every role, and its faults name the line."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reebrief.diagnostics import Place, ReebriefError
from reebrief.project.project import FONTS, Project
from reebrief.templates import themes
from reebrief.templates.themes import ROLES, contrast
from reebrief.writers import FORMATS, write
from support.projects import make_project
from support.trees import ROOT, sample, words

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


@pytest.fixture
def extending(tmp_path):
    """Return a function that loads a theme which extends another one of the same project."""

    def extending(text, base=THEME + "  body: {size: 10, colour: ink}\n", name="house"):
        files = {f"templates/themes/{name}.yaml": f"format: 1\n{text}"}
        files |= {"templates/themes/base.yaml": base}
        return themes.load(make_project(tmp_path, files=files), name)

    return extending


def fault(load, *roles, **options):
    with pytest.raises(ReebriefError) as caught:
        load(*roles, **options)
    return str(caught.value).replace("templates/themes/house.yaml", "T")


@pytest.mark.parametrize("name", sorted((ROOT / "templates" / "themes").glob("*.yaml")))
def test_a_shipped_theme_resolves_every_role(name):
    theme = themes.load(Project(ROOT), name.stem)
    assert tuple(theme.styles) == ROLES
    assert all(file.is_file() for font in theme.fonts.values() for file in font.files)


def test_roles_inherit_from_their_parents_and_at_last_from_body(load):
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


def test_style_keys_have_defaults(load):
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
    assert margins.left == pytest.approx(16 / 25.4 * 72)


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
        (
            '"1b1f24"',
            "red",
            "T:5:16: 'red' is no colour\n  hint: type six digits in quotes, without #: \"1F2933\"",
        ),
        (
            'colours: {ink: "1b1f24", pale: "EEF2F6"}',
            'colours:\n  ink: #1b1f24\n  pale: "EEF2F6"',
            "no colour\n  hint: type six digits in quotes, as # begins a comment",
        ),
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


def test_a_font_that_is_missing_is_one_fault(load):
    message = fault(load, text=THEME.replace("Carlito-Regular.ttf", "Carlito-Regulr.ttf"))
    assert message.count("no font file 'Carlito-Regulr.ttf'") == 1


def test_all_files_of_a_font_that_are_missing_are_one_fault_with_where_to_put_them(load):
    text = THEME.replace("Carlito-Regular.ttf", "Harbour.ttf")
    message = fault(load, text=text.replace("Carlito-Bold.ttf", "HarbourBold.ttf"))
    assert "T:4:" in message
    assert "no font files 'Harbour.ttf', 'HarbourBold.ttf'\n  hint: put them into fonts/" in message
    assert message.count("no font file") == 1


def test_a_missing_font_is_no_slip_for_one_of_another_name(load):
    message = fault(load, text=THEME.replace("Carlito-Bold.ttf", "HarbourSans-Bold.ttf"))
    assert "hint: put it into fonts/, or name what ships: Caladea-Bold.ttf" in message


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


# --- a theme that extends another


def test_a_theme_gives_only_what_differs(extending):
    theme = extending("extends: base\nroles: {title: {size: 30}, body: {after: 9}}\n")
    assert [path.stem for path in theme.files] == ["house", "base"]
    assert (theme.styles["title"].size, theme.styles["title"].leading) == (30, 39)
    assert (theme.styles["body"].size, theme.styles["body"].after) == (10, 9)
    assert (theme.name, theme.styles["body"].colour) == ("house", "1B1F24")


def test_a_colour_changed_in_one_place_changes_wherever_it_is_named(extending):
    theme = extending('extends: base\ncolours: {ink: "000033"}\n')
    assert {style.colour for style in theme.styles.values()} == {"000033"}


def test_a_colour_without_quotes_is_one_problem_where_it_is_typed(extending):
    base = THEME + "  body: {colour: ink}\n  title: {colour: ink, rule: ink}\n"
    with pytest.raises(ReebriefError) as caught:
        extending("extends: base\ncolours:\n  ink: #003366\n", base)
    assert str(caught.value) == (
        "templates/themes/house.yaml:4:3: the colour 'ink' has no value, and roles have it\n"
        "  hint: type six digits in quotes, without #"
    )


def test_a_colour_that_no_role_has_can_be_taken_away(extending):
    base = THEME + "  body: {size: 10, colour: ink}\n"
    assert extending("extends: base\ncolours: {pale: ~}\n", base).name == "house"


def test_a_font_family_is_replaced_whole(extending):
    text = "extends: base\nfonts: {text: {word: Cambria, regular: Caladea-Regular.ttf}}\n"
    font = extending(text).fonts["text"]
    assert {path.name for path in font.files} == {"Caladea-Regular.ttf"}


def test_a_role_that_gives_a_size_has_its_own_leading(extending):
    base = THEME + "  body: {size: 10, leading: 14}\n"
    assert (
        extending("extends: base\nroles: {body: {size: 20}}\n", base).styles["body"].leading == 26
    )


def test_a_theme_may_have_the_name_of_the_shipped_one_that_it_extends(extending):
    theme = extending('extends: ministry\ncolours: {deep: "004020"}\n', name="ministry")
    assert theme.styles["title"].colour == "004020"
    assert [path.stem for path in theme.files] == ["ministry", "ministry"]


def test_themes_that_extend_each_other_are_refused(extending):
    message = fault(extending, "extends: base\n", f"extends: house\n{THEME}  body: {{}}\n")
    assert message == (
        "templates/themes/base.yaml:1:10: themes that extend each other: house → base → house\n"
        "  hint: delete one 'extends'"
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("extends: bas\n", "T:2:10: no theme 'bas' to extend\n  hint: did you mean 'base'?"),
        ("extends: [base]\n", "T:2:10: no theme"),
        ("extends: ../themes/base\n", "T:2:10: no theme"),
        ("extends: base\nroles: body\n", "T:3:8: roles: keys and values are expected"),
        (
            'extends: base\ncolours: {ink: "BBBBBB"}\n',
            "T:3:16: the contrast of 'body' is 1.9:1, 4.5:1 is the least",
        ),
    ],
)
def test_a_fault_is_told_where_the_own_file_makes_it(extending, text, message):
    assert fault(extending, text).startswith(message)


# --- the shipped themes

SHIPPED = [p.stem for p in sorted((ROOT / "templates" / "themes").glob("*.yaml"))]
CAVEATS = ("caveat-label", "caveat-text", "caveat-note")


def test_three_themes_ship():
    assert {"large-print", "ministry", "think-tank"} <= set(SHIPPED)


@pytest.mark.parametrize("name", SHIPPED)
def test_the_fonts_of_a_shipped_theme_lie_beside_their_licences(name):
    for font in themes.load(Project(ROOT), name).fonts.values():
        for path in font.files:
            assert path.parent == FONTS
            assert path.read_bytes()[:4] == b"\0\1\0\0", "TrueType outlines"
            licence = FONTS / f"{path.stem.partition('-')[0]}-LICENSE.txt"
            assert "license" in licence.read_text(encoding="utf-8").lower()


def test_large_print_is_large():
    styles = themes.load(Project(ROOT), "large-print").styles
    running = {"header", "footer"}  # what they say stands on the page in large letters too
    small = {"table-cell", "table-header", "caveat-note", "caveat-key", "marking"}  # 14 at least
    for role, style in styles.items():
        least = 12 if role in running else 14 if role in small else 16
        assert style.size >= least, role
        assert style.leading >= 1.2 * style.size, role
        assert style.align == ("right" if role == "marking" else "left"), role
        assert contrast(style.colour, style.background or "FFFFFF") >= 7, role
    assert all(styles[role].size >= 14 for role in CAVEATS)


@pytest.mark.parametrize("page", ["A4", "Letter"])
@pytest.mark.parametrize("name", SHIPPED)
def test_every_format_can_be_written_in_a_shipped_theme(name, page):
    brief = sample()
    meta = replace(brief.brief.meta, page=page)
    brief = replace(brief, brief=replace(brief.brief, meta=meta))
    for form in FORMATS:
        written = write(form, brief, themes.load(Project(ROOT), name), words())
        assert written.parts >= brief.parts


# --- contrast

COLOURS = st.integers(0, 0xFFFFFF).map("{:06X}".format)


@pytest.mark.parametrize(
    ("roles", "pair"),
    [
        ("caveat-text: {background: mid}\nlink: {colour: soft}", "'link' on 'caveat-text'"),
        ("comment: {background: mid}\ncaveat-label: {colour: soft}", "'caveat-label' on 'comment'"),
        ("table-header: {background: mid}\nlink: {colour: soft}", "'link' on 'table-header'"),
        ("comment: {background: mid}\ntable-cell: {colour: soft}", "'table-cell' on 'comment'"),
        ("quote: {background: mid}\nheading-3: {colour: soft}", "'heading-3' on 'quote'"),
        ("table-cell: {background: mid}\nquote: {colour: soft}", "'quote' on 'table-cell'"),
        ("table-header: {background: mid, colour: soft}", "'table-header'"),
    ],
)
def test_text_is_measured_on_every_background_that_it_may_stand_on(load, roles, pair):
    colours = '{ink: "000000", mid: "C8C8C8", soft: "666666"}'
    text = THEME.replace('{ink: "1b1f24", pale: "EEF2F6"}', colours)
    message = fault(load, f"body: {{colour: ink}}\n{roles}", text=text)
    assert f"the contrast of {pair} is 3.4:1, 4.5:1 is the least" in message
    assert load("body: {colour: soft}\nheader: {background: none}", text=text)


def test_contrast_is_that_of_the_accessibility_guidelines():
    assert contrast("000000", "FFFFFF") == pytest.approx(21)
    assert contrast("777777", "FFFFFF") == pytest.approx(4.48, abs=0.01)  # the well-known near miss


@settings(deadline=None)
@given(COLOURS, COLOURS)
def test_contrast_has_no_direction_and_lies_between_1_and_21(one, two):
    assert contrast(one, two) == contrast(two, one)
    assert 1 <= contrast(one, two) <= 21.000001
