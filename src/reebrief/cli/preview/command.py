"""The command ``reebrief preview``: serves the page until it is interrupted."""

from __future__ import annotations

import sys
import threading
import webbrowser
from functools import partial
from pathlib import Path

from reebrief.cli import parameters
from reebrief.cli.options import ProjectOptions
from reebrief.cli.output import OK, give, say
from reebrief.cli.preview import page_images
from reebrief.cli.preview.file_watcher import PAUSE, Watch
from reebrief.cli.preview.requests import RequestBoard
from reebrief.cli.preview.server import Server
from reebrief.cli.preview.state import Asked, Views
from reebrief.project.project import root_of


def run_preview(
    name: str, opening: ProjectOptions, *, port: int = 0, open_browser: bool = False
) -> int:
    """Serve the preview of a brief until Ctrl-C; print its address; return 0.

    Raises ReebriefError where there is no such project, brief or date, and where the port is taken.
    """
    root = root_of(Path(opening.project or "."))
    others = [Path(opening.given.file)] if opening.given.file else []
    try:
        given = partial(parameters.read, opening.given)  # read anew: its file may change
        watch = Watch(root, others)
        requests = RequestBoard()
        views = Views(Asked(root, name, opening.date, given), requests)
        with Server(requests, port) as server:
            give(server.address)
            sys.stdout.flush()  # a program that reads the address waits for it
            say("the preview is served to this machine alone; Ctrl-C ends it")
            if not page_images.available():
                say(f"note: {page_images.MISSING}")
            if open_browser:
                threading.Thread(target=_open, args=(server.address,), daemon=True).start()
            while True:
                if requests.answer(views.state, PAUSE):
                    watch.add(views.read)
                if watch.changed():
                    views.forget()
                    requests.advance()
    except KeyboardInterrupt:
        say("the preview has ended")
        return OK


def _open(address: str) -> None:
    """Open the browser, in a thread: one in the terminal returns only when it is left."""
    if not webbrowser.open(address):
        say("no browser could be opened; open the address above in one")
