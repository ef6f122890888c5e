"""Articles are read whole, with places, and divided at their headings."""

import pytest

from reebrief.corpus.archive import Corpus
from reebrief.corpus.articles import read
from reebrief.corpus.misnamed_articles import misnamed
from reebrief.diagnostics import Place, ReebriefError, Severity
from reebrief.document.traverse import plain
from support.projects import article, make_project


@pytest.fixture
def load(tmp_path):
    """Return a function that reads an article of this text."""

    def load(text, name="one"):
        project = make_project(tmp_path, {name: text})
        return read(project, tmp_path / "articles" / f"{name}.md")

    return load


def fault(load, text):
    with pytest.raises(ReebriefError) as caught:
        load(text)
    return str(caught.value)


def test_only_the_title_is_needed_and_nothing_is_invented(load):
    one = load("---\ntitle: One\n---\n")
    assert (one.id, one.about.title, one.published, one.about.origins) == ("one", "One", None, ())
    assert (one.highlights, one.lead, one.sections, one.tables) == (None, (), (), {})


BODY = """\
## Highlights

- First.
- Second.

The lead.

## What was said

Words.

### Within

More.

| A | B |
|---|---|
| 1 | 2 |

Table: Costs {#costs}

# Next

- | C |
  |---|
  | 3 |
"""


def test_a_body_is_divided_into_highlights_lead_and_sections(load):
    one = load(article(BODY))
    assert plain([one.highlights]) == "First. Second."
    assert plain(one.lead) == "The lead."
    assert [(s.id, plain(s.heading), s.line) for s in one.sections] == [
        ("what-was-said", "What was said", 12),
        ("next", "Next", 26),
    ]
    assert plain(one.sections[0].blocks) == "Words. Within More. Costs A B 1 2"
    assert list(one.tables) == ["costs", "table"]
    assert one.text == (
        "One\nFirst.\nSecond.\nThe lead.\n"
        "What was said\nWords.\nWithin\nMore.\nCosts\nA\nB\n1\n2\nNext\nC\n3"
    )


@pytest.mark.parametrize(
    ("body", "highlights", "lead", "sections"),
    [
        ("Text.\n\n## Highlights\n\n- a\n", "a", "Text.", []),
        ("# Highlights\n\n- a\n\nb\n", "a", "b", []),
        ("## Highlights\n\na\n\n- b\n", None, "a b", []),
        ("## Highlights\n", None, "", []),
        ("## Highlights\n\n- a\n\n## Highlights\n\n- b\n", "a", "", ["highlights-2"]),
        ("## A\n\n## Highlights\n\n- b\n", None, "", ["a", "highlights"]),
        ("### Highlights\n\n- a\n", None, "Highlights a", []),
    ],
)
def test_highlights_are_the_list_below_their_heading_or_the_first_list(
    load, body, highlights, lead, sections
):
    one = load(article(body))
    assert (plain([one.highlights]) if one.highlights else None) == highlights
    assert plain(one.lead) == lead
    assert [s.id for s in one.sections] == sections


def test_blocks_are_all_of_the_body_but_the_headings_of_sections(load):
    one = load(article(BODY))
    assert plain(one.blocks) == ("First. Second. The lead. Words. Within More. Costs A B 1 2 C 3")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "articles/one.md:1:1: no front matter"),
        ("title: x\n", "articles/one.md:1:1: no front matter"),
        ("\n---\ntitle: x\n---\n", "articles/one.md:1:1: no front matter"),
        ("---\ntitle: x\n", "articles/one.md:1:1: the front matter does not end"),
        ("---\n---\n", "articles/one.md:1:1: keys and values are expected here"),
        ("---\n- x\n---\n", "articles/one.md:2:1: keys and values are expected here"),
        ("---\nurl: x\n---\n", "articles/one.md:2:1: the key 'title' is missing"),
        ("---\ntitle: x\ntitle: y\n---\n", "articles/one.md:3:1: duplicate key 'title'"),
        (article(published="autumn"), "articles/one.md:3:12: published: 'autumn' is no date"),
        (article(url="x.org"), "articles/one.md:3:6: url: this is no web address"),
        (article(text="some"), "articles/one.md:3:7: text: 'some' is not one of the choices"),
        (article(origins="A"), "articles/one.md:3:10: origins: a list is expected, not 'A'"),
        (article(origins="[null]"), "articles/one.md:3:11: origins: text is expected"),
        (article(disclaimer="{txt: x}"), "articles/one.md:3:1: the key 'text' is missing"),
    ],
)
def test_faulty_front_matter_is_refused_with_its_place(load, text, message):
    assert message in fault(load, text)


def test_a_fault_of_the_body_has_the_line_of_the_file(load):
    assert fault(load, article("| A | B |\n|---|---|\n| 1 |\n")).startswith("articles/one.md:7:1:")


def test_line_ends_of_windows_a_byte_order_mark_and_trailing_spaces_change_nothing(load):
    text = article(BODY, published="2025-11-05")
    one = load(text)
    other = load("\ufeff" + text.replace("---\n", "---  \n", 2).replace("\n", "\r\n"))
    assert other == one


def test_a_rule_in_the_body_does_not_end_the_front_matter_again(load):
    one = load(article("a\n\n---\n\nb\n"))
    assert plain(one.lead) == "a --- b"


def test_control_characters_are_shown_and_found_in_front_matter_and_body(load):
    one = load(article("x\n\ny\0z\n", publisher="A\aB"))
    assert (one.about.publisher, plain(one.lead)) == ("A␇B", "x y␀z")
    assert [p.place for p in one.findings] == [
        Place("articles/one.md", 3, 13),
        Place("articles/one.md", 8, 2),
    ]
    assert {p.severity for p in one.findings} == {Severity.FINDING}


def test_a_file_that_is_not_utf8_says_where(load, tmp_path):
    load(article())
    path = tmp_path / "articles" / "one.md"
    path.write_bytes(b"---\ntitle: caf\xe9\n---\n")
    with pytest.raises(ReebriefError) as caught:
        Corpus(make_project(tmp_path)).get("one")
    assert str(caught.value).startswith("articles/one.md:2:11: not UTF-8")


# --- the corpus


def test_ids_are_the_names_of_the_files_that_can_be_ids(tmp_path):
    names = ("b", "a", "ž-2", "A", "a_b", "a b", "a.import")
    project = make_project(tmp_path, dict.fromkeys(names, article()), files={"articles/c.txt": ""})
    assert Corpus(project).ids == ["a", "b", "ž-2"]
    assert [str(p).splitlines() for p in misnamed(project)] == [
        [
            f"articles/{name}.md: finding: this name is no article id, so no brief can select it",
            f"  hint: rename it to {better}.md",
        ]
        for name, better in [("A", "a"), ("a b", "a-b"), ("a.import", "a-import"), ("a_b", "a-b")]
    ]


def test_a_name_that_windows_keeps_for_a_device_is_told(tmp_path):
    names = ("con", "NUL", "com1", "convent", "com10")
    project = make_project(tmp_path, dict.fromkeys(names, article()))
    told = [str(p).replace(": finding: this name ", " ") for p in misnamed(project)]
    kept = "is a name that Windows keeps for a device"
    assert told == [
        "articles/NUL.md is no article id, so no brief can select it\n"
        "  hint: rename it to nul-article.md",
        f"articles/com1.md {kept}\n  hint: rename it to com1-article.md",
        f"articles/con.md {kept}\n  hint: rename it to con-article.md",
    ]


@pytest.mark.parametrize("name", ["two", "../one", "One", "", ".", "one.md"])
def test_an_article_that_is_not_there_is_reported_where_it_was_asked_for(tmp_path, name):
    corpus = Corpus(make_project(tmp_path, {"one": article()}))
    with pytest.raises(ReebriefError) as caught:
        corpus.get(name, Place("b.yaml", 3, 5))
    assert str(caught.value).startswith(f"b.yaml:3:5: no article '{name}'\n  hint: ")


def test_each_article_is_read_once_when_it_is_first_asked_for(tmp_path):
    project = make_project(tmp_path, {"one": article(), "two": "broken"})
    corpus = Corpus(project)
    assert corpus.get("one") is corpus.get("one")
    assert tmp_path / "articles" / "two.md" not in project.inputs


def test_all_articles_are_yielded_or_all_faults_are_raised(tmp_path):
    project = make_project(tmp_path, {"a": "broken", "b": article(), "c": article(text="x")})
    with pytest.raises(ReebriefError) as caught:
        Corpus(project).facts()
    assert [p.place.file for p in caught.value.problems] == ["articles/a.md", "articles/c.md"]
    for name in "ac":
        (tmp_path / "articles" / f"{name}.md").unlink()
    assert [a.id for a in Corpus(make_project(tmp_path)).facts()] == ["b"]


def test_an_article_may_be_a_link_to_a_file_elsewhere(tmp_path):
    project = make_project(tmp_path / "p", {"one": article()}, files={"../real.md": article("x")})
    (tmp_path / "p" / "articles" / "two.md").symlink_to(tmp_path / "real.md")
    assert plain(Corpus(project).get("two").lead) == "x"


@pytest.mark.parametrize(
    ("files", "wanted", "hint"),
    [
        (["My Report.md"], "my-report", "rename articles/My Report.md to articles/my-report.md"),
        (["My Report.md"], "other", "rename articles/My Report.md to articles/my-report.md"),
        (["one.md", "My Report.md"], "my-report", "rename articles/My Report.md to"),
        (["one.md", "My Report.md"], "othr", "known articles: one"),
        (["one.md", "two.MD"], "two", "rename articles/two.MD to articles/two.md"),
        (["one.md", "old/two.md"], "two", "rename articles/old/two.md to articles/two.md"),
        ([], "one", "there are no articles"),
    ],
)
def test_an_article_that_is_not_there_says_what_to_rename(tmp_path, files, wanted, hint):
    texts = {f"articles/{name}": article("Text.") for name in files}
    with pytest.raises(ReebriefError) as caught:
        Corpus(make_project(tmp_path, files=texts)).get(wanted)
    assert hint in caught.value.problems[0].hint


COMPOSED, PARTED = "märz", "ma\u0308rz"


@pytest.mark.parametrize("stored", [COMPOSED, PARTED])
@pytest.mark.parametrize("asked", [COMPOSED, PARTED])
def test_an_article_is_found_however_its_accents_are_stored(tmp_path, stored, asked):
    corpus = Corpus(make_project(tmp_path, files={f"articles/{stored}.md": article("Text.")}))
    assert corpus.ids == [COMPOSED]
    assert corpus.get(asked).id == COMPOSED
    assert misnamed(corpus.project) == []


# --- folders by year


def test_articles_stand_in_folders_by_year_too(tmp_path):
    files = {
        "articles/2025/old.md": article("Of 2025.", title="Old"),
        "articles/2026/new.md": article("Of 2026.", title="New"),
        "articles/drafts/other.md": article(),
        "originals/2026/raw.md": article(),
    }
    corpus = Corpus(make_project(tmp_path, {"here": article()}, files=files))
    assert corpus.ids == ["here", "new", "old"]
    assert corpus.get("old").file.name == "articles/2025/old.md"
    assert not corpus.has("raw")


def test_one_id_in_two_folders_is_an_error_with_both_places(tmp_path):
    files = {f"articles/{year}/one.md": article() for year in (2025, 2026)}
    corpus = Corpus(make_project(tmp_path, files=files))
    with pytest.raises(ReebriefError) as caught:
        corpus.get("one")
    (problem,) = caught.value.problems
    assert str(problem.place) == "articles/2026/one.md"
    assert problem.what == "the id 'one' is also that of articles/2025/one.md"
    with pytest.raises(ReebriefError, match="also that of"):
        corpus.facts()


def test_a_misnamed_file_in_a_folder_by_year_is_named(tmp_path):
    project = make_project(tmp_path, files={"articles/2026/An Article.md": article()})
    (problem,) = misnamed(project)
    assert (str(problem.place), problem.hint) == (
        "articles/2026/An Article.md",
        "rename it to an-article.md",
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("The millâ€™s owner spoke.", "millâ€™s"),
        ("L’usine a Ã©tÃ© ouverte.", "Ã©tÃ©"),
        ("The millโs owner spoke.", "millโs"),
        ("It cost a lot.\x92", None),
        ("Он сказал: «été à Ostrava», São Paulo, Ångström, 中国, โรงงาน.", None),
    ],
)
def test_characters_read_in_a_wrong_encoding_are_a_finding(load, text, shown):
    said = [p.what for p in load(article(text)).findings if "wrong encoding" in p.what]
    assert said == ([f"'{shown}' was read in a wrong encoding"] if shown else [])
