"""The process that evaluates a project's own templates: whatever they do, the caller goes on.

It limits its own memory where the system has such limits, and ends itself where a template takes
too long, wherever that template is, in the C code of a library too. Requests and answers are lines
of JSON; only marks, texts and flags cross the border.
"""

from __future__ import annotations

import contextlib
import faulthandler
import json
import os
import sys
from dataclasses import asdict
from types import SimpleNamespace
from typing import Any

from reebrief.templates.sandbox.environment import MEMORY, Environment, Fault, Token, evaluate


def main() -> None:
    """Answer requests until there are no more."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415  not on every system

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    environments: dict[int, Environment] = {}
    while line := sys.stdin.buffer.readline():
        request = json.loads(line)
        owner = request["owner"]
        if owner not in environments:
            environments = {owner: Environment(_ask, _tell)}  # those of the last one are done with
        values = {name: _decoded(value) for name, value in request["values"].items()}
        # From here on this process ends at that time, and says on stderr where it was.
        faulthandler.dump_traceback_later(request["seconds"], exit=True)
        done = evaluate(environments[owner], request["kind"], values)
        faulthandler.cancel_dump_traceback_later()
        _send({"fault": asdict(done)} if isinstance(done, Fault) else {"text": done})
    os._exit(0)  # nothing is left to do, and taking large structures down costs time


def _decoded(value: Any) -> Any:
    """Return a value as the caller had it: a token, fixed words, or what it is."""
    if isinstance(value, dict):
        return Token(value["mark"]) if "mark" in value else SimpleNamespace(**value["words"])
    return value


def _ask(name: str) -> str | None:
    """Ask the caller for a template's text: only it knows the project."""
    _send({"load": name})
    answer = json.loads(sys.stdin.buffer.readline())
    text: str | None = answer["template"]
    return text


def _tell(name: str, file: str, lines: list[tuple[int, int]]) -> None:
    """Tell the caller how to find a template's line where this process cannot say it any more."""
    _send({"loaded": name, "file": file, "lines": lines})


def _send(message: dict[str, object]) -> None:
    sys.stdout.buffer.write(json.dumps(message).encode() + b"\n")
    sys.stdout.buffer.flush()
