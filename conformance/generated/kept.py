"""Commands that read what the program keeps for itself, and the requests of a browser."""

from __future__ import annotations

import io
import os
import socket
import threading
import time
from collections.abc import Mapping
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path

from conformance.generated import project
from reebrief.cli import articles, check, inbox, main, render
from reebrief.cli.import_article import run_import
from reebrief.cli.options import ProjectOptions, RenderOptions
from reebrief.cli.preview.requests import RequestBoard
from reebrief.cli.preview.server import Server
from reebrief.cli.preview.state import Asked, Views
from reebrief.corpus.inbox import cache
from reebrief.project.build_state import state_file
from reebrief.project.project import Project

INDEX = ".reebrief/index.sqlite"
OUTPUT = "output/b-2025-12-05.md"
RAW = "The mill makes 11,000 tons a year, its owner said.\n"
ADDRESS = "http://127.0.0.1:9/feed.xml"
FEEDS = f"""\
format: 1
feeds:
  herald: {{address: '{ADDRESS}', publisher: Herald, allow_private: true}}
"""

_IMPORT_LOG = "articles/input.import.yaml"
_PATIENCE = 0.3
"""Seconds of a clock after which a browser that still listens goes away."""

_REQUESTS = (
    "GET /token/state?document=b HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nAccept: */*\r\n\r\n",
    "GET /token/ HTTP/1.1\r\nHost: localhost:PORT\r\n\r\nHEAD /token/page.js HTTP/1.1\r\n"
    "Host: 127.0.0.1:PORT\r\nConnection: close\r\n\r\n",
    "GET /token/pages/0123456789abcdef/1.png HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n\r\n",
)


def index(_: bytes) -> int:
    """Select, search and check by the index."""
    asked = {"words": "furnace"}
    codes = (
        articles.run_list(None, asked, unused=False, limit=0, as_json=False),
        check.run_check(["s"], ProjectOptions()),
        check.run_check([], ProjectOptions()),
    )
    return max(codes)


def build_state(data: bytes) -> int:
    """Ask whether a render would change anything, as the command does."""
    options = RenderOptions(names=["b"], to=["md"], workers=1)
    path = Path(state_file(".", options.key()))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    told = main.answer(options)
    return render.run_render(options) if told is None else main.repeat(told, options)


def feed_answer(data: bytes) -> int:
    """Ask a feed of which the last answer is kept; nobody answers."""
    made = cache.kept_files(Project(Path()), ADDRESS)
    for path in made:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return inbox.run_inbox(None, [])


def import_log(data: bytes) -> int:
    """Import a text once more, beside the log of the first time."""
    run_import(None, ["input.txt"], {}, force=False, dry_run=False)
    Path(_IMPORT_LOG).write_bytes(data)
    return run_import(None, ["input.txt"], {}, force=False, dry_run=False)


def browser(data: bytes) -> int:
    """Send a request to the preview, and answer what it asks."""
    board = RequestBoard()
    views = Views(Asked(Path(), "b", None, dict), board)
    near, far = socket.socketpair()
    server = Server(board)
    server.token = "token"  # noqa: S105  a token of this test alone
    try:
        near.sendall(data.replace(b"PORT", str(server.port).encode())[:60_000])
        near.shutdown(socket.SHUT_WR)
        asked = threading.Thread(target=server.process_request_thread, args=(far, ("", 0)))
        asked.start()
        end = time.monotonic() + _PATIENCE
        while asked.is_alive():
            board.answer(views.state, 0.005)
            if time.monotonic() > end:
                near.close()
                board.advance()
        return 0
    finally:
        near.close()
        server.server_close()


def samples(folder: Path) -> Mapping[str, list[bytes]]:
    """Return what the program keeps of a project in a folder, as it keeps it."""
    with chdir(folder), redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        Path("briefs/s.yaml").write_text(project.SELECTING, encoding="utf-8")
        index(b"")
        os.unlink("briefs/s.yaml")  # noqa: PTH108  as below
        found = Path(INDEX).read_bytes()
        options = RenderOptions(names=["b"], to=["md"], workers=1)
        render.run_render(options)
        state = Path(state_file(".", options.key())).read_bytes()
        output = Path(OUTPUT).read_bytes()
        Path("input.txt").write_text(RAW, encoding="utf-8")
        run_import(None, ["input.txt"], {}, force=False, dry_run=False)
        log = Path(_IMPORT_LOG).read_bytes()
        cache.keep(Project(Path()), ADDRESS, cache.Kept(b"<rss/>", '"etag"'))
        kept = [path.read_bytes() for path in cache.kept_files(Project(Path()), ADDRESS)]
        for name in ("input.txt", "articles/input.md", _IMPORT_LOG):
            os.unlink(name)  # noqa: PTH108  the folder is used again
    return {
        "index": [found],
        "build state": [state],
        "output": [output],
        "import log": [log],
        "feed answer": kept,
        "request": [text.encode() for text in _REQUESTS],
    }
