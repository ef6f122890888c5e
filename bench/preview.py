"""What the preview of an archive costs: after a save, until its page has the change, and idle."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Iterable, Iterator, Sequence
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlsplit

from measuring import Sample, median, seconds
from report import Reach, Row, row

_SAVES = 5
_IDLE = 10.0  # seconds
_QUIET = 3.0  # seconds in which changed files become ones whose times can be trusted


def preview(project: Path, command: Sequence[str], size: int) -> list[Row]:
    """Measure the preview of the brief ``selecting`` of an archive of a size."""
    with _served(project, command) as (process, address):
        _get(f"{address}state")
        time.sleep(_QUIET)
        begun, used = time.monotonic(), _processor(process.pid)
        time.sleep(_IDLE)
        share = (_processor(process.pid) - used) / (time.monotonic() - begun) * 100
        saves = [_saved(project, process.pid, address, n) for n in range(_SAVES)]
    shown = Reach(median(seconds(saves)), 0.5, "s")
    idle = Reach(share, 1.0, "% of a core, idle")
    return [row(f"preview after a save, {size} articles", saves, None, shown, idle)]


@contextlib.contextmanager
def _served(project: Path, command: Sequence[str]) -> Iterator[tuple[subprocess.Popen[str], str]]:
    process = subprocess.Popen(
        [*command, "preview", "selecting"],
        cwd=project,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        address = next(iter(process.stdout or ()), "")
        yield process, f"{address.strip().rstrip('/')}/"
    finally:
        process.send_signal(signal.SIGINT)
        process.wait()


def _saved(project: Path, pid: int, address: str, n: int) -> Sample:
    """Change the brief's title; return what it costs until the page has the new state."""
    file = project / "briefs" / "selecting.yaml"
    new = file.with_suffix(".new")
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    new.write_text("".join([lines[0], f"title: Save {n}\n", *lines[2:]]), encoding="utf-8")
    with _asked(f"{address}changes") as stream:
        _number(stream)
        begun, used = time.perf_counter(), _processor(pid)
        new.replace(file)
        _number(stream)
        _get(f"{address}state")
        taken = time.perf_counter() - begun
    return Sample(taken, _processor(pid) - used, 0.0)


def _number(stream: Iterable[bytes]) -> None:
    """Wait for the next number of a change."""
    next(line for line in stream if line.startswith(b"data:"))


def _get(address: str) -> bytes:
    with _asked(address) as answer:
        return answer.read()


@contextlib.contextmanager
def _asked(address: str) -> Iterator[HTTPResponse]:
    where = urlsplit(address)
    with contextlib.closing(HTTPConnection(where.netloc)) as connection:
        connection.request("GET", where.path)
        yield connection.getresponse()


def _processor(pid: int) -> float:
    """Return the seconds of all cores that a process has used (proc(5), fields 14 and 15)."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
