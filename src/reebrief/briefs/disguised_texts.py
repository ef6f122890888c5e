"""Read a definition's texts as they look: hidden characters and look-alike letters hide nothing."""

from __future__ import annotations

from typing import Any

from reebrief.diagnostics import Problem, Severity
from reebrief.document.characters import undisguised
from reebrief.project.yaml import Path, YamlFile


def as_it_looks(file: YamlFile, data: Any, path: Path = ()) -> Any:
    """Return a definition's values as they look; each that was something else is a note of it."""
    match data:
        case dict():
            return {key: as_it_looks(file, value, (*path, key)) for key, value in data.items()}
        case list():
            return [as_it_looks(file, value, (*path, n)) for n, value in enumerate(data)]
        case str():
            text, hidden = undisguised(data)
            if hidden:
                what = "hidden characters, or letters that look like others, in this text"
                hint = "it is read as it looks; type it anew to be rid of this note"
                file.notes.append(Problem(what, file.place(path), hint, Severity.NOTE))
            return text
        case _:
            return data
