"""A Word file carries the fonts of a theme that wants it, whole, where their makers permit it."""

import io
import re
import uuid
import zipfile

import docx
import pytest
from fontTools.ttLib import TTFont

from reebrief import render
from reebrief.diagnostics import ReebriefError
from reebrief.project.project import FONTS, Project
from reebrief.templates import themes
from reebrief.templates.themes.embedding import family, may_be_embedded
from reebrief.verify.examine import examine
from reebrief.verify.verdict import State
from support.projects import article, brief, make_project
from support.sealing import zipped

THEME = """\
format: 1
title: House
embed_fonts: true
fonts:
  text: {word: Cambria, regular: Caladea-Regular.ttf, bold: Caladea-Bold.ttf, generic: serif}
  more: {word: Arial, regular: LiberationSans-Regular.ttf}
fallback: [more]
colours: {ink: "1b1f24"}
roles:
  body: {font: text, colour: ink}
"""
TABLE = "word/fontTable.xml"


def house(folder, theme=THEME, **settings):
    lines = "".join(f"{key}: {value}\n" for key, value in settings.items())
    return make_project(
        folder,
        {"one": article("A pier closed.", publisher="Metal Watch")},
        briefs={"x": brief(articles="[one]", theme="house")},
        settings=f"format: 1\n{lines}",
        files={"templates/themes/house.yaml": theme},
    )


@pytest.fixture(scope="module")
def members(tmp_path_factory):
    """Return the parts of a Word file that carries its fonts."""
    (done,) = render(house(tmp_path_factory.mktemp("house")), ["x"], to=["docx"])
    return unzipped(done.files[0].read_bytes())


def unzipped(data):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def with_key(data, key):
    """Change a font's beginning by a key, or back: ECMA-376 Part 1, 17.8.1, byte for byte."""
    key = uuid.UUID(key).bytes
    return bytes(b ^ key[15 - n % 16] if n < 32 else b for n, b in enumerate(data))


def test_each_face_is_the_font_file_under_its_own_name(members):
    table = members[TABLE].decode()
    listed = re.search(r'<w:font w:name="Caladea">(.*?)</w:font>', table)[1]
    keys = dict(re.findall(r'<w:(embed\w+) r:id="\w+" w:fontKey="(\{[0-9A-F-]{36}\})"/>', listed))
    assert [*keys] == ["embedRegular", "embedBold"]
    for (face, key), n in zip(keys.items(), (1, 2), strict=True):
        data = with_key(members[f"word/fonts/font{n}.odttf"], key)
        assert data == (FONTS / f"Caladea-{face.removeprefix('embed')}.ttf").read_bytes()
        assert TTFont(io.BytesIO(data))["name"].getDebugName(1) == "Caladea"
    assert '<w:altName w:val="Cambria"/>' in listed


def test_text_is_set_in_what_is_carried_and_what_is_not_used_is_not_carried(members):
    assert set(re.findall(r'w:ascii="([^"]*)"', members["word/styles.xml"].decode())) == {"Caladea"}
    assert len([name for name in members if name.endswith(".odttf")]) == 2
    assert b"<w:embedTrueTypeFonts/>" in members["word/settings.xml"]


def test_a_theme_that_does_not_ask_for_it_carries_none(tmp_path):
    (done,) = render(house(tmp_path, THEME.replace("true", "false")), ["x"], to=["docx"])
    parts = unzipped(done.files[0].read_bytes())
    assert not [name for name in parts if "odttf" in name]
    assert b"embedTrueTypeFonts" not in parts["word/settings.xml"]
    assert b'w:ascii="Cambria"' in parts["word/styles.xml"]


def test_a_file_that_carries_its_fonts_is_intact(members):
    assert examine(zipped(members)).state is State.INTACT


def test_another_key_of_the_same_font_is_no_change(members):
    table = members[TABLE].decode()
    old = re.search(r"\{[0-9A-F-]{36}\}", table)[0]
    new = "{00112233-4455-6677-8899-AABBCCDDEEFF}"
    font = with_key(with_key(members["word/fonts/font1.odttf"], old), new)
    saved = {TABLE: table.replace(old, new, 1).encode(), "word/fonts/font1.odttf": font}
    assert examine(zipped(members | saved)).state is State.RESAVED


def test_a_file_that_lost_its_fonts_is_no_changed_file(members):
    lost = re.sub(r"<w:embed[^>]*>", "", members[TABLE].decode()).encode()
    assert examine(zipped(members | {TABLE: lost})).state is State.RESAVED


def test_a_font_that_no_text_has_is_no_change(members):
    other = members[TABLE].replace(b'w:name="Caladea"', b'w:name="Carlito"')
    assert examine(zipped(members | {TABLE: other})).state is State.RESAVED


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"word/fonts/font1.odttf": b"another font"}, "letters may look like others"),
        ({TABLE: ("embedBold", "embedItalic")}, "fonts were brought along"),
    ],
)
def test_another_font_is_a_change(members, change, said):
    ((name, new),) = change.items()
    data = members[name].decode().replace(*new).encode() if isinstance(new, tuple) else new
    verdict = examine(zipped(members | {name: data}))
    assert verdict.state is State.CHANGED
    assert said in "\n".join(map(str, verdict.findings))


@pytest.mark.parametrize(
    ("rights", "permitted"),
    [(0, True), (0x0008, True), (0x0108, True), (0x0002, False), (0x0004, False), (0x0208, False)],
)
def test_a_font_is_carried_where_documents_with_it_may_be_edited(tmp_path, rights, permitted):
    font = TTFont(FONTS / "Caladea-Regular.ttf")
    font["OS/2"].fsType = rights
    (tmp_path / "fonts").mkdir()
    font.save(tmp_path / "fonts" / "Own.ttf")
    house(tmp_path, THEME.replace("Caladea-Bold.ttf", "Own.ttf"))
    if permitted:
        theme = themes.load(Project(tmp_path), "house")
        assert theme.fonts["text"].in_word == "Caladea"
        return
    with pytest.raises(ReebriefError, match=r"'Own\.ttf' does not permit") as caught:
        themes.load(Project(tmp_path), "house")
    assert caught.value.problems[0].place.line == 5


def test_a_word_template_keeps_the_names_of_its_own_fonts(tmp_path):
    project = house(tmp_path, reference="house.docx")
    docx.Document().save(tmp_path / "house.docx")
    (done,) = render(project, ["x"], to=["docx"])
    parts = unzipped(done.files[0].read_bytes())
    assert not [name for name in parts if "odttf" in name]
    assert b"Caladea" not in parts["word/styles.xml"]


@pytest.mark.parametrize("path", sorted(FONTS.glob("*.ttf")), ids=lambda path: path.stem)
def test_the_fonts_that_ship_may_be_carried(path):
    data = path.read_bytes()
    assert may_be_embedded(data)
    assert family(data) == TTFont(path)["name"].getBestFamilyName()


@pytest.mark.parametrize("data", [b"", b"\0\1\0\0\0\x09", b"\0\1\0\0\0\1" + bytes(40)])
def test_a_damaged_font_gives_no_name_and_no_permission(data):
    assert not family(data)
    assert not may_be_embedded(data)
