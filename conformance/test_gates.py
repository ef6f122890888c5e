"""Each gate fails on files that were broken on purpose, and passes the file they were made of."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from conformance import many_examples, pictures, programs, samples
from conformance.gates import GATES
from conformance.samples import Sample

Damage = Callable[[bytes], bytes]


@dataclass(frozen=True)
class Fault:
    """A damage to one format of a sample, and a part of what the gate must say of it."""

    form: str
    damage: Damage
    said: str


def swapped(old: bytes, new: bytes) -> Damage:
    """Replace the first such bytes of a file."""

    def damage(data: bytes) -> bytes:
        assert old in data
        return data.replace(old, new, 1)

    return damage


def in_word(old: str, new: str, part: str = "document") -> Damage:
    """Replace the first such text in a part of a Word file."""

    def damage(data: bytes) -> bytes:
        done = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(data)) as was, zipfile.ZipFile(done, "w") as now:
            for name in was.namelist():
                member = was.read(name)
                if name == f"word/{part}.xml":
                    member = swapped(old.encode(), new.encode())(member)
                now.writestr(name, member)
        return done.getvalue()

    return damage


def in_pdf(change: Callable[[pikepdf.Pdf], None]) -> Damage:
    """Change the objects of a PDF."""

    def damage(data: bytes) -> bytes:
        done = io.BytesIO()
        with pikepdf.open(io.BytesIO(data)) as pdf:
            change(pdf)
            pdf.save(done, static_id=True)
        return done.getvalue()

    return damage


def cut(data: bytes) -> bytes:
    """Return the first half of a file."""
    return data[: len(data) // 2]


def no_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang


def no_declaration(pdf: pikepdf.Pdf) -> None:
    metadata = pdf.Root.Metadata.read_bytes()
    assert b"pdfuaid:part" in metadata
    pdf.Root.Metadata.write(metadata.replace(b"pdfuaid:part", b"pdfuaid:pert"))


def script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def other_title(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Title"] = "Another title"


def other_order(pdf: pikepdf.Pdf) -> None:
    kids = pdf.Root.StructTreeRoot.K.K
    kids[2], kids[3] = kids[3], kids[2]


def untagged_link(pdf: pikepdf.Pdf) -> None:
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], StructParent=9999
    )
    pdf.pages[0].Annots.append(pdf.make_indirect(note))


def no_links(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        del page["/Annots"]


def blank_page(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Contents = pdf.make_stream(b"")


FAULTS = {
    "veraPDF": {
        "language": Fault("pdf", in_pdf(no_language), "ua1 7.2"),
        "declaration": Fault("pdf", in_pdf(no_declaration), "declares"),
        "script": Fault("pdf", in_pdf(script), "a 6.5.1-1"),
        "half": Fault("pdf", cut, ""),
        "foreign": Fault("pdf", lambda _: b"no PDF", "cannot be read"),
    },
    "Open XML SDK": {
        "element": Fault("docx", in_word("</w:body>", "<w:p/></w:body>"), "unexpected child"),
        "value": Fault("docx", in_word('w:after="', 'w:after="x', "styles"), "x"),
        "half": Fault("docx", cut, ""),
    },
    "axe-core": {
        "language": Fault("html", swapped(b'<html lang="en">', b"<html>"), "html-has-lang"),
        "contrast": Fault(
            "html", swapped(b"<main>", b'<main style="color:#ddd">'), "color-contrast"
        ),
        "request": Fault(
            "html",
            swapped(b"</main>", b'<img alt="" src="https://example.org/a.png"></main>'),
            "asks for https://example.org/a.png",
        ),
        "script": Fault("html", swapped(b"</main>", b"<script>nothing()</script></main>"), "Error"),
    },
    "LibreOffice": {
        "words": Fault("docx", in_word("separation", "division"), "does not show separation"),
        "half": Fault("docx", cut, "LibreOffice"),
    },
    "parity": {
        "word": Fault("docx", in_word("turning announcements", "turning promises"), "promises"),
        "note": Fault("docx", in_word("owned", "run", "footnotes"), "note 1: "),
        "order": Fault("pdf", in_pdf(other_order), "text: "),
        "half": Fault("pdf", cut, ""),
        "foreign": Fault("docx", lambda _: b"no Word file", "BadZipFile"),
    },
    "reading order": {
        "order": Fault("pdf", in_pdf(other_order), "text: "),
        "page": Fault("pdf", in_pdf(blank_page), ""),
        "link": Fault("pdf", in_pdf(untagged_link), ""),
    },
    "openxml-audit": {
        "element": Fault("docx", in_word("</w:body>", "<w:p/></w:body>"), ""),
        "note": Fault(
            "docx", in_word('<w:footnote w:id="1"', '<w:footnote w:id="7"', "footnotes"), ""
        ),
        "half": Fault("docx", cut, ""),
    },
    "pdf.js": {
        "script": Fault("pdf", in_pdf(script), "holds a script"),
        "title": Fault("pdf", in_pdf(other_title), "has the title 'Another title'"),
        "links": Fault("pdf", in_pdf(no_links), "does not link to https://example.org/"),
        "page": Fault("pdf", in_pdf(blank_page), "does not show"),
        "half": Fault("pdf", cut, ""),
    },
    "pandoc": {
        "word": Fault("docx", in_word("turning announcements", "turning promises"), "promises"),
        "note": Fault("docx", in_word("owned", "run", "footnotes"), "note 1: "),
        "half": Fault("docx", cut, "pandoc reads nothing"),
    },
    "resaves": {
        "word": Fault("docx", in_word("turning announcements", "turning promises"), "changed"),
        "page": Fault("pdf", in_pdf(blank_page), "changed"),
    },
    "signed": {
        "declaration": Fault("pdf", in_pdf(no_declaration), ""),
    },
    "qpdf": {
        "end": Fault("pdf", swapped(b"startxref", b"startxrxf"), ""),
        "half": Fault("pdf", cut, ""),
        "stream": Fault("pdf", swapped(b"stream\n", b"stream\nxxxxxxxxxxxx"), ""),
    },
}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return samples.write_one("sound", tmp_path_factory.mktemp("files"))


def broken(sample: Sample, name: str, fault: Fault) -> Sample:
    copy = replace(sample, name=name)
    for file in sample.folder.glob(f"{sample.name}.*"):
        shutil.copyfile(file, copy.file(file.suffix[1:]))
    copy.file(fault.form).write_bytes(fault.damage(sample.read(fault.form)))
    return copy


def test_every_gate_has_faults_to_find() -> None:
    assert {gate.name for gate in GATES} - {"pages"} == FAULTS.keys()


@pytest.mark.parametrize("name", FAULTS)
def test_a_gate_finds_what_was_broken_and_nothing_else(name: str, sound: Sample) -> None:
    gate = next(gate for gate in GATES if gate.name == name)
    faults = FAULTS[name]
    every = [sound, *(broken(sound, key, fault) for key, fault in faults.items())]
    found = gate.check(every)
    assert found.get(sound.name, []) == []
    for key, fault in faults.items():
        said = found.get(key, [])
        assert said, key
        assert any(fault.said in one for one in said), (key, said)


# --- pages


@pytest.fixture
def accepted(sound: Sample, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sample:
    monkeypatch.setattr(pictures, "ACCEPTED", tmp_path / "accepted")
    monkeypatch.setattr(pictures, "LOOKED_AT", tmp_path / "looked-at")
    assert pictures.accept([sound]) == 3
    return sound


def moved(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0]
    content = b"".join(stream.read_bytes() for stream in [page.Contents])
    page.Contents = pdf.make_stream(b"1 0 0 1 0 -20 cm " + content)


def less(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[1]


def more(pdf: pikepdf.Pdf) -> None:
    pdf.pages.append(pdf.pages[0])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (moved, "its text moved down by 7 mm"),
        (blank_page, "page 1 differs between"),
        (less, "page 3 is gone"),
        (more, "page 4 has no accepted picture"),
    ],
)
def test_pages_that_differ_are_described(
    accepted: Sample, change: Callable[[pikepdf.Pdf], None], said: str
) -> None:
    assert pictures.pages([accepted]) == {accepted.name: []}
    other = replace(accepted, folder=pictures.ACCEPTED)
    other.file("pdf").write_bytes(in_pdf(change)(accepted.read("pdf")))
    assert any(said in one for one in pictures.pages([other])[accepted.name])


def test_a_faint_difference_is_tolerated_and_another_size_is_not() -> None:
    page = Image.new("L", (200, 300), 255)
    faint = page.point(lambda grey: grey - 8)
    assert pictures.compared(page, faint) == ""
    assert "measures" in pictures.compared(page, page.resize((300, 300)))


def test_accepted_pictures_are_small() -> None:
    files = list(pictures.ACCEPTED.glob("*.png"))
    assert len(files) > 3
    assert sum(file.stat().st_size for file in files) < 20_000 * len(
        files
    )  # two columns fill a page


# --- what gates stand on


def test_a_program_that_fails_is_no_verdict() -> None:
    with pytest.raises(programs.ProgramError, match="ended with 1"):
        programs.run("false")
    with pytest.raises(programs.ProgramError, match="is not there"):
        programs.run("no-such-program")


def test_property_tests_try_more_examples() -> None:
    tried: list[int] = []

    @settings(max_examples=5, database=None)
    @given(st.integers())
    def check(number: int) -> None:
        tried.append(number)

    check()
    few = len(tried)
    many_examples.multiply(check)
    check()
    assert few <= 5
    assert len(tried) - few >= (many_examples.TIMES - 1) * 5
