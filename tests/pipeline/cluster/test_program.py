"""Programs that would not write the same bytes are told apart."""

import re
import tomllib

import pytest

from reebrief.pipeline.cluster.program import PACKAGES, difference, program
from support.trees import ROOT


def test_every_package_that_is_always_installed_counts():
    listed = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    names = {re.match(r"[\w-]+", one)[0] for one in listed}
    assert {*PACKAGES} - names == {"lxml", "reebrief-fonts-cjk"}
    # typer parses the command line, which workers have none of.
    assert names - {*PACKAGES} == {"typer"}


def test_a_program_is_itself():
    assert difference(program(), dict(program())) == ""


@pytest.mark.parametrize(
    ("name", "other", "told"),
    [
        ("reebrief", "0.0.9", f"reebrief 0.0.9, not {program()['reebrief']}"),
        ("reportlab", "", f"no reportlab, {program()['reportlab']} here"),
        ("reebrief-fonts-cjk", "1.0", "reebrief-fonts-cjk 1.0, which is missing here"),
        ("its files", "0", f"reebrief {program()['reebrief']}, but not the same files"),
    ],
)
def test_each_difference_is_told(name, other, told):
    mine = {**program(), "reebrief-fonts-cjk": ""}
    assert difference(mine, {**mine, name: other}) == told
