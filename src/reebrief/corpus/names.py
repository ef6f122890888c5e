"""Compare names of sources: neither case nor white space makes a difference."""

from __future__ import annotations

import unicodedata


def name_key(name: str) -> str:
    """Return what a name is compared by: neither case nor white space nor what cannot be seen.

    The two apostrophes are one.
    """
    seen = "".join(c for c in name.replace("’", "'") if unicodedata.category(c) != "Cf")
    return " ".join(unicodedata.normalize("NFC", seen).casefold().split())
