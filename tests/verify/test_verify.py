"""Verifying: a file is intact, saved anew, or tampered with; each way is told apart."""

import json
import re
from dataclasses import replace

import pytest
from pypdf.annotations import FreeText
from pypdf.generic import NameObject, StreamObject

from reebrief.document.manifest import canonical, digest, document_id, seal_of
from reebrief.verify import verify_file
from reebrief.verify.compare import WordChange, differences, equal, squeezed, without_repeats
from reebrief.verify.examine import examine
from reebrief.verify.found import TextUnit
from reebrief.verify.inputs import asked
from reebrief.verify.verdict import Finding, State, Verdict
from support import trees
from support.projects import brief, make_project
from support.sealing import (
    HEAD,
    PART,
    changed,
    cut,
    memo,
    other,
    parts,
    pdf_manifest,
    pdf_rewritten,
    sealed,
    zipped,
)

DOCUMENT = "word/document.xml"
MEMO = trees.sample()
COUNT = len(MEMO.parts | MEMO.running_parts)


def lines(verdict):
    return [str(finding) for finding in verdict.findings]


# --- intact


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_what_was_written_is_intact(form):
    verdict = examine(memo(form))
    assert str(verdict) == f"intact, {COUNT} caveats whole"
    assert (verdict.exit_code, verdict.findings) == (0, ())
    assert (verdict.brief, verdict.date) == (HEAD.brief, HEAD.date)


def test_zipped_anew_with_equal_parts_is_intact():
    data = zipped(parts(memo("docx")))
    assert data != memo("docx")
    assert examine(data).state is State.INTACT


# --- saved by another program


def test_tracked_changes_are_told_with_whose_they_are():
    was = parts(memo("docx"))
    run = "<w:r><w:delText>It was so.</w:delText></w:r>"
    gone = f'<w:del w:id="9" w:author="A. Reader">{run}</w:del></w:p>'
    text = was[DOCUMENT].decode().replace("</w:p>", gone, 1)
    verdict = examine(zipped({**was, DOCUMENT: text.encode()}))
    assert verdict.state is State.RESAVED
    assert lines(verdict)[0].startswith("tracked changes: by A. Reader: read as accepted")


def office(data):
    """Do to a Word file what office programs do when they save it, without changing its text.

    Namespaces are declared elsewhere, runs are split, marks of revisions and of spelling are put
    in, results of fields are counted anew, headers get other names, the custom properties go.
    """
    members = parts(data)
    for name, content in [*members.items()]:
        if not re.fullmatch(r"word/(document|footnotes|header1|footer1)\.xml", name):
            continue
        text = content.decode()
        text = text.replace("<w:p>", '<w:p w:rsidR="00A1">').replace(
            "<w:r>", '<w:r w:rsidR="00B2">'
        )
        text = re.sub(
            r"(<w:t [^>]*>)([^<&]{9})([^<&]{9})",
            r'\1\2</w:t></w:r><w:proofErr w:type="spellStart"/><w:r>\1\3',
            text,
        )
        text = re.sub(r"( NUMPAGES .*?<w:t [^>]*>)1<", r"\g<1>14<", text)
        members[name] = text.replace("</w:body>", "<w:p/></w:body>").encode()
    members["word/header7.xml"] = members.pop("word/header1.xml")
    for name in ("word/_rels/document.xml.rels", "[Content_Types].xml"):
        members[name] = members[name].replace(b"header1.xml", b"header7.xml")
    del members["docProps/custom.xml"]
    return zipped(members)


def test_saved_by_an_office_program():
    verdict = examine(office(memo("docx")))
    assert str(verdict) == f"resaved, {COUNT} caveats whole"
    assert (verdict.exit_code, verdict.findings) == (3, ())


def test_saved_by_another_pdf_program():
    verdict = examine(pdf_rewritten(memo("pdf")))
    assert str(verdict) == f"resaved, {COUNT} caveats whole"
    assert (verdict.exit_code, verdict.findings) == (3, ())


def test_saved_with_another_look_is_told():
    verdict = examine(changed(memo("docx"), "word/styles.xml", "<w:b/>", "<w:i/>"))
    assert verdict.state is State.RESAVED
    assert lines(verdict) == ["word/styles.xml: is not as it was written"]


# --- changed text


def test_a_caveat_taken_out_of_a_word_file():
    data = cut(memo("docx"), DOCUMENT, "<w:p>", "</w:p>", "Gansu Rare Earth is controlled by")
    verdict = examine(data)
    # With a note's first mark goes the note, which the others repeat.
    assert str(verdict) == f"changed, {COUNT - 3} of {COUNT} caveats whole"
    assert verdict.exit_code == 3
    missing, unmarked, note, gone, *more = lines(verdict)
    assert missing.startswith("caveat missing: text ‘Caveat: Gansu Rare Earth is controlled by")
    assert missing.endswith("(gansu-claims)")
    assert unmarked.startswith("caveat changed: text ‘Caveat: the outlet belongs to")
    assert note.startswith("caveat missing: note ‘A company that speaks of itself")
    assert gone.startswith("paragraph is gone: ‘Caveat: Gansu Rare Earth")
    assert more[0] == "document: ‘Group.[2]’ → ‘Group.[2, which leads to no note]’"


def test_a_line_of_labels_taken_out_of_a_word_file():
    verdict = examine(cut(memo("docx"), DOCUMENT, "<w:p>", "</w:p>", "Interested party</w:t>"))
    assert verdict.whole == COUNT - 3
    assert lines(verdict)[0] == "caveat missing: label ‘State-owned enterprise’ (gansu)"


def test_a_removed_label_among_equal_ones_is_named():
    label = "Single origin"
    items = [
        trees.Item(
            name,
            (
                trees.Heading(2, trees.text(name), name),
                trees.CaveatLabels((trees.CaveatLabel(f"l-{name}", label),)),
            ),
        )
        for name in ("one", "two", "three")
    ]
    data = sealed("docx", trees.of_blocks(*items))
    text = parts(data)[DOCUMENT].decode()
    second = text.index(label + "</w:t>", text.index(label + "</w:t>") + 1)
    start, end = text.rindex("<w:p>", 0, second), text.index("</w:p>", second)
    verdict = examine(changed(data, DOCUMENT, text[start:end], "<w:p>"))
    assert lines(verdict)[0] == f"caveat missing: label ‘{label}’ (two)"
    assert verdict.whole == 2


def test_a_note_reworded():
    verdict = examine(
        changed(memo("docx"), "word/footnotes.xml", "has an interest in it", "knows it")
    )
    assert verdict.whole == COUNT - 1
    assert lines(verdict) == [
        "caveat changed: note ‘A company that speaks of itself has an interest in it.’ (note 2)",
        "footnotes: ‘has an interest in’ → ‘knows’",
    ]


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ("Licences take", "Permits take", "document: ‘Licences’ → ‘Permits’"),
        ("45 working days", "4 working days", "document: ‘45’ → ‘4’"),
        ("none was refused", "none refused", "document: is gone: ‘was’"),
    ],
)
def test_a_word_or_a_figure_changed(old, new, finding):
    verdict = examine(changed(memo("docx"), DOCUMENT, old, new))
    assert str(verdict) == f"changed, {COUNT} caveats whole"
    assert lines(verdict) == [finding]


def test_a_row_taken_out_of_a_table():
    verdict = examine(cut(memo("docx"), DOCUMENT, "<w:tr>", "</w:tr>", "Licences take 45"))
    assert verdict.state is State.CHANGED
    (line,) = lines(verdict)
    assert line.startswith("row of a table is gone: ‘Export controls Licences take 45 working days")


def test_a_paragraph_put_in():
    new = "<w:p><w:r><w:t>All is confirmed.</w:t></w:r></w:p><w:tbl>"
    verdict = examine(changed(memo("docx"), DOCUMENT, "<w:tbl>", new))
    assert lines(verdict) == ["paragraph was added: ‘All is confirmed.’"]


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ('<w:del w:id="1" w:author="x">', "</w:del>"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>", "</w:t></w:r>"),
    ],
)
def test_text_that_readers_do_not_see_does_not_count(start, end):
    text = parts(memo("docx"))[DOCUMENT].decode()
    run = re.search(r"<w:r>(?:(?!</w:r>).)*Licences take.*?</w:r>", text)[0]
    words = re.search(r">([^<]+)</w:t>", run)[1]
    inner = words if "vanish" in start else run
    verdict = examine(changed(memo("docx"), DOCUMENT, run, start + inner + end))
    assert verdict.state is State.CHANGED
    assert [one.where for one in verdict.findings if one.where != "tracked changes"] == ["document"]


@pytest.mark.parametrize(
    ("now", "same"),
    [
        ("ABA", True),
        ("AABB", True),
        ("BAB", False),
        ("BA", False),
        ("A", False),
        ("ABC", False),
        ("", False),
    ],
)
def test_a_header_that_is_only_shown_once_more_is_no_change(now, same):
    was, shown = ([TextUnit("header", one) for one in text] for text in ("AB", now))
    text = TextUnit("document", "Words.")
    assert equal([text, *was], without_repeats([text, *was], [text, *shown])) is same


def test_a_header_reworded():
    verdict = examine(changed(memo("docx"), "word/header1.xml", "TLP:AMBER", "TLP:CLEAR"))
    assert verdict.state is State.CHANGED
    assert lines(verdict)[0].startswith("header: ‘")


# --- PDF


def test_a_page_taken_out():
    data = sealed("pdf", long_brief())
    assert len(pdf_manifest(data)["texts"]) >= 3
    verdict = examine(pdf_rewritten(data, lambda writer: writer.remove_page(1)))
    assert verdict.state is State.CHANGED
    assert lines(verdict)[-1] == "page 2 is gone"
    missing = [line for line in lines(verdict) if line.startswith("caveat missing")]
    assert 0 < len(missing) == verdict.caveats - verdict.whole


def long_brief():
    """A brief of three pages with a caveat after each paragraph."""
    blocks = []
    for n in range(45):
        blocks.append(trees.paragraph(f"Report {n}. " + "It goes on for a line or so. " * 4))
        blocks.append(trees.CaveatText(f"text-{n}", trees.text(f"Caveat: report {n} is claimed.")))
    return trees.of_blocks(*blocks)


def test_a_word_of_a_page_changed():
    def change(writer):
        page = writer.pages[0]
        code = page.get_contents().get_data()
        stream = StreamObject()
        word = re.search(rb"<([0-9A-F]{16,})> Tj", code)
        stream.set_data(code.replace(word[1], word[1][4:8] + word[1][:4] + word[1][8:], 1))
        page[NameObject("/Contents")] = writer._add_object(stream)  # noqa: SLF001  pypdf has no public way

    verdict = examine(pdf_rewritten(memo("pdf"), change))
    assert verdict.state is State.CHANGED
    assert verdict.findings[0].where == "page 1"
    assert verdict.findings[0].was != verdict.findings[0].now


def test_a_box_drawn_over_a_page_of_equal_text():
    def cover(writer):
        page = writer.pages[0]
        stream = StreamObject()
        stream.set_data(page.get_contents().get_data() + b"\n1 1 1 rg 0 0 600 300 re f")
        page[NameObject("/Contents")] = writer._add_object(stream)  # noqa: SLF001  the same

    verdict = examine(pdf_rewritten(memo("pdf"), cover))
    assert verdict.state is State.CHANGED
    assert lines(verdict) == ["page 1: the same text is drawn in another way: look at it"]


def test_an_annotation_laid_over_a_page():
    note = FreeText(text="All confirmed", rect=(50, 50, 300, 300))
    data = pdf_rewritten(memo("pdf"), lambda writer: writer.add_annotation(0, note))
    assert lines(examine(data)) == ["page 1: FreeText: was added, and may lie over the text"]


# --- the manifest


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_the_manifest_of_another_brief(form):
    if form == "docx":
        data = zipped(parts(memo(form)) | {PART: parts(other(form))[PART]})
    else:
        data = with_manifest(memo(form), pdf_manifest(other(form)))
    verdict = examine(data)
    assert str(verdict) == f"manifest swapped: it is that of ‘other’ of 2025-12-05 ({form})"
    assert verdict.exit_code == 3


def with_manifest(data, manifest):
    """Return a PDF with another manifest, as long as its own or not."""

    def change(writer):
        writer.root_object["/AF"][0]["/EF"]["/F"].set_data(canonical(manifest).encode())

    return pdf_rewritten(data, change)


def edited(form, change):
    """Return the memo with a changed manifest."""
    if form == "pdf":
        manifest = pdf_manifest(memo(form))
        change(manifest)
        return with_manifest(memo(form), manifest)
    text = parts(memo(form))[PART].decode()
    start, end = text.index("{"), text.rindex("}") + 1
    manifest = json.loads(
        text[start:end].replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    )
    change(manifest)
    new = canonical(manifest).replace("&", "&amp;").replace("<", "&lt;")
    return zipped(parts(memo(form)) | {PART: (text[:start] + new + text[end:]).encode()})


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_an_edited_manifest(form):
    def drop_a_caveat(manifest):
        del manifest["caveats"][0]

    verdict = examine(edited(form, drop_a_caveat))
    assert str(verdict) == "manifest edited: its seal does not fit it"
    assert verdict.exit_code == 3


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_a_manifest_sealed_anew_for_another_text_is_not_the_files_own(form):
    def reseal(manifest):
        manifest["texts"][0]["text"] = "Another text."
        manifest["document"] = document_id(form, manifest["texts"], manifest["inputs"])
        manifest["seal"] = seal_of(manifest)

    assert examine(edited(form, reseal)).state is State.SWAPPED


def bare(writer):
    for key in ("/AF", "/Names"):
        del writer.root_object[key]


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_the_manifest_taken_out(form):
    if form == "docx":
        data = zipped({n: d for n, d in parts(memo(form)).items() if n != PART})
    else:
        data = pdf_rewritten(memo(form), bare)
    verdict = examine(data)
    assert str(verdict) == "not sealed by reebrief, or its manifest was taken out"
    assert verdict.exit_code == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda m: m.clear(),
        lambda m: m.update(texts={}),
        lambda m: m.update(caveats=[{}]),
        lambda m: m.update(inputs={"a": 1}),
        lambda m: m.update(seal=None),
    ],
)
def test_a_manifest_of_another_form_is_edited(change):
    verdict = examine(edited("docx", change))
    assert str(verdict) == "manifest edited: it is not as reebrief writes it"


def test_a_manifest_of_a_later_form_is_not_judged():
    verdict = examine(edited("docx", lambda m: m.update(format=3)))
    assert str(verdict).startswith("not readable: sealed by a later version of reebrief")
    assert verdict.exit_code == 1


# --- comparing


def test_white_space_and_what_has_no_width_does_not_count():
    assert squeezed("a\u00adb\u200b c\n\td e\u0301") == "abcd\u00e9"


def test_differences_are_told_per_unit():
    old = [TextUnit("document", text) for text in ("One.", "Two is here.", "Three.", "Four.")]
    new = [TextUnit("document", text) for text in ("One.", "Two was here.", "Four.", "Five.")]
    found = [*differences(old, new)]
    assert [(d.was and d.was.text, d.now and d.now.text) for d in found] == [
        ("Two is here.", "Two was here."),
        ("Three.", None),
        (None, "Five."),
    ]
    assert found[0].changes == (WordChange("is", "was"),)


def test_many_equal_lines_take_no_longer_than_others():
    old = [TextUnit("document", "The same.")] * 3000
    new = [TextUnit("document", "The same.")] * 1500 + [TextUnit("document", "Another.")] * 2000
    assert len([*differences(old, new)]) == 3500 - 1500


def test_only_the_first_findings_are_told():
    data = memo("docx")
    text = parts(data)[DOCUMENT].decode()
    verdict = examine(changed(data, DOCUMENT, text, re.sub(r">[^<]{4,}</w:t>", ">x</w:t>", text)))
    assert len(verdict.findings) == 30
    assert verdict.more > 0


def test_findings_show_no_control_characters():
    assert "\x1b" not in str(examine(edited("docx", lambda m: m.update(brief="\x1b[31m"))))


# --- the project at hand


@pytest.fixture
def project(tmp_path):
    return make_project(tmp_path, briefs={"weekly": brief(articles="[]")})


def verdict_on(inputs):
    return Verdict(State.INTACT, caveats=1, whole=1, brief="weekly", inputs=inputs)


def test_inputs_that_changed_since_are_findings(project):
    marker = digest((project.root / "reebrief.yaml").read_bytes())
    inputs = {"reebrief.yaml": marker, "briefs/weekly.yaml": "0" * 64, "articles/x.md": "0" * 64}
    verdict = asked(verdict_on(inputs), project)
    assert verdict.project is True
    assert verdict.since == (
        Finding("gone since", "articles/x.md"),
        Finding("changed since", "briefs/weekly.yaml"),
    )
    assert verdict.exit_code == 3


def test_a_variants_file_is_from_the_project_of_its_definition(project):
    made = digest((project.root / "briefs/weekly.yaml").read_bytes())
    inputs = {"briefs/weekly.yaml": made, "briefs/base.yaml": "0" * 64}
    verdict = asked(replace(verdict_on(inputs), brief="weekly-energy"), project)
    assert verdict.project is True
    assert verdict.since == (Finding("gone since", "briefs/base.yaml"),)


def test_a_project_without_the_brief_is_another(project):
    (project.root / "briefs/weekly.yaml").unlink()
    inputs = {"briefs/weekly.yaml": "0" * 64, "templates/themes/weekly.yaml": "0" * 64}
    verdict = asked(verdict_on(inputs), project)
    assert (verdict.project, verdict.since, verdict.exit_code) == (False, (), 0)


@pytest.mark.parametrize("name", ["/etc/passwd", "../secret", "a/../../b", "", "C:\\x", "\0"])
def test_names_that_lead_out_of_the_project_are_not_followed(project, name):
    definition = digest((project.root / "briefs/weekly.yaml").read_bytes())
    verdict = asked(verdict_on({"briefs/weekly.yaml": definition, name: "0" * 64}), project)
    assert (verdict.project, verdict.since) == (True, ())


# --- the process


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_a_file_is_read_in_a_process_of_its_own(tmp_path, form):
    path = tmp_path / f"memo.{form}"
    path.write_bytes(memo(form))
    assert verify_file(path) == examine(memo(form))


def test_what_is_no_file_is_not_read(tmp_path):
    assert str(verify_file(tmp_path / "nothing")) == "not readable: no file"
    assert str(verify_file(tmp_path)) == "not readable: not a plain file"
