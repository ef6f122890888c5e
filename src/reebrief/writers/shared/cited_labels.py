"""Say within a citation who the source is, in formats that have no running line to say it."""

from __future__ import annotations

from reebrief.document.nodes import Cite, InlineExcerpt, Inlines, Text


def labelled(node: Cite | InlineExcerpt) -> Inlines:
    """Return what stands in a citation's place, or words of an article, with the label."""
    if node.label is None:
        return node.inlines
    if isinstance(node, InlineExcerpt):
        return (*node.inlines, Text(" ["), node.label, Text("]"))
    return (*node.inlines[:-1], Text(", "), node.label, Text("]"))
