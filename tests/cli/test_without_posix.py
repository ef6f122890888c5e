"""What only POSIX has is done without: fork, locks and limits of the system are taken away."""

import json
import os
import subprocess
import sys

import pytest

pytestmark = pytest.mark.thorough

TAKEN = """
import os, signal, sys
for name in ("fcntl", "resource", "pwd", "grp", "termios", "tty", "pty"):
    sys.modules[name] = None
for module, names in (
    (os, ("fork", "forkpty", "getuid", "geteuid", "chown", "mkfifo", "killpg", "umask")),
    (signal, ("SIGALRM", "SIGKILL", "SIGHUP", "alarm", "setitimer", "ITIMER_PROF")),
):
    for name in names:
        delattr(module, name) if hasattr(module, name) else None
"""
RUN = TAKEN + "from reebrief.__main__ import main; sys.exit(main())"
VERIFY = TAKEN + "from reebrief.verify.worker import main; main()"
SANDBOX = TAKEN + "from reebrief.templates.sandbox.worker import main; main()"


@pytest.fixture
def run(tmp_path):
    """Return a function that runs a command where these are gone, on a terminal of Windows."""

    def run(*words, folder="."):
        done = subprocess.run(
            [sys.executable, "-c", RUN, *words],
            cwd=tmp_path / folder,
            env={**os.environ, "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"},
            capture_output=True,
            check=False,
        )
        assert b"Traceback" not in done.stderr, done.stderr.decode()
        return done.returncode, done.stdout.decode()

    return run


def test_the_core_works(run, tmp_path):
    assert run("init", "desk")[0] == 0
    assert run("check", "weekly", folder="desk")[0] == 0
    code, said = run("render", "weekly", "iron-powder", "--to", "docx,pdf", folder="desk")
    assert (code, said.count("output/")) == (0, 4)
    code, said = run("verify", *said.split(), folder="desk")
    assert (code, said.count("intact")) == (0, 4)
    (tmp_path / "desk" / "raw.txt").write_text("A furnace was lit, said Ana Holm.\n", "utf-8")
    words = ["raw.txt", "--title", "A furnace", "--date", "2026-01-12"]
    assert run("import", *words, folder="desk")[0] == 0
    assert (tmp_path / "desk" / "articles" / "a-furnace.md").exists()


def test_the_processes_that_read_files_and_run_templates_work(run, tmp_path):
    assert run("init", "desk")[0] == 0
    assert run("render", "weekly", "--to", "pdf", folder="desk")[0] == 0
    (file,) = (tmp_path / "desk" / "output").glob("*.pdf")
    done = subprocess.run(
        [sys.executable, "-c", VERIFY, str(file)], capture_output=True, check=True
    )
    assert json.loads(done.stdout)["state"] == "intact"
    request = {"owner": 1, "kind": "own", "values": {"a": "b"}, "seconds": 5}
    asked = f'{json.dumps(request)}\n{{"template": "{{{{ a }}}}!"}}\n'
    done = subprocess.run(
        [sys.executable, "-c", SANDBOX], input=asked.encode(), capture_output=True, check=True
    )
    assert json.loads(done.stdout.splitlines()[-1]) == {"text": "b!"}
