"""Turn raw text into an article in ``articles/``, with a log of every change."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from reebrief.corpus import sources
from reebrief.corpus.articles import FOLDER
from reebrief.corpus.ingest.cleaning.binary import refuse_binary
from reebrief.corpus.ingest.import_log import Hashes, Logged, is_unchanged, log, logged
from reebrief.corpus.ingest.metadata.given import Metadata, read_sidecar
from reebrief.corpus.ingest.pipeline import STANDARD_INPUT, assemble, id_of
from reebrief.project import yaml
from reebrief.project.atomic_write import write_all
from reebrief.project.project import Project

__all__ = [
    "STANDARD_INPUT",
    "Imported",
    "Importer",
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


class Importer:
    """Turns raw texts into articles of one project, whose registry is read once."""

    def __init__(self, project: Project) -> None:
        """Open the registry. Raises ReebriefError where it has errors."""
        self._project = project
        self._aliases = sources.load(project).aliases()

    def add(
        self,
        raw: bytes,
        name: str,
        metadata: Metadata,
        *,
        force: bool = False,
        dry_run: bool = False,
    ) -> Imported:
        """Turn a raw text into ``articles/ID.md`` and ``articles/ID.import.yaml``, the log.

        ``name`` is the name of the raw text's file, without its folder. What the metadata leave out
        stays as an earlier import of the same raw text to this id was given it, so that the same
        raw text with the same metadata or fewer leaves the files as they are. ``force`` writes over
        whatever stands there; ``dry_run`` writes nothing. Raises ReebriefError where the text is
        empty, no text or has no id, where the article was edited since its import or comes from
        another raw text, where its log is broken, and where a file cannot be written.
        """
        refuse_binary(raw, name)
        path = self._project.root / FOLDER / f"{id_of(name, metadata)}.md"
        log_path = path.with_suffix(".import.yaml")
        before = logged(self._project, log_path, force=force)
        if before and before.hashes.raw == Hashes.of(raw, b"").raw:
            metadata = metadata.over(before.given)
        made = assemble(raw, name, metadata, self._aliases)
        article = made.markdown.encode()
        hashes = Hashes.of(raw, article)
        data = log(hashes, name, path.name, metadata, made.record)
        status: Status = "would write" if dry_run else "written"
        if (
            not force
            and path.exists()
            and is_unchanged(self._project, path, before, Logged(hashes, metadata))
        ):
            status = "unchanged"
        if status == "written":
            files = {path: article, log_path: yaml.write(data).encode()}
            write_all(files, name=self._project.name)
        report = (f"{self._project.name(path)}: {status}, from {name}", *made.record.report())
        return Imported(path, path.stem, status, made.markdown, data, report)


def import_article(
    project: Project,
    raw: bytes,
    *,
    name: str,
    metadata: Metadata | None = None,
    force: bool = False,
) -> Imported:
    """Turn one raw text into an article of a project, as ``Importer.add`` does.

    >>> from reebrief import import_article, open_project
    >>> raw = b"A mill has opened in Ruritania, its owner says."
    >>> import_article(open_project("."), raw, name="mill.txt").path.name
    'mill.md'
    """
    return Importer(project).add(raw, name, metadata or Metadata(), force=force)
