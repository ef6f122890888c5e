"""Find faulty Markdown in a definition's texts, read or not: one fault does not hide another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reebrief.diagnostics import Problem, ReebriefError
from reebrief.document.markdown import MarkdownSource, parse
from reebrief.project.yaml import Path, YamlFile

_TEXTS = frozenset(
    {"annex", "bottom_line", "comment", "main_messages", "summary", "text", "watch_list"}
)
"""The keys whose values are Markdown, or lists of it."""


def text_faults(file: YamlFile) -> list[Problem]:
    """Return what is wrong with the Markdown of a definition, checked or as it was read."""
    problems: list[Problem] = []
    for path, text in _texts(file.data, ()):
        place = file.place(path)
        try:
            parse(MarkdownSource(text, place.file, place.line, first_column=place.column))
        except ReebriefError as fault:
            problems += fault.problems
    return problems


def _texts(data: Any, path: Path) -> Iterator[tuple[Path, str]]:
    match data:
        case dict():
            for key, value in data.items():
                yield from _texts(value, (*path, key))
        case list():
            for n, value in enumerate(data):
                yield from _texts(value, (*path, n))
        case str():
            keys = [part for part in path if isinstance(part, str)]
            if keys and keys[-1] in _TEXTS:
                yield path, data
