"""List the files of ``articles/`` and of the folders by year in it; standard library only."""

from __future__ import annotations

import os

TYPE_CHECKING = False  # the name that type checkers know; typing itself costs 6 ms
if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = "articles"
ENDING = ".md"


def is_year(name: str) -> bool:
    """Say whether a folder of this name within ``articles/`` holds articles: four digits."""
    return len(name) == 4 and name.isascii() and name.isdigit()


def listings(root: str) -> dict[str, list[str]]:
    """Return the names in ``articles/`` and in each folder by year, by the folder's name.

    Names are sorted; ``articles/`` is there, empty, where there is no such folder. Raises OSError
    where one cannot be listed.
    """
    top = os.path.join(root, FOLDER)
    found = {FOLDER: sorted(os.listdir(top)) if os.path.isdir(top) else []}
    for name in filter(is_year, found[FOLDER]):
        folder = os.path.join(top, name)
        if os.path.isdir(folder):
            found[f"{FOLDER}/{name}"] = sorted(os.listdir(folder))
    return found


def article_files(listed: Mapping[str, list[str]]) -> list[str]:
    """Return the names of the files of articles, from the root, in the order of their own names.

    ``listed`` are the ``listings``; other folders may be among them. Hidden files are left out:
    editors keep locks and copies under such names.
    """
    found = [
        (name, folder)
        for folder, names in listed.items()
        if folder.partition("/")[0] == FOLDER
        for name in names
        if name.endswith(ENDING) and name[0] != "."
    ]
    found.sort()
    return [f"{folder}/{name}" for name, folder in found]
