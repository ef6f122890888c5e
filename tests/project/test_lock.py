"""Two renders of one project never meet."""

import os
import signal
import subprocess
import sys
import time

import pytest

from reebrief.diagnostics import ReebriefError
from reebrief.project.lock import only_one, working_folder
from support.projects import article, brief, make_project
from support.trees import ROOT

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
HOLD = """
import pathlib, time
from reebrief.project.lock import only_one
with only_one(pathlib.Path()):
    print("held", flush=True)
    time.sleep(60)
"""


def run(folder, *words):
    command = [sys.executable, "-m", "reebrief", *words]
    return subprocess.run(
        command, cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=False
    )


def test_a_second_render_says_one_line_and_touches_nothing(tmp_path):
    make_project(tmp_path, {"one": article(origins="[A]")}, "", {"a": brief(articles="[one]")})
    output = tmp_path / "output" / "a-2025-12-05.md"
    output.parent.mkdir()
    output.write_text("mine")
    with only_one(tmp_path):
        second = run(tmp_path, "render", "--to", "md")
    assert (second.returncode, second.stdout, second.stderr) == (
        1,
        "",
        ".reebrief/lock: another render of this project is running\n"
        "  hint: wait until it has ended\n",
    )
    assert output.read_text() == "mine"
    assert [p.name for p in output.parent.iterdir()] == ["a-2025-12-05.md"]
    assert run(tmp_path, "render", "--to", "md").returncode == 0
    assert output.read_text() != "mine"


def test_a_render_that_was_killed_leaves_no_lock_behind(tmp_path):
    held = subprocess.Popen(
        [sys.executable, "-c", HOLD], cwd=tmp_path, env=ENVIRONMENT, stdout=subprocess.PIPE
    )
    with held:
        assert held.stdout.readline() == b"held\n"
        with pytest.raises(ReebriefError, match="another render"), only_one(tmp_path):
            pass
        held.kill()
    with only_one(tmp_path):
        pass


def test_the_lock_ends_with_its_block_however_that_ends(tmp_path):
    for fault in (ValueError, KeyboardInterrupt):
        with pytest.raises(fault), only_one(tmp_path):
            raise fault
    with only_one(tmp_path):
        pass


def test_two_projects_are_rendered_at_the_same_time(tmp_path):
    for name in "ab":
        (tmp_path / name).mkdir()
    begun = []
    for name in "ab":
        with only_one(tmp_path / name):
            begun.append(name)
            if name == "a":
                with only_one(tmp_path / "b"):
                    begun.append("b beside a")
    assert begun == ["a", "b beside a", "b"]


def test_the_working_folder_is_ignored_by_git_and_made_once(tmp_path):
    folder = working_folder(tmp_path)
    assert (folder / ".gitignore").read_text() == "*\n"
    (folder / ".gitignore").write_text("mine\n")
    assert working_folder(tmp_path) == folder
    assert (folder / ".gitignore").read_text() == "mine\n"


def test_where_the_lock_cannot_be_made_the_reason_is_said(tmp_path):
    (tmp_path / ".reebrief").write_text("")
    with pytest.raises(ReebriefError) as caught, only_one(tmp_path):
        pass
    assert str(caught.value).startswith(".reebrief/lock: cannot be written: file exists")


FORK = """
import os, pathlib, time
from reebrief.project.lock import only_one
with only_one(pathlib.Path()):
    if not os.fork():
        print("copied", flush=True)
        time.sleep(60)
        os._exit(0)
    time.sleep(60)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no copies of a process")
def test_a_copy_of_a_killed_render_keeps_no_lock(tmp_path):
    held = subprocess.Popen(
        [sys.executable, "-c", FORK],
        cwd=tmp_path,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    with held:
        assert held.stdout.readline() == b"copied\n"
        with pytest.raises(ReebriefError, match="another render"), only_one(tmp_path):
            pass
        held.kill()
        held.wait()
        with only_one(tmp_path):
            pass
        os.killpg(held.pid, signal.SIGKILL)


def test_workers_end_with_a_render_that_was_killed(tmp_path):
    texts = {f"b{n}": brief(articles="[one]") for n in range(40)}
    make_project(tmp_path, {"one": article(origins="[A]")}, "", texts)
    command = [sys.executable, "-m", "reebrief", "render", "--workers", "2"]
    with subprocess.Popen(
        command, cwd=tmp_path, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as killed:
        killed.stdout.readline()  # the first brief is written, workers make the others
        time.sleep(0.2)
        killed.kill()
        killed.communicate(timeout=20)  # which waits until no worker holds the pipe any more
    with only_one(tmp_path):
        pass
