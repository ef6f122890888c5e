"""Render briefs: make each, gate it, write its files; several at once where that is allowed."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypedDict, Unpack

from reebrief import briefs
from reebrief.briefs import BriefDefinition
from reebrief.compose.selection import selects
from reebrief.diagnostics import LostCaveatError, Problem, ReebriefError, Severity, error, known
from reebrief.pipeline.caveat_budget import CaveatShare
from reebrief.pipeline.documents_together import check_names, check_parameters, shared_file
from reebrief.pipeline.make import Elsewhere, MadeBrief, Making, make
from reebrief.pipeline.pool import in_order
from reebrief.pipeline.progress import Step
from reebrief.pipeline.session import Session
from reebrief.project.atomic_write import write_all
from reebrief.project.lock import only_one
from reebrief.project.project import Input, Project
from reebrief.writers import FORMATS

DEFAULT_FORMATS = ("docx", "pdf")

_FEW = 2
"""So many documents are made one by one: starting a pool costs more than it saves."""


@dataclass(frozen=True, slots=True)
class RenderResult:
    """What became of one brief: the files written, and every problem found.

    ``items`` counts the articles that it shows, ``caveats`` those that follow from its articles and
    their sources, ``claims`` the sentences with doubts; ``share`` says how much of its pages are
    caveats, where a PDF was made. ``inputs`` are files that were read besides
    the project's texts; ``uses_today`` says that another day would bring another brief.
    """

    name: str
    files: tuple[Path, ...]
    problems: tuple[Problem, ...]
    inputs: tuple[Path, ...] = ()
    uses_today: bool = False
    items: int = 0
    caveats: int = 0
    claims: int = 0
    share: CaveatShare | None = None

    @property
    def failed(self) -> bool:
        """Say whether errors kept the brief from being written."""
        return any(p.severity is Severity.ERROR for p in self.problems)


class RenderKeywords(TypedDict, total=False):
    """What ``render`` takes by name; ``RenderRequest`` says what each means."""

    to: Sequence[str]
    output: Path | None
    strict: bool
    dry: bool


@dataclass(frozen=True, slots=True)
class RenderRequest:
    """How briefs are rendered.

    ``to`` are formats; ``output`` is the folder, by default the project's own. With ``strict``,
    findings keep a brief from being written; with ``dry`` every file is made and none is written.
    ``workers`` is how many processes work at once: one brief's Word beside its PDF, or several
    briefs; more than one is for callers without threads. ``progress`` is told each step as it
    begins, or, of a brief that another process makes, when that is done. ``elsewhere`` has briefs
    made by others; then ``workers`` does not count.
    """

    to: Sequence[str] = DEFAULT_FORMATS
    output: Path | None = None
    strict: bool = False
    dry: bool = False
    workers: int = 1
    progress: Callable[[Step], None] = lambda _: None
    elsewhere: Elsewhere | None = None


def render(
    project: Project,
    names: Sequence[str] = (),
    *,
    date: str | None = None,
    parameters: Mapping[str, str] | None = None,
    **keywords: Unpack[RenderKeywords],
) -> list[RenderResult]:
    """Render briefs, by default every one; return what became of each, the good ones written.

    ``names`` are those of briefs, ``NAME:VARIANT``, or paths of definitions; ``date`` is an ISO
    8601 day, or ``today``, instead of each brief's own; ``parameters`` are values by name. By name:
    ``to``, the formats (``docx``, ``pdf``, ``html``, ``md``), ``output``, a folder, ``strict``, and
    ``dry``. Problems of a brief are in its result. Raises ReebriefError where another render is
    running, where a format, date or parameter is unknown, and where two documents would have one
    file name.

    >>> from reebrief import open_project, render
    >>> [result] = render(open_project("."), ["weekly"], to=["pdf"])
    >>> [path.name for path in result.files]
    ['weekly-2026-01-09.pdf']
    """
    return list(rendering(Session(project, date, parameters), names, RenderRequest(**keywords)))


def rendering(
    session: Session, names: Sequence[str], request: RenderRequest
) -> Iterator[RenderResult]:
    """Render briefs as ``render`` does; yield what became of each as it is done."""
    if not request.to:
        raise error("--to: no format", None, f"known formats: {', '.join(FORMATS)}")
    for form in request.to:
        if form not in FORMATS:
            hint = known(form, FORMATS, kind="formats")
            if {*form.split()} <= {*FORMATS}:
                hint = f"type --to {','.join(form.split())}"
            raise error(f"--to: no format '{form}'", None, hint)
    project = session.project
    with only_one(project.root):
        wanted = list(dict.fromkeys(names or briefs.names(project)))
        loaded = [(name, *_definitions(session, name)) for name in wanted]
        documents = [definition for _, found, _ in loaded for definition in found]
        check_names(documents)
        check_parameters(documents, session.parameters)
        for name, _, problems in loaded:
            if problems:
                yield RenderResult(name, (), problems)
        if request.elsewhere is None:
            yield from _all(session, documents, request)
        else:
            yield from _gathered(session, documents, request, request.elsewhere)


@dataclass(frozen=True, slots=True)
class _Made:
    """What became of a brief, the steps that it took, and the files that were read for it alone."""

    result: RenderResult
    steps: tuple[Step, ...]
    read: dict[Path, Input]


def _all(
    session: Session, documents: Sequence[BriefDefinition], request: RenderRequest
) -> Iterator[RenderResult]:
    """Render documents in their order, several at once where that is allowed."""

    def one(n: int, request: RenderRequest) -> RenderResult:
        step = Step(n + 1, len(documents), documents[n].name)
        return _rendered(session, documents[n], request, step)

    def aside(n: int) -> _Made:
        steps: list[Step] = []
        known = {*session.project.inputs}
        result = one(n, replace(request, workers=1, progress=steps.append))
        read = {path: i for path, i in session.project.inputs.items() if path not in known}
        return _Made(result, tuple(steps), read)

    # The first one reads what all share, and the copies of this process have it then.
    many = request.workers > 1 and len(documents) > _FEW
    if many:
        _look_at_articles(session, documents)
    here = documents[:1] if many else documents
    for n in range(len(here)):
        yield one(n, replace(request, workers=1) if many else request)
    for made in in_order(aside, range(len(here), len(documents)), request.workers):
        session.project.inputs.update(made.read)
        for step in made.steps:
            request.progress(step)
        yield made.result


def _look_at_articles(session: Session, documents: Sequence[BriefDefinition]) -> None:
    """Look at all articles once, for all documents that select from them."""
    if any(map(selects, documents)):
        with contextlib.suppress(ReebriefError):  # each brief that selects tells what is wrong
            session.corpus.facts()


def _gathered(
    session: Session,
    documents: Sequence[BriefDefinition],
    request: RenderRequest,
    elsewhere: Elsewhere,
) -> Iterator[RenderResult]:
    """Have documents made elsewhere; gate and write each here, in their order."""
    _look_at_articles(session, documents)
    here = replace(request, workers=1)
    steps = [Step(n + 1, len(documents), one.name) for n, one in enumerate(documents)]
    jobs = [
        (one, Making(request.to, step, request.strict))
        for one, step in zip(documents, steps, strict=True)
    ]
    for (definition, making), came in zip(jobs, elsewhere(session, jobs), strict=True):
        if came is None:
            yield _rendered(session, definition, here, making.step)
        elif isinstance(came, ReebriefError):
            yield RenderResult(definition.name, (), came.problems)
        else:
            session.project.inputs.update(came.read)
            for step in came.steps:
                request.progress(step)
            written = partial(_written, session, definition, request, came.made)
            yield _result(definition.name, written)


def _definitions(
    session: Session, name: str
) -> tuple[tuple[BriefDefinition, ...], tuple[Problem, ...]]:
    """Load a definition's documents, or return the problems that it has."""
    try:
        return session.definitions(name), ()
    except ReebriefError as fault:
        return (), fault.problems


def _rendered(
    session: Session, definition: BriefDefinition, request: RenderRequest, step: Step
) -> RenderResult:
    """Make all formats of a brief before any file is replaced; write them, or say why not."""
    making = Making(request.to, step, request.strict, request.workers, request.progress)

    def finish() -> RenderResult:
        return _written(session, definition, request, make(session, definition, making))

    return _result(definition.name, finish)


def _result(name: str, finish: Callable[[], RenderResult]) -> RenderResult:
    """Return what becomes of a brief, errors too; a lost caveat is raised: it is our own fault."""
    try:
        return finish()
    except LostCaveatError:
        raise
    except ReebriefError as fault:
        return RenderResult(name, (), fault.problems)


def _written(
    session: Session, definition: BriefDefinition, request: RenderRequest, made: MadeBrief
) -> RenderResult:
    """Write a brief that was made if it may leave.

    Raises LostCaveatError where it lost a caveat, ReebriefError where a file cannot be written.
    """
    gated = made.gated()
    problems = (*shared_file(session, definition), *made.problems)
    least = Severity.FINDING if request.strict else Severity.ERROR
    if any(p.severity >= least for p in problems):
        return RenderResult(definition.name, (), problems)
    files: dict[Path, bytes] = {}
    for form in request.to:
        path = path_of(session, definition, form, request.output)
        files[path] = gated[form].data
        files |= {path.parent / name: data for name, data in gated[form].beside.items()}
    if not request.dry:
        write_all(files, name=session.project.name)
    return RenderResult(
        definition.name,
        tuple(files),
        problems,
        inputs=made.fonts,
        uses_today=session.uses_today(definition),
        items=made.items,
        caveats=made.caveats,
        claims=made.claims,
        share=made.share,
    )


def path_of(
    session: Session, definition: BriefDefinition, form: str, output: Path | None = None
) -> Path:
    """Return the path of one format of a brief, by default in the project's own folder."""
    folder = output or session.project.root / session.project.settings.output
    return folder / f"{definition.file_name}-{session.date(definition).isoformat()}.{form}"
