"""Write several files whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from reebrief.diagnostics import Place, Problem, ReebriefError
from reebrief.project import file_names, leftovers

_HINTS = {
    errno.ENOSPC: "free some space on the disk",
    errno.EACCES: "close the program that has it open, or allow writing there",
    errno.EPERM: "close the program that has it open, or allow writing there",
    errno.EROFS: "write to another folder: this disk is read-only",
    errno.EISDIR: "remove the folder of this name, or choose another name",
    errno.ENOTDIR: "a file stands where a folder is needed: rename it",
    errno.EEXIST: "a file stands where a folder is needed: rename it",
    errno.ENAMETOOLONG: "choose a shorter name",
}


def write_all(files: Mapping[Path, bytes], *, name: Callable[[Path], str] = Path.as_posix) -> None:
    """Write files whole or not at all: after an error every file is as it was before.

    Missing folders are made. A new file's mode follows the umask; a symbolic link is followed.
    ``name`` says how problems name a file. Raises ReebriefError where an office program has a file
    open, and ``FILE: cannot be written: REASON`` where the system refuses.
    """
    _refuse_names(files, name)
    _refuse_open(files, name)
    leftovers.remove({Path(os.path.realpath(path)).parent for path in files})
    replacements: list[_Replacement] = []
    path = Path()
    with _undone_on_failure(replacements, name):
        try:
            for path, data in files.items():
                replacements.append(_Replacement(path))
                replacements[-1].prepare(data)
            for replacement in replacements:
                path = replacement.path
                replacement.replace()
        except OSError as fault:
            raise ReebriefError(_refused(name(path), fault)) from None
    for replacement in replacements:
        replacement.forget()


@contextlib.contextmanager
def _undone_on_failure(
    replacements: list[_Replacement], name: Callable[[Path], str]
) -> Iterator[None]:
    """Undo every replacement if the block ends in any exception, an interrupt included."""
    try:
        yield
    except BaseException as fault:
        lost = [r for r in reversed(replacements) if not r.undo()]
        if not lost:
            raise
        earlier = fault.problems if isinstance(fault, ReebriefError) else ()
        raise ReebriefError([*earlier, *(_not_restored(r, name) for r in lost)]) from fault


def _not_restored(replacement: _Replacement, name: Callable[[Path], str]) -> Problem:
    what = "could not be restored to what it was"
    hint = f"its earlier bytes are in '{replacement.backup.name}' beside it: rename that file"
    return Problem(what, Place(name(replacement.path)), hint)


def _refused(name: str, fault: OSError) -> Problem:
    reason = (fault.strerror or str(fault)).lower()
    hint = _HINTS.get(fault.errno or 0, "check the folder and the file's name")
    return Problem(f"cannot be written: {reason}", Place(name), hint)


class _Replacement:
    """One file on its way: written beside its target, then put in the target's place."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.target = Path(os.path.realpath(path))
        token = leftovers.token()
        self.temporary = self.target.with_name(f"{token}.new")
        self.backup = self.target.with_name(f"{token}.old")
        self.folders: list[Path] = []
        self.replacing = False
        self.existed = False

    def prepare(self, data: bytes) -> None:
        """Write the bytes beside the target; make its folder."""
        if self.target.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if self.target.exists() and not os.access(self.target, os.W_OK):
            # Putting another file in its place would work, against what its mode says.
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        self._make_folders()
        with self.temporary.open("xb") as file:  # tempfile would close it to everybody else
            file.write(data)

    def replace(self) -> None:
        """Keep the target's bytes under another name, then put the new file in its place."""
        self.existed = self.target.exists()
        if self.existed:
            try:
                self.backup.hardlink_to(self.target)
            except OSError:  # a file system without hard links
                shutil.copy2(self.target, self.backup)
        self.replacing = True
        self.temporary.replace(self.target)

    def undo(self) -> bool:
        """Put things back as they were; return whether the target's earlier bytes stand there."""
        try:
            if self.replacing and self.existed:
                self.backup.replace(self.target)
            elif self.replacing:
                self.target.unlink(missing_ok=True)
        except OSError:
            _remove(self.temporary)
            self._keep()
            return False
        self.forget()
        for folder in reversed(self.folders):
            with contextlib.suppress(OSError):  # somebody else put a file there meanwhile
                folder.rmdir()
        return True

    def _keep(self) -> None:
        """Give the earlier bytes a name under which no later run removes them."""
        kept = self.target.with_name(f"{self.target.name}.earlier")
        with contextlib.suppress(OSError):
            if not kept.exists():
                self.backup.rename(kept)
                self.backup = kept

    def forget(self) -> None:
        """Remove what was written beside the target."""
        _remove(self.temporary)
        _remove(self.backup)

    def _make_folders(self) -> None:
        folder = self.target.parent
        missing: list[Path] = []
        while not folder.exists():
            missing.append(folder)
            folder = folder.parent
        for folder in reversed(missing):
            folder.mkdir(exist_ok=True)
            self.folders.append(folder)


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink()


def _refuse_names(files: Mapping[Path, bytes], name: Callable[[Path], str]) -> None:
    """Raise ReebriefError for every file whose name, or a new folder's, not every system allows."""
    problems: dict[Problem, None] = {}
    for path in files:
        for one in (path, *(folder for folder in path.parents if not folder.exists())):
            if fault := file_names.fault_of(one.name):
                what = f"cannot be written: '{file_names.shown(one.name)}' {fault}"
                place = Place(file_names.shown(name(one)))
                problems[Problem(what, place, "choose another name")] = None
    if problems:
        raise ReebriefError(problems)


def _refuse_open(files: Mapping[Path, bytes], name: Callable[[Path], str]) -> None:
    """Raise ReebriefError for every file that an office program has open."""
    problems = []
    for path in files:
        for lock in _lock_files(path):
            if lock.exists():
                hint = f"close it; if nobody has it open, delete '{lock.name}' beside it"
                what = "cannot be written: it is open in an office program"
                problems.append(Problem(what, Place(name(path)), hint))
                break
    if problems:
        raise ReebriefError(problems)


def _lock_files(path: Path) -> tuple[Path, ...]:
    """Return the files whose presence says that an office program has this file open.

    Word's owner file is ``~$`` and the name, which loses as many of its first characters, two at
    most, as make its stem longer than eight (https://support.microsoft.com/kb/211632); Excel and
    PowerPoint keep the whole name. LibreOffice writes ``.~lock.NAME#``.
    """
    cut = min(max(len(path.stem) + len("~$") - 8, 0), 2)
    names = dict.fromkeys((f"~${path.name[cut:]}", f"~${path.name}", f".~lock.{path.name}#"))
    return tuple(path.with_name(n) for n in names)
