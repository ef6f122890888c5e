"""The manifest: what it says, that it is sealed, and that it travels in every file."""

import hashlib
import io
import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from pypdf import PdfReader

from reebrief.document.annotated import Head
from reebrief.document.manifest import (
    FILE,
    URN,
    Manifest,
    ShownText,
    canonical,
    document_id,
    seal_of,
)
from reebrief.document.nodes import CaveatLabel, CaveatLabels, CaveatText, Heading, Item, Text
from reebrief.pipeline.gate import gated
from reebrief.pipeline.prepare import prepare
from reebrief.pipeline.session import Session
from reebrief.verify.docx import read as read_word
from reebrief.verify.examine import examine
from reebrief.verify.pdf import read as read_pdf
from reebrief.verify.verdict import State
from support import trees
from support.projects import article, brief, make_project
from support.sealing import HEAD, memo, parts, pdf_manifest, sealed

READ = {"docx": read_word, "pdf": read_pdf}


def manifest_of(data, form):
    return json.loads(READ[form](data).manifest)


@pytest.fixture(params=["docx", "pdf"])
def form(request):
    return request.param


def test_json_has_one_form():
    assert canonical({"b": [1, "é"], "a": {}}) == '{"a":{},"b":[1,"é"]}'
    assert canonical({"a": "\ud800\x85\n"}) == '{"a":"\ufffd\ufffd\\n"}'


def test_the_seal_is_of_everything_but_the_seal():
    data = {"a": 1, "seal": "x"}
    assert seal_of(data) == hashlib.sha256(b'{"a":1}').hexdigest() == seal_of({"a": 1})
    assert seal_of({"a": 2}) != seal_of({"a": 1})


def test_a_file_says_what_it_is_and_what_it_was_made_of(form):
    data = manifest_of(memo(form), form)
    assert (data["format"], data["brief"], data["date"]) == (2, "weekly", "2025-11-21")
    assert data["kind"] == form
    assert data["made_by"].startswith("reebrief ")
    assert data["inputs"] == dict(HEAD.inputs)
    assert data["seal"] == seal_of(data)
    assert data["document"] == document_id(form, data["texts"], data["inputs"])


def test_every_caveat_stands_in_the_manifest_once_with_its_text(form):
    caveats = {one["id"]: one for one in manifest_of(memo(form), form)["caveats"]}
    assert set(caveats) == trees.sample().parts | trees.sample().running_parts
    label = caveats["gansu/soe/label"]
    assert (label["kind"], label["block"]) == ("label", "gansu")
    assert label["text"] == "State-owned enterprise"
    assert caveats["gansu/soe/text"]["text"].endswith("it speaks of itself.[1][2]")
    note = caveats["note/party"]
    assert (note["kind"], note["block"]) == ("note", "note 2")
    assert note["place"].startswith("footnotes" if form == "docx" else "page ")
    running = caveats["running-baotou"]
    assert (running["kind"], running["class"]) == ("running label", "running")
    assert running["text"] == "[2] State media, Label of baotou"
    assert running["place"] == ("footer" if form == "docx" else "page 1")


def test_names_of_parts_hold_article_and_class():
    item = Item(
        "state-media",
        (
            Heading(2, (Text("One"),), "item_one"),
            CaveatLabels((CaveatLabel("label-state-media-single-origin.1", "Single origin"),)),
            CaveatText("text-state-media.1", (Text("Caveat: one."),)),
            CaveatText("source-statement.1", (Text("One article."),)),
        ),
    )
    data = manifest_of(sealed("docx", trees.of_blocks(item)), "docx")
    named = [(one["article"], one["class"]) for one in data["caveats"]]
    assert named == [("state-media", "single-origin"), ("state-media", ""), ("", "")]


def test_without_a_head_there_is_no_manifest(form):
    from reebrief.writers import write  # noqa: PLC0415  the other tests write with a head

    data = write(form, trees.sample(), trees.theme(), trees.words()).data
    assert READ[form](data).manifest is None


def test_the_same_brief_gives_the_same_bytes(form):
    assert sealed(form, trees.sample()) == memo(form)


def test_a_word_file_holds_the_hash_of_each_other_part():
    members = parts(memo("docx"))
    hashes = manifest_of(memo("docx"), "docx")["parts"]
    assert set(members) - set(hashes) == {"customXml/item1.xml"}
    assert all(hashlib.sha256(members[n]).hexdigest() == found for n, found in hashes.items())
    assert manifest_of(memo("docx"), "docx")["document"].encode() in members["docProps/custom.xml"]


def test_a_pdf_holds_its_own_hash_and_declares_the_attachment():
    data = memo("pdf")
    root = PdfReader(io.BytesIO(data)).trailer["/Root"]
    specification = root["/AF"][0]
    stream = specification["/EF"]["/F"]
    found = pdf_manifest(data)
    assert specification["/AFRelationship"] == "/Data"
    assert (specification["/F"], specification["/UF"]) == (FILE, FILE)
    assert (stream["/Subtype"], stream.get("/Filter")) == ("/application/json", None)
    before, _, after = data.partition(stream.get_data())
    assert found["bytes"] == hashlib.sha256(before + after).hexdigest()
    xmp = root["/Metadata"].get_data().decode()
    assert f"<xmpMM:DocumentID>{URN}{found['document']}<" in xmp
    assert "<pdfaid:part>3<" in xmp


def test_a_blank_manifest_must_stand_in_the_file_that_it_is_filled_in():
    manifest = Manifest(HEAD, "pdf", {}, [ShownText("page 1", "One.")])
    with pytest.raises(ValueError, match="blank"):
        manifest.filled(b"%PDF-")


@settings(max_examples=25)
@given(brief=trees.random_briefs())
def test_other_code_reads_the_text_that_was_sealed(brief):
    for form in ("docx", "pdf"):
        data = sealed(form, brief)
        found = READ[form](data)
        shown = {one["place"]: one["text"] for one in json.loads(found.manifest)["texts"]}
        read: dict[str, list[str]] = {}
        for unit in found.read().units:
            read.setdefault(unit.place, []).append(unit.text)
        assert {p: squeezed("\n".join(t)) for p, t in read.items()} == {
            p: squeezed(t) for p, t in shown.items() if t
        }
        assert examine(data).state is State.INTACT


def squeezed(text):
    return "".join(text.replace("\u00ad", "").split())


def test_hostile_text_is_sealed_and_read_back():
    from reebrief.diagnostics import ReebriefError  # noqa: PLC0415  only here

    brief = trees.hostile()
    assert examine(sealed("docx", brief)).state is State.INTACT
    with pytest.raises(ReebriefError):
        sealed("pdf", brief)  # two of its characters are in no font


# --- inputs


@pytest.fixture
def project(tmp_path):
    origins = {"one": "[A, Nobody]", "two": "[A]"}  # a name that is looked up further
    articles = {name: article("Text.\n", origins=names) for name, names in origins.items()}
    briefs = {"a": brief(articles="[one]"), "b": brief(articles="[two]", page="Letter")}
    return make_project(tmp_path, articles, "a: {name: A, kind: other}\n", briefs)


def test_the_inputs_are_the_files_that_a_brief_is_made_of(project):
    head = prepare(Session(project), "a").annotated.head
    own = {name for name in head.inputs if not name.startswith(("templates/", "reebrief/"))}
    assert own == {"reebrief.yaml", "briefs/a.yaml", "articles/one.md", "articles/sources.yaml"}
    text = (project.root / "articles/one.md").read_bytes()
    assert head.inputs["articles/one.md"] == hashlib.sha256(text).hexdigest()
    names = {name.removeprefix("reebrief/") for name in head.inputs}
    assert {"templates/caveats.yaml", "templates/themes/ministry.yaml"} <= names
    assert {"templates/languages/en.yaml", "templates/sections/item.md.j2"} <= names


def test_a_brief_has_the_same_bytes_whatever_was_rendered_before(project, form):
    alone = gated(form, prepare(Session(project), "b")).data
    session = Session(project)
    prepare(session, "a")
    assert gated(form, prepare(session, "b")).data == alone


def test_the_folder_of_a_definition_outside_the_project_stays_out(project, tmp_path_factory):
    path = tmp_path_factory.mktemp("elsewhere") / "c.yaml"
    path.write_text(brief(articles="[one]"), encoding="utf-8")
    head = prepare(Session(project), str(path)).annotated.head
    assert "c.yaml" in head.inputs
    assert not any(name.startswith("/") for name in head.inputs)


def test_a_head_changes_nothing_that_readers_see(form):
    one = Head("x", "2020-01-01", {})
    data = sealed(form, replace(trees.sample(), head=None), one)
    assert READ[form](data).read() == READ[form](memo(form)).read()
