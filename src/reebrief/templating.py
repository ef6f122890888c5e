"""Section templates: Jinja makes Markdown, tokens stand for everything else; the home of jinja2.

What comes from an article or the definition reaches a template as a token that can be printed or
tested, nothing more: a filter or a slice of it is an error, so text cannot lose where it came from.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from reebrief.errors import Place, Problem, ReebriefError, Severity, error, known
from reebrief.markdown import Source, escape, parse
from reebrief.project import Project
from reebrief.tree import (
    Block,
    Blocks,
    Cite,
    Inline,
    Inlines,
    Paragraph,
    Text,
    rewrite,
    walk,
)

# A mark is the number of a token in characters of private use, every digit one of them, so that no
# part of a mark is a text.
_OPEN, _CLOSE = "\ue000", "\ue001"
_DIGITS = str.maketrans("0123456789", "".join(chr(0xE010 + n) for n in range(10)))
_BACK = {code: chr(digit) for digit, code in _DIGITS.items()}
_MARK = re.compile("\ue000([\ue010-\ue019]+)\ue001")
_BROKEN = re.compile("[\ue000-\ue019]")


KINDS = (
    "bottom-line",
    "item",
    "items",
    "judgements",
    "matrix",
    "source",
    "source-statement",
    "sources",
    "text",
    "watch-list",
)
"""The templates that a brief is made with."""

MUST_PRINT = (
    "comment",
    "excerpt",
    "headline",
    "items",
    "judgements",
    "matrix",
    "sources",
    "summary",
    "text",
    "watch_list",
)
"""The values that no template should leave out."""


class Token:
    """What stands in a template for text of an article or the brief: it prints, nothing more."""

    __slots__ = ("blocks", "inlines", "mark")

    def __init__(self, number: int, *, blocks: Blocks = (), inlines: Inlines = ()) -> None:
        self.mark = f"{_OPEN}{str(number).translate(_DIGITS)}{_CLOSE}"
        self.blocks = blocks
        self.inlines = inlines

    def __str__(self) -> str:
        raise TypeError("text of an article or the brief can only be printed, not filtered")

    __repr__ = __str__


@dataclass(frozen=True, slots=True)
class _BlockMark(Text):
    """The place of a token of blocks; what is left of them after the swap stands within a line."""

    token: Token | None = None


class _Environment(ImmutableSandboxedEnvironment):
    """A sandbox in which nothing can be looked up on a token."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        return not isinstance(obj, Token) and super().is_safe_attribute(obj, attr, value)


class Templates:
    """The compiled templates of a project; briefs that look in the same folders share them."""

    def __init__(self, project: Project, folder: str | None, place: Place | None = None) -> None:
        """Prepare to load; ``folder`` names the templates that come before the usual ones.

        Raises ReebriefError at ``place`` where no such folder exists.
        """
        self.project = project
        self.folders = ["sections"]
        if folder is not None:
            here = (os.path.isdir(f / folder) for f in project.template_folders())  # noqa: PTH112  Path.is_dir raises on long names
            if "/" in folder or not any(here):
                raise error(
                    f"no template folder '{folder}'", place, f"make the folder templates/{folder}"
                )
            self.folders.insert(0, folder)
        self.problems = tuple(self._unused())
        self.paths: dict[str, Path] = {}
        self.environment = _Environment(
            loader=jinja2.FunctionLoader(self._load),
            undefined=jinja2.StrictUndefined,
            finalize=_finalize,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )

    def _unused(self) -> Iterator[Problem]:
        """Yield a finding for each template of the project that no section would look for."""
        for folder in self.folders:
            for path in self.project.files(f"templates/{folder}", ".md.j2"):
                kind = path.name.removesuffix(".md.j2")
                if kind not in KINDS:
                    what = f"no section has a template '{kind}'"
                    place = Place(self.project.name(path))
                    hint = known(kind, KINDS, kind="templates")
                    yield Problem(what, place, hint, Severity.FINDING)

    def _load(self, kind: str) -> tuple[str, str, None] | None:
        for folder in self.folders:
            path = self.project.template(f"{folder}/{kind}.md.j2")
            if path is not None:
                self.paths[kind] = path
                return self.project.read(path), path.as_posix(), None
        return None


class Sections:
    """Renders the sections of one brief."""

    def __init__(self, templates: Templates) -> None:
        self.project = templates.project
        self.environment = templates.environment
        self.paths = templates.paths
        self.tokens: list[Token] = []
        self.problems: list[Problem] = []

    def blocks(self, blocks: Blocks) -> Token | None:
        """Return the token for blocks; None, which is false, where there are none."""
        return self._add(Token(len(self.tokens), blocks=blocks)) if blocks else None

    def inlines(self, inlines: Inlines) -> Token | None:
        """Return the token for inlines; None, which is false, where there are none."""
        return self._add(Token(len(self.tokens), inlines=inlines)) if inlines else None

    def _add(self, token: Token) -> Token:
        self.tokens.append(token)
        return token

    def render(self, kind: str, values: Mapping[str, Any], **names: Any) -> Blocks:
        """Render the template of a kind with values, and return its blocks, tokens swapped.

        Raises ReebriefError with the template's file and line where it fails or makes Markdown
        that is not supported.
        """
        try:
            template = self.environment.get_template(kind)
            text = template.render(values, **names)
        except jinja2.TemplateNotFound as fault:
            raise self._fault(fault, kind, f"no template '{fault.name}.md.j2' is known") from None
        except jinja2.TemplateSyntaxError as fault:
            name = fault.name or kind
            raise self._error(fault.message or "not a template", name, fault.lineno) from None
        except (RecursionError, MemoryError):
            raise self._error("the template has no end", kind, 1) from None
        except jinja2.UndefinedError as fault:
            known = ", ".join(sorted({*values, *names}))
            raise self._fault(fault, kind, f"known here: {known}") from None
        except (jinja2.TemplateError, TypeError, ValueError, ArithmeticError, LookupError) as fault:
            raise self._fault(fault, kind, "print values as they are: {{ value }}") from None
        if _BROKEN.search(_MARK.sub("", text)):
            raise self._error("a value was cut to pieces", kind, 1, hint="print it whole")
        name = self.project.name(self.paths[kind])
        try:
            blocks = parse(Source(text, name))
        except ReebriefError as fault:
            # Lines of the rendered text are not lines of the template.
            raise ReebriefError(
                [Problem(p.what, Place(name), p.hint) for p in fault.problems]
            ) from None
        for value in MUST_PRINT:
            token = values.get(value)
            if isinstance(token, Token) and token.mark not in text:
                what = f"does not print '{value}': the brief lacks what it holds"
                hint = f"add {{{{ {value} }}}} on a line of its own"
                problem = Problem(what, Place(name), hint, Severity.FINDING)
                self.problems += [] if problem in self.problems else [problem]
        if any(isinstance(node, Cite) for node in walk(blocks)):
            raise self._error("a template cannot cite", kind, 1, hint="cite in the brief's text")
        blocks = rewrite(blocks, self._block, self._inline)
        if any(isinstance(node, _BlockMark) for node in walk(blocks)):
            what = "a value of several blocks stands within a line"
            hint = "print it on a line of its own, with empty lines around it"
            raise self._error(what, kind, 1, hint=hint)
        return blocks

    def _error(
        self, what: str, kind: str, line: int, column: int = 1, hint: str | None = None
    ) -> ReebriefError:
        path = self.paths.get(kind)
        name = self.project.name(path) if path else f"{kind}.md.j2"
        return error(what, Place(name, line, column), hint)

    def _fault(self, fault: Exception, kind: str, hint: str) -> ReebriefError:
        """Find the template's line in the traceback that Jinja made for it."""
        by_path = {path.as_posix(): name for name, path in self.paths.items()}
        line = 1
        trace: TracebackType | None = fault.__traceback__
        while trace is not None:
            name = by_path.get(trace.tb_frame.f_code.co_filename)
            if name is not None:
                kind, line = name, trace.tb_lineno
            trace = trace.tb_next
        column = 1
        quoted = re.search(r"'(?:[^']* attribute ')?([^']+)'", str(fault))
        if quoted and kind in self.paths:
            lines = self.project.read(self.paths[kind]).split("\n")
            column = max(lines[line - 1].find(quoted[1]), 0) + 1
        what = str(fault) or "the template failed"
        if "Token object" in what:
            what = "text of an article or the brief can only be printed, not looked into"
        return self._error(what, kind, line, column, hint)

    def _block(self, block: Block) -> Blocks:
        match block:
            case Paragraph(inlines=(_BlockMark(token=Token() as token),)):
                return token.blocks
            case _:
                return (block,)

    def _inline(self, node: Inline) -> Inlines:
        if not isinstance(node, Text):
            return (node,)
        done: list[Inline] = []
        for n, part in enumerate(_MARK.split(node.text)):
            if n % 2:
                token = self.tokens[int(part.translate(_BACK))]
                done.extend(token.inlines or (_BlockMark("", token),))
            elif part:
                done.append(Text(part))
        return tuple(done)


def _finalize(value: Any) -> str:
    """Return what a template prints: a token's mark, a fixed word as Markdown, nothing for none."""
    if isinstance(value, Token):
        return value.mark
    return "" if value is None else escape(str(value))
