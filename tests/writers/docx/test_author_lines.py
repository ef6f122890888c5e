"""Each line of the author's keeps its key path in the Word file, in what other programs keep."""

import io
import json
import zipfile
from xml.etree import ElementTree as ET

import docx as python_docx
import pytest

from reebrief.document.nodes import (
    AuthorLine,
    CaveatLabel,
    CaveatMark,
    Cite,
    Emphasis,
    Link,
    Strong,
    Text,
)
from reebrief.document.traverse import walk
from reebrief.document.written_lines import LinePiece, decoded, pieces
from reebrief.pipeline.prepare import prepare
from reebrief.pipeline.session import Session
from reebrief.project.project import Project
from reebrief.writers.docx import write
from support import trees
from support.projects import article, brief, make_project
from support.trees import ROOT

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SHIPPED = sorted(path.stem for path in (ROOT / "briefs").glob("*.yaml"))


def prepared(project, name):
    return prepare(Session(project), name)


def written(made):
    return write(made.annotated, made.inputs.theme, made.inputs.language).data


def listed(data):
    """Return what the file says that it said, read without our code."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        root = ET.fromstring(package.read("customXml/item2.xml"))  # noqa: S314  our own file
    return json.loads(root.text)


def bookmarked(data):
    """Return the text of each paragraph with a bookmark of ours, by the bookmark's name."""
    body = python_docx.Document(io.BytesIO(data)).element.body
    done = {}
    for paragraph in body.iter(f"{W}p"):
        text = "".join(
            node.text or "" if node.tag == f"{W}t" else " "
            for node in paragraph.iter(f"{W}t", f"{W}tab")
        )
        for mark in paragraph.iter(f"{W}bookmarkStart"):
            name = mark.get(f"{W}name")
            if name.startswith("_rb_"):
                assert name not in done
                done[name] = text.replace("\u00a0", " ")
    return done


@pytest.mark.parametrize("name", SHIPPED)
def test_each_line_of_the_author_stands_in_its_bookmark(name):
    made = prepared(Project(ROOT), name)
    data = written(made)
    lines = [line for line in listed(data)["lines"] if "path" in line]
    found = bookmarked(data)
    assert [line["bookmark"] for line in lines] == [*found]
    for line in lines:
        assert "".join(piece[0] for piece in line["pieces"]) == found[line["bookmark"]]
    own = {line.own.path for line in walk(made.annotated.brief.sections) if owns(line)}
    assert {tuple(line["path"]) for line in lines} == own


def owns(node):
    return getattr(node, "own", None) is not None


def test_every_text_that_a_definition_can_have_keeps_its_key(tmp_path):
    own = {
        "subtitle": "Below",
        "to": "The reader",
        "from": "The desk",
        "author": "J. Doe",
        "number": "7",
        "form": "memo",
        "bottom_line": "The bottom [@one].",
        "ask": "{text: Decide., of: The minister, by: 2026-01-31}",
        "main_messages": "[First., Second.]",
        "summary": "|\n  # Heading\n\n  First.\n\n  - entry\n\n  > quoted\n\n  | A | B |\n"
        "  |---|---|\n  | c | d |",
        "text": "Free.",
        "annex": "Behind.",
        "watch_list": "[Wait., Look.]",
        "judgements": "[{text: We think so.}]",
        "items": "{each: {one: {headline: Mine, summary: In short., comment: I say.}}}",
        "matrix": "\n  add: [{id: action, header: Do}, lead, horizon, cost]\n  caption: To do\n"
        "  own: [{lead: Me, horizon: soon, cost: little, cells: {action: Act.}}]",
        "charts": "[{kind: bar, caption: Tonnes, source: one, "
        "rows: [{label: A, values: [10 t]}, {label: B, values: [20 t]}]}]",
        "sections": "[bottom-line, ask, main-messages, summary, items, chart, matrix, text, "
        "judgements, watch-list, annex, sources]",
    }
    project = make_project(
        tmp_path,
        {"one": article("It made 10 t and 20 t.")},
        briefs={"b": brief(articles="[one]", **own)},
    )
    made = prepared(project, "b")
    paths = {tuple(line["path"]) for line in listed(written(made))["lines"] if "path" in line}
    assert paths == {
        *((key,) for key in ("title", "subtitle", "to", "from", "author", "number")),
        *((key,) for key in ("bottom_line", "summary", "text", "annex")),
        *(("ask", key) for key in ("text", "of")),
        *((key, n) for key in ("main_messages", "watch_list") for n in range(2)),
        ("judgements", 0, "text"),
        *(("items", "each", "one", key) for key in ("headline", "summary", "comment")),
        ("matrix", "caption"),
        ("matrix", "add", 0, "header"),
        ("matrix", "own", 0, "cells", "action"),
        *(("matrix", "own", 0, key) for key in ("lead", "horizon", "cost")),
        ("charts", 0, "caption"),
        *(("charts", 0, "rows", n, "label") for n in range(2)),
    }


def test_the_lines_of_a_text_are_numbered_in_their_order(tmp_path):
    text = "|\n  One.\n\n  - two\n  - three\n\n  | four | five |\n  |---|---|\n  | six | seven |"
    project = make_project(tmp_path, briefs={"b": brief(articles="[]", text=text)})
    lines = listed(written(prepared(project, "b")))["lines"]
    typed = {line["number"]: line["typed"] for line in lines if line.get("path") == ["text"]}
    assert typed == dict(enumerate(["One.", "two", "three", "four", "five", "six", "seven"]))


def test_a_line_in_pieces_tells_the_authors_words_from_computed_ones():
    label = CaveatLabel("label-one-x.1", "which ton?")
    inlines = (
        Emphasis((Text("Comment: ", computed=True),)),
        Text("It fell "),
        Cite("one", (Text("["), Link("#source_one", (Text("1"),)), Text("]"))),
        Strong((Text("fast"), Text(" [", computed=True), label, Text("]", computed=True))),
        CaveatMark(1),
        CaveatMark(2),
    )
    assert pieces(inlines) == (
        LinePiece("Comment: ", computed=True),
        LinePiece("It fell "),
        LinePiece("[1]", computed=True, article="one"),
        LinePiece("fast"),
        LinePiece(" [", computed=True),
        LinePiece("which ton?", computed=True),
        LinePiece("]", computed=True),
        LinePiece("[1]", computed=True),
        LinePiece(",", computed=True),
        LinePiece("[2]", computed=True),
    )


def test_the_list_is_read_back_as_it_was_written(tmp_path):
    project = make_project(
        tmp_path, {"one": article("A.")}, briefs={"b": brief(articles="[one]", text="It [@one].")}
    )
    data = written(prepared(project, "b"))
    lines = decoded(json.dumps(listed(data)))
    own = next(line for line in lines.lines if line.own and line.own.path == ("text",))
    assert own.own == AuthorLine(("text",), 0, "It [@one].")
    assert own.pieces == (
        LinePiece("It "),
        LinePiece("[1]", computed=True, article="one"),
        LinePiece("."),
    )
    assert lines.sources == ("one",)
    assert {line.whose for line in lines.lines} == {"", "!", "one"}


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"format":2,"lines":[],"sources":[]}', '{"format":1,"lines":[1]}']
)
def test_what_is_no_list_of_lines_is_refused(text):
    with pytest.raises(ValueError, match=r"reebrief|JSON|value"):
        decoded(text)


def test_a_file_without_a_manifest_lists_no_lines():
    with zipfile.ZipFile(
        io.BytesIO(write(trees.sample(), trees.theme(), trees.words()).data)
    ) as file:
        assert not [name for name in file.namelist() if name.startswith("customXml")]
