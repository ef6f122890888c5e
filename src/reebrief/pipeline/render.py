"""Rendering briefs: every format written, the gate before a byte leaves, and the files."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from reebrief import briefs
from reebrief.briefs import BriefDefinition
from reebrief.diagnostics import (
    LostCaveatError,
    Place,
    Problem,
    ReebriefError,
    Severity,
    error,
    known,
)
from reebrief.document.annotated import Written
from reebrief.pipeline.fork import Aside
from reebrief.pipeline.form_rules import broken_rules
from reebrief.pipeline.progress import Step
from reebrief.pipeline.session import Prepared, Shop
from reebrief.project.atomic_write import write_all
from reebrief.project.lock import only_one
from reebrief.project.project import Project
from reebrief.writers import FORMATS, PAGED, write

DEFAULT_FORMATS = ("docx", "pdf")


@dataclass(frozen=True, slots=True)
class Rendered:
    """What became of one brief: the files written, and every problem found.

    ``items`` counts the articles that it shows, ``caveats`` those that follow from its articles and
    their sources, ``claims`` the sentences with doubts. ``inputs`` are files that were read besides
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

    @property
    def failed(self) -> bool:
        """Say whether errors kept the brief from being written."""
        return any(p.severity is Severity.ERROR for p in self.problems)


def gated(form: str, prepared: Prepared) -> Written:
    """Write one format, and let it pass only with every caveat drawn.

    Raises LostCaveatError with the names of what a writer left out.
    """
    place = Place(prepared.definition.file.name)
    try:
        written = write(form, prepared.caveated, prepared.theme, prepared.words)
    except LostCaveatError:
        raise
    except ReebriefError as fault:
        # What no article and no line of the definition holds is a value of the definition.
        raise ReebriefError([replace(p, place=p.place or place) for p in fault.problems]) from None
    expected = prepared.caveated.parts
    if form in PAGED:
        expected |= prepared.caveated.running_parts
    lost = expected - written.parts
    if lost or not written.parts <= expected:
        what = (
            f"the {form} writer lost caveats: {', '.join(sorted(lost)) or 'none, but made some up'}"
        )
        hint = "this is a fault of reebrief, nothing was written; please report it"
        raise LostCaveatError(Problem(what, place, hint))
    return written


def render(
    project: Project,
    names: Sequence[str] = (),
    *,
    date: str | None = None,
    parameters: Mapping[str, str] | None = None,
    **options: Any,
) -> list[Rendered]:
    """Render briefs, by default every one; return what became of each.

    The other options are those of ``rendering``, which does the same one brief at a time.
    """
    return list(rendering(Shop(project, date, parameters), names, **options))


def rendering(
    shop: Shop,
    names: Sequence[str] = (),
    *,
    to: Sequence[str] = DEFAULT_FORMATS,
    output: Path | None = None,
    strict: bool = False,
    dry: bool = False,
    aside: bool = False,
    progress: Callable[[Step], None] = lambda _: None,
) -> Iterator[Rendered]:
    """Render briefs, by default every one; yield what became of each, the good ones written.

    All formats of a brief are made before any file is replaced. With ``strict``, findings keep a
    brief from being written; with ``dry`` every file is made and none is written. With ``aside``
    Word is written by a process of its own beside the PDF: for callers without threads.
    ``progress`` is told each step as it begins. Raises ReebriefError where another render is
    running, where a format or a parameter is unknown, and where two documents would have one file
    name.
    """
    if not to:
        raise error("--to: no format", None, f"known formats: {', '.join(FORMATS)}")
    for form in to:
        if form not in FORMATS:
            raise error(f"--to: no format '{form}'", None, known(form, FORMATS, kind="formats"))
    project = shop.project
    folder = output or project.root / project.settings.output
    with only_one(project.root):
        wanted = list(dict.fromkeys(names or briefs.names(project)))
        loaded = [(name, *_definitions(shop, name)) for name in wanted]
        documents = [definition for _, found, _ in loaded for definition in found]
        check_names(documents)
        check_parameters(documents, shop.parameters)
        for name, _, problems in loaded:
            if problems:
                yield Rendered(name, (), problems)
        for n, definition in enumerate(documents, 1):
            step = Step(n, len(documents), definition.name)
            progress(step)

            def begin(form: str, step: Step = step) -> None:
                progress(replace(step, form=form))

            made = _make(shop, definition, to, strict=strict, aside=aside, begin=begin)
            yield _written(made, shop, folder, strict=strict, dry=dry)


def _definitions(shop: Shop, name: str) -> tuple[tuple[BriefDefinition, ...], tuple[Problem, ...]]:
    """Load a definition's documents, or return the problems that it has."""
    try:
        return shop.definitions(name), ()
    except ReebriefError as fault:
        return (), fault.problems


def check_names(documents: Iterable[BriefDefinition]) -> None:
    """Raise ReebriefError where two documents would be written to one file."""
    taken: dict[str, BriefDefinition] = {}
    for one in documents:
        other = taken.setdefault(one.file_name, one)
        if other is not one:
            what = f"'{other.name}' and '{one.name}' would be written to one file"
            hint = "give each a 'file_name' of its own, or rename one of the two"
            raise error(what, one.place("file_name"), hint)


def check_parameters(documents: Sequence[BriefDefinition], given: Mapping[str, str]) -> None:
    """Raise ReebriefError for values given to parameters that no document declares."""
    declared = {name for one in documents for name in one.model.parameters}
    for name in given:
        if documents and name not in declared:
            raise error(
                f"-P {name}: no parameter '{name}'", None, known(name, declared, kind="parameters")
            )


@dataclass(frozen=True, slots=True)
class _Made:
    """A brief in all formats asked for, or the problems that it has; ``prepared`` is None then."""

    name: str
    prepared: Prepared | None
    documents: Mapping[str, Written]
    problems: tuple[Problem, ...]


def _make(
    shop: Shop,
    definition: BriefDefinition,
    to: Sequence[str],
    *,
    strict: bool,
    aside: bool,
    begin: Callable[[str], None],
) -> _Made:
    name = definition.name
    try:
        prepared = shop.prepare(definition)
        made: dict[str, Written] = {}
        with contextlib.ExitStack() as stack:
            word: Aside | None = None
            if aside and {"docx", "pdf"} <= {*to}:
                word = stack.enter_context(Aside(lambda: gated("docx", prepared)))
            for form in to:
                if word is None or form != "docx":
                    begin(form)
                    made[form] = gated(form, prepared)
            if word is not None:
                made["docx"] = word.result()
        problems = [*prepared.problems]
        if "pdf" in made:
            problems += broken_rules(prepared, made["pdf"])
        elif strict:
            problems += broken_rules(prepared, gated("pdf", prepared))
    except LostCaveatError:
        raise
    except ReebriefError as fault:
        return _Made(name, None, {}, fault.problems)
    return _Made(name, prepared, {form: made[form] for form in to}, tuple(problems))


def _written(made: _Made, shop: Shop, folder: Path, *, strict: bool, dry: bool) -> Rendered:
    """Write the files of a brief, unless findings or the caller keep it from being written."""
    prepared = made.prepared
    found = any(p.severity is Severity.FINDING for p in made.problems)
    if prepared is None or (strict and found):
        return Rendered(made.name, (), made.problems)
    stem = f"{prepared.definition.file_name}-{prepared.date.isoformat()}"
    files = {folder / f"{stem}.{form}": one.data for form, one in made.documents.items()}
    if not dry:
        try:
            write_all(files, name=shop.project.name)
        except ReebriefError as fault:
            return Rendered(made.name, (), fault.problems)
    fonts = (font for family in prepared.theme.fonts.values() for font in family.files)
    return Rendered(
        made.name,
        tuple(files),
        made.problems,
        inputs=tuple(fonts),
        uses_today=shop.uses_today(prepared.definition),
        items=sum(choice.chosen for choice in prepared.choices),
        caveats=len(prepared.account.caveats) - len(prepared.account.waived),
        claims=len(prepared.account.claims),
    )
