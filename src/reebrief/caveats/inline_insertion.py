"""Insert inlines into a line at offsets of its characters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from reebrief.document.nodes import (
    CaveatLabel,
    CaveatMark,
    Cite,
    Emphasis,
    Inline,
    InlineExcerpt,
    Inlines,
    LineBreak,
    Link,
    Strong,
    Text,
)
from reebrief.document.traverse import characters


def with_insertions(inlines: Inlines, at: Mapping[int, Inlines]) -> Inlines:
    """Return a line with inlines put in at offsets of ``tree.characters``.

    A link or a citation is not parted: what falls inside it stands after it.
    """
    return _inlaid(inlines, 0, dict(sorted(at.items()))) if at else inlines


def _inlaid(inlines: Inlines, begin: int, at: Mapping[int, Inlines]) -> Inlines:
    done: list[Inline] = []
    for node in inlines:
        end = begin + len(characters([node]))
        inside = {offset: put for offset, put in at.items() if begin < offset <= end}
        match node:
            case Text():
                last = begin
                for offset, put in inside.items():
                    done += (replace(node, text=node.text[last - begin : offset - begin]), *put)
                    last = offset
                if last < end or not inside:
                    done.append(replace(node, text=node.text[last - begin :]))
            case Strong() | Emphasis() | InlineExcerpt():
                within = {offset: put for offset, put in inside.items() if offset < end}
                done.append(replace(node, inlines=_inlaid(node.inlines, begin, within)))
                done += inside.get(end, ())
            case Link() | Cite() | CaveatLabel() | CaveatMark() | LineBreak():
                done.append(node)
                done += (one for put in inside.values() for one in put)
        begin = end
    return tuple(done)
