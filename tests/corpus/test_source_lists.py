"""A published list is found by name and domain, and says no more than its codes do."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reebrief.corpus import list_import, source_lists, sources
from reebrief.corpus.list_codes import MODELS
from reebrief.corpus.names import name_key
from reebrief.diagnostics import ReebriefError
from reebrief.project.dates import day
from support.projects import make_project

BY_STATE, FREE = "the state (Ruritania)", "independent of the state"
HEAD = "Country,Media company,Main assets,URL,Typology\n"


def add(folder, rows, title="Media", entries=""):
    project = make_project(folder, sources=entries)
    found = list_import.read_list((HEAD + rows).encode(), "media.csv")
    list_import.add_list(project, found, (title, "2025-02", ""), day("2025-12-01"))
    return found


def load(folder, rows, entries=""):
    add(folder, rows, entries=entries)
    return sources.load(make_project(folder, sources=entries))


@pytest.mark.parametrize(
    ("code", "media", "funding", "governing", "editorial"),
    [
        ("SC", True, BY_STATE, BY_STATE, BY_STATE),
        ("CaPu", True, "not the state", BY_STATE, BY_STATE),
        ("CaPr", True, "the state (Ruritania) or others", "not the state", BY_STATE),
        (
            "ISFM",
            False,
            BY_STATE,
            BY_STATE,
            FREE,
        ),
        ("ISF", False, BY_STATE, "not the state", FREE),
        ("ISM", False, "not the state", BY_STATE, FREE),
        ("IP", False, None, None, MODELS["IP"].editorial_control),
    ],
)
def test_a_code_says_three_facts_and_whether_it_is_state_media(
    tmp_path, code, media, funding, governing, editorial
):
    found = load(tmp_path, f"Ruritania,,Gazette,https://gazette.example,{code}\n").find("gazette")
    assert (found.state_media, found.of_state) == (media, media)
    assert found.state == ("Ruritania" if media else None)
    facts = found.about.facts
    said = [facts[k].value if k in facts else None for k in ("funding", "governing")]
    assert [*said, facts["editorial_control"].value] == [funding, governing, editorial]
    assert {f.cited for f in facts.values()} == {"Media, 2025-02, row 2"}
    assert {f.read for f in facts.values()} == {"2025-12-01"}


@pytest.mark.parametrize("code", ["ISFM?", "", "sc", "XX"])
def test_an_unknown_code_is_a_note_and_no_class(tmp_path, code):
    rows = f"Ruritania,,Gazette,,{code}\nRuritania,,Times,,SC\n"
    (note,) = add(tmp_path, rows).notes
    assert str(note.place) == "media.csv:2"
    assert "no code" in note.what
    assert sources.load(make_project(tmp_path)).find("Gazette") is None


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("News agency: Ruritanian News Agency (RNA)", ["Ruritanian News Agency", "RNA"]),
        ("Rassendyll (Рассендилл)", ["Rassendyll (Рассендилл)", "rassendyll", "РАССЕНДИЛЛ"]),
        ("Zenda Daily (English)", ["Zenda Daily", "Zenda Daily (English)"]),
        ("Mud Times*", ["Mud Times"]),
        ("Yellow Group (Television: Yellow TV", ["Yellow Group"]),
    ],
)
def test_an_outlet_goes_by_its_name_without_what_stands_around_it(tmp_path, name, found):
    registry = load(tmp_path, f"Ruritania,Group,{name},,SC\n")
    assert all(registry.find(text) for text in found)
    for other in ("English", "News agency", "Television", "Yellow TV"):
        assert registry.find(other) is None


def test_outlets_of_a_group_are_one_origin(tmp_path):
    registry = load(tmp_path, "R,Press,Daily,,SC\nR,Press,Weekly,,SC\nR,Waves,Radio,,SC\n")
    assert registry.independent(["Daily", "Weekly", "Radio"]) == ("Press", "Waves")


def test_a_group_whose_outlets_differ_stands_above_none(tmp_path):
    registry = load(tmp_path, "R,Press,Daily,,CaPr\nR,Press,Weekly,,ISFM\n")
    assert registry.find("Press") is None
    assert registry.find("Daily").owner is None


def test_names_that_mean_several_find_none_but_their_domains_do(tmp_path):
    rows = "Cyprus,,CNA,https://cna.example.cy,ISF\nTaiwan,,CNA,https://cna.example.tw,SC\n"
    registry = load(tmp_path, rows)
    assert registry.find("CNA") is None
    assert registry.publisher_of("https://www.cna.example.tw/a").state == "Taiwan"
    assert registry.publisher_of("https://cna.example.cy/a").state is None


@pytest.mark.parametrize("address", ["https://facebook.com/gazette", "t.me/g", "gov.xx", ""])
def test_what_everybody_has_is_nobodys_domain(tmp_path, address):
    registry = load(tmp_path, f"R,,Gazette,{address},SC\n")
    assert registry.find("Gazette").about.domains == ()
    assert registry.publisher_of(address or "https://x.example") is None


@pytest.mark.parametrize(
    "entries",
    [
        "g: {name: gazette, kind: other}",
        "g: {name: G, kind: other, domains: [gazette.example]}",
    ],
)
def test_own_entries_win_over_a_list(tmp_path, entries):
    registry = load(tmp_path, "R,,Gazette,https://www.gazette.example/a,SC\n", entries)
    assert registry.find("Gazette").id == "g"
    assert registry.publisher_of("gazette.example").about.kind == "other"


def test_what_ships_wins_over_a_list(tmp_path):
    registry = load(tmp_path, "R,,Our Wire,https://reuters.com,SC\nR,,TASS,,ISM\n")
    assert registry.find("Our Wire").id == "reuters"
    assert registry.find("TASS").id == "tass"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "l.tsv:1:1: no list as 'sources import' writes it"),
        ("key\trow\n", "l.tsv:1:1: no list as"),
        ("READ", "l.tsv:5:9: 'soon' is no date"),
        ("LINE", "l.tsv:7:1: a damaged line of a list"),
    ],
)
def test_a_damaged_list_is_told_with_its_place(tmp_path, text, message):
    add(tmp_path, "R,,Gazette,,SC\n", title="L")
    path = tmp_path / "articles/lists/l.tsv"
    good = path.read_text()
    changed = {
        "READ": good.replace("# read: 2025-12-01", "# read: soon"),
        "LINE": good.replace("\tSC\t", "\tQQ\t"),
    }
    path.write_text(changed.get(text, text))
    with pytest.raises(ReebriefError) as caught:
        sources.load(make_project(tmp_path)).find("Gazette")
    assert f"articles/lists/{message}" in str(caught.value)
    assert "hint: import the list again" in str(caught.value)


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"\xff\xfe", "media.csv:1: not UTF-8"),
        (b"", "media.csv:1:1: no column for the state: 'Country'"),
        (b"PK\x03\x04", "media.csv:1:1: no column for the state: 'Country'"),
        (HEAD.encode() + b'R,"a', "media.csv:2: no CSV file"),
        (
            HEAD.encode() + b"R," + b"x" * 200_000 + b",,,SC",
            "media.csv:2: no CSV file: field",
        ),
        (b"x" * 32_000_001, "media.csv:1:1: a list of 32 MB"),
    ],
)
def test_what_is_no_list_is_refused_with_its_place(raw, message):
    with pytest.raises(ReebriefError) as caught:
        list_import.read_list(raw, "media.csv")
    assert message in str(caught.value)


def test_a_row_that_somebody_damaged_is_told():
    head = source_lists.PublishedList("f", "l", "L", "2025", "", "2025-12-01", "")
    row = source_lists.ListRow(5, "Mud Times", "", "Elbonia", "CaPr", ("no domain",))
    with pytest.raises(ReebriefError, match="f: a damaged row of a list, row 5: this is no domain"):
        head.entry(row)


TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(TEXT, TEXT, st.sampled_from([*MODELS])), min_size=1, max_size=6))
def test_every_row_with_a_code_is_found_or_differs_from_a_namesake(rows):
    def quoted(text):
        return '"' + text.replace('"', '""') + '"'

    lines = "".join(f"{quoted(s)},,{quoted(n)},,{c}\n" for s, n, c in rows)
    found = list_import.read_list((HEAD + lines).encode(), "media.csv")
    head = source_lists.PublishedList("f", "l", "L", "2025", "", "2025-12-01", "")
    text = source_lists.text_of(head, found.lines)
    read = source_lists.parse(text, "f", "l")
    assert text == source_lists.text_of(head, set(found.lines))
    for key, row in found.lines:
        assert row in read.rows(key)
        assert key == name_key(key) or key.startswith("@")
    assert found.rows + len(found.notes) <= len(rows)
