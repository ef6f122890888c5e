"""Running the programs that validate: where they are, and what it means that one fails."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from conformance import TOOLS

HERE = Path(__file__).parent
NODE = TOOLS / "node"


class ProgramError(Exception):
    """A validator did not run as it should: that is no verdict on any file."""


def run(
    *command: str | Path,
    accepted: Sequence[int] = (0,),
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> str:
    """Run a program; return what it prints to standard output.

    Raises ProgramError where it is missing, takes more than five minutes, or ends with a code that
    is not accepted.
    """
    name = Path(command[0]).name
    try:
        done = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, timeout=300, check=False
        )
    except FileNotFoundError:
        raise ProgramError(f"{name} is not there; run make conformance") from None
    except subprocess.TimeoutExpired:
        raise ProgramError(f"{name} took more than five minutes") from None
    if done.returncode not in accepted:
        said = done.stderr.decode(errors="replace").strip().splitlines() or ["nothing"]
        raise ProgramError(f"{name} ended with {done.returncode} and said: {said[-1]}")
    return done.stdout.decode(errors="replace")


def node(script: str, *arguments: str | Path) -> str:
    """Run a script of this folder with the packages of ``node/package.json``."""
    return run("node", HERE / "node" / script, *arguments, folder=NODE)
