"""Show web addresses without their scheme, linked whole."""

from __future__ import annotations

import re

from reebrief.document.nodes import Inline, Inlines, Link, Text
from reebrief.document.traverse import rewrite_inlines

_ADDRESS = re.compile(r"https?://[^\s“”‘’\"<>]*[^\s“”‘’\"<>.,;:!?)]")


def without_scheme(address: str) -> str:
    """Return an address as readers know it: without http:// or https://."""
    return re.sub(r"^https?://", "", address)


def linked(inlines: Inlines) -> Inlines:
    """Return a line with each address in its text as a link to it."""

    def link(node: Inline) -> Inlines:
        if not isinstance(node, Text):
            return (node,)
        done: list[Inline] = []
        last = 0
        for found in _ADDRESS.finditer(node.text):
            done.append(Text(node.text[last : found.start()]))
            done.append(Link(found[0], (Text(without_scheme(found[0])),)))
            last = found.end()
        return (*done, Text(node.text[last:])) if done else (node,)

    return rewrite_inlines(inlines, link)
