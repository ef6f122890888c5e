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

from archive import archives
from cluster import beside
from corpus import make_memos, make_project
from measuring import Run, Sample, median, own_peak, peak, processor, ratio, rounds, run, seconds
from preview import preview
from reference import PACKAGES, Reference, install
from report import Reach, Row, as_data, row, table
from tagging import runs as tagging_runs

ROOT = Path(__file__).resolve().parents[1]
REEBRIEF = (sys.executable, "-m", "reebrief")
MEMOS = 100
SIZES = (1, 50, 500)
FLAGS = ("--quiet", "--json", "--verbose")


def main() -> None:
    """Run everything and print the table."""
    parser = argparse.ArgumentParser(description="Measure reebrief beside its reference.")
    parser.add_argument("--quick", action="store_true", help="fewer rounds, smaller sizes")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every sample to FILE")
    options = parser.parse_args()
    short, long = (2, 1) if options.quick else (9, 3)
    memos_most, items_most = (MEMOS, SIZES[-1]) if options.quick else (1000, 2000)
    articles = (10, 1000) if options.quick else (10, 1000, 10_000)
    os.environ["PYTHONPATH"] = str(ROOT / "src")  # this tree, whatever else is installed
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    reference = install(ROOT / ".venv-bench")
    with tempfile.TemporaryDirectory() as name:
        shipped, invented = Path(name) / "shipped", Path(name) / "invented"
        say("the weekly memo")
        rows = weekly(shipped, reference, short)
        say(f"{memos_most} memos")
        rows += memos(shipped, long, most=memos_most)
        if not options.quick:
            say("a cluster")
            rows += beside(Path(name), shipped, make_memos(shipped, "weekly", MEMOS))
        say(f"{items_most} items")
        rows += items(invented, reference, long, most=items_most)
        say(f"{articles[-1]} articles")
        rows += archives(Path(name), articles, REEBRIEF, long)
        say("the preview")
        rows += preview(Path(name) / f"archive-{articles[-1]}", REEBRIEF, articles[-1])
        say("tags")  # last: they are made in this process, whose peak no later run can go below
        rows += tags(shipped, invented, long)
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
    """Measure the shipped memo: cold, checked, with nothing changed, and the help."""
    ours(project.parent, "init", project.name)()
    source = markdown(project, "weekly")
    runs = {"both": ours(project, "render", "weekly", "--force")}
    if reference:
        runs |= {"docx": partial(reference.word, source), "pdf": partial(reference.pdf, source)}
    runs |= {
        "unchanged": ours(project, "render", "weekly", says="up to date"),
        **{flag: ours(project, "render", "weekly", flag) for flag in FLAGS},
        "check": ours(project, "check", "weekly"),
        "our docx": ours(project, "render", "weekly", "--force", "--to", "docx"),
        "our pdf": ours(project, "render", "weekly", "--force", "--to", "pdf"),
        "help": ours(project, "--help"),
    }
    samples = rounds(runs, count)
    both, word, pdf = samples["both"], samples.get("docx", []), samples.get("pdf", [])
    every = [one + other for one, other in zip(word, pdf, strict=True)]
    beside = [
        Row("reference: Word and PDF", every),
        Row("reference: Word, by pandoc", word),
        Row("reference: PDF, by pandoc and typst", pdf),
    ]
    shares = [one.processor / other.processor for one, other in zip(both, every, strict=False)]
    on_cores = Reach(median(shares), 1.03, "× its processor time", aim=0.82) if every else None
    bound = {name: [Reach(median(seconds(samples[name])), 0.08, "s")] for name in FLAGS}
    checked = Reach(ratio(samples["check"], both), 1, "× the render")
    unchanged = Reach(median(seconds(samples["unchanged"])), 0.08, "s", aim=0.06)
    return [
        *(beside if reference else []),
        row(
            "weekly, cold: Word and PDF",
            both,
            every,
            *([on_cores] if on_cores else []),
            at_most=0.95,
            aim=0.72,
        ),
        row("weekly, cold: Word", samples["our docx"], word),
        row("weekly, cold: PDF", samples["our pdf"], pdf),
        row("weekly, checked", samples["check"], every, checked),
        row("weekly, nothing changed", samples["unchanged"], every, unchanged),
        *(row(f"weekly, nothing changed, {f}", samples[f], every, *bound[f]) for f in FLAGS),
        row("--help", samples["help"], every),
    ]


def memos(project: Path, count: int, *, most: int) -> list[Row]:
    """Measure many memos by one command, on every core and on one; ``weekly`` made the project."""
    names = make_memos(project, "weekly", max(most, MEMOS))
    command = ("render", "--force", "--quiet")
    runs = {
        "all": ours(project, *command, *names[:MEMOS]),
        "one": ours(project, *command, *names[:MEMOS], "--workers", "1"),
        "few": ours(project, *command, *names[: MEMOS // 10]),
    }
    samples = rounds(runs, count)
    rate = median([MEMOS / time for time in seconds(samples["all"])])
    alone = median([MEMOS / max(one.seconds, one.processor) for one in samples["one"]])
    together = Reach(rate, 25, "memos a second", at_least=True, aim=32)
    a_core = Reach(alone, 15, "memos a second and core", at_least=True)
    done = [
        row(f"{MEMOS // 10} memos", samples["few"]),
        row(f"{MEMOS} memos", samples["all"], None, together),
        row(f"{MEMOS} memos, one process", samples["one"], None, a_core),
    ]
    if most > MEMOS:
        many = [ours(project, *command, *names)()]
        growth = many[0].processor / processor(samples["all"]) / (most / MEMOS)
        done.append(row(f"{most} memos", many, None, Reach(growth, 1.2, f"× a memo of {MEMOS}")))
    return done


def items(project: Path, reference: Reference | None, count: int, *, most: int) -> list[Row]:
    """Measure briefs of many items and a table of as many rows."""
    sizes = (*SIZES, *((most,) if most > SIZES[-1] else ()))
    names = make_project(project, sizes)[: len(SIZES)]
    source = markdown(project, names[-1])
    runs = {name: ours(project, "render", name, "--force") for name in names}
    if reference:
        runs["reference"] = lambda: reference.word(source) + reference.pdf(source)
    samples = rounds(runs, count)
    one, fifty, all_of_them = (samples[name] for name in names)
    growth = per_item(all_of_them, one, SIZES[2]) / per_item(fifty, one, SIZES[1])
    beside = samples.get("reference", [])
    done = [
        *([Row(f"reference: {SIZES[2]} items, Word and PDF", beside)] if reference else []),
        row("1 item, a table of 1 row: Word and PDF", one),
        row(f"{SIZES[1]} items, a table of {SIZES[1]} rows", fifty),
        row(
            f"{SIZES[2]} items, a table of {SIZES[2]} rows",
            all_of_them,
            beside,
            Reach(processor(all_of_them), 5.5, "s of processor time", aim=4.5),
            Reach(peak(all_of_them), 150, "MiB", aim=100),
            Reach(growth, 1.5, f"× the time per item of {SIZES[1]}"),
        ),
    ]
    if most > SIZES[-1]:
        many = [ours(project, "render", f"items-{most}", "--force")()]
        growth = many[0].processor / processor(all_of_them) / (most / SIZES[-1])
        done.append(
            row(
                f"{most} items, a table of {most} rows",
                many,
                None,
                Reach(growth, 1.2, f"× an item of {SIZES[-1]}"),
                Reach(peak(many), 300, "MiB"),
            )
        )
    return done


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
                at_most=1.3,
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
