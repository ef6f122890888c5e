"""docs/definition.md and schema/ are made from the models: ``pytest --accept`` writes them."""

import re

import pytest

from reebrief.cli.schema.write import files
from support.keytables import generated, mappings, marked
from support.trees import ROOT

PAGE = ROOT / "docs" / "definition.md"


def test_the_tables_of_keys_are_those_of_the_models(request):
    page = PAGE.read_text(encoding="utf-8")
    if request.config.getoption("--accept"):
        PAGE.write_text(generated(page), encoding="utf-8")
    else:
        assert page == generated(page)


def test_every_mapping_has_one_table():
    assert sorted(marked(PAGE.read_text(encoding="utf-8"))) == sorted(mappings())


def test_every_link_within_the_page_goes_somewhere():
    page = PAGE.read_text(encoding="utf-8")
    headings = re.findall(r"^#+ (.*)$", page, re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", h.lower()).replace(" ", "-") for h in headings}
    assert {*re.findall(r"\]\(#([^)]*)\)", page)} <= anchors


@pytest.mark.parametrize("name", files())
def test_the_schemas_of_this_project_are_those_of_the_models(name, request):
    path = ROOT / name
    if request.config.getoption("--accept"):
        path.write_bytes(files()[name])
    else:
        assert path.read_bytes() == files()[name]
