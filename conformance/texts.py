"""Gates on what is read: the words of the brief, in its order, in PDF and Word alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from conformance import readers, words
from conformance.readers import UnreadableError
from conformance.samples import Findings, Found, Sample


def reading_order(samples: Sequence[Sample]) -> Findings:
    """The PDF's structure tree says the words of the brief in their order, each page agreeing."""
    found = Found()
    for sample in samples:
        marking = words.Words.of(sample.brief.brief.meta.marking).body
        wanted = words.of_brief(sample.brief)
        wanted = replace(wanted, body=marking + wanted.body)
        try:
            said, faults = readers.pdf(sample.read("pdf"))
        except UnreadableError as fault:
            found.add(sample, str(fault))
            continue
        found.add(sample, *faults, *words.differences(wanted, said))
    return found.by_sample


def parity(samples: Sequence[Sample]) -> Findings:
    """Word (read by mammoth) and PDF have the same words in the same order."""
    found = Found()
    for sample in samples:
        marking = len(words.Words.of(sample.brief.brief.meta.marking).body)
        try:
            paged, _ = readers.pdf(sample.read("pdf"))
            word = readers.by_mammoth(sample.read("docx"))
        except UnreadableError as fault:
            found.add(sample, str(fault))
            continue
        paged = replace(paged, body=paged.body[marking:])  # a header in Word
        found.add(sample, *words.differences(paged, word))
    return found.by_sample


def pandoc(samples: Sequence[Sample]) -> Findings:
    """Pandoc reads every word of the brief in the Word file, in their order."""
    found = Found()
    for sample in samples:
        wanted = words.of_brief(sample.brief)
        try:
            said = readers.by_pandoc(sample.file("docx"))
        except UnreadableError as fault:
            found.add(sample, str(fault))
            continue
        found.add(sample, *words.differences(wanted, said))
    return found.by_sample
