"""Make what is handed out: wheel, source archive, one file that needs only Python, checksums.

The same commit gives the same bytes on the same system. The one file holds compiled libraries, so
it is for the system and the Python that it was made on, which its name says.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
DIST, BUILD = ROOT / "dist", ROOT / "build"
PIP = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", "install"]


def main() -> None:
    """Fill ``dist/`` anew."""
    for folder in (DIST, BUILD):
        shutil.rmtree(folder, ignore_errors=True)
    epoch = subprocess.run(
        ["git", "log", "-1", "--format=%ct"],  # noqa: S607  as make finds it
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    environment = {**os.environ, "SOURCE_DATE_EPOCH": epoch, "PYTHONHASHSEED": "0"}
    _run([sys.executable, "-m", "hatchling", "build"], environment)
    (wheel,) = DIST.glob("*.whl")
    _single_file(wheel, environment)
    sums = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n"
        for path in sorted(DIST.iterdir())
    ]
    (DIST / "SHA256SUMS").write_text("".join(sums), encoding="utf-8")
    sys.stdout.writelines(sums)


def _single_file(wheel: Path, environment: dict[str, str]) -> None:
    """Put the program and all that it needs into one file, which unpacks itself when it is run."""
    tools, inside = BUILD / "tools", BUILD / "inside"
    hashed = ["--require-hashes", "--no-compile", "--target"]
    _run([*PIP, *hashed, str(tools), "-r", str(ROOT / "packages" / "shiv.lock")], environment)
    _run([*PIP, *hashed, str(inside), "-r", str(ROOT / "requirements.lock")], environment)
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(inside)
    shutil.rmtree(inside / "bin", ignore_errors=True)  # scripts that name this machine's Python
    for record in inside.glob("*.dist-info/RECORD"):  # and lists of them
        record.unlink()
    version = f"cp{sys.version_info.major}{sys.version_info.minor}"
    name = f"{'-'.join(wheel.name.split('-')[:2])}-{version}-{sysconfig.get_platform()}.pyz"
    shiv = [sys.executable, "-m", "shiv", "--site-packages", str(inside), "--reproducible"]
    entry = ["--python", "/usr/bin/env python3", "--entry-point", "reebrief.__main__:main"]
    _run(
        [*shiv, *entry, "--output-file", str(DIST / name)],
        {**environment, "PYTHONPATH": str(tools)},
    )


def _run(command: list[str], environment: dict[str, str]) -> None:
    subprocess.run(command, cwd=ROOT, env=environment, check=True)  # noqa: S603  ours


if __name__ == "__main__":
    main()
