"""List the files of ``articles/`` and of the folders by year in it; standard library only."""

from __future__ import annotations

import os

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


def article_files(root: str) -> list[str]:
    """Return the names of the files of articles, from the root, in the order of their own names.

    Hidden files are left out: editors keep locks and copies under such names.
    """
    found: list[tuple[str, str]] = []
    for folder in listings(root):
        try:
            entries = os.scandir(os.path.join(root, folder))
        except FileNotFoundError:
            continue
        with entries:
            found += [
                (entry.name, folder)
                for entry in entries
                if entry.name.endswith(ENDING) and entry.name[0] != "." and entry.is_file()
            ]
    return [f"{folder}/{name}" for name, folder in sorted(found)]
