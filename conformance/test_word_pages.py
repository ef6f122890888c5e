"""LibreOffice lays a brief's Word file out on as many pages as the PDF has."""

from dataclasses import replace

import pytest
from pypdf import PdfReader

from conformance import ROOT
from conformance.office import as_pdf
from reebrief import briefs
from reebrief.pipeline.prepare import prepare
from reebrief.pipeline.session import Session
from reebrief.project.project import Project
from reebrief.writers import write


@pytest.mark.parametrize(("page", "longer"), [("A4", {}), ("Letter", {"midstream-outlook": 1})])
def test_word_needs_no_page_more_than_the_pdf(tmp_path, page, longer):
    # Of the last columns on Letter LibreOffice leaves one line for a page of its own, though the
    # column beside is half empty; each change of the text before it moves that.
    session = Session(Project(ROOT))
    counts = {}
    for name in briefs.names(session.project):
        one = prepare(session, name)
        meta = replace(one.annotated.brief.meta, page=page)
        annotated = replace(one.annotated, brief=replace(one.annotated.brief, meta=meta))
        for form in ("docx", "pdf"):
            made = write(form, annotated, one.inputs.theme, one.inputs.language)
            (tmp_path / f"{name}.{form}").write_bytes(made.data)
            counts[name] = made.pages
    as_pdf([*tmp_path.glob("*.docx")], tmp_path)
    shown = {name: len(PdfReader(tmp_path / f"{name}.pdf").pages) for name in counts}
    assert shown == {name: pages + longer.get(name, 0) for name, pages in counts.items()}
