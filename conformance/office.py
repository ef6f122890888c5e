"""Have LibreOffice turn Word files into PDF, with the fonts that the project ships and no others.

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
    profile = f"-env:UserInstallation={(TOOLS / 'office').as_uri()}"
    command = ("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder)
    run(*command, *files, environment={**os.environ, "FONTCONFIG_FILE": str(_fonts())})


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
