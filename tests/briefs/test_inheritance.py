"""One definition over another, parameters filled in, and several documents of one definition."""

import pytest

from reebrief.diagnostics import ReebriefError
from reebrief.document.traverse import plain
from reebrief.pipeline.check import check
from reebrief.pipeline.prepare import prepare
from reebrief.pipeline.render import render
from reebrief.pipeline.session import Session
from support.projects import article, make_project

BASE = """format: 1
title: News for {{ committee }}
date: 2025-12-05
parameters:
  committee: {default: Trade}
  ids: {type: list, default: [a]}
articles: "{{ ids }}"
items: {show: full, max_words: 50}
bottom_line: |
  For {{ committee }}
  and nobody else.
"""


@pytest.fixture
def project(tmp_path):
    """Return a function that makes a project of briefs by name."""

    def make(**briefs):
        articles = {name: article(f"Words of {name}.\n", title=name) for name in "abc"}
        return make_project(tmp_path, articles, "", briefs)

    return make


def shown(project, name, **given):
    session = Session(project, None, given)
    prepared = [prepare(session, one) for one in session.definitions(name)]
    return [plain(p.annotated.brief.sections) for p in prepared]


def test_a_definition_takes_from_another_what_it_does_not_say_itself(project):
    files = project(base=BASE, own="format: 1\nextends: base\nitems: {max_words: 20}\n")
    (one,) = Session(files).definitions("own")
    assert (one.model.items.show, one.model.items.max_words) == ("full", 20)
    assert one.name == "own"
    assert str(one.place("bottom_line")) == "briefs/base.yaml:10:3"
    assert str(one.place("items", "max_words")) == "briefs/own.yaml:3:20"


def test_a_list_replaces_a_list(project):
    files = project(base=BASE, own="format: 1\nextends: base\narticles: [b, c]\n")
    (one,) = Session(files).definitions("own")
    assert one.model.articles.include == ("b", "c")


def test_empty_values_leave_inherited_values_unchanged(project):
    base = BASE + "watch_list: [One]\n"
    each = base.replace("max_words: 50}", "each: {a: {headline: A}, b: {headline: B}}}")
    few = "{watch_list: ~, main_messages: ~, articles: [a], items: {each: {b: ~}}}"
    variants = f"variants:\n  few: {few}\n"
    (one,) = Session(project(base=each.replace("[a]}", "[a, b]}") + variants)).definitions("base")
    assert one.model.watch_list == ()
    assert {*one.model.items.each} == {"a"}
    assert one.model.items.show == "full"


def test_a_parameter_fills_texts_titles_and_selections(project):
    files = project(b=BASE)
    (text,) = shown(files, "b")
    assert "News for Trade" in text
    assert "For Trade and nobody else." in text
    (text,) = shown(files, "b", committee="Energy", ids="b, c")
    assert "News for Energy" in text
    assert "Words of b." in text
    assert "Words of a." not in text


def test_braces_in_an_article_are_text(tmp_path):
    articles = {"a": article("A {{ committee }} stays.\n")}
    definition = BASE + "language: en\n"
    files = make_project(tmp_path, articles, "", {"b": definition})
    assert "A {{ committee }} stays." in shown(files, "b")[0]


def test_braces_that_are_meant_are_typed_with_a_backslash(project):
    (text,) = shown(project(b=BASE.replace("For {{", "For \\{{ x }} and {{")), "b")
    assert "For {{ x }} and Trade" in text


def test_variants_give_several_documents_with_the_same_caveats(project):
    variants = (
        "variants:\n  trade: {to: Trade}\n"
        "  energy: {parameters: {committee: Energy}, page: Letter}\n"
    )
    files = project(b=BASE + variants)
    trade, energy = shown(files, "b")
    assert "News for Trade" in trade
    assert "News for Energy" in energy
    done = render(files, ["b"], to=["md"])
    assert [p.name for one in done for p in one.files] == [
        "b-trade-2025-12-05.md",
        "b-energy-2025-12-05.md",
    ]
    caveats = [
        [c.caveat for c in p.account.caveats]
        for p in (prepare(Session(files), name) for name in ("b:trade", "b:energy"))
    ]
    assert caveats[0] == caveats[1]


@pytest.mark.parametrize(
    ("briefs", "said"),
    [
        (
            {"b": "format: 1\nextends: nase\n", "base": BASE},
            "briefs/b.yaml:2:10: no brief 'nase' to extend\n  hint: did you mean 'base'?",
        ),
        (
            {"b": "format: 1\nextends: c\n", "c": "format: 1\nextends: b\n"},
            "briefs/c.yaml:2:10: definitions that extend each other: "
            "briefs/b.yaml → briefs/c.yaml → briefs/b.yaml\n  hint: delete one 'extends'",
        ),
        (
            {"b": BASE.replace("nobody else", "{{ comittee }}")},
            "briefs/b.yaml:11: no parameter 'comittee'\n"
            "  hint: did you mean 'committee'?; or type \\{{ for two braces",
        ),
        (
            {"b": BASE.replace("{default: Trade}", "{type: number, default: Trade}")},
            "briefs/b.yaml:5:38: 'Trade' is no number\n  hint: type it in digits, for example 14",
        ),
        (
            {"b": BASE.replace("{default: Trade}", "{type: date, default: soon}")},
            "briefs/b.yaml:5:36: 'soon' is no date\n  hint: type it as 2025-11-05",
        ),
        (
            {"b": BASE + "variants: {x: {parameters: {other: 1}}}\n"},
            "briefs/b.yaml:12:29: no parameter 'other'\n  hint: known parameters: committee, ids",
        ),
        (
            {"b": BASE + "variants: {X Y: {to: Z}}\n"},
            "briefs/b.yaml:12:12: 'X Y' is no name for a variant\n  hint: use a-z, 0-9 and hyphens",
        ),
        (
            {"b": BASE + "variants: {x: {extends: base}}\n"},
            "briefs/b.yaml:12:16: a variant cannot have 'extends'\n"
            "  hint: put it beside 'variants'",
        ),
        (
            {"b": BASE + "file_name: ../out\n"},
            "briefs/b.yaml:12:12: file_name: '../out' is no name for a file\n"
            "  hint: use letters, digits and hyphens",
        ),
        (
            {"b": BASE + "file_name: con\n"},
            "briefs/b.yaml:12:12: file_name: 'con' is a name that Windows keeps for a device\n"
            "  hint: choose another name",
        ),
        (
            {"b": BASE + 'file_name: "a\\tb"\n'},
            "briefs/b.yaml:12:12: file_name: 'a\tb' is no name for a file\n"
            "  hint: use letters, digits and hyphens",
        ),
    ],
)
def test_bad_reuse_is_refused_with_its_place(project, briefs, said):
    with pytest.raises(ReebriefError) as caught:
        Session(project(**briefs)).definitions("b")
    assert str(caught.value) == said


def test_two_documents_with_one_file_name_are_refused(project):
    files = project(b=BASE + "file_name: memo\nvariants: {x: {to: X}, y: {to: Y}}\n")
    with pytest.raises(ReebriefError) as caught:
        render(files, ["b"], to=["md"])
    assert str(caught.value).startswith(
        "briefs/b.yaml:12:12: 'b-x' and 'b-y' would be written to one file"
    )


@pytest.mark.parametrize(
    ("keys", "place"),
    [
        ("actions: ~", "12:16: unknown key 'actions'"),
        ("items: {shw: ~}", "12:24: unknown key 'shw'"),
        ("matrix: {table: 'one#t', colums: ~}", "12:41: unknown key 'colums'"),
    ],
)
def test_nothing_takes_away_no_key_that_there_is_not(project, keys, place):
    files = project(b=BASE + f"variants: {{a: {{{keys}}}}}\n")
    with pytest.raises(ReebriefError) as caught:
        Session(files).definitions("b")
    assert str(caught.value).startswith(f"briefs/b.yaml:{place}")


@pytest.mark.parametrize("keys", ["charts: ~", "subtitle: ~"])
def test_nothing_takes_away_what_might_be_there(project, keys):
    assert Session(project(b=BASE + f"variants: {{a: {{{keys}}}}}\n")).definitions("b")


def test_an_error_of_some_variants_names_them(project):
    variants = "variants: {a: {to: A}, b: {sections: [ask]}, c: {sections: [ask]}}\n"
    with pytest.raises(ReebriefError) as caught:
        Session(project(b=BASE + variants)).definitions("b")
    said = [p.what for p in caught.value.problems]
    wanted = "the section 'ask' has no content, in the variant"
    assert said == [f"{wanted} b", f"{wanted} c"]


def test_an_error_that_a_base_has_in_one_variant_names_it(project):
    text = (
        BASE
        + "sections: [ask]\nvariants: {a: {ask: {text: X, of: Y, by: 2026-01-01}}, b: {to: B}}\n"
    )
    with pytest.raises(ReebriefError) as caught:
        Session(project(b=text)).definitions("b")
    assert [p.what for p in caught.value.problems] == [
        "the section 'ask' has no content, in the variant b"
    ]


def test_an_error_of_every_variant_names_none(project):
    text = BASE + "colour: x\nvariants: {a: {to: A}, b: {to: B}}\n"
    with pytest.raises(ReebriefError) as caught:
        Session(project(b=text)).definitions("b")
    assert [p.what for p in caught.value.problems] == ["unknown key 'colour'"]


@pytest.mark.parametrize(
    ("name", "shared"), [("b", True), ("b:x", False), ("b:y", False), ("c", False)]
)
def test_a_value_that_variants_would_share_is_told(project, name, shared):
    own = "variants: {x: {parameters: {committee: B}}, y: {parameters: {committee: C}}}\n"
    files = project(b=BASE + own, c=BASE + "variants: {x: {to: X}, y: {to: Y}}\n")
    said = ""
    for run in (render, check):
        try:
            run(files, [name], parameters={"committee": "D"})
        except ReebriefError as fault:
            said += fault.problems[0].what
    assert said == "-P committee: b-x, b-y would all have one value for 'committee'" * (2 * shared)


@pytest.mark.parametrize("name", ["con", "COM1", "a?b", "a\tb", "a\u202eb"])
def test_a_definition_whose_files_have_no_name_everywhere_is_refused(project, name):
    files = project(**{name: BASE, f"{name}-2": BASE + "file_name: other\n"})
    with pytest.raises(ReebriefError) as caught:
        Session(files).definitions(name)
    assert caught.value.problems[0].hint == "rename the file, or give it a 'file_name'"
    assert Session(files).definitions(f"{name}-2")
