"""The command ``reebrief render``: print what was written, remember it, choose an exit code."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from reebrief.cli import parameters
from reebrief.cli.loading import load
from reebrief.cli.options import GivenParameters, RenderOptions
from reebrief.cli.output import FAILED, OK, give, say
from reebrief.cli.problems import as_data, counted, counts, exit_code, quoted
from reebrief.cli.progress import Progress
from reebrief.diagnostics import Problem, Severity
from reebrief.pipeline.caveat_budget import figures
from reebrief.pipeline.make import Elsewhere
from reebrief.pipeline.render import RenderRequest, RenderResult, rendering
from reebrief.pipeline.session import Session
from reebrief.project.build_state import (
    Archive,
    Inputs,
    KeptOutput,
    folder_marks,
    listings,
    remember,
)
from reebrief.project.project import Project, open_project


def run_render(options: RenderOptions, given: GivenParameters | None = None) -> int:
    """Render, print the paths, and remember what was read and written; with ``dry`` write none.

    ``given`` are the values of parameters, where there are some.
    """
    if given is not None:
        options.parameters = parameters.read(given)
    return render_in(open_project(options.project), options)


def render_in(project: Project, options: RenderOptions) -> int:
    """Do what ``run_render`` does in a project that is open."""
    folders = folder_marks(listings(project.root.as_posix()))
    done: list[RenderResult] = []
    said: list[str] = []
    printed: list[str] = []
    progress = Progress(steps=options.verbose, silent=options.quiet or options.as_json)
    request = _request(options, progress)
    session = Session(project, options.date, options.parameters)
    try:
        for result in rendering(session, options.names, request):
            done.append(result)
            told = {
                text: problem
                for problem in result.problems
                if (text := quoted(problem, project.root.as_posix())) not in said
            }
            said += [*told, *_share(result)]  # variants share problems: each is told once
            printed += map(_shown, result.files)
            if not options.as_json:
                progress.clear()
                _tell(result, told, options)
    finally:
        progress.clear()
    data = json.dumps([_as_data(r, dry=options.dry) for r in done], ensure_ascii=False, indent=2)
    if options.as_json:
        give(data)
    if not done:
        say("no brief in briefs/\n  hint: reebrief new NAME makes one")
        return FAILED
    every = dict.fromkeys(p for r in done for p in r.problems)
    if every:
        said.append(counted(every))
        if not (options.as_json or options.quiet):
            say(said[-1])
    code = exit_code((p for r in done for p in r.problems), strict=options.strict)
    if code == OK and not options.dry:
        looked = session.corpus.looked
        inputs = Inputs(
            {p.as_posix(): (i.data, i.changed) for p, i in project.inputs.items()},
            [p.as_posix() for r in done for p in (*r.inputs, *r.files)],
            folders,
            archive=Archive(looked.stamps, looked.fresh) if looked else None,
            uses_today=any(r.uses_today for r in done),
        )
        try:
            remember(
                project.root.as_posix(), options.key(), inputs, KeptOutput(printed, said, data)
            )
        except OSError as fault:
            why = fault.strerror
            say(f"note: the state could not be kept, so the next render starts afresh: {why}")
    return code


def _request(options: RenderOptions, progress: Progress) -> RenderRequest:
    """Return what the options ask for. Raises ReebriefError as ``_sender`` does."""
    return RenderRequest(
        to=options.to,
        output=Path(options.output).absolute() if options.output else None,
        strict=options.strict,
        dry=options.dry,
        workers=options.workers,
        progress=progress.tell,
        elsewhere=_sender(options.scheduler) if options.scheduler is not None else None,
    )


def _sender(address: str) -> Elsewhere:
    """Return what has briefs made by a cluster. Raises ReebriefError where Dask is missing."""
    (send,) = load("reebrief.pipeline.cluster.send")
    sender: Elsewhere = send.Sender(address)
    return sender


def _tell(result: RenderResult, told: Mapping[str, Problem], options: RenderOptions) -> None:
    """Print what became of a brief: its problems as they are told, then the paths of its files."""
    for text, problem in told.items():
        if not options.quiet or problem.severity is Severity.ERROR:
            say(text)
    if options.dry and result.files:
        counts = f"{result.items} items, {result.caveats} caveats, {result.claims} doubted claims"
        say(f"{result.name}: {counts}; nothing was written")
    if not options.quiet:
        for path in result.files:
            give(_shown(path))
        for line in _share(result):
            say(line)


def _share(result: RenderResult) -> list[str]:
    """Return the line that says how much of a brief's pages are caveats, where it was written."""
    return [f"{result.name}: {result.share}"] if result.files and result.share else []


def _as_data(result: RenderResult, *, dry: bool) -> dict[str, object]:
    """Return what became of a brief as JSON has it."""
    return {
        "name": result.name,
        "files": [_shown(path) for path in result.files],
        "written": bool(result.files) and not dry,
        "items": result.items,
        "caveats": result.caveats,
        "claims": result.claims,
        **figures(result.share),
        "counts": counts(result.problems),
        "problems": [as_data(problem) for problem in result.problems],
    }


def _shown(path: Path) -> str:
    """Return a path as short as it can be typed from here."""
    here = Path.cwd()
    inside = path.is_relative_to(here) and here != Path(here.anchor)
    return (path.relative_to(here) if inside else path).as_posix()
