"""Put every caveat where it must stand, in one walk through a brief."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from reebrief.caveats.claim_labels import ClaimLabels, Where
from reebrief.caveats.numbering import line_of
from reebrief.caveats.wording import Caveat, within_line
from reebrief.corpus.articles import Article
from reebrief.document.annotated import AnnotatedBrief, RunningLabel, shown_articles
from reebrief.document.nodes import (
    Block,
    Blocks,
    Brief,
    CaveatLabel,
    CaveatLabels,
    CaveatText,
    Cite,
    Excerpt,
    Heading,
    Inline,
    InlineExcerpt,
    Inlines,
    Item,
    Paragraph,
    Provenance,
    Row,
    Section,
    Strong,
    Table,
    Text,
)
from reebrief.document.traverse import inner, rewrite_inlines, walk
from reebrief.templates.caveat_classes import SOURCE_CLASSES


class CaveatPlacer:
    """Walks a brief in reading order, so that notes are numbered as they are first marked."""

    def __init__(
        self,
        articles: Sequence[Article],
        caveats: Sequence[Caveat],
        said: Mapping[str, str],
        answers: Mapping[str, Sequence[str]],
        claim_labels: ClaimLabels,
    ) -> None:
        """Prepare to place caveats.

        ``said`` is a sentence on each article's origins, ``answers`` are those on what the author
        answered, by article.
        """
        self.articles = articles
        self.said = said
        self.answers = answers
        self.wording = claim_labels.wording
        self.waivers = claim_labels.waivers
        self.claim_labels = claim_labels
        self.numbering = claim_labels.numbering
        self.caveats: dict[str, list[Caveat]] = {a.id: [] for a in articles}
        for caveat in caveats:
            if not self.waivers.match(caveat.article, caveat.caveat):
                self.caveats[caveat.article].append(caveat)
        self.numbers = claim_labels.wording.numbers
        self.warned: dict[str, int] = {}
        self.shown: set[str] = set()
        self.listed: set[str] = set()

    def annotated(self, brief: Brief, stated: Callable[[], str]) -> AnnotatedBrief:
        """Return the brief with its caveats, and with its source statement.

        ``stated`` is asked for that when all claims that the brief shows are known.
        """
        sections = self.with_statement(brief.sections)
        self.shown = {
            node.article
            for section in sections
            if section.kind != "sources"
            for node in walk(section.blocks)
            if isinstance(node, Item | Excerpt)
        }
        done = [self.section(section) for section in sections]
        missing = [a for a in self.articles if a.id not in self.listed]
        if missing:
            entries = tuple(self.entry(_fallback(article)) for article in missing)
            done.append(Section("sources", entries))
        text = stated()
        done = [_with_text(section, text) for section in done]
        notes = (*self.numbering.notes(),)
        brief = replace(brief, sections=tuple(done))
        return AnnotatedBrief(brief, notes, frozenset(self.numbering.parts), self.running(done))

    def running(self, sections: Sequence[Section]) -> dict[str, RunningLabel]:
        """Return what the foot of a page says of each article of which the brief shows text."""
        texts = shown_articles(sections)
        standings: dict[str, RunningLabel] = {}
        for number, article in enumerate(self.articles, 1):
            labels = {c.caveat: c.label for c in self.caveats[article.id]}
            own = tuple(labels[name] for name in SOURCE_CLASSES if name in labels)
            if own and article.id in texts:
                standings[article.id] = RunningLabel(number, (own[0], *map(within_line, own[1:])))
        return standings

    # --- sections

    def with_statement(self, sections: Sequence[Section]) -> list[Section]:
        """Give the source statement its place in its section, else before the first item."""
        text = CaveatText(self.numbering.part("source-statement"), ())
        done = list(sections)
        for n, section in enumerate(done):
            if section.kind == "source-statement":
                done[n] = replace(section, blocks=(*section.blocks, text))
                return done
        first = next((n for n, s in enumerate(done) if _has_item(s)), len(done))
        # An id with "_" is one that no heading of a template or a text can have.
        heading = Heading(1, (Text(self.wording.words.source_statement),), "source_statement")
        done.insert(first, Section("source-statement", (heading, text)))
        return done

    def section(self, section: Section) -> Section:
        """Add caveats to a section."""
        self.claim_labels.unseen.enter(section)
        if section.kind == "sources":
            return replace(section, blocks=self.sources(section.blocks))
        return replace(section, blocks=self.blocks(section.blocks, Where()))

    def sources(self, blocks: Blocks) -> Blocks:
        """Give each entry of the list of sources its labels and its publisher's disclaimer."""
        done: list[Block] = []
        for block in blocks:
            if isinstance(block, Item):
                done.append(self.entry(block))
            else:
                done.append(inner(block, self.sources, self.cited))
        return tuple(done)

    def entry(self, item: Item) -> Item:
        """Add to an entry of the list of sources what stands there."""
        self.listed.add(item.article)
        of_article = self.of_article(item.article)
        unshown = item.article not in self.shown
        blocks = (
            *self.blocks(item.blocks, Where(within=item.article, at=item.provenance)),
            *self.labels(of_article, item.provenance),
            *(self.text(of_article, item, said=True) if unshown else ()),
            *self.stated(item),
            *self.waived(item),
            *self.answered(item),
        )
        return replace(item, blocks=blocks)

    def stated(self, item: Item) -> Iterator[CaveatText]:
        """Yield what stands in an entry alone: the article's disclaimer, its repairs."""
        for caveat in self.caveats[item.article]:
            if not caveat.listed:
                continue
            inlines: list[Inline] = [Text(caveat.sentence)]
            if caveat.caveat == "disclaimer":
                first = self.warned.setdefault(caveat.sentence, self.numbers[item.article])
                if first != self.numbers[item.article]:
                    article = self.articles[self.numbers[item.article] - 1]
                    inlines = [Text(self.wording.same_warning(article, first))]
            else:
                inlines += map(self.numbering.mark, caveat.notes)
            part = self.numbering.part(f"{caveat.caveat}-{item.article}")
            yield CaveatText(part, tuple(inlines), item.provenance)

    def waived(self, item: Item) -> Iterator[CaveatText]:
        """Yield what an entry says of waivers: who took which caveat away, and why."""
        for waiver in self.waivers.of(item.article):
            part = self.numbering.part(f"waiver-{item.article}-{waiver.caveat}")
            yield CaveatText(part, (Text(self.wording.waived(waiver)),), item.provenance)

    def answered(self, item: Item) -> Iterator[CaveatText]:
        """Yield what an entry says of figures that the author answered for."""
        for said in self.answers[item.article]:
            part = self.numbering.part(f"answer-{item.article}")
            yield CaveatText(part, (Text(said),), item.provenance)

    # --- blocks

    def blocks(self, blocks: Blocks, where: Where) -> Blocks:
        """Add caveats to blocks."""
        return tuple(new for block in blocks for new in self.block(block, where))

    def block(self, block: Block, where: Where) -> Blocks:
        """Add caveats to a block; labels of a heading stand in a line after it."""
        where = replace(where, at=getattr(block, "provenance", None) or where.at)
        match block:
            case Item() | Excerpt():
                return (self.framed(block, where),)
            case Heading():
                # The outline and the contents stay clean: labels stand below a heading.
                explained = None if where.framed else self.claim_labels.begin()
                labels = self.claim_labels.labels(block.inlines, where)
                heading = replace(block, inlines=self.cited(block.inlines, where.within))
                text = (
                    () if where.framed else self.words_of(self.claim_labels.end(explained), block)
                )
                return (heading, *line_of(labels, block.provenance), *text)
            case Table() if where.excerpt is None:
                return (self.table(block, where),)
            case _:
                return (
                    inner(
                        block,
                        lambda blocks: self.blocks(blocks, where),
                        lambda line: self.cited(
                            self.claim_labels.line(line, where), where.within, where.headed
                        ),
                    ),
                )

    def table(self, table: Table, where: Where) -> Table:
        """Add caveats to a table outside an excerpt: the labels of all its articles in its head.

        Then no cell needs a label of who its source is; a row's citations bind all of its cells.
        """
        articles = shown_articles((table,))
        tables = {a.id: a.tables for a in self.articles}
        labels = [c for article in articles for c in self.of_article(article)]
        labels += [c for name in articles for c in self.caveats[name] if c.part in tables[name]]
        line = self.labels(labels, table.provenance)
        head = next(iter(line), None)
        headed = frozenset(articles) if head else frozenset[str]()

        def cell(blocks: Blocks, row: Row) -> Blocks:
            cited = (n.article for n in walk((row,)) if isinstance(n, Cite | InlineExcerpt))
            inside = replace(where, row=tuple(dict.fromkeys(cited)), headed=headed)
            return self.blocks(blocks, replace(inside, at=row.provenance or where.at))

        def words(inlines: Inlines) -> Inlines:
            return self.cited(inlines, where.within, headed)

        return replace(
            table,
            caption=words(table.caption),
            columns=tuple(replace(c, header=words(c.header)) for c in table.columns),
            rows=tuple(replace(r, cells=tuple(cell(c, r) for c in r.cells)) for r in table.rows),
            labels=head,
        )

    def framed(self, block: Item | Excerpt, where: Where) -> Item | Excerpt:
        """Put labels below the heading of a block, or above its text, and sentences after it."""
        outermost = block.article != where.within
        part = block.part if isinstance(block, Excerpt) else None
        own = [c for c in self.caveats[block.article] if part and c.part == part]
        caveats = [*(self.of_article(block.article) if outermost else ()), *own]
        opinion = where.opinion or any(c.caveat == "publishers-opinion" for c in own)
        inside = replace(
            where,
            within=block.article,
            excerpt=block.article if isinstance(block, Excerpt) else where.excerpt,
            opinion=opinion,
            framed=True,
        )
        explained = self.claim_labels.begin() if outermost else None
        match block.blocks:
            case (Heading() as first, *rest):
                heading, *below = self.block(first, inside)
                extra = below[0].labels if below and isinstance(below[0], CaveatLabels) else ()
                blocks: Blocks = (
                    heading,
                    *self.labels(caveats, block.provenance, extra),
                    *self.blocks(tuple(rest), inside),
                )
            case (Table() as table,) if isinstance(block, Excerpt) and caveats:
                line = self.labels(caveats, block.provenance)
                (done,) = self.block(table, inside)
                head = next(iter(line), None)
                blocks = (replace(done, labels=head) if isinstance(done, Table) else done,)
            case _:
                blocks = (
                    *self.labels(caveats, block.provenance),
                    *self.blocks(block.blocks, inside),
                )
        marked = self.claim_labels.end(explained) if outermost else ()
        text = self.text([*caveats, *marked], block, said=outermost, advice=opinion and outermost)
        return replace(block, blocks=(*blocks, *text))

    def of_article(self, article: str) -> list[Caveat]:
        """Return the caveats of a whole article."""
        return [c for c in self.caveats[article] if c.part is None and not c.listed]

    def labels(
        self,
        caveats: Sequence[Caveat],
        at: Provenance | None,
        extra: tuple[CaveatLabel, ...] = (),
    ) -> tuple[CaveatLabels, ...]:
        """Return the line of labels of caveats, each label once."""
        by_label = {c.label: c for c in caveats}
        labels = tuple(
            self.numbering.label(f"label-{c.article}-{c.caveat}", c.label)
            for c in by_label.values()
        )
        return line_of((*labels, *extra), at)

    def text(
        self,
        caveats: Sequence[Caveat],
        block: Item | Excerpt,
        *,
        said: bool = False,
        advice: bool = False,
    ) -> Blocks:
        """Return the caveats in words, with the marks of their notes.

        Of advice the publisher's opinion comes first, and the rest is said of its article: what the
        publisher recommends does not go back to the article's origins.
        """
        origins = self.said.get(block.article, "") if said else ""
        if not caveats and not origins:
            return ()
        first = [c for c in caveats if advice and c.caveat == "publishers-opinion"]
        rest = [c for c in caveats if c not in first]
        words: list[Inline] = []
        for caveat in first:
            words += self.spoken(caveat)
        if first and (rest or origins):
            words.append(Text(f"{self.wording.caveat_words.of_article} "))
        if origins:
            words.append(Text(f"{origins} "))
        for caveat in rest:
            words += self.spoken(caveat)
        return (self.worded(words, f"text-{block.article}", block.provenance),)

    def words_of(self, caveats: Sequence[Caveat], block: Heading) -> Blocks:
        """Return caveats in words that explain the labels of a heading."""
        words = [inline for caveat in caveats for inline in self.spoken(caveat)]
        return (self.worded(words, "text-heading", block.provenance),) if words else ()

    def spoken(self, caveat: Caveat) -> list[Inline]:
        """Return a caveat's sentence with the marks of its notes, and a space after it."""
        marks = map(self.numbering.mark, caveat.notes)
        return [Text(caveat.sentence), *marks, Text(" ")]

    def worded(self, words: list[Inline], name: str, at: Provenance | None) -> CaveatText:
        """Return words as a caveat, without the space at their end."""
        last = words[-1]
        if isinstance(last, Text):
            words = [*words[:-1], Text(last.text.rstrip())] if last.text.strip() else words[:-1]
        lead = Strong((Text(f"{self.wording.words.caveat}: "),))
        return CaveatText(self.numbering.part(name), (lead, *words), at)

    def cited(
        self, inlines: Inlines, within: str | None = None, headed: frozenset[str] = frozenset()
    ) -> Inlines:
        """Say beside a citation, or words of an article outside its item, who the source is.

        Words of the articles in ``headed`` stand under a head that says it.
        """

        def labelled(node: Inline) -> Inlines:
            if not isinstance(node, Cite | InlineExcerpt) or node.article == within:
                return (node,)
            if isinstance(node, InlineExcerpt) and node.article in headed:
                return (node,)
            found = {c.caveat: c.label for c in self.caveats[node.article]}
            labels = [within_line(found[name]) for name in SOURCE_CLASSES if name in found]
            if not labels:
                return (node,)
            shown = self.numbering.label(f"cite-{node.article}", ", ".join(labels))
            if isinstance(node, InlineExcerpt):
                return (node, Text(" ["), shown, Text("]"))
            return (replace(node, inlines=(*node.inlines[:-1], Text(", "), shown, Text("]"))),)

        return rewrite_inlines(inlines, labelled)


def _with_text(section: Section, stated: str) -> Section:
    """Put the words of the source statement into its place."""
    if section.kind != "source-statement":
        return section
    blocks = tuple(
        replace(block, inlines=(Text(stated),))
        if isinstance(block, CaveatText) and not block.inlines
        else block
        for block in section.blocks
    )
    return replace(section, blocks=blocks)


def _has_item(section: Section) -> bool:
    if section.kind == "sources":
        return True
    return any(isinstance(node, Item | Excerpt) for node in walk(section.blocks))


def _fallback(article: Article) -> Item:
    """Make the entry of an article that no list of sources holds."""
    parts = [article.about.title, article.about.publisher, article.about.url]
    inlines = (InlineExcerpt(article.id, (Text(". ".join(p for p in parts if p)),)),)
    return Item(article.id, (Paragraph(inlines, id=f"source_{article.id}"),))
