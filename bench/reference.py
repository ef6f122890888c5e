"""The reference: pandoc to Word, and pandoc and typst to PDF, from the brief's own Markdown."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from measuring import Sample, run

PACKAGES = ("pypandoc_binary", "typst")

_TYPST = "import sys; sys.path.append(sys.argv[1]); import typst; "
_COMPILE = _TYPST + "typst.compile(sys.argv[2], output=sys.argv[3])"
_WHERE = """\
import importlib.metadata, pathlib, pypandoc, typst
print(pypandoc.get_pandoc_path())
print(pathlib.Path(typst.__file__).parents[1])
print(f"pandoc {pypandoc.get_pandoc_version()}, typst {importlib.metadata.version('typst')}")
"""


@dataclass(frozen=True, slots=True)
class Reference:
    """The installed programs: pandoc, and the Python and the folder that typst is imported from."""

    pandoc: str
    python: str
    packages: str
    versions: str

    def word(self, markdown: Path) -> Sample:
        """Turn Markdown into Word with pandoc."""
        return run(
            [self.pandoc, markdown.name, "-o", f"{markdown.stem}.reference.docx"], markdown.parent
        )

    def pdf(self, markdown: Path) -> Sample:
        """Turn Markdown into PDF with pandoc and typst.

        Python starts bare for typst, which is a module: next to nothing else is timed.
        """
        source, target = f"{markdown.stem}.reference.typ", f"{markdown.stem}.reference.pdf"
        command = [self.pandoc, markdown.name, "-s", "-t", "typst", "-o", source]
        bare = [self.python, "-I", "-S", "-c", _COMPILE, self.packages, source, target]
        return run(command, markdown.parent) + run(bare, markdown.parent)


def install(folder: Path) -> Reference | None:
    """Install both packages into a virtual environment of their own, if they are not there yet.

    Returns None where they do not install: there is no wheel for this machine, or no network.
    """
    python = folder / "bin" / "python"
    where = _ask(python)
    if where is None:
        make = [sys.executable, "-m", "venv", str(folder)]
        pip = [str(python), "-m", "pip", "--disable-pip-version-check", "--quiet", "install"]
        commands = (make, [*pip, "--only-binary", ":all:", *PACKAGES])
        if all(
            subprocess.run(c, capture_output=True, check=False).returncode == 0 for c in commands
        ):
            where = _ask(python)
    return Reference(where[0], str(python), where[1], where[2]) if where else None


def _ask(python: Path) -> list[str] | None:
    """Return where pandoc and typst are, and their versions; None where they are not."""
    if not python.exists():
        return None
    asked = subprocess.run(
        [python, "-c", _WHERE], capture_output=True, check=False, text=True, encoding="utf-8"
    )
    return asked.stdout.splitlines() if asked.returncode == 0 else None
