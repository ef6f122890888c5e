"""Write single values as YAML text, as plainly as they read back the same."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

from reebrief.diagnostics import ReebriefError
from reebrief.project.yaml import read

_WIDTH = 96


def scalar(value: Any, *, flow: bool = False) -> str:
    """Return a scalar on one line: plain where that reads back the same, else in double quotes."""
    if value is None:
        return "~"
    if isinstance(value, bool):
        return str(value).lower()
    text = str(value)
    return text if _is_plain(text, flow=flow) else _quoted(text)


def styled(text: str, style: str, indent: int) -> Iterator[str]:
    """Yield ways to write a text, the first in the style that it had: ``'``, ``"``, ``|``, ``>``.

    ``indent`` is that of the lines of a block of text. Not each way can say each text: who writes
    takes the first that reads back the same.
    """
    if style == ">":
        yield _block(">", text, indent, wrapped=True)
    if style in {"|", ">"} or "\n" in text:
        yield _block("|", text, indent)
    if style == "'":
        yield "'" + text.replace("'", "''") + "'"
    if style == "" and _is_plain(text, flow=False):
        yield text
    yield _quoted(text)


def flow(value: Any) -> str:
    """Return a value on one line, lists in ``[]`` and mappings in ``{}``."""
    match value:
        case Mapping():
            inner = ", ".join(f"{scalar(k, flow=True)}: {flow(v)}" for k, v in value.items())
            return f"{{{inner}}}"
        case list() | tuple():
            return f"[{', '.join(map(flow, value))}]"
        case _:
            return scalar(value, flow=True)


def entry(value: Any, indent: int) -> str:
    """Return a value as it stands after the dash of an entry whose text is indented so far."""
    if isinstance(value, Mapping) and value:
        return block(value, indent).lstrip(" ")
    return after_key(value, indent).removeprefix(" ")


def after_key(value: Any, indent: int) -> str:
    """Return a value as it stands after ``key:``; ``indent`` is that of lines below the key."""
    if isinstance(value, Mapping | list | tuple):
        return f"\n{block(value, indent)}" if value else f" {flow(value)}"
    literal = _block("|", value, indent) if isinstance(value, str) and "\n" in value else ""
    return f" {literal}" if literal and _reads_as(literal, value) else f" {scalar(value)}"


def block(value: Mapping[str, Any] | list[Any] | tuple[Any, ...], indent: int) -> str:
    """Return the lines of a list or mapping that is not empty, each indented, no newline at end."""
    pad = " " * indent
    if isinstance(value, Mapping):
        lines = [f"{pad}{scalar(k)}:{after_key(v, indent + 2)}" for k, v in value.items()]
    else:
        lines = [f"{pad}- {entry(v, indent + 2)}" for v in value]
    return "\n".join(lines)


def _is_plain(text: str, *, flow: bool) -> bool:
    """Say whether a text may stand without quotes: it reads back as itself, with no finding."""
    if not text or "\n" in text:
        return False
    return _reads_as(f"[{text}]" if flow else text, [text] if flow else text)


def _reads_as(written: str, value: Any) -> bool:
    try:
        file = read(f"k: {written}", "")
    except ReebriefError:
        return False
    return bool(file.data == {"k": value} and not file.notes)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _block(sign: str, text: str, indent: int, *, wrapped: bool = False) -> str:
    """Return a block of text; the sign says how many line ends follow its last line."""
    body = text.rstrip("\n")
    ends = len(text) - len(body)
    sign += "-" if not ends else "" if ends == 1 else "+"
    lines = body.split("\n")
    if wrapped:
        lines = textwrap.wrap(
            body, max(_WIDTH - indent, 40), break_long_words=False, break_on_hyphens=False
        )
    lines += [""] * (ends - 1)
    pad = " " * indent
    return "\n".join([sign, *(f"{pad}{line}" if line else "" for line in lines)])
