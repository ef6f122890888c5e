"""What is written aside is what would have been written here, errors included."""

import os

import pytest

from reebrief.diagnostics import ReebriefError, error
from reebrief.document.annotated import Fit, Written
from reebrief.pipeline.fork import ForkedWriter

DOCUMENT = Written(b"data" * 100_000, frozenset({"note-1.1", "text-a.1"}), 3)


def test_a_document_comes_back_whole():
    assert ForkedWriter(lambda _: DOCUMENT).result() == DOCUMENT


def test_with_a_second_core_it_is_written_by_another_process(monkeypatch):
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    there = ForkedWriter(lambda _: Written(str(os.getpid()).encode(), frozenset())).result()
    assert int(there.data) not in {0, os.getpid()}


def test_without_a_second_core_it_is_written_here(monkeypatch):
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    here = os.getpid()
    assert ForkedWriter(
        lambda _: Written(str(os.getpid()).encode(), frozenset())
    ).result() == Written(str(here).encode(), frozenset())


def test_an_error_is_raised_here_as_it_was_there():
    def fails(_):
        raise error("no such glyph")

    with pytest.raises(ReebriefError, match="no such glyph"):
        ForkedWriter(fails).result()


@pytest.mark.parametrize("wanted", [True, False])
def test_a_document_leaves_no_process_whether_it_is_wanted_or_not(monkeypatch, wanted):
    fork, made = os.fork, []
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(os, "fork", lambda: made.append(fork()) or made[-1])
    with ForkedWriter(lambda _: DOCUMENT) as writer:
        if wanted:
            writer.result()
    (process,) = made
    with pytest.raises(ChildProcessError):
        os.waitpid(process, os.WNOHANG)


def test_a_copy_that_dies_is_replaced_by_the_caller():
    here = os.getpid()

    def dies(_):
        if os.getpid() != here:
            os._exit(9)
        return DOCUMENT

    assert ForkedWriter(dies).result() == DOCUMENT


def pages_of(fit):
    """Return a document that says what it was told of the pages, and by whom it was made."""
    told = fit() if fit else None
    return Written(repr((told, os.getpid())).encode(), frozenset())


def test_a_copy_is_told_how_the_pages_are_filled(monkeypatch):
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    fit = Fit({f"heading-{n}": n for n in range(20_000)}, tight=True)  # more than a pipe holds
    with ForkedWriter(pages_of) as writer:
        writer.tell(fit)
        said = writer.result().data.decode()
    assert said.startswith(f"({fit!r}, ")
    assert said.rpartition(", ")[2] != f"{os.getpid()})"


@pytest.mark.parametrize("wanted", [True, False])
def test_a_copy_that_is_never_told_does_not_wait_for_ever(monkeypatch, wanted):
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    with ForkedWriter(pages_of) as writer:
        if wanted:
            assert writer.result().data.decode() == repr((None, os.getpid()))


def test_a_copy_that_does_not_ask_is_told_in_vain(monkeypatch):
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    with ForkedWriter(lambda _: DOCUMENT) as writer:
        writer.tell(Fit({f"heading-{n}": n for n in range(20_000)}, tight=False))
        assert writer.result() == DOCUMENT
