"""From a brief to its files: its Word template, its theme's parents, fonts installed beside us."""

import shutil
import sys

import docx
import pytest

from reebrief.diagnostics import ReebriefError, Severity
from reebrief.pipeline import check
from reebrief.pipeline.prepare import prepare
from reebrief.pipeline.render import render
from reebrief.pipeline.session import Session
from reebrief.project.project import FONTS, Project
from reebrief.templates import themes
from reebrief.templates.themes import optional_fonts
from support.projects import article, brief, make_project
from support.trees import ROOT
from support.wordlint import Opened, W

HOUSE = 'format: 1\nextends: ministry\ncolours: {deep: "003311"}\n'


@pytest.fixture
def project(tmp_path):
    """A project of one brief in a theme that extends a shipped one, with a Word template."""
    files = {"templates/themes/house.yaml": HOUSE}
    one = {"one": article("Text.", origins="[A]")}
    keys = brief(articles="[one]", theme="house", reference="house.docx")
    template = docx.Document()
    template.styles["Normal"].font.name = "Georgia"
    template.save(str(tmp_path / "house.docx"))
    return make_project(tmp_path, one, "", {"a": keys}, files=files)


def word(project):
    [done] = render(project, ["a"], to=["docx"])
    assert not done.failed, done.problems
    return Opened.of(done.files[0].read_bytes())


def test_a_brief_names_its_word_template(project):
    [fonts] = word(project).find("w:style[@w:styleId='Normal']/w:rPr/w:rFonts", "styles")
    assert fonts.get(f"{W}ascii") == "Georgia"


def test_a_project_names_the_word_template_of_its_briefs(project):
    root = project.root
    path = root / "briefs" / "a.yaml"
    path.write_text(path.read_text().replace("reference: house.docx\n", ""))
    (root / "reebrief.yaml").write_text("format: 1\nreference: house.docx\n")
    styles = word(Project(root)).members["word/styles.xml"]
    assert b"Georgia" in styles


def test_what_a_brief_was_made_of_names_the_template_and_every_theme(project):
    read = prepare(Session(project), "a").annotated.head.inputs
    names = {"house.docx", "templates/themes/house.yaml"}
    assert names < set(read)
    assert any(name.endswith("themes/ministry.yaml") for name in read)


@pytest.mark.parametrize("name", ["gone.docx", "../house.docx", "/etc/passwd", "."])
def test_a_template_that_is_not_in_the_project_is_refused_where_it_is_named(project, name):
    path = project.root / "briefs" / "a.yaml"
    path.write_text(path.read_text().replace("house.docx", name))
    [done] = render(Project(project.root), ["a"])
    assert not done.files
    assert str(done.problems[0]).startswith(
        f"briefs/a.yaml:6:12: no Word template '{name}' in the project\n  hint: give its path"
    )


def test_a_bad_template_keeps_every_file_from_being_written(project):
    (project.root / "house.docx").write_bytes(b"no zip")
    [done] = render(Project(project.root), ["a"])
    assert not done.files
    assert not list(project.root.glob("output/*"))
    assert "briefs/a.yaml:6:12: 'house.docx' is no Word file" in str(done.problems[0])


def test_check_notes_where_the_template_differs(project):
    found = next(c for c in check.checking(Session(project), ["a"]) if c.name == "a")
    notes = [p.what for p in found.problems if p.severity is Severity.NOTE]
    assert any(n.startswith("'Normal' differs from the role 'body': font Georgia,") for n in notes)


# --- fonts


def text_of(project, text):
    path = project.root / "articles" / "one.md"
    path.write_text(article(text, origins="[A]"), encoding="utf-8")
    [done] = render(Project(project.root), ["a"], to=["pdf"])
    return done


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """An extra package of fonts that can be imported: its only font has arrows and stars."""
    folder = tmp_path / "site" / "reebrief_fonts_cjk"
    folder.mkdir(parents=True)
    (folder / "__init__.py").touch()
    shutil.copy(FONTS / "ReebriefSymbols.ttf", folder / "Stars.ttf")
    monkeypatch.setattr(sys, "path", [*sys.path, str(folder.parent)])
    optional_fonts.installed.cache_clear()
    yield
    optional_fonts.installed.cache_clear()


BARE = "format: 1\nextends: ministry\nfallback: []\n"


@pytest.mark.usefixtures("installed")
def test_an_installed_extra_shows_what_no_font_of_the_theme_has(project):
    (project.root / "templates/themes/house.yaml").write_text(BARE)
    assert text_of(project, "A star: ★").files


def test_a_font_of_the_project_stands_in_by_the_themes_fallback(project):
    (project.root / "templates/themes/house.yaml").write_text(BARE)
    assert "no font has '★'" in str(text_of(project, "A star: ★").problems[0])
    (project.root / "fonts").mkdir()
    shutil.copy(FONTS / "ReebriefSymbols.ttf", project.root / "fonts" / "Stars.ttf")
    own = BARE.replace("[]", "[stars]") + "fonts: {stars: {word: Stars, regular: Stars.ttf}}\n"
    (project.root / "templates/themes/house.yaml").write_text(own)
    assert text_of(project, "A star: ★").files


def test_a_character_without_a_font_names_the_extra_that_has_it(project, monkeypatch):
    monkeypatch.setattr(optional_fonts, "_files", lambda _: [])
    optional_fonts.installed.cache_clear()
    found = str(text_of(project, "包头").problems[0])
    optional_fonts.installed.cache_clear()
    assert "no font has '包' (U+5305 CJK UNIFIED IDEOGRAPH-5305)" in found
    assert "hint: install reebrief-fonts-cjk (docs/themes.md), or put a TrueType font" in found
    assert "install" not in optional_fonts.hint("ก")


def test_the_extra_in_the_repository_has_chinese_and_japanese():
    from reebrief.writers.pdf.text.fonts import face  # noqa: PLC0415  reads a font

    [path] = (ROOT / "packages" / "reebrief-fonts-cjk" / "src").rglob("*.ttf")
    assert set("包头钢铁稀土鋼かなカナ，。「」") <= face(path).widths.keys()


def test_a_large_theme_may_take_more_pages():
    scales = {name: themes.load(Project(ROOT), name).scale for name in ("ministry", "large-print")}
    assert scales == {"ministry": 1, "large-print": pytest.approx(2.42, abs=0.01)}


def test_a_slip_in_the_name_of_a_parents_colour_is_told(project):
    file = project.root / "templates" / "themes" / "house.yaml"
    file.write_text(HOUSE.replace("deep", "deap"), encoding="utf-8")
    with pytest.raises(ReebriefError) as fault:
        themes.load(Project(project.root), "house")
    assert "house.yaml:3:17: no role has the colour 'deap'" in str(fault.value)
    assert "did you mean 'deep'?" in str(fault.value)
