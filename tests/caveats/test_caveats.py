"""Caveats follow from who the source is, and nothing that people may edit can lose them."""

import datetime as dt
import re
from dataclasses import replace

import pytest

from reebrief.caveats import annotate
from reebrief.caveats.numbering import CaveatNumbering
from reebrief.compose import compose
from reebrief.diagnostics import LostCaveatError, Severity
from reebrief.document.annotated import Written
from reebrief.document.nodes import CaveatLabel, CaveatText, Heading, Item
from reebrief.document.traverse import plain, walk
from reebrief.pipeline.gate import gated
from reebrief.pipeline.load import load
from reebrief.pipeline.prepare import prepare
from reebrief.pipeline.session import Session
from reebrief.project.project import FONTS, Project
from reebrief.templates.caveat_classes import SOURCE_CLASSES
from support.readers import TEXT, squeezed
from support.trees import ROOT

SOURCES = """
format: 1
sources:
  watch:
    name: Metal Watch
    kind: trade-press
  ministry:
    name: Ministry of Industry
    kind: government
  steel:
    name: Steel Group
    aliases: [SG]
    kind: state-owned-enterprise
    owner: {is: ministry, reference: Annual report, read: 2025-01-02}
    state: {is: Ruritania, reference: Annual report, read: 2025-01-02}
  mill:
    name: Northern Mill
    kind: private-company
    owner: {is: steel, reference: Annual report, read: 2025-01-02}
  gazette:
    name: Steel Gazette
    kind: state-media
    owner: {is: steel, reference: Imprint, read: 2025-01-02}
    editorial_control: {is: a party committee, reference: Imprint, read: 2025-01-02}
  daily:
    name: Owned Daily
    kind: news-media
    owner: {is: steel, reference: Imprint, read: 2025-01-02}
  listed:
    name: Listed Maker
    kind: private-company
    state: {is: Ruritania, reference: Annual report, read: 2025-01-02}
  university:
    name: Steel University
    kind: academic
    owner: {is: ministry, reference: Statutes, read: 2025-01-02}
  orphan:
    name: Orphan Works
    kind: private-company
    owner: {is: Unknown Holding, reference: Imprint, read: 2025-01-02}
  sister:
    name: Sister Works
    kind: private-company
    owner: {is: Unknown Holding, reference: Imprint, read: 2025-01-02}
  journal:
    name: Metal Journal
    kind: trade-press
  maker:
    name: Private Maker
    kind: private-company
"""

ARTICLE = """---
title: News
published: {published}
publisher: Metal Watch
origins: [{origins}]
{more}
---

## Highlights

- {text}

## Why this matters

An opinion.

| What | Who |
|---|---|
| Do it | All |

Table: Advice {{#advice}}
"""


def article(*origins, published="2025-11-20", text="A furnace started.", more=""):
    return ARTICLE.format(origins=", ".join(origins), published=published, text=text, more=more)


@pytest.fixture
def session(tmp_path):
    """Return a function that makes a project of articles and a brief, and opens its session."""

    def make(articles, brief="", *, ids=None, settings="", templates=None):
        files = {
            "reebrief.yaml": f"format: 1\n{settings}",
            "articles/sources.yaml": SOURCES,
            "briefs/b.yaml": "format: 1\ntitle: Brief\ndate: 2025-12-01\n"
            f"articles: [{', '.join(ids if ids is not None else articles)}]\n{brief}",
        }
        files |= {f"articles/{name}.md": text for name, text in articles.items()}
        files |= {f"templates/{name}": text for name, text in (templates or {}).items()}
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return Session(Project(tmp_path))

    return make


def classes(prepared):
    return {(c.caveat, c.part) for c in prepared.account.caveats}


def statement(prepared):
    """Return what the box on the sources says."""
    texts = (n for n in walk(prepared.annotated.brief.sections) if isinstance(n, CaveatText))
    return " ".join(plain([n]) for n in texts if n.part.startswith("source-statement"))


# --- the classes


@pytest.mark.parametrize(
    ("origins", "expected"),
    [
        (["Steel Group"], {"state-owned-enterprise"}),
        (["sg"], {"state-owned-enterprise"}),
        (["Northern Mill"], {"state-owned-enterprise"}),
        (["Steel Gazette"], {"state-media"}),
        (["Steel Gazette", "Steel Group"], {"state-media", "state-owned-enterprise"}),
        (["Metal Journal"], set()),
        (["Ministry of Industry"], {"state-controlled"}),
        (["Owned Daily"], {"state-media"}),
        (["Listed Maker"], {"state-owned-enterprise"}),
        (["Steel University"], {"state-controlled"}),
        (["Nobody"], {"unreviewed-source"}),
        (["Nobody", "Metal Journal"], {"unreviewed-source"}),
        ([], {"unreviewed-source"}),
    ],
)
def test_who_the_origin_is_decides_the_source_classes(session, origins, expected):
    prepared = prepare(session({"a": article(*origins)}), "b")
    found = {name for name, _ in classes(prepared)}
    of_source = set(SOURCE_CLASSES)
    assert found & of_source == expected


@pytest.mark.parametrize(
    ("origins", "text", "expected"),
    [
        (["Steel Group"], "Steel Group started a furnace.", True),
        (["Steel Gazette"], "Northern Mill started a furnace.", True),
        (["Private Maker"], "Private Maker started a furnace.", True),
        (["Private Maker"], "Steel Group started a furnace.", False),
        (["Metal Journal"], "Steel Group started a furnace.", False),
        (["Steel Group"], "Steel Grouping is no name.", False),
    ],
)
def test_a_source_that_speaks_of_its_own_group_is_interested(session, origins, text, expected):
    prepared = prepare(session({"a": article(*origins, text=text)}), "b")
    assert (("interested-party", None) in classes(prepared)) is expected


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("2025-11-20", set()),
        ("2025-06-04", set()),  # 180 days
        ("2025-06-03", {"stale"}),
        ("2025-06", set()),
        ("2025-05", {"stale"}),
        ("2024?", {"stale"}),
        ("2025-12-02", {"after-cut-off"}),
        ("2025-12", set()),
        ("2026", {"after-cut-off"}),
    ],
)
def test_dates_older_or_later_than_the_brief_allows(session, published, expected):
    prepared = prepare(session({"a": article("Metal Journal", published=published)}), "b")
    assert {n for n, _ in classes(prepared)} & {"stale", "after-cut-off", "undated"} == expected


def test_the_limit_of_age_is_a_setting(session):
    opened = session({"a": article("Metal Journal")}, settings="stale_after_days: 10")
    assert ("stale", None) in classes(prepare(opened, "b"))


def test_an_article_without_a_date_is_undated(session):
    text = article("Metal Journal").replace("published: 2025-11-20\n", "")
    assert ("undated", None) in classes(prepare(session({"a": text}), "b"))


@pytest.mark.parametrize(
    ("origins", "more", "expected"),
    [
        (["Steel Group"], "", {"inferred"}),
        (["Nobody"], "", {"inferred"}),
        ([], "", {"inferred"}),
        (["Metal Journal"], "", set()),
        (["Steel Group"], "disclaimer: {text: it should be checked}", {"disclaimer"}),
        (["Metal Journal"], "disclaimer: {text: it should be checked}", {"disclaimer"}),
    ],
)
def test_a_missing_disclaimer_is_inferred_where_ownership_calls_for_one(
    session, origins, more, expected
):
    prepared = prepare(session({"a": article(*origins, more=more)}), "b")
    assert {n for n, _ in classes(prepared)} & {"inferred", "disclaimer"} == expected


def test_opinion_belongs_to_the_section_and_the_table(session):
    prepared = prepare(session({"a": article("Metal Journal")}), "b")
    expected = {("publishers-opinion", "why-this-matters"), ("publishers-opinion", "advice")}
    assert classes(prepared) - {("single-origin", None)} == expected


# --- where they stand


def labels(prepared):
    nodes = walk(prepared.annotated.brief.sections)
    return [n.text for n in nodes if isinstance(n, CaveatLabel)]


def test_a_disclaimer_is_quoted_only_where_it_is_verbatim(session):
    opened = session(
        {
            "said": article("Metal Journal", more="disclaimer: {text: Check it., verbatim: true}"),
            "told": article("Metal Journal", more="disclaimer: {text: all should be checked}"),
        }
    )
    text = plain(prepare(opened, "b").annotated.brief.sections)
    assert "On [1], Metal Watch warns: “Check it.”" in text or "warns: “Check it.”" in text
    assert "Metal Watch warns that all should be checked." in text


def test_the_strictest_of_several_disclaimers_comes_first(session):
    more = "disclaimer: [{text: prices may change}, {text: a state owns it and nobody verified it}]"
    text = plain(
        prepare(session({"a": article("Metal Journal", more=more)}), "b").annotated.brief.sections
    )
    assert text.index("a state owns it") < text.index("prices may change")


def test_the_same_disclaimer_of_two_articles_is_printed_once(session):
    more = "disclaimer: {text: all should be checked}"
    opened = session({name: article("Metal Journal", more=more) for name in "ab"})
    text = plain(prepare(opened, "b").annotated.brief.sections)
    assert text.count("all should be checked") == 1
    assert "Metal Watch warns as in [1]." in text


def test_a_citation_in_the_authors_text_carries_the_label(session):
    prepared = prepare(
        session(
            {"a": article("Steel Group"), "j": article("Metal Journal")},
            "bottom_line: It grew [@a], others agree [@j].\n",
        ),
        "b",
    )
    for form, shown in {
        "md": "Itgrew[[1](#source_a),stateownedenterprise],othersagree[[2](#source_j)]",
        "html": "Itgrew[1,stateownedenterprise],othersagree[2].",
        "pdf": "Itgrew[1],othersagree[2].",
        "docx": "Itgrew[1],othersagree[2].",
    }.items():
        read = squeezed(TEXT[form](gated(form, prepared).data)).replace("\\", "")
        assert shown in read, form


def test_a_cited_article_is_a_source_though_it_is_not_selected(session):
    prepared = prepare(
        session(
            {"a": article("Metal Journal"), "x": article("Nobody")},
            "text: Others say so [@x].\n",
            ids=["a"],
        ),
        "b",
    )
    assert "Unreviewed source" in labels(prepared)
    assert "Nobody: who owns" in plain(prepared.annotated.brief.sections)


@pytest.mark.parametrize(
    "brief",
    [
        "sections: [bottom-line]\nbottom_line: Nothing else.\n",
        "sections: [source-statement]\n",
        "sections: [sources]\n",
        "sections: [items]\nitems: {show: full}\n",
        "items: {each: {a: {summary: Mine., headline: Mine}}}\n",
        "matrix: {table: a#advice}\nsections: [matrix]\n",
        "template: empty\n",
        "template: odd\nbottom_line: Words.\n",
    ],
)
@pytest.mark.parametrize("form", ["docx", "pdf", "html", "md"])
def test_no_key_and_no_template_loses_a_caveat(session, brief, form):
    kinds = ("bottom-line", "items", "item", "matrix", "sources", "source", "source-statement")
    templates = {f"empty/{kind}.md.j2": "" for kind in kinds}
    templates |= {
        "odd/item.md.j2": "{{ excerpt }}\n\n{{ headline }} and {{ headline }}",
        "odd/sources.md.j2": "- Only words",
        "odd/bottom-line.md.j2": "> {{ text }}",
    }
    more = "disclaimer: {text: it should be checked}"
    opened = session({"a": article("Steel Group", "Nobody", more=more)}, brief, templates=templates)
    prepared = prepare(opened, "b")
    read = squeezed(TEXT[form](gated(form, prepared).data))
    told = {(fact.article, fact.caveat): fact.parts for fact in prepared.annotated.facts}
    for caveat in prepared.account.caveats:
        if caveat.part is None:
            assert told[caveat.article, caveat.caveat], caveat
    for said in ("Steel Group: state-owned enterprise; owner Ministry of Industry", "Nobody: who"):
        assert squeezed(said) in read.replace("*", "")
    assert squeezed(statement(prepared)) in read.replace("*", "")
    assert squeezed("Metal Watch warns that it should be checked.") in read.replace("*", "")


def test_a_template_that_prints_no_source_leaves_the_numbered_list(session):
    templates = {"empty/sources.md.j2": "", "empty/source.md.j2": "", "empty/items.md.j2": "# X"}
    opened = session(
        {"a": article("Metal Journal")}, "template: empty\ntext: So [@a].\n", templates=templates
    )
    prepared = prepare(opened, "b")
    text = squeezed(TEXT["md"](gated("md", prepared).data))
    assert "1.[News·MetalWatch·20November2025]" in text
    found = [p for p in prepared.problems if p.severity is not Severity.NOTE]
    assert [str(p).split("\n")[0] for p in found] == [
        "templates/empty/items.md.j2: finding: does not print 'items': "
        "the brief lacks what it holds",
        "templates/empty/sources.md.j2: finding: does not print 'sources': "
        "the brief lacks what it holds",
    ]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda parts: parts - {min(parts)}, "lost caveats: label-a-"),
        (lambda parts: parts | {"text-invented"}, "lost caveats: none, but made some up"),
    ],
)
def test_a_writer_that_drops_a_caveat_or_makes_one_up_is_stopped(
    session, monkeypatch, change, said
):
    prepared = prepare(session({"a": article("Steel Group")}), "b")
    parts = prepared.annotated.parts
    monkeypatch.setattr("reebrief.writers.BriefWriter.write", lambda *_: Written(b"", parts))
    assert gated("md", prepared).parts == parts
    monkeypatch.setattr(
        "reebrief.writers.BriefWriter.write", lambda *_: Written(b"", change(parts))
    )
    with pytest.raises(LostCaveatError, match=said):
        gated("md", prepared)


def test_only_the_caveats_module_makes_what_writers_take():
    source = FONTS.parent
    makers = [
        path.relative_to(source).as_posix()
        for path in sorted(source.rglob("*.py"))
        if "AnnotatedBrief(" in path.read_text(encoding="utf-8")
    ]
    assert makers == ["caveats/placement.py"]


def test_notes_are_numbered_as_they_are_first_marked_and_shared(session):
    opened = session({"a": article("Steel Group"), "b": article("Steel Group")}, "notes: foot\n")
    prepared = prepare(opened, "b")
    assert "Who owns whom" not in plain(prepared.annotated.brief.sections)
    about = [n for n in prepared.annotated.notes if plain(n.inlines).startswith("Steel Group is")]
    assert [n.number for n in prepared.annotated.notes] == list(
        range(1, len(prepared.annotated.notes) + 1)
    )
    assert len(about) == 1


def test_a_reporter_without_reference_prints_as_not_established(session):
    text = plain(prepare(session({"a": article("Steel Gazette")}), "b").annotated.brief.sections)
    assert (
        "Steel Gazette: state media; owner Steel Group (Imprint); state Ruritania; "
        "funding not established; editorial control: a party committee (Imprint)."
    ) in text


def test_what_is_the_same_of_all_sources_is_said_once(session):
    texts = {"a": article("Steel Gazette"), "m": article("Steel Group")}
    text = plain(prepare(session(texts), "b").annotated.brief.sections)
    assert (
        "Steel Group: state-owned enterprise; owner Ministry of Industry (Annual report)." in text
    )
    assert "Both: state Ruritania (Annual report); funding not established." in text
    assert text.count("funding not established") == 1


# --- the source statement


def test_a_brief_without_articles_says_so(session):
    opened = session({"a": article("Steel Group")}, ids=[])
    (opened.project.root / "briefs/b.yaml").write_text(
        "format: 1\ntitle: B\narticles: {exclude: [a]}\n", encoding="utf-8"
    )
    assert statement(prepare(opened, "b")) == "No article stands behind this brief."


def test_one_article_of_one_origin(session):
    assert statement(prepare(session({"a": article("Steel Gazette")}), "b")) == (
        "One origin. It comes from Steel Gazette, state media of Ruritania. "
        "Its item gives Metal Watch’s highlights, views included. "
        "What it reports was not verified independently. "
        "Figures and quotations were only compared with the article. "
        "No disclaimer by Metal Watch: the caveats were inferred from who is behind the sources."
    )


@pytest.mark.parametrize(
    ("one", "two", "lead"),
    [
        ("Steel Group", "Steel Group", "One origin, speaking of itself."),
        ("Steel Group", "Private Maker", "Two origins."),
        ("Steel Group", None, "One origin. The two articles are by Metal Watch. One of them names"),
    ],
)
def test_the_box_begins_with_how_many_origins_there_are(session, one, two, lead):
    text = "Steel Group and Private Maker started a furnace."
    texts = {"a": article(one, text=text), "c": article(*([two] if two else []), text=text)}
    found = statement(prepare(session(texts), "b"))
    assert found.startswith(lead) or (two is None and "One of them names no origin." in found)


def test_what_holds_for_all_stands_in_the_box_and_what_differs_at_the_item(session):
    old, new = article("Steel Group", published="2025-01-05"), article("Steel Group")
    both = prepare(session({"a": old, "c": old}), "b")
    assert "All reports are over 180 days old; the facts may have changed." in statement(both)
    assert "Over 180 days old: the facts may have changed" not in labels(both)
    one = prepare(session({"a": old, "c": new}), "b")
    assert "over 180 days old" not in statement(one)
    assert labels(one).count("Over 180 days old: the facts may have changed") == 1


def test_a_sentence_of_several_articles_stands_once_in_the_list(session):
    texts = {name: article("Nobody").replace("Metal Watch", "The Daily") for name in "ac"}
    texts["m"] = article("Metal Journal")
    text = plain(prepare(session(texts), "b").annotated.brief.sections)
    assert text.count("It was published by The Daily, whom nobody has reviewed.") == 1
    assert "Unreviewed publisher: as in [1]." in text


def test_sister_outlets_are_one_origin(session):
    opened = session({"a": article("Steel Gazette"), "c": article("Northern Mill")})
    assert "Both come from Steel Group." in statement(prepare(opened, "b"))


def test_an_owner_without_an_entry_is_one_origin_and_a_finding(session):
    prepared = prepare(session({"a": article("Orphan Works"), "c": article("Sister Works")}), "b")
    assert "Both come from Unknown Holding." in statement(prepared)
    said = [p.what for p in prepared.problems]
    assert "the owner 'Unknown Holding' of Orphan Works is not in the source registry" in said


def test_a_kind_that_hides_a_state_is_a_finding(session):
    prepared = prepare(session({"a": article("Owned Daily")}), "b")
    assert [p.hint for p in prepared.problems] == ["type state-media, or mend owner and state"]


def test_an_owner_that_nobody_reviewed_fails_closed(session):
    prepared = prepare(session({"a": article("Orphan Works")}), "b")
    assert ("unreviewed-source", None) in classes(prepared)
    assert "Nobody has reviewed Unknown Holding as a source." in statement(prepared)


def test_a_name_that_nobody_reviewed_is_no_second_origin(session):
    prepared = prepare(session({"a": article("Steel Gazette", "unnamed filings")}), "b")
    assert prepared.account.origins["a"] == ("Steel Group",)
    assert ("single-origin", None) in classes(prepared)
    assert (
        "It comes from Steel Gazette. Unnamed filings is named too; nobody has "
        "reviewed it, so it is not counted." in statement(prepared)
    )


def test_names_that_differ_in_case_are_one(session):
    prepared = prepare(session({"a": article("Nobody", "NOBODY")}), "b")
    assert prepared.account.origins["a"] == ("Nobody",)


def test_what_the_publisher_recommends_does_not_go_back_to_the_origins(session):
    prepared = prepare(session({"a": article("Steel Gazette")}, "matrix: {table: a#advice}\n"), "b")
    text = plain(prepared.annotated.brief.sections)
    assert (
        "Publisher’s opinion: advice of Metal Watch in [1], not of Steel Gazette (state media), "
        "nor ours" in text
    )


def test_a_state_publisher_bears_its_label_and_is_no_origin_of_what_it_digests(session):
    text = article("Private Maker").replace("Metal Watch", "Steel Gazette")
    prepared = prepare(session({"a": text}), "b")
    assert {("state-media", None), ("single-origin", None)} <= classes(prepared)
    assert prepared.account.origins["a"] == ("Private Maker",)
    text = plain(prepared.annotated.brief.sections)
    assert "Its publisher, Steel Gazette, is state media." in text
    assert "comes from Steel Gazette" not in text


def test_an_article_without_origin_alone_names_none(session):
    assert statement(prepare(session({"a": article()}), "b")) == (
        "No origin is named. It names nobody as its source. "
        "Its item gives Metal Watch’s highlights, views included. "
        "What it reports was not verified independently. "
        "Figures and quotations were only compared with the article. "
        "No disclaimer by Metal Watch: the caveats were inferred, as no source is named."
    )


def test_a_name_that_ends_in_a_full_stop_brings_no_second_one(session):
    opened = session({"a": article("Works Co., Ltd.", more="disclaimer: {text: check it.}")})
    text = plain(prepare(opened, "b").annotated.brief.sections)
    assert ".." not in text
    assert "Metal Watch warns that check it." in text


def test_the_date_of_the_brief_bounds_its_cut_off(session):
    opened = session(
        {"a": article("Metal Journal", published="2025-12-20")}, "cut_off: 2030-01-01\n"
    )
    prepared = prepare(opened, "b")
    assert ("after-cut-off", None) in classes(prepared)
    assert any("the cut-off is after the brief's date" in p.what for p in prepared.problems)


@pytest.mark.parametrize(
    "heading", ["5. Why This Matters", "1) Why it matters", "The bottom line: what this means"]
)
def test_opinion_is_found_behind_a_number_and_a_colon(session, heading):
    text = article("Metal Journal").replace("## Why this matters", f"## {heading}")
    assert any(
        name == "publishers-opinion" and part != "advice"
        for name, part in classes(prepare(session({"a": text}), "b"))
    )


def test_several_origins_some_unknown_some_missing(session):
    opened = session(
        {
            "a": article("Steel Gazette", "Metal Journal"),
            "c": article("Nobody", "Somebody"),
            "d": article(),
        }
    )
    assert statement(prepare(opened, "b")) == (
        "Four origins. The three articles are by Metal Watch. One of them names no origin. "
        "The others come from Steel Gazette (of Steel Group), Metal Journal, Nobody and Somebody. "
        "Nobody has reviewed Nobody and Somebody as sources. "
        "One of the three articles rests on state media of Ruritania. "
        "Items give Metal Watch’s highlights, views included. "
        "What they report was not verified independently. "
        "Figures and quotations were only compared with the articles. "
        "No disclaimer by a publisher: the caveats were inferred from who is behind the sources."
    )


@pytest.mark.parametrize(
    ("own", "said"),
    [
        ("", "Items give Metal Watch’s highlights"),
        ("a: {summary: Mine.}", "Item [2] gives Metal Watch’s highlights"),
        ("a: {summary: Mine.}, d: {summary: Mine.}", None),
    ],
)
def test_a_summary_of_the_authors_own_is_no_highlight(session, own, said):
    articles = {"a": article("Metal Journal"), "d": article()}
    box = statement(prepare(session(articles, f"items: {{each: {{{own}}}}}\n"), "b"))
    assert (said in box) if said else ("highlights" not in box)


def test_the_other_of_two_articles_is_one(session):
    opened = session({"a": article("Metal Journal"), "d": article()})
    assert "The other comes from Metal Journal." in statement(prepare(opened, "b"))
    opened = session({"a": article("Metal Journal"), "d": article(), "c": article("Metal Journal")})
    assert "The others come from Metal Journal." in statement(prepare(opened, "b"))


def test_two_origins_of_an_article_are_said_not_to_confirm_each_other(session):
    said = "Two origins stand behind it, Metal Journal and Steel Gazette (of Steel Group);"
    one = session({"a": article("Metal Journal")})
    assert "stand behind it" not in plain(prepare(one, "b").annotated.brief.sections)
    two = session({"a": article("Metal Journal", "Steel Gazette")})
    assert said in plain(prepare(two, "b").annotated.brief.sections)


@pytest.mark.parametrize(
    ("origins", "said"),
    [
        (["Steel Gazette"], "It comes from Steel Gazette, state media of"),
        (["Steel Gazette", "Metal Journal"], "It rests in part on state media"),
        (["Steel Gazette", "Nobody"], "It rests in part on state media"),
    ],
)
def test_an_origin_that_no_state_controls_is_not_said_to_be(session, origins, said):
    assert said in statement(prepare(session({"a": article(*origins)}), "b"))


def test_the_statement_stands_before_the_first_item_where_no_section_holds_it(session):
    opened = session({"a": article("Metal Journal")}, "sections: [items, sources]\n")
    kinds = [section.kind for section in prepare(opened, "b").annotated.brief.sections]
    assert kinds == ["header", "source-statement", "items"]


def test_a_source_statement_section_moves_it(session):
    opened = session({"a": article("Metal Journal")}, "sections: [items, source-statement]\n")
    kinds = [section.kind for section in prepare(opened, "b").annotated.brief.sections]
    assert kinds == ["header", "items", "source-statement"]


def test_the_cut_off_is_the_briefs_own_or_its_date(session):
    opened = session(
        {"a": article("Metal Journal", published="2025-11-25")}, "cut_off: 2025-11-24\n"
    )
    prepared = prepare(opened, "b")
    assert prepared.inputs.date == dt.date(2025, 12, 1)
    assert ("after-cut-off", None) in classes(prepared)


def test_a_part_has_a_name_of_its_own_and_a_note_one_number():
    numbering = CaveatNumbering()
    assert [numbering.part("a"), numbering.part("b"), numbering.part("a")] == ["a.1", "b.1", "a.2"]
    assert [numbering.mark(note).number for note in ("x", "y", "x")] == [1, 2, 1]
    assert [note.part for note in numbering.notes()] == ["note-1.1", "note-2.1"]
    assert numbering.parts == {"a.1", "b.1", "a.2", "note-1.1", "note-2.1"}


def test_a_brief_without_a_section_still_names_its_sources_and_says_what_they_are(session):
    made = session({"a": article("Steel Group"), "j": article("Metal Journal")})
    inputs, _ = load(made, made.definitions("b")[0])
    brief = replace(compose(inputs).brief, sections=())
    statement, sources = annotate(brief, inputs)[0].brief.sections
    assert isinstance(statement.blocks[0], Heading)
    assert statement.blocks[0].level == 1
    assert "The two articles are by Metal Watch." in plain(statement.blocks)
    assert [n.article for n in sources.blocks if isinstance(n, Item)] == ["a", "j"]
    assert "State-owned enterprise" in plain(sources.blocks)


def test_a_publisher_is_named_whose_warning_another_gave_already(session):
    more = "disclaimer: {text: all should be checked}"
    texts = {name: article("Metal Journal", more=more) for name in "abc"}
    texts["c"] = texts["c"].replace("Metal Watch", "Ore News")
    texts["a"] = texts["a"].replace("disclaimer: {text: all should be checked}", "")
    told = session({**texts, "d": texts["c"]})
    text = plain(prepare(told, "b").annotated.brief.sections)
    assert "Ore News warns as in [3]." in text


def test_the_foot_of_a_page_labels_the_articles_that_need_a_label(session):
    texts = {"m": article("Metal Journal"), "a": article("Steel Gazette"), "u": article("Nobody")}
    running = prepare(session(texts), "b").annotated.running
    assert {name: (one.number, *one.labels) for name, one in running.items()} == {
        "a": (2, "State media"),
        "u": (3, "Unreviewed source"),
    }


@pytest.mark.parametrize(
    ("text", "more", "follows"),
    [
        ("According to Steel Gazette, a furnace started.", "", True),
        ("A furnace started, said a report in the Steel Gazette.", "", True),
        ("A furnace started. Steel Gazette was sold.", "", False),
        ("According to Steel Gazette, it started.", "not_origins: [Steel Gazette]", False),
    ],
)
def test_a_source_that_the_origins_omit_bears_its_caveat_until_it_is_answered(
    session, text, more, follows
):
    prepared = prepare(session({"a": article("Metal Journal", text=text, more=more)}), "b")
    assert (("state-media", None) in classes(prepared)) == follows
    assert any("the origins omit Steel Gazette" in p.what for p in prepared.problems) == follows


def test_words_of_an_older_version_are_filled_up_from_those_that_ship(session):
    shipped = (ROOT / "templates" / "caveats.yaml").read_text(encoding="utf-8")
    start = shipped.index("      unreviewed-publisher:")
    older = shipped[:start] + shipped[shipped.index("      interested-party:") :]
    text = article("Nobody").replace("Metal Watch", "The Daily")
    prepared = prepare(session({"a": text}, templates={"caveats.yaml": older}), "b")
    assert "Unreviewed publisher" in labels(prepared)
    (note,) = [p for p in prepared.problems if "shipped one is used" in p.what]
    assert note.severity is Severity.NOTE
    assert note.place.file == "templates/caveats.yaml"


@pytest.mark.parametrize(("origins", "labelled"), [("Metal Journal", False), ("Nobody", True)])
def test_an_unreviewed_publisher_has_a_label_where_no_reviewed_origin_is_named(
    session, origins, labelled
):
    text = article(origins).replace("Metal Watch", "The Daily")
    prepared = prepare(session({"a": text}), "b")
    assert ("Unreviewed publisher" in labels(prepared)) == labelled
    said = "It was published by The Daily, whom nobody has reviewed."
    assert said in plain(prepared.annotated.brief.sections)
    assert any("'The Daily' is not in the source registry" in p.what for p in prepared.problems)


def test_a_heading_of_opinion_below_the_highlights_concerns_the_whole_article(session):
    text = article("Metal Journal").replace(
        "## Why this matters", "### Why this matters\n\nSo it does.\n\n## Facts"
    )
    prepared = prepare(session({"a": text}), "b")
    assert ("publishers-opinion", None) in classes(prepared)
    (caveat,) = [
        c for c in prepared.account.caveats if c.caveat == "publishers-opinion" and not c.part
    ]
    assert caveat.place.line == 1


def own_words(change):
    shipped = (ROOT / "templates" / "caveats.yaml").read_text(encoding="utf-8")
    own = change(shipped)
    assert own != shipped
    return {"caveats.yaml": own}


@pytest.mark.parametrize(
    ("old", "new", "named", "turned"),
    [
        ("not verified independently", "fully verified independently", "state-media", True),
        ("not verified independently", "not verified by anyone else", "state-media", False),
        ("label: State media", "label: Independent media", "state-media", True),
        ("label: State media", "label: Government media", "state-media", False),
        ("label: Not verified", "label: Checked", "cannot-verify", True),
        ("advice of {publisher}", "counsel of {publisher}", "publishers-opinion", False),
    ],
)  # fmt: skip
def test_changed_words_are_told_and_none_turns_a_caveat_round(session, old, new, named, turned):
    changed = session(
        {"a": article("Metal Journal")}, templates=own_words(lambda s: s.replace(old, new))
    )
    prepared = prepare(changed, "b")
    found = [p.what for p in prepared.problems if p.severity is Severity.FINDING]
    assert any("changed by this project" in what and named in what for what in found)
    assert any("denies nothing" in what for what in found) == turned
    text = plain(prepared.annotated.brief.sections)
    assert text.count("were changed by the project that made this brief") == 1
    assert (new.removeprefix("label: ") in text) <= (not turned)


def test_words_that_only_a_comment_tells_apart_are_the_shipped(session):
    same = own_words(lambda s: s + "\n# ours\n")
    prepared = prepare(session({"a": article("Metal Journal")}, templates=same), "b")
    assert not any("changed by" in p.what for p in prepared.problems)
    assert "changed by the project" not in plain(prepared.annotated.brief.sections)


def test_word_lists_that_find_less_are_told(session):
    shipped = (ROOT / "templates" / "claims.yaml").read_text(encoding="utf-8")
    start = shipped.index("    cannot-verify:")
    first = shipped.index("\n", shipped.index("phrases: |", start)) + 1
    second = shipped.index("\n", first) + 1
    lists = {"claims.yaml": shipped[:first] + shipped[second:]}
    prepared = prepare(session({"a": article("Metal Journal")}, templates=lists), "b")
    (found,) = [p.what for p in prepared.problems if "find less" in p.what]
    assert "'cannot-verify' lacks 1 and excepts 0 more" in found


@pytest.mark.parametrize(
    ("date", "noted"), [("2025-01-01", True), ("2025-01-02", False), ("2025-12-05", False)]
)
def test_a_fact_read_after_the_briefs_date_is_a_note(session, date, noted):
    opened = session({"a": article("Steel Gazette")})
    path = opened.project.root / "briefs" / "b.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub("(?m)^date: .*", f"date: {date}", text), encoding="utf-8")
    prepared = prepare(Session(opened.project), "b")
    notes = [p for p in prepared.problems if "read after the brief's date" in p.what]
    assert bool(notes) == noted
    assert all(p.severity is Severity.NOTE for p in notes)
    said = "All read on 2 January 2025."
    assert plain(prepared.annotated.brief.sections).count(said) == 1


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (
            ("Industry sources said it makes 5 tons.", "It makes 6 tons."),
            "One of them rests in part",
        ),
        (
            ("Industry sources said it makes 5 tons.",),
            "It rests in part on unnamed sources.",
        ),
        (("It makes 5 tons.",), ""),
    ],
)
def test_unnamed_sources_count_in_the_source_statement(session, texts, said):
    articles = dict(
        zip("ac", (article("Metal Journal", text=text) for text in texts), strict=False)
    )
    found = statement(prepare(session(articles), "b"))
    assert ("rest" in found) == bool(said)
    assert said in found


@pytest.mark.parametrize(
    ("text", "omitted"),
    [
        ("According to Xinhua, a furnace started.", "Xinhua News Agency"),
        ("A furnace started, as www.xinhuanet.com reported.", "Xinhua News Agency"),
        ("A furnace started, according to a statement on mofcom.gov.cn.", "Ministry of Commerce"),
        ("A furnace started. Xinhua was founded long ago.", None),
        ("A furnace started, according to notxinhuanet.com.", None),
    ],
)
def test_sources_that_ship_and_their_domains_are_omitted_origins_too(session, text, omitted):
    prepared = prepare(session({"a": article("Metal Journal", text=text)}), "b")
    found = [p.what for p in prepared.problems if "the origins omit" in p.what]
    assert [omitted in what for what in found] == ([True] if omitted else [])
