"""Gates on file formats: is the Word file valid, is the PDF's syntax sound."""

from __future__ import annotations

import json
import warnings
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pikepdf
from openxml_audit import FileFormat, OpenXmlValidator

from conformance.programs import NODE, run
from conformance.samples import Findings, Found, Sample

_SDK = NODE / "node_modules/.bin/ooxml-validator"


def open_xml_sdk(samples: Sequence[Sample]) -> Findings:
    """The Open XML SDK finds nothing wrong with the Word file, as Microsoft 365 reads it."""

    def errors(sample: Sample) -> list[str]:
        options = ("--officeVersion", "Microsoft365")
        said = json.loads(run(_SDK, sample.file("docx"), *options, accepted=(0, 1)))
        done = [
            f"{e.get('path') or e.get('part') or ''} {e.get('id') or e.get('errorType')}: "
            f"{e.get('description')}"
            for e in said["errors"]
        ]
        return done if said["ok"] else done or ["not valid, and no error says why"]

    found = Found()
    with ThreadPoolExecutor(2) as pool:
        for sample, faults in zip(samples, pool.map(errors, samples), strict=True):
            found.add(sample, *faults)
    return found.by_sample


def openxml_audit(samples: Sequence[Sample]) -> Findings:
    """The package openxml-audit finds nothing wrong with the Word file."""
    found = Found()
    for sample in samples:
        # One validator for several files mixes up the notes of one with those of another.
        result = OpenXmlValidator(FileFormat.MICROSOFT_365).validate(sample.file("docx"))
        faults = [f"{e.part_uri} {e.path}: {e.description}" for e in result.errors]
        found.add(sample, *faults)
        if not (result.is_valid or faults):
            found.add(sample, "not valid, and no error says why")
    return found.by_sample


def qpdf(samples: Sequence[Sample]) -> Findings:
    """qpdf, through pikepdf, finds the PDF's syntax sound."""
    found = Found()
    for sample in samples:
        try:
            with warnings.catch_warnings(), pikepdf.open(sample.file("pdf")) as pdf:
                warnings.simplefilter("ignore")  # check_pdf_syntax returns what they say
                found.add(sample, *map(str, pdf.check_pdf_syntax()), *pdf.get_warnings())
        except pikepdf.PdfError as fault:
            found.add(sample, str(fault))
    return found.by_sample
