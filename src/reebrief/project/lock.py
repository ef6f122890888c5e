"""The project's working folder ``.reebrief/``, and the lock that keeps two renders apart."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from reebrief.diagnostics import Place, error

FOLDER = ".reebrief"

_held: set[int] = set()
"""The open files of this process's locks."""


def working_folder(root: Path) -> Path:
    """Return the project's working folder, made where it is missing and ignored by git."""
    folder = root / FOLDER
    folder.mkdir(exist_ok=True)
    ignore = folder / ".gitignore"
    if not ignore.exists():
        ignore.write_text("*\n", encoding="utf-8")
    return folder


@contextlib.contextmanager
def only_one(root: Path) -> Iterator[None]:
    """Hold a project's lock. Raises ReebriefError where another process holds it.

    The lock goes with its process, so a render that was killed leaves none behind: copies of the
    process let go of it at once.
    """
    place = Place(f"{FOLDER}/lock")
    try:
        handle = os.open(working_folder(root) / "lock", os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as fault:
        reason = (fault.strerror or str(fault)).lower()
        raise error(f"cannot be written: {reason}", place, "allow writing in the project") from None
    try:
        try:
            _lock(handle)
        except OSError:
            raise error(
                "another render of this project is running", place, "wait until it has ended"
            ) from None
        _held.add(handle)
        yield
    finally:
        _held.discard(handle)
        os.close(handle)


def _lock(handle: int) -> None:
    """Lock an open file, or raise OSError at once.

    A system with neither kind of lock goes without: files are written whole there too.
    """
    with contextlib.suppress(ImportError):
        import fcntl  # noqa: PLC0415  not on Windows

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return
    with contextlib.suppress(ImportError):
        import msvcrt  # noqa: PLC0415  only on Windows

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]


def _let_go() -> None:
    """Close, in a copy of a process, the files by which it would keep that one's locks.

    They stay open as what holds nothing, because whoever locked will close them.
    """
    for handle in _held:
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, handle)
        os.close(nothing)
    _held.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_let_go)
