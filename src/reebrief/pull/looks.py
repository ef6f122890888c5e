"""Tell which words of the author got other looks: bold, slanted, or struck out."""

from __future__ import annotations

from collections.abc import Iterator

from reebrief.document.markdown.source_map import source_map
from reebrief.document.written_lines import WrittenLine
from reebrief.pull.read_docx import ReadLine

_SIGNS = {"*": "i", "_": "i", "**": "b", "__": "b"}


def looks_changed(written: WrittenLine, now: ReadLine) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a paragraph whose author's words look otherwise than they were typed.

    The paragraph says what it said. Looks that it has as a whole are those of its style.
    """
    was = _was(written)
    lead = len(now.text) - len(now.text.lstrip())
    if was is None or len(was) != len(now.text.strip()):
        return
    has = [""] * len(now.text)
    for look in now.looks:
        for at in range(look.start, min(look.end, len(has))):
            has[at] += look.kind
    spoken = [at for at in range(len(has)) if not now.text[at].isspace()]
    whole = {kind for kind in "bis" if all(kind in has[at] for at in spoken)}
    start: int | None = None
    for at in range(lead, lead + len(was) + 1):
        own = was[at - lead] if at < lead + len(was) else None
        shown = "".join(sorted({*has[at]} - whole)) if own is not None else ""
        other = own is not None and shown != "".join(sorted({*own} - whole))
        if other and not now.text[at].isspace():
            start = at if start is None else start
        elif start is not None and not (other or (own is not None and now.text[at].isspace())):
            yield start, at
            start = None


def _was(written: WrittenLine) -> list[str | None] | None:
    """Return the looks of each character as it was typed, None for a computed one."""
    own = written.own
    if own is None:
        return None
    known = None if own.plain else source_map(own.text)
    if known is None and not own.plain:
        return None
    looks = [""] * sum(len(p.text) for p in written.pieces if not p.computed)
    if known and len(known.shown) != len(looks):
        return None
    for first, last in known.pairs() if known else ():
        sign = _SIGNS.get(known.source[first.start : first.end], "") if known else ""
        for at in range(first.at, last.at):
            looks[at] += sign
    left = iter(looks)
    return [None if piece.computed else next(left) for piece in written.pieces for _ in piece.text]
