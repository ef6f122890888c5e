"""The running header says on each page but the first what the brief is, and that it is a draft."""

import io

import pytest
from pypdf import PdfReader

from reebrief import render
from support.projects import article, brief, make_project
from support.wordlint import Opened

LONG = "\n\n".join(["The furnace runs, its owner said, and the pier beside it was closed."] * 120)


@pytest.mark.parametrize(("status", "said"), [("draft", True), ("final", False)])
def test_each_page_of_a_draft_says_so(tmp_path, status, said):
    articles = {"mill": article(LONG, title="A mill", publisher="Metal Watch", origins="[Mill]")}
    keys = {"status": status, "items": "{show: full}"}
    project = make_project(tmp_path, articles, briefs={"x": brief(articles="[mill]", **keys)})
    (done,) = render(project, ["x"], to=["docx", "pdf"])
    word, pdf = (path.read_bytes() for path in done.files)
    pages = [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]
    assert len(pages) > 1
    assert [("Draft – not for distribution" in page) for page in pages] == [said] * len(pages)
    members = Opened.of(word).members
    heads = [data.decode() for name, data in members.items() if name.startswith("word/header")]
    assert any("not for distribution" in head for head in heads) is said
