"""Rendering and checking as commands: print, remember, and choose an exit code."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from reebrief.cli.errors import quoted
from reebrief.cli.output import FAILED, FOUND, OK, give, say
from reebrief.cli.progress import Progress
from reebrief.diagnostics import Problem, Severity
from reebrief.pipeline.render import Rendered, rendering
from reebrief.pipeline.session import Shop
from reebrief.project.build_state import RenderOptions, listings, remember
from reebrief.project.project import Project


@dataclass(frozen=True, slots=True)
class Telling:
    """How much a render tells: ``quiet`` errors alone, ``verbose`` every step; ``as_json`` data."""

    quiet: bool = False
    verbose: bool = False
    as_json: bool = False


def run_render(
    options: RenderOptions,
    telling: Telling | None = None,
    *,
    dry: bool = False,
    project: Project | None = None,
) -> int:
    """Render, print the paths, and remember what was read and written; with ``dry`` write none.

    ``project`` is the one that the options name, where the caller opened it.
    """
    telling = telling or Telling()
    project = project or Project.find(Path(options.project or "."))
    folders = listings(project.root.as_posix())
    done: list[Rendered] = []
    said: list[str] = []
    printed: list[str] = []
    progress = Progress(steps=telling.verbose, silent=telling.quiet or telling.as_json)
    results = rendering(
        Shop(project, options.date, options.parameters),
        options.names,
        to=options.to,
        output=Path(options.output).absolute() if options.output else None,
        strict=options.strict,
        dry=dry,
        aside=True,
        progress=progress.tell,
    )
    try:
        for result in results:
            done.append(result)
            told = {
                text: problem
                for problem in result.problems
                if (text := quoted(problem, project.root.as_posix())) not in said
            }
            said += told  # variants share problems: each is told once
            printed += map(_shown, result.files)
            if not telling.as_json:
                progress.clear()
                _tell(result, told, telling, dry=dry)
    finally:
        progress.clear()
    if telling.as_json:
        give(json.dumps([_as_data(r, dry=dry) for r in done], ensure_ascii=False, indent=2))
    if not done:
        say("no brief in briefs/\n  hint: reebrief new NAME makes one")
        return FAILED
    code = exit_code((p for r in done for p in r.problems), strict=options.strict)
    if code == OK and not dry:
        _remember(project, options, done, folders, printed, said)
    return code


def _tell(result: Rendered, told: Mapping[str, Problem], telling: Telling, *, dry: bool) -> None:
    """Print what became of a brief: its problems as they are told, then the paths of its files."""
    for text, problem in told.items():
        if not telling.quiet or problem.severity is Severity.ERROR:
            say(text)
    if dry and result.files:
        counts = f"{result.items} items, {result.caveats} caveats, {result.claims} doubted claims"
        say(f"{result.name}: {counts}; nothing was written")
    if not telling.quiet:
        for path in result.files:
            give(_shown(path))


def _as_data(result: Rendered, *, dry: bool) -> dict[str, object]:
    """Return what became of a brief as JSON has it."""
    return {
        "name": result.name,
        "files": [_shown(path) for path in result.files],
        "written": bool(result.files) and not dry,
        "items": result.items,
        "caveats": result.caveats,
        "claims": result.claims,
        "problems": [as_data(problem) for problem in result.problems],
    }


def _remember(
    project: Project,
    options: RenderOptions,
    done: list[Rendered],
    folders: dict[str, list[str]],
    printed: list[str],
    said: list[str],
) -> None:
    others = [p for r in done for p in r.inputs]
    written = [p for r in done for p in r.files]
    try:
        remember(
            options,
            root=project.root.as_posix(),
            read={p.as_posix(): (i.data, i.changed) for p, i in project.inputs.items()},
            files=[p.as_posix() for p in (*others, *written)],
            folders=folders,
            uses_today=any(r.uses_today for r in done),
            printed=printed,
            said=said,
        )
    except OSError as fault:
        say(
            f"note: the state could not be kept, so the next render starts afresh: {fault.strerror}"
        )


def _shown(path: Path) -> str:
    """Return a path as short as it can be typed from here."""
    here = Path.cwd()
    inside = path.is_relative_to(here) and here != Path(here.anchor)
    return (path.relative_to(here) if inside else path).as_posix()


def exit_code(problems: Iterable[Problem], *, strict: bool) -> int:
    """Return the exit code that problems call for: notes never count."""
    worst = max((p.severity for p in problems), default=Severity.NOTE)
    if worst is Severity.ERROR:
        return FAILED
    return FOUND if strict and worst is Severity.FINDING else OK


def run_check(shop: Shop, names: list[str], *, strict: bool, as_json: bool) -> int:
    """Print everything that would be wrong, the worst first; then why each caveat stands."""
    # A render does without both.
    from reebrief.cli import caveat_report  # noqa: PLC0415  see above
    from reebrief.pipeline.check import check  # noqa: PLC0415  see above

    seen: dict[Problem, None] = {}
    data: dict[str, object] = {}
    of_briefs: dict[str, object] = {}
    accounts: list[str] = []
    for checked in check(shop, names):
        seen.update(dict.fromkeys(checked.problems))
        found = {"problems": [as_data(p) for p in checked.problems]}
        if checked.brief:
            of_briefs[checked.name] = {**found, **caveat_report.as_data(checked)}
        else:
            data["articles"] = found
        accounts += caveat_report.lines(checked)
    if as_json:
        give(json.dumps({**data, "briefs": of_briefs}, ensure_ascii=False, indent=2))
        return exit_code(seen, strict=strict)
    root = shop.project.root.as_posix()
    for problem in sorted(seen, key=lambda one: -one.severity):
        give(quoted(problem, root))
    for line in (*([] if seen else ["no problems"]), *accounts):
        give(line)
    return exit_code(seen, strict=strict)


def as_data(problem: Problem) -> dict[str, object]:
    """Return a problem as JSON has it."""
    place = problem.place
    return {
        "severity": problem.severity.name.lower(),
        "file": place.file if place else None,
        "line": place.line if place and place.line else None,
        "column": place.column if place and place.column else None,
        "what": problem.what,
        "hint": problem.hint,
    }
