"""Composing: a definition and its articles become one tree, section by section."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from types import SimpleNamespace

from reebrief.articles import Article, Corpus
from reebrief.briefs import BriefDefinition, ItemModel, SectionKind
from reebrief.errors import Place, Problem, ReebriefError, known
from reebrief.excerpts import excerpts
from reebrief.ids import Ids
from reebrief.language import Language
from reebrief.markdown import parse, parse_inline
from reebrief.matrix import RecommendationTable
from reebrief.project import Project
from reebrief.templating import Sections, Templates
from reebrief.tree import (
    Block,
    Blocks,
    Brief,
    Cite,
    Comment,
    Emphasis,
    Excerpt,
    Field,
    Fields,
    Heading,
    Inline,
    InlineExcerpt,
    Inlines,
    Item,
    Link,
    List,
    Meta,
    Paragraph,
    Provenance,
    Section,
    Table,
    Text,
    rewrite,
    walk,
)


@dataclass(frozen=True, slots=True)
class Composed:
    """A composed brief, and the articles it draws on in the order of its list of sources.

    ``problems`` are findings on templates.
    """

    brief: Brief
    articles: tuple[Article, ...]
    problems: tuple[Problem, ...] = ()


def compose(
    project: Project,
    templates: Templates,
    definition: BriefDefinition,
    corpus: Corpus,
    chosen: Sequence[Article],
    words: Language,
    date: dt.date,
) -> Composed:
    """Compose a brief of the chosen articles.

    Raises ReebriefError with the places of text that is not supported Markdown, of articles,
    tables, rows, columns and sections that do not exist, and of faults in templates.
    """
    return _Composer(project, templates, definition, corpus, chosen, words, date).composed()


class _Composer:
    def __init__(
        self,
        project: Project,
        templates: Templates,
        definition: BriefDefinition,
        corpus: Corpus,
        chosen: Sequence[Article],
        words: Language,
        date: dt.date,
    ) -> None:
        self.project = project
        self.definition = definition
        self.model = definition.model
        self.corpus = corpus
        self.chosen = chosen
        self.words = words
        self.date = date
        self.problems: list[Problem] = []
        self.sources = list(chosen)
        self.source_ids = {article.id for article in chosen}
        self.sections = Sections(templates)
        names = {key: getattr(words, key) for key in type(words).model_fields}
        self.names = SimpleNamespace(**names)

    def composed(self) -> Composed:
        makers: dict[SectionKind, Callable[[], Blocks]] = {
            "bottom-line": lambda: self.written("bottom-line", "bottom_line"),
            "source-statement": lambda: self.render("source-statement"),
            "items": self.items,
            "matrix": self.matrix,
            "text": lambda: self.written("text", "text"),
            "watch-list": self.watch_list,
            "sources": self.source_list,
        }
        kinds = [k for k in self.definition.sections if k != "sources"]
        done: dict[SectionKind, Blocks] = {kind: self.attempt(makers[kind]) for kind in kinds}
        self.check_each()
        # Last, whatever the order: every section may cite a source, and none may lack its list.
        done["sources"] = self.attempt(self.source_list)
        order = [*self.definition.sections]
        if "sources" not in order:
            order.append("sources")
        sections = tuple(Section(k, done[k], self.provenance("sections")) for k in order)
        head = Section("header", self.header(), self.provenance("title"))
        sections = _unique_ids((head, *sections))
        sections = self.linked(sections)
        if self.problems:
            raise ReebriefError(self.problems)
        brief = Brief(self.meta(), _numbered(sections, self.sources))
        return Composed(brief, tuple(self.sources), tuple(self.sections.problems))

    def attempt(self, make: Callable[[], Blocks]) -> Blocks:
        """Make a section; keep its problems, so that all sections' are reported at once."""
        try:
            return make()
        except ReebriefError as fault:
            self.problems.extend(p for p in fault.problems if p not in self.problems)
            return ()

    def render(self, kind: str, **values: object) -> Blocks:
        return self.sections.render(kind, values, words=self.names)

    def provenance(self, *path: str | int) -> Provenance:
        place = self.definition.place(*path)
        return Provenance(place.file, place.line)

    # --- the parts of a brief

    def header(self) -> Blocks:
        m, w = self.model, self.words
        at = self.provenance("title")
        blocks: list[Block] = [Paragraph((Text(m.title),), "title", provenance=at)]
        if m.subtitle:
            blocks.append(Paragraph((Text(m.subtitle),), "subtitle", provenance=at))
        if m.status == "draft":
            blocks.append(Paragraph((Text(w.draft),), "status", provenance=at))
        pairs = (
            (w.to, m.to),
            (w.sender, m.sender),
            (w.author, m.author),
            (w.number, m.number),
            (w.as_of, w.day(self.date)),
            (w.cut_off, w.day(self.definition.cut_off(self.date))),
        )
        fields = tuple(Field(name, (Text(value),)) for name, value in pairs if value)
        return (*blocks, Fields(fields, at))

    def meta(self) -> Meta:
        m = self.model
        running = " · ".join(part for part in (m.sender, m.title, m.number) if part)
        return Meta(
            title=m.title,
            language=self.words.code,
            date=self.date.isoformat(),
            page=m.page or self.project.settings.page,
            author=m.author or m.sender or "",
            subject=m.subtitle or "",
            number=m.number or "",
            marking=m.marking or "",
            keywords=tuple(sorted({t for a in self.sources for t in a.about.topics})),
            running=running,
        )

    def written(self, kind: str, key: str) -> Blocks:
        text: str = getattr(self.model, key)
        blocks = self.own_text(text, key)
        leads = not (blocks and isinstance(blocks[0], Heading))
        return self.render(kind, text=self.sections.blocks(blocks), untitled=leads)

    def own_text(self, text: str, *path: str | int) -> Blocks:
        """Parse the author's text; the articles it cites become sources."""
        blocks = parse(self.definition.source(text, *path))
        self.cite_all(blocks, text, *path)
        return blocks

    def own_line(self, text: str, *path: str | int) -> Inlines:
        """Parse one line of the author's text; the articles it cites become sources."""
        inlines = parse_inline(self.definition.source(text, *path))
        self.cite_all(inlines, text, *path)
        return inlines

    def cite_all(self, nodes: Blocks | Inlines, text: str, *path: str | int) -> None:
        for node in walk(nodes):
            if isinstance(node, Cite):
                self.cited(node.article, text, *path)

    def cited(self, article_id: str, text: str, *path: str | int) -> None:
        place = self.definition.place(*path)
        before = text[: max(text.find(f"[@{article_id}]"), 0)]
        if "\n" in before:
            place = Place(place.file, place.line + before.count("\n"), 1)
        self.add_source(self.corpus.get(article_id, place))

    def add_source(self, article: Article) -> None:
        if article.id not in self.source_ids:
            self.source_ids.add(article.id)
            self.sources.append(article)

    def items(self) -> Blocks:
        blocks: list[Block] = []
        for article in self.chosen:
            blocks.extend(self.attempt(lambda a=article: (self.item(a),)))  # type: ignore[misc]
        return self.render("items", items=self.sections.blocks(tuple(blocks)))

    def item(self, article: Article) -> Item:
        items = self.model.items
        own = items.each.get(article.id, ItemModel())
        path = ("items", "each", article.id)
        wanted = items.sections if own.sections is None else own.sections
        summary = self.own_text(own.summary, *path, "summary") if own.summary else ()
        shown = excerpts(
            article,
            own.show or items.show,
            wanted,
            own.max_words or items.max_words,
            self.words.cut,
            lead=not summary,
        )
        title: Inlines = (InlineExcerpt(article.id, (Text(article.about.title),)),)
        if own.headline:
            title = self.own_line(own.headline, *path, "headline")
        comment = self.own_text(own.comment, *path, "comment") if own.comment else ()
        blocks = self.render(
            "item",
            headline=self.sections.inlines(title),
            source_line=self.sections.blocks((self.source_line(article, own),)),
            excerpt=self.sections.blocks(tuple(map(_of_brief, shown))),
            summary=self.sections.blocks(_comment(summary, self.words.summary)),
            comment=self.sections.blocks(_comment(comment, self.words.comment)),
        )
        if blocks and isinstance(blocks[0], Heading):
            own_place = self.provenance(*path, "headline") if own.headline else None
            at = own_place or _front(article)
            first = replace(blocks[0], id=f"item_{article.id}", provenance=at)
            blocks = (first, *blocks[1:])
        return Item(article.id, blocks, _front(article))

    def source_line(self, article: Article, own: ItemModel) -> Paragraph:
        """Say beneath an item's heading who published it, when, and where it is listed."""
        parts: list[Inlines] = []
        if own.headline:
            title = InlineExcerpt(article.id, (Text(article.about.title),))
            parts.append((Text(f"{self.words.own_headline}: "), title))
        if article.about.publisher:
            parts.append((InlineExcerpt(article.id, (Text(article.about.publisher),)),))
        date = article.published.shown(self.words) if article.published else self.words.undated
        parts.append((Text(date),))
        parts.append((Cite(article.id),))
        return Paragraph(_joined(parts), "meta", provenance=_front(article))

    def matrix(self) -> Blocks:
        m = self.model.matrix
        if m is None:
            return ()
        article_id, _, table_id = m.table.partition("#")
        place = self.definition.place("matrix", "table")
        article = self.corpus.get(article_id, place)
        if table_id not in article.tables:
            hint = known(table_id, article.tables, kind="tables")
            raise ReebriefError(Problem(f"'{article_id}' has no table '{table_id}'", place, hint))
        self.add_source(article)
        table = RecommendationTable(article_id, article.tables[table_id]).choose(
            self.places(m.rows, "rows"), self.places(m.columns, "columns")
        )
        caption = self.own_line(m.caption, "matrix", "caption") if m.caption else None
        shown = Excerpt(article_id, (table.lower(f"matrix_{table_id}", caption),), part=table_id)
        return self.render("matrix", matrix=self.sections.blocks((shown,)))

    def places(self, ids: Sequence[str], key: str) -> list[tuple[str, Place]]:
        return [(name, self.definition.place("matrix", key, n)) for n, name in enumerate(ids)]

    def watch_list(self) -> Blocks:
        entries = tuple(
            self.own_text(text, "watch_list", n) for n, text in enumerate(self.model.watch_list)
        )
        listed = List(entries, provenance=self.provenance("watch_list"))
        return self.render("watch-list", watch_list=self.sections.blocks((listed,)))

    def source_list(self) -> Blocks:
        entries = tuple((self.source_entry(a),) for a in self.sources)
        at = self.provenance("articles")
        listed: Blocks = (List(entries, ordered=True, provenance=at),) if entries else ()
        blocks = self.render("sources", sources=self.sections.blocks(listed))
        shown = {node.article for node in walk(blocks) if isinstance(node, Item)}
        # What the text cites by number must stand in a numbered list, whatever the template says.
        return blocks if shown == self.source_ids else (*blocks, *listed)

    def source_entry(self, article: Article) -> Item:
        about = article.about
        date = article.published.shown(self.words) if article.published else self.words.undated

        def words_of(text: str | None) -> Inlines:
            return (InlineExcerpt(article.id, (Text(text),)),) if text else ()

        address: Inlines = (Link(about.url, (Text(about.url),)),) if about.url else ()
        blocks = self.render(
            "source",
            title=self.sections.inlines(words_of(about.title)),
            stop="" if about.title.endswith(tuple(".!?…")) else ".",
            publisher=self.sections.inlines(words_of(about.publisher)),
            date=date[:1].upper() + date[1:],
            address=self.sections.inlines(address),
            origins=self.sections.inlines(words_of("; ".join(about.origins).removesuffix("."))),
            rights=self.sections.inlines(words_of(about.rights)),
            digest=about.text == "digest",
        )
        if not any(isinstance(node, InlineExcerpt) for node in walk(blocks)):
            known = (words_of(about.title), words_of(about.publisher), (Text(date),), address)
            blocks = (Paragraph(_joined([part for part in known if part])),)
        if blocks and isinstance(blocks[0], Paragraph):
            at = _front(article)
            first = replace(blocks[0], id=f"source_{article.id}", provenance=at)
            blocks = (first, *blocks[1:])
        return Item(article.id, blocks, _front(article))

    def check_each(self) -> None:
        """Report what ``items`` says of articles and sections that the brief does not show."""
        items = self.model.items
        ids = [a.id for a in self.chosen]
        for name, own in items.each.items():
            if name not in ids:
                place = self.definition.file.place(("items", "each", name), key=True)
                hint = known(name, ids, kind="articles of this brief")
                self.problems.append(Problem(f"'{name}' is not in this brief", place, hint))
                continue
            has = [s.id for s in self.corpus.get(name).sections]
            self.unknown_sections(own.sections or (), has, "items", "each", name, "sections")
        every = [s.id for a in self.chosen for s in a.sections]
        self.unknown_sections(items.sections, every, "items", "sections")

    def linked(self, sections: tuple[Section, ...]) -> tuple[Section, ...]:
        """Report links of the author to places that the brief does not have.

        An article's link to a part of itself that the brief does not show becomes plain text.
        """
        nodes = list(walk(sections))
        ids = {n.id for n in nodes if isinstance(n, Heading | Paragraph | Table) and n.id}
        at: Provenance | None = None
        for node in nodes:
            at = getattr(node, "provenance", None) or at
            if at is None or at.article is not None or not isinstance(node, Link):
                continue
            if node.href.startswith("#") and node.href[1:] not in ids:
                what = f"a link to '{node.href}', which is nowhere in the brief"
                hint = known(node.href[1:], ids, kind="ids")
                self.problems.append(Problem(what, Place(at.file, at.line), hint))

        def dead(node: Inline) -> Inlines:
            match node:
                case Link(href=href, inlines=inlines) if href[:1] == "#" and href[1:] not in ids:
                    return inlines
                case _:
                    return (node,)

        return tuple(
            replace(s, blocks=rewrite(s.blocks, lambda block: (block,), dead)) for s in sections
        )

    def unknown_sections(self, ids: Sequence[str], has: list[str], *path: str | int) -> None:
        for n, name in enumerate(ids):
            if name not in has:
                hint = known(name, has, kind="sections")
                place = self.definition.place(*path, n)
                self.problems.append(Problem(f"no section '{name}'", place, hint))


def _front(article: Article) -> Provenance:
    return Provenance(article.file.name, article.place("title").line, article.id)


def _of_brief(excerpt: Excerpt) -> Excerpt:
    """Make each table within an excerpt a part with caveats of its own; lead links to new ids."""
    prefix = f"{excerpt.article}_"

    def part(block: Block) -> Blocks:
        if not isinstance(block, Table):
            return (block,)
        own = block.id.removeprefix(prefix)
        return (Excerpt(excerpt.article, (block,), part=own, provenance=block.provenance),)

    def link(node: Inline) -> Inlines:
        if isinstance(node, Link) and node.href.startswith("#"):
            return (replace(node, href=f"#{prefix}{node.href[1:]}"),)
        return (node,)

    return replace(excerpt, blocks=rewrite(excerpt.blocks, part, link))


def _joined(parts: Sequence[Inlines]) -> Inlines:
    """Join inlines by a middle dot."""
    done: list[Inline] = []
    for part in parts:
        if done:
            done.append(Text(" · "))
        done.extend(part)
    return tuple(done)


def _comment(blocks: Blocks, lead: str) -> Blocks:
    """Wrap the author's words, and begin them with who speaks."""
    if not blocks:
        return ()
    first = blocks[0]
    said: Inlines = (Emphasis((Text(f"{lead}: "),)),)
    if isinstance(first, Paragraph):
        blocks = (replace(first, inlines=(*said, *first.inlines)), *blocks[1:])
    else:
        blocks = (Paragraph(said, provenance=first.provenance), *blocks)
    return (Comment(blocks, first.provenance),)


def _unique_ids(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """Give each heading an id of its own: one that is taken gets a number."""
    ids = Ids()

    def named(block: Block) -> Blocks:
        return (replace(block, id=ids.take(block.id)),) if isinstance(block, Heading) else (block,)

    return tuple(
        replace(s, blocks=rewrite(s.blocks, named, lambda inline: (inline,))) for s in sections
    )


def _numbered(sections: tuple[Section, ...], sources: Sequence[Article]) -> tuple[Section, ...]:
    """Fill each citation with its article's number in the list of sources."""
    numbers = {article.id: str(n) for n, article in enumerate(sources, 1)}

    def cite(node: Inline) -> Inlines:
        if not isinstance(node, Cite):
            return (node,)
        link = Link(f"#source_{node.article}", (Text(numbers[node.article]),))
        return (replace(node, inlines=(Text("["), link, Text("]"))),)

    return tuple(
        replace(s, blocks=rewrite(s.blocks, lambda block: (block,), cite)) for s in sections
    )
