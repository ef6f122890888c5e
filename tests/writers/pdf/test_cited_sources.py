"""Each number of a source that a page of a shipped brief prints is named at the page's foot."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from reebrief import briefs
from reebrief.document.annotated import AnnotatedBrief
from reebrief.document.nodes import CaveatText, Cite
from reebrief.pipeline.prepare import Prepared, prepare
from reebrief.pipeline.session import Session
from reebrief.project.project import Project
from reebrief.templates import themes
from reebrief.writers import pdf
from support import trees
from support.trees import of_blocks, paragraph, text

SHIPPED = Session(Project(Path(__file__).parents[3]))
_NUMBER = re.compile(r"\[\d+\]")


def unnamed(data: bytes) -> list[tuple[int, str]]:
    """Return the numbers that pages print and do not name at their foot, as pypdf reads them."""
    done = []
    for number, page in enumerate(PdfReader(io.BytesIO(data)).pages, 1):
        body, _, foot = page.extract_text().rpartition("Sources on this page:")
        body, foot = (body, foot) if body else (foot, "")
        missing = {*_NUMBER.findall(body)} - {*_NUMBER.findall(foot)}
        done += [(number, one) for one in sorted(missing)]
    return done


def written(prepared: Prepared, annotated: AnnotatedBrief, theme: str) -> bytes:
    look = themes.load(SHIPPED.project, theme)
    return pdf.write(annotated, look, prepared.inputs.language).data


@pytest.mark.parametrize("name", briefs.names(SHIPPED.project))
def test_each_page_of_a_shipped_brief_names_what_it_cites(name: str) -> None:
    prepared = prepare(SHIPPED, name)
    brief = prepared.annotated.brief
    for theme in ("ministry", "think-tank", "large-print"):
        for size in ("A4", "Letter"):
            sized = replace(brief, meta=replace(brief.meta, page=size))
            data = written(prepared, replace(prepared.annotated, brief=sized), theme)
            assert unnamed(data) == [], (theme, size)


def test_a_page_that_does_not_name_what_it_cites_is_seen() -> None:
    prepared = prepare(SHIPPED, "weekly")
    labels = dict(prepared.annotated.running)
    labels.popitem()
    broken = replace(prepared.annotated, running=labels)
    assert unnamed(written(prepared, broken, "ministry"))


def test_a_caveat_that_names_a_source_by_its_number_counts() -> None:
    brief = of_blocks(
        paragraph("One ", Cite("a", text("[1]"))),
        *(paragraph("A sentence about a mine. " * 40) for _ in range(12)),
        CaveatText("t", text("Owners: see [1].")),
    )
    data = pdf.write(brief, trees.theme(), trees.words()).data
    assert len(PdfReader(io.BytesIO(data)).pages) > 1
    assert unnamed(data) == []


@pytest.mark.parametrize("name", ["weekly", "midstream-outlook"])
@pytest.mark.parametrize("size", ["A4", "Letter"])
def test_the_box_on_the_sources_begins_on_page_1_of_large_print(name: str, size: str) -> None:
    prepared = prepare(SHIPPED, name)
    brief = prepared.annotated.brief
    sized = replace(brief, meta=replace(brief.meta, page=size))
    data = written(prepared, replace(prepared.annotated, brief=sized), "large-print")
    first, second = (page.extract_text() for page in PdfReader(io.BytesIO(data)).pages[:2])
    assert "One named origin, speaking of itself." in first
    assert "About the sources (continued)" in second
