"""Run the program's commands in copies of one process that has imported it.

A hundred commands import the same libraries a hundred times, which takes most of their time. The
standard library's fork server imports them once; where a system cannot fork, each command begins
anew, as outside of tests.
"""

import io
import multiprocessing
import os
import sys
from pathlib import Path

from reebrief.cli.main import main

# What commands import when they are called. A copy has these, and nothing that a command did.
_COMMON = (
    "support.program",
    "reebrief.cli.app",
    "reebrief.cli.check",
    "reebrief.cli.render",
    "reebrief.pipeline.render",
    "reebrief.verify",
    "reebrief.writers.docx",
    "reebrief.writers.html",
    "reebrief.writers.markdown",
    "reebrief.writers.pdf",
)


def run(arguments: list[str], folder: Path, environment: dict[str, str], output: Path) -> int:
    """Run one command in a folder. Return its exit code; ``output`` has both of its streams."""
    forks = "forkserver" in multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if forks else "spawn")
    if forks:
        context.set_forkserver_preload(list(_COMMON))
    made = context.Process(target=_play, args=(arguments, folder, environment, output))
    made.start()
    made.join(60)
    if made.exitcode is None:
        made.kill()
        raise TimeoutError(arguments)
    return made.exitcode


def _play(arguments, folder, environment, output):
    """Be the command: with its streams, surroundings, folder and words."""
    with output.open("wb") as both:
        os.dup2(both.fileno(), 1)
        os.dup2(both.fileno(), 2)
    for name, number in (("stdout", 1), ("stderr", 2)):
        raw = open(number, "wb", buffering=0, closefd=False)  # noqa: SIM115  no path
        setattr(sys, name, io.TextIOWrapper(raw, encoding="utf-8", write_through=True))
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    sys.argv = ["reebrief", *arguments]
    main()
