"""Facts that a text tells are proposed: credits, agencies, releases, bios."""

import pytest

from reebrief.corpus.ingest.metadata.bylines import people
from reebrief.corpus.ingest.readers.document import ProposedFact, RawDocument
from support.importing import article_of, body_of, front_of

LEAD = "The mill was opened on Monday after a year of works at the site in the north."


@pytest.mark.parametrize(
    ("text", "origins"),
    [
        (f"BAOTOU, Jan 9 (Reuters) - {LEAD}", ["Reuters"]),
        ("МОСКВА, 9 января. /ТАСС/. Завод открыли в понедельник.", ["TASS"]),
        ("新华社北京1月9日电 公司周一说，工厂已经开业。", ["Xinhua"]),
        ("据新华社报道，公司周一说，工厂已经开业。", ["Xinhua"]),
        (f"{LEAD}\n\n来源：新华社", ["Xinhua"]),
        (f"{LEAD}\n\nИсточник: ТАСС", ["TASS"]),
        ("Завод открыли в понедельник, сообщает ТАСС.", ["TASS"]),
        (f"{LEAD}\n\nCredit: CGTN", ["CGTN"]),
        (f"{LEAD}\n\n(Source: Baogang Daily)", ["Baogang Daily"]),
        (f"{LEAD} Reuters reports that it will grow.", ["Reuters"]),
        (f"{LEAD}\n\nSource: Harbour Works", ["Harbour Works"]),
        (
            "HALM, Jan. 9 /PRNewswire/ -- Halm Mill Co., Ltd. today opened it.",
            ["Halm Mill Co., Ltd."],
        ),
        ("HALM, Jan. 9 /PRNewswire/ -- The mill opened on Thursday, it said.", None),
        (f"A mill opens\n(Xinhua) 09:29, May 15, 2025\n\n{LEAD}", ["Xinhua"]),
        (f"{LEAD}\n\nHe read of it on a Reuters screen.", None),
        (f"{LEAD}\n\nCom informações da Agência Halm", ["Agência Halm"]),
        (f"{LEAD}\n\nAvec Reuters", ["Reuters"]),
        ("2025-05-15 09:29 来源：哈姆日报 编辑：李红\n\n公司周一说，工厂已经开业。", ["哈姆日报"]),
        (f"{LEAD}\n\nAvec dix fours, l'usine est grande.", None),
        (f"{LEAD}\n\nSource: https://harbour.example/mill", None),
    ],
)
def test_who_a_text_is_from_is_proposed_by_what_it_says(text, origins):
    made = article_of(text, "a.txt", title="T")
    assert front_of(made).get("origins") == origins
    for name in origins or ():
        assert any(f"'{name}' is proposed as an origin" in look.what for look in made.record.looks)


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Ana Example and Bo Example", ["Ana Example", "Bo Example"]),
        ("By Ana Example, Bo Example", ["Ana Example", "Bo Example"]),
        ("By Example, Ana", ["Example, Ana"]),
        ("Por Ana Souza e Rui Melo, em Halm - 20/11/2025 08h15", ["Ana Souza", "Rui Melo"]),
        ("2025-05-15 09:29 来源：哈姆日报 作者：王小明", ["王小明"]),
    ],
)
def test_a_byline_names_its_authors_whatever_stands_beside_them(line, authors):
    made = article_of(f"A mill opens\n\n{line}\n\n{LEAD}", "a.txt", title="A mill opens")
    assert front_of(made)["authors"] == authors


def test_semicolons_part_names_that_are_turned_round():
    assert people("Example, Ana; Souza, Bo") == ["Example, Ana", "Souza, Bo"]
    assert people("Ana Example; Bo Souza and Cy Melo") == ["Ana Example", "Bo Souza", "Cy Melo"]


def test_a_disclaimer_is_named_with_a_wide_colon_too():
    made = article_of(f"{LEAD}\n\n免责声明：本文不构成投资建议。", "a.txt", title="T")
    assert front_of(made)["disclaimer"]["text"] == "本文不构成投资建议。"


RELEASE = f"""FOR IMMEDIATE RELEASE

Harbour Works Opens a New Mill in Ostrava

OSTRAVA--(BUSINESS WIRE)--Harbour Works (NYSE: HW) today announced that it opened a mill.

{LEAD}

Forward-Looking Statements

This release contains forward-looking statements, and actual results may differ.
"""


def test_a_release_has_its_headline_its_company_and_its_disclaimer():
    made = article_of(RELEASE, "a.txt")
    front = front_of(made)
    assert front["title"] == "Harbour Works Opens a New Mill in Ostrava"
    assert front["origins"] == ["Harbour Works"]
    assert front["disclaimer"]["text"].startswith("This release contains forward-looking")
    assert any("own_work: true" in look.what for look in made.record.looks)


@pytest.mark.parametrize(
    "title",
    [
        "The mill opens its doors in the north, firm says",
        "A Mill Opens in the North",
        "工厂在包头开业",
    ],
)
def test_a_title_is_taken_out_of_the_text(title):
    lead = "公司周一说，工厂已经开业，今年还将进一步增加产量。" if title > "z" else LEAD
    made = article_of(f"{title}\n\n{lead}\n\n{lead}", "a.txt")
    assert (front_of(made)["title"], body_of(made)) == (title, f"{lead}\n\n{lead}")


def test_captions_and_the_author_are_marked_and_never_headings():
    text = f"""A Mill Opens in the North
9 January 2026

Harbour Works at Night
(Image credit: Harbour Works)

{LEAD}

Ana Example
Contributor

Ana Example is a writer. She has an interest in all things metal.
"""
    made = article_of(text, "a.txt")
    assert not [look for look in made.record.looks if "may be a heading" in look.what]
    assert body_of(made) == "\n\n".join(
        [
            "Caption: Harbour Works at Night",
            "Caption: (Image credit: Harbour Works)",
            LEAD,
            "About the author: Ana Example is a writer. She has an interest in all things metal.",
        ]
    )


def test_a_table_that_blanks_align_is_a_table():
    rows = [
        "Product             Tonnes    Year",
        "NdPr oxide          1,200     2025",
        "Tin metal              40     2025",
    ]
    made = article_of("\n".join([LEAD, "", *rows, "", LEAD]), "a.txt", title="T")
    assert (
        "| Product | Tonnes | Year |\n| --- | --- | --- |\n| NdPr oxide | 1,200 | 2025 |"
        in body_of(made)
    )


def test_lines_of_a_text_without_empty_lines_are_joined():
    lines = [
        "The mill in the north was opened on Monday after a year of works at the site of",
        "the old one, the firm said in a note to the exchange. It will take over the older",
        "lines that are next to it, and the people who work there will go over to the new",
        "one in the spring of the year, the firm said.",
    ]
    assert body_of(article_of("\n".join(lines), "a.txt", title="T")) == " ".join(lines)


def test_what_several_places_say_comes_first_where_the_surest_says_it():
    facts = [ProposedFact("title", one, "somewhere") for one in ("A", "B", "A")]
    assert [one.value for one in RawDocument("a", b"", ".txt", (*facts,)).every("title")] == [
        "A",
        "B",
    ]


@pytest.mark.parametrize(
    "line", ["By Ana Example | 9 January 2026", "Von Ana Example · 09.01.2026"]
)
def test_whom_a_byline_beside_the_date_names_is_the_author(line):
    made = article_of(f"A Mill Opens\n{line}\n\n{LEAD}\n", "a.txt")
    assert front_of(made)["authors"] == ["Ana Example"]
    assert not [look for look in made.record.looks if "stood beside the date" in look.what]


def test_the_source_of_a_release_is_no_part_of_its_disclaimer():
    text = f"A Mill Opens\n\n{LEAD}\n\nForward-Looking Statements\n\n"
    text += "This release contains forward-looking statements.\n\nSOURCE Harbour Works\n"
    made = article_of(text, "a.txt")
    said = front_of(made)["disclaimer"]["text"]
    assert said == "This release contains forward-looking statements."
    assert body_of(made).endswith("SOURCE Harbour Works")
