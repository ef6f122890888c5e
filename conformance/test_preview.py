"""The preview in a real browser: it follows the files, keeps its place, and asks nobody else."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from typing import Any

import pytest

from conformance import ROOT, programs
from support.interrupts import HEEDS_INTERRUPTS

Seen = dict[str, Any]


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Seen:
    """Use the preview of the shipped memo in Chromium; return what was seen, and how it ended."""
    folder = tmp_path_factory.mktemp("project")
    for name in ("articles", "briefs"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "reebrief.yaml", folder)
    preview = subprocess.Popen(
        [sys.executable, "-c", HEEDS_INTERRUPTS, "preview", "weekly"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert preview.stdout is not None
        address = preview.stdout.readline().strip()
        said = programs.node("preview.mjs", address, folder / "briefs" / "weekly.yaml")
        preview.send_signal(signal.SIGINT)
        _, terminal = preview.communicate(timeout=20)
    finally:
        preview.kill()
        preview.communicate()
    found: Seen = json.loads(said)
    return {**found, "address": address, "code": preview.returncode, "terminal": terminal}


def test_a_saved_change_an_error_and_its_mending_are_shown(seen: Seen) -> None:
    # How quickly depends on the machine; the browser waits for each of them.
    assert seen["shown"] > 0
    assert seen["failed"] > 0
    assert seen["mended"] > 0


def test_an_edit_keeps_the_places_and_the_focus(seen: Seen) -> None:
    report, page, focus = seen["before"]
    assert (page, focus) == (650, "northern-capacity-and-party-building")
    assert 600 < report <= 700  # as far as the report scrolls
    assert seen["after"] == seen["during"] == seen["before"]


def test_the_places_are_kept_when_the_page_is_loaded_again(seen: Seen) -> None:
    assert seen["reloaded"][:2] == seen["before"][:2]


def test_errors_are_shown_with_place_and_hint_and_go_when_mended(seen: Seen) -> None:
    assert (
        "briefs/weekly.yaml:3:1: unknown key 'titel'\nhint: did you mean 'title'?" in seen["error"]
    )
    assert seen["alert"].startswith("2 errors. briefs/weekly.yaml:")
    assert seen["kept"]
    assert seen["old"] == [True, True]
    assert not seen["stale"]


def test_articles_and_caveats_stand_in_the_report(seen: Seen) -> None:
    assert "gansu-four-updates: listed" in seen["report"]
    assert "Independent origins: Baogang Group" in seen["opened"]
    assert "articles/northern-capacity-and-party-building.md:" in seen["opened"]


def test_the_keyboard_reaches_and_scrolls_everything(seen: Seen) -> None:
    assert seen["way"][:5] == [
        "To the PDF",
        "To the HTML",
        "To problems, articles and caveats",
        "pages",
        "IFRAME",
    ]
    assert seen["scrolled"] > 300
    assert seen["chosen"] == "weekly-minister"


def test_axe_finds_nothing_and_the_page_is_no_wider_than_a_narrow_screen(seen: Seen) -> None:
    assert seen["axe"] == seen["axeOfError"] == []
    assert seen["wide"] <= 320
    assert seen["alternatives"][0] == "Page 1 of 2; its text stands in the HTML"


def test_no_request_leaves_the_preview_and_no_link_is_followed(seen: Seen) -> None:
    assert seen["requests"]
    assert [a for a in seen["requests"] if not a.startswith(seen["address"])] == []
    assert seen["outside"].startswith("https://")
    assert seen["status"].endswith(seen["outside"])


def test_nothing_is_said_in_the_console_and_an_interrupt_ends_it_well(seen: Seen) -> None:
    assert seen["messages"] == []
    assert seen["code"] == 0
    assert seen["terminal"].splitlines()[-1] == "the preview has ended"
