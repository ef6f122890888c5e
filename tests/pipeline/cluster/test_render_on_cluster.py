"""A cluster of two processes makes the files and messages that this process would make."""

import os
import signal
import socket
import sys
import threading
from functools import partial
from importlib import import_module

import distributed
import pytest

from reebrief.cli.options import RenderOptions
from reebrief.cli.render import run_render
from reebrief.diagnostics import LostCaveatError, ReebriefError
from reebrief.document.annotated import Written
from reebrief.pipeline.cluster import connection, send
from reebrief.pipeline.cluster.connection import Cluster, DiedError
from reebrief.pipeline.cluster.program import program
from reebrief.pipeline.cluster.shipment import Order, packed
from reebrief.pipeline.cluster.worker import OtherProgramError, fulfil
from reebrief.pipeline.progress import Step
from reebrief.pipeline.render import RenderRequest, rendering
from reebrief.pipeline.session import Session
from reebrief.project.project import Project
from support.dying import dies_once
from support.projects import article, brief, make_project
from support.trees import ROOT

local_cluster = partial(distributed.LocalCluster, dashboard_address="127.0.0.1:0")


@pytest.fixture(scope="module")
def cluster():
    with local_cluster(n_workers=2, threads_per_worker=1, processes=True) as made:
        yield made


@pytest.fixture
def address(cluster):
    cluster.wait_for_workers(1, timeout=30)
    return cluster.scheduler_address


NAMES = "abcdef"


def project_of(folder):
    """Make a project with what a brief can need: errors, selection, own templates, a logo."""
    briefs = {name: brief(articles="[one]", title=name.upper()) for name in NAMES}
    briefs["b"] = brief(articles="{where: {topics: [steel]}}", title="B")
    briefs["d"] = brief(articles="[gone]")
    briefs["f"] = brief(articles="[one]", title="F", date="today")
    articles = {"one": article("It grew by 5 tons."), "two": article("Steel.", topics="[steel]")}
    make_project(folder, articles, "", briefs)
    own = folder / "templates" / "sections"
    own.mkdir(parents=True)
    shipped = (ROOT / "templates" / "sections" / "text.md.j2").read_text()
    (own / "text.md.j2").write_text(shipped)
    return Project(folder)


def rendered(folder, **given):
    """What a render of several briefs leaves: files, what it told, what it read."""
    project = project_of(folder)
    steps = []

    def progress(step):
        steps.append(str(step))
        given.get("told", lambda _: None)(step)

    request = RenderRequest(progress=progress, elsewhere=given.get("elsewhere"))
    results = list(rendering(Session(project), [*NAMES], request))
    relative = partial(os.path.relpath, start=folder)
    return {
        "files": {relative(p): p.read_bytes() for r in results for p in r.files},
        "results": [
            (r.name, [*map(relative, r.files)], r.problems, r.items, r.uses_today, r.inputs)
            for r in results
        ],
        "steps": steps,
        "read": {relative(path): one.data for path, one in project.inputs.items()},
    }


@pytest.fixture(scope="module")
def local(tmp_path_factory):
    return rendered(tmp_path_factory.mktemp("local"))


def test_files_messages_steps_and_inputs_are_those_of_a_render_here(address, local, tmp_path):
    assert rendered(tmp_path, elsewhere=send.Sender(address)) == local
    assert len(local["files"]) == 2 * (len(NAMES) - 1)


def test_a_worker_that_is_killed_changes_nothing(address, local, tmp_path):
    with distributed.Client(address, set_as_default=False) as client:
        victim = min(client.run(os.getpid).values())

        def kill(step):
            if step.number == 1 and not step.form:
                os.kill(victim, signal.SIGKILL)

        assert rendered(tmp_path, elsewhere=send.Sender(address), told=kill) == local


def test_a_brief_at_which_each_worker_died_is_told(address, tmp_path, monkeypatch):
    project = project_of(tmp_path / "project")
    monkeypatch.setattr(Cluster, "in_order", lambda *_: iter([DiedError(2)]))
    request = RenderRequest(elsewhere=send.Sender(address))
    [result] = rendering(Session(project), ["a"], request)
    assert [str(p) for p in result.problems] == [
        "briefs/a.yaml: the worker died each of the 2 times that it was making this brief\n"
        "  hint: render it without --scheduler; its worker may need more memory"
    ]
    assert not (project.root / "output").exists()


def test_what_lost_a_caveat_on_its_way_is_not_written(address, tmp_path, monkeypatch):
    project = project_of(tmp_path)
    come = Cluster.in_order

    def spoilt(*given):
        for delivery in come(*given):
            pdf = delivery.made.files["pdf"]
            delivery.made.files["pdf"] = Written(pdf.data, frozenset([*pdf.parts][1:]), pdf.pages)
            yield delivery

    monkeypatch.setattr(Cluster, "in_order", spoilt)
    with pytest.raises(LostCaveatError):
        list(rendering(Session(project), ["a"], RenderRequest(elsewhere=send.Sender(address))))
    assert not (tmp_path / "output").exists()


# --- what is refused


def refused(address, folder):
    """The lines with which a render is refused; nothing is written."""
    project = project_of(folder)
    with pytest.raises(ReebriefError) as fault:
        list(rendering(Session(project), ["a"], RenderRequest(elsewhere=send.Sender(address))))
    assert not (folder / "output").exists()
    return str(fault.value)


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("nonsense", "missing port number"),
        ("", "missing port number"),
        ("ftp://here:1", "unknown address scheme"),
        ("127.0.0.1:port", "invalid literal"),
    ],
)
def test_a_malformed_address_is_refused(address, why, tmp_path):
    said = refused(address, tmp_path)
    assert said.startswith(f"--scheduler: '{address}': {why}")
    assert said.endswith("hint: type HOST:PORT, as the scheduler says it when it starts")


@pytest.mark.parametrize("listens", [True, False])
def test_an_address_where_nobody_answers_is_refused(listens, tmp_path, monkeypatch):
    monkeypatch.setattr(connection, "_ANSWER", 0.2)
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        if listens:
            nobody.listen()
        address = f"127.0.0.1:{nobody.getsockname()[1]}"
        said = refused(address, tmp_path)
    assert said.startswith(f"--scheduler: no scheduler answers at '{address}'\n  hint: ")


@pytest.fixture
def empty():
    with local_cluster(n_workers=0) as made:
        yield made


def test_a_cluster_without_workers_is_refused(empty, tmp_path, monkeypatch):
    monkeypatch.setattr(connection, "_ANSWER", 0.5)
    address = empty.scheduler_address
    assert refused(address, tmp_path) == (
        f"--scheduler: the cluster at '{address}' has no worker\n"
        f"  hint: start one with 'dask worker {address}'"
    )


@pytest.mark.parametrize(
    ("patience", "told"), [(0.2, "no worker is left at"), (60, "the scheduler is gone at")]
)
def test_a_cluster_that_goes_is_given_up(empty, monkeypatch, patience, told):
    monkeypatch.setattr(connection, "_LOOK", 0.1)
    monkeypatch.setattr(connection, "_PATIENCE", patience)
    monkeypatch.setattr(distributed.Client, "wait_for_workers", lambda *_, **__: None)
    end = threading.Timer(0.5, empty.close)
    with Cluster(empty.scheduler_address) as connected:
        if patience > 1:
            end.start()
        with pytest.raises(ReebriefError, match=told):
            next(connected.in_order(dies_once, "", range(3)))


def test_a_worker_that_comes_later_looks_whether_it_is_the_same_program(tmp_path):
    session = Session(project_of(tmp_path))
    shipment, _ = packed(session, "run")
    changed = type(shipment)(
        **{
            **{name: getattr(shipment, name) for name in shipment.__slots__},
            "program": {**program(), "reebrief": "0.0.9"},
        }
    )
    with pytest.raises(OtherProgramError, match=r"not 0\.0\.9"):
        fulfil(changed, Order("a", "briefs/a.yaml", ("md",), strict=False, step=Step(1, 1, "a")))


def test_without_dask_it_is_said_what_to_install(tmp_path, monkeypatch):
    project_of(tmp_path)
    monkeypatch.setitem(sys.modules, "distributed", None)
    for name in ("send", "connection"):
        monkeypatch.delitem(sys.modules, f"reebrief.pipeline.cluster.{name}")
    with pytest.raises(ReebriefError) as fault:
        run_render(RenderOptions(project=str(tmp_path), scheduler="127.0.0.1:8786"))
    assert str(fault.value) == "--scheduler needs Dask\n  hint: pip install 'reebrief[dask]'"
    monkeypatch.undo()
    import_module("reebrief.pipeline.cluster.send")


def test_the_command_renders_by_a_cluster_and_then_needs_none(address, tmp_path, capsys):
    project_of(tmp_path)
    options = RenderOptions(names=["a"], project=str(tmp_path), scheduler=address)
    assert run_render(options) == 0
    assert capsys.readouterr().out.count("\n") == 2
    assert [p.suffix for p in sorted((tmp_path / "output").iterdir())] == [".docx", ".pdf"]
