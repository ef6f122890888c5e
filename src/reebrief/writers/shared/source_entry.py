"""Tell an entry of the list of sources from the caveats that its line goes on with."""

from __future__ import annotations

from reebrief.document.nodes import Blocks, CaveatText, Item, Paragraph


def parted(item: Item) -> tuple[Paragraph | None, tuple[CaveatText, ...], Blocks]:
    """Return the line of an entry, the caveats in words right after it, and what follows.

    An item that is no such entry has no line, and follows as a whole.
    """
    first = item.blocks[0] if item.blocks else None
    said: list[CaveatText] = []
    for block in item.blocks[1:]:
        if not isinstance(block, CaveatText) or block.role != "entry":
            break
        said.append(block)
    if not isinstance(first, Paragraph) or not said:
        return None, (), item.blocks
    return first, (*said,), item.blocks[1 + len(said) :]
