"""The command ``reebrief verify``: a line for each file, its findings below it, an exit code."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from reebrief.cli.output import FAILED, OK, give
from reebrief.diagnostics import ReebriefError, error, nearest
from reebrief.project.project import Project, root_of
from reebrief.signatures.seen import WHAT_IT_SAYS
from reebrief.verify import inputs, verify_file
from reebrief.verify.verdict import Verdict

_ENDINGS = frozenset({".docx", ".pdf"})


def run_verify(
    files: Sequence[str], *, folder: str | None, as_json: bool, trust: Sequence[str] = ()
) -> int:
    """Verify files and print the verdicts; return the worst exit code: 1, then 3, then 0.

    ``folder`` is a project's, by default the current one's if there is one. Raises ReebriefError
    where a folder is named that lies in no project, where a project's settings have errors, and
    where a file of ``trust`` cannot be read.
    """
    roots = [Path(name) for name in trust]
    for root in roots:
        if not root.is_file():
            raise error(f"--trust {root}: no file", None, "name a file of certificates")
    project = _project(folder)
    codes: list[int] = []
    printed: list[dict[str, object]] = []
    for file in files:
        verdict = verify_file(Path(file), roots)
        if project is not None and verdict.inputs:
            verdict = inputs.asked(verdict, project)
        codes.append(verdict.exit_code)
        if as_json:
            printed.append(verdict.as_data(file))
        else:
            _give(file, verdict)
    if as_json:
        give(json.dumps(printed, ensure_ascii=False, indent=2))
    return FAILED if FAILED in codes else max(codes, default=OK)


def _project(folder: str | None) -> Project | None:
    try:
        root = root_of(Path(folder or "."))
    except ReebriefError:
        if folder is not None:
            raise
        return None
    return Project(root)


def _give(file: str, verdict: Verdict) -> None:
    give(f"{file}: {verdict}")
    if not Path(file).exists():
        there = [str(path) for path in Path(file).parent.glob("*") if path.suffix in _ENDINGS]
        give(f"  hint: {nearest(file, there) or 'name a file that reebrief render wrote'}")
    if verdict.named:
        give(f"  edition: {verdict.named}")
    for finding in (*verdict.findings, *verdict.since):
        give(f"  {finding}")
    if any(one.by for one in verdict.signatures):
        give(f"  note: {WHAT_IT_SAYS}")
    if verdict.more:
        give(f"  … and {verdict.more} more")
    if verdict.project is False:
        give(f"  note: not made in this project, which has no brief ‘{verdict.brief}’")
