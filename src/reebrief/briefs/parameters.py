"""The key ``parameters``: values that a definition's texts can name, with their types."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from reebrief.diagnostics import Place, error
from reebrief.project import dates, yaml
from reebrief.project.validation import Model, SchemaHint

Type = Literal["text", "number", "date", "list"]
_VALUE = [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]


class ParameterModel(Model):
    """A parameter: its type, and its value where nobody gives another."""

    type: Type = Field(default="text", description="What its value is.")
    default: Annotated[Any, SchemaHint(anyOf=_VALUE)] = Field(
        description="Its value; -P NAME=VALUE and a variant come before it."
    )
    description: str | None = Field(default=None, description="What it is for.")


def read_value(model: ParameterModel, value: Any, place: Place) -> Any:
    """Return a value as its parameter's type has it: text, or a list of texts.

    A list is given as ``a, b`` on the command line. Raises ReebriefError where it has another type.
    """
    if model.type == "list":
        parts = value.split(",") if isinstance(value, str) else value
        if isinstance(parts, list) and all(isinstance(p, str) for p in parts):
            return [p.strip() for p in parts if p.strip()]
        raise error("a list of texts is expected", place, "type [a, b]")
    if not isinstance(value, str):
        raise error(f"a {model.type} is expected", place, "type it as one text")
    if model.type == "number" and not re.fullmatch(r"[-+]?\d+(\.\d+)?", value):
        raise error(f"'{value}' is no number", place, "type it in digits, for example 14")
    if model.type == "date" and value != "today":
        try:
            dates.day(value)
        except ValueError as fault:
            what, _, hint = str(fault).partition("; ")
            raise error(what, place, hint or None) from None
    return value


def pairs(texts: Iterable[str]) -> dict[str, str]:
    """Read ``NAME=VALUE`` as the command line gives it. Raises ReebriefError without an ``=``."""
    done: dict[str, str] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals or not name.strip():
            raise error(f"-P {text}: no value", None, "type -P NAME=VALUE")
        if done.setdefault(name.strip(), value) != value:
            raise error(f"-P {name.strip()}: two values", None, "keep one of the two")
    return done


def from_file(path: Path) -> dict[str, str]:
    """Read values from a YAML file of names and values.

    Raises ReebriefError where it cannot be read, and where a value is neither a text nor a list.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        reason = (getattr(fault, "strerror", None) or "not UTF-8").lower()
        hint = "name a YAML file of lines 'NAME: VALUE'"
        raise error(f"--params {path}: cannot be read: {reason}", None, hint) from None
    file = yaml.read(text, path.as_posix())
    if not isinstance(file.data, dict):
        raise error("names and values are expected", file.place(()), "type NAME: VALUE")
    done: dict[str, str] = {}
    for name, value in file.data.items():
        many = value if isinstance(value, list) else [value]
        if not all(isinstance(one, str) for one in many):
            raise error(f"{name}: a text or a list of texts is expected", file.place((name,)))
        done[name] = ", ".join(many)
    return done
