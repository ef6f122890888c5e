"""What a page shows as printed by a command on the shipped project is what the command prints."""

import re
import subprocess
import sys

import pytest

from support.trees import ROOT

FENCED = re.compile(
    r"^```(?: console)?\n\$ reebrief ([^\n]*)\n(.*?)^```$", re.DOTALL | re.MULTILINE
)


def examples():
    for page in ("matrix", "verify"):
        text = (ROOT / "docs" / f"{page}.md").read_text(encoding="utf-8")
        for found in FENCED.finditer(text):
            yield pytest.param(found[1], found[2].splitlines(), id=f"{page}: {found[1]}")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Render the weekly memo of the shipped project to another folder."""
    made = tmp_path_factory.mktemp("made")
    call = ["render", "weekly", "--to", "pdf", "--output", str(made / "output"), "--quiet"]
    subprocess.run([sys.executable, "-m", "reebrief", *call, "--project", str(ROOT)], check=True)
    return made


def uncounted(text):
    """Leave out how many caveats there are: that changes with each edit of the memo."""
    return re.sub(r"\d+ caveats", "caveats", text)


@pytest.mark.parametrize(("command", "shown"), [*examples()])
def test_an_example_shows_what_is_printed(command, shown, folder):
    call = [*command.split(), "--project", str(ROOT)]
    done = subprocess.run(
        [sys.executable, "-m", "reebrief", *call],
        cwd=folder,
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    printed = iter(uncounted(done.stdout).splitlines())
    assert [line for line in shown if line != "…" and uncounted(line) not in printed] == []


def test_pages_that_count_the_memos_caveats_agree():
    counts = {
        count
        for page in ("verify", "signing")
        for count in re.findall(
            r"weekly-2026-01-09\S*: intact, (\d+) caveats",
            (ROOT / "docs" / f"{page}.md").read_text(encoding="utf-8"),
        )
    }
    assert len(counts) == 1
