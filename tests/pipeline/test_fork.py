"""What is written aside is what would have been written here, errors included."""

import os

import pytest

from reebrief.diagnostics import ReebriefError, error
from reebrief.document.annotated import Written
from reebrief.pipeline.fork import ForkedWriter

DOCUMENT = Written(b"data" * 100_000, frozenset({"note-1.1", "text-a.1"}), 3)


def test_a_document_comes_back_whole():
    assert ForkedWriter(lambda: DOCUMENT).result() == DOCUMENT


def test_with_a_second_core_it_is_written_by_another_process(monkeypatch):
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    there = ForkedWriter(lambda: Written(str(os.getpid()).encode(), frozenset())).result()
    assert int(there.data) not in {0, os.getpid()}


def test_without_a_second_core_it_is_written_here(monkeypatch):
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    here = os.getpid()
    assert ForkedWriter(
        lambda: Written(str(os.getpid()).encode(), frozenset())
    ).result() == Written(str(here).encode(), frozenset())


def test_an_error_is_raised_here_as_it_was_there():
    def fails():
        raise error("no such glyph")

    with pytest.raises(ReebriefError, match="no such glyph"):
        ForkedWriter(fails).result()


@pytest.mark.parametrize("wanted", [True, False])
def test_a_document_leaves_no_process_whether_it_is_wanted_or_not(monkeypatch, wanted):
    fork, made = os.fork, []
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(os, "fork", lambda: made.append(fork()) or made[-1])
    with ForkedWriter(lambda: DOCUMENT) as writer:
        if wanted:
            writer.result()
    (process,) = made
    with pytest.raises(ChildProcessError):
        os.waitpid(process, os.WNOHANG)


def test_a_copy_that_dies_is_replaced_by_the_caller():
    here = os.getpid()

    def dies():
        if os.getpid() != here:
            os._exit(9)
        return DOCUMENT

    assert ForkedWriter(dies).result() == DOCUMENT
