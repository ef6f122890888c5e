"""Markdown to the tree, with line numbers; the home of markdown-it-py.

Supported: headings (``#``), paragraphs, lists, block quotes, pipe tables with a line
``Table: caption {#id}`` below, strong, emphasis, links, backslash escapes. In an article everything
else is literal text; in templates and the brief's own text it is an error. ``[@article-id]`` cites,
outside articles only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from reebrief.errors import Place, Problem, ReebriefError, error
from reebrief.tree import (
    Block,
    Blocks,
    Cite,
    Column,
    Emphasis,
    Heading,
    Inline,
    Inlines,
    Link,
    List,
    Paragraph,
    Provenance,
    Quote,
    Row,
    Strong,
    Table,
    Text,
    plain,
)

SCHEMES = ("http://", "https://", "mailto:")
"""What a link's address may begin with; every other address stays text."""

_CAPTION = re.compile(r"Table:\s+(?P<caption>.*?)\s*(?:\{#(?P<id>[^}\s]+)\})?\s*")
_CITE = re.compile(r"\[@([^\]\s]+)\]")
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
_REFUSED = {
    "html_block": "raw HTML",
    "html_inline": "raw HTML",
    "code_block": "a block of code",
    "fence": "a block of code",
    "code_inline": "code",
    "hr": "a rule",
    "image": "a picture",
}


def slug(text: str) -> str:
    """Return lower-case words joined by hyphens: the form of every id."""
    return "-".join(re.findall(r"[^\W_]+", text.lower())) or "untitled"


@dataclass(frozen=True, slots=True)
class Source:
    """What is parsed: the text, the file it stands in, where in it the text begins.

    ``article`` is the article's id where the text is an article's: the literal rules then apply.
    """

    text: str
    file: str
    first_line: int = 1
    article: str | None = None
    first_column: int = 1


def parse(source: Source) -> Blocks:
    """Parse Markdown to blocks, each with its provenance.

    Raises ReebriefError with the place of a ragged table, a caption without a table, a table id
    given twice and, outside articles, of Markdown that is not supported.
    """
    tokens = _parser(literal=source.article is not None).parse(source.text)
    return _Builder(source, tokens).blocks()


def parse_inline(source: Source) -> Inlines:
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
    """Return Markdown that ``parse`` reads back as this text, white space at line ends apart."""
    text = re.sub(r"([\\`*_\[\]<>|#~])", r"\\\1", text)
    text = re.sub(r"^(\s*)([-+=:])", r"\1\\\2", text, flags=re.MULTILINE)
    return re.sub(r"^(\s*\d+)([.)])", r"\1\\\2", text, flags=re.MULTILINE)


@lru_cache(maxsize=2)
def _parser(*, literal: bool) -> MarkdownIt:
    parser = MarkdownIt("zero", {"maxNesting": 60, "linkify": False, "typographer": False})
    if literal:
        parser.enable([*_SUPPORTED, *_SUPPORTED_INLINE])
    else:
        parser = MarkdownIt("commonmark", {"maxNesting": 60}).enable("table")
        parser.disable(["reference", "lheading", "entity", "autolink"])
        parser.inline.ruler.before("link", "cite", _cite)
    parser.validateLink = lambda href: href.startswith((*SCHEMES, "#"))  # type: ignore[method-assign,assignment]
    return parser


def _cite(state: Any, silent: bool) -> bool:  # noqa: FBT001  markdown-it-py's signature
    found = _CITE.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        state.push("cite", "", 0).content = found[1]
    state.pos = found.end()
    return True


class _Builder:
    """Builds blocks from markdown-it-py's flat tokens."""

    def __init__(self, source: Source, tokens: Sequence[Token]) -> None:
        self.source = source
        self.tokens = iter(tokens)
        self.lines = source.text.split("\n")
        self.line = source.first_line
        self.problems: list[Problem] = []
        self.ids: set[str] = set()  # of headings and tables: one id points at one place

    def blocks(self) -> Blocks:
        done = self.until(None)
        if self.problems:
            raise ReebriefError(self.problems)
        return done

    def provenance(self) -> Provenance:
        return Provenance(self.source.file, self.line, self.source.article)

    def place(self, wanted: str = "") -> Place:
        """Return the current line's place, at the column where ``wanted`` stands."""
        row = self.line - self.source.first_line
        text = self.lines[row] if row < len(self.lines) else ""
        column = max(text.find(wanted), 0) + self.source.first_column
        return Place(self.source.file, self.line, column)

    def until(self, end: str | None) -> Blocks:
        done: list[Block] = []
        for token in self.tokens:
            if token.type == end:
                break
            if token.map:
                self.line = token.map[0] + self.source.first_line
            block = self.block(token)
            if isinstance(block, Paragraph) and self.caption(done, block):
                continue
            if block is not None:
                done.append(block)
        return tuple(done)

    def block(self, token: Token) -> Block | None:
        at = self.provenance()
        match token.type:
            case "paragraph_open":
                inlines = self.inline_until("paragraph_close")
                return Paragraph(inlines, provenance=at) if inlines else None
            case "heading_open":
                inlines = self.inline_until("heading_close")
                level = int(token.tag[1])
                return Heading(level, inlines, _free(slug(plain(inlines)), self.ids), at)
            case "bullet_list_open" | "ordered_list_open":
                ordered = token.type.startswith("ordered")
                start = int(token.attrs.get("start", 1)) if ordered else 1
                return List(self.items(token.type.replace("open", "close")), ordered, start, at)
            case "blockquote_open":
                return Quote(self.until("blockquote_close"), at)
            case "table_open":
                return self.table()
            case kind:
                self.refuse(kind, token.content.split("\n")[0])
                return None

    def items(self, end: str) -> tuple[Blocks, ...]:
        done: list[Blocks] = []
        for token in self.tokens:
            if token.type == end:
                break
            if token.map:
                self.line = token.map[0] + self.source.first_line
            done.append(
                self.until("list_item_close") or (Paragraph((), provenance=self.provenance()),)
            )
        return tuple(done)

    def table(self) -> Table:
        at = self.provenance()
        header: list[Inlines] = []
        rows: list[Row] = []
        row_ids: set[str] = set()
        cells: list[Blocks] = []
        for token in self.tokens:
            if token.map:
                self.line = token.map[0] + self.source.first_line
            match token.type:
                case "table_close":
                    break
                case "tr_open":
                    cells = []
                    self.ragged(len(header))
                case "th_open":
                    header.append(self.inline_until("th_close"))
                case "td_open":
                    here = self.provenance()
                    inlines = self.inline_until("td_close")
                    cells.append((Paragraph(inlines, provenance=here),) if inlines else ())
                case "tr_close" if cells:
                    name = slug(plain(cells[0])) if cells[0] else f"row-{len(rows) + 1}"
                    rows.append(Row(_free(name, row_ids), tuple(cells), self.provenance()))
                case _:
                    pass
        column_ids: set[str] = set()
        columns = tuple(
            Column(_free(slug(plain(inlines)) if inlines else f"column-{n}", column_ids), inlines)
            for n, inlines in enumerate(header, 1)
        )
        return Table(_free("table", self.ids), (), columns, tuple(rows), at)

    def ragged(self, columns: int) -> None:
        """Report a row of the source whose cells are not as many as the header's.

        markdown-it-py fills short rows and cuts long ones without a word.
        """
        row = self.line - self.source.first_line
        if not columns or row >= len(self.lines):
            return
        line = self.lines[row].strip().removeprefix("|")
        cells = len(re.findall(r"(?<!\\)\|", line.removesuffix("|"))) + 1
        if cells != columns:
            self.problems.append(
                Problem(
                    f"this row has {cells} of the {columns} cells that the table's header has",
                    self.place(),
                    r"separate cells by | and write \| for a bar within a cell",
                )
            )

    def caption(self, done: list[Block], block: Paragraph) -> bool:
        """Give a ``Table:`` paragraph to the table above it; say whether it was one."""
        text = plain([block])
        if not text.startswith("Table:"):
            return False
        found = _CAPTION.fullmatch(text)
        last = done[-1] if done else None
        if not isinstance(last, Table) or found is None or last.caption:
            if self.source.article is None:
                self.problems.append(
                    Problem(
                        "a table's caption without a table",
                        self.place("Table:"),
                        "put it directly below its table, once",
                    )
                )
            return False
        name = found["id"]
        if name in self.ids:
            self.problems.append(
                Problem(
                    f"the id '{name}' is given twice",
                    self.place("{#"),
                    "give each table an id of its own",
                )
            )
        self.ids.discard(last.id)
        done[-1] = Table(
            _free(name or slug(found["caption"]), self.ids),
            _trim(block.inlines),
            last.columns,
            last.rows,
            last.provenance,
        )
        return True

    def inline_until(self, end: str) -> Inlines:
        done: Inlines = ()
        for token in self.tokens:
            if token.type == end:
                break
            if token.map:
                self.line = token.map[0] + self.source.first_line
            done = self.inlines(iter(token.children or ()), None)
        return done

    def inlines(self, tokens: Iterator[Token], end: str | None) -> Inlines:
        done: list[Inline] = []
        wraps: dict[str, Callable[[Inlines], Inline]] = {"strong_open": Strong, "em_open": Emphasis}
        for token in tokens:
            match token.type:
                case kind if kind == end:
                    break
                case "text" | "text_special":
                    _append(done, token.content)
                case "softbreak" | "hardbreak":
                    _append(done, " ")
                case "strong_open" | "em_open":
                    inner = self.inlines(tokens, token.type.replace("open", "close"))
                    done.append(wraps[token.type](inner))
                case "link_open":
                    href = str(token.attrs["href"])
                    done.append(Link(href, self.inlines(tokens, "link_close")))
                case "cite":
                    done.append(Cite(token.content))
                case kind:
                    self.refuse(kind, token.content)
        return tuple(done)

    def refuse(self, kind: str, content: str) -> None:
        self.problems.append(
            Problem(
                f"{_REFUSED.get(kind, kind)} is not supported here",
                self.place(content),
                r"put \ before characters that are meant as text",
            )
        )


def _append(done: list[Inline], text: str) -> None:
    if done and isinstance(done[-1], Text):
        done[-1] = Text(done[-1].text + text)
    elif text:
        done.append(Text(text))


def _free(name: str, taken: set[str]) -> str:
    """Return the name, numbered where it is taken, and take it."""
    numbered, n = name, 1
    while numbered in taken:
        n += 1
        numbered = f"{name}-{n}"
    taken.add(numbered)
    return numbered


def _trim(inlines: Inlines) -> Inlines:
    """Take ``Table:`` from the front and ``{#id}`` from the end of a caption's inlines."""
    done = list(inlines)
    if isinstance(done[0], Text):
        done[0] = Text(re.sub(r"^Table:\s+", "", done[0].text))
    if isinstance(done[-1], Text):
        done[-1] = Text(re.sub(r"\s*\{#[^}\s]+\}\s*$", "", done[-1].text))
    return tuple(i for i in done if i != Text(""))
