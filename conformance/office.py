"""Have LibreOffice save files in other forms, on a machine's fonts or on those that we ship alone.

What a page looks like, and where a word is parted, depends on the fonts of a machine. A fontconfig
file of the run names only ours, and which of them stands for a font of Word.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from conformance import ROOT, TOOLS
from conformance.programs import run

FONTS = ROOT / "src" / "reebrief" / "fonts"
_STANDS_FOR = {
    "Calibri": "Carlito",
    "Cambria": "Caladea",
    "Arial": "Liberation Sans",
    "Helvetica": "Liberation Sans",
    "sans-serif": "Liberation Sans",
    "serif": "Caladea",
}
"""The font of ours for one that Word has: the same widths, where the font's makers say so."""


def as_pdf(files: Sequence[Path], folder: Path) -> None:
    """Write a PDF of each Word file into a folder, under the file's name.

    Raises ProgramError where LibreOffice is missing or fails.
    """
    save_as("pdf", files, folder, fonts=_fonts())


def save_as(
    form: str,
    files: Sequence[Path],
    folder: Path,
    *,
    fonts: Path | None = None,
    options: Sequence[str] = (),
) -> None:
    """Save files in another form into a folder, each under its name with the form's ending.

    ``fonts`` is a fontconfig file in place of the machine's; ``options`` stand before what is done.
    Raises ProgramError where LibreOffice is missing or fails.
    """
    # Two programs of one profile hand their work to each other, and one of them then fails.
    profile = TOOLS / f"office-{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
    start = ("soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", *options)
    config = {"FONTCONFIG_FILE": str(fonts)} if fonts else {}
    done = (*start, "--convert-to", form, "--outdir", folder, *files)
    run(*done, environment={**os.environ, **config})


def _fonts() -> Path:
    """Write the fontconfig file of the run; return its path."""
    aliases = "".join(
        f"<alias binding='same'><family>{escape(name)}</family>"
        f"<prefer><family>{escape(ours)}</family></prefer></alias>"
        for name, ours in _STANDS_FOR.items()
    )
    path = TOOLS / "fonts.conf"
    path.parent.mkdir(exist_ok=True)
    path.write_text(
        "<?xml version='1.0'?><!DOCTYPE fontconfig SYSTEM 'fonts.dtd'><fontconfig>"
        f"<dir>{escape(str(FONTS))}</dir><cachedir>{escape(str(TOOLS / 'fontcache'))}</cachedir>"
        f"{aliases}</fontconfig>",
        encoding="utf-8",
    )
    return path
