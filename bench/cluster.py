"""Measure when a Dask cluster pays: batches by two local workers, and by a cluster of two.

The cluster runs on this machine, so that both have the same cores: the difference is what sending,
gathering and a second program cost. Prints a row for each number of briefs, the bytes compared.
"""

from __future__ import annotations

import contextlib
import filecmp
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

import psutil

from corpus import make_memos
from measuring import Sample, run
from report import Row, row

ROOT = Path(__file__).resolve().parents[1]
_PORT = 28_786
_ADDRESS = f"tcp://127.0.0.1:{_PORT}"
_COUNTS = (10, 100, 300)


@contextlib.contextmanager
def cluster(folder: Path) -> Iterator[list[psutil.Process]]:
    """Run a scheduler and two workers on this machine; give their processes."""
    dask = [sys.executable, "-m", "dask"]
    quiet = {"cwd": folder, "stderr": subprocess.DEVNULL}
    worker = [*dask, "worker", _ADDRESS, "--nthreads", "1", "--no-nanny", "--no-dashboard"]
    scheduler = [*dask, "scheduler", "--host", "127.0.0.1", "--port", str(_PORT), "--no-dashboard"]
    started = [subprocess.Popen(command, **quiet) for command in (scheduler, worker, worker)]
    try:
        yield [psutil.Process(one.pid) for one in started]
    finally:
        for one in reversed(started):
            one.terminate()
            one.wait()


def by_cluster(command: Sequence[str], project: Path, there: Sequence[psutil.Process]) -> Sample:
    """Measure a render by a cluster, with the processor time of its processes."""
    before = sum(sum(one.cpu_times()[:2]) for one in there)
    own = run([*command, "--scheduler", _ADDRESS], project)
    time.sleep(0.5)  # the workers forget what they made
    after = sum(sum(one.cpu_times()[:2]) for one in there)
    return own._replace(processor=own.processor + after - before)


def same_files(one: Path, other: Path) -> bool:
    """Say whether two folders hold the same files."""
    names = sorted(path.name for path in one.iterdir())
    equal, *_ = filecmp.cmpfiles(one, other, names, shallow=False)
    return equal == names == sorted(path.name for path in other.iterdir())


def beside(folder: Path, project: Path, names: Sequence[str]) -> list[Row]:
    """Measure a batch by two workers here and by a cluster of two; no row without Dask.

    Exits where the files differ.
    """
    if find_spec("distributed") is None:
        return []
    command = [sys.executable, "-m", "reebrief", "render", "--force", "--quiet", *names]
    with _started(folder, project, names[0]) as there:
        here = run([*command, "--output", "here", "--workers", "2"], project)
        sent = by_cluster([*command, "--output", "sent"], project, there)
    if not same_files(project / "here", project / "sent"):
        raise SystemExit("failed: the files that a cluster made differ")
    return [
        row(f"{len(names)} memos, two workers", [here]),
        row(f"{len(names)} memos, a Dask cluster of two, bytes equal", [sent], [here]),
    ]


@contextlib.contextmanager
def _started(folder: Path, project: Path, name: str) -> Iterator[list[psutil.Process]]:
    """Run a cluster whose workers have imported the program, by a first brief."""
    with cluster(folder) as there:
        time.sleep(5)
        command = [sys.executable, "-m", "reebrief", "render", "--force", "--quiet", name]
        by_cluster(command, project, there)
        yield there


def main(counts: Sequence[int]) -> None:
    """Print what each number of briefs takes here and by a cluster."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        project = folder / "project"
        for part in ("articles", "briefs"):
            shutil.copytree(ROOT / part, project / part)
        shutil.copy(ROOT / "reebrief.yaml", project)
        names = make_memos(project, "weekly", max(counts))
        with _started(folder, project, names[0]) as there:
            command = [sys.executable, "-m", "reebrief", "render", "--force", "--quiet"]
            print("briefs  here: s, CPU s   cluster: s, CPU s   bytes")
            for count in counts:
                wanted = [*command, *names[:count], "--output"]
                here = run([*wanted, "here", "--workers", "2"], project)
                sent = by_cluster([*wanted, "sent"], project, there)
                same = "equal" if same_files(project / "here", project / "sent") else "DIFFER"
                print(
                    f"{count:6}  {here.seconds:7.1f} {here.processor:7.1f}"
                    f"   {sent.seconds:10.1f} {sent.processor:7.1f}   {same}",
                    flush=True,
                )


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or _COUNTS)
