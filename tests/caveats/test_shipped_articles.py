"""The shipped articles keep their caveats when their publisher's disclaimers are taken out."""

import re
import shutil

import pytest

from reebrief.pipeline.prepare import prepare
from reebrief.pipeline.session import Session
from reebrief.project.project import MARKER, Project
from support.trees import ROOT


def classes(root):
    """Return what stands in the weekly memo: caveats by article and part, and doubted claims."""
    account = prepare(Session(Project(root)), "weekly").account
    caveats = {(c.article, c.part, c.caveat) for c in account.caveats}
    return caveats, [(c.article, c.text, c.labelled) for c in account.claims]


@pytest.fixture
def without(tmp_path):
    for folder in ("articles", "briefs"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    shutil.copy(ROOT / MARKER, tmp_path)
    for path in (tmp_path / "articles").glob("*.md"):
        text = path.read_text(encoding="utf-8")
        pattern = r"^disclaimer:\n(?:  .*\n)+"
        path.write_text(re.sub(pattern, "", text, flags=re.MULTILINE), encoding="utf-8")
    return tmp_path


def test_only_the_disclaimer_itself_goes_and_the_caveat_is_said_to_be_inferred(without):
    before, claims = classes(ROOT)
    after, same_claims = classes(without)
    own = {"disclaimer", "inferred"}
    assert {c for c in before if c[2] not in own} == {c for c in after if c[2] not in own}
    assert claims == same_claims
    warned = {article for article, _, caveat in before if caveat == "disclaimer"}
    assert len(warned) == 4
    assert not [c for c in after if c[2] == "disclaimer"]
    assert warned <= {article for article, _, caveat in after if caveat == "inferred"}
