"""The gallery: pages of the shipped briefs as pictures, for docs/. ``make gallery``."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
from PIL import Image

from conformance import ROOT, doc_pictures
from conformance.office import as_pdf
from reebrief.pipeline.prepare import Prepared, prepare
from reebrief.pipeline.session import Session
from reebrief.project.project import Project
from reebrief.templates import themes
from reebrief.writers import write

PAGE = ROOT / "docs" / "gallery.md"
PICTURES = ROOT / "docs" / "gallery"

_SHOWN = re.compile(r"\(gallery/([a-z-]+)\.([a-z-]+)\.(pdf|word)-(\d+)\.png\)")
_DPI = 80
_COLOURS = 64


def shown() -> Iterator[tuple[str, str, str, int]]:
    """Yield the pages that the gallery names: brief, theme, format and number."""
    for brief, theme, form, number in _SHOWN.findall(PAGE.read_text(encoding="utf-8")):
        yield brief, theme, form, int(number)


def main() -> None:
    """Make every picture that the gallery names, and delete all others."""
    project = Project(ROOT)
    session = Session(project)
    PICTURES.mkdir(exist_ok=True)
    for old in PICTURES.glob("*.png"):
        old.unlink()
    with tempfile.TemporaryDirectory() as folder:
        for brief, theme, form, number in shown():
            made = prepare(session, brief)
            file = _written(made, themes.load(project, theme), form, Path(folder))
            with pypdfium2.PdfDocument(file) as document:
                page: Image.Image = document[number - 1].render(scale=_DPI / 72).to_pil()
            _save(page, PICTURES / f"{brief}.{theme}.{form}-{number}.png")
        memo = prepare(session, "weekly")
        files = {
            name: _written(memo, themes.load(project, name), "pdf", Path(folder))
            for name in doc_pictures.THEMES
        }
        for path, picture in doc_pictures.pictures(files):
            _save(picture, path)


def _save(picture: Image.Image, path: Path) -> None:
    picture.convert("RGB").quantize(_COLOURS).save(path, optimize=True)
    print(path.relative_to(ROOT).as_posix())


def _written(made: Prepared, theme: themes.Theme, form: str, folder: Path) -> Path:
    """Write a brief in a theme; return a PDF of it, which for Word is that of LibreOffice."""
    name = f"{made.definition.name}.{theme.name}.{form}"
    pdf = folder / f"{name}.pdf"
    if pdf.exists():
        return pdf
    if form == "pdf":
        pdf.write_bytes(write("pdf", made.annotated, theme, made.inputs.language).data)
        return pdf
    word = folder / f"{name}.docx"
    word.write_bytes(write("docx", made.annotated, theme, made.inputs.language).data)
    as_pdf([word], folder)
    return pdf


if __name__ == "__main__":
    main()
