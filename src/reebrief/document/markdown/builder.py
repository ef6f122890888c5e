"""Builds the tree from markdown-it-py's flat tokens; refuses what has no node, with its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from markdown_it.token import Token

from reebrief.diagnostics import Place, Problem, ReebriefError
from reebrief.document.ids import Ids
from reebrief.document.markdown.captions import PICTURE, TABLE, alone, divided, without
from reebrief.document.markdown.refusals import refused
from reebrief.document.markdown.source import MarkdownSource, slug
from reebrief.document.markdown.tables import columns, ragged
from reebrief.document.nodes import (
    OWN_ACTION,
    SCHEMES,
    AuthorLine,
    Block,
    Blocks,
    Cite,
    Emphasis,
    Heading,
    Inline,
    Inlines,
    LineBreak,
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

_SCHEME = re.compile(r"\A[A-Za-z]+:")
_PICTURE = re.compile(
    r"!\[(?P<alt>(?:\\.|[^\[\]\\])*)\]"
    r"\((?![a-zA-Z][a-zA-Z0-9+.-]*:|//)(?:<(?P<spaced>[^<>]+)>|(?P<file>[^\s()<>]+))\)"
    r"(?:\{width=(?P<width>[^{}\s]*)\})?"
)
"""A paragraph that is a picture: what it shows, and a file of the project."""

_NARROWEST, _WIDEST = 10, 100
"""How wide a picture may be, in percent of the text's width."""

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_NO_BREAK = "\u00a0"
_TEXT = frozenset({"text", "text_special"})


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
        self.verse = False  # each line of the paragraph is one
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
                self.verse = self.indented(token)
                inlines = self.inlines(iter(content.children or ()), None)
                self.verse = False
                return Paragraph(inlines, provenance=at, own=self.own()) if inlines else None
            case "heading_open":
                inlines = _one_line(self.inline_until("heading_close"))
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
            case "fence" if self.source.article is not None:
                return Paragraph(self.as_typed(token), provenance=at)
            case "hr" if self.source.article is None and self.underlines(token):
                self.refuse("underline", token.markup)
                return None
            case kind:
                self.refuse(kind, token.content.split("\n")[0])
                return None

    def indented(self, token: Token) -> bool:
        """Say whether an article's paragraph is set off by four spaces: verse, or code."""
        if self.source.article is None or self.depth or token.map is None:
            return False
        return all(line.startswith(("    ", "\t")) for line in self.lines[slice(*token.map)])

    def as_typed(self, token: Token) -> Inlines:
        """Return a block of code as it was typed, one line for each of its lines."""
        lines = f"{token.markup}{token.info}\n{token.content}{token.markup}".split("\n")
        done: list[Inline] = []
        for line in lines:
            text = line.lstrip()
            done += [LineBreak()] * bool(done)
            done += [Text(_NO_BREAK * (len(line) - len(text)) + text)] if text else []
        return tuple(done)

    def underlines(self, token: Token) -> bool:
        """Say whether a rule stands directly below text, as if it made a heading of it."""
        row = token.map[0] - 1 if token.map else -1
        return token.markup[:1] == "-" and row >= 0 and bool(self.lines[row].strip())

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
                    self.row(len(header))
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
        name = self.ids.take("table")
        return Table(name, (), columns(header, right, rows), tuple(rows), at)

    def row(self, wanted: int) -> None:
        """Report a row of the source whose cells are not as many as the header's."""
        row = self.line - self.source.first_line
        if wanted and row < len(self.lines):
            line = self.lines[row]
            fault = ragged(line, wanted, self.place(TABLE if TABLE in line else ""))
            self.problems += [fault] if fault else []

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
        file = found["spaced"] or found["file"]
        return Picture(file, alt, provenance=at, share=self.width(found["width"]))

    def width(self, text: str | None) -> float | None:
        """Return how wide a picture is, as a share of the text; None where nothing says it."""
        if text is None:
            return None
        number = re.fullmatch(r"(\d{1,3})%", text)
        if number and _NARROWEST <= int(number[1]) <= _WIDEST:
            return int(number[1]) / 100
        what = f"a picture cannot be '{text}' wide"
        hint = f"type {{width=50%}}, from {_NARROWEST}% to {_WIDEST}% of the text's width"
        self.problems.append(Problem(what, self.place("{width="), hint))
        return None

    def caption(self, done: list[Block], inlines: Inlines, line: int) -> bool:
        """Give a paragraph to the table or picture above it; say whether it was a caption."""
        if self.raw.startswith(PICTURE):
            return self.caption_of_picture(done, inlines, line)
        if not self.raw.startswith(TABLE):  # an escaped colon makes it text
            return False
        last = done[-1] if done else None
        if not isinstance(last, Table) or last.caption or not self.raw[6:7].isspace():
            return self.captions_nothing(TABLE, line)
        caption, name = divided(inlines)
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
        done[-1] = replace(last, id=table_id, caption=caption, own=self.own())
        return True

    def caption_of_picture(self, done: list[Block], inlines: Inlines, line: int) -> bool:
        last = done[-1] if done else None
        if isinstance(last, Picture) and not last.caption and self.raw[8:9].isspace():
            done[-1] = replace(last, caption=without(PICTURE, inlines), own=self.own())
            return True
        return self.captions_nothing(PICTURE, line)

    def captions_nothing(self, prefix: str, line: int) -> bool:
        """Report a caption of nothing in the author's text; in an article it is text."""
        if self.source.article is None:
            self.line = line
            self.problems.append(alone(prefix, self.place(prefix)))
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
            if token.type == "softbreak" and not self.verse:
                words.append(" ")
                self.line += 1
                continue
            _flush(words, done)
            match token.type:
                case "softbreak" | "hardbreak":
                    done.append(LineBreak())
                    self.line += 1
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
        self.problems.append(refused(kind, self.place(content)))


def _one_line(inlines: Inlines) -> Inlines:
    return tuple(Text(" ") if isinstance(i, LineBreak) else i for i in inlines)


def _flush(words: list[str], done: list[Inline]) -> None:
    """Make one text of the words, and empty them."""
    if text := "".join(words):
        done.append(Text(text))
    words.clear()
