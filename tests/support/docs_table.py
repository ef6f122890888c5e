"""Hold a table of the documentation against the one that its test makes."""

from __future__ import annotations

from pathlib import Path


def is_documented(docs: Path, mark: str, table: str, *, accept: bool) -> bool:
    """Say whether a page has a table between ``<!-- mark -->`` and ``<!-- end -->``.

    ``accept`` writes it there.
    """
    text = docs.read_text(encoding="utf-8")
    start, end = f"<!-- {mark} -->\n", "\n<!-- end -->"
    before, _, rest = text.partition(start)
    old, _, after = rest.partition(end)
    if accept:
        docs.write_text(before + start + table + end + after, encoding="utf-8")
    return accept or old == table
