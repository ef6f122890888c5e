"""The text that is parsed, and the form of ids."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass


def slug(text: str) -> str:
    """Return lower-case words joined by hyphens: the form of every id."""
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFC", text).lower())
    return "-".join(words) or "untitled"


@dataclass(frozen=True, slots=True)
class MarkdownSource:
    """What is parsed: the text, the file it stands in, where in it the text begins.

    ``article`` is the article's id where the text is an article's: the literal rules then apply.
    ``path`` is the key path of a text of the author in the definition.
    """

    text: str
    file: str
    first_line: int = 1
    article: str | None = None
    first_column: int = 1
    path: tuple[str | int, ...] = ()
