"""LibreOffice and the SDK read redlines: accepted they are the new text, rejected the old one."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from conformance import ROOT
from conformance.office_macro import texts
from conformance.samples import Sample
from conformance.stress import every_node
from conformance.structure import open_xml_sdk, openxml_audit
from reebrief.pipeline.edition_of import word_file
from reebrief.pipeline.redline import redline
from reebrief.pipeline.session import Session
from reebrief.project.project import Project
from support.redlines import lines

BRIEFS = sorted(path.stem for path in (ROOT / "briefs").glob("*.yaml"))
PAIRS = [*itertools.permutations(BRIEFS, 2)]
VALIDATED = [(BRIEFS[n - step], BRIEFS[n]) for step in (1, 2) for n in range(4)]
"""Pairs that validators read: each brief is the newer one and the older one."""


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("redlines")
    session = Session(Project(ROOT))
    for name in BRIEFS:
        (folder / f"{name}.docx").write_bytes(word_file(session, name))
    for old, new in PAIRS:
        files = (str(folder / f"{name}.docx") for name in (old, new))
        (folder / f"{old}-{new}.docx").write_bytes(redline(None, *files))
    return folder


def test_libreoffice_and_our_reader_take_and_drop_all_changes(written: Path) -> None:
    files = {name: written / f"{name}.docx" for name in BRIEFS}
    made = {pair: written / f"{'-'.join(pair)}.docx" for pair in PAIRS}
    every = [
        *((file, None) for file in files.values()),
        *((file, "Accept") for file in made.values()),
        *((file, "Reject") for file in made.values()),
    ]
    read = iter(texts(every, written / "profile"))
    plain = dict(zip(BRIEFS, read, strict=False))
    accepted, rejected = (dict(zip(PAIRS, read, strict=False)) for _ in range(2))
    for old, new in PAIRS:
        assert accepted[old, new] == plain[new], (old, new)
        assert rejected[old, new] == plain[old], (old, new)
        data = made[old, new].read_bytes()
        assert lines(data, accept=True) == lines(files[new].read_bytes())
        assert lines(data, accept=False) == lines(files[old].read_bytes())


def test_redlines_are_valid(written: Path) -> None:
    samples = [Sample("-".join(pair), every_node(), written) for pair in VALIDATED]
    for gate in (open_xml_sdk, openxml_audit):
        assert [one for faults in gate(samples).values() for one in faults] == []
