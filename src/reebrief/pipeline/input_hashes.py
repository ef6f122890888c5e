"""Hash the files that a brief was made of, for the manifest of its Word and PDF files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePath

from reebrief.briefs.inputs import BriefInputs
from reebrief.corpus import source_models
from reebrief.corpus.shipped_sources import ShippedSources
from reebrief.document.manifest import input_digest
from reebrief.project.project import MARKER, Project
from reebrief.templates.sections import KINDS, Templates


def input_hashes(
    project: Project, inputs: BriefInputs, articles: Sequence[str], pictures: Sequence[str]
) -> dict[str, str]:
    """Return the SHA-256 of each file that a brief was made of, by its name from the root.

    ``articles`` are the ids of those it draws on, ``pictures`` the names of those it shows. The
    files are the same whatever other briefs were made before this one: each template that a section
    could have is read, used or not, and so is the registry that ships. Raises ReebriefError where
    one cannot be.
    """
    chosen = (
        ShippedSources(project).path,
        project.choose("languages", inputs.language.code, what="language"),
        *inputs.theme.files,
        *(project.find(project.root / name) for name in pictures),
    )
    paths = [*_files(project, inputs.templates, chosen)]
    for path in paths:
        project.data(path)
    names = {MARKER, source_models.FILE, *inputs.definition.files}
    names |= {inputs.articles.get(name).file.name for name in articles}
    names |= {project.name(path) for path in paths}
    read = {project.name(path): found.data for path, found in project.inputs.items()}
    return {_inside(name): input_digest(name, read[name]) for name in sorted(names) if name in read}


def _files(project: Project, templates: Templates, chosen: Iterable[Path]) -> Iterator[Path]:
    """Yield the templates of sections, those chosen, and what every brief reads beside them."""
    folders = {*project.template_folders()}
    yield from [path for path in project.inputs if path.parent in folders]
    for kind in KINDS:
        found = (project.template(f"{folder}/{kind}.md.j2") for folder in templates.folders)
        yield from [path for path in found if path][:1]
    yield from chosen


def _inside(name: str) -> str:
    """Return a file's name without the folders of whoever keeps it outside of the project."""
    return PurePath(name).name if PurePath(name).is_absolute() else name
