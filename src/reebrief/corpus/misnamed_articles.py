"""Say how to rename a file of ``articles/`` whose name is not its article's id."""

from __future__ import annotations

from reebrief.diagnostics import Place, Problem, Severity
from reebrief.document.markdown import slug
from reebrief.project.file_names import composed
from reebrief.project.project import Project, is_file

FOLDER = "articles"
_TEXTS = frozenset({".md", ".markdown", ".mdown", ".mkd"})


def misnamed(project: Project) -> list[Problem]:
    """Return a finding for each file in ``articles/`` whose name cannot be an id."""
    return [
        Problem(
            "this name is no article id, so no brief can select it",
            Place(project.name(path)),
            f"rename it to {slug(path.stem)}.md",
            Severity.FINDING,
        )
        for path in project.files(FOLDER, ".md")
        if slug(path.stem) != composed(path.stem)
    ]


def hint(project: Project, article_id: str) -> str:
    """Return how to rename the file that is meant by an id; "" where none looks like it.

    Where no file has the name of an article, the first one that is misnamed is meant.
    """
    files = [p for p in sorted((project.root / FOLDER).rglob("*")) if p.suffix.lower() in _TEXTS]
    named = {path: f"{FOLDER}/{slug(path.stem)}.md" for path in files if is_file(path)}
    wrong = [path for path, name in named.items() if composed(project.name(path)) != name]
    alike = [path for path in wrong if slug(path.stem) == slug(article_id)]
    if not alike and len(wrong) < len(named):
        return ""
    found = next(iter(alike or wrong), None)
    return f"rename {project.name(found)} to {named[found]}" if found else ""
