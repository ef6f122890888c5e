"""Raw text to an article in ``articles/``, with a log of everything that was changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from reebrief.corpus.articles import FOLDER
from reebrief.corpus.ingest.cleaning.binary import refuse_binary
from reebrief.corpus.ingest.import_log import Hashes, Logged, is_unchanged, log, logged
from reebrief.corpus.ingest.metadata.given import Metadata, read_sidecar
from reebrief.corpus.ingest.pipeline import STANDARD_INPUT, assemble, id_of
from reebrief.corpus.sources import Alias
from reebrief.project import yaml
from reebrief.project.atomic_write import write_all
from reebrief.project.project import Project

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

    ``name`` is the name of the raw text's file, without its folder. What the metadata leave out
    stays as an earlier import of the same raw text to this id was given it, so that the same raw
    text with the same metadata or fewer leaves the files as they are. ``force`` writes over
    whatever stands there; ``dry_run`` writes nothing. Raises ReebriefError where the text is empty,
    no text or has no id, where the article was edited since its import or comes from another raw
    text, where its log is broken, and where a file cannot be written.
    """
    refuse_binary(raw, name)
    path = project.root / FOLDER / f"{id_of(name, metadata)}.md"
    log_path = path.with_suffix(".import.yaml")
    before = logged(project, log_path, force=force)
    if before and before.hashes.raw == Hashes.of(raw, b"").raw:
        metadata = metadata.over(before.given)
    made = assemble(raw, name, metadata, aliases)
    article = made.markdown.encode()
    hashes = Hashes.of(raw, article)
    data = log(hashes, name, path.name, metadata, made.record)
    status: Status = "would write" if dry_run else "written"
    if (
        not force
        and path.exists()
        and is_unchanged(project, path, before, Logged(hashes, metadata))
    ):
        status = "unchanged"
    if status == "written":
        files = {path: article, log_path: yaml.write(data).encode()}
        write_all(files, name=project.name)
    report = (f"{project.name(path)}: {status}, from {name}", *made.record.report())
    return Imported(path, path.stem, status, made.markdown, data, report)
