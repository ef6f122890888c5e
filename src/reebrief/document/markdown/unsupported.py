"""Find Markdown of other dialects in the author's text, which would be printed as it is typed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reebrief.diagnostics import Place, Problem, Severity
from reebrief.document.markdown.source import MarkdownSource

_LITERAL = "put \\ before it where it is meant as text"
_MARKS = (
    (
        "footnote",
        r"\[\^[^\]\s]+\]|\^\[[^\]]+\]",
        "a footnote",
        "say it in the text, or cite an article: [@article-id]",
    ),
    (
        "reference",
        r"(?:^[ ]{0,3}\[[^\]^@]+\]:[ ]+\S+)"
        r"|(?:\[[^\[\]@]+\]\[[^\[\]@]*\])",
        "a link by reference",
        "type the address behind it: [words](https://…)",
    ),
    ("wiki", r"\[\[[^\[\]]+\]\]", "a link in double brackets", "type [words](https://…)"),
    (
        "autolink",
        r"<(?:https?://|mailto:)[^<>\s]+>",
        "a link in angle brackets",
        "type [words](https://…)",
    ),
    (
        "setext",
        r"(?<=\S\n)[ ]{0,3}={2,}[ ]*$",
        "an underlined heading",
        "type '## ' before the heading instead",
    ),
    (
        "entity",
        r"&(?:[A-Za-z][A-Za-z0-9]+|#\d+|#[xX][0-9A-Fa-f]+);",
        "a character written as an entity",
        "type the character itself",
    ),
    (
        "heading",
        r"^[ ]{0,3}#{1,6}(?=[A-Za-z])",
        "a heading without a space behind #",
        "type the space, or put a word before #",
    ),
    ("task", r"^[ ]*[-*+][ ]\[[ xX]\][ ]", "a list of tasks", "leave the box out"),
    ("alert", r"^[ ]*>[ ]*\[![A-Z]+\]", "a box with a name", "begin the quote with its first word"),
    ("strike", r"~~[^~\n]+~~", "struck-out text", "delete it, or say what holds"),
    (
        "sub",
        r"(?<=\w)~[^~\s]+~|(?<=\w)\^[^\^\s\[]+\^",
        "a raised or lowered character",
        "type it: ², ₂",
    ),
    (
        "attribute",
        r"(?<=\])\{[.#][^{}\n]+\}|^\{:[^{}\n]+\}",
        "an attribute in braces",
        "leave it out: themes set how text looks",
    ),
    (
        "emoji",
        r"(?<![\w:]):[a-z]+_[a-z_]+:(?![\w:])",
        "an emoji by its name",
        "type the character itself, or leave it out",
    ),
    (
        "math",
        r"\$\$[^$\n]+\$\$"
        r"|(?<![\w$])\$[A-Za-z\\][^$\n]*[_^\\][^$\n]*\$(?!\w)",
        "a formula",
        "write it as text",
    ),
    (
        "definition",
        r"(?<=\S\n):[ ]+\S",
        "a list of definitions",
        "type '- **term**: what it means'",
    ),
    (
        "table",
        r"(?:^|(?<=\n\n))[ ]{0,3}\|[^\n]*\|[ ]*\n(?![ ]{0,3}\|?[ ]*:?-)",
        "a table without a line below its head",
        "type |---|---| below the head",
    ),
)
"""Each mark with its form, what it is called, and what to type instead."""

_BOLD = re.compile(r"(?<!\\)\*\*")
_BETWEEN_BLOCKS = re.compile(r"(?<=\n)(?=[ ]*(?:\n|[-*+][ ]|\d+[.)][ ]|#|>|\|))")
"""Where a paragraph, an entry of a list, a heading or a row of a table begins."""

_ANY = re.compile("|".join(f"(?P<{name}>{form})" for name, form, _, _ in _MARKS), re.MULTILINE)
_TABLE = re.compile(next(form for name, form, _, _ in _MARKS if name == "table"), re.MULTILINE)
_ROW = re.compile(r"[ ]{0,3}\|[^\n]*\|[ ]*(?:\n|$)")
_SAID = {name: (what, hint) for name, _, what, hint in _MARKS}
_QUICK = re.compile(r"[\[&~^<=$|:{#]")


def unsupported(source: MarkdownSource) -> Iterator[Problem]:
    """Yield an error for each mark that would be printed as it is typed.

    A backslash before a mark makes text of it.
    """
    text = source.text
    place = Place(source.file, source.first_line, source.first_column)
    yield from _unended(text, place)
    if not _QUICK.search(text):
        return
    for found in _ANY.finditer(text):
        name = found.lastgroup or ""
        if _is_escaped(text, found.start()) or (name == "table" and _in_table(text, found.start())):
            continue
        what, hint = _SAID[name]
        at = found.start() + len(found[0]) - len(found[0].lstrip())
        problem = f"{what} is not supported here"
        yield Problem(problem, place.within(text, at), f"{hint}, or {_LITERAL}")


def rows_without_line(source: MarkdownSource) -> Iterator[Problem]:
    """Yield a finding for each table of an article that lacks the line below its head.

    Whatever else looks like a mark may be the publisher's own text.
    """
    if "|" not in source.text:
        return
    place = Place(source.file, source.first_line, source.first_column)
    what, hint = _SAID["table"]
    for found in _TABLE.finditer(source.text):
        if not _in_table(source.text, found.start()) and _ROW.match(source.text, found.end()):
            at = place.within(source.text, found.start())
            yield Problem(f"{what} is no table", at, hint, Severity.FINDING)


def _unended(text: str, place: Place) -> Iterator[Problem]:
    """Yield an error for each ``**`` of a paragraph or an entry that no other one ends."""
    if "**" not in text:
        return
    start = 0
    for block in _BETWEEN_BLOCKS.split(text):
        marks = [m.start() + start for m in _BOLD.finditer(block)]
        if len(marks) % 2:
            hint = f"type a second ** behind what is to be bold, or {_LITERAL}"
            what = "'**' begins bold text that does not end"
            yield Problem(what, place.within(text, marks[-1]), hint)
        start += len(block)


def escaped(text: str) -> str:
    """Return a text with a backslash before each mark of other dialects."""
    return _ANY.sub(
        lambda m: m[0] if _is_escaped(text, m.start()) else re.sub(r"(\S)", r"\\\1", m[0], count=1),
        text,
    )


def _is_escaped(text: str, at: int) -> bool:
    before = text[:at]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 1


def _in_table(text: str, at: int) -> bool:
    """Say whether a line of cells follows another: the first one has the line below it."""
    before = text[:at].rstrip(" ")
    return before.removesuffix("\n").rpartition("\n")[2].lstrip().startswith("|")
