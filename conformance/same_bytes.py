"""Compare what two revisions write: each sample in each format, byte by byte, and ``--help``.

For changes that are to change nothing: ``python -m conformance.same_bytes REVISION`` writes every
sample with the code of REVISION and with the code that stands here, by the same interpreter.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

from conformance import ROOT

_WRITE = """
import sys, pathlib
from conformance import samples
samples.written(pathlib.Path(sys.argv[1]))
"""
_COMMANDS = (
    *("render", "preview", "check", "verify", "explain", "import", "articles", "sources"),
    *("matrix", "schema", "init", "new"),
)


def main() -> int:
    """Write both sides and print what differs. Return 1 where anything does."""
    parser = argparse.ArgumentParser(prog="python -m conformance.same_bytes", description=__doc__)
    parser.add_argument("revision", help="a commit that git knows")
    revision = parser.parse_args().revision
    with tempfile.TemporaryDirectory() as folder:
        old = Path(folder) / "tree"
        _git("worktree", "add", "--quiet", "--detach", str(old), revision)
        try:
            before, after = (
                _written(old, Path(folder) / "old"),
                _written(ROOT, Path(folder) / "new"),
            )
        finally:
            _git("worktree", "remove", "--force", str(old))
    differ = sorted(
        name for name in before.keys() | after.keys() if before.get(name) != after.get(name)
    )
    for name in differ:
        print(f"differs: {name}")
    print(f"{len(after)} files and helps compared with {revision}, {len(differ)} differ")
    return 1 if differ else 0


def _git(*arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=ROOT, check=True)  # noqa: S607  git is found by its name


def _written(root: Path, folder: Path) -> dict[str, bytes]:
    """Return what the code of a checkout writes, by name."""
    environment = {**os.environ, "PYTHONPATH": f"{root / 'src'}{os.pathsep}{root}"}
    run = partial(subprocess.run, cwd=root, env=environment, check=True)
    run([sys.executable, "-c", _WRITE, str(folder)])
    files = {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
    for command in _COMMANDS:
        asked = [sys.executable, "-m", "reebrief", command, "--help"]
        files[f"{command} --help"] = run(asked, capture_output=True).stdout
    return files


if __name__ == "__main__":
    sys.exit(main())
