"""Follow references between the objects of a PDF."""

from __future__ import annotations

from typing import Any

from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from reebrief.verify.found import UnreadableError


def resolved(item: Any) -> Any:
    """Return what a reference leads to; anything else as it is."""
    return item.get_object() if isinstance(item, IndirectObject) else item


def reference(item: Any, *names: str) -> Any:
    """Follow names from dictionary to dictionary; None where one is missing.

    What the last one leads to may be a reference.
    """
    for name in names:
        item = resolved(item)
        if not isinstance(item, DictionaryObject) or name not in item:
            return None
        item = item.raw_get(name)
    return item


def entry(item: Any, *names: str) -> Any:
    """Follow names from dictionary to dictionary, and the last reference too."""
    return resolved(reference(item, *names))


def array(item: Any) -> list[Any]:
    """Return the elements of an array, as they are; none for anything else."""
    found = resolved(item)
    return list(found) if isinstance(found, ArrayObject) else []


def keys(item: Any) -> list[str]:
    """Return the keys of a dictionary without their slash; none for anything else."""
    found = resolved(item)
    return [str(key)[1:] for key in found] if isinstance(found, DictionaryObject) else []


def stream_data(item: Any) -> bytes | None:
    """Return the bytes of a stream, decoded; None for anything else.

    Raises UnreadableError as ``own_stream`` does.
    """
    found = own_stream(item)
    return found.get_data() if isinstance(found, StreamObject) else None


def own_stream(item: Any) -> Any:
    """Return what a reference leads to, as ``resolved`` does.

    Raises UnreadableError for a stream whose bytes another file holds (ISO 32000-2, 7.3.8).
    """
    found = resolved(item)
    if isinstance(found, StreamObject) and "/F" in found:
        raise UnreadableError("what it shows lies in another file")
    return found
