"""Mark how all articles are, in a few bytes, and say whether they still are; standard library only.

One changed article makes another mark: it does not say which, as a render that selects looks at
all of them anyway.
"""

from __future__ import annotations

import hashlib
import struct

from reebrief.project.file_stamps import digest, is_fresh, now, stamps

TYPE_CHECKING = False  # the name that type checkers know; typing itself costs 6 ms
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from reebrief.project.file_stamps import Stamp


def archive_mark(found: Mapping[str, Stamp], fresh: Mapping[str, str]) -> dict[str, Any]:
    """Return the mark of articles by their stamps.

    ``fresh`` are the SHA-256 of those whose stamp cannot be trusted yet.
    """
    settled = sorted(name for name in found if name not in fresh)
    numbers = [number for name in settled for number in found[name]]
    hashed = hashlib.sha256("\n".join(settled).encode("utf-8", "surrogateescape"))
    hashed.update(struct.pack(f"<{len(numbers)}q", *numbers))
    return {"settled": hashed.hexdigest(), "fresh": dict(fresh)}


def unchanged(root: str, names: Sequence[str], mark: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return the mark of the articles as they are now if they are as marked, else None.

    It differs from the one before where an article's stamp can be trusted by now. ``names`` are
    those of their files. Raises OSError where one cannot be read.
    """
    looked = now()
    found = stamps(root, names)
    if archive_mark(found, mark["fresh"])["settled"] != mark["settled"]:
        return None
    for name, known in mark["fresh"].items():
        if digest(f"{root}/{name}") != known:
            return None
    fresh = {n: h for n, h in mark["fresh"].items() if is_fresh(found[n], looked)}
    return mark if fresh == mark["fresh"] else archive_mark(found, fresh)
