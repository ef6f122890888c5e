"""Change the program in small ways, one at a time, and see whether the tests tell.

A mutant is one change: a comparison turned, a condition always or never true, a number one higher,
a class's name altered, a statement left out. A seeded sample of all that can be made in the rooms
of the domain rules is tried, each against the tests that run its line, the quickest first. What
kept libraries there are either know no sample or run all tests for each mutant, which would take a
day.
"""

from __future__ import annotations

import argparse
import ast
import importlib.abc
import importlib.util
import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from conformance import ROOT, TOOLS

ROOMS = (
    "caveats",
    "analysis",
    "pipeline",
    "corpus/source_entries.py",
    "corpus/source_models.py",
    "corpus/sources.py",
)
SOURCE = ROOT / "src" / "reebrief"
RUNS = TOOLS / "mutants.json"
"""Which tests run which lines, and how long each takes."""

RESULT = ROOT / "conformance" / "mutants.txt"
"""The last result: each mutant that lives, its line, and why no test tells, which people write."""

_SECONDS = 40.0
"""How long the tests of one mutant may take by themselves; the quickest are chosen."""

_TURNED: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
_NAMES = {"any": "all", "all": "any", "min": "max", "max": "min"}
_CLASS = re.compile(r"[a-z]+(-[a-z]+)+")


@dataclass(frozen=True)
class Mutant:
    """A change of one place; ``number`` counts the changes that a file has."""

    path: str
    line: int
    number: int
    what: str


class Mutator(ast.NodeTransformer):
    """Counts the changes that a file can have, and makes one of them."""

    def __init__(self, path: str, wanted: int | None = None) -> None:
        self.path = path
        self.wanted = wanted
        self.found: list[Mutant] = []

    def _change(self, node: ast.AST, what: str, made: ast.AST) -> ast.AST:
        number = len(self.found)
        self.found.append(Mutant(self.path, getattr(node, "lineno", 0), number, what))
        return ast.copy_location(made, node) if number == self.wanted else node

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        self.generic_visit(node)
        turned = _TURNED.get(type(node.ops[0]))
        if turned is None or len(node.ops) > 1:
            return node
        what = f"{type(node.ops[0]).__name__} becomes {turned.__name__}"
        made = ast.Compare(node.left, [turned()], node.comparators)  # type: ignore[list-item]
        return self._change(node, what, made)

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.AST:
        self.generic_visit(node)
        turned = _TURNED[type(node.op)]
        made = ast.BoolOp(turned(), node.values)  # type: ignore[arg-type]
        return self._change(node, f"becomes {turned.__name__}", made)

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        self.generic_visit(node)
        turned = _TURNED.get(type(node.op))
        if turned is None:
            return node
        made = ast.BinOp(node.left, turned(), node.right)  # type: ignore[arg-type]
        return self._change(node, f"{type(node.op).__name__} becomes {turned.__name__}", made)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.AST:
        self.generic_visit(node)
        if not isinstance(node.op, ast.Not):
            return node
        return self._change(node, "not is left out", node.operand)

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        value = node.value
        if isinstance(value, bool):
            return self._change(node, f"{value} becomes {not value}", ast.Constant(not value))
        if isinstance(value, int):
            return self._change(node, f"{value} becomes {value + 1}", ast.Constant(value + 1))
        if isinstance(value, str) and _CLASS.fullmatch(value):
            return self._change(node, f"'{value}' is altered", ast.Constant(f"{value}-x"))
        return node

    def visit_Name(self, node: ast.Name) -> ast.AST:
        other = _NAMES.get(node.id)
        if other is None or not isinstance(node.ctx, ast.Load):
            return node
        return self._change(node, f"{node.id} becomes {other}", ast.Name(other, ast.Load()))

    def visit_If(self, node: ast.If) -> ast.AST:
        self.generic_visit(node)
        for value in (True, False):
            made = ast.If(ast.Constant(value), node.body, node.orelse)
            changed = self._change(node, f"if {value}", made)
            if changed is not node:
                return changed
        return node

    def visit_Expr(self, node: ast.Expr) -> ast.AST:
        if isinstance(node.value, ast.Constant):
            return node  # a docstring
        self.generic_visit(node)
        return self._change(node, "a statement is left out", ast.Pass())

    def visit_AugAssign(self, node: ast.AugAssign) -> ast.AST:
        self.generic_visit(node)
        return self._change(node, "a statement is left out", ast.Pass())

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        if node.value is not None:
            node.value = self.visit(node.value)
        return node

    def visit_arguments(self, node: ast.arguments) -> ast.AST:
        node.defaults = [self.visit(one) for one in node.defaults]
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.args = self.visit(node.args)
        node.body = [self.visit(one) for one in node.body]
        return node

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        node.body = [self.visit(one) for one in node.body]
        return node

    def visit_ImportFrom(self, node: ast.ImportFrom) -> ast.AST:
        return node


def mutants() -> list[Mutant]:
    """Return every mutant of the rooms, in the order of the files."""
    done: list[Mutant] = []
    for name in ROOMS:
        place = SOURCE / name
        for path in [place] if place.is_file() else sorted(place.rglob("*.py")):
            mutator = Mutator(path.relative_to(SOURCE).as_posix())
            mutator.visit(ast.parse(path.read_text(encoding="utf-8")))
            done += mutator.found
    return done


class _Loader(importlib.abc.SourceLoader):
    """Loads one module with its change; it has no bytecode to be kept."""

    def __init__(self, path: Path, mutant: Mutant) -> None:
        self._path = path
        self._mutant = mutant

    def get_filename(self, fullname: str) -> str:  # noqa: ARG002  the protocol's
        return str(self._path)

    def get_data(self, path: str | bytes) -> bytes:
        return Path(os.fsdecode(path)).read_bytes()

    def path_stats(self, path: str) -> dict[str, float]:
        raise OSError(path)  # whatever was compiled before is another module

    def source_to_code(self, data: object, path: object, **_: object) -> object:  # type: ignore[override]
        tree = ast.parse(bytes(data))  # type: ignore[call-overload]
        mutator = Mutator(self._mutant.path, self._mutant.number)
        return compile(ast.fix_missing_locations(mutator.visit(tree)), str(path), "exec")


class _Finder(importlib.abc.MetaPathFinder):
    def __init__(self, mutant: Mutant) -> None:
        parts = Path(mutant.path).with_suffix("").parts
        self._name = ".".join(("reebrief", *(parts[:-1] if parts[-1] == "__init__" else parts)))
        self._path = SOURCE / mutant.path
        self._mutant = mutant

    def find_spec(self, name: str, *_: object) -> object:
        if name != self._name:
            return None
        places = [str(self._path.parent)] if self._path.name == "__init__.py" else None
        loader = _Loader(self._path, self._mutant)
        return importlib.util.spec_from_file_location(
            name, self._path, loader=loader, submodule_search_locations=places
        )


class _Recorder:
    """A pytest plugin: notes the lines that each passing test runs, and how long it takes."""

    def __init__(self) -> None:
        import coverage  # noqa: PLC0415  a mutant's run needs none of it

        self.coverage = coverage.Coverage(data_file=None, source=[str(SOURCE)], config_file=False)
        self.seconds: dict[str, float] = {}
        self.failed: set[str] = set()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        begun = time.perf_counter()
        self.coverage.switch_context(item.nodeid)
        result = yield
        if item.nodeid not in self.failed:
            self.seconds[item.nodeid] = time.perf_counter() - begun
        return result

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed.add(report.nodeid)


_ENDED = "all were run\n"
"""What a run says last."""

_QUIET = ["-q", "-p", "no:randomly", "-p", "no:xdist", "-p", "no:cacheprovider"]


def record() -> None:
    """Run the tests once; write which of them run which lines."""
    recorder = _Recorder()
    recorder.coverage.start()
    code = pytest.main([*_QUIET, "--deselect", "tests/cli/test_commands.py", "tests"], [recorder])
    recorder.coverage.stop()
    if not recorder.seconds:
        raise SystemExit(f"no test passes: {code}")
    data = recorder.coverage.get_data()
    lines = {}
    for path in data.measured_files():
        name = Path(path).relative_to(SOURCE).as_posix()
        lines[name] = {n: sorted(filter(None, c)) for n, c in data.contexts_by_lineno(path).items()}
    RUNS.parent.mkdir(exist_ok=True)
    RUNS.write_text(json.dumps({"seconds": recorder.seconds, "lines": lines}))


def _own(mutant: Mutant) -> str:
    """Return how the file of the tests of a mutant's module begins, or of the package within."""
    path = Path(mutant.path)
    name = path.parent.name if len(path.parts) > 2 else path.stem
    return f"{_room(mutant)}test_{name}"


def _room(mutant: Mutant) -> str:
    """Return the folder of the tests of a mutant's room."""
    return f"tests/{mutant.path.partition('/')[0]}/"


def _tests(mutant: Mutant, runs: dict[str, dict[str, dict[str, list[str]]]]) -> list[str]:
    """Return the tests that run a mutant's line, up to a time.

    Those of its module come first, then those of its room: one case of each function, the quickest
    first, then a second of each. A line that thousands of tests run is told by few of them.
    """
    seconds: dict[str, float] = runs["seconds"]  # type: ignore[assignment]
    lines = runs["lines"].get(mutant.path, {})
    # A line that runs when the module is imported runs in no test: those of the module are tried.
    runners = {*(lines.get(str(mutant.line)) or (one for each in lines.values() for one in each))}
    room, own = _room(mutant), _own(mutant)
    # What is read once for many tests is run by the first of them: all of its own are tried.
    found = [one for one in seconds if one in runners or one.startswith(own)]
    ordered = sorted(found, key=lambda one: seconds.get(one, 9.0))
    functions: Counter[str] = Counter()
    turn: dict[str, int] = {}
    for one in ordered:
        functions[one.partition("[")[0]] += 1
        turn[one] = functions[one.partition("[")[0]]
    ordered.sort(key=lambda one: (not one.startswith(own), not one.startswith(room), turn[one]))
    chosen: list[str] = []
    left = _SECONDS
    for one in ordered:
        left -= seconds.get(one, 9.0)
        if left < 0 and chosen:
            break
        chosen.append(one)
    return chosen


def _tried(mutant: Mutant, tests: Sequence[str]) -> str:
    """Run tests against a mutant, those of its room first; return ``killed`` or ``lives``."""
    room = [one for one in tests if one.startswith(_room(mutant))]
    others = [one for one in tests if not one.startswith(_room(mutant))]
    killed = any(_fail(mutant, part) for part in (room, others) if part)
    return "killed" if killed else "lives"


def _fail(mutant: Mutant, tests: Sequence[str]) -> bool:
    """Say whether one of some tests fails, or does not end, in a process with a mutant."""
    call = [sys.executable, "-m", "conformance.mutants", "--one", json.dumps(mutant.__dict__)]
    process = subprocess.Popen(
        call,
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        text=True,
    )
    try:
        said, _ = process.communicate("\n".join(tests), timeout=3 * _SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return True
    # A mutant may end the process with the exit code of success: only the last line is proof.
    return process.returncode != 0 or not said.endswith(_ENDED)


def _one(mutant: Mutant) -> int:
    """Run the tests named on standard input against a mutant; return pytest's exit code."""
    tests = sys.stdin.read().splitlines()
    sys.meta_path.insert(0, _Finder(mutant))
    os.environ["HYPOTHESIS_STORAGE_DIRECTORY"] = os.devnull
    code = int(pytest.main([*_QUIET, "-x", *tests]))
    sys.stdout.write(_ENDED)
    return code


def reasons(result: str) -> dict[tuple[str, str, str], str]:
    """Return why mutants live, by module, change and source line, as a result says it."""
    found = re.findall(r"^(\S+):\d+: (.+)\n    (.+)\n    because (.+)$", result, re.MULTILINE)
    return {(path, what, line): why for path, what, line, why in found}


def _lives(mutant: Mutant, known: Mapping[tuple[str, str, str], str]) -> str:
    """Tell of a mutant that lives, with the reason that an earlier result gives."""
    source = (SOURCE / mutant.path).read_text(encoding="utf-8").splitlines()
    line = source[mutant.line - 1].strip()
    why = known.get((mutant.path, mutant.what, line), "nobody has said why yet")
    return f"{mutant.path}:{mutant.line}: {mutant.what}\n    {line}\n    because {why}"


def report(
    tried: Iterable[tuple[Mutant, str]], seed: int, known: Mapping[tuple[str, str, str], str]
) -> str:
    """Write a result: how many mutants were killed, room by room, and those that live."""
    done = list(tried)
    rooms = Counter(mutant.path.partition("/")[0] for mutant, _ in done)
    killed = Counter(mutant.path.partition("/")[0] for mutant, end in done if end == "killed")
    lines = [
        f"{sum(killed.values())} of {len(done)} mutants killed "
        f"({100 * sum(killed.values()) / len(done):.1f} %), sample of seed {seed}.\n",
        *(f"- `{room}`: {killed[room]} of {rooms[room]}" for room in sorted(rooms)),
        "",
        *(_lives(mutant, known) for mutant, end in done if end != "killed"),
    ]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Try a sample; write what lives. Return 1 where fewer than nine in ten were killed."""
    parser = argparse.ArgumentParser(prog="python -m conformance.mutants", description=__doc__)
    parser.add_argument("--sample", type=int, default=400)
    parser.add_argument("--seed", type=int, default=2027)
    parser.add_argument("--record", action="store_true", help="note which tests run which lines")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        return _one(Mutant(**json.loads(options.one)))
    if options.record:
        record()
        return 0
    if not RUNS.exists():
        subprocess.run(
            [sys.executable, "-m", "conformance.mutants", "--record"], cwd=ROOT, check=True
        )
    runs = json.loads(RUNS.read_text())
    every = mutants()
    chosen = random.Random(options.seed).sample(every, min(options.sample, len(every)))  # noqa: S311
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        ends = pool.map(lambda one: (one, _tried(one, _tests(one, runs))), chosen)
        done = sorted(ends, key=lambda each: (each[0].path, each[0].line))
    known = reasons(RESULT.read_text(encoding="utf-8")) if RESULT.exists() else {}
    RESULT.write_text(report(done, options.seed, known), encoding="utf-8")
    return 0 if sum(end == "killed" for _, end in done) >= 0.9 * len(done) else 1


if __name__ == "__main__":
    sys.exit(main())
