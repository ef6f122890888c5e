"""One template and its values become text, or a fault with its line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import GeneratorType, TracebackType
from typing import Any, Literal

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from reebrief.document.markdown import escape

LARGEST = 100_000
"""The most characters that a template may make, the texts that its tokens stand for not counted."""

MEMORY = 500_000_000
"""The most bytes of memory that a project's own templates may take."""

Kind = Literal[
    "missing", "syntax", "undefined", "time", "memory", "output", "depth", "token", "other"
]
"""Why a template made nothing. Of ``missing`` the template's name is told, of ``syntax``,
``undefined``, ``token`` (one was not just printed) and ``other`` what was said."""

Load = Callable[[str], str | None]
"""Returns the text of the template with a name, or None where there is none."""

Loaded = Callable[[str, str, list[tuple[int, int]]], None]
"""Is told of a compiled template: its name, what its code calls its file, and which line of the
template belongs to which line of the code from which on."""


_PRINTED = "text of an article or the brief can only be printed, not changed or looked into"
_OF_TOKEN = re.compile(r"\bToken object\b|'Token' (?:object|and)\b|\band 'Token'")
"""What Python and Jinja say of a use of tokens that is none."""


class Token:
    """What stands in a template for text of an article or the brief: it prints, nothing more."""

    __slots__ = ("mark",)

    def __init__(self, mark: str) -> None:
        self.mark = mark

    def __str__(self) -> str:
        raise TypeError(_PRINTED)

    __repr__ = __str__


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a template made no text, in which template, and at which line (0: not known)."""

    kind: Kind
    template: str
    line: int = 0
    what: str = ""


class Environment(ImmutableSandboxedEnvironment):
    """A sandbox in which nothing can be looked up on a token."""

    def __init__(self, load: Load, loaded: Loaded | None = None) -> None:
        self.files: dict[str, str] = {}
        super().__init__(
            loader=_Loader(load, loaded, self.files),
            undefined=jinja2.StrictUndefined,
            finalize=_finalize,
            optimized=False,  # what a template computes is computed when it runs, at its line
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Say whether a template may look something up: never on a token."""
        return not isinstance(obj, Token) and super().is_safe_attribute(obj, attr, value)


class _Loader(jinja2.BaseLoader):
    """Loads templates under ASCII file names of its own, by which the code is known again."""

    def __init__(self, load: Load, loaded: Loaded | None, files: dict[str, str]) -> None:
        self._load = load
        self._loaded = loaded
        self._files = files

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, None]:  # noqa: ARG002  Jinja's signature
        text = self._load(template)
        if text is None:
            raise jinja2.TemplateNotFound(template)
        file = f"<template {len(self._files)}>"
        self._files[file] = template
        return text, file, None

    def load(
        self,
        environment: jinja2.Environment,
        name: str,
        globals: Any = None,  # noqa: A002  Jinja's signature
    ) -> jinja2.Template:
        template = super().load(environment, name, globals)
        if self._loaded is not None:
            self._loaded(name, str(template.filename), template.debug_info)
        return template


def evaluate(environment: Environment, kind: str, values: Mapping[str, Any]) -> str | Fault:
    """Return what a template makes of values, or why it makes nothing."""
    try:
        return _text(environment.get_template(kind), kind, values)
    except jinja2.TemplateNotFound as fault:
        return Fault("missing", *_where(environment, fault, kind), str(fault.name))
    except jinja2.TemplateSyntaxError as fault:
        name = environment.files.get(fault.name or "", fault.name or kind)
        return Fault("syntax", name, fault.lineno, fault.message or "not a template")
    except RecursionError as fault:
        return Fault("depth", *_where(environment, fault, kind))
    except MemoryError as fault:
        return Fault("memory", *_where(environment, fault, kind))
    except (jinja2.TemplateError, TypeError, ValueError, ArithmeticError, LookupError) as fault:
        what = str(fault) or "the template failed"
        kind_of: Kind = "undefined" if isinstance(fault, jinja2.UndefinedError) else "other"
        if what == _PRINTED or _OF_TOKEN.search(what):
            kind_of, what = "token", _PRINTED
        what = what.replace("'types.SimpleNamespace object'", "this group of words")
        return Fault(kind_of, *_where(environment, fault, kind), what)


def _text(template: jinja2.Template, kind: str, values: Mapping[str, Any]) -> str | Fault:
    """Run a template as long as what it makes is of a size that a brief could have."""
    parts: list[str] = []
    size = 0
    running = template.generate(values)
    for part in running:
        size += len(part)
        if size > LARGEST:
            return Fault("output", kind, _line(template, running))
        parts.append(part)
    return "".join(parts)


def _line(template: jinja2.Template, running: Iterator[str]) -> int:
    """Return the line at which a template stands that has just made a part of its text."""
    code = running.gi_yieldfrom if isinstance(running, GeneratorType) else None
    if isinstance(code, GeneratorType) and code.gi_frame is not None:
        return template.get_corresponding_lineno(code.gi_frame.f_lineno)
    return 0


def _where(environment: Environment, fault: BaseException, kind: str) -> tuple[str, int]:
    """Find the template and its line in the traceback that Jinja made for a fault."""
    line = 0
    trace: TracebackType | None = fault.__traceback__
    while trace is not None:
        name = environment.files.get(trace.tb_frame.f_code.co_filename)
        if name is not None:
            kind, line = name, trace.tb_lineno
        trace = trace.tb_next
    return kind, line


@jinja2.pass_context  # or Jinja would call it while it compiles
def _finalize(_: object, value: Any) -> str:
    """Return what a template prints: a token's mark, a fixed word as Markdown, nothing for none."""
    if isinstance(value, Token):
        return value.mark
    return "" if value is None else escape(str(value))
