"""Workers of a cluster that are killed again and again, and one of another version."""

import os
import shutil
import subprocess
import sys

import dask
import distributed
import pytest

from reebrief.diagnostics import ReebriefError
from reebrief.pipeline.cluster.connection import Cluster, DiedError
from reebrief.pipeline.cluster.program import program
from reebrief.pipeline.cluster.send import Sender
from reebrief.pipeline.render import RenderRequest, rendering
from reebrief.pipeline.session import Session
from support.dying import dies_always, dies_once
from support.projects import article, brief, make_project
from support.trees import ROOT

TRIES = 2
"""Deaths of a worker after which Dask gives up what was on it."""


@pytest.fixture
def cluster():
    failures = {"distributed.scheduler.allowed-failures": TRIES - 1}
    with (
        dask.config.set(failures),
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address="127.0.0.1:0"
        ) as made,
    ):
        yield made


def test_what_a_killed_worker_was_making_is_made_again(cluster, tmp_path):
    with Cluster(cluster.scheduler_address) as connected:
        made = list(connected.in_order(dies_once, str(tmp_path), range(5)))
    assert made == [*range(5)]
    assert (tmp_path / "tried").exists()


def test_what_kills_each_worker_is_told_and_the_rest_is_made(cluster, tmp_path):
    with Cluster(cluster.scheduler_address) as connected:
        made = list(connected.in_order(dies_always, str(tmp_path), range(4)))
    assert [type(one) for one in made] == [int, int, DiedError, int]
    assert made[2].tries == 2 * TRIES
    assert TRIES < len((tmp_path / "tries").read_text()) <= made[2].tries


def test_a_worker_of_another_version_is_refused(cluster, tmp_path):
    other = tmp_path / "other" / "reebrief"
    shutil.copytree(ROOT / "src" / "reebrief", other, ignore=shutil.ignore_patterns("fonts"))
    front = other / "__init__.py"
    front.write_text(front.read_text().replace(f'"{program()["reebrief"]}"', '"0.0.9"'))
    command = [sys.executable, "-m", "dask", "worker", cluster.scheduler_address, "--no-nanny"]
    environment = {**os.environ, "PYTHONPATH": str(other.parent)}
    worker = subprocess.Popen(command, env=environment, cwd=tmp_path, stderr=subprocess.DEVNULL)
    articles, briefs = {"one": article("Text.")}, {"a": brief(articles="[one]")}
    project = make_project(tmp_path / "project", articles, "", briefs)
    try:
        cluster.wait_for_workers(3, timeout=60)
        request = RenderRequest(elsewhere=Sender(cluster.scheduler_address))
        with pytest.raises(ReebriefError) as fault:
            list(rendering(Session(project), ["a"], request))
    finally:
        worker.terminate()
        worker.wait()
    assert "would not write the same bytes: it has reebrief 0.0.9, not " in str(fault.value)
    assert len(fault.value.problems) == 1
    assert not (project.root / "output").exists()
