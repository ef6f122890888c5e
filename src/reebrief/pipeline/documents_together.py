"""Check documents that are rendered together: one file name each, parameters that one declares."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from reebrief import briefs
from reebrief.briefs import BriefDefinition
from reebrief.diagnostics import Problem, ReebriefError, error, known
from reebrief.pipeline.session import Session
from reebrief.project.file_names import same_file


def check_names(documents: Iterable[BriefDefinition]) -> None:
    """Raise ReebriefError where two documents would be written to one file.

    Names that differ in case only are one on Windows and macOS.
    """
    taken: dict[str, BriefDefinition] = {}
    for one in documents:
        other = taken.setdefault(same_file(one.file_name), one)
        if other is not one:
            raise ReebriefError(_one_file(other.name, one))


def shared_file(session: Session, definition: BriefDefinition) -> Iterator[Problem]:
    """Yield an error for each other document of the project that has the file name of this one.

    One that is rendered alone would replace the other's file, and nobody would be told.
    """
    names = session.once("file names", None, lambda: briefs.by_file_name(session.project))
    for other, file in names.get(same_file(definition.file_name), ()):
        if (other, file) != (definition.name, definition.file.name):
            yield _one_file(other, definition)


def _one_file(other: str, one: BriefDefinition) -> Problem:
    what = f"'{other}' and '{one.name}' would be written to one file"
    hint = "give each a 'file_name' of its own, or rename one of the two"
    return Problem(what, one.place("file_name"), hint)


def check_parameters(documents: Sequence[BriefDefinition], given: Mapping[str, str]) -> None:
    """Raise ReebriefError for values given to parameters that no document declares.

    So it does where several variants of a definition have values of their own, which would all be
    the one given.
    """
    declared = {name for one in documents for name in one.model.parameters}
    for name in given:
        own: dict[str, list[str]] = {}
        for one in documents:
            if name in one.own_values:
                own.setdefault(one.file.name, []).append(one.name)
        for variants in own.values():
            if len(variants) > 1:
                stem, _, rest = variants[0].rpartition("-")
                what = f"-P {name}: {', '.join(variants)} would all have one value for '{name}'"
                raise error(what, None, f"name one variant: {stem}:{rest}")
        if documents and name not in declared:
            raise error(
                f"-P {name}: no parameter '{name}'", None, known(name, declared, kind="parameters")
            )
