"""What several processes make is what one would have made, in the same order."""

import os
import signal
from functools import partial

import pytest

from reebrief.diagnostics import LostCaveatError, Problem, ReebriefError, Severity
from reebrief.pipeline.pool import in_order
from reebrief.pipeline.render import RenderRequest, rendering
from reebrief.pipeline.session import Session
from reebrief.project.project import Project
from support.projects import article, brief, make_project


def made(number):
    return number, os.getpid()


@pytest.mark.parametrize("workers", [1, 2, 7])
@pytest.mark.parametrize("numbers", [range(0), range(1), range(3, 20)])
def test_everything_is_made_in_its_order(numbers, workers):
    assert [number for number, _ in in_order(made, numbers, workers)] == list(numbers)


def test_several_workers_are_other_processes_and_one_is_this():
    assert os.getpid() not in {process for _, process in in_order(made, range(9), 2)}
    assert {process for _, process in in_order(made, range(9), 1)} == {os.getpid()}


def test_without_copies_of_a_process_everything_is_made_here(monkeypatch):
    monkeypatch.delattr(os, "fork")
    assert {process for _, process in in_order(made, range(9), 2)} == {os.getpid()}


def test_what_a_killed_worker_leaves_is_made_here():
    here = os.getpid()

    def dies(number):
        if number == 4 and os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return number

    assert list(in_order(dies, range(9), 2)) == list(range(9))


@pytest.mark.parametrize("kind", [ReebriefError, LostCaveatError])
def test_an_error_comes_back_with_its_problems(kind):
    problem = Problem("it failed", None, "try again", Severity.FINDING)

    def fails(_):
        raise kind([problem])

    with pytest.raises(kind) as fault:
        list(in_order(fails, range(3), 2))
    assert fault.value.problems == (problem,)


NAMES = "abcdefg"


def project_of(folder):
    briefs = {name: brief(articles="[one]", title=name.upper()) for name in NAMES}
    briefs["d"] = brief(articles="[gone]")
    return make_project(folder, {"one": article("It grew by 5 tons.")}, "", briefs)


def rendered(folder, workers):
    """What a render of several briefs leaves: files, what it told, what it read."""
    project_of(folder)
    project = Project(folder)
    steps = []
    request = RenderRequest(workers=workers, progress=steps.append)
    results = list(rendering(Session(project), [*NAMES], request))
    relative = partial(os.path.relpath, start=folder)
    return {
        "files": {relative(p): p.read_bytes() for r in results for p in r.files},
        "results": [(r.name, [*map(relative, r.files)], r.problems, r.items) for r in results],
        "steps": [str(step) for step in steps],
        "read": {relative(path): read.data for path, read in project.inputs.items()},
    }


@pytest.mark.parametrize("workers", [2, 3])
def test_many_workers_leave_the_same_files_messages_and_inputs_as_one(tmp_path, workers):
    one, many = rendered(tmp_path / "one", 1), rendered(tmp_path / "many", workers)
    assert one == many
    assert len(one["files"]) == 2 * (len(NAMES) - 1)
