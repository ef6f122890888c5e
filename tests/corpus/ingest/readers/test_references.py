"""Lists of references are refused as what they are, and offer their facts."""

import json

import pytest

from reebrief.corpus.ingest.readers import read_documents
from reebrief.diagnostics import ReebriefError

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
    assert "1 references, which are no articles" in said
    assert (
        'reebrief import PAGE --title "A mill opens" --date "2026-01-09"'
        ' --publisher "Harbour Post" --url "https://harbour.example/mill"'
    ) in said
