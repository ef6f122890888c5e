"""Spoil a PDF's objects: values, references and dictionaries, with its structure written anew."""

from __future__ import annotations

import io
from collections.abc import Iterator
from random import Random
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NullObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from conformance.generated import mutations


def of_pdf(data: bytes, rng: Random) -> bytes:
    """Return a PDF with a few of its values spoilt; else its bytes spoilt."""
    try:
        writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
        homes = [home for one in writer._objects if one is not None for home in _homes(one)]  # noqa: SLF001  all objects, not only those of pages
        for _ in range(rng.choice((1, 1, 2, 4))):
            _spoil(rng.choice(homes), writer, rng)
        buffer = io.BytesIO()
        writer.write(buffer)
    except Exception:  # noqa: BLE001  what was spoilt may be what writing needs
        return mutations.of_bytes(data, rng)
    return buffer.getvalue()


def _homes(value: Any) -> Iterator[Any]:
    if isinstance(value, DictionaryObject | ArrayObject) and value:
        yield value
        for one in value.values() if isinstance(value, DictionaryObject) else value:
            if not isinstance(one, IndirectObject):
                yield from _homes(one)


def _spoil(home: Any, writer: PdfWriter, rng: Random) -> None:
    if isinstance(home, StreamObject) and rng.random() < 0.4:
        home._data = mutations.of_bytes(home._data, rng)  # noqa: SLF001  as compressed as it is
        return
    keys = [*home] if isinstance(home, DictionaryObject) else [*range(len(home))]
    if not keys:
        return
    key = rng.choice(keys)
    if rng.random() < 0.15:
        del home[key]
    elif isinstance(home, DictionaryObject):
        home[NameObject(key)] = _nonsense(writer, rng)
    else:
        home[key] = _nonsense(writer, rng)


def _nonsense(writer: PdfWriter, rng: Random) -> Any:
    """Return a value of any type, or a reference to any object, or to none."""
    number = rng.choice((0, 1, -1, 2, 10**6, 2**31, 2**63))
    many = len(writer._objects)  # noqa: SLF001
    return rng.choice(
        (
            NullObject(),
            BooleanObject(True),  # noqa: FBT003
            NumberObject(number),
            FloatObject(-1e30),
            TextStringObject(str(rng.choice(mutations.NONSENSE))[:500]),
            NameObject(
                "/" + rng.choice(("Page", "Pages", "Identity-H", "X", "FlateDecode", "URI"))
            ),
            ArrayObject([NumberObject(number)] * rng.choice((0, 1, 4, 2000))),
            DictionaryObject({NameObject("/Type"): NameObject("/X")}),
            IndirectObject(rng.randrange(many + 3), 0, writer),
            IndirectObject(rng.randrange(many + 3), 0, writer),
        )
    )
