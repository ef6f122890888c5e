"""Files that other programs saved are resaved files to ``reebrief verify``, not changed ones."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import docx
import pikepdf

from conformance.office import save_as
from conformance.programs import run
from conformance.samples import Findings, Found, Sample
from reebrief.verify.examine import examine
from reebrief.verify.verdict import State

_PLAIN = pikepdf.ObjectStreamMode.disable
_PDF: dict[str, Callable[[pikepdf.Pdf, io.BytesIO], None]] = {
    "saved": lambda pdf, out: pdf.save(out),
    "linearised": lambda pdf, out: pdf.save(out, linearize=True),
    "uncompressed": lambda pdf, out: pdf.save(out, qdf=True, object_stream_mode=_PLAIN),
    "compressed anew": lambda pdf, out: pdf.save(out, recompress_flate=True),
    "metadata": lambda pdf, out: (pdf.docinfo.update({"/Author": "x"}), pdf.save(out))[1],
}


def resaves(every: Sequence[Sample]) -> Findings:
    """Verify calls what LibreOffice, python-docx, qpdf and MuPDF saved resaved, nothing changed."""
    found = Found()
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        # LibreOffice numbers and leaves out what random trees alone hold.
        people = [sample for sample in every if not sample.name.startswith("random-")]
        save_as("docx", [sample.file("docx") for sample in people], out)
        for sample in people:
            done = found.by_sample.setdefault(sample.name, [])
            for how, data in _saved(sample, out):
                verdict = examine(data)
                if verdict.state not in {State.INTACT, State.RESAVED, State.UNSEALED}:
                    first = verdict.findings[0] if verdict.findings else verdict.reason
                    done.append(f"{how}: {verdict}: {first}")
    return found.by_sample


_CLEAN: dict[str, tuple[str, ...]] = {
    "cleaned": (),
    "renumbered": ("-gggg", "-z"),
    "in ASCII": ("-d", "-a"),
}
"""How MuPDF writes a PDF anew; it can draw its pages in another way too (``-s``), which is told."""


def _saved(sample: Sample, folder: Path) -> Iterator[tuple[str, bytes]]:
    yield "LibreOffice", (folder / f"{sample.name}.docx").read_bytes()
    buffer = io.BytesIO()
    docx.Document(io.BytesIO(sample.read("docx"))).save(buffer)
    yield "python-docx", buffer.getvalue()
    for how, save in _PDF.items():
        buffer = io.BytesIO()
        with pikepdf.open(io.BytesIO(sample.read("pdf"))) as pdf:
            save(pdf, buffer)
        yield f"qpdf, {how}", buffer.getvalue()
    for how, options in _CLEAN.items():
        out = folder / f"{sample.name}.pdf"
        run("mutool", "clean", *options, sample.file("pdf"), out)
        yield f"MuPDF, {how}", out.read_bytes()
