"""Turn what arrives into articles in ``articles/``, with a log of every change."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from reebrief.corpus import sources
from reebrief.corpus.articles import ORIGINALS, read
from reebrief.corpus.ingest.import_log import Hashes, Logged, is_unchanged, log, logged
from reebrief.corpus.ingest.limited import run_limited
from reebrief.corpus.ingest.metadata.given import Metadata, read_sidecar
from reebrief.corpus.ingest.pipeline import STANDARD_INPUT, Assembled, assemble, id_of
from reebrief.corpus.ingest.readers import LARGEST, read_documents
from reebrief.corpus.ingest.readers.document import ProposedFact, RawDocument
from reebrief.diagnostics import Place, error
from reebrief.document.markdown import slug
from reebrief.project import yaml
from reebrief.project.article_files import FOLDER
from reebrief.project.atomic_write import write_all
from reebrief.project.project import Project

__all__ = [
    "LARGEST",
    "STANDARD_INPUT",
    "Imported",
    "Importer",
    "Metadata",
    "RawDocument",
    "import_article",
    "read_documents",
    "read_sidecar",
]

_SMALL = 50_000
"""Bytes of a document that is cleaned in a moment."""

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
    """Turns documents into articles of one project, whose registry is read once."""

    def __init__(self, project: Project, *, limits: bool = False) -> None:
        """Open the registry. Raises ReebriefError where it has errors.

        With ``limits`` large documents are cleaned in a child of little memory and time, as
        ``run_limited`` does; the process must have no threads.
        """
        self._project = project
        self._limits = limits
        self._registry = sources.load(project)
        self._aliases = self._registry.aliases

    def add(
        self,
        document: RawDocument,
        metadata: Metadata,
        *,
        force: bool = False,
        dry_run: bool = False,
    ) -> Imported:
        """Turn a document into ``articles/ID.md`` and ``articles/ID.import.yaml``, the log.

        Its bytes are kept in ``originals/``, unless the settings leave them out. What the metadata
        leave out stays as an earlier import of the same bytes to this id was given it, so that the
        same file with the same metadata or fewer leaves the files as they are. ``force`` writes
        over whatever stands there; ``dry_run`` writes nothing. Raises ReebriefError where the text
        is empty or has no id, where the article was edited since its import or comes from other
        bytes, where its log is broken, and where a file cannot be written.
        """
        project, raw = self._project, document.original
        document = self._with_publisher(document, metadata)
        path = self._path(document, metadata)
        log_path = path.with_suffix(".import.yaml")
        before = logged(project, log_path, force=force)
        if before and before.hashes.raw == Hashes.of(raw, b"").raw:
            metadata = metadata.over(before.given)
        original = project.root / ORIGINALS / f"{path.stem}{document.suffix}"
        kept = project.name(original) if project.settings.originals else None
        made = self._assembled(document, metadata, kept)
        article = made.markdown.encode()
        hashes = Hashes.of(raw, article)
        data = log(hashes, document.name, path.name, metadata, made.record)
        status: Status = "would write" if dry_run else "written"
        if (
            not force
            and path.exists()
            and is_unchanged(project, path, before, Logged(hashes, metadata))
        ):
            status = "unchanged"
        if status == "written":
            files = {path: article, log_path: yaml.write(data).encode()}
            write_all(files | ({original: raw} if kept else {}), name=project.name)
        report = (
            f"{project.name(path)}: {status}, from {document.name}",
            *made.record.report(),
        )
        return Imported(path, path.stem, status, made.markdown, data, report)

    def _assembled(
        self, document: RawDocument, metadata: Metadata, original: str | None
    ) -> Assembled:
        """Return the article of a document; a small one takes less time than a child does."""

        def work() -> Assembled:
            return assemble(document, metadata, self._aliases, original)

        small = len(document.original) < _SMALL
        return run_limited(work, document.name) if self._limits and not small else work()

    def _with_publisher(self, document: RawDocument, metadata: Metadata) -> RawDocument:
        """Propose who has the domain of the address: surer than what a page calls itself."""
        told = document.fact("url")
        address = metadata.url or (told.value if told else "")
        source = self._registry.publisher_of(address) if address else None
        if source is None or metadata.publisher:
            return document
        fact = ProposedFact("publisher", source.name, f"whose domain {address} lies in")
        return replace(document, facts=(fact, *document.facts))

    def _path(self, document: RawDocument, metadata: Metadata) -> Path:
        """Return an article's file, where it stands already if it does.

        Of two documents of one title the later gets its publisher's name, or of one file its date.
        """
        path = self._standing(id_of(document, metadata))
        log_path = path.with_suffix(".import.yaml")
        if metadata.id or not (path.exists() and log_path.exists()):
            return path
        before = logged(self._project, log_path, force=True)
        if before is None or before.hashes.raw == Hashes.of(document.original, b"").raw:
            return path
        told = document.fact("published")
        if document.several and told:
            return self._standing(f"{path.stem}-{told.value}")
        told = document.fact("publisher")
        publisher = metadata.publisher or (told.value if told else "")
        standing = read(self._project, path).about.publisher or ""
        differs = publisher and standing and slug(publisher) != slug(standing)
        return self._standing(f"{path.stem}-{slug(publisher)}") if differs else path

    def _standing(self, article_id: str) -> Path:
        """Return the file of an article, in its folder by year if it stands in one."""
        folder = self._project.root / FOLDER
        name = f"{article_id}.md"
        years = sorted(path for path in folder.glob(f"[0-9][0-9][0-9][0-9]/{name}"))
        return years[0] if years and not (folder / name).exists() else folder / name


def import_article(
    project: Project,
    raw: bytes,
    *,
    name: str,
    metadata: Metadata | None = None,
    force: bool = False,
) -> Imported:
    """Turn one file of one document into an article of a project, as ``Importer.add`` does.

    ``name`` is the file's, without its folder. Raises ReebriefError where the file holds several
    documents, too: ``read_documents`` returns them.

    >>> from reebrief import import_article, open_project
    >>> raw = b"A mill has opened in Ruritania, its owner says."
    >>> import_article(open_project("."), raw, name="mill.txt").path.name
    'mill.md'
    """
    documents = read_documents(raw, name)
    if len(documents) > 1:
        hint = "add each of reebrief.corpus.ingest.read_documents to an Importer"
        raise error(f"{len(documents)} documents in one file", Place(name), hint)
    return Importer(project).add(documents[0], metadata or Metadata(), force=force)
