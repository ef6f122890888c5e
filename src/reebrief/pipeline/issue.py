"""Freeze a brief as it is handed over, and note in its definition that it was."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from reebrief.briefs import BriefDefinition
from reebrief.diagnostics import Place, error
from reebrief.editions import freeze
from reebrief.editions.freeze import FrozenFile
from reebrief.pipeline.gate import gated, writer_of
from reebrief.pipeline.prepare import Prepared, prepare
from reebrief.pipeline.render import DEFAULT_FORMATS, path_of
from reebrief.pipeline.session import Session, today
from reebrief.project.atomic_write import write_all
from reebrief.project.lock import only_one
from reebrief.project.yaml.edit import YamlText
from reebrief.verify.examine import found


def issue(session: Session, name: str, *, again: bool = False) -> list[Path]:
    """Freeze a brief, each of its variants, and set ``issued`` in its definition.

    Returns the frozen files. Raises ReebriefError where the brief has errors, where a file of it in
    the output folder is not what it makes now, and where it was issued before unless ``again``.
    """
    project = session.project
    with only_one(project.root):
        definitions = session.definitions(name)
        files = {}
        for one in definitions:
            path = freeze.path_of(project, one.name, session.date(one).isoformat())
            if path.exists() and not again:
                hint = "type --again if it was handed over once more"
                raise error("was issued before", Place(project.name(path)), hint)
            files[path] = _frozen(session, prepare(session, one))
        frozen = [*files]
        path = project.root / definitions[0].file.name
        files[path] = _with_issued(session, definitions[0])
        write_all(files, name=project.name)
    return frozen


def _frozen(session: Session, prepared: Prepared) -> bytes:
    head = prepared.annotated.head
    if head is None or head.edition is None:
        raise AssertionError("a prepared brief has a head")
    return freeze.content(
        head.edition,
        prepared.definition.file.data,
        head.inputs,
        [*_files(session, prepared)],
        today().isoformat(),
    )


def _files(session: Session, prepared: Prepared) -> Iterator[FrozenFile]:
    """Yield the Word and the PDF file of a brief, which nothing in the output folder contradicts.

    Raises ReebriefError where a file there is another one.
    """
    writer = writer_of(prepared)
    for form in DEFAULT_FORMATS:
        data = gated(form, prepared, writer).data
        path = path_of(session, prepared.definition, form)
        name = session.project.name(path)
        if path.is_file() and path.read_bytes() != data:
            hint = "render it again; or put back the articles and texts that it was made of"
            raise error("is not what the brief makes now", Place(name), hint)
        yield FrozenFile(path.name, data, json.loads(found(data).manifest or "{}"))


def _with_issued(session: Session, definition: BriefDefinition) -> bytes:
    """Return the definition's file with the day of its issue, all else as it was."""
    project = session.project
    path = project.root / definition.file.name
    text = YamlText(project.data(path).decode("utf-8"), definition.file.name)
    has_date = isinstance(text.file.data, dict) and "date" in text.file.data
    text.set(("issued",), today().isoformat(), after="date" if has_date else None)
    return text.text.encode("utf-8")
