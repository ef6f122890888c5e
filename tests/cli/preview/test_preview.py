"""What the preview shows of a brief, its pictures of pages, and both commands to their end."""

import http.client
import json
import os
import queue
import signal
import subprocess
import sys
import threading
import zlib
from urllib.parse import urlsplit

import pytest

from reebrief.cli.options import ProjectOptions
from reebrief.cli.preview import command as running
from reebrief.cli.preview import page_images
from reebrief.cli.preview import state as views
from reebrief.cli.preview.requests import RequestBoard
from reebrief.cli.preview.resources import Resources
from reebrief.cli.preview.state import Asked, Views
from reebrief.diagnostics import ReebriefError
from support.interrupts import HEEDS_INTERRUPTS
from support.projects import article, brief, make_project
from support.trees import ROOT

SOURCES = "a:\n  name: A\n  kind: private-company\n"
BODY = "## Highlights\n\n- The plant reportedly makes 500 tons a day.\n"


@pytest.fixture
def root(tmp_path):
    articles = {
        "one": article(BODY, origins="[A]", published="2025-12-01"),
        "two": article(BODY, origins="[B]", published="2020-01-01"),
    }
    definition = brief(title="Weekly", articles="{where: {since: 2025-01-01}}")
    return make_project(tmp_path, articles, SOURCES, {"weekly": definition}).root


class Desk:
    """Views of one brief, with its definition at hand."""

    def __init__(self, root, name="weekly", date=None, given=dict):
        self.file = root / "briefs" / "weekly.yaml"
        self.requests = RequestBoard()
        self.views = Views(Asked(root, name, date, given), self.requests)

    def state(self, document=""):
        return json.loads(self.views.state(document))

    def edit(self, old, new):
        text = self.file.read_text(encoding="utf-8")
        assert old in text
        self.file.write_text(text.replace(old, new), encoding="utf-8")
        self.views.forget()


@pytest.fixture
def desk(root):
    return Desk(root)


def whats(state):
    return [problem["what"] for problem in state["problems"]]


def test_a_brief_is_shown_as_pages_and_as_html(desk):
    state = desk.state()
    shown = state["shown"]
    assert (state["brief"], state["document"], state["documents"]) == (
        "weekly",
        "weekly",
        ["weekly"],
    )
    assert state["current"]
    assert (shown["title"], shown["date"]) == ("Weekly", "2025-12-05")
    assert len(shown["pages"]) == shown["page_count"]
    assert b"<title>Weekly</title>" in desk.requests.file(shown["html"])
    assert desk.requests.file(shown["pages"][0]["picture"].removesuffix("/1.png"))[:5] == b"%PDF-"


def test_articles_are_listed_with_the_reason(desk):
    reasons = {c["article"]: (c["chosen"], c["reason"]) for c in desk.state()["shown"]["choices"]}
    assert reasons["one"] == (True, "published 2025-12-01, within 2025-01-01 to …")
    assert reasons["two"] == (False, "published 2020-01-01, outside 2025-01-01 to …")


def test_caveats_are_listed_with_their_evidence(desk):
    (shown,) = desk.state()["shown"]["articles"]
    assert shown["id"] == "one"
    caveats = {c["class"]: c for c in shown["caveats"]}
    assert caveats["single-origin"]["file"] == "articles/one.md"
    assert caveats["single-origin"]["line"] > 0
    assert all(c["why"] and c["label"] for c in caveats.values())
    doubts = {c["class"]: c for claim in shown["claims"] for c in claim["caveats"]}
    assert doubts["hedge"]["why"] == "reportedly"


def test_the_page_reads_no_key_that_a_state_lacks(desk):
    """The names behind a dot in the script, for what the account of caveats holds."""
    script = Resources(desk.requests).find("page.js", {}).data.decode()
    shown = desk.state()["shown"]
    (one,) = shown["articles"]
    for held in (shown, one, one["caveats"][0], one["claims"][0], one["claims"][0]["caveats"][0]):
        for key in {*held} - {"text", "line", "file"}:
            assert f".{key}" in script, key


def test_errors_have_their_place_and_the_views_from_before_stay(desk):
    before = desk.state()
    desk.edit("title: Weekly", "titel: Weekly")
    state = desk.state()
    assert not state["current"]
    assert state["shown"] == before["shown"]
    error = next(p for p in state["problems"] if p["what"] == "unknown key 'titel'")
    assert (error["file"], error["line"], error["column"]) == ("briefs/weekly.yaml", 2, 1)
    assert (error["severity"], error["hint"]) == ("error", "did you mean 'title'?")
    desk.edit("titel: Weekly", "title: Weekly")
    assert desk.state() == before


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("reebrief.yaml", "format: [\n"),
        ("briefs/weekly.yaml", "{"),
        ("articles/one.md", "no front matter"),
        ("articles/sources.yaml", "sources: 1"),
        ("templates/caveats.yaml", "format: 1\nlabels: 1\n"),
        ("templates/themes/ministry.yaml", "nothing: here\n"),
        ("templates/sections/items.md.j2", "{% if %}"),
    ],
)
def test_errors_in_every_kind_of_file_are_shown_and_mended(desk, root, file, text):
    before = desk.state()
    assert before["current"]
    path = root / file
    was = path.read_bytes() if path.exists() else None
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    desk.views.forget()
    errors = [p for p in desk.state()["problems"] if p["severity"] == "error"]
    assert file in {p["file"] for p in errors}
    assert not desk.state()["current"]
    path.unlink() if was is None else path.write_bytes(was)
    desk.views.forget()
    assert desk.state() == before


def test_a_brief_that_is_broken_from_the_start_waits_to_be_mended(root):
    text = (root / "briefs" / "weekly.yaml").read_text(encoding="utf-8")
    (root / "briefs" / "weekly.yaml").write_text("title: [", encoding="utf-8")
    desk = Desk(root)
    state = desk.state()
    assert (state["shown"], state["documents"], state["document"]) == (None, [], "weekly")
    desk.edit("title: [", text)
    assert desk.state()["shown"]["title"] == "Weekly"


def test_a_brief_or_a_day_that_does_not_exist_is_an_error_at_once(root):
    with pytest.raises(ReebriefError, match="no brief 'wekly'"):
        Desk(root, "wekly")
    with pytest.raises(ReebriefError, match="--date"):
        Desk(root, date="tomorrow")


def test_findings_and_broken_rules_stand_among_the_problems_errors_first(desk):
    desk.edit("where: {since: 2025-01-01}", "where: {since: 2030-01-01}")
    state = desk.state()
    assert "no article is selected" in whats(state)
    desk.edit("title: Weekly", "form: one-pager\ntitle: Weekly")
    desk.edit("where: {since: 2030-01-01}", "include: [one, two]")
    text = "\n\n".join(["  Words of the author that fill a line of the page."] * 260)
    desk.edit("form: one-pager", f"form: one-pager\ntext: |\n{text}\nsections: [text, sources]")
    broken = next(w for w in whats(desk.state()) if "pages; the form 'one-pager'" in w)
    assert broken.endswith("should have at most 1")


def test_an_unknown_parameter_is_an_error_on_the_page(root):
    state = Desk(root, given=lambda: {"week": "3"}).state()
    assert whats(state) == ["-P week: no parameter 'week'"]


VARIANTS = "variants:\n  staff: {title: For staff}\n  minister: {title: For the minister}\n"


def test_each_variant_is_a_document_of_its_own(desk):
    desk.edit("title: Weekly\n", f"title: Weekly\n{VARIANTS}")
    first = desk.state("nothing of this name")
    assert first["documents"] == ["weekly-staff", "weekly-minister"]
    assert first["document"] == "weekly-staff"
    assert desk.state("weekly-minister")["shown"]["title"] == "For the minister"
    assert desk.state("weekly-staff")["shown"]["title"] == "For staff"


def test_an_equal_view_keeps_its_name_and_another_has_another(desk):
    before = desk.state()["shown"]
    desk.edit("title: Weekly", "title: 'Weekly'")
    assert desk.state()["shown"]["html"] == before["html"]
    desk.edit("title: 'Weekly'", "title: Other")
    after = desk.state()["shown"]
    assert after["html"] != before["html"]
    assert {p["picture"] for p in after["pages"]}.isdisjoint(p["picture"] for p in before["pages"])


def test_a_fault_of_our_own_is_shown_as_one(desk, monkeypatch):
    def fail(*_):
        raise ValueError("on purpose")

    monkeypatch.setattr(views, "gated", fail)
    assert whats(desk.state()) == ["a fault of reebrief itself: ValueError: on purpose"]


def test_without_pdfium_the_page_says_what_to_type_and_shows_the_rest(desk, monkeypatch):
    monkeypatch.setattr(page_images, "available", lambda: False)
    state = desk.state()
    assert "pip install 'reebrief[preview]'" in state["missing"]
    assert state["shown"]["pages"] == []
    assert state["shown"]["page_count"] >= 1
    assert desk.requests.file(state["shown"]["html"])


def pixels(png):
    """Return the width, the height and the bytes of the rows of a PNG file of ours."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    size = int.from_bytes(png[33:37])
    rows = zlib.decompress(png[41 : 41 + size])
    return int.from_bytes(png[16:20]), int.from_bytes(png[20:24]), rows


def test_a_page_is_drawn_as_a_picture(desk):
    page = desk.state()["shown"]["pages"][0]
    drawn = Resources(desk.requests).find(page["picture"], {})
    assert drawn.kind == "image/png"
    width, height, rows = pixels(drawn.data)
    assert len(rows) == height * (1 + 3 * width)
    assert (width, height) == pytest.approx((2 * page["width"], 2 * page["height"]), abs=1)
    colours = set(rows[1 + 3 * width :])
    assert 255 in colours, "paper"
    assert min(colours) < 80, "ink"


def test_a_page_that_does_not_exist_has_no_picture(desk):
    page = desk.state()["shown"]["pages"][0]["picture"]
    found = Resources(desk.requests)
    for number in ("0", "99", "-1", "01", "x"):
        assert found.find(page.replace("/1.png", f"/{number}.png"), {}) is None


# --- the commands


class Command:
    """A command that runs until it is interrupted, and the lines that it prints."""

    def __init__(self, root, *words):
        self.process = subprocess.Popen(
            [sys.executable, "-c", HEEDS_INTERRUPTS, *words],
            cwd=root,
            env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        self.lines = queue.SimpleQueue()
        self.passed = []
        self.readers = [
            threading.Thread(target=self._read, args=(stream,))
            for stream in (self.process.stdout, self.process.stderr)
        ]
        for reader in self.readers:
            reader.start()

    def _read(self, stream):
        with stream:
            for line in stream:
                self.lines.put(line.rstrip("\n"))

    def wait_for(self, part):
        """Return the next line with these words; two streams have no order between them."""
        for line in self.passed:
            if part in line:
                self.passed.remove(line)
                return line
        while part not in (line := self.lines.get(timeout=20)):
            self.passed.append(line)
        return line

    def __enter__(self):
        return self

    def interrupt(self):
        """Type Ctrl-C; return the exit code and what was printed since the last look."""
        self.process.send_signal(signal.SIGINT)
        code = self.process.wait(20)
        for reader in self.readers:
            reader.join()
        rest = []
        while not self.lines.empty():
            rest.append(self.lines.get())
        return code, rest

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        for reader in self.readers:
            reader.join()


def test_the_preview_runs_until_it_is_interrupted(root):
    with Command(root, "preview", "weekly") as command:
        address = urlsplit(command.wait_for("http://"))
        changes = http.client.HTTPConnection(address.netloc, timeout=20)
        changes.request("GET", f"{address.path}changes")
        events = changes.getresponse()
        assert [events.readline() for _ in range(3)][1] == b"data: 1\n"
        file = root / "briefs" / "weekly.yaml"
        file.write_text(file.read_text(encoding="utf-8").replace("Weekly", "New"), encoding="utf-8")
        assert events.readline() == b"data: 2\n"
        asking = http.client.HTTPConnection(address.netloc, timeout=20)
        asking.request("GET", f"{address.path}state")
        state = json.loads(asking.getresponse().read())
        assert (state["number"], state["shown"]["title"]) == (2, "New")
        code, rest = command.interrupt()
        events.close()
        changes.close()
        asking.close()
    assert code == 0
    assert rest[-1] == "the preview has ended"
    assert not any("Traceback" in line for line in rest)
    assert not (root / "output").exists()


def test_the_browser_is_opened_where_that_is_asked_for(root, monkeypatch, capsys):
    opened, told = [], threading.Event()

    def say(line):
        if line.startswith("no browser"):
            told.set()

    def answer(*_):
        assert told.wait(10)
        raise KeyboardInterrupt

    monkeypatch.setattr(running.webbrowser, "open", opened.append)
    monkeypatch.setattr(running, "say", say)
    monkeypatch.setattr(running.RequestBoard, "answer", answer)
    assert running.run_preview("weekly", ProjectOptions(str(root)), open_browser=True) == 0
    assert capsys.readouterr().out.splitlines() == opened


def test_render_watches_until_it_is_interrupted(root):
    file = root / "briefs" / "weekly.yaml"
    text = file.read_text(encoding="utf-8")
    with Command(root, "render", "--to", "md", "--watch") as command:
        command.wait_for("output/weekly-2025-12-05.md")
        command.wait_for("watching for changes; Ctrl-C ends")
        file.write_text("title: [", encoding="utf-8")
        command.wait_for("briefs/weekly.yaml:2:1: not YAML")
        file.write_text(text.replace("Weekly", "New"), encoding="utf-8")
        command.wait_for("output/weekly-2025-12-05.md")
        code, rest = command.interrupt()
    assert code == 0
    assert rest[-1] == "ended; nothing was left half-written"
    assert "# New" in (root / "output" / "weekly-2025-12-05.md").read_text(encoding="utf-8")
