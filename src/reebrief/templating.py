"""Section templates: Jinja makes Markdown, tokens stand for everything else; the home of jinja2.

What comes from an article or the definition reaches a template as a token that can be printed or
tested, nothing more: a filter or a slice of it is an error, so text cannot lose where it came from.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from reebrief.errors import Place, Problem, ReebriefError, error
from reebrief.markdown import Source, escape, parse
from reebrief.project import Project
from reebrief.tree import Block, Blocks, Inline, Inlines, Paragraph, Text, rewrite, walk

_OPEN, _CLOSE = "\ue000", "\ue001"
_TOKEN = re.compile(f"{_OPEN}([0-9]+){_CLOSE}")


class Token:
    """What stands in a template for text of an article or the brief: it prints, nothing more."""

    __slots__ = ("blocks", "inlines", "mark")

    def __init__(self, number: int, *, blocks: Blocks = (), inlines: Inlines = ()) -> None:
        self.mark = f"{_OPEN}{number}{_CLOSE}"
        self.blocks = blocks
        self.inlines = inlines

    def __str__(self) -> str:
        raise TypeError("text of an article or the brief can only be printed, not filtered")


class Templates:
    """The compiled templates of a project; briefs that look in the same folders share them."""

    def __init__(self, project: Project, folder: str | None, place: Place | None = None) -> None:
        """Prepare to load; ``folder`` names the templates that come before the usual ones.

        Raises ReebriefError at ``place`` where no such folder exists.
        """
        self.project = project
        self.folders = ["sections"]
        if folder is not None:
            if not any((f / folder).is_dir() for f in project.template_folders()) or "/" in folder:
                raise error(
                    f"no template folder '{folder}'", place, f"make the folder templates/{folder}"
                )
            self.folders.insert(0, folder)
        self.paths: dict[str, Path] = {}
        self.environment = ImmutableSandboxedEnvironment(
            loader=jinja2.FunctionLoader(self._load),
            undefined=jinja2.StrictUndefined,
            finalize=_finalize,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )

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
        except jinja2.TemplateNotFound:
            raise error(f"no template '{kind}.md.j2' for this section") from None
        except jinja2.TemplateSyntaxError as fault:
            raise self._error(
                fault.message or "not a template", fault.name or kind, fault.lineno
            ) from None
        except jinja2.UndefinedError as fault:
            known = ", ".join(sorted({*values, *names}))
            raise self._fault(fault, kind, f"known here: {known}") from None
        except (jinja2.TemplateError, TypeError, ValueError, ArithmeticError, LookupError) as fault:
            raise self._fault(fault, kind, "print values as they are: {{ value }}") from None
        name = self.project.name(self.paths[kind])
        try:
            blocks = parse(Source(text, name))
        except ReebriefError as fault:
            # Lines of the rendered text are not lines of the template.
            raise ReebriefError(
                [Problem(p.what, Place(name), p.hint) for p in fault.problems]
            ) from None
        blocks = rewrite(blocks, self._block, self._inline)
        if any(isinstance(node, Text) and _OPEN in node.text for node in walk(blocks)):
            raise error(
                "a value of several blocks stands within a line",
                Place(name),
                "print it on a line of its own, with empty lines around it",
            )
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
        return self._error(str(fault) or "the template failed", kind, line, column, hint)

    def _block(self, block: Block) -> Blocks:
        match block:
            case Paragraph(inlines=(Text(text=text),)) if found := _TOKEN.fullmatch(text):
                return self.tokens[int(found[1])].blocks
            case _:
                return (block,)

    def _inline(self, node: Inline) -> Inlines:
        if not isinstance(node, Text) or _OPEN not in node.text:
            return (node,)
        done: list[Inline] = []
        for n, part in enumerate(_TOKEN.split(node.text)):
            if n % 2:
                token = self.tokens[int(part)]
                done.extend(token.inlines or (Text(token.mark),))
            elif part:
                done.append(Text(part))
        return tuple(done)


def _finalize(value: Any) -> str:
    """Return what a template prints: a token's mark, or a fixed word as Markdown text."""
    return value.mark if isinstance(value, Token) else escape(str(value))
