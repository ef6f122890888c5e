"""The registry says who stands behind an article, and what that rests on."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reebrief.corpus import source_entries, source_models, sources
from reebrief.corpus.source import Source
from reebrief.corpus.source_models import KINDS, entry
from reebrief.corpus.sources import mentions
from reebrief.diagnostics import ReebriefError
from reebrief.project.project import Project
from reebrief.project.yaml import read
from support.projects import make_project
from support.trees import ROOT

GROUP = """\
state:
  name: Provincial Government
  kind: government
  state: {is: Ruritania, reference: Constitution, read: 2025-01-02}
steel:
  name: Steel Group
  aliases: [Steel Works, SG]
  kind: private-company
  owner: {is: provincial GOVERNMENT, reference: Report, read: 2025-01-02}
mill:
  name: Northern  Mill
  kind: private-company
  owner: {is: SG, reference: Report, read: 2025-01-02}
gazette:
  name: Gazette
  kind: state-media
  owner: {is: steel, reference: Imprint, read: 2025-01-02}
  state: {is: Elbonia, reference: Imprint, read: 2025-01-02}
journal:
  name: Journal
  kind: trade-press
  owner: {is: Somebody Else, reference: Imprint, read: 2025-01-02}
lone:
  name: Lone Maker
  aliases: [Worker’s Daily]
  kind: state-owned-enterprise
"""


@pytest.fixture
def load(tmp_path):
    """Return a function that loads a registry of these entries."""
    return lambda text=GROUP: sources.load(make_project(tmp_path, sources=text))


def fault(load, text):
    with pytest.raises(ReebriefError) as caught:
        load(text)
    return str(caught.value).replace("articles/sources.yaml", "S")


# --- finding


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("steel", "steel"),
        ("STEEL GROUP", "steel"),
        ("sg", "steel"),
        ("  northern\n mill ", "mill"),
        ("Steel", "steel"),
        ("Steel Grou", None),
        ("worker's daily", "lone"),
        ("Worker’s Daily", "lone"),
        ("", None),
    ],
)
def test_a_source_goes_by_its_id_its_name_and_its_aliases(load, name, found):
    source = load().find(name)
    assert (source.id if source else None) == found


def test_without_a_registry_nobody_was_reviewed(tmp_path):
    registry = sources.load(make_project(tmp_path))
    assert registry.sources == {}
    assert registry.find("steel") is None


def test_aliases_come_longest_first_with_the_name_that_is_printed(load):
    aliases = load().aliases
    lengths = [len(a.text) for a in aliases]
    assert lengths == sorted(lengths, reverse=True)
    assert [a.name for a in aliases if a.text == "SG"] == ["Steel Group"]


@pytest.mark.parametrize("text", ["steel.example", "www.steel.example"])
def test_a_domain_is_a_name_in_texts(load, text):
    text_of = "steel: {name: Steel Group, kind: other, domains: [steel.example]}\n"
    assert [a.name for a in load(text_of).aliases if a.text == text] == ["Steel Group"]


# --- owners


def test_owners_are_found_by_any_name_nearest_first(load):
    registry = load()
    assert [s.id for s in registry.find("mill").owners] == ["steel", "state"]
    assert registry.find("mill").owner == "Steel Group"
    assert registry.find("lone").owner is None


def test_an_owner_that_the_registry_does_not_know_is_kept_by_name(load):
    journal = load().find("journal")
    assert (journal.owners, journal.owner) == ((), "Somebody Else")
    text = "a: {name: A, kind: other, owner: {is: journal, article: c, read: 2025-01-02}}\n"
    assert load(GROUP + text).find("a").ultimate_owner == "Somebody Else"


def test_an_origin_is_the_topmost_owner_that_is_no_government(load):
    registry = load()
    origins = {s.id: s.origin.id for s in registry.sources.values()}
    assert origins == {
        "state": "state",
        "steel": "steel",
        "mill": "steel",
        "gazette": "steel",
        "journal": "journal",
        "lone": "lone",
    }
    assert [s.id for s in registry.group(registry.find("gazette"))] == ["steel", "mill", "gazette"]


def test_what_a_state_owns_is_state_owned_however_far_below(load):
    registry = load()
    owned = [s.id for s in registry.sources.values() if s.state_owned]
    assert owned == ["steel", "mill", "lone"]
    assert [s.id for s in registry.sources.values() if s.state_media] == ["gazette"]


def test_the_state_is_the_entrys_own_else_its_nearest_owners(load):
    registry = load()
    states = [registry.find(name).state for name in ("gazette", "mill", "journal", "lone")]
    assert states == ["Elbonia", "Ruritania", None, None]


def test_facts_that_rest_on_an_article_that_is_not_here_are_findings(load):
    text = "a:\n  name: A\n  kind: other\n  owner: {is: B, article: gone, read: 2025-01-02}\n"
    registry = load(text)
    (problem,) = registry.unsupported(registry.find("a"), lambda _: False)
    assert str(problem).startswith(
        "articles/sources.yaml:6:29: finding: A: owner rests on 'gone', an article not here"
    )
    assert list(registry.unsupported(registry.find("a"), lambda name: name == "gone")) == []


# --- faults


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("A b: {name: A, kind: other}", "S:3:3: 'A b' is no id\n  hint: type a-b"),
        ("a: {name: A}", "S:3:3: the key 'kind' is missing"),
        ('a: {name: A, kind: "?"}', "S:3:22: kind: '?' is not one of the choices"),
        (
            "a: {name: A, kind: other, owner: {is: b, read: 2025-01-02}}",
            "S:3:36: owner: a fact rests on one reference",
        ),
        (
            "a: {name: A, kind: other, owner: {is: b, article: c, reference: d, read: 2025-01-02}}",
            "S:3:36: owner: a fact rests on one reference",
        ),
        (
            "a: {name: A, kind: other, owner: {is: b, article: c, read: yesterday}}",
            "S:3:62: read: 'yesterday' is no date",
        ),
        (
            "a: {name: A, kind: other}\nb: {name: a, kind: other}",
            "S:4:13: 'a' already names 'a'",
        ),
        (
            "a: {name: A, kind: other, owner: {is: b, list: L, read: 2025-01-02}}",
            "S:3:36: owner: a fact of a list has a row",
        ),
        (
            "a: {name: A, kind: other, owner: {is: b, list: L, row: 2, article: c, "
            "read: 2025-01-02}}",
            "S:3:36: owner: a fact rests on one reference",
        ),
        (
            "a: {name: A, kind: other, owner: {is: a, article: c, read: 2025-01-02}}",
            "S:3:36: the owners of 'a' go in a circle: a → a",
        ),
    ],
)
def test_a_faulty_entry_is_refused_with_its_place(load, text, message):
    assert message in fault(load, text)


def test_a_circle_of_owners_is_reported_by_those_in_it_only(load):
    owned = "{name: %s, kind: other, owner: {is: %s, article: c, read: 2025-01-02}}"
    text = f"x: {owned % ('X', 'a')}\na: {owned % ('A', 'b')}\nb: {owned % ('B', 'a')}\n"
    message = fault(load, text)
    assert "a → b → a" in message
    assert "b → a → b" in message
    assert "'x'" not in message


def test_the_shipped_registry_is_sound():
    registry = sources.load(Project(ROOT))
    assert registry.find("Baogang Daily").origin == registry.find("Northern Rare Earth").origin


# --- adding


@pytest.mark.parametrize(
    "name", ["Xinhua", "People’s Daily", "a: b #c", '"d', "- e", "no", "A " * 60 + "A", "čř 中国"]
)
def test_an_entry_reads_back_whatever_its_name(tmp_path, name):
    project = make_project(tmp_path)
    source_entries.add(project, name, "state-media", [f"{name} 2"])
    found = sources.load(Project(tmp_path)).find(name)
    assert found.name == name
    assert found.about.aliases == (f"{name} 2",)


def test_an_alias_may_be_the_id_or_differ_from_a_name_in_case_only(tmp_path):
    project = make_project(tmp_path)
    source_entries.add(project, "Mill Times", "other", ["mill-times", "MILL TIMES", "Mill times"])
    registry = sources.load(Project(tmp_path))
    assert registry.find("mill-times") is registry.find("Mill Times")


def test_an_entry_is_added_below_what_stands_there(tmp_path):
    project = make_project(tmp_path, sources=GROUP + "# A remark.\n")
    before = (tmp_path / source_models.FILE).read_text()
    source_entries.add(project, "Xinhua", "state-media")
    after = (tmp_path / source_models.FILE).read_text()
    assert after.startswith(before)
    assert after.endswith("\n")
    assert list(sources.load(Project(tmp_path)).sources)[-1] == "xinhua"


@pytest.mark.parametrize(
    ("name", "kind", "message"),
    [
        ("sg", "other", "S: 'sg' already names 'steel'\n  hint: edit that entry"),
        ("New", "newspaper", "--kind: 'newspaper' is no kind\n  hint: did you mean 'news-media'?"),
        ("New", "other\n  owner: x", "--kind: 'other\n  owner: x' is no kind"),
        (" ", "other", "a source needs a name"),
    ],
)
def test_an_entry_that_would_not_be_sound_is_not_written(tmp_path, name, kind, message):
    project = make_project(tmp_path, sources=GROUP)
    before = (tmp_path / source_models.FILE).read_bytes()
    with pytest.raises(ReebriefError) as caught:
        source_entries.add(project, name, kind)
    assert message in str(caught.value).replace("articles/sources.yaml", "S")
    assert (tmp_path / source_models.FILE).read_bytes() == before


def test_a_ready_entry_offers_every_kind_and_is_refused_until_one_is_chosen():
    text = entry("Xinhua")
    assert all(kind in text for kind in KINDS)
    assert read(text, "f").data == {"xinhua": {"name": "Xinhua", "aliases": [], "kind": "?"}}


# --- mentions


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Steel Group’s mill", True),
        ("the SG.", True),
        ("SGS and MSG", False),
        ("steel group", True),
        ("The Steel Works of Steel Group", True),
    ],
)
def test_a_text_names_a_source_in_whole_words_of_any_case(load, text, found):
    assert mentions(text.lower(), load().find("steel")) is found


@settings(deadline=None)
@given(st.text(min_size=1, max_size=8).filter(str.strip))
def test_a_name_is_found_between_spaces_whatever_signs_it_has(name):
    about = source_models.SourceModel.model_validate({"name": name, "kind": "other"})
    assert mentions(f"x {name} y".lower(), Source("a", about, (), None))


@pytest.mark.parametrize(
    ("kind", "better"),
    [
        ("private-company", "state-owned-enterprise"),
        ("news-media", "state-media"),
        ("trade-press", "state-media"),
        ("state-media", None),
        ("state-owned-enterprise", None),
        ("academic", None),
    ],
)
def test_a_kind_that_hides_the_state_behind_it_is_a_finding(load, kind, better):
    state = "{is: Ruritania, reference: Report, read: 2025-01-02}"
    registry = load(f"one:\n  name: One\n  kind: {kind}\n  state: {state}\n")
    told = [p.hint for p in registry.doubtful(registry.find("one"))]
    assert told == ([f"type {better}, or mend owner and state"] if better else [])


def test_a_new_entry_that_takes_anothers_alias_is_told_so(tmp_path):
    project = make_project(tmp_path, sources=GROUP)
    with pytest.raises(ReebriefError, match="'SG' already names 'steel'"):
        source_entries.add(project, "New Works", "other", ["SG"])
