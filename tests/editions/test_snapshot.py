"""A snapshot holds what a brief says to its readers, and not how it shows it."""

import pytest

from reebrief.document.annotated import CaveatFact
from reebrief.editions.snapshot import snapshot
from reebrief.pipeline.prepare import prepare
from reebrief.pipeline.session import Session
from reebrief.project.project import Project
from support.trees import ROOT


@pytest.fixture(scope="module")
def inputs():
    return prepare(Session(Project(ROOT)), "iron-powder").inputs


def test_marks_of_single_claims_are_left_out_and_contradictions_kept(inputs):
    classes = ("stale", "hedge", "unit", "contradicted", "stale")
    facts = [CaveatFact("gansu-four-updates", one, ()) for one in classes]
    assert snapshot(inputs, facts).caveats == {"gansu-four-updates": ("stale", "contradicted")}


def test_texts_stand_under_their_keys_and_sources_by_their_ids(inputs):
    taken = snapshot(inputs, ())
    assert {"bottom_line", "matrix.own.0.cells.action"} <= taken.texts.keys()
    assert "matrix.own.0.cells.lead" not in taken.texts
    assert [*taken.articles] == ["gansu-four-updates"]
    assert "baogang-group" in taken.sources  # an owner counts, too
    assert "rare-earth-exchanges" in taken.sources
