"""Parse Markdown into the tree, with line numbers; the home of markdown-it-py.

Supported: headings (``#``), paragraphs, line breaks (two spaces or a backslash at a line's end),
lists, block quotes, pipe tables with a paragraph ``Table: caption {#id}`` below, pictures
``![what it shows](file)`` in a paragraph of their own with a paragraph ``Picture: caption`` below,
strong, emphasis, links, backslash escapes. In an article a heading may be underlined too, code and
indented verse keep their lines, and everything else is literal text; in templates and the brief's
own text it is an error.
``[@article-id]`` cites an article, ``[@article-id#table/action-id]`` one of its actions and
``[@#row-id]`` an action of the author's own, outside articles only.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from markdown_it import MarkdownIt

from reebrief.diagnostics import Place, ReebriefError, error
from reebrief.document.markdown.article_rules import closed_fence, underlined
from reebrief.document.markdown.builder import DEEPEST, address, build
from reebrief.document.markdown.source import MarkdownSource, slug
from reebrief.document.markdown.unsupported import escaped, rows_without_line, unsupported
from reebrief.document.nodes import Blocks, Inlines, Paragraph

__all__ = ["MarkdownSource", "escape", "parse", "parse_inline", "rows_without_line", "slug"]

_NESTING = 3 * DEEPEST
"""Where markdown-it-py stops reading; it counts a list twice, and ours is to be reached first."""

_CITE = re.compile(r"\[\s*@([^\[\]\n]*)\]")
_CITED = re.compile(r"[^\s;,@#]+(?:#[^\s;,@#/]+/[^\s;,@#]+)?|#[^\s;,@#]+")
"""An article, an action of one of its tables, or an action of the brief's author."""

_SUPPORTED = ["blockquote", "heading", "list", "table", "paragraph"]
_SUPPORTED_INLINE = [
    "text",
    "newline",
    "escape",
    "emphasis",
    "link",
    "balance_pairs",
    "fragments_join",
]


def parse(source: MarkdownSource) -> Blocks:
    """Parse Markdown to blocks, each with its provenance.

    Raises ReebriefError with the place of a ragged table, a caption within a table or without one,
    a table id given twice, a picture without words that say what it shows, of what is nested more
    than 20 levels deep and, outside articles, of Markdown that is not supported.
    """
    tokens = markdown_parser(literal=source.article is not None).parse(source.text)
    problems = [*unsupported(source)] if source.article is None else []
    try:
        blocks = build(source, tokens)
    except ReebriefError as fault:
        problems += fault.problems
    if problems:
        raise ReebriefError(sorted(problems, key=lambda one: one.place.line if one.place else 0))
    return blocks


def parse_inline(source: MarkdownSource) -> Inlines:
    """Parse one paragraph of Markdown; raises as ``parse`` does, and on any other block."""
    blocks = parse(source)
    if not blocks:
        return ()
    match blocks:
        case (Paragraph(inlines=inlines),):
            return inlines
        case _:
            place = Place(source.file, source.first_line, source.first_column)
            raise error("one line of text is expected here", place, "remove lists and empty lines")


def escape(text: str) -> str:
    """Return Markdown that ``parse`` reads back as this text, but for white space around lines."""
    text = re.sub(r"([\\`*_\[\]<>|#~])", r"\\\1", text)
    # Four spaces are code; one is kept, for the text may stand within a line.
    text = re.sub(r"^[ \t]+", " ", text, flags=re.MULTILINE)
    text = re.sub(r"^([^\S\n]*)([-+=:])", r"\1\\\2", text, flags=re.MULTILINE)
    text = re.sub(r"^([^\S\n]*(?:Table|Picture))(:)", r"\1\\\2", text, flags=re.MULTILINE)
    # A figure with a point is no item of a list: 90.000
    text = re.sub(r"^([^\S\n]*\d+)([.)])(?=\s|$)", r"\1\\\2", text, flags=re.MULTILINE)
    return escaped(text)


@lru_cache(maxsize=2)
def markdown_parser(*, literal: bool = False) -> MarkdownIt:
    """Return the parser of the author's text, or of articles, where most marks are ``literal``."""
    options = {"maxNesting": _NESTING}
    if literal:
        parser = MarkdownIt("zero", options).enable([*_SUPPORTED, *_SUPPORTED_INLINE])
        parser.block.ruler.at("lheading", underlined)
        parser.block.ruler.at("fence", closed_fence, {"alt": ["paragraph", "blockquote", "list"]})
        parser.enable(["lheading", "fence"])
        parser.validateLink = lambda href: address(href) is not None  # type: ignore[method-assign,assignment]  # how markdown-it-py is told
    else:
        parser = MarkdownIt("commonmark", options).enable("table")
        parser.disable(["reference", "lheading", "entity", "autolink"])
        parser.inline.ruler.before("link", "cite", _cite)
        parser.validateLink = lambda _: True  # type: ignore[method-assign,assignment]  # the builder refuses it with its place
    return parser


def _cite(state: Any, silent: bool) -> bool:  # noqa: FBT001  markdown-it-py's signature
    found = _CITE.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        exact = found[0].startswith("[@") and _CITED.fullmatch(found[1])
        token = state.push("cite" if exact else "citation", "", 0)
        token.content = found[1] if exact else found[0]
    state.pos = found.end()
    return True
