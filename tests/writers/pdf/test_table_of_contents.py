"""The list of contents: in every format the headings as links, in the PDF with their pages."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from reebrief.document.annotated import AnnotatedBrief, Head, RunningLabel
from reebrief.document.nodes import (
    Brief,
    CaveatLabel,
    CaveatMark,
    Contents,
    Heading,
    InlineExcerpt,
    Link,
    Section,
)
from reebrief.pipeline.render import render
from reebrief.writers import write
from support.pdfread import Element, Pdf, outside, overlapping, read
from support.projects import article, brief, make_project
from support.trees import annotated, meta, paragraph, sample, text, theme, words

LIST = Section("contents", (Heading(1, text("Contents"), "contents"), Contents()))


def of_sections(*sections: Section) -> AnnotatedBrief:
    return annotated(Brief(meta(), (LIST, *sections)), ())


def chapters(count: int) -> AnnotatedBrief:
    """A brief of so many sections, each with two headings and up to a page of text."""
    return of_sections(
        *(
            Section(
                "text",
                (
                    Heading(1, text(f"Chapter {n}"), f"chapter-{n}"),
                    Heading(2, text(f"Part of chapter {n}"), f"part-{n}"),
                    *[paragraph("Words of a long report. " * 40)] * (1 + n % 5),
                ),
            )
            for n in range(count)
        )
    )


def entries(element: Element) -> list[object]:
    """What a list of contents says: of each entry its text, and the list within it."""
    done: list[object] = []
    for item in element.kids:
        assert isinstance(item, Element)
        assert item.kind == "TOCI"
        reference, *inner = item.kids
        assert isinstance(reference, Element)
        assert [kid.kind for kid in reference.walk()][:2] == ["Reference", "Link"]
        done.append(reference.text())
        done += [entries(one) for one in inner if isinstance(one, Element)]
    return done


def test_each_entry_has_its_headings_page() -> None:
    back = read(chapters(30))
    pages = {title: page + 1 for _, title, page in back.outline() if title != "Contents"}
    found = [item.kids[0] for item in back.structure().all("TOCI")]
    said = [one.text() for one in found if isinstance(one, Element)]
    assert said == [f"{title} {page}" for title, page in pages.items()]
    assert len(said) == 60
    assert len(set(pages.values())) > 10
    assert overlapping(back.shown) == []
    assert outside(back) == []
    assert back.faults == []


@pytest.mark.parametrize("count", range(40, 54))
def test_no_entry_stands_alone_on_a_page(count: int) -> None:
    headings = [Heading(2, text(f"Heading {n}"), f"h{n}") for n in range(count)]
    back = read(of_sections(Section("text", tuple(headings))))
    entries = Counter(s.page for s in back.shown if re.fullmatch(r" \d", s.text))
    assert sum(entries.values()) == count
    assert 1 not in entries.values()


def test_lists_nest_as_the_headings_do() -> None:
    headings = [Heading(n, text(f"Level {n}"), f"h{n}") for n in (2, 1, 2, 3, 2, 1)]
    back = read(of_sections(Section("text", tuple(headings))))
    (contents,) = (one for one in back.structure().all("Sect")[0].all("TOC")[:1])
    assert entries(contents) == ["Level 2 1", "Level 1 1", ["Level 2 1", "Level 2 1"], "Level 1 1"]


def test_entries_lead_to_their_headings_and_numbers_stand_at_the_margin() -> None:
    back = Pdf(write("pdf", chapters(3), theme(), words()).data)
    links = [link for _, link in back.links() if "/Dest" in link]
    assert [str(link["/Contents"]) for link in links[:2]] == ["Chapter 0", "Part of chapter 0"]
    names = {title: page for _, title, page in back.outline()}
    pages = {page.indirect_reference.idnum: n for n, page in enumerate(back.reader.pages)}
    assert all(pages[one["/Dest"][0].idnum] == names[str(one["/Contents"])] for one in links)
    right = 595.28 - theme().margins.right
    numbers = [s for s in back.shown if s.page == 0 and re.fullmatch(r" \d+", s.text)]
    assert len(numbers) == 6
    assert all(abs(s.x + s.width - right) < 0.1 for s in numbers)


def test_marks_labels_and_links_of_headings_stay_out() -> None:
    inlines = text(
        "What ", Link("#h", text("they")), " say", CaveatLabel("p", "State media"), CaveatMark(1)
    )
    back = read(of_sections(Section("text", (Heading(1, inlines, "h"),))))
    assert back.structure().all("TOCI")[0].text() == "What they say 1"


def test_a_title_of_an_article_brings_its_running_line_to_the_page_of_the_list() -> None:
    title = (InlineExcerpt("a", text("What it says of itself")),)
    long = [paragraph("Words of a long report. " * 40)] * 12
    whole = of_sections(Section("text", (*long, Heading(1, title, "h"))))
    whole = replace(whole, running={"a": RunningLabel(1, ("State media",))})
    back = read(whole)
    pages = [back.page_text(n) for n in range(len(back.reader.pages))]
    assert [("[1] State media" in page) for page in pages] == [
        True,
        *[False] * (len(pages) - 2),
        True,
    ]


def test_html_and_markdown_have_a_table_of_contents_of_links() -> None:
    html = write("html", sample(), theme(), words()).data.decode()
    nav = html[html.index("<nav") : html.index("</nav>")]
    assert nav.startswith(
        '<nav aria-label="Contents">\n<ul>\n<li><a href="#bottom-line">Bottom line</a>'
    )
    assert nav.count("<ul>") == nav.count("</ul>") == 2
    assert nav.count("<li>") == nav.count("</li>") > 7
    markdown = write("md", sample(), theme(), words()).data.decode()
    assert "- [What was reported](#what-was-reported)\n    - [Gansu lifts" in markdown


def test_a_definition_may_list_contents(tmp_path: Path) -> None:
    listed = brief(articles="[one]", sections="[contents, items]")
    project = make_project(tmp_path, {"one": article(origins="[A]")}, "", {"a": listed})
    (done,) = render(project, ["a"], to=("md",))
    markdown = next(tmp_path.glob("output/*.md")).read_text(encoding="utf-8")
    assert not done.failed
    contents = markdown[markdown.index("## Contents {#contents}") :]
    assert contents.index("- [What was reported](#what-was-reported)\n") < 120
    assert "[One]" not in contents  # items are not listed


@pytest.mark.parametrize(("head", "part"), [(None, 2), (Head("a", "2025-12-05", {}), 3)])
def test_pages_have_labels_and_the_file_is_what_its_attachment_makes_it(
    head: Head | None, part: int
) -> None:
    back = Pdf(write("pdf", replace(chapters(3), head=head), theme(), words()).data)
    count = len(back.reader.pages)
    assert back.reader.page_labels == [str(n + 1) for n in range(count)]
    xmp = back.catalog["/Metadata"].get_data().decode()
    assert f"<pdfaid:part>{part}</pdfaid:part><pdfaid:conformance>A<" in xmp
    assert ("/AF" in back.catalog) == (part == 3)
