"""The table of gates: what each is called, and the function that looks at all samples at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from conformance import archive, pictures, resaves, signed, structure, texts, viewing
from conformance.samples import Findings, Sample


@dataclass(frozen=True)
class Gate:
    """A gate; the first line of the function's docstring says what it demands."""

    name: str
    check: Callable[[Sequence[Sample]], Findings]

    @property
    def demands(self) -> str:
        """What a file has to be."""
        return (self.check.__doc__ or "").splitlines()[0]


GATES = (
    Gate("veraPDF", archive.verapdf),
    Gate("Open XML SDK", structure.open_xml_sdk),
    Gate("axe-core", viewing.axe),
    Gate("LibreOffice", viewing.libreoffice),
    Gate("parity", texts.parity),
    Gate("reading order", texts.reading_order),
    Gate("openxml-audit", structure.openxml_audit),
    Gate("pdf.js", viewing.pdfjs),
    Gate("pandoc", texts.pandoc),
    Gate("resaves", resaves.resaves),
    Gate("signed", signed.signed),
    Gate("pages", pictures.pages),
    Gate("qpdf", structure.qpdf),
)
"""Those that take longest come first, so that two processes end at about the same time."""
