"""Say how to rename a file of ``articles/`` whose name is not its article's id."""

from __future__ import annotations

from pathlib import Path

from reebrief.diagnostics import Place, Problem, Severity, error
from reebrief.document.markdown import slug
from reebrief.project.article_files import ENDING, FOLDER, article_files, is_year, listings
from reebrief.project.file_names import composed, fault_of
from reebrief.project.project import Project, is_file

_TEXTS = frozenset({".md", ".markdown", ".mdown", ".mkd"})


def names_of_articles(project: Project) -> list[str]:
    """Return the names of the files of articles, from the root, in the order of their own names.

    Raises ReebriefError where a folder cannot be read.
    """
    try:
        return article_files(listings(project.root.as_posix()))
    except OSError as fault:
        reason = (fault.strerror or str(fault)).lower()
        raise error(f"cannot be read: {reason}", Place(FOLDER)) from None


def stem_of(name: str) -> str:
    """Return a file's name without folder and ending, which is an article's id if it can be one."""
    return composed(name[name.rfind("/") + 1 : name.rfind(".")])


def misnamed(project: Project) -> list[Problem]:
    """Return a finding for each file in ``articles/`` whose name cannot be an id."""
    done = []
    for name in names_of_articles(project):
        stem = stem_of(name)
        meant = slug(stem)
        fault = fault_of(meant)
        if meant != stem or fault:
            what = "this name is no article id, so no brief can select it"
            what = what if meant != stem else f"this name {fault}"
            end = f"-article{ENDING}" if fault else ENDING
            done.append(Problem(what, Place(name), f"rename it to {meant}{end}", Severity.FINDING))
    return done


def hint(project: Project, article_id: str) -> str:
    """Return how to rename the file that is meant by an id; "" where none looks like it.

    Where no file has the name of an article, the first one that is misnamed is meant.
    """
    top = project.root / FOLDER
    files = [p for p in sorted(top.rglob("*")) if p.suffix.lower() in _TEXTS]
    named = {
        path: f"{_folder(top, path)}/{slug(path.stem)}{ENDING}" for path in files if is_file(path)
    }
    wrong = [path for path, name in named.items() if composed(project.name(path)) != name]
    alike = [path for path in wrong if slug(path.stem) == slug(article_id)]
    if not alike and len(wrong) < len(named):
        return ""
    found = next(iter(alike or wrong), None)
    return f"rename {project.name(found)} to {named[found]}" if found else ""


def _folder(top: Path, path: Path) -> str:
    """Return the folder that a file should stand in: its own if that is one by year."""
    by_year = path.parent.parent == top and is_year(path.parent.name)
    return f"{FOLDER}/{path.parent.name}" if by_year else FOLDER
