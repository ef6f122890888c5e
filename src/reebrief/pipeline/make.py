"""Make one brief in every format, and gate what was made before it is written.

What is made is plain data, so that another process can have made it.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from reebrief.briefs import BriefDefinition
from reebrief.diagnostics import Problem, ReebriefError
from reebrief.document.annotated import Fit, Written
from reebrief.pipeline.caveat_budget import CaveatShare, caveat_share
from reebrief.pipeline.fork import ForkedWriter
from reebrief.pipeline.form_rules import broken_rules
from reebrief.pipeline.gate import Expected, expected, let_pass, writer_of, written
from reebrief.pipeline.prepare import Prepared, prepare
from reebrief.pipeline.progress import Step
from reebrief.pipeline.session import Session
from reebrief.project.project import Input


@dataclass(frozen=True, slots=True)
class Making:
    """How a brief is made: its formats, and the step of its document.

    With ``strict`` the rules of its form are looked at even where no PDF is asked for. ``workers``
    more than one: Word is made beside the PDF. ``progress`` is told each step as it begins.
    """

    to: Sequence[str]
    step: Step
    strict: bool = False
    workers: int = 1
    progress: Callable[[Step], None] = lambda _: None


@dataclass(frozen=True, slots=True)
class MadeBrief:
    """A brief as its writers made it, not gated yet; ``fonts`` are the files of its letters.

    ``items``, ``caveats``, ``claims`` and ``share`` are those of ``RenderResult``.
    """

    files: Mapping[str, Written]
    expected: Expected
    problems: tuple[Problem, ...]
    fonts: tuple[Path, ...]
    items: int
    caveats: int
    claims: int
    share: CaveatShare | None

    def gated(self) -> Mapping[str, Written]:
        """Return the files by their formats. Raises LostCaveatError where one lost a caveat."""
        return {form: let_pass(form, one, self.expected) for form, one in self.files.items()}


@dataclass(frozen=True, slots=True)
class MadeElsewhere:
    """What another process made, the steps that it took, and the files that were read for it."""

    made: MadeBrief
    steps: tuple[Step, ...]
    read: Mapping[Path, Input]


Elsewhere = Callable[
    [Session, Sequence[tuple[BriefDefinition, Making]]],
    Iterator[MadeElsewhere | ReebriefError | None],
]
"""Has briefs made by others: yields what was made of each, its errors, or None for one that is to
be made here."""


def make(session: Session, definition: BriefDefinition, making: Making) -> MadeBrief:
    """Make all formats of a brief; write no file.

    Raises ReebriefError with every error that keeps it from being made.
    """
    making.progress(making.step)
    prepared = prepare(session, definition)
    files = _files(prepared, making)
    problems = [*prepared.problems]
    share: CaveatShare | None = None
    if "pdf" in files or making.strict:
        pdf = files.get("pdf") or written("pdf", prepared)
        share = caveat_share(prepared, pdf)
        problems += broken_rules(prepared, pdf.pages, share)
    account = prepared.account
    return MadeBrief(
        files,
        expected(prepared),
        tuple(problems),
        fonts=tuple(f for family in prepared.inputs.theme.fonts.values() for f in family.files),
        items=sum(choice.chosen for choice in prepared.choices),
        caveats=len(account.caveats) - len(account.waived),
        claims=len(account.claims),
        share=share,
    )


def _files(prepared: Prepared, making: Making) -> dict[str, Written]:
    """Write every format that is asked for."""
    made: dict[str, Written] = {}
    writer = writer_of(prepared)

    def word_of(fit: Callable[[], Fit] | None = None) -> Written:
        if fit is not None:
            writer.fit_from(fit)
        return written("docx", prepared, writer)

    with contextlib.ExitStack() as stack:
        word: ForkedWriter | None = None
        if making.workers > 1 and {"docx", "pdf"} <= {*making.to}:
            word = stack.enter_context(ForkedWriter(word_of))
            writer.fitted = word.tell
        for form in making.to:
            if word is None or form != "docx":
                making.progress(replace(making.step, form=form))
                made[form] = written(form, prepared, writer)
        if word is not None:
            made["docx"] = word.result()
    return made
