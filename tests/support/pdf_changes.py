"""Change a PDF's objects by pypdf: what tamperings are made of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    StreamObject,
)

Row = tuple[str, str, Callable[[], bytes], str]
Change = Callable[[PdfWriter], object]


def name(text: str) -> NameObject:
    return NameObject(f"/{text}")


def dictionary(**entries: Any) -> DictionaryObject:
    return DictionaryObject({name(key): value for key, value in entries.items()})


def stream(data: bytes, **entries: Any) -> StreamObject:
    stream = DecodedStreamObject()
    stream.set_data(data)
    stream.update(dictionary(**entries))
    return stream


def root(key: str, value: Callable[[], Any]) -> Change:
    return lambda writer: writer.root_object.update({name(key): value()})


def page(key: str, value: Callable[[], Any]) -> Change:
    return lambda writer: writer.pages[0].update({name(key): value()})


def box(*edges: float) -> Callable[[], ArrayObject]:
    return lambda: ArrayObject([FloatObject(edge) for edge in edges])


def resources(writer: PdfWriter) -> Any:
    return writer.pages[0]["/Resources"].get_object()
