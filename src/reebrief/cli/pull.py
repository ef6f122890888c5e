"""The command ``reebrief pull``: what came back in a Word file, as a diff of the definition."""

from __future__ import annotations

import json
from pathlib import Path

from reebrief.cli.output import FAILED, FOUND, OK, give
from reebrief.project.project import Project, root_of
from reebrief.pull import apply, pull
from reebrief.pull.report import PullReport


def run_pull(
    project: str | None, file: str, given: dict[str, str | None], *, write: bool, **options: bool
) -> int:
    """Pull a file and print the report; with ``write`` the definition is changed.

    ``given`` has the options ``base`` and ``into``. Raises ReebriefError as ``pull`` does.
    """
    opened = Project(root_of(Path(project or ".")))
    base = Path(given["base"]) if given["base"] else None
    report = pull(
        opened, Path(file), base=base, into=given["into"], keep_comments=options["comments"]
    )
    if write:
        apply(opened, report)
    if options["as_json"]:
        data = {**report.as_data(file), "written": write}
        give(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        _give(file, report, written=write)
    if report.conflicts:
        return FAILED
    return FOUND if report.left else OK


def _give(file: str, report: PullReport, *, written: bool) -> None:
    give(f"{file}: brief ‘{report.brief}’ of {report.date}")
    for line in (*report.lines(), *report.patches.diff()):
        give(line)
    give(report.summary(applied=written))
