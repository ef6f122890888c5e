"""Builds the tree from markdown-it-py's flat tokens; refuses what has no node, with its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from markdown_it.token import Token

from reebrief.diagnostics import Place, Problem, ReebriefError
from reebrief.document.ids import Ids
from reebrief.document.markdown.source import MarkdownSource, slug
from reebrief.document.nodes import (
    OWN_ACTION,
    SCHEMES,
    AuthorLine,
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
    Picture,
    Provenance,
    Quote,
    Row,
    Strong,
    Table,
    Text,
)
from reebrief.document.traverse import plain

DEEPEST = 20
"""Levels of lists, quotes and emphasis within each other."""

_BAR = re.compile(r"(?<!\\)\|")
_FIGURE = re.compile(r"[<>~≈±+−–-]?\s?[€$£¥]?\s?\d[\d.,\s]*\s?[%‰]?")
"""A cell of a column of figures: a number, its sign, a currency or a per cent sign."""

_SCHEME = re.compile(r"\A[A-Za-z]+:")
_REFUSED = {
    "html_block": "raw HTML",
    "html_inline": "raw HTML",
    "code_block": "a block of code",
    "fence": "a block of code",
    "code_inline": "code",
    "hr": "a rule",
    "image": "a picture within a line or from elsewhere",
    "link_open": "a link to this address",
    "citation": "a citation of this form",
}
_HINTS = {
    "image": "give it a paragraph of its own, and a file: ![what it shows](pictures/file.png)",
    "citation": "name one thing in each bracket: [@article-id] or [@article-id#table/action-id]",
    "link_open": r"type https://… in full, or put \ before [ where it is meant as text",
}
_PICTURE = re.compile(
    r"!\[(?P<alt>(?:\\.|[^\[\]\\])*)\]"
    r"\((?![a-zA-Z][a-zA-Z0-9+.-]*:|//)(?:<(?P<spaced>[^<>]+)>|(?P<file>[^\s()<>]+))\)"
)
"""A paragraph that is a picture: what it shows, and a file of the project."""

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_TEXT = frozenset({"text", "text_special"})
_BREAK = frozenset({"softbreak", "hardbreak"})


def _cited(name: str) -> Cite | Link:
    """Return the citation of an article or of its action; a link to an action of the author's."""
    article, _, action = name.partition("#")
    return Cite(article, action=action) if article else Link(f"{OWN_ACTION}{action}", (Text(name),))


def address(href: str) -> str | None:
    """Return an address that a link may have, its scheme in small letters, else None."""
    href = _SCHEME.sub(lambda scheme: scheme[0].lower(), href)
    return href if href.startswith((*SCHEMES, "#")) else None


def build(source: MarkdownSource, tokens: Sequence[Token]) -> Blocks:
    """Return the blocks of a source from its tokens; raises as ``markdown.parse`` does."""
    builder = _Builder(source, tokens)
    done = builder.until(None)
    if builder.problems:
        raise ReebriefError(builder.problems)
    return done


class _Builder:
    """Builds blocks, and collects the problems of all of them."""

    def __init__(self, source: MarkdownSource, tokens: Sequence[Token]) -> None:
        self.source = source
        self.tokens = iter(tokens)
        self.lines = source.text.split("\n")
        self.line = source.first_line
        self.raw = ""  # the Markdown of the inlines built last
        self.number = -1  # of the line that the inlines built last are, from 0
        self.depth = 0
        self.problems: list[Problem] = []
        self.ids = Ids()  # of headings and tables: one id points at one place

    def provenance(self) -> Provenance:
        return Provenance(self.source.file, self.line, self.source.article)

    def own(self) -> AuthorLine | None:
        """Return which line of the author's the inlines built last are."""
        path = self.source.path
        return AuthorLine(path, self.number, self.raw) if path else None

    def begin(self, content: str) -> None:
        """Note the Markdown of the inlines that are built next."""
        self.raw = content
        self.number += 1

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
            line = self.line
            block = self.block(token)
            if isinstance(block, Paragraph) and self.caption(done, block.inlines, line):
                continue
            if block is not None:
                done.append(block)
        return tuple(done)

    def within(self, end: str) -> Blocks:
        """Build the blocks of a quote or of an entry of a list."""
        self.deeper()
        done = self.until(end)
        self.depth -= 1
        return done

    def deeper(self) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            problem = Problem(
                f"nested more than {DEEPEST} levels deep",
                self.place(),
                r"flatten it, or put \ before marks that are meant as text",
            )
            raise ReebriefError([*self.problems, problem])

    def block(self, token: Token) -> Block | None:
        at = self.provenance()
        match token.type:
            case "paragraph_open":
                content = next(self.tokens)
                next(self.tokens)  # its end
                self.begin(content.content)
                found = _PICTURE.fullmatch(self.raw.strip())
                if found:
                    return self.picture(found, at)
                inlines = self.inlines(iter(content.children or ()), None)
                return Paragraph(inlines, provenance=at, own=self.own()) if inlines else None
            case "heading_open":
                inlines = self.inline_until("heading_close")
                level = int(token.tag[1])
                name = self.ids.take(slug(plain(inlines)))
                return Heading(level, inlines, name, at, self.own())
            case "bullet_list_open" | "ordered_list_open":
                ordered = token.type.startswith("ordered")
                start = int(token.attrs.get("start", 1)) if ordered else 1
                return List(self.items(token.type.replace("open", "close")), ordered, start, at)
            case "blockquote_open":
                return Quote(self.within("blockquote_close"), at)
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
            empty = Paragraph((), provenance=self.provenance())
            done.append(self.within("list_item_close") or (empty,))
        return tuple(done)

    def table(self) -> Table:
        at = self.provenance()
        header: list[tuple[Inlines, AuthorLine | None]] = []
        right: list[bool] = []
        rows: list[Row] = []
        row_ids = Ids()
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
                    right.append(str(token.attrs.get("style", "")).endswith(":right"))
                    header.append((self.inline_until("th_close"), self.own()))
                case "td_open":
                    here = self.provenance()
                    inlines = self.inline_until("td_close")
                    line = Paragraph(inlines, provenance=here, own=self.own())
                    cells.append((line,) if inlines else ())
                case "tr_close" if cells:
                    name = slug(plain(cells[0])) if cells[0] else f"row-{len(rows) + 1}"
                    rows.append(Row(row_ids.take(name), tuple(cells), self.provenance()))
                case _:
                    pass
        column_ids = Ids()
        columns = tuple(
            Column(
                column_ids.take(slug(plain(inlines)) if inlines else f"column-{n}"),
                inlines,
                align="right" if right[n - 1] or _has_figures(rows, n - 1) else "left",
                own=own,
            )
            for n, (inlines, own) in enumerate(header, 1)
        )
        return Table(self.ids.take("table"), (), columns, tuple(rows), at)

    def ragged(self, columns: int) -> None:
        """Report a row of the source whose cells are not as many as the header's.

        markdown-it-py fills short rows and cuts long ones without a word.
        """
        row = self.line - self.source.first_line
        if not columns or row >= len(self.lines):
            return
        line = self.lines[row].lstrip(" \t>").strip()  # no quote begins in a table
        cells = len(_BAR.findall(line.removeprefix("|").removesuffix("|"))) + 1
        if line.startswith("Table:") and not _BAR.search(line):
            self.problems.append(
                Problem(
                    "a table's caption among its rows",
                    self.place("Table:"),
                    "put an empty line between the table and its caption",
                )
            )
        elif cells != columns:
            self.problems.append(
                Problem(
                    f"this row has {cells} of the {columns} cells that the table's header has",
                    self.place(),
                    r"separate cells by | and write \| for a bar within a cell",
                )
            )

    def picture(self, found: re.Match[str], at: Provenance) -> Picture:
        alt = " ".join(_ESCAPED.sub(r"\1", found["alt"]).split())
        if not alt:
            self.problems.append(
                Problem(
                    "a picture without words for those who cannot see it",
                    self.place("!["),
                    "say between [ and ] what it shows",
                )
            )
        return Picture(found["spaced"] or found["file"], alt, provenance=at)

    def caption(self, done: list[Block], inlines: Inlines, line: int) -> bool:
        """Give a paragraph to the table or picture above it; say whether it was a caption."""
        if self.raw.startswith("Picture:"):
            return self.caption_of_picture(done, inlines, line)
        if not self.raw.startswith("Table:"):  # an escaped colon makes it text
            return False
        last = done[-1] if done else None
        if not isinstance(last, Table) or last.caption or not self.raw[6:7].isspace():
            if self.source.article is None:
                self.line = line
                self.problems.append(
                    Problem(
                        "a table's caption without a table",
                        self.place("Table:"),
                        "type 'Table: caption' below its table and an empty line, once",
                    )
                )
            return False
        caption, name = _divided(inlines)
        self.ids.give_back("table", last.id)
        if name is not None and name in self.ids:
            self.problems.append(
                Problem(
                    f"the id '{name}' is given twice",
                    self.place("{#"),
                    "give each table an id of its own",
                )
            )
        table_id = self.ids.take(name or slug(plain(caption)))
        done[-1] = replace(last, id=table_id, caption=caption)
        return True

    def caption_of_picture(self, done: list[Block], inlines: Inlines, line: int) -> bool:
        last = done[-1] if done else None
        if isinstance(last, Picture) and not last.caption and self.raw[8:9].isspace():
            done[-1] = replace(last, caption=_without("Picture:", inlines))
            return True
        if self.source.article is None:
            self.line = line
            self.problems.append(
                Problem(
                    "a picture's caption without a picture",
                    self.place("Picture:"),
                    "type 'Picture: caption' below its picture and an empty line, once",
                )
            )
        return False

    def inline_until(self, end: str) -> Inlines:
        done: Inlines = ()
        for token in self.tokens:
            if token.type == end:
                break
            if token.map:
                self.line = token.map[0] + self.source.first_line
            self.begin(token.content)
            done = self.inlines(iter(token.children or ()), None)
        return done

    def inlines(self, tokens: Iterator[Token], end: str | None) -> Inlines:
        done: list[Inline] = []
        words: list[str] = []
        wraps: dict[str, Callable[[Inlines], Inline]] = {"strong_open": Strong, "em_open": Emphasis}
        for token in tokens:
            if token.type == end:
                break
            if token.type in _TEXT:
                words.append(token.content)
                continue
            if token.type in _BREAK:
                words.append(" ")
                self.line += 1
                continue
            _flush(words, done)
            match token.type:
                case "strong_open" | "em_open":
                    self.deeper()
                    inner = self.inlines(tokens, token.type.replace("open", "close"))
                    self.depth -= 1
                    done.append(wraps[token.type](inner))
                case "link_open":
                    done.extend(self.link(str(token.attrs["href"]), tokens))
                case "cite":
                    done.append(_cited(token.content))
                case kind:
                    self.refuse(kind, token.content)
        _flush(words, done)
        return tuple(done)

    def link(self, written: str, tokens: Iterator[Token]) -> Inlines:
        line = self.line
        inner = self.inlines(tokens, "link_close")
        href = address(written)
        if href is not None:
            return (Link(href, inner),)
        if self.source.article is None:
            self.line = line
            self.refuse("link_open", f"({written})")
        return (Text("["), *inner, Text("]()"))  # in an article it is an empty address

    def refuse(self, kind: str, content: str) -> None:
        self.problems.append(
            Problem(
                f"{_REFUSED.get(kind, kind)} is not supported here",
                self.place(content),
                _HINTS.get(kind, r"put \ before characters that are meant as text"),
            )
        )


def _flush(words: list[str], done: list[Inline]) -> None:
    """Make one text of the words, and empty them."""
    if text := "".join(words):
        done.append(Text(text))
    words.clear()


def _has_figures(rows: Sequence[Row], n: int) -> bool:
    """Say whether a column has nothing but figures; the first one heads the rows."""
    cells = [plain(row.cells[n]) for row in rows if row.cells[n]]
    return n > 0 and bool(cells) and all(map(_FIGURE.fullmatch, cells))


def _without(prefix: str, inlines: Inlines) -> Inlines:
    first, *rest = inlines
    if isinstance(first, Text):
        return (Text(first.text.removeprefix(prefix).lstrip()), *rest)
    return inlines


def _divided(inlines: Inlines) -> tuple[Inlines, str | None]:
    """Divide ``Table: caption {#id}`` into the caption and the id, None where there is none."""
    done = list(_without("Table:", inlines))
    name: str | None = None
    if isinstance(done[-1], Text):
        text = done[-1].text.rstrip()
        before, mark, after = text.rpartition("{#")
        inside = after.removesuffix("}")
        if mark and inside != after and inside and not re.search(r"[}\s]", inside):
            text, name = before.rstrip(), inside
        done[-1] = Text(text)
    return tuple(i for i in done if i != Text("")), name
