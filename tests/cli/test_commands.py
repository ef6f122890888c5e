"""Command tests as documents: each ``##`` of tests/cases/*.md is a case in a folder of its own.

A fence ``file=PATH`` is written as a file; a fence ``console`` holds commands (``$``), what they
print on both streams, and ``[N]`` for an exit code that is not 0. What stands before the first
case of a document is written for every case. ``pytest --accept`` writes what was printed into the
documents, to be read before it is committed.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from support import program

REPOSITORY = Path(__file__).parents[2]
CASES = REPOSITORY / "tests" / "cases"
FENCE = re.compile(r"^```(?: (?P<info>\S+))?\n(?P<body>.*?)^```$", re.DOTALL | re.MULTILINE)


def parts(text):
    """Return a document's head and its cases: a ``##`` within a fence begins none."""
    done = [""]
    fenced = False
    for line in text.splitlines(keepends=True):
        fenced ^= line.startswith("```")
        if line.startswith("## ") and not fenced:
            done.append("")
        done[-1] += line
    return done


def cases():
    for document in sorted(CASES.glob("*.md")):
        head, *sections = parts(document.read_text(encoding="utf-8"))
        for section in sections:
            title = section.splitlines()[0].removeprefix("## ")
            yield pytest.param(document, head, section, id=f"{document.stem}: {title}")


def prepare(folder, text):
    for fence in FENCE.finditer(text):
        info = fence["info"] or ""
        if info.startswith("file="):
            path = folder / info.removeprefix("file=")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(fence["body"], encoding="utf-8")
        elif info == "shipped":
            for name in ("articles", "briefs"):
                shutil.copytree(REPOSITORY / name, folder / name, dirs_exist_ok=True)
            shutil.copy(REPOSITORY / "reebrief.yaml", folder)


def run(command, folder):
    """Run one command line; ``reebrief`` is the program under test, any other word a shell's."""
    environment = {
        **os.environ,
        "PYTHONUNBUFFERED": "1",
        "PYTHONPATH": str(REPOSITORY / "src"),
        "SOURCE_DATE_EPOCH": "1764547200",  # 1 December 2025
        "COLUMNS": "80",
    }
    command = command.replace("REPOSITORY", str(REPOSITORY))
    words = shlex.split(command)
    with tempfile.TemporaryDirectory() as elsewhere:
        output = Path(elsewhere) / "output"
        if words[0] == "reebrief" and not {"|", "<", ">", "&&"} & set(words):
            code = program.run(words[1:], folder, environment, output)
        else:
            code = in_shell(command, folder, environment, output)
        printed = output.read_text(encoding="utf-8").replace(str(folder), "PROJECT")
    # On a slow machine a render says how far it is.
    printed = re.sub("(?m)^… .*\n", "", printed)
    return printed + (f"[{code}]\n" if code else "")


def in_shell(command, folder, environment, output):
    """Run a command line of a shell, in which ``reebrief`` is the program under test."""
    ours = f"{shlex.quote(sys.executable)} -m reebrief"
    with output.open("wb") as both:
        return subprocess.run(  # noqa: S602  the documents are ours
            re.sub(r"(^|[|&;] )reebrief\b", rf"\1{ours}", command),
            cwd=folder,
            env=environment,
            shell=True,
            stdout=both,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            check=False,
            timeout=60,
        ).returncode


def played(body, folder):
    """Return a console fence as it should read: its commands with what they print now."""
    lines = []
    for line in body.splitlines():
        if line.startswith("$ "):
            lines += [line, *run(line[2:], folder).splitlines()]
    return "".join(f"{line}\n" for line in lines)


@pytest.mark.parametrize(("document", "head", "section"), list(cases()))
def test_command(document, head, section, tmp_path, request):
    prepare(tmp_path, head)
    prepare(tmp_path, section)
    fences = list(FENCE.finditer(section))
    assert len(fences) * 2 == section.count("\n```"), "a fence that this test cannot read"
    assert any(fence["info"] == "console" for fence in fences), "a case without a command"
    new = section
    for fence in fences:
        if fence["info"] == "console":
            now = played(fence["body"], tmp_path)
            assert now.startswith("$ "), "a console fence without a command tests nothing"
            new = new.replace(fence["body"], now)
    if request.config.getoption("--accept") and new != section:
        text = document.read_text(encoding="utf-8")
        document.write_text(text.replace(section, new), encoding="utf-8")
    else:
        assert new == section
