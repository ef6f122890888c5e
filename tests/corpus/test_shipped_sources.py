"""The registry that ships: its form, and that a project's own entries win over it."""

import re

import pytest

from reebrief.corpus import sources
from reebrief.corpus.shipped_sources import ShippedSources
from reebrief.project.dates import day
from reebrief.project.project import Project
from support.projects import make_project
from support.trees import ROOT

FILE = ROOT / "templates" / "sources.yaml"
ENTRIES = re.findall(r"^  ([a-z0-9-]+):\n((?:    .*\n|\n)+)", FILE.read_text("utf-8"), re.MULTILINE)


@pytest.fixture
def shipped(tmp_path):
    return ShippedSources(make_project(tmp_path))


@pytest.fixture(scope="module")
def whole():
    """Return the file read as a registry of its own, by the YAML reader."""
    return sources.parse(Project(ROOT).yaml(FILE))


def test_lines_find_the_same_entries_as_yaml(shipped, whole):
    assert shipped.ids == tuple(whole.sources)
    for source in whole.sources.values():
        assert shipped.named(source.id).about == source.about
        for name in source.names:
            assert shipped.named(name.upper()).id == source.id
        for domain in source.about.domains:
            assert shipped.at(domain).id == source.id


def test_there_are_at_least_forty(whole):
    assert len(whole.sources) >= 40


@pytest.mark.parametrize(("source_id", "text"), ENTRIES, ids=[e[0] for e in ENTRIES])
def test_each_entry_names_its_page_and_the_day_it_was_read(whole, source_id, text):
    about = whole.sources[source_id].about
    for fact in about.facts.values():
        assert re.search(r", https?://\S+$", fact.reference)
        assert day(fact.read)
    assert about.facts or re.search(r"    # .+: https?://\S+, read \d{4}-\d\d-\d\d\n", text)


def test_no_name_stands_twice_in_an_entry(whole):
    for source in whole.sources.values():
        assert len(source.names) == len(set(source.names)), source.id


def test_every_owner_has_an_entry_and_no_kind_hides_a_state(whole):
    found = [p for s in whole.sources.values() for p in whole.doubtful(s)]
    assert [str(p) for p in found if "is not in" in p.what or "stands behind" in p.what] == []


# --- beside a project's own entries


def load(folder, text=""):
    return sources.load(make_project(folder, sources=text))


def test_what_a_project_does_not_know_is_looked_up_in_what_ships(tmp_path):
    xinhua = load(tmp_path).find("XINHUA")
    assert xinhua.id == "xinhua"
    assert xinhua.state_media
    assert [owner.about.kind for owner in xinhua.owners] == ["government", "government"]


@pytest.mark.parametrize(
    "own",
    [
        "xinhua: {name: Ours, kind: other}",
        "ours: {name: New China News Agency, kind: other}",
        "ours: {name: Ours, aliases: [xinhua], kind: other}",
        "ours: {name: Ours, domains: [news.cn], kind: other}",
    ],
)
def test_an_own_entry_wins_by_id_name_or_domain(tmp_path, own):
    registry = load(tmp_path, own)
    for name in ("xinhua", "Xinhua News Agency"):
        assert registry.find(name).about.kind == "other"
    assert registry.publisher_of("https://www.xinhuanet.com/a").about.kind == "other"
    assert [a.name for a in registry.aliases if a.text == "xinhua"] != ["Xinhua"]


def test_an_own_entry_may_have_an_owner_that_ships(tmp_path):
    fact = "{is: Xinhua, reference: Imprint, read: 2025-01-02}"
    registry = load(tmp_path, f"ours: {{name: Ours, kind: state-media, owner: {fact}}}")
    assert [s.id for s in registry.find("ours").owners][:1] == ["xinhua"]
    assert list(registry.doubtful(registry.find("ours"))) == []


def test_an_owner_that_ships_is_the_own_entry_where_there_is_one(tmp_path):
    registry = load(tmp_path, "thomson-reuters: {name: Our Thomson, kind: other}")
    assert [s.name for s in registry.find("Reuters").owners] == ["Our Thomson"]


def test_owners_of_both_in_a_circle_end(tmp_path):
    fact = "{is: Reuters, reference: Report, read: 2025-01-02}"
    registry = load(tmp_path, f"thomson-reuters: {{name: T, kind: other, owner: {fact}}}")
    assert [s.id for s in registry.find("T").owners] == ["reuters"]
    assert registry.find("Reuters").owners == ()


def test_nothing_that_ships_is_read_for_what_a_project_knows(tmp_path):
    project = make_project(tmp_path, sources="ours: {name: Ours, domains: [a.org], kind: other}")
    registry = sources.load(project)
    assert registry.find("ours") is registry.publisher_of("http://a.org/b")
    assert FILE not in project.inputs
    assert registry.find("Reuters")
    assert FILE in project.inputs


# --- domains


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("https://www.reuters.com/markets/a?b=c", "reuters"),
        ("http://REUTERS.com.:80/", "reuters"),
        ("reuters.com/a", "reuters"),
        ("https://user:pw@english.news.cn/a.htm", "xinhua"),
        ("https://notreuters.com/", None),
        ("https://reuters.com.example.org/", None),
        ("https://example.org/reuters.com", None),
        ("https://com/", None),
        ("http://[::1", None),
        ("", None),
    ],
)
def test_the_publisher_of_an_address_is_whose_domain_it_lies_in(tmp_path, address, found):
    source = load(tmp_path).publisher_of(address)
    assert (source.id if source else None) == found


def test_the_nearest_domain_wins(tmp_path):
    text = (
        "a: {name: A, kind: other, domains: [example.org]}\n"
        "b: {name: B, kind: other, domains: [news.example.org]}\n"
    )
    registry = load(tmp_path, text)
    assert registry.publisher_of("https://x.news.example.org/").id == "b"
    assert registry.publisher_of("https://x.example.org/").id == "a"


@pytest.mark.parametrize("domain", ["https://a.org", "a.org/b", "A.org", "a", "a b.org", "a.org."])
def test_a_domain_is_a_host_in_small_letters(tmp_path, domain):
    with pytest.raises(sources.ReebriefError, match="this is no domain"):
        load(tmp_path, f'a: {{name: A, kind: other, domains: ["{domain}"]}}')


def test_a_domain_fits_one_entry(tmp_path):
    text = (
        "a: {name: A, kind: other, domains: [a.org]}\nb: {name: B, kind: other, domains: [a.org]}\n"
    )
    with pytest.raises(sources.ReebriefError, match=r"'a\.org' is already the domain of 'a'"):
        load(tmp_path, text)
