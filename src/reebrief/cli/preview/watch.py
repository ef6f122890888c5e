"""``render --watch``: renders again on each change, until it is interrupted."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path

from reebrief.cli import parameters
from reebrief.cli.errors import fail
from reebrief.cli.options import GivenParameters, RenderOptions
from reebrief.cli.output import OK, say
from reebrief.cli.preview.file_watcher import PAUSE, Mark, Watch
from reebrief.cli.render import render_in
from reebrief.diagnostics import ReebriefError
from reebrief.project.project import open_project, root_of


def run_again(options: RenderOptions, given: GivenParameters) -> int:
    """Render, and again on each change of an input, until Ctrl-C; return 0.

    Errors of the input are printed as ``render`` prints them. Raises ReebriefError where there is
    no project.
    """
    root = root_of(Path(options.project or "."))
    try:
        watch = Watch(root, _files(options, given))
        watch.add(_once(options, given))
        say("watching for changes; Ctrl-C ends")
        while True:
            time.sleep(PAUSE)
            if watch.changed():
                watch.add(_once(options, given))
    except KeyboardInterrupt:
        say("ended; nothing was left half-written")
        return OK


def _once(options: RenderOptions, given: GivenParameters) -> dict[Path, Mark]:
    """Render once; return what was read, each file as it was then."""
    read: dict[Path, Mark] = {}
    try:
        project = open_project(options.project)
        options.parameters = parameters.read(given)
        try:
            render_in(project, options)
        finally:
            read = {path: (one.changed, len(one.data)) for path, one in project.inputs.items()}
    except ReebriefError as fault:
        fail(fault, options.project)
    if sys.stdout is not None:
        sys.stdout.flush()  # a program that reads the paths must not wait for the next render
    return read


def _files(options: RenderOptions, given: GivenParameters) -> Iterator[Path]:
    """Yield the files that are named on the command line, which may lie anywhere."""
    yield from (Path(name.partition(":")[0]) for name in options.names)  # a NAME is no file
    if given.file is not None:
        yield Path(given.file)
