"""Headings, lists, tables, disclaimers, dates and residue are found in raw text."""

from __future__ import annotations

import pytest

from reebrief.corpus.ingest.metadata.given import Metadata
from reebrief.corpus.ingest.pipeline import Assembled, assemble
from reebrief.corpus.ingest.readers import read_documents
from reebrief.corpus.ingest.structure.line_kinds import date_of, is_heading, sentences
from reebrief.corpus.source import Alias
from reebrief.project import yaml

REST = "A paragraph of the article that is long enough to be the text below a heading."


def imported(*lines: str, name: str = "raw.txt", **metadata: str) -> Assembled:
    (document,) = read_documents("\n".join(lines).encode(), name)
    return assemble(document, Metadata.model_validate(metadata), ALIASES)


def body(*lines: str) -> list[str]:
    """Import a text that has a title, and return the body's lines that are not empty."""
    markdown = imported(*lines, title="Given").markdown
    return [line for line in markdown.split("---\n", 2)[2].split("\n") if line]


def looks(made: Assembled) -> list[str]:
    return [str(look) for look in made.record.looks]


ALIASES = (
    Alias("Salar Nacional S.A.", "Salar Nacional"),
    Alias("Salar Nacional", "Salar Nacional"),
    Alias("El Diario del Salar", "El Diario del Salar"),
    Alias("Battery Metals Review", "Battery Metals Review"),
    Alias("BMR", "Battery Metals Review"),
)

# --- headings --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Why It Matters to the U.S.",
        "Promise vs. Practice",
        "The Company",
        "1. Brine and Ponds: Output as Policy",
        "Next Steps: Ponds, Ports, and Permits",
        "“White Gold” in Practice",
        "2025 in Review",
        "WHAT COMES NEXT?",
        "By the Numbers",
        "Salar Nacional Ltd.",
    ],
)
def test_headings(text: str) -> None:
    assert is_heading(text)


@pytest.mark.parametrize(
    "text",
    [
        "Prices rose.",
        "He said “No.”",
        "In the end the plan failed",
        "Salar Nacional, Codelco,",
        "Several steps come next:",
        "Source: El Diario del Salar",
        "Photo: Salar Nacional",
        "By Ana Example and Juan Muster",
        "Jul 21, 2025",
        "— Ana Example, Minister",
        "12,000",
        "https://example.org/A/B",
        " ".join(["Word"] * 16),
    ],
)
def test_ordinary_lines_are_no_headings(text: str) -> None:
    assert not is_heading(text)


def test_a_line_that_leads_a_list_is_no_heading() -> None:
    assert body(REST, "The Next Steps Are:", "- Ponds", REST) == [
        REST,
        "The Next Steps Are:",
        "- Ponds",
        REST,
    ]


def test_numbered_headings_and_numbered_lists() -> None:
    assert body(REST, "1. First Heading", REST, "2. Second Heading", REST, "3. one", "4. two") == [
        REST,
        r"## 1\. First Heading",
        REST,
        r"## 2\. Second Heading",
        REST,
        "3. one",
        "4. two",
    ]


def test_short_lines_that_may_be_headings_are_to_be_looked_at() -> None:
    made = imported(REST, "what to expect", REST, "Red", "Green", "Blue", REST, "The End")
    assert "##" not in made.markdown
    assert "line 2: 'what to expect' may be a heading: put ## before it if so" in looks(made)
    assert "line 5: 'Green' is one of 3 short lines: a heading, or a list's item?" in looks(made)
    assert any(look.startswith("line 8: 'The End' looks like a heading") for look in looks(made))


# --- highlights and lists --------------------------------------------------------------------


def test_an_item_that_ends_in_a_colon_owns_the_next_ones() -> None:
    lines = ["Key Highlights:", "- a", "- b:", "- c", "- d", "- e:", "- f:", "- g"]
    made = imported(*lines, REST, title="Given")
    assert made.markdown.split("---\n", 2)[2].split("\n")[1:10] == [
        "## Highlights",
        "",
        "- a",
        "- b:",
        "  - c",
        "  - d",
        "- e:",
        "- f:",
        "  - g",
    ]
    assert "line 3: 'b:' was made to own the next 2 items of the list, by its colon" in looks(made)


def test_indents_nest_and_bullets_of_all_kinds_are_items() -> None:
    assert body("Highlights", "• a", "   ◦ b", "      ▪ c", "   * d", "• e", REST)[1:6] == [
        "- a",
        "  - b",
        "    - c",
        "  - d",
        "- e",
    ]


def test_a_single_dash_is_no_bullet() -> None:
    assert body(REST, "– so they say", REST)[1] == "– so they say"
    assert body(REST, "– one", "– two", REST)[1:3] == ["- one", "- two"]


# --- tables ----------------------------------------------------------------------------------


def test_a_table_gets_a_caption_and_an_id_that_no_heading_has() -> None:
    table = ["| A | B |", "| --- | --- |", "| 1 | 2 |"]
    assert body(REST, "The Plan", *table, *table, "The Plan Table", REST)[1:] == [
        "## The Plan",
        *table,
        "Table: The Plan {#the-plan-table-table}",
        *table,
        "Table: The Plan {#the-plan-table-table-table}",
        "## The Plan Table",
        REST,
    ]


def test_a_column_of_actions_gives_the_tables_id() -> None:
    lines = body("| Factor | West Actions |", "|:--|--:|", r"| a \| b | *do* |", REST)
    assert lines[:4] == [
        "| Factor | West Actions |",
        "| --- | --- |",
        r"| a \| b | \*do\* |",
        "Table: Factor, West Actions {#west-actions}",
    ]


def test_ragged_rows_are_made_to_fit_and_looked_at() -> None:
    made = imported("| A | B |", "|---|---|", "| 1 |", "| 1 | 2 | 3 |")
    assert "| 1 |  |\n| 1 | 2 \\| 3 |" in made.markdown
    what = "this row had 3 cells in a table of 2 columns: check which cell is which"
    assert f"line 4: {what}" in looks(made)


@pytest.mark.parametrize(
    ("rows", "how"),
    [
        (["A\tB\tC", "1\t\t3", "x y\t(opens in a new tab)\tz | w"], "high"),
        (["A | B | C", "1 |  | 3", r"x y |  | z \| w"], "medium"),
    ],
)
def test_tables_without_a_frame(rows: list[str], how: str) -> None:
    made = imported(REST, *rows, REST, title="Given")
    assert (
        "| A | B | C |\n| --- | --- | --- |\n| 1 |  | 3 |\n| x y |  | z \\| w |\n" in made.markdown
    )
    assert made.markdown.endswith(f"}}\n\n{REST}\n")
    assert made.record.found["tables"] == [2]
    (change,) = [c for c in made.record.changes if c.line == 2]
    assert (change.new, change.confidence) == ("| A | B | C |", how)
    assert any("a table of 3 columns and 2 rows, by its" in look for look in looks(made))


def test_a_table_without_a_frame_ends_where_its_spacing_changes() -> None:
    made = imported("A | B", "1 | 2", "", "C | D", "3 | 4", REST)
    assert made.record.found["tables"] == [1, 4]
    assert imported("A | B", "", "1 | 2", "", "3 | 4", REST).record.found["tables"] == [1]


@pytest.mark.parametrize(
    "lines",
    [
        ["Home | News | About", REST],
        ["1.\tone", "2.\ttwo"],
        ["•\tone\t", "•\ttwo\t"],
        ["Share | Tweet", "By Ana Example | May 2, 2025"],
        ["\t\tone", "\t\ttwo"],
    ],
)
def test_ordinary_lines_are_no_tables(lines: list[str]) -> None:
    assert imported(REST, *lines, REST).record.found["tables"] == []


# --- disclaimers and sources -----------------------------------------------------------------

WARNING = "All figures should be independently verified before decisions are made."


UNNAMED = f"This article rests on filings. {WARNING}"
UNSURE = "Readers liked it. We cannot verify the claims."


@pytest.mark.parametrize(
    ("lines", "disclaimer", "left"),
    [
        ([f"Disclaimer: {WARNING}"], WARNING, []),
        ([f"LEGAL DISCLAIMER – {WARNING}"], WARNING, []),
        (["Disclaimer", WARNING, "It binds nobody."], f"{WARNING} It binds nobody.", []),
        (["Disclaimer", WARNING, "The Company", REST], WARNING, ["## The Company", REST]),
        ([f"Source: BMR (a paper). {WARNING} More."], WARNING, ["Source: BMR (a paper). More."]),
        (["“Safe Harbor” Statement under the Reform Act of 1995", WARNING], WARNING, []),
        ([UNNAMED], UNNAMED, []),
        ([UNSURE], None, [UNSURE]),
        (["Source: El Diario."], None, ["Source: El Diario."]),
        (["Disclaimers abound in the trade."], None, ["Disclaimers abound in the trade."]),
    ],
)
def test_disclaimers(lines: list[str], disclaimer: str | None, left: list[str]) -> None:
    assert body(REST, *lines) == [REST, *left]
    made = imported(REST, *lines)
    front = yaml.read(made.markdown.split("---\n")[1], "front matter").data
    assert front.get("disclaimer") == (disclaimer and {"text": disclaimer, "verbatim": True})
    assert (made.record.found["disclaimers"] == []) == (disclaimer is None)


def origins(*lines: str, **metadata: str) -> list[str]:
    return imported(*lines, **metadata).record.found["origins"]  # type: ignore[no-any-return]


def test_origins_are_proposed_from_what_names_a_source() -> None:
    lead = "On Monday Salar Nacional S.A. said so."
    assert origins(lead) == ["Salar Nacional"]
    assert origins(lead, "Source: El Diario del Salar.") == [
        "El Diario del Salar",
        "Salar Nacional",
    ]
    assert origins(REST, "According to El Diario del Salar it rose.") == ["El Diario del Salar"]
    assert origins(REST, f"Disclaimer: from Salar Nacional. {WARNING}") == ["Salar Nacional"]
    assert origins(REST, "It names El Diario del Salar in passing.") == []
    assert "line 1: 'Salar Nacional' is proposed as an origin, because the lead names it first: check it" in looks(imported(lead))  # fmt: skip  # noqa: E501  a message


def test_the_publisher_is_no_origin() -> None:
    lead = "As BMR reported, Salar Nacional grows."
    assert origins(lead, publisher="battery metals review") == ["Salar Nacional"]


# --- titles and dates ------------------------------------------------------------------------


def test_a_title_and_a_date_open_the_text() -> None:
    lines = ["Mines Close", "Jul 21, 2025", "By Ana Example", "Highlights", "- a", REST]
    made = imported(*lines)
    assert made.markdown == (
        "---\ntitle: Mines Close\npublished: '2025-07-21'\n"
        "date_evidence: 'date line of the text: Jul 21, 2025'\n"
        "authors:\n  - Ana Example\ntext: full\n---\n\n"
        f"## Highlights\n\n- a\n\n{REST}\n"
    )
    assert "line 1: no title was given: 'Mines Close' is the text's own, check it" in looks(made)


def test_given_metadata_win_over_those_of_the_text() -> None:
    lines = ["Mines Close", "Jul 21, 2025", "Highlights", "- a", REST]
    made = imported(*lines, title="Other", published="2025-07")
    assert made.markdown.startswith("---\ntitle: Other\npublished: 2025-07\ntext: full\n---\n")
    assert made.id == "other"
    assert "line 2: the date line says 2025-07-21, the date given is 2025-07" in looks(made)
    assert any("'Mines Close' was removed, a guess" in look for look in looks(made))


def test_a_byline_may_share_the_line_of_the_date() -> None:
    lines = ["Mines Close", "By Ana Example | January 10, 2026", "Highlights", "- a", REST]
    made = imported(*lines, title="Mines close")
    assert "published: '2026-01-10'\n" in made.markdown
    assert "By Ana Example |" not in made.markdown.split("---\n", 2)[2]
    assert "authors:\n  - Ana Example\n" in made.markdown
    made = imported(*lines, published="2026-01-09")
    assert "line 2: the date line says 2026-01-10, the date given is 2026-01-09" in looks(made)


def test_a_title_that_ends_in_a_date_is_no_date_line() -> None:
    made = imported("Rare Earths – May 2025", "Highlights", "- a", REST)
    assert "title: Rare Earths – May 2025\n" in made.markdown


def test_a_title_is_proposed_and_a_date_never_is() -> None:
    made = imported(
        "Highlights", "- Output doubled:", "- in a year", REST, "© 2025 BMR", name="A b.txt"
    )
    assert made.id == "a-b"
    assert made.markdown.startswith("---\ntitle: Output doubled\ntext: full\n---\n")
    assert "line 2: no title was given: 'Output doubled' is proposed from the text, check it" in looks(made)  # fmt: skip  # noqa: E501  a message
    assert "line 5: evidence of the date: the copyright line names 2025" in looks(made)
    assert "no date was given: 'published' is left out until you know it" in looks(made)


def test_a_long_sentence_is_cut_for_a_title() -> None:
    clause = "The ministry has told the company to double the output of its second brine plant"
    made = imported(f"{clause}, which it said would be ready in the spring of next year. {REST}")
    assert f"title: {clause}\n" in made.markdown
    made = imported("word " * 60)
    assert f"title: {'word ' * 24}…\n" in made.markdown.replace("\n  ", " ")


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Jul 21, 2025", "2025-07-21"),
        ("Published: Monday, 1st September 2025", "2025-09-01"),
        ("Sept. 3, 2025", "2025-09-03"),
        ("2025-07-21", "2025-07-21"),
        ("May 2025", "2025-05"),
        ("Feb 30, 2025", None),
        ("07/08/2025", None),
        ("May 2025 was cold", None),
    ],
)
def test_date_lines(line: str, date: str | None) -> None:
    assert date_of(line) == date


def test_abbreviations_end_no_sentence() -> None:
    text = "Lithium Co. Ltd. sells to the U.S. market (a lot). “It grew.” 5 more followed."
    assert sentences(text) == [
        "Lithium Co. Ltd. sells to the U.S. market (a lot).",
        "“It grew.”",
        "5 more followed.",
    ]


# --- residue and wrapping --------------------------------------------------------------------


@pytest.mark.parametrize(
    "residue",
    [
        "0 Comments",
        "Leave a Reply",
        "Table of Contents",
        "©!-- /wp:paragraph -->",
        '<!-- wp:heading {"level":2} -->',
        "© 2025 Battery Metals Review™ – Clear Facts",
        "Copyright (c) 2025 BMR",
        "-----",
    ],
)
def test_residue_is_removed_and_noted(residue: str) -> None:
    made = imported(REST, residue, REST)
    assert made.markdown.split("---\n", 2)[2] == f"\n{REST}\n\n{REST}\n"
    (change,) = made.record.changes
    assert (change.line, change.old, change.new) == (2, residue, "")


def test_a_long_paragraph_is_no_residue() -> None:
    paragraph = "© 2025 is what the first page says. " + REST * 5
    assert body(REST, paragraph, REST)[1] == paragraph


def test_a_links_note_goes_and_its_words_are_rejoined() -> None:
    lines = body("Lithium Co (opens in a new tab)., Ltd. and Salt Inc. (opens in a new tab). grew.")
    assert lines == ["Lithium Co., Ltd. and Salt Inc. grew."]


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("Here's the information presented as an unordered list in HTML:", False),
        ("Sure! Here is the summary in Markdown:", False),
        ("Here's what we know about the plan:", True),
    ],
)
def test_only_what_a_chatbot_says_is_removed(line: str, kept: bool) -> None:  # noqa: FBT001  a parameter
    assert (body(line, "Highlights", "- a", REST)[0] == line) == kept


def test_a_table_of_contents_that_lists_something_stays() -> None:
    assert body(REST, "Table of Contents", "- One", "- Two", REST)[1] == "## Table of Contents"


def test_wrapped_lines_are_joined() -> None:
    wrapped = [
        "Prices of ammonium paratungstate rose to a new high on Friday after",
        "two mines in the south closed for inspections that nobody had seen",
        "coming, and they stayed there.",
        "",
        "- drill makers in the north of the country hold stocks that should",
        "  last for six weeks",
        "- others none",
        "",
        "Why It Matters",
        "",
        "The exchange saw no offers at all on the first day after the news, and",
        "few later.",
    ]
    assert body(*wrapped) == [
        " ".join(wrapped[:3]),
        "- drill makers in the north of the country hold stocks that should last for six weeks",
        "- others none",
        "## Why It Matters",
        " ".join(wrapped[-2:]),
    ]


JUNK = """Close
Menu
Skip to main content
Toggle navigation
Home > News > China
Home » Metals » Rare earths
首页 > 新闻 > 正文
Главная / Новости
Log in
Search
Back to top
Previous article: A mill shuts
Next post
We use cookies to improve your experience.
This website uses cookies. Read our policy.
Accept all cookies
Manage preferences
Share on Facebook Tweet Subscribe
Share this article
Facebook | X | LinkedIn
Print
Copy link
5 min read
分享到微信
Поделиться
Subscribe to our newsletter
Sign up for our daily briefing and never miss a story.
Enter your email address
Already a subscriber? Log in
Get the latest news in your inbox
Follow us on Telegram
Download our app
Join our WhatsApp channel for more news
Подписывайтесь на наш канал
关注我们的公众号
Read more: Another mill shuts
Also read: Another mill shuts
Читайте также: Другой завод закрыт
相关阅读：另一家工厂关闭
Lesen Sie auch: Ein anderes Werk schließt
Advertisement
Story continues below advertisement
Sponsored content
3 Comments
Leave a comment
Post Comment
Be the first to comment
Your email address will not be published. Required fields are marked *
Комментарии (3)
Tags: steel, mills
Filed under: Metals
关键词：钢铁 工厂
责任编辑：张三
All rights reserved.
Terms of use | Privacy policy
Powered by WordPress"""


@pytest.mark.parametrize("line", JUNK.split("\n"))
def test_a_line_of_the_page_around_is_left_out_and_logged(line: str) -> None:
    made = imported(REST, "", line, "", REST)
    assert made.markdown.endswith(f"---\n\n{REST}\n\n{REST}\n")
    assert [change.old for change in made.record.changes] == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Close the mill, they said.",
        "Share prices fell by 3 percent on Friday.",
        "Home prices in the north rose.",
        "Join the union by 2027, said the minister.",
        "The comments of the minister were noted.",
        "Get steel to where it is needed.",
        "Search parties left at dawn.",
        "Print is where it began.",
        "Related costs rose, too.",
        "Most of the ore goes south.",
        "Register of mills, 2026 edition, is late.",
    ],
)
def test_a_sentence_that_begins_like_such_a_line_is_text(line: str) -> None:
    assert f"\n\n{line}\n\n" in imported(REST, "", line, "", REST).markdown


def test_what_heads_links_takes_the_headlines_below_it_along() -> None:
    lines = [REST, "", "Related stories", "Another mill shuts", "Kilns get hotter", "", REST]
    made = imported(*lines)
    assert made.markdown.endswith(f"---\n\n{REST}\n\n{REST}\n")
    (change,) = made.record.changes
    assert (change.old, change.reason, change.confidence) == (
        "Related stories\nAnother mill shuts\nKilns get hotter",
        "links to other articles",
        "medium",
    )


def test_words_that_buttons_have_too_are_text() -> None:
    assert looks(imported(REST, "Share prices rose.", REST)) == looks(imported(REST, REST))


COLUMN = [
    "The ministry said on Monday that",
    "rural bed capacity in the north",
    "will double by 2028, and that",
    "Baotou clinics hire. They are",
    "few.",
    "",
    "- a list's first item, which",
    "goes on to a second line",
    "- the second",
    "",
    "A last paragraph of one line, with an address: https://example.org/a/very/long/address/of/a/page/that/fits/no/column",
]


def test_a_narrow_column_is_joined_even_beside_a_long_address() -> None:
    assert body(*COLUMN) == [
        " ".join(COLUMN[:5]),
        "- a list's first item, which goes on to a second line",
        "- the second",
        COLUMN[-1],
    ]
    made = imported(*COLUMN)
    assert looks(made).count("the text was wrapped: the lines of each paragraph were joined") == 1


def test_a_text_without_empty_lines_stays_as_it_is() -> None:
    lines = [line for line in COLUMN if line]
    made = imported(*lines, title="Given")
    assert f"\n\n{lines[0]}\n\n{lines[1]}\n\n" in made.markdown
    what = "line 2: 'rural bed capacity in the north' begins in lower case: join it to the line above if it goes on there"  # noqa: E501  a message
    assert what in looks(made)


def test_a_single_line_in_lower_case_is_only_looked_at() -> None:
    lines = ["The ministry said on Monday that beds", "will double by 2028.", "", REST]
    assert body(*lines) == [lines[0], lines[1], REST]
    assert any("'will double by 2028.' begins in lower case" in k for k in looks(imported(*lines)))


def test_a_word_that_the_lines_end_broke() -> None:
    lines = [
        "The plan would see that inde-",
        "pendent auditors of the state-",
        "owned clinics and their US-",
        "Chinese owners are heard, as an",
        "independent paper said.",
        "",
        REST,
    ]
    made = imported(*lines, title="Given")
    joined = "that independent auditors of the state-owned clinics and their US-Chinese owners are"
    assert joined in made.markdown
    (change,) = made.record.changes
    assert (change.old, change.new, change.confidence) == ("inde- pendent", "independent", "medium")
    assert "line 2: 'state-owned' was broken at its hyphen: type 'stateowned' if the hyphen is only the line's end" in looks(made)  # fmt: skip  # noqa: E501  a message


def test_a_short_line_ends_its_paragraph() -> None:
    lines = [*COLUMN[:5], "Another paragraph begins right", "below it.", "", REST]
    assert body(*lines)[:2] == [" ".join(COLUMN[:5]), " ".join(lines[5:7])]
    what = "'Another paragraph begins right' begins a paragraph, because the line above is short"
    assert any(what in look for look in looks(imported(*lines)))


def test_markdowns_characters_are_text() -> None:
    assert body("*a* _b_ [c](d) `e` <f> # g | h ~i~ \\j", "# k", "> l", "+5% m", "2025. n") == [
        r"\*a\* \_b\_ \[c\](d) \`e\` \<f\> \# g \| h \~i\~ \\j",
        r"\# k",
        r"\> l",
        r"\+5% m",
        r"2025\. n",
    ]


def test_a_line_that_ends_in_a_comma_goes_on_in_the_next() -> None:
    text = ("It set three tasks: sales,", "“strict discipline” and a pilot.", "", REST)
    assert body(*text)[0] == "It set three tasks: sales, “strict discipline” and a pilot."
    changes = [str(change) for change in imported(*text, title="Given").record.changes]
    assert any("ends in a comma" in change for change in changes)


def test_a_full_line_of_a_wrapped_text_is_no_heading() -> None:
    text = (
        "Salar Brine Works, a Subsidiary of the State Group Salar Nacional Industry",
        "Holding, said in its paper that a third line was running near the old town",
        "and that it would make more of the salt than both of the others had made",
        "",
        "until then. The paper names neither the amount nor a date, and nobody knew",
        "whether the line had been tested by anyone but those who had built the line",
        "and who will run it.",
    )
    made = imported(*text, title="Given")
    assert "## " not in made.markdown
    assert any("part the two if it is a heading" in look for look in looks(made))


def test_a_table_keeps_the_caption_and_the_id_that_it_has() -> None:
    table = ("| What | Who |", "|---|---|", "| Wait | All |", "")
    lines = body(
        "## Highlights", *table, "Table: What the Ledger advises {#ledger-advice}", "", REST
    )
    assert "Table: What the Ledger advises {#ledger-advice}" in lines
    assert not any("\\:" in line for line in lines)


def test_what_nobody_verified_warns_of_itself() -> None:
    warning = "This item is based on a release and has not been independently verified."
    made = imported(REST, "", warning, title="Given")
    assert warning in made.markdown.split("---")[1].replace("\n    ", " ").replace("\n  ", " ")
