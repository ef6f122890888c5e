"""Try one spoilt input on its reader, in a project of its own, and measure what that takes."""

from __future__ import annotations

import io
import os
import re
import resource
import shutil
import signal
import socket
import tempfile
import time
import traceback
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, chdir, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from random import Random
from types import FrameType
from unittest import mock

from conformance.generated import mutations, once, samples
from conformance.generated.readers import Reader, table
from reebrief.cli.errors import guarded
from support.authority import PASSPHRASE

SECONDS = 5.0
"""Seconds of computing that an input may take."""
BYTES = 300_000_000
"""Bytes of memory that a process of its own may reach with it."""
_ALONE = 100_000_000
"""Bytes that a process of one command has before it reads its input."""
_VERIFY_SECONDS = 1.5
"""Seconds after which the process that verifies ends itself, and says so."""


@dataclass(frozen=True)
class Trial:
    """What one input came to: its reader, the exit code, what was wrong with that, the cost."""

    number: int
    reader: str
    code: int
    faults: tuple[str, ...]
    seconds: float
    peak: int


class _TooSlowError(BaseException):
    """The input took too long; nothing within the program may catch this."""


class Bench:
    """A folder in which trials are made one after the other, each in the project as it was."""

    def __init__(self, seed: str, folder: Path) -> None:
        """Make the project and the sound inputs."""
        self._seed = seed
        self._samples = samples.every()
        self._readers = table(self._samples)
        self._folder = folder
        samples.lay(folder)
        self._first = _snapshot(folder)

    def made(self, number: int) -> tuple[Reader, bytes]:
        """Return the reader and the input of a trial, the same for the same seed and number."""
        rng = Random(f"{self._seed}-{number}")  # noqa: S311  inputs, no secrets
        (reader,) = rng.choices(self._readers, [one.share for one in self._readers])
        sound: Sequence[bytes] = self._samples[reader.samples]
        data = rng.choice(sound)
        if rng.random() < 0.03:
            return reader, mutations.spliced(data, sound, rng)
        return reader, reader.spoil(data, rng)

    @property
    def sound(self) -> Iterator[tuple[Reader, bytes]]:
        """Each reader with each of its inputs as they are before they are spoilt."""
        for reader in self._readers:
            for data in self._samples[reader.samples]:
                yield reader, data

    def tried(self, number: int) -> Trial:
        """Make a trial."""
        return self.read(number, *self.made(number))

    def read(self, number: int, reader: Reader, data: bytes) -> Trial:
        """Let a reader read an input, whatever it is."""
        for name, text in reader.beside.items():
            _put(name, text.encode() if isinstance(text, str) else text)
        _put(reader.place, data)
        before = _snapshot(self._folder)
        standing = _forget_peak()
        begin = _computed()
        code, said, faults = _run(reader, data)
        seconds, peak = _computed() - begin, _memory("VmHWM") - standing + _ALONE
        verified = reader.name.startswith("verify")
        if seconds > SECONDS and not verified:
            faults.append(f"{reader.name}: over {SECONDS:g} s")
        if peak > BYTES and not verified:
            faults.append(f"{reader.name}: over {BYTES // 1_000_000} MB")
        if "Traceback (most" in said or "a fault of reebrief" in said:
            faults.append(f"{reader.name}: a traceback is printed")
        if code not in {0, 1, 3} and not faults:
            faults.append(f"{reader.name}: exit code {code}")
        faults += _torn(before, _snapshot(self._folder))
        _restore(self._folder, self._first)
        return Trial(number, reader.name, code, tuple(faults), seconds, peak)


def _run(reader: Reader, data: bytes) -> tuple[int, str, list[str]]:
    """Return the exit code, what was printed, and where a fault of the program arose."""
    said = io.StringIO()
    verified = reader.name.startswith("verify")
    try:
        with redirect_stdout(said), redirect_stderr(said):
            signal.setitimer(signal.ITIMER_PROF, _VERIFY_SECONDS if verified else SECONDS)
            try:
                return guarded(lambda: reader.run(data)), said.getvalue(), []
            finally:
                signal.setitimer(signal.ITIMER_PROF, 0)
    except _TooSlowError:
        where = [] if verified else [f"{reader.name}: over {SECONDS:g} s"]
        return 1, said.getvalue(), where
    except MemoryError:
        where = [] if verified else [f"{reader.name}: out of memory"]
        return 1, said.getvalue(), where
    except BaseException as fault:  # noqa: BLE001  whatever it is, it must not have come this far
        frames = [
            f for f in traceback.extract_tb(fault.__traceback__) if "/reebrief/" in f.filename
        ]
        last = frames[-1] if frames else None
        place = f"{last.filename.split('/reebrief/')[-1]}:{last.lineno}" if last else "?"
        return 70, said.getvalue(), [f"{reader.name}: {type(fault).__name__} in {place}"]


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise _TooSlowError


def _refuse(*_: object) -> None:
    raise ConnectionRefusedError


def _computed() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def _forget_peak() -> int:
    """Forget the most bytes that this process had; return how many it has."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    return _memory("VmRSS")


def _memory(key: str) -> int:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    found = re.search(rf"{key}:\s+(\d+) kB", status)
    return int(found[1]) * 1024 if found else 0


def _put(name: str, data: bytes) -> None:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _snapshot(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder, but what the program keeps for itself."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".reebrief" not in path.relative_to(folder).parts
    }


def _restore(folder: Path, first: Mapping[str, bytes]) -> None:
    for name, data in _snapshot(folder).items():
        if first.get(name) != data:
            (folder / name).unlink()
    for name, data in first.items():
        path = folder / name
        if not path.exists():
            path.write_bytes(data)
    shutil.rmtree(folder / ".reebrief", ignore_errors=True)


def _torn(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> Iterator[str]:
    """Yield what is wrong with files: lost, left over, not whole."""
    yield from (f"lost: {name}" for name in before.keys() - after.keys())
    for name in sorted(after):
        if after[name] == before.get(name):
            continue
        if Path(name).name.startswith(".reebrief-") or name.endswith((".new", ".old")):
            yield f"left over: {Path(name).suffix}"
        elif not _whole(name, after[name]):
            yield f"torn: a file {Path(name).suffix}"


def _whole(name: str, data: bytes) -> bool:
    """Say whether a file that was written has its end."""
    match Path(name).suffix:
        case ".docx" if not name.startswith("originals"):
            with zipfile.ZipFile(io.BytesIO(data)) as package:
                return package.testzip() is None
        case ".pdf" if not name.startswith("originals"):
            return data.rstrip().endswith(b"%%EOF")
        case ".html" if not name.startswith("originals"):
            return data.rstrip().endswith(b"</html>")
        case _:
            return bool(data)


@contextmanager
def bench(seed: str) -> Iterator[Bench]:
    """Give a bench; what it changes in this process is as it was after that."""
    spoken = {"REEBRIEF_TRACEBACK": "1", "REEBRIEF_PASSPHRASE": PASSPHRASE}
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="generated-")))
        stack.enter_context(mock.patch.dict(os.environ, spoken))
        # A spoilt address leads nowhere.
        stack.enter_context(mock.patch.object(socket.socket, "connect", _refuse))
        stack.enter_context(warnings.catch_warnings())
        warnings.filterwarnings("ignore", "Duplicate name", UserWarning)
        stack.enter_context(once.what_ships_is_read_once())
        stack.callback(signal.signal, signal.SIGPROF, signal.signal(signal.SIGPROF, _stop))
        stack.enter_context(chdir(folder))
        yield Bench(seed, folder)


def tries(seed: str, numbers: Iterable[int]) -> list[Trial]:
    """Make trials one after the other, on one bench."""
    with bench(seed) as made:
        return [made.tried(number) for number in numbers]
