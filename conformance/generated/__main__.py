"""The command: makes many trials in processes of its own, and reports them by what was wrong."""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import asdict
from pathlib import Path

from conformance import TOOLS
from conformance.generated.trial import Trial, bench, tries

_AT_ONCE = 500
"""Trials of one process, which then ends with what it has gathered."""


def main() -> int:
    """Make trials, or one again. Return 1 where anything was wrong."""
    parser = argparse.ArgumentParser(prog="python -m conformance.generated", description=__doc__)
    parser.add_argument("--count", type=int, default=100_000, help="how many trials are made")
    parser.add_argument("--seed", default="2026", help="what all that is drawn follows from")
    parser.add_argument("--first", type=int, default=0, help="the number of the first trial")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--again", type=int, metavar="NUMBER", help="make this trial alone")
    parser.add_argument("--keep", type=Path, metavar="FILE", help="with --again: keep its input")
    options = parser.parse_args()
    if options.again is not None:
        return _again(options.seed, options.again, options.keep)
    begin = time.perf_counter()
    numbers = range(options.first, options.first + options.count)
    parts = [numbers[at : at + _AT_ONCE] for at in range(0, len(numbers), _AT_ONCE)]
    trials: list[Trial] = []
    TOOLS.mkdir(exist_ok=True)
    with (TOOLS / "generated.jsonl").open("w", encoding="utf-8") as log:
        for made in _made(options.seed, parts, options.workers):
            trials += made
            for one in made:
                if one.faults:
                    print(json.dumps(asdict(one)), file=log, flush=True)
            if len(trials) % 5000 < len(made):
                bad = sum(bool(one.faults) for one in trials)
                print(f"{len(trials)} tried, {bad} with faults", flush=True)
    for line in _report(options.seed, trials, time.perf_counter() - begin):
        print(line)
    return 1 if any(one.faults for one in trials) else 0


def _made(seed: str, parts: Sequence[range], workers: int) -> Iterator[list[Trial]]:
    """Yield the trials of each part, as they are done."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, context, max_tasks_per_child=1) as pool:
        running = {pool.submit(tries, seed, part): part for part in parts}
        for done in as_completed(running):
            try:
                yield done.result()
            except BrokenProcessPool:
                part = running[done]
                yield [Trial(part[0], "?", -1, ("the process was brought down",), 0, 0)]


def _again(seed: str, number: int, keep: Path | None) -> int:
    with bench(seed) as made:
        reader, data = made.made(number)
        if keep is not None:
            keep.write_bytes(data)
        done = made.tried(number)
    print(f"{reader.name}, {reader.place}, {len(data)} bytes: {done}")
    return 1 if done.faults else 0


def _report(seed: str, trials: Sequence[Trial], seconds: float) -> Iterator[str]:
    """Yield the report: what was wrong, where first; readers, codes and costs; the counts."""
    faults: dict[str, list[int]] = defaultdict(list)
    for one in trials:
        for fault in one.faults:
            faults[fault].append(one.number)
    for fault, numbers in sorted(faults.items(), key=lambda item: -len(item[1])):
        shown = ", ".join(map(str, sorted(numbers)[:3]))
        yield f"FAIL {fault}: {len(numbers)} (--seed {seed} --again {shown})"
    yield f"{'reader':34} {'inputs':>7} {'0':>6} {'1':>6} {'3':>6} {'longest':>8} {'peak':>7}"
    for name in sorted({one.reader for one in trials}):
        own = [one for one in trials if one.reader == name]
        codes = Counter(one.code for one in own)
        longest, peak = max(one.seconds for one in own), max(one.peak for one in own)
        yield (
            f"{name:34} {len(own):7} {codes[0]:6} {codes[1]:6} {codes[3]:6} {longest:6.2f} s"
            f" {peak // 1_000_000:4} MB"
        )
    bad = sum(bool(one.faults) for one in trials)
    yield f"seed {seed}, {len(trials)} inputs, {seconds:.0f} s"
    yield f"{len(trials) - bad} passed, {bad} failed"


if __name__ == "__main__":
    sys.exit(main())
