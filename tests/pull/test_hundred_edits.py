"""A hundred edits in Word files of the shipped briefs land on their keys; none is lost.

Edits are planned on the author's lines as the file lists them, saved in the manner of Word, of
python-docx and of Google Docs, and what the definition then says is held against what the edited
file shows.
"""

import io
import random
import re
import shutil
from functools import cache

import docx as python_docx
import pytest

from reebrief.pipeline.prepare import prepare
from reebrief.pipeline.session import Session
from reebrief.project.project import Project
from reebrief.pull import apply, pull
from reebrief.pull.match import folded
from reebrief.pull.open_docx import open_docx
from reebrief.writers.docx import write
from support.trees import ROOT
from support.wordedits import WordFile, as_google, runs_apart

pytestmark = pytest.mark.thorough


def by_python_docx(data):
    """Return a file as python-docx saves it."""
    buffer = io.BytesIO()
    python_docx.Document(io.BytesIO(data)).save(buffer)
    return buffer.getvalue()


MANNERS = {"word": runs_apart, "python-docx": by_python_docx, "google": as_google}
BRIEFS = ("weekly", "green-smelting", "midstream-outlook", "pilot-grant", "iron-powder")
KINDS = ("replace", "track", "put-in", "take-out", "front", "end", "cite")


@cache
def sent(name):
    """Return a brief's Word file as it is sent out."""
    made = prepare(Session(Project(ROOT)), name)
    return write(made.annotated, made.inputs.theme, made.inputs.language).data


@pytest.fixture
def project(tmp_path):
    for folder in ("briefs", "articles"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    shutil.copy(ROOT / "reebrief.yaml", tmp_path)
    return Project(tmp_path)


def lines_of(data, path):
    path.write_bytes(data)
    return open_docx(path).written.lines


def planned(lines, seed):
    """Return an edit for each line of the author's: its kind, what is typed over, what is typed."""
    chance = random.Random(seed)  # noqa: S311  no secret
    for n, line in enumerate(lines):
        own = max((p.text for p in line.pieces if not p.computed), key=len, default="")
        words = [w for w in own.split() if w.isalpha() and own.split().count(w) == 1]
        if line.own is None or len(words) < 3:
            continue
        yield line, KINDS[(n + seed) % len(KINDS)], own.strip(), chance.choice(words[1:-1])


def made(file, kind, own, word):
    """Make an edit; return the words that must be found then, and those that must be gone."""
    found = re.search(rf"\b{word}\b", own)
    at = own[max(found.start() - 12, 0) : found.end()]
    match kind:
        case "replace":
            file.replace(at, at.removesuffix(word) + "Zirconia")
            return "Zirconia", word
        case "track":
            file.track(at, at.removesuffix(word) + "Zirconia", "A. Reader")
            return "Zirconia", word
        case "put-in":
            file.put_behind(at, " & more_ore", "B. Boss")
            return f"{word} & more_ore", None
        case "take-out":
            file.take_out(at.strip(), "B. Boss")
            return None, word
        case "front":
            first = own.split()[0]
            file.replace(own[:30], f"In short, {own[:30]}")
            return f"In short, {first}", None
        case "end":
            file.put_behind(own[-30:], " (sic)")
            return "(sic)", None
        case _:
            file.put_behind(at, " [1]")
            return "[1]", None


@pytest.mark.parametrize("manner", MANNERS)
@pytest.mark.parametrize("name", BRIEFS)
def test_edits_land_on_their_keys(project, tmp_path, name, manner):
    data = sent(name)
    file, expected = WordFile(data), []
    for line, kind, own, word in planned(
        lines_of(data, tmp_path / "sent.docx"), len(name) + len(manner)
    ):
        file.bookmark = line.bookmark
        expected.append((line.own, *made(file, kind, own, word)))
    path, base = tmp_path / "back.docx", tmp_path / "sent.docx" if manner == "google" else None
    path.write_bytes(MANNERS[manner](file.saved()))
    report = pull(project, path, base=base)
    assert report.counts == {"applied": len(expected), "there": 0, "refused": 0, "unplaced": 0}
    assert [c.own for c in report.changes] == [own for own, _, _ in expected]
    apply(project, report)
    # What the definition says now shows what the edited file shows.
    project = Project(project.root)
    again = prepare(Session(project), name)
    new = write(again.annotated, again.inputs.theme, again.inputs.language).data
    said = {
        (line.own.path, line.own.number): line
        for line in lines_of(new, tmp_path / "new.docx")
        if line.own
    }
    sent_lines = lines_of(data, tmp_path / "sent.docx")
    was = {(line.own.path, line.own.number): line for line in sent_lines if line.own}
    for own, here, gone in expected:
        # A mark that stood behind a figure stands behind it again, before what was put in.
        text = re.sub(r" \[[^\]@]*\](?= &)", "", folded(said[own.path, own.number].text))
        assert here is None or here in text
        # Other words may call for other marks: the author's own are counted.
        shown = (folded(one[own.path, own.number].text) for one in (said, was))
        now, before = (re.sub(r"\[[^\]]*\]", "", line).split() for line in shown)
        assert gone is None or now.count(gone) == before.count(gone) - 1
    # Pulled again, each change is there; the new file has none.
    again = pull(project, path, base=base)
    assert [c for c in again.changes if c.state != "there"] == []
    assert pull(project, tmp_path / "new.docx").changes == ()
