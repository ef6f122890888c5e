"""Options of commands, and the plain parser of those of ``render``: standard library only."""

from __future__ import annotations

import os

TYPE_CHECKING = False  # the name that type checkers know; typing itself costs 6 ms
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any


class GivenParameters:
    """Values of parameters as the command line gives them: ``-P`` pairs, and a file of values."""

    __slots__ = ("file", "pairs")

    def __init__(self, pairs: Sequence[str] | None = None, file: str | None = None) -> None:
        self.pairs = tuple(pairs or ())
        self.file = file


class ProjectOptions:
    """How a project is opened: the folder, the briefs' date, the values of parameters."""

    __slots__ = ("date", "given", "project")

    def __init__(
        self,
        project: str | None = None,
        date: str | None = None,
        given: GivenParameters | None = None,
    ) -> None:
        self.project = project
        self.date = date
        self.given = given or GivenParameters()


class RenderOptions:
    """What ``reebrief render`` was asked for, each option by the name of its field.

    ``names`` are briefs or files of definitions, ``to`` formats, ``output`` a folder, ``date`` a
    day or ``today``, ``parameters`` values by name, ``project`` a folder; ``dry`` writes nothing,
    ``quiet`` tells errors alone, ``verbose`` every step, ``as_json`` data; ``workers`` is how many
    processes work at once, by default as many as there are cores; ``scheduler`` is the address of a
    cluster that makes the briefs instead.
    """

    names: list[str]
    to: list[str]
    output: str | None
    date: str | None
    parameters: dict[str, str]
    project: str | None
    force: bool
    strict: bool
    dry: bool
    quiet: bool
    verbose: bool
    as_json: bool
    workers: int
    scheduler: str | None

    def __init__(self, **given: Any) -> None:
        """Take the options that are given; raise TypeError for one that there is not."""
        for name, value in _DEFAULTS.items():
            setattr(self, name, type(value)(value) if isinstance(value, list | dict) else value)
        for name, value in given.items():
            if name not in _DEFAULTS:
                raise TypeError(f"no option '{name}'")
            setattr(self, name, value)

    def key(self) -> str:
        """Return what tells a render from another: all that its files and its lines depend on."""
        epoch = os.environ.get("SOURCE_DATE_EPOCH")
        # Paths are read and printed as they are from here.
        asked = (self.names, self.to, self.output, self.date, self.strict)
        return repr((*asked, sorted(self.parameters.items()), epoch, os.getcwd()))  # noqa: PTH109  importing pathlib costs as much as the rest


_DEFAULTS: dict[str, Any] = {
    "names": [],
    "to": ["docx", "pdf"],
    "output": None,
    "date": None,
    "parameters": {},
    "project": None,
    "force": False,
    "strict": False,
    "dry": False,
    "quiet": False,
    "verbose": False,
    "as_json": False,
    "workers": os.cpu_count() or 1,
    "scheduler": None,
}


_VALUES = {"--date", "--output", "--project", "--scheduler", "--to", "--workers"}

_FLAGS = {
    "--force": "force",
    "--json": "as_json",
    "--quiet": "quiet",
    "-q": "quiet",
    "--strict": "strict",
    "--verbose": "verbose",
    "-v": "verbose",
}
"""The options without a value that a render which has nothing to do can answer to."""


def formats(text: str) -> list[str]:
    """Read ``docx,pdf`` as formats, each once."""
    return list(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))


def parse(arguments: Sequence[str]) -> RenderOptions | None:
    """Read plain render options; None where the command line's own parser has to look at them."""
    options = RenderOptions()
    rest = list(arguments)
    while rest:
        word = rest.pop(0)
        name, equals, value = word.partition("=")
        if name in _VALUES:
            if not equals:
                if not rest or rest[0].startswith("-"):
                    return None
                value = rest.pop(0)
            if name == "--to":
                options.to = formats(value)
            elif name == "--workers":
                if not value.isdecimal() or int(value) < 1:
                    return None
                options.workers = int(value)
            else:
                setattr(options, name[2:], value)
        elif word in _FLAGS:
            setattr(options, _FLAGS[word], True)
        elif word.startswith("-"):
            return None
        else:
            options.names.append(word)
    return options if options.to else None
