"""The commands ``reebrief init`` and ``new``: make projects and briefs that render at once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reebrief import briefs
from reebrief.briefs import placeholder_texts
from reebrief.briefs.forms import FORMS
from reebrief.cli.options import ProjectOptions
from reebrief.cli.output import OK, give, say
from reebrief.cli.parameters import opened
from reebrief.cli.problems import quoted
from reebrief.cli.schema import write as schema
from reebrief.corpus.archive import Corpus
from reebrief.diagnostics import Place, error, known
from reebrief.document.markdown import slug
from reebrief.pipeline.next_edition import next_edition
from reebrief.project.atomic_write import write_all
from reebrief.project.project import MARKER, Project, open_project, package_data
from reebrief.project.yaml import write

_SETTINGS = """\
# yaml-language-server: $schema=schema/settings.json
# The settings of this project. Every key has a default.
format: 1
language: en
theme: ministry
page: A4
stale_after_days: 180
"""


def init(folder: Path, *, empty: bool = False) -> tuple[Path, ...]:
    """Make a project, unless ``empty`` with the shipped briefs and articles; return its files.

    Raises ReebriefError where the folder already holds a project, or a file of the same name.
    """
    folder = folder.resolve()
    source = package_data()
    files = {
        folder / MARKER: _SETTINGS.encode(),
        folder / ".gitignore": b"/.reebrief/\n",
        folder / "output" / ".gitignore": b"*\n!.gitignore\n",
        **{folder / name: data for name, data in schema.files().items()},
    }
    shipped = () if empty else ("briefs/*.yaml", "articles/*.md", "articles/sources.yaml")
    for pattern in shipped:
        for path in sorted(source.glob(pattern)):
            files[folder / path.relative_to(source)] = path.read_bytes()
    for path in files:
        if path.exists():
            raise error("already exists", Place(path.as_posix()), "choose an empty folder")
    write_all(files)
    return tuple(files)


def new(project: Project, name: str, form: str) -> Path:
    """Write a definition with every article of the project; return its path.

    Raises ReebriefError where the name is no id or taken, or the form unknown.
    """
    path = project.root / briefs.FOLDER / f"{name}.yaml"
    _checked_name(name)
    if form not in FORMS:
        hint = known(form, FORMS, kind="forms")
        raise error(f"--form: unknown form '{form}'", None, hint)
    if path.exists():
        place = Place(project.name(path))
        raise error("already exists", place, "edit it, or choose another name")
    schema.write(project)  # what the definition's first line points to
    ids = Corpus(project).ids
    write_all({path: _definition(name, form, ids).encode()}, name=project.name)
    return path


def _checked_name(name: str) -> str:
    if slug(name) != name:
        raise error(f"'{name}' is no name for a brief", None, f"type {slug(name)}")
    return name


def _definition(name: str, form: str, ids: Sequence[str]) -> str:
    title = name.replace("-", " ").capitalize()
    head = write({"format": "1", "title": title, "form": form})
    head = head.replace("'1'", "1")
    listed = "".join(f"  - {article_id}\n" for article_id in ids) or "  []\n"
    return f"""\
# yaml-language-server: $schema=../schema/brief.json
{head}\
to: {placeholder_texts.TO}
from: {placeholder_texts.SENDER}
date: today

# The articles of this brief, in order. Delete what does not belong in it.
articles:
{listed}
{placeholder_texts.texts(form)}items:
  show: highlights
"""


def run_init(folder: str, *, empty: bool) -> int:
    """Make a project and print its files, then what to type next."""
    for path in init(Path(folder), empty=empty):
        give(path.relative_to(Path(folder).resolve()).as_posix())
    say(f"now: cd {folder} && reebrief {'import FILE' if empty else 'render'}")
    return OK


def run_next(name: str, previous: str, opening: ProjectOptions) -> int:
    """Write the next edition of a brief; print its path, and where it names what is gone."""
    session = opened(opening)
    path = session.project.root / briefs.FOLDER / f"{_checked_name(name)}.yaml"
    schema.write(session.project)
    found = next_edition(session, path, previous)
    give(session.project.name(path))
    for problem in found:
        say(quoted(problem, session.project.root.as_posix()))
    return OK


def run_new(name: str, form: str, folder: str | None) -> int:
    """Write a new definition and print its path."""
    project = open_project(folder)
    give(project.name(new(project, name, form)))
    return OK
