"""The PDF writer, judged by what an independent reader finds in its files."""

from __future__ import annotations

import cProfile
import os
import subprocess
import sys
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pytest

from reebrief.diagnostics import ReebriefError
from reebrief.document.annotated import AnnotatedBrief
from reebrief.document.nodes import (
    CaveatLabel,
    CaveatNote,
    CaveatText,
    Heading,
    Link,
    Paragraph,
    Provenance,
)
from reebrief.document.traverse import plain, walk
from reebrief.templates.themes import PAGES
from reebrief.writers import pdf
from reebrief.writers.pdf.text import fonts
from support import trees
from support.pdfread import Pdf, expected, outside, overlapping, read, spoken, squeezed, write
from support.trees import of_blocks, paragraph, text


@lru_cache
def sample() -> Pdf:
    return read(trees.sample())


def test_every_part_is_drawn_and_says_its_words() -> None:
    brief = trees.sample()
    written = write(brief)
    assert written.parts == brief.parts | brief.running_parts
    found = squeezed(Pdf(written.data).extracted())
    for node in walk([*brief.brief.sections, *brief.notes]):
        if isinstance(node, CaveatLabel | CaveatText | CaveatNote):
            assert squeezed(plain([node])) in found


def test_the_reading_order_is_the_trees() -> None:
    marking = trees.sample().brief.meta.marking
    assert squeezed(spoken(sample().structure())) == marking + expected(
        trees.sample().brief.sections
    )
    assert sample().faults == []


def test_words_parted_by_a_line_end_stay_apart() -> None:
    words = " ".join(f"word{n}" for n in range(200))
    assert words in read(of_blocks(paragraph(words))).structure().text()


def test_every_page_has_header_footer_and_marking() -> None:
    count = len(sample().reader.pages)
    assert count == 4
    for number in range(count):
        page = sample().page_text(number)
        assert page.count("TLP:AMBER") == 2
        assert ("Rare earths weekly · No 2025-47" in page) == bool(number)  # not on the first
        assert f"Page {number + 1} of {count}" in page


def test_a_marking_is_large_and_stands_at_the_right() -> None:
    right = PAGES["A4"][0] - trees.theme().margins.right
    markings = [shown for shown in sample().shown if shown.text == "TLP:AMBER"]
    assert all(m.size >= 12 and abs(m.x + m.width - right) < 0.1 for m in markings)


def test_the_structure_names_every_kind_of_block() -> None:
    kinds = {element.kind for element in sample().structure().walk()}
    assert kinds >= {"Sect", "H1", "H2", "H3", "P", "L", "LI", "Lbl", "LBody", "BlockQuote", "Div"}
    assert kinds >= {"Table", "Caption", "THead", "TBody", "TR", "TH", "TD", "Link", "Note"}
    assert kinds >= {"Strong", "Em", "Reference"}


def test_headings_skip_no_level() -> None:
    brief = of_blocks(*(Heading(n, text(f"Level {n}"), f"h{n}") for n in (2, 5, 6, 1, 3)))
    kinds = [e.kind for e in read(brief).structure().walk() if e.kind.startswith("H")]
    assert kinds == ["H1", "H2", "H3", "H1", "H2"]


def test_the_outline_has_the_headings() -> None:
    titles = [(level, title) for level, title, _ in sample().outline()]
    assert titles[:5] == [
        (1, "Contents"),
        (1, "Bottom line"),
        (1, "About the sources"),
        (1, "What was reported"),
        (2, "Gansu lifts the use of iron powder to 80 %"),
    ]


def test_links_lead_where_they_say() -> None:
    links = [link for _, link in sample().links()]
    addresses = {str(link["/A"]["/URI"]) for link in links if "/A" in link}
    assert addresses == {
        "https://example.org/gansu?page=2&lang=cs#top",
        "https://example.org/register",
        "https://example.org/baogang",
        "mailto:press@example.org",
    }
    inside = {str(link["/Contents"]) for link in links if "/Dest" in link}
    assert "Actions that the publisher recommends, not we" in inside
    assert "2: A company that speaks of itself has an interest in it." in inside
    assert all(len(link["/Contents"]) > 3 for link in links)


def test_other_addresses_and_unknown_places_stay_text() -> None:
    brief = of_blocks(
        paragraph(Link("javascript:alert(1)", text("one")), Link("#nowhere", text("two")))
    )
    assert read(brief).links() == []
    assert "onetwo" in read(brief).structure().text()


def test_a_link_to_a_table_leads_to_its_page() -> None:
    back = sample()
    (link,) = [
        link for _, link in back.links() if str(link["/Contents"]).startswith("Actions that")
    ]
    assert link["/Dest"][0].idnum == back.reader.pages[2].indirect_reference.idnum


def test_a_long_word_wraps() -> None:
    word = "pneumono" * 1250
    back = read(of_blocks(paragraph("before ", word, " after")))
    assert f"before {word} after" in back.structure().text()
    assert outside(back) == []


def test_a_long_paragraph_takes_work_in_proportion() -> None:
    counted = []
    for words in (20_000, 40_000):
        profile, brief = cProfile.Profile(), of_blocks(paragraph("word " * words))
        data = profile.runcall(write, brief).data
        counted.append(sum(entry.callcount for entry in profile.getstats()))
        assert sum(shown.text.count("word") for shown in Pdf(data).shown) == words
    assert counted[1] < 2.3 * counted[0]


@pytest.mark.parametrize(
    "word",
    [
        "R\u2011D",
        "12\u00a0000\u202ft",
        "a\u2010b",
        "xy\u00adz" * 80,
        "𝔸",
        "\u2421",
        "e\u0301a\u030a",
    ],
)
def test_special_characters_read_back_as_they_were(word: str) -> None:
    if word == "𝔸":
        with pytest.raises(ReebriefError, match="U\\+1D538 MATHEMATICAL"):
            write(of_blocks(paragraph(word)))
        return
    shown = {"e\u0301a\u030a": "éå"}.get(word, word.replace("\u00ad", ""))
    said = squeezed(read(of_blocks(paragraph(word))).structure().text())
    assert said.replace("\u00ad", "").endswith(squeezed(shown))


def test_a_character_beyond_the_basic_plane_reads_back(monkeypatch: pytest.MonkeyPatch) -> None:
    face = fonts.face(trees.theme().fonts["text"].regular)
    monkeypatch.setitem(face.widths, "𝔹", face.widths["B"])
    monkeypatch.setitem(face.file.charToGlyph, 0x1D539, face.file.charToGlyph[ord("B")])
    assert "over 𝔹 holds" in read(of_blocks(paragraph("over 𝔹 holds"))).structure().text()


def test_a_font_file_that_is_none_is_named(tmp_path: Path) -> None:
    path = tmp_path / "mine.ttf"
    sound = trees.theme().fonts["text"].regular.read_bytes()
    cut = sound.index(b"cmap") + 4  # the table's place: beyond the end of the file
    for data in (b"no font", sound[:cut] + bytes(4) + b"\x00\xff\xff\xff" + sound[cut + 8 :]):
        path.write_bytes(data)
        theme = trees.theme()
        theme.fonts["text"] = replace(theme.fonts["text"], regular=path)
        with pytest.raises(ReebriefError, match=r"font file 'mine\.ttf' cannot be read"):
            pdf.write(of_blocks(paragraph("x")), theme, trees.words())


def test_a_font_whose_letters_cannot_be_taken_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    face = fonts.face(trees.theme().fonts["text"].regular)
    monkeypatch.setattr(face.file, "glyphPos", face.file.glyphPos[:2])
    with pytest.raises(ReebriefError, match=r"\.ttf' cannot be read: it is damaged"):
        write(of_blocks(paragraph("x")))


def test_characters_that_no_font_has_are_listed_once_with_their_places() -> None:
    brief = of_blocks(
        Paragraph(text("x 🌍 y"), provenance=Provenance("articles/a.md", 3)),
        Paragraph(text("中 🌍"), provenance=Provenance("articles/b.md", 9)),
        Paragraph(text("שלום"), provenance=Provenance("articles/c.md", 1)),
    )
    with pytest.raises(ReebriefError) as caught:
        write(brief)
    problems = caught.value.problems
    assert [str(p.place) for p in problems[:2]] == ["articles/a.md:3", "articles/b.md:9"]
    assert problems[0].what == "no font has '🌍' (U+1F30D EARTH GLOBE EUROPE-AFRICA)"
    assert problems[2].what == "no font has 'ש' (U+05E9 HEBREW LETTER SHIN) and 3 more: לום"
    assert len(problems) == 3


def test_a_missing_font_is_one_problem_however_many_of_its_characters_there_are() -> None:
    many = "".join(map(chr, range(0x4E00, 0x4E00 + 185)))
    with pytest.raises(ReebriefError) as caught:
        write(of_blocks(paragraph(many), paragraph("ひらがな、。")))
    (problem,) = caught.value.problems
    assert problem.what.startswith("no font has '一' (U+4E00 CJK UNIFIED IDEOGRAPH-4E00) and 19")
    assert problem.what.endswith("…")
    assert problem.hint.startswith("install reebrief-fonts-cjk (docs/themes.md)")


def test_hostile_text_arrives_as_text() -> None:
    with pytest.raises(ReebriefError) as caught:
        write(trees.hostile())
    assert [p.what[:16] for p in caught.value.problems] == ["no font has '🌍' "]
    brief = tamed(trees.hostile())
    written = write(brief)
    back = Pdf(written.data)
    said = squeezed(back.structure().text())
    assert written.parts == brief.parts
    assert back.faults == []
    assert "&<b>notbold</b>]]><!---->{{name}}{%x%}&amp;\\" in said
    assert "javascript" not in " ".join(str(link) for _, link in back.links())
    assert outside(back) == []
    assert overlapping(back.shown) == []


def tamed(brief: AnnotatedBrief) -> AnnotatedBrief:
    """The hostile brief without the one character that no font has."""
    return eval(  # noqa: S307  # the representation of our own frozen nodes
        repr(brief).replace("🌍", ""), {**vars(trees), "Caveated": AnnotatedBrief}
    )


def test_all_fonts_are_embedded_and_no_other_is_named() -> None:
    assert len(sample().fonts) >= 4
    assert all(font.embedded for font in sample().fonts)
    assert b"Helvetica" not in write(trees.sample()).data


def test_the_document_says_what_it_is() -> None:
    back, meta = sample(), trees.sample().brief.meta
    info = back.reader.metadata
    assert info is not None
    assert (info.title, info.author, info.subject) == (meta.title, meta.author, meta.subject)
    assert info["/Keywords"] == ", ".join(meta.keywords)
    assert info.creator == "reebrief"
    assert info["/CreationDate"] == info["/ModDate"] == "D:20251121000000Z"
    assert back.catalog["/Lang"] == "en"
    assert back.catalog["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    xmp = back.reader.xmp_metadata
    assert xmp is not None
    assert xmp.dc_title == {"x-default": meta.title}


def test_letter_paper_is_letter_paper() -> None:
    page = read(of_blocks(paragraph("x"), page="Letter")).reader.pages[0]
    assert [float(edge) for edge in page.mediabox] == [0, 0, 612, 792]


def test_a_long_running_header_pushes_the_text_down() -> None:
    blocks = [*[paragraph("First")] * 60, paragraph("Body")]
    back = read(of_blocks(*blocks, running="A long name of a series, " * 20))
    (page,) = {shown.page for shown in back.shown if shown.text == "Body"}
    body = max(s.y for s in back.shown if s.page == page and s.text in {"First", "Body"})
    header = [shown.y for shown in back.shown if "series" in shown.text and shown.page == page]
    assert len(header) > 3
    assert body < min(header) - 10


def test_justified_text_reaches_both_margins() -> None:
    theme = trees.theme()
    theme.styles["body"] = replace(theme.styles["body"], align="justify")
    data = pdf.write(of_blocks(paragraph("uneven words " * 80)), theme, trees.words()).data
    back = Pdf(data)
    ends: dict[float, float] = {}
    for shown in back.shown:
        if "uneven" in shown.text or "words" in shown.text:
            ends[shown.y] = shown.x + shown.width
    right = PAGES["A4"][0] - theme.margins.right
    space = 3.0
    assert len(ends) > 8
    assert all(abs(end - right) < space for end in list(ends.values())[:-1])
    assert squeezed(back.structure().text()).endswith("unevenwords" * 80)


def test_an_empty_brief_has_one_page() -> None:
    assert len(read(of_blocks()).reader.pages) == 1


def test_the_pages_are_counted() -> None:
    assert write(trees.sample()).pages == len(sample().reader.pages)


SCRIPT = """
import hashlib
from support import trees
from reebrief.writers import pdf
from reebrief.writers.pdf.text import fonts
print(hashlib.sha256(pdf.write(trees.sample(), trees.theme(), trees.words()).data).hexdigest())
"""


def test_the_bytes_do_not_depend_on_the_surroundings(tmp_path: Path) -> None:
    path = os.pathsep.join(p for p in sys.path if p)
    digests = set()
    for seed, zone, epoch in (("1", "Asia/Tokyo", "0"), ("77", "America/Lima", "1900000000")):
        surroundings = os.environ | {
            "PYTHONHASHSEED": seed,
            "TZ": zone,
            "SOURCE_DATE_EPOCH": epoch,
            "LC_ALL": "C",
            "PYTHONPATH": path,
        }
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", SCRIPT],
            env=surroundings,
            cwd=str(tmp_path),
            capture_output=True,
            text=True,
            check=True,
        )
        digests.add(done.stdout)
    assert len(digests) == 1
