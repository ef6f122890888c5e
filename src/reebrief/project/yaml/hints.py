"""Say what to type where YAML refuses a value, or reads it otherwise than it was meant."""

from __future__ import annotations

import re
from typing import Any

_VALUE = re.compile(r"^\s*(?:- )*(?:(?:[\w-]+|'[^']*'|\"[^\"]*\"):[ \t]+|- )(?P<value>\S.*)$")
_APOSTROPHE = re.compile(r"(?:^|[\[{,:]\s*)'[^']*\w'\w")
_BLOCK = re.compile(r"[>|][+-]?\d?[ \t]+[^\s#]")
_QUOTED_THEN_MORE = re.compile(r"(?P<quote>[\"'])(?:(?!(?P=quote)).)*(?P=quote)[ \t]*[^\s#,\]}]")
_BRACKET_THEN_MORE = re.compile(r"(?P<sign>[\[{])[^\]}]*[\]}][ \t]*[^\s#,\]}]")
_SIGN_OF_YAML = re.compile(r"[@`%,\]}]|[-?:](?=\s)")
"""What no plain text may begin with, but for the signs that have a hint of their own."""

_NUMBER = re.compile(r"[ \t]+#[^\s#]")
"""A sign of a number or a name behind text: #4, #tag."""

_CUT = re.compile(r"\S[ \t]+#[^\s#]|\S # ")
"""What ends a text for YAML before its line ends; two spaces before ``#`` set off a remark."""

_FOLDER = re.compile(r"(?<![A-Za-z\\])[A-Za-z]:\\(?!\\)|(?<![\w\\])\\\\(?!\\)\w+\\(?![\\uUx])")
"""The beginning of a file's name on Windows whose backslashes are not doubled.

Behind a server's name stands no character by its number: the parser refuses a folder "u…".
"""

_OTHER_DASH = re.compile(r"[–—−‐‑•·▪◦‣*](?=\s)")
"""What word processors make of the hyphen that begins an entry of a list."""

_NO_SPACE = re.compile(r"(?P<key>[\w-]+)(?P<colon>[:：])(?P<value>\s*\S.*)?$")
_LONGEST = 40
"""Characters of a line that is repeated in a hint."""

BACKSLASH = r"put it in single quotes, or write \\ for a backslash within double quotes"


def for_fault(fault: Any, line: str, before: str) -> str:
    """Return what to type for a fault of the parser, by the line where it is and the one before.

    ``""`` where nothing better is known than what holds for every fault of the kind.
    """
    problem = fault.problem or ""
    found = _VALUE.match(line)
    value = found["value"] if found else ""
    if "could not find expected ':'" in problem and (better := _for_line(line)):
        return better
    if "escape character" in problem or "hexdecimal" in problem:  # libyaml's spelling
        return BACKSLASH
    if "found unexpected" in problem and value[:1] == "'":
        return "close the quote that opens here; text that begins with ' goes in double quotes"
    if "mapping values" in problem and value[-1:] == ":" and " " in value:
        return "put the text in quotes: it ends with ':'"
    if "mapping values" in problem and not _SIGN_OF_YAML.match(value) and re.search(r":\s", value):
        quotes = "double quotes" if "'" in value else "quotes"
        return f"put the text in {quotes}: it holds ': '"
    if _CUT.search(before) and ("expected" in problem or "mapping values" in problem):
        return "put the text before it in quotes: YAML takes what follows ' #' for a remark"
    return for_value(value)


def _for_line(line: str) -> str:
    """Return what to type for a line that is neither a key with a value nor an entry of a list."""
    text = line.lstrip()
    if line[: len(line) - len(text)].strip(" \t"):
        return "indent with plain spaces: this line begins with others"
    if better := dash(text):
        return better
    found = _NO_SPACE.match(text)
    if found and (found["value"] or found["colon"] != ":"):
        right = f"{found['key']}: {(found['value'] or '').strip()}"
        return f"type '{right[:_LONGEST]}{'…' * (len(right) > _LONGEST)}': a colon and a space"
    return ""


def dash(text: str) -> str:
    """Return what to type for a text that begins as entries of lists do in word processors."""
    found = _OTHER_DASH.match(text)
    return (
        f"type '- ' for '{found[0]}': a hyphen and a space begin an entry of a list"
        if found
        else ""
    )


def for_value(value: str) -> str:
    """Return what to type for a value that YAML does not allow as it is typed; "" for others."""
    if _BLOCK.match(value):
        sign = "'>'" if value[0] == ">" else "'|'"
        return f"put the text in quotes; {sign} alone at the end of a line begins a block of text"
    if found := _SIGN_OF_YAML.match(value):
        return f"put text that begins with {found[0]} in quotes"
    if _APOSTROPHE.search(value):
        return "write '' for an apostrophe within single quotes, or put the text in double quotes"
    if value[:1] == '"' and value.count('"') > 2 - value.count('\\"') and value[-1] == '"':
        return 'write \\" for a quote within double quotes, or put the text in single quotes'
    if found := _QUOTED_THEN_MORE.match(value):
        other = "single" if found["quote"] == '"' else "double"
        return f"put the whole text in {other} quotes, or the first word without them"
    if found := _BRACKET_THEN_MORE.match(value):
        return f"put text that begins with {found['sign']} in quotes"
    return ""


def cut(rest: str, text: str) -> bool:
    """Say whether what follows a plain text on its line looks like text and not like a remark."""
    spaced = rest.startswith(" # ") and (not text or " " in text or rest[3:4].isdigit())
    return spaced or bool(_NUMBER.match(rest))


def holds_a_folder(raw: str) -> bool:
    r"""Say whether text typed in double quotes names a folder of Windows, ``C:\new``."""
    return bool(_FOLDER.search(raw))
