"""Lists of references are refused as what they are, and offer their facts."""

import json

import pytest

from reebrief.cli.import_article import run_import
from reebrief.corpus.ingest.readers import read_documents
from reebrief.corpus.ingest.reference_offers import offers
from reebrief.diagnostics import ReebriefError
from support.projects import article, make_project

RIS = """TY  - NEWS
TI  - A mill opens
T2  - Harbour Post
DA  - 2026/01/09/
UR  - https://harbour.example/mill?utm_source=x
ER  -
"""
BIB = """@article{mill,
  title = {A mill opens},
  journal = {Harbour Post},
  date = {2026-01-09},
  url = {https://harbour.example/mill},
}
"""
CSL = json.dumps(
    [
        {
            "type": "article-newspaper",
            "title": "A mill opens",
            "container-title": "Harbour Post",
            "issued": {"date-parts": [[2026, 1, 9]]},
            "URL": "https://harbour.example/mill",
        }
    ]
)


@pytest.mark.parametrize("text", [RIS, BIB, CSL], ids=["ris", "bibtex", "csl"])
def test_a_reference_offers_the_command_with_its_facts(text):
    with pytest.raises(ReebriefError) as refused:
        read_documents(text.encode(), "library")
    said = str(refused.value)
    assert "a reference, which is no article" in said
    assert (
        'reebrief import PAGE --title "A mill opens" --date "2026-01-09"'
        ' --publisher "Harbour Post" --url "https://harbour.example/mill"'
    ) in said


@pytest.mark.parametrize("issued", ["2025", {"date-parts": None}, {"date-parts": [["x"]]}, 5])
def test_a_day_in_another_form_is_left_out(issued):
    data = json.dumps([{"type": "report", "title": "A mill opens", "issued": issued}])
    with pytest.raises(ReebriefError) as refused:
        read_documents(data.encode(), "library")
    assert "--title" in str(refused.value)
    assert "--date" not in str(refused.value)


@pytest.mark.parametrize("text", ["@article{a,\n", "TY  - NEWS\n", "x" * 30, "@a{b,\n  c = {d"])
def test_a_list_without_ends_takes_no_longer_than_it_is(text):
    # An hour of computing where each beginning looks for its end in all that follows.
    with pytest.raises(ReebriefError, match="0 references"):
        read_documents(b"@article{a,\n" + text.encode() * 30_000, "library")


@pytest.mark.parametrize("text", [RIS, BIB, CSL], ids=["ris", "bibtex", "csl"])
def test_an_article_of_the_same_page_is_offered_what_it_lacks(tmp_path, text):
    url = "http://www.harbour.example/mill/?utm_medium=y"
    texts = {"mill": article("It opened.", title="A mill", url=url), "other": article("Text.")}
    project = make_project(tmp_path, texts)
    assert [*offers(project, text.encode(), "library")] == [
        "articles/mill.md: a reference has its address; add to its front matter:",
        "  published: '2026-01-09'",
        "  publisher: Harbour Post",
        "articles/mill.md: title: 'A mill', a reference of its address says 'A mill opens'",
    ]


def test_an_article_of_another_page_is_offered_nothing(tmp_path):
    texts = {"mill": article("It opened.", url="https://harbour.example/mills")}
    assert not [*offers(make_project(tmp_path, texts), RIS.encode(), "library")]


def test_an_import_of_references_prints_its_offers(tmp_path, capsys):
    facts = {"published": "2026-01-09", "publisher": "Harbour Post"}
    text = article("It opened.", title="A mill opens", url="https://harbour.example/mill", **facts)
    make_project(tmp_path / "p", {"mill": text})
    (tmp_path / "a.ris").write_text(RIS)
    given = str(tmp_path / "p"), [str(tmp_path / "a.ris")], {}
    assert run_import(*given, force=False, dry_run=False) == 1
    said = "articles/mill.md: a reference has its address, and says nothing else"
    assert said in capsys.readouterr().out
