"""A file is read with limits of memory and time, and one that breaks its reader stops no other."""

import os

import pytest

from reebrief import ReebriefError
from reebrief.cli.import_article import run_import
from reebrief.corpus import ingest
from reebrief.corpus.ingest import limited
from reebrief.corpus.ingest.readers import read_documents
from support.projects import make_project

TEXT = b"A mill opens\n\nA mill has opened in Strelsau, says its owner, with 40 looms.\n"


def hoards(raw, name):
    return read_documents(raw, name) if b"bomb" not in raw else [bytearray(1 << 30)]


def hangs(raw, name):
    while b"bomb" in raw:
        pass
    return read_documents(raw, name)


def dies(raw, name):
    if b"bomb" in raw:
        os._exit(1)
    return read_documents(raw, name)


def test_what_the_child_read_is_what_reading_here_gives():
    assert limited.read_limited(TEXT, "a.txt") == read_documents(TEXT, "a.txt")


def test_a_refusal_is_the_same_as_without_a_child():
    with pytest.raises(ReebriefError) as here:
        read_documents(b"TY  - NEWS\nER  - \n", "a.ris")
    with pytest.raises(ReebriefError) as there:
        limited.read_limited(b"TY  - NEWS\nER  - \n", "a.ris")
    assert there.value.problems == here.value.problems


@pytest.mark.parametrize("reader", [hoards, hangs, dies])
def test_a_file_that_breaks_its_reader_stops_no_other(tmp_path, monkeypatch, capsys, reader):
    monkeypatch.setattr(limited, "read_documents", reader)
    monkeypatch.setattr(limited, "_SECONDS", 1)  # the other one has to be done in it
    make_project(tmp_path / "p")
    for name, text in (("a", TEXT), ("b", b"bomb " + TEXT), ("c", TEXT.replace(b"mill", b"pit"))):
        (tmp_path / f"{name}.txt").write_bytes(text)
    files = [str(tmp_path / f"{name}.txt") for name in "abc"]
    assert run_import(str(tmp_path / "p"), files, {}, force=False, dry_run=False) == 1
    said = capsys.readouterr()
    assert "b.txt: reading it takes too much memory or time" in said.err
    assert "imported 2, not imported 1" in said.out
    assert len([*(tmp_path / "p" / "articles").glob("*.md")]) == 2


def test_an_article_that_cannot_be_cleaned_in_time_stops_no_other(tmp_path, monkeypatch, capsys):
    assemble = ingest.assemble

    def hanging(document, *given):
        while b"bomb" in document.original:
            pass
        return assemble(document, *given)

    monkeypatch.setattr(ingest, "assemble", hanging)
    monkeypatch.setattr(ingest, "_SMALL", 0)
    monkeypatch.setattr(limited, "_SECONDS", 1)  # the other one has to be done in it
    make_project(tmp_path / "p")
    for name, text in (("b", b"bomb " + TEXT), ("c", TEXT)):
        (tmp_path / f"{name}.txt").write_bytes(text)
    files = [str(tmp_path / f"{name}.txt") for name in "bc"]
    assert run_import(str(tmp_path / "p"), files, {}, force=False, dry_run=False) == 1
    assert "b.txt: reading it takes too much memory or time" in capsys.readouterr().err
    assert [path.stem for path in (tmp_path / "p" / "articles").glob("*.md")] == ["c"]


def test_without_forks_the_file_is_read_here(monkeypatch):
    monkeypatch.delattr(os, "fork")
    assert limited.read_limited(TEXT, "a.txt") == read_documents(TEXT, "a.txt")
