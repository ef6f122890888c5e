"""Section templates: they make Markdown, in which tokens stand for everything else.

What comes from an article or the definition reaches a template as a token that can be printed or
tested, nothing more: a filter or a slice of it is an error, so text cannot lose where it came from.
A project's own templates run in a limited process of their own, those that ship in this one.
"""

from __future__ import annotations

import itertools
import os
import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from reebrief.diagnostics import Place, Problem, ReebriefError, Severity, error, known
from reebrief.document.markdown import MarkdownSource, parse
from reebrief.document.nodes import Block, Blocks, Cite, Inline, Inlines, Paragraph, Text
from reebrief.document.traverse import plain, rewrite, walk
from reebrief.project.project import Project
from reebrief.templates.sandbox.client import evaluator
from reebrief.templates.sandbox.environment import (
    LARGEST,
    MEMORY,
    Environment,
    Fault,
    Token,
    evaluate,
)

SECONDS = 5.0
"""How long the project's own templates may run for one brief, all of them together."""

_numbers = itertools.count()

# A mark is the number of a token in characters of private use, every digit one of them, so that no
# part of a mark is a text.
_OPEN, _CLOSE = "\ue000", "\ue001"
_DIGITS = str.maketrans("0123456789", "".join(chr(0xE010 + n) for n in range(10)))
_BACK = {code: chr(digit) for digit, code in _DIGITS.items()}
_MARK = re.compile("\ue000([\ue010-\ue019]+)\ue001")
_BROKEN = re.compile("[\ue000-\ue019]")


KINDS = (
    "annex",
    "ask",
    "bottom-line",
    "changes",
    "chart",
    "contents",
    "glossary",
    "item",
    "items",
    "judgements",
    "main-messages",
    "matrix",
    "source",
    "source-statement",
    "sources",
    "summary",
    "text",
    "watch-list",
)
"""The templates that a brief is made with."""

MUST_PRINT = (
    "changes",
    "charts",
    "asked",
    "comment",
    "contents",
    "excerpt",
    "glossary",
    "headline",
    "items",
    "judgements",
    "main_messages",
    "matrix",
    "sources",
    "summary",
    "text",
    "watch_list",
)
"""The values that no template should leave out."""


@dataclass(frozen=True, slots=True)
class _Content:
    """What a token stands for: blocks or inlines."""

    blocks: Blocks = ()
    inlines: Inlines = ()


@dataclass(frozen=True, slots=True)
class _BlockMark(Text):
    """The place of blocks; what is left of them after the swap stands within a line."""

    blocks: Blocks = ()


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
        self.strayed: set[str] = set()
        self.number = next(_numbers)
        self._environment = Environment(self._load)

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

    def _load(self, kind: str) -> str | None:
        path = self._path(kind)
        return self.project.read(path) if path else None

    def _path(self, kind: str) -> Path | None:
        """Return the file of a template, which is then one of ``paths``."""
        if kind not in self.paths and ".." not in kind.split("/"):
            found = (self.project.template(f"{folder}/{kind}.md.j2") for folder in self.folders)
            path = next((path for path in found if path is not None), None)
            if path is not None and self._leads_out(path):
                self.strayed.add(kind)
            elif path is not None:
                self.paths[kind] = path
        return self.paths.get(kind)

    def _leads_out(self, path: Path) -> bool:
        """Say whether a template is a link to a file that stands outside of the templates."""
        real = os.path.realpath(path)
        return not any(
            real.startswith(os.path.join(os.path.realpath(folder), ""))  # noqa: PTH118  beside realpath
            for folder in self.project.template_folders()
        )

    def own(self, kind: str) -> bool:
        """Say whether a template is the project's, not one that ships."""
        path = self._path(kind)
        return path is not None and not path.is_relative_to(self.project.package / "templates")

    def evaluate(self, kind: str, values: Mapping[str, Any], seconds: float) -> str | Fault:
        """Return what a template makes of values, or why it makes nothing.

        One of the project's own may run for so many seconds.
        """
        if not self.own(kind):
            return evaluate(self._environment, kind, values)
        return evaluator().evaluate(self.number, self._load, kind, values, seconds)


class Sections:
    """Renders the sections of one brief."""

    def __init__(self, templates: Templates) -> None:
        self.project = templates.project
        self.templates = templates
        self.contents: list[_Content] = []
        self.problems: list[Problem] = []
        self._seconds = SECONDS
        self._stopped: ReebriefError | None = None

    def blocks(self, blocks: Blocks) -> Token | None:
        """Return the token for blocks; None, which is false, where there are none."""
        return self._add(_Content(blocks=blocks)) if blocks else None

    def inlines(self, inlines: Inlines) -> Token | None:
        """Return the token for inlines; None, which is false, where there are none."""
        return self._add(_Content(inlines=inlines)) if inlines else None

    def _add(self, content: _Content) -> Token:
        self.contents.append(content)
        return Token(f"{_OPEN}{str(len(self.contents) - 1).translate(_DIGITS)}{_CLOSE}")

    def render(self, kind: str, values: Mapping[str, Any], **names: Any) -> Blocks:
        """Render the template of a kind with values, and return its blocks, tokens swapped.

        Raises ReebriefError with the template's file and line where it fails, takes too much, or
        makes Markdown that is not supported.
        """
        given = {key: _fixed(value) for key, value in (*values.items(), *names.items())}
        text = self._evaluated(kind, given)
        if _BROKEN.search(_MARK.sub("", text)):
            raise self._error("a value was cut to pieces", kind, "print it whole")
        name = self.project.name(self.templates.paths[kind])
        try:
            blocks = parse(MarkdownSource(text, name))
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
            raise self._error("a template cannot cite", kind, "cite in the brief's text")
        blocks = rewrite(blocks, self._block, self._inline)
        if any(isinstance(node, _BlockMark) for node in walk(blocks)):
            what = "a value of several blocks stands within a line"
            hint = "print it on a line of its own, with empty lines around it"
            raise self._error(what, kind, hint)
        return blocks

    def _evaluated(self, kind: str, given: Mapping[str, Any]) -> str:
        """Evaluate a template. Once one of the project's own took too long, none is run again."""
        own = self.templates.own(kind)
        if self._stopped and own:
            raise self._stopped
        start = time.monotonic()
        done = self.templates.evaluate(kind, given, max(self._seconds, 0.001))
        if own:
            self._seconds -= time.monotonic() - start
        if isinstance(done, str):
            return done
        fault = self._fault(done, given)
        if done.kind == "time":
            self._stopped = fault
        raise fault

    def _fault(self, fault: Fault, given: Mapping[str, Any]) -> ReebriefError:
        """Say why a template made nothing, with its line and with the values that it had."""
        values = ", ".join(f"{name}{self._shown(given[name])}" for name in sorted(given))
        hint: str | None = {
            "missing": known(fault.what, KINDS, kind="templates"),
            "syntax": _for_syntax(fault.what),
            "undefined": f"known here: {values}",
            "token": f"print values as they are: {{{{ value }}}}\nknown here: {values}",
            "other": f"correct what this line computes\nknown here: {values}",
        }.get(fault.kind, f"look for what repeats or grows without end\nknown here: {values}")
        what = {
            "missing": f"no template '{fault.what}.md.j2' is known",
            "time": f"takes more than {SECONDS:g} s",
            "memory": f"takes more than {MEMORY // 1_000_000} MB",
            "output": f"makes more than {LARGEST:,} characters",
            "depth": "calls itself without end",
        }.get(fault.kind, fault.what)
        if fault.kind == "missing" and fault.what in self.templates.strayed:
            what = f"'{fault.what}.md.j2' is a link that leads out of templates/"
            hint = "copy the file there instead"
        path = self.templates.paths.get(fault.template)
        if path is None:
            return error(what, Place(f"{fault.template}.md.j2"), hint)
        column = 0
        if fault.line and fault.kind in {"missing", "syntax", "undefined", "token", "other"}:
            quoted = re.search(r"'(?:[^']* attribute ')?([^']+)'", what)
            lines = self.project.read(path).split("\n")
            column = max(lines[fault.line - 1].find(quoted[1]), 0) + 1 if quoted else 1
        return error(what, Place(self.project.name(path), fault.line, column), hint)

    def _shown(self, value: Any) -> str:
        """Return a value as a fault shows it: its first characters."""
        match value:
            case None:
                return " (empty)"
            case bool():
                return f" {str(value).lower()}"
            case Token():
                content = self.contents[_number(value.mark)]
                text = plain(content.blocks or content.inlines)
            case SimpleNamespace():
                return ".NAME (fixed words)"
            case _:
                text = " ".join(str(value).split())
        return f" '{text if len(text) <= 40 else text[:39] + '…'}'"

    def _error(self, what: str, kind: str, hint: str) -> ReebriefError:
        return error(what, Place(self.project.name(self.templates.paths[kind]), 1, 1), hint)

    def _block(self, block: Block) -> Blocks:
        match block:
            case Paragraph(inlines=(_BlockMark(blocks=blocks),)):
                return blocks
            case _:
                return (block,)

    def _inline(self, node: Inline) -> Inlines:
        if not isinstance(node, Text):
            return (node,)
        done: list[Inline] = []
        for n, part in enumerate(_MARK.split(node.text)):
            if n % 2:
                content = self.contents[int(part.translate(_BACK))]
                done.extend(content.inlines or (_BlockMark("", blocks=content.blocks),))
            elif part:
                done.append(Text(part))
        return tuple(done)


_SYNTAX = (
    ("unknown tag", "the tags are if, for, set and include: {% if value %} … {% endif %}"),
    ("No filter", "print values as they are: {{ value }}"),
    ("No test", "test a value as it is: {% if value %}"),
    ("comment", "close it: #}"),
    ("end of template", "close what was opened: {% endif %}, {% endfor %}, }}"),
    ("end of print statement", "print one value in each pair of braces: {{ value }}"),
    ("Expected an expression", "name a value: {% if value %}, {{ value }}"),
)
"""By words of Jinja's message, what to type instead."""


def _for_syntax(what: str) -> str:
    """Return what to type where a template is none."""
    found = (hint for words, hint in _SYNTAX if words in what)
    return next(found, "values stand in {{ }}, tags in {% %}, remarks in {# #}")


def _number(mark: str) -> int:
    """Return the number in a token's mark."""
    return int(mark[1:-1].translate(_BACK))


def _fixed(value: Any) -> Any:
    """Return a value as templates get it: of fixed words only those that are text."""
    if isinstance(value, SimpleNamespace):
        return SimpleNamespace(**{k: v for k, v in vars(value).items() if isinstance(v, str)})
    return value
