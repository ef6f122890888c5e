"""Make the sound inputs that are spoilt: one or more for each reader, the same every time."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import redirect_stdout
from datetime import date
from functools import cache
from pathlib import Path

import docx
from PIL import Image

from conformance import ROOT
from conformance.generated import arriving, kept, project
from reebrief.cli.sign import SignOptions, run_sign
from reebrief.corpus.list_import import add_list, read_list
from reebrief.pipeline.issue import issue
from reebrief.pipeline.prepare import prepare
from reebrief.pipeline.session import Session
from reebrief.project.project import Project
from reebrief.writers import write
from support.authority import Authority
from support.fontmaking import make_font

_DATA = ROOT / "tests" / "data"

Samples = Mapping[str, Sequence[bytes]]


def lay(folder: Path) -> None:
    """Write the project into a folder."""
    for name, text in project.FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@cache
def every() -> Samples:
    """Return the sound inputs by the name of what reads them."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lay(folder)
        written = {to: _written(folder, to) for to in ("docx", "pdf")}
        texts = {kind: [text.encode() for text in made] for kind, made in arriving.TEXTS.items()}
        return {
            **texts,
            **_project_files(),
            "word sent": [written["docx"]],
            "pdf sent": [written["pdf"]],
            "edition": [_edition(folder)],
            "list kept": [_list_kept(folder)],
            "word template": [(_DATA / "old-project" / "house.docx").read_bytes(), _template()],
            "font": [_font(folder)],
            "picture": [_picture("PNG"), _picture("JPEG"), _picture("GIF"), _picture("WEBP")],
            "word article": [(_DATA / "imports" / "saved-by-libreoffice.docx").read_bytes()],
            "pdf article": [(_DATA / "imports" / "printed-by-chromium.pdf").read_bytes()],
            **_signed(folder, written),
            **_kept(),
        }


def _project_files() -> Samples:
    files = {name: text.encode() for name, text in project.FILES.items()}
    return {
        "definition": [files["briefs/b.yaml"], project.SELECTING.encode()],
        "registry": [files["articles/sources.yaml"]],
        "article": [files["articles/furnace.md"], files["articles/mill.md"]],
        "settings": [files["reebrief.yaml"], project.LONG_SETTINGS.encode()],
        "theme": [project.shipped(f"themes/{n}.yaml") for n in ("ministry", "think-tank")],
        "language": [project.shipped("languages/en.yaml")],
        "caveats": [project.shipped("caveats.yaml")],
        "claims": [project.shipped("claims.yaml")],
        "glossary": [project.shipped("glossary.yaml")],
        "section": [project.shipped("sections/items.md.j2")],
    }


def _written(folder: Path, to: str) -> bytes:
    made = prepare(Session(Project(folder)), "b")
    return write(to, made.annotated, made.inputs.theme, made.inputs.language).data


def _edition(folder: Path) -> bytes:
    issue(Session(Project(folder)), "b")
    return next((folder / "editions").glob("*.json")).read_bytes()


def _list_kept(folder: Path) -> bytes:
    (folder / "list.csv").write_text(arriving.TEXTS["list"][0], encoding="utf-8")
    found = read_list((folder / "list.csv").read_bytes(), "list.csv")
    path = add_list(Project(folder), found, ("Media", "2025-02", ""), date(2025, 12, 1))
    return path.read_bytes()


def _template() -> bytes:
    buffer = io.BytesIO()
    docx.Document().save(buffer)
    return buffer.getvalue()


def _font(folder: Path) -> bytes:
    return make_font(
        folder / "font.ttf", map(chr, (*range(32, 384), *range(0x2010, 0x2060)))
    ).read_bytes()


def _picture(kind: str) -> bytes:
    buffer = io.BytesIO()
    Image.radial_gradient("L").resize((40, 30)).convert("RGB").save(buffer, kind)
    return buffer.getvalue()


def _signed(folder: Path, written: Mapping[str, bytes]) -> Samples:
    """Return keys, certificates, a signed PDF and the signature that lies beside a Word file."""
    authority = Authority()
    key = folder / "key.p12"
    key.write_bytes(authority.key_file())
    for to, data in written.items():
        (folder / f"b.{to}").write_bytes(data)
        with redirect_stdout(io.StringIO()):
            run_sign(str(folder / f"b.{to}"), SignOptions(str(key)))
    return {
        "key": [key.read_bytes()],
        "certificate": [authority.pem()],
        "signed pdf": [(folder / "b-signed.pdf").read_bytes()],
        "signature": [(folder / "b.docx.p7s").read_bytes()],
    }


def _kept() -> Samples:
    with tempfile.TemporaryDirectory() as name:
        lay(Path(name))
        return kept.samples(Path(name))
