"""Measure reebrief beside its reference: ``make bench``, or ``bench.py [--quick] [--json FILE]``.

Everything is measured as a whole process, start of Python included, in projects made for it in a
temporary folder. "Cold" renders although nothing changed; the system's caches are warm.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
from functools import partial
from pathlib import Path

from corpus import make_memos, make_project
from measuring import Run, Sample, median, own_peak, rounds, run, seconds
from reference import PACKAGES, Reference, install
from report import Reach, Row, as_data, row, table
from tagging import runs as tagging_runs

ROOT = Path(__file__).resolve().parents[1]
REEBRIEF = (sys.executable, "-m", "reebrief")
MEMOS = 100
SIZES = (1, 50, 500)


def main() -> None:
    """Run everything and print the table."""
    parser = argparse.ArgumentParser(description="Measure reebrief beside its reference.")
    parser.add_argument("--quick", action="store_true", help="3 rounds instead of 9 and 7")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every sample to FILE")
    options = parser.parse_args()
    short, long = (3, 3) if options.quick else (9, 7)
    os.environ["PYTHONPATH"] = str(ROOT / "src")  # this tree, whatever else is installed
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    reference = install(ROOT / ".venv-bench")
    with tempfile.TemporaryDirectory() as name:
        shipped, invented = Path(name) / "shipped", Path(name) / "invented"
        say("the weekly memo")
        rows = weekly(shipped, reference, short)
        say(f"{MEMOS} memos")
        rows += memos(shipped, long)
        say(f"{SIZES[-1]} items")
        rows += items(invented, reference, long)
        say("tags")
        rows += tags(shipped, invented, short)
    print(table(rows))
    print()
    for line in notes(reference):
        print(line)
    if options.json:
        text = json.dumps({"notes": notes(reference), "rows": as_data(rows)}, indent=1)
        options.json.write_text(text + "\n", encoding="utf-8")


def say(what: str) -> None:
    """Tell whoever waits what is being measured."""
    print(f"measuring {what} …", file=sys.stderr)


def ours(folder: Path, *arguments: str, says: str = "") -> Run:
    """Return a run of reebrief with a project's folder as the current one."""
    return lambda: run([*REEBRIEF, *arguments], folder, says=says)


def markdown(project: Path, brief: str) -> Path:
    """Return the Markdown that reebrief writes of a brief."""
    ours(project, "render", brief, "--to", "md")()
    return next((project / "output").glob(f"{brief}-*.md"))


def weekly(project: Path, reference: Reference | None, count: int) -> list[Row]:
    """Measure the shipped memo: cold in both formats and each alone, nothing changed, the help."""
    ours(project.parent, "init", project.name)()
    source = markdown(project, "weekly")
    runs = {"both": ours(project, "render", "weekly", "--force")}
    if reference:
        runs |= {"docx": partial(reference.word, source), "pdf": partial(reference.pdf, source)}
    runs |= {
        "unchanged": ours(project, "render", "weekly", says="up to date"),
        "our docx": ours(project, "render", "weekly", "--force", "--to", "docx"),
        "our pdf": ours(project, "render", "weekly", "--force", "--to", "pdf"),
        "help": ours(project, "--help"),
    }
    samples = rounds(runs, count)
    word, pdf = samples.get("docx", []), samples.get("pdf", [])
    every = [one + other for one, other in zip(word, pdf, strict=True)]
    beside = [
        Row("reference: Word and PDF", every),
        Row("reference: Word, by pandoc", word),
        Row("reference: PDF, by pandoc and typst", pdf),
    ]
    return [
        *(beside if reference else []),
        row("weekly, cold: Word and PDF", samples["both"], every, at_most=1.0, aim=0.8),
        row("weekly, cold: Word", samples["our docx"], word),
        row("weekly, cold: PDF", samples["our pdf"], pdf),
        row("weekly, nothing changed", samples["unchanged"], every, at_most=0.15),
        row("--help", samples["help"], every),
    ]


def memos(project: Path, count: int) -> list[Row]:
    """Measure many memos by one command, on every core and on one; ``weekly`` made the project."""
    names = make_memos(project, "weekly", MEMOS)
    command = ("render", "--force", "--quiet", *names)
    runs = {
        "all": ours(project, *command),
        "one": ours(project, *command, "--workers", "1"),
    }
    samples = rounds(runs, count)
    rate = median([MEMOS / time for time in seconds(samples["all"])])
    alone = median([MEMOS / max(one.seconds, one.processor) for one in samples["one"]])
    together = Reach(rate, 25, "memos a second", at_least=True)
    a_core = Reach(alone, 15, "memos a second and core", at_least=True)
    return [
        row(f"{MEMOS} memos", samples["all"], None, together),
        row(f"{MEMOS} memos, one process", samples["one"], None, a_core),
    ]


def items(project: Path, reference: Reference | None, count: int) -> list[Row]:
    """Measure briefs of many items and a table of as many rows."""
    names = make_project(project, SIZES)
    source = markdown(project, names[-1])
    runs = {name: ours(project, "render", name, "--force") for name in names}
    if reference:
        runs["reference"] = lambda: reference.word(source) + reference.pdf(source)
    samples = rounds(runs, count)
    one, fifty, all_of_them = (samples[name] for name in names)
    growth = per_item(all_of_them, one, SIZES[2]) / per_item(fifty, one, SIZES[1])
    beside = samples.get("reference", [])
    return [
        *([Row(f"reference: {SIZES[2]} items, Word and PDF", beside)] if reference else []),
        row("1 item, a table of 1 row: Word and PDF", one),
        row(f"{SIZES[1]} items, a table of {SIZES[1]} rows", fifty),
        row(
            f"{SIZES[2]} items, a table of {SIZES[2]} rows",
            all_of_them,
            beside,
            Reach(median(seconds(all_of_them)), 8, "s"),
            Reach(max(sample.peak for sample in all_of_them), 200, "MiB"),
            Reach(growth, 1.5, f"× the time per item of {SIZES[1]}"),
        ),
    ]


def tags(project: Path, invented: Path, count: int) -> list[Row]:
    """Measure a PDF beside the same pages without tags, and what a page of a long one costs."""
    runs: dict[str, Run] = {}
    pages: dict[str, int] = {}
    for folder, name in ((project, "weekly"), *((invented, f"items-{n}") for n in SIZES[1:])):
        runs[name], runs[f"{name} bare"], pages[name] = tagging_runs(folder, name)
    samples = rounds(runs, count)
    fifty, all_of_them = (f"items-{n}" for n in SIZES[1:])
    growth = (median(seconds(samples[all_of_them])) / pages[all_of_them]) / (
        median(seconds(samples[fifty])) / pages[fifty]
    )
    rows = []
    for name, many in pages.items():
        linear = [Reach(growth, 1.5, f"× the time of a page of {fifty}")]
        rows += [
            row(f"{name}, {many} pages: PDF without tags", samples[f"{name} bare"]),
            row(
                f"{name}, {many} pages: PDF, tagged",
                samples[name],
                samples[f"{name} bare"],
                *(linear if name == all_of_them else []),
                at_most=1.5,
            ),
        ]
    return rows


def per_item(many: list[Sample], one: list[Sample], size: int) -> float:
    """Return the median seconds for each further item after the first."""
    pairs = zip(seconds(many), seconds(one), strict=True)
    return median([(time - first) / (size - 1) for time, first in pairs])


def notes(reference: Reference | None) -> list[str]:
    """Return what else a reader of the table should know."""
    beside = f"no reference: {' and '.join(PACKAGES)} do not install here"
    if reference:
        beside = f"reference: {reference.versions}, from reebrief's own Markdown of the brief"
    python = f"{platform.python_implementation()} {platform.python_version()}"
    machine = f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}"
    return [
        f"{python} on {machine}; a peak below {own_peak():.0f} MiB shows as that",
        beside,
        "ratio: the median of the ratios of each round; per item: the first item's run taken away",
    ]


if __name__ == "__main__":
    main()
