"""Read any file that news arrive in: its bytes to documents, each yet to become an article.

``sniff`` says what kind a file is, by its bytes; one module here reads each kind, and is imported
only then: the libraries of ``reebrief[import]`` are needed by none but these.
"""

from __future__ import annotations

from importlib import import_module
from typing import cast

from reebrief.corpus.ingest.readers.document import FileReader, ProposedFact, RawDocument
from reebrief.corpus.ingest.readers.sniff import MARKDOWN, TEXT, kind_of
from reebrief.diagnostics import Place, error

__all__ = ["ProposedFact", "RawDocument", "read_documents", "reader_of"]

LARGEST = 32_000_000
"""Bytes of a file that is read; a page saved with its pictures has a fraction of them."""

_LARGEST_TEXT = 1_000_000
"""Bytes of a text; a book of two hundred pages has half of them."""


def read_documents(raw: bytes, name: str) -> list[RawDocument]:
    """Return the documents that a file holds, whatever its kind.

    ``name`` is the file's, without its folder. Raises ReebriefError where the file is of a kind
    that holds no articles, is empty, too large or damaged, or where what reads it is not installed.
    """
    return reader_of(raw, name).read(raw, name)


def reader_of(raw: bytes, name: str) -> FileReader:
    """Return what reads a file's kind, imported. Raises ReebriefError where nothing does."""
    if len(raw) > LARGEST:
        what = f"a file of more than {LARGEST // 1_000_000} MB"
        raise error(what, Place(name), "paste the article's text into a file, and import that one")
    kind = kind_of(raw, name)
    if kind in {TEXT, MARKDOWN} and len(raw) > _LARGEST_TEXT:
        what = f"a text of more than {_LARGEST_TEXT // 1_000_000} MB"
        raise error(what, Place(name), "cut it into its articles")
    try:
        return cast(FileReader, import_module(f"{__name__}.{kind.module}"))
    except ModuleNotFoundError as missing:
        if (missing.name or "").startswith("reebrief"):
            raise
        what = f"this is {kind.called}: reading it needs the readers, which are not installed"
        raise error(what, Place(name), "type: pip install 'reebrief[import]'") from None
