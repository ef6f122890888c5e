"""Files are written whole or not at all."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from reebrief.diagnostics import ReebriefError
from reebrief.project.atomic_write import write_all


def names(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


def fail_to_replace(
    monkeypatch: pytest.MonkeyPatch, *wanted: str, fault: BaseException | None = None
) -> None:
    """Make putting a file in the place of one of these raise, as a full or locked disk does."""
    real = os.replace

    def replace(source: Path, target: Path) -> None:
        if Path(target).name in wanted and (source.suffix == ".new" or "restore" in wanted):
            raise fault or OSError(errno.ENOSPC, "No space left on device")
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)


def test_files_and_their_folders_are_written(tmp_path: Path) -> None:
    files = {tmp_path / "a" / "b" / "memo.docx": b"new", tmp_path / "memo.pdf": b"pdf"}
    (tmp_path / "memo.pdf").write_bytes(b"old")
    write_all(files)
    assert {p: p.read_bytes() for p in files} == files
    assert names(tmp_path) == ["a", "memo.pdf"]
    assert names(tmp_path / "a" / "b") == ["memo.docx"]


def test_the_mode_of_a_new_file_follows_the_umask(tmp_path: Path) -> None:
    old = os.umask(0o027)
    try:
        write_all({tmp_path / "memo.md": b""})
    finally:
        os.umask(old)
    assert (tmp_path / "memo.md").stat().st_mode & 0o777 == 0o640


def test_a_symbolic_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real.md").write_bytes(b"old")
    (tmp_path / "link.md").symlink_to("real.md")
    write_all({tmp_path / "link.md": b"new"})
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "real.md").read_bytes() == b"new"


def test_after_a_failure_every_file_is_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.md").write_bytes(b"old a")
    fail_to_replace(monkeypatch, "c.md")
    files = {tmp_path / n: b"new" for n in ("a.md", "new/b.md", "c.md")}
    with pytest.raises(ReebriefError) as caught:
        write_all(files, name=lambda p: p.name)
    assert str(caught.value) == (
        "c.md: cannot be written: no space left on device\n  hint: free some space on the disk"
    )
    assert names(tmp_path) == ["a.md"]
    assert (tmp_path / "a.md").read_bytes() == b"old a"


def test_without_hard_links_a_copy_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    fail_to_replace(monkeypatch, "b.md")
    (tmp_path / "a.md").write_bytes(b"old a")
    with pytest.raises(ReebriefError, match=r"b\.md: cannot be written"):
        write_all({tmp_path / "a.md": b"new", tmp_path / "b.md": b"new"})
    assert names(tmp_path) == ["a.md"]
    assert (tmp_path / "a.md").read_bytes() == b"old a"


def test_an_interrupt_undoes_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fail_to_replace(monkeypatch, "b.md", fault=KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        write_all({tmp_path / "a.md": b"new", tmp_path / "b.md": b"new"})
    assert names(tmp_path) == []


def test_bytes_that_cannot_be_put_back_are_kept_and_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.md").write_bytes(b"old a")
    fail_to_replace(monkeypatch, "a.md", "restore")
    with pytest.raises(ReebriefError) as caught:
        write_all({tmp_path / "a.md": b"new"}, name=lambda p: p.name)
    first, second = caught.value.problems
    assert first.what == "cannot be written: no space left on device"
    assert second.what == "could not be restored to what it was"
    (kept,) = (p for p in tmp_path.iterdir() if p.name != "a.md")
    assert kept.name in str(second.hint)
    assert kept.read_bytes() == b"old a"


@pytest.mark.parametrize(
    ("document", "lock"),
    [
        ("weekly-memo.docx", "~$ekly-memo.docx"),  # Word, eight characters and more
        ("january.docx", "~$anuary.docx"),  # Word, seven
        ("weekly.docx", "~$weekly.docx"),  # Word, six and fewer
        ("weekly-memo.docx", "~$weekly-memo.docx"),  # Excel and PowerPoint
        ("weekly-memo.pdf", ".~lock.weekly-memo.pdf#"),  # LibreOffice
    ],
)
def test_a_file_open_in_an_office_program_is_not_touched(
    tmp_path: Path, document: str, lock: str
) -> None:
    (tmp_path / document).write_bytes(b"old")
    (tmp_path / lock).write_bytes(b"")
    with pytest.raises(ReebriefError) as caught:
        write_all({tmp_path / "a.md": b"new", tmp_path / document: b"new"}, name=lambda p: p.name)
    assert str(caught.value) == (
        f"{document}: cannot be written: it is open in an office program\n"
        f"  hint: close it; if nobody has it open, delete '{lock}' beside it"
    )
    assert names(tmp_path) == sorted([document, lock])


def test_a_folder_in_the_files_place(tmp_path: Path) -> None:
    (tmp_path / "memo.pdf").mkdir()
    with pytest.raises(ReebriefError, match=r"memo\.pdf: cannot be written: is a directory"):
        write_all({tmp_path / "memo.pdf": b"new"}, name=lambda p: p.name)


def test_a_file_in_the_folders_place(tmp_path: Path) -> None:
    (tmp_path / "output").write_bytes(b"")
    with pytest.raises(ReebriefError, match="a file stands where a folder is needed"):
        write_all({tmp_path / "output" / "memo.pdf": b"new"})
    assert names(tmp_path) == ["output"]


def test_a_file_that_may_not_be_written_is_refused(tmp_path, monkeypatch):
    path = tmp_path / "a"
    path.write_bytes(b"before")
    monkeypatch.setattr("os.access", lambda *_: False)  # a superuser may write anything
    with pytest.raises(ReebriefError, match="cannot be written: permission denied"):
        write_all({path: b"after"})
    assert path.read_bytes() == b"before"
    assert [p.name for p in tmp_path.iterdir()] == ["a"]


# --- what a killed run left, and names


def ended() -> int:
    """Return the number of a process that has ended."""
    done = subprocess.Popen([sys.executable, "-c", ""])
    done.wait()
    return done.pid


def test_what_a_killed_run_left_is_removed_by_the_next(tmp_path: Path) -> None:
    left = [f".reebrief-{ended()}-0a.new", f".reebrief-{ended()}-0a.old", ".reebrief-0a1b.new"]
    for name in left:
        (tmp_path / name).write_bytes(b"")
    write_all({tmp_path / "memo.md": b"new"})
    assert names(tmp_path) == ["memo.md"]


@pytest.mark.parametrize(
    "name", [".reebrief-{}-0a.new", ".reebrief", ".reebrief-x.md", "memo.md.earlier"]
)
def test_what_a_run_still_needs_or_somebody_else_wrote_stays(tmp_path: Path, name: str) -> None:
    name = name.format(os.getpid())
    (tmp_path / name).write_bytes(b"")
    write_all({tmp_path / "memo.md": b"new"})
    assert name in names(tmp_path)


def test_a_render_that_is_killed_leaves_nothing_for_long(tmp_path: Path) -> None:
    code = (
        "import os, signal, sys; from pathlib import Path\n"
        "from reebrief.project import atomic_write as a\n"
        "a._Replacement.replace = lambda self: os.kill(os.getpid(), signal.SIGKILL)\n"
        "a.write_all({Path(sys.argv[1]) / 'memo.md': b'half'})"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False)
    assert len(names(tmp_path)) == 1
    write_all({tmp_path / "memo.md": b"whole"})
    assert names(tmp_path) == ["memo.md"]


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("a\nb.md", "has a control character"),
        ("a\u202eb.md", "has a control character"),
        ("CON", "is a name that Windows keeps for a device"),
        ("nul.docx", "is a name that Windows keeps for a device"),
        ("com1.md", "is a name that Windows keeps for a device"),
        ("new/lpt9/a.md", "is a name that Windows keeps for a device"),
        ("a?.md", "has '?', which no file of Windows may have"),
        ("memo.", "ends with '.', which Windows takes off"),
        ("memo ", "ends with ' ', which Windows takes off"),
    ],
)
def test_a_name_that_not_every_system_allows_is_refused(
    tmp_path: Path, name: str, fault: str
) -> None:
    with pytest.raises(ReebriefError) as caught:
        write_all({tmp_path / name: b"", tmp_path / "other.md": b""})
    assert fault in caught.value.problems[0].what
    assert caught.value.problems[0].hint == "choose another name"
    assert names(tmp_path) == []


def test_a_folder_that_has_no_name_everywhere_is_told_once(tmp_path: Path) -> None:
    with pytest.raises(ReebriefError) as caught:
        write_all({tmp_path / "a\nb" / name: b"" for name in ("one.md", "two.md")})
    (problem,) = caught.value.problems
    assert problem.what == "cannot be written: 'a␊b' has a control character"


@pytest.mark.parametrize("name", ["console.md", "common-1.md", "märz.md", "a.b.md", "..a.md"])
def test_other_names_are_names(tmp_path: Path, name: str) -> None:
    write_all({tmp_path / name: b""})
    assert names(tmp_path) == [name]
