"""Rendering and checking as commands: print, remember, and choose an exit code."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from reebrief.errors import Problem, Severity
from reebrief.project import Project
from reebrief.render import Rendered, rendering
from reebrief.shop import Shop
from reebrief.streams import FAILED, FOUND, OK, give, say
from reebrief.uptodate import RenderOptions, listings, remember


def run_render(options: RenderOptions) -> int:
    """Render, print the paths, and remember what was read and written."""
    project = Project.find(Path(options.project or "."))
    folders = listings(project.root.as_posix())
    done: list[Rendered] = []
    said: list[str] = []
    printed: list[str] = []
    results = rendering(
        Shop(project, options.date, options.parameters),
        options.names,
        to=options.to,
        output=Path(options.output).absolute() if options.output else None,
        strict=options.strict,
        aside=True,
        progress=_slow_progress(),
    )
    for result in results:
        done.append(result)
        for problem in result.problems:
            said.append(str(problem))
            say(problem)
        for path in result.files:
            printed.append(_shown(path))
            give(printed[-1])
    if not done:
        say("no brief in briefs/\n  hint: reebrief new NAME makes one")
        return FAILED
    code = exit_code((p for r in done for p in r.problems), strict=options.strict)
    if code == OK:
        _remember(project, options, done, folders, printed, said)
    return code


def _slow_progress() -> Callable[[str], None]:
    """Return what tells a step on stderr, once the work has taken more than two seconds."""
    start = time.monotonic()

    def tell(step: str) -> None:
        if time.monotonic() - start > 2:
            say(f"… {step}")

    return tell


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
    """Print everything that would be wrong, without rendering."""
    # A render does without both.
    from reebrief import account  # noqa: PLC0415  see above
    from reebrief.checking import check  # noqa: PLC0415  see above

    seen: dict[Problem, None] = {}
    by_name: dict[str, object] = {}
    for checked in check(shop, names):
        new = [p for p in checked.problems if p not in seen]
        seen.update(dict.fromkeys(new))
        by_name[checked.name] = {
            "problems": [as_data(p) for p in checked.problems],
            **(account.as_data(checked) if checked.account else {}),
        }
        if not as_json:
            for line in (*new, *account.lines(checked)):
                give(line)
    if as_json:
        give(json.dumps(by_name, ensure_ascii=False, indent=2))
    elif not seen:
        give("no problems")
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
