"""LibreOffice sets a Word file in the fonts that it carries, where a machine has no such fonts."""

import re
from dataclasses import replace

from pypdf import PdfReader

from conformance import ROOT, stress
from conformance.office import save_as
from reebrief.project.project import Project
from reebrief.templates import language, themes
from reebrief.templates.themes.embedding import family
from reebrief.writers import write

NONE_OF_OURS = """<?xml version='1.0'?><!DOCTYPE fontconfig SYSTEM 'fonts.dtd'>
<fontconfig><dir>{folder}</dir><cachedir>{folder}/cache</cachedir></fontconfig>"""


def fonts_of(tmp_path, name, theme):
    """Return the fonts of the PDF that LibreOffice makes on a machine that has Caladea alone."""
    project = Project(ROOT)
    file = tmp_path / f"{name}.docx"
    file.write_bytes(write("docx", stress.every_node(), theme, language.load(project, "en")).data)
    fonts = tmp_path / "fonts"
    fonts.mkdir(exist_ok=True)
    shipped = ROOT / "src" / "reebrief" / "fonts" / "Caladea-Regular.ttf"
    (fonts / shipped.name).write_bytes(shipped.read_bytes())
    config = tmp_path / "fonts.conf"
    config.write_text(NONE_OF_OURS.format(folder=fonts), encoding="utf-8")
    save_as("pdf", [file], tmp_path, fonts=config)
    pages = PdfReader(file.with_suffix(".pdf")).pages
    names = {f.get_object()["/BaseFont"] for p in pages for f in p["/Resources"]["/Font"].values()}
    return {re.sub(r"^/?(?:[A-Z]{6}\+)?|-.*$", "", name) for name in names}


def test_a_file_that_carries_its_fonts_needs_none_of_the_machine(tmp_path):
    theme = themes.load(Project(ROOT), "ministry")
    named = {key: family(font.regular.read_bytes()) for key, font in theme.fonts.items()}
    carried = {key: replace(font, embedded=named[key]) for key, font in theme.fonts.items()}
    assert "Carlito" not in fonts_of(tmp_path, "without", theme)
    assert "Carlito" in fonts_of(tmp_path, "with", replace(theme, fonts=carried))
