"""Raw text to an article in ``articles/``, with a log of everything that was changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from reebrief import yamlfile
from reebrief.articles import FOLDER
from reebrief.files import write_all
from reebrief.importing.assembling import STANDARD_INPUT, assemble
from reebrief.importing.log import Hashes, is_unchanged, log
from reebrief.importing.metadata import Metadata, read_sidecar
from reebrief.project import Project
from reebrief.sources import Alias

__all__ = [
    "STANDARD_INPUT",
    "Imported",
    "Metadata",
    "import_article",
    "read_sidecar",
]

Status = Literal["written", "unchanged", "would write"]


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: the article's file, id and text, the log, and the lines to print."""

    path: Path
    id: str
    status: Status
    markdown: str
    log: dict[str, Any]
    report: tuple[str, ...]


def import_article(
    project: Project,
    raw: bytes,
    *,
    name: str,
    metadata: Metadata,
    aliases: Sequence[Alias] = (),
    force: bool = False,
    dry_run: bool = False,
) -> Imported:
    """Turn a raw text into ``articles/ID.md`` and ``articles/ID.import.yaml``, the log.

    ``name`` is the name of the raw text's file, without its folder. The same raw text and metadata
    leave the files as they are; ``force`` writes over whatever stands there; ``dry_run`` writes
    nothing. Raises ReebriefError where the text is empty or has no id, where the article was edited
    since its import or comes from another raw text, and where a file cannot be written.
    """
    made = assemble(raw, name, metadata, aliases)
    path = project.root / FOLDER / f"{made.id}.md"
    log_path = path.with_suffix(".import.yaml")
    article = made.markdown.encode()
    hashes = Hashes.of(raw, article)
    data = log(hashes, name, path.name, made.record)
    status: Status = "would write" if dry_run else "written"
    if not force and path.exists() and is_unchanged(project, path, log_path, hashes):
        status = "unchanged"
    if status == "written":
        files = {path: article, log_path: yamlfile.write(data).encode()}
        write_all(files, name=project.name)
    report = (f"{project.name(path)}: {status}, from {name}", *made.record.report())
    return Imported(path, made.id, status, made.markdown, data, report)
