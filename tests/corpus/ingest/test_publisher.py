"""The publisher is proposed by the domain of the address, as the registry knows it."""

import pytest

from reebrief.corpus.ingest import Importer, Metadata, read_documents
from reebrief.project.project import Project
from support.importing import front_of
from support.projects import make_project

OWN = "wire: {name: Mill Wire, short: MW, kind: trade-press, domains: [wire.example]}\n"


def publisher(folder, url, **metadata):
    make_project(folder, sources=OWN)
    (document,) = read_documents(b"A mill has opened in Strelsau, its owner says.", "mill.txt")
    given = Metadata.model_validate({"title": "A mill", "url": url, **metadata})
    done = Importer(Project(folder)).add(document, given, dry_run=True)
    return front_of(done).get("publisher"), done


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://news.wire.example/a", "Mill Wire"),
        ("https://www.reuters.com/markets/a", "Reuters"),
        ("https://english.news.cn/a", "Xinhua News Agency"),
        ("https://elsewhere.example/a", None),
    ],
)
def test_the_publisher_is_who_has_the_domain(tmp_path, url, found):
    name, done = publisher(tmp_path, url)
    assert name == found
    said = f"proposed publisher: {found} (high: whose domain {url} lies in)"
    assert (said in "\n".join(done.report)) is (found is not None)


@pytest.mark.parametrize(
    ("text", "origins"),
    [
        ("A mill has opened. It will grow, according to Xinhua.", ["Xinhua News Agency"]),
        ("A mill has opened, as www.xinhuanet.com reported.", ["Xinhua News Agency"]),
        ("A mill has opened, says a report in the Global Times.", ["Global Times"]),
        ("A mill has opened, according to a notice on wire.example.", ["Mill Wire"]),
        ("A mill has opened, its owner says.", None),
    ],
)
def test_origins_are_proposed_by_what_ships_and_by_domains(tmp_path, text, origins):
    make_project(tmp_path, sources=OWN)
    (document,) = read_documents(f"{text}\n\nIt took a year.".encode(), "mill.txt")
    made = Importer(Project(tmp_path)).add(document, Metadata(title="A mill"), dry_run=True)
    assert front_of(made).get("origins") == origins


def test_a_publisher_that_is_given_stands(tmp_path):
    assert publisher(tmp_path, "https://wire.example/a", publisher="Ours")[0] == "Ours"
