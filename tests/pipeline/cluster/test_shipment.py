"""What is sent is the project, as plain data, and nothing beside it."""

import pickle

import pytest

from reebrief.pipeline.cluster.shipment import found, named, packed, unpacked
from reebrief.pipeline.session import Session
from reebrief.project.project import FONTS, Project
from support.projects import article, brief, make_project

SENT = (
    *("logo.png", "house/memo.docx", "pictures/map.xyz", "articles/2025/old.md", "fonts/own.ttf"),
)
KEPT_HERE = (
    *(
        "feeds.yaml",
        "notes/plan.txt",
        ".git/config",
        ".reebrief/index.sqlite",
        "articles/.x.md.swp",
    ),
    *("originals/one.pdf", "originals/one.png", "output/a.docx", ".venv/logo.png"),
)


@pytest.fixture
def project(tmp_path):
    made = make_project(tmp_path, {"one": article("Text.")}, "", {"a": brief(articles="[one]")})
    for name in (*SENT, *KEPT_HERE):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(name.encode())
    (tmp_path / "articles" / "circle").symlink_to(tmp_path / "articles")
    return made


def test_what_briefs_are_made_of_is_sent_and_nothing_else(project, tmp_path):
    shipment, read = packed(Session(project), "run")
    names = {*shipment.files}
    assert {*SENT, "reebrief.yaml", "articles/one.md", "briefs/a.yaml"} <= names
    assert not names & {*KEPT_HERE}
    assert {path.relative_to(tmp_path).as_posix() for path in read} == names


def test_a_file_that_was_read_before_is_sent_as_it_was(project, tmp_path):
    session = Session(project)
    before = project.data(tmp_path / "briefs/a.yaml")
    (tmp_path / "briefs/a.yaml").write_text("title: Another\n")
    assert packed(session, "run")[0].files["briefs/a.yaml"] == before


def test_a_shipment_is_plain_data_and_unpacks_to_the_same_files(project, tmp_path_factory):
    shipment, _ = packed(Session(project, "today", {"p": "v"}), "run")
    came = pickle.loads(pickle.dumps(shipment))  # noqa: S301  our own
    assert came == shipment
    folder = tmp_path_factory.mktemp("worker")
    unpacked(came.files, folder)
    files = {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*.*") if p.is_file()
    }
    assert files == dict(shipment.files)


def test_a_name_says_the_same_file_of_another_copy_of_a_project(project, tmp_path_factory):
    other_root = tmp_path_factory.mktemp("worker")
    (other_root / "reebrief.yaml").touch()
    other = Project(other_root)
    own = "articles/one.md"
    assert found(other, named(project, project.root / own)) == other_root / own
    for path in (FONTS / "x.ttf", project.package / "templates" / "a.yaml"):
        assert found(other, named(project, path)) == path
    assert named(project, tmp_path_factory.mktemp("elsewhere")) == ""
