"""Allocate slugs as ids, each once."""

from __future__ import annotations


class Ids:
    """The ids that were given out so far, each to one thing."""

    def __init__(self) -> None:
        self._highest: dict[str, int] = {}  # the highest number given to a name, 1 for none

    def __contains__(self, name: str) -> bool:
        return name in self._highest

    def take(self, wanted: str) -> str:
        """Return the name, numbered where it is taken, and take it."""
        number = self._highest.get(wanted, 0) + 1
        given = wanted if number == 1 else f"{wanted}-{number}"
        while given in self._highest:
            number += 1
            given = f"{wanted}-{number}"
        self._highest[wanted] = number
        if given != wanted:
            self._highest[given] = 1
        return given

    def give_back(self, wanted: str, given: str) -> None:
        """Undo the last ``take`` of a name."""
        del self._highest[given]
        if given != wanted:
            self._highest[wanted] = int(given.removeprefix(f"{wanted}-")) - 1
