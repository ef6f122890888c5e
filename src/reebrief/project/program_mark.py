"""Say which program this is, so that what another one kept is not taken for its own."""

from __future__ import annotations

import os
import sys

from reebrief import __version__


def program_mark() -> str:
    """Return what changes when the program, Python or a package that it uses does."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    marks = [__version__, sys.version]
    for folder, _, names in os.walk(package):
        marks += [
            f"{n}:{(s := os.stat(os.path.join(folder, n))).st_mtime_ns}:{s.st_size}"
            for n in sorted(names)
            if n.endswith(".py")
        ]
    for path in sys.path:
        if path.endswith("site-packages"):
            marks.append(f"{path}:{os.stat(path).st_mtime_ns}" if os.path.isdir(path) else path)
    return "|".join(marks)
