"""Find where each value of a YAML text begins and ends, comments and white space left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from reebrief.project.yaml import LOADER

_BLANK_END = re.compile(r"(?:\r?\n[ \t]*)+\Z")


@dataclass(slots=True)
class Span:
    """One value of a YAML text: ``text[start:end]``.

    ``key`` is the offset of its key, or of the dash of its entry; ``after`` is the one behind the
    key's colon, or the dash. ``style`` is ``block`` or ``flow`` for lists and mappings, else the
    sign of a scalar: ``'``, ``"``, ``|``, ``>`` or nothing.
    """

    start: int
    end: int
    style: str
    key: int
    after: int
    entries: dict[str | int, Span] = field(default_factory=dict)
    mapping: bool = False


def spans(text: str) -> Span:
    """Return the span of a document's value, with those inside it.

    An empty document's is an empty one at its end, of the style ``none``. The text is YAML that
    ``yaml.read`` accepts, without a byte order mark.
    """
    events: Iterator[Any] = yaml.parse(text, Loader=LOADER)
    for event in events:
        if isinstance(event, yaml.NodeEvent):
            return _value(text, event, events, _begin(event))
    return Span(len(text), len(text), "none", len(text), len(text))


def column(text: str, offset: int) -> int:
    """Return how many characters stand before an offset on its line."""
    return offset - (text.rfind("\n", 0, offset) + 1)


def _begin(event: Any) -> tuple[int, int]:
    return event.start_mark.index, event.start_mark.index


def _value(text: str, event: Any, events: Iterator[Any], at: tuple[int, int]) -> Span:
    start, end = event.start_mark.index, event.end_mark.index
    match event:
        case yaml.ScalarEvent():
            style = event.style or ""
            if style in {"|", ">"}:
                end = start + len(_BLANK_END.sub("", text[start:end]))
            return Span(start, end, style, *at)
        case yaml.SequenceStartEvent():
            span = Span(start, end, "flow" if event.flow_style else "block", *at)
            closing = _sequence(text, span, events)
        case _:
            span = Span(start, end, "flow" if event.flow_style else "block", *at, mapping=True)
            closing = _mapping(text, span, events)
    last = next(reversed(span.entries.values()), None)
    span.end = last.end if last and span.style == "block" else closing.end_mark.index
    return span


def _sequence(text: str, span: Span, events: Iterator[Any]) -> Any:
    for event in events:
        if isinstance(event, yaml.SequenceEndEvent):
            return event
        dash = _dash(text, span.start, event.start_mark.index)
        at = _begin(event) if span.style == "flow" else (dash, dash + 1)
        span.entries[len(span.entries)] = _value(text, event, events, at)
    raise AssertionError("a list that does not end")


def _mapping(text: str, span: Span, events: Iterator[Any]) -> Any:
    for event in events:
        if isinstance(event, yaml.MappingEndEvent):
            return event
        value = next(events)
        at = event.start_mark.index, text.find(":", event.end_mark.index) + 1
        span.entries[event.value] = _value(text, value, events, at)
    raise AssertionError("a mapping that does not end")


def _dash(text: str, first: int, start: int) -> int:
    """Return the dash of an entry that starts at an offset: it stands below the list's first."""
    indent = column(text, first)
    line = text.rfind("\n", 0, start) + 1
    while line + indent > first:
        if text[line : line + indent + 1] == " " * indent + "-" and line + indent < start:
            return line + indent
        line = text.rfind("\n", 0, line - 1) + 1
    return first
