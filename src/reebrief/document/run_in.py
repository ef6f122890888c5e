"""Run short nested lists into the entry that they belong to: "…: a; b; c."."""

from __future__ import annotations

from dataclasses import replace

from reebrief.document.nodes import Blocks, Inline, Inlines, List, Paragraph, Text
from reebrief.document.traverse import characters

_MOST = 15
"""Words of an entry of a nested list that is run in, at most: longer ones are read as a list."""


def run_in(blocks: Blocks) -> Blocks:
    """Return blocks with the nested lists of their lists run in, where all entries are short.

    What they are run into ends with a colon.
    """
    return tuple(
        replace(block, items=tuple(map(_item, block.items)))
        if isinstance(block, List) and not block.ordered
        else block
        for block in blocks
    )


def _item(item: Blocks) -> Blocks:
    match item:
        case (Paragraph(role="body", id=None) as first, List(ordered=False, items=entries)) if (
            characters(first.inlines).rstrip().endswith(":")
        ):
            lines = [_line(entry) for entry in entries]
            if all(line is not None for line in lines):
                joined = _joined([line for line in lines if line is not None])
                return (replace(first, inlines=(*first.inlines, Text(" "), *joined)),)
        case _:
            pass
    return item


def _line(entry: Blocks) -> Inlines | None:
    """Return the words of an entry that is one short line; None for any other."""
    match entry:
        case (Paragraph(role="body", id=None, inlines=inlines),) if (
            len(characters(inlines).split()) <= _MOST
        ):
            return _without_stop(inlines)
        case _:
            return None


def _without_stop(inlines: Inlines) -> Inlines:
    """Return a line without the stop at its end."""
    match inlines:
        case (*before, Text(text=text)):
            return (*before, Text(text.rstrip().rstrip(".;,")))
        case _:
            return inlines


def _joined(lines: list[Inlines]) -> Inlines:
    done: list[Inline] = []
    for line in lines:
        done += [Text("; "), *line] if done else line
    text = characters(tuple(done)).rstrip()
    return tuple(done) if text.endswith(("!", "?", "…")) else (*done, Text("."))
