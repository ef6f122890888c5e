"""Whole processes measured: wall time, processor time and peak memory, in interleaved rounds."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

_MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024  # getrusage(2) of macOS and of Linux


class Sample(NamedTuple):
    """What one run cost: seconds by the clock, seconds of all cores, peak resident MiB."""

    seconds: float
    processor: float
    peak: float

    def __add__(self, other: object) -> Sample:
        """Return the cost of both runs, one after the other."""
        if not isinstance(other, Sample):
            return NotImplemented
        return Sample(
            self.seconds + other.seconds,
            self.processor + other.processor,
            max(self.peak, other.peak),
        )


Run = Callable[[], Sample]


def run(command: Sequence[str], folder: Path, *, says: str = "") -> Sample:
    """Run one process to its end, from spawning it to reaping it.

    The peak is the process's own or that of one of its children, whichever is larger. It is never
    below that of this process, whose pages a child shares until it starts its program. Exits with
    what the process wrote to stderr where it fails, and where it does not write ``says`` there.
    """
    with tempfile.TemporaryFile() as stderr:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=stderr)
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        stderr.seek(0)
        said = stderr.read().decode("utf-8", "replace")
    if process.returncode or says not in said:
        raise SystemExit(f"failed: {' '.join(command)[:300]}\n{said[-2000:]}")
    return Sample(seconds, used.ru_utime + used.ru_stime, _peak(used))


def own_peak() -> float:
    """Return the most MiB that this process ever had in memory: no run can show less."""
    return _peak(resource.getrusage(resource.RUSAGE_SELF))


def _peak(used: resource.struct_rusage) -> float:
    return used.ru_maxrss * _MAXRSS_UNIT / 2**20


def rounds(runs: Mapping[str, Run], count: int) -> dict[str, list[Sample]]:
    """Run everything in turn, ``count`` rounds after a warm-up; return the samples by name.

    Samples of one round were taken side by side, so a ratio is formed within a round.
    """
    samples: dict[str, list[Sample]] = {name: [] for name in runs}
    for number in range(count + 1):
        for name, one in runs.items():
            sample = one()
            if number:
                samples[name].append(sample)
    return samples


def median(values: Sequence[float]) -> float:
    """Return the middle value, or the mean of the two in the middle."""
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def processor(samples: Sequence[Sample]) -> float:
    """Return the median seconds of all cores."""
    return median([sample.processor for sample in samples])


def peak(samples: Sequence[Sample]) -> float:
    """Return the highest peak of samples, in MiB."""
    return max(sample.peak for sample in samples)


def seconds(samples: Sequence[Sample]) -> list[float]:
    """Return the wall times of samples."""
    return [sample.seconds for sample in samples]


def ratio(samples: Sequence[Sample], reference: Sequence[Sample]) -> float:
    """Return the median of the ratios of wall times, formed round by round."""
    pairs = zip(seconds(samples), seconds(reference), strict=True)
    return median([one / other for one, other in pairs])
