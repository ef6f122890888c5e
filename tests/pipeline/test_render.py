"""Rendered files: the same words and bytes everywhere, written whole or not at all."""

import io
import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import pytest
from PIL import Image
from pypdf import PdfReader

from reebrief.cli import scaffold
from reebrief.diagnostics import ReebriefError, Severity, error
from reebrief.document.nodes import CaveatText, Cite, Heading
from reebrief.document.traverse import plain, walk
from reebrief.pipeline.check import checking
from reebrief.pipeline.gate import gated
from reebrief.pipeline.prepare import prepare
from reebrief.pipeline.render import render
from reebrief.pipeline.session import Session
from reebrief.project.project import Project
from reebrief.writers import BriefWriter
from support.projects import article, brief, make_project
from support.readers import TEXT, squeezed

REPOSITORY = Path(__file__).parents[2]
BRIEFS = ("weekly", "green-smelting")


@pytest.fixture(scope="module")
def prepared():
    session = Session(Project(REPOSITORY))
    return {name: prepare(session, name) for name in BRIEFS}


@pytest.fixture
def project(tmp_path):
    """Return a copy of the shipped project."""
    scaffold.init(tmp_path / "p")
    return Project(tmp_path / "p")


@pytest.mark.parametrize("form", TEXT)
@pytest.mark.parametrize("name", BRIEFS)
def test_every_caveat_is_found_by_an_independent_reader(prepared, name, form):
    brief = prepared[name].annotated
    read = squeezed(TEXT[form](gated(form, prepared[name]).data))
    texts = [n for n in walk(brief.brief.sections) if isinstance(n, CaveatText)]
    assert len(texts) > 3
    for node in texts:
        # Marks of notes stand between the sentences of a caveat.
        assert all(squeezed(s) in read for s in sentences(node)), node.part
    for note in brief.notes:
        assert squeezed(plain(note.inlines)) in read, note.part


def sentences(node):
    return [plain([inline]) for inline in node.inlines]


@pytest.mark.parametrize("form", TEXT)
def test_the_matrix_is_whole_in_every_format(prepared, form):
    read = squeezed(TEXT[form](gated(form, prepared["green-smelting"]).data))
    table = Project(REPOSITORY)
    rows = Session(table).corpus.get("green-smelting-phase-two").tables["west-actions"].rows
    assert [row.id for row in rows] == [
        "midstream-chokepoint",
        "technology-containment",
        "global-standards-setting",
        "industrial-leverage",
    ]
    for row in rows:
        for cell in row.cells:
            words = plain(cell).split()
            assert squeezed(" ".join(words[:3])) in read
            assert squeezed(" ".join(words[-3:])) in read


@pytest.mark.parametrize("form", TEXT)
def test_headings_come_in_the_order_of_the_tree(prepared, form):
    brief = prepared["weekly"].annotated.brief
    read = squeezed(TEXT[form](gated(form, prepared["weekly"]).data))
    at = 0
    for node in walk(brief.sections):
        if isinstance(node, Heading):
            words = plain([n for n in node.inlines if not isinstance(n, Cite)])
            found = read.find(squeezed(words), at)
            assert found >= 0, words
            at = found


def test_the_same_bytes_whatever_the_surroundings(project, tmp_path):
    """Folder, zone, locale, hash seed and the other formats asked for change no byte."""
    scaffold.init(tmp_path / "elsewhere" / "deep")
    surroundings = [
        (project.root, "docx,pdf,html,md", {"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo"}),
        (tmp_path / "elsewhere" / "deep", "pdf", {"PYTHONHASHSEED": "2", "LC_ALL": "C"}),
        (tmp_path / "elsewhere" / "deep", "docx", {"PYTHONHASHSEED": "3", "TZ": "America/Lima"}),
        (tmp_path / "elsewhere" / "deep", "md,html", {"PYTHONHASHSEED": "4"}),
    ]
    seen = {}
    for root, formats, more in surroundings:
        subprocess.run(
            [sys.executable, "-m", "reebrief", "render", "weekly", "--to", formats],
            cwd=root / "briefs",
            env={**os.environ, "PYTHONPATH": str(REPOSITORY / "src"), **more},
            check=True,
            capture_output=True,
        )
        for form in formats.split(","):
            data = (root / "output" / f"weekly-2026-01-09.{form}").read_bytes()
            assert seen.setdefault(form, data) == data, form
    assert set(seen) == set(TEXT)


def test_no_path_of_the_machine_enters_a_file(prepared):
    for form in TEXT:
        data = gated(form, prepared["weekly"]).data
        assert str(REPOSITORY).encode() not in data
        assert b"/home/" not in data


def test_python_gives_what_the_command_gives(project):
    done = list(render(project, ["weekly"], to=("md",)))
    assert [path.name for path in done[0].files] == ["weekly-2026-01-09.md"]
    assert not done[0].failed
    expected = gated("md", prepare(Session(project), "weekly")).data
    assert done[0].files[0].read_bytes() == expected


def test_a_dry_render_makes_every_file_and_writes_none(project):
    (done,) = render(project, ["weekly"], to=("md",), dry=True)
    assert not done.failed
    assert done.items
    assert [path.name for path in (project.root / "output").iterdir()] == [".gitignore"]


def test_a_format_that_there_is_not_is_refused(project):
    with pytest.raises(ReebriefError, match="--to: no format 'odt'"):
        render(project, ["weekly"], to=("md", "odt"))


def test_a_brief_with_errors_shows_nothing_and_its_neighbour_is_written(project):
    path = project.root / "briefs" / "weekly.yaml"
    path.write_text(path.read_text("utf-8") + "colour: red\n", "utf-8")
    bad, good = render(project, ["weekly", "green-smelting"], to=("md",))
    assert bad.failed
    assert (bad.files, bad.uses_today, bad.items, bad.caveats, bad.claims) == ((), False, 0, 0, 0)
    assert good.files
    assert min(good.items, good.caveats, good.claims) > 0


def test_a_failing_format_leaves_every_earlier_file(project, monkeypatch):
    first = next(iter(render(project, ["weekly"], to=("md", "html"))))
    before = [path.read_bytes() for path in first.files]
    path = project.root / "briefs" / "weekly.yaml"
    path.write_text(path.read_text("utf-8").replace("five reports of 2025", "Other"), "utf-8")

    whole = BriefWriter.write

    def broken(writer, form):
        if form == "html":
            raise error("no such glyph")
        return whole(writer, form)

    monkeypatch.setattr(BriefWriter, "write", broken)
    again = next(iter(render(Project(project.root), ["weekly"], to=("md", "html"))))
    assert again.failed
    assert [p.read_bytes() for p in first.files] == before


def test_an_output_that_is_a_folder_is_refused_and_nothing_is_written(project):
    (project.root / "output" / "weekly-2026-01-09.html").mkdir()
    done = next(iter(render(project, ["weekly"], to=("md", "html"))))
    assert [str(p).split("\n")[0] for p in done.problems] == [
        "output/weekly-2026-01-09.html: cannot be written: is a directory"
    ]
    assert sorted(p.name for p in (project.root / "output").iterdir()) == [
        ".gitignore",
        "weekly-2026-01-09.html",
    ]


def test_a_file_that_word_has_open_is_refused(project):
    (project.root / "output" / "~$ekly-2026-01-09.docx").write_bytes(b"")
    done = next(iter(render(project, ["weekly"], to=("docx",))))
    assert "open in an office program" in str(done.problems[0])


def test_more_pages_than_the_form_allows_is_a_finding(project):
    path = project.root / "briefs" / "weekly.yaml"
    path.write_text(path.read_text("utf-8").replace("form: memo", "form: one-pager"), "utf-8")
    found = {c.name: c.problems for c in checking(Session(project), ["weekly"])}["weekly"]
    assert [p.what.split(" ", 1)[1] for p in found if p.severity is Severity.FINDING] == [
        "pages; the form 'one-pager' should have at most 1"
    ]
    told = next(iter(render(project, ["weekly"], to=("md",)))).problems
    assert all(p.severity is Severity.NOTE for p in told)
    assert not next(iter(render(project, ["weekly"], to=("md",), strict=True))).files


def test_the_shipped_briefs_keep_to_their_forms(prepared):
    for name, most in (("weekly", 8), ("green-smelting", 2)):
        pages = len(PdfReader(io.BytesIO(gated("pdf", prepared[name]).data)).pages)
        assert 1 <= pages <= most


@pytest.mark.parametrize(
    ("texts", "name", "other"),
    [
        ({"a": "variants: {b: {to: X}}\n", "a-b": ""}, "a-b", "a-b"),
        ({"a": "variants: {b: {to: X}}\n", "A-B": ""}, "a:b", "A-B"),
        ({"a": "variants: {x: {to: X}, y: {file_name: A-X}}\n"}, "a:x", "a-y"),
        ({"a": "file_name: m\n", "b": "extends: a\n"}, "a", "b"),
        ({"a": "parameters: {c: {default: B}}\nfile_name: '{{ c }}'\n", "b": ""}, "b", "a"),
        ({"a": "file_name: >-\n  b\n", "b": ""}, "a", "b"),
        ({"a": "file_name: ma\u0308rz\n", "märz": ""}, "a", "märz"),
    ],
)
def test_no_document_rendered_alone_has_another_ones_file(tmp_path, texts, name, other):
    made = {stem: brief(articles="[one]") + text for stem, text in texts.items()}
    small = make_project(tmp_path, {"one": article("Text.")}, "", made)
    for found in (render(small, [name], to=("md",)), checking(Session(small), [name])):
        said = [p.what for one in found for p in one.problems if "one file" in p.what]
        assert [what.partition(" and ")[0] for what in said] == [f"'{other}'"]
    assert not (tmp_path / "output").exists()


@pytest.mark.parametrize(
    ("name", "taken"), [("other", False), ("weekly", True), ("Weekly", True), ("WEEKLY", True)]
)
def test_a_brief_rendered_alone_replaces_no_file_of_another(project, name, taken):
    path = project.root / "briefs" / "iron-powder.yaml"
    path.write_text(path.read_text("utf-8") + f"\nfile_name: {name}\n", "utf-8")
    (rendered,) = render(project, ["iron-powder"], to=("md",))
    said = "'weekly' and 'iron-powder' would be written to one file"
    assert any(said in p.what for p in rendered.problems) == taken
    assert bool(rendered.files) != taken
    found = {c.name: c.problems for c in checking(Session(project), ["iron-powder"])}
    assert any(said in p.what for p in found["iron-powder"]) == taken


def test_pictures_are_written_beside_markdown(tmp_path):
    data = io.BytesIO()
    Image.new("RGB", (20, 10), "red").save(data, "PNG")
    text = article("A line.\n\n![A kiln](pictures/kiln.png)\n")
    project = make_project(tmp_path, {"a": text}, briefs={"b": brief(articles="[a]")})
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "kiln.png").write_bytes(data.getvalue())
    [result] = render(project, ["b"], to=["md"])
    page, picture = result.files
    (linked,) = re.findall(r"!\[A kiln\]\((.*?)\)", page.read_text(encoding="utf-8"))
    assert page.parent / unquote(linked) == picture
    with Image.open(picture) as shown:
        assert shown.size == (20, 10)
