"""The command: writes every sample, runs every gate, prints a line for each file and gate."""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed

from conformance import TOOLS, pictures, samples
from conformance.gates import GATES, Gate
from conformance.programs import ProgramError
from conformance.samples import Findings, Sample

_MOST = 5  # findings of one file and gate that are printed


def main() -> int:
    """Run the gates, or accept the pages as they look. Return 1 where a gate found something."""
    parser = argparse.ArgumentParser(prog="python -m conformance", description=__doc__)
    parser.add_argument("--accept", action="store_true", help="accept the pages as they look now")
    parser.add_argument("--gate", action="append", metavar="NAME", help="run this gate only")
    options = parser.parse_args()
    chosen = [gate for gate in GATES if gate.name in (options.gate or [g.name for g in GATES])]
    if len(chosen) < len(options.gate or ()):
        parser.error(f"the gates are: {', '.join(gate.name for gate in GATES)}")
    begin = time.perf_counter()
    folder = TOOLS / "files"
    shutil.rmtree(folder, ignore_errors=True)
    every = samples.written(folder)
    print(f"{len(every)} briefs written in {time.perf_counter() - begin:.1f} s")
    if options.accept:
        print(f"accepted: {pictures.accept(every)} pages in conformance/pages")
        return 0
    shutil.rmtree(pictures.LOOKED_AT, ignore_errors=True)
    failed = _run(chosen, every)
    print(f"{time.perf_counter() - begin:.0f} s in all")
    print(f"{len(chosen) * len(every) - failed} passed, {failed} failed")
    return 1 if failed else 0


def _run(gates: Sequence[Gate], every: Sequence[Sample]) -> int:
    """Run gates on two processes; return how many pairs of a file and a gate failed."""
    failed = 0
    with ProcessPoolExecutor(2) as pool:
        running = {pool.submit(_timed, gate, every): gate for gate in gates}
        for done in as_completed(running):
            gate = running[done]
            try:
                findings, seconds = done.result()
            except ProgramError as fault:
                findings, seconds = {sample.name: [f"not checked: {fault}"] for sample in every}, 0
            failed += sum(map(bool, findings.values()))
            print(f"\n{gate.name}: {gate.demands} ({seconds:.1f} s)")
            for sample in every:
                _print(sample, findings.get(sample.name, []))
    return failed


def _timed(gate: Gate, every: Sequence[Sample]) -> tuple[Findings, float]:
    begin = time.perf_counter()
    return gate.check(every), time.perf_counter() - begin


def _print(sample: Sample, found: Sequence[str]) -> None:
    print(f"  {'FAIL' if found else 'ok  '} {sample.name}")
    for what in found[:_MOST]:
        print(f"       {' '.join(what.split())}")
    if len(found) > _MOST:
        print(f"       and {len(found) - _MOST} more")


if __name__ == "__main__":
    sys.exit(main())
