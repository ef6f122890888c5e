"""Find the articles that a definition names, whether or not it is valid otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from reebrief.diagnostics import Place
from reebrief.project.yaml import Path, YamlFile

_CITED = re.compile(r"(?<!\\)\[@([^\s;,@#\[\]]+)(?:#[^\s;,@#\[\]]+)?\]")
_PLAIN = frozenset(
    {"title", "subtitle", "to", "from", "author", "number", "marking", "who", "why", "reason"}
)
"""Keys whose text is no Markdown, so that nothing in it is a citation."""


def named_articles(file: YamlFile) -> Iterator[tuple[str, Place]]:
    """Yield the id and the place of each article that a definition's values name.

    They stand in lists of articles, before the ``#`` of tables, as sources of a chart's values, and
    in citations of any text. Keys of ``items.each`` and waivers name articles of the brief: what is
    wrong with them is told of the brief.
    """
    yield from _named(file, file.data, ())


def cited(text: str, place: Place) -> Iterator[tuple[str, Place]]:
    """Yield the id of each citation in a text that begins at a place, and where it stands."""
    for found in _CITED.finditer(text):
        yield found[1], place.within(text, found.start())


def _named(file: YamlFile, data: Any, path: Path) -> Iterator[tuple[str, Place]]:
    match data:
        case dict():
            for key, value in data.items():
                yield from _named(file, value, (*path, key))
        case list():
            for n, value in enumerate(data):
                yield from _named(file, value, (*path, n))
        case str():
            yield from _in_text(
                data, [part for part in path if isinstance(part, str)], file.place(path)
            )


def _in_text(text: str, keys: list[str], place: Place) -> Iterator[tuple[str, Place]]:
    """Yield what a value names as a whole, or in its citations, by the keys that lead to it."""
    if "{{" in text:
        return  # what a parameter stands for is not known yet
    match keys:
        case ["articles"] | ["articles", "include" | "exclude"]:
            yield text, place
        case ["matrix", *_, "evidence"] | ["charts", *_, "source"]:
            yield text, place
        case ["matrix" | "charts", *_, "table"]:
            yield text.partition("#")[0], place
        case [*_, key] if key in _PLAIN:
            return
        case _:
            yield from cited(text, place)
