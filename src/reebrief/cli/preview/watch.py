"""``render --watch``: renders again on each change, until it is interrupted."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from reebrief.cli.errors import fail
from reebrief.cli.output import OK, say
from reebrief.cli.preview.file_watcher import PAUSE, Mark, Watch
from reebrief.cli.render import Telling, run_render
from reebrief.diagnostics import ReebriefError
from reebrief.project.build_state import RenderOptions
from reebrief.project.project import Project, root_of


def run_again(
    options: RenderOptions,
    given: Callable[[], Mapping[str, str]],
    params: str | None = None,
    telling: Telling | None = None,
    *,
    dry: bool = False,
) -> int:
    """Render, and again on each change of an input, until Ctrl-C; return 0.

    ``given`` reads the values of parameters anew, ``params`` is the file that some of them are in;
    ``telling`` and ``dry`` are those of ``run_render``.
    Errors of the input are printed as ``render`` prints them. Raises ReebriefError where there is
    no project.
    """
    root = root_of(Path(options.project or "."))
    try:
        watch = Watch(root, _files(options, params))
        watch.add(_once(options, given, telling, dry=dry))
        say("watching for changes; Ctrl-C ends")
        while True:
            time.sleep(PAUSE)
            if watch.changed():
                watch.add(_once(options, given, telling, dry=dry))
    except KeyboardInterrupt:
        say("ended; nothing was left half-written")
        return OK


def _once(
    options: RenderOptions,
    given: Callable[[], Mapping[str, str]],
    telling: Telling | None,
    *,
    dry: bool,
) -> dict[Path, Mark]:
    """Render once; return what was read, each file as it was then."""
    read: dict[Path, Mark] = {}
    try:
        project = Project.find(Path(options.project or "."))
        options.parameters = dict(given())
        try:
            run_render(options, telling, dry=dry, project=project)
        finally:
            read = {path: (one.changed, len(one.data)) for path, one in project.inputs.items()}
    except ReebriefError as fault:
        fail(fault, options.project)
    if sys.stdout is not None:
        sys.stdout.flush()  # a program that reads the paths must not wait for the next render
    return read


def _files(options: RenderOptions, params: str | None) -> Iterator[Path]:
    """Yield the files that are named on the command line, which may lie anywhere."""
    yield from (Path(name.partition(":")[0]) for name in options.names)  # a NAME is no file
    if params is not None:
        yield Path(params)
