"""Gather the text within a line of a page: what is shown, as it is shown."""

from __future__ import annotations

import re
from typing import Any

_UNSEEN = {
    *("script", "style", "template", "svg", "canvas", "iframe", "object", "embed", "audio"),
    *("video", "map", "head", "title", "meta", "link", "math", "input", "textarea", "select"),
    *("option", "noscript"),
}
"""Elements whose text is no text of the page."""

_RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_LOWERED = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")
_CSS_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_FOR_READERS = re.compile(
    r"(?:^|\s)(?:screen-reader-text|sr-only|visually-?hidden|assistive-text|skip-?link)(?:$|\s)",
    re.IGNORECASE,
)
_NOTES = re.compile(r"\d{1,3}(?:\s*[,–-]\s*\d{1,3})*")
_STOP = re.compile(r"[^\W\d_]{3}[.,;:]$|[.,;:][”’\"]$")
_PERMALINKS = frozenset("#¶§🔗∞")


def is_unseen(element: Any) -> bool:
    """Say whether an element shows nothing: a script, a style, a comment."""
    return not isinstance(element.tag, str) or element.tag in _UNSEEN


def is_hidden(element: Any) -> bool:
    """Say whether a page hides an element that it holds."""
    return bool(
        element.get("hidden") is not None
        or _CSS_HIDDEN.search(element.get("style") or "")
        or _FOR_READERS.search(element.get("class") or "")
    )


def _is_permalink(element: Any) -> bool:
    """Say whether an element is the sign of a heading's own address, as programs of docs set it."""
    own = element.tag == "a" and (element.get("href") or "").startswith("#")
    return own and "".join(element.itertext()).strip() in _PERMALINKS


class InlineText:
    """A run of text within a line, and how many of its characters stand in links."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._depth = 0
        self.linked = 0

    @property
    def text(self) -> str:
        """The text; a line break stands for one of the page."""
        return "".join(self._parts)

    def add(self, text: str | None) -> None:
        """Add characters of the source, whose white space is one space."""
        if not text:
            return
        spaced = re.sub(r"[ \t\r\n\f]+", " ", text)
        self._parts.append(spaced)
        if self._depth:
            self.linked += len(spaced.strip())

    def element(self, element: Any, *, apart: bool = False) -> None:
        """Add the text of an element and of those within it, but not of what it does not show."""
        if is_unseen(element) or _is_permalink(element):
            return
        if element.tag == "br":
            self._parts.append("\n")
            return
        if element.tag in {"sup", "sub"} and self._shifted(element):
            return
        if apart or self._touches(element):
            self._parts.append(" ")
        self._depth += element.tag == "a"
        self.add(element.text)
        for child in element:
            self.element(child, apart=child.tag in {"p", "div", "li", "td", "th", "h3", "h4"})
            self.add(child.tail)
        self._depth -= element.tag == "a"
        if apart:
            self._parts.append(" ")

    def _touches(self, element: Any) -> bool:
        """Say whether an element stands right behind another, and only the style parts them."""
        before = element.getprevious()
        return (
            before is not None
            and not before.tail
            and before.tag in {"span", "time", "a", "label", "button"}
            and element.tag in {"span", "time", "a", "label", "button"}
            and bool(
                element.get("class") or before.get("class") or "a" in {element.tag, before.tag}
            )
        )

    def _ends_words(self, raised: str) -> bool:
        """Say whether raised numbers are of notes: several, or behind the stop of a sentence.

        Powers have no comma, and nothing is raised to a power behind a stop.
        """
        return "," in raised or bool(_STOP.search(self.text))

    def _shifted(self, element: Any) -> bool:
        """Add a raised or lowered number: of a note by that word, else in its own characters."""
        text = "".join(element.itertext()).strip()
        bare = text.strip("[]()")
        if element.tag == "sup" and re.fullmatch(r"\d{1,3}", bare):
            linked = element.find(".//a") is not None or element.getparent().tag == "a"
            if linked or bare != text:
                self._parts.append(f" [note {bare}]")
                return True
        if element.tag == "sup" and _NOTES.fullmatch(bare) and self._ends_words(bare):
            self._parts.append(f" [note {', '.join(re.findall(r'[0-9–-]+', bare))}]")
            return True
        if re.fullmatch(r"[0-9+-]{1,4}", text):
            self._parts.append(text.translate(_RAISED if element.tag == "sup" else _LOWERED))
            return True
        return False


def words_of(element: Any) -> str:
    """Return all text of an element that is shown, its parts kept apart."""
    inline = InlineText()
    inline.element(element, apart=True)
    return " ".join(inline.text.split())
