"""Say whether a Word or PDF file still is what reebrief wrote, read back by other code.

``found`` is what ``pdf`` or ``docx`` reads back in a process with limits (``worker``,
``examine``) · ``judge`` holds it against the manifest, with ``compare`` and ``lost_caveats`` ·
``verdict`` is what is said of it · ``inputs`` looks at the files that the brief was made of.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from reebrief.signatures.seen import Signature
from reebrief.verify.verdict import Finding, State, Verdict

_SECONDS = 10.0 if hasattr(os, "fork") else 2.0
"""How long a process may stand still; how long it may run where its computing has no limit."""

_RUN = (
    "import sys; sys.path[:] = sys.argv.pop().split('\\n');"
    "from reebrief.verify.worker import main; main()"
)
"""What the process runs: with our own path to modules, not with that of the folder it is in."""


def verify_file(path: Path, trust: Sequence[Path] = ()) -> Verdict:
    """Return the verdict on a Word or PDF file, whatever it holds; nothing is raised.

    ``trust`` are files of certificates, PEM or DER, by which those of signatures are trusted.

    >>> from pathlib import Path
    >>> from reebrief import verify_file
    >>> print(verify_file(Path("reebrief.yaml")))
    not readable: no PDF and no Word file
    """
    if not path.is_file():
        return Verdict(State.UNREADABLE, "no file" if not path.exists() else "not a plain file")
    files = [str(one.absolute()) for one in (path, *trust)]
    call = [sys.executable, "-I", "-c", _RUN, *files, "\n".join(sys.path)]
    try:
        done = subprocess.run(  # noqa: S603  our own interpreter and our own code
            call, capture_output=True, stdin=subprocess.DEVNULL, timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return Verdict(State.UNREADABLE, "it takes too long to read")
    except ValueError:  # a null character in a name
        return Verdict(State.UNREADABLE, "no file")
    try:
        return _verdict(json.loads(done.stdout))
    except (ValueError, TypeError, KeyError):
        slow = done.returncode < 0
        return Verdict(
            State.UNREADABLE, "it takes too long to read" if slow else "it broke the reader"
        )


def _verdict(data: dict[str, object]) -> Verdict:
    """Return the verdict that a child printed."""
    findings, signatures = data.pop("findings"), data.pop("signatures")
    data.pop("since")
    if not (isinstance(findings, list) and isinstance(signatures, list)):
        raise TypeError
    state = State(str(data.pop("state")))
    seen = tuple(Signature(**one) for one in signatures)
    told = tuple(Finding(**one) for one in findings)
    return Verdict(state, findings=told, signatures=seen, **data)  # type: ignore[arg-type]  # the child made it from a Verdict
