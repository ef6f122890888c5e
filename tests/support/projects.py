"""Small projects on disk for tests: articles by id, a registry, briefs by name, any other file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from reebrief.project.project import MARKER, Project


def make_project(
    folder: Path,
    articles: Mapping[str, str] | None = None,
    sources: str = "",
    briefs: Mapping[str, str] | None = None,
    *,
    settings: str = "format: 1\n",
    files: Mapping[str, str] | None = None,
) -> Project:
    """Write a project and open it; ``files`` are other texts by their path from its root.

    ``sources`` are the entries below the registry's key ``sources``, without indentation.
    """
    texts = {MARKER: settings, **(files or {})}
    texts |= {f"articles/{name}.md": text for name, text in (articles or {}).items()}
    texts |= {f"briefs/{name}.yaml": text for name, text in (briefs or {}).items()}
    if sources:
        indented = "".join(f"  {line}" for line in sources.splitlines(keepends=True))
        texts["articles/sources.yaml"] = f"format: 1\nsources:\n{indented}"
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())  # no line ending is translated
    return Project(folder)


def article(body: str = "", **front: str) -> str:
    """Return an article's text; the values of the front matter are YAML."""
    front = {"title": "One", **front}
    return "".join(["---\n", *(f"{k}: {v}\n" for k, v in front.items()), "---\n\n", body])


def brief(**keys: str) -> str:
    """Return a definition's text; the values are YAML, a value of several lines is indented."""
    keys = {"format": "1", "title": "Brief", "date": "2025-12-05", **keys}
    return "".join(f"{key}: {value}\n" for key, value in keys.items())
