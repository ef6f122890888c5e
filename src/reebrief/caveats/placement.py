"""Put every caveat where it must stand, in one walk through a brief.

What holds for all articles stands in the box on the sources (``box_placement``); an item says in
one line what differs; the list of sources holds warnings, details and who owns whom
(``source_entries``); a mark stands after its claim.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from reebrief.caveats import box_placement
from reebrief.caveats.claim_labels import ClaimLabels, Where
from reebrief.caveats.column_marks import with_column_marks
from reebrief.caveats.sayings import Sayings
from reebrief.caveats.source_entries import SourceEntries
from reebrief.caveats.wording import Caveat, within_line
from reebrief.corpus.articles import Article
from reebrief.document.annotated import AnnotatedBrief, RunningLabel, named_articles, shown_articles
from reebrief.document.nodes import (
    Block,
    Blocks,
    Brief,
    CaveatLabel,
    CaveatLabels,
    CaveatMark,
    Chart,
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
    Table,
    Text,
)
from reebrief.document.run_in import run_in
from reebrief.document.traverse import inner, rewrite_inlines, walk
from reebrief.templates.caveat_classes import SOURCE_CLASSES

_OPINION = "publishers-opinion"

_PAIR = 2
"""Labels of an article that one word can stand for."""


class CaveatPlacer:
    """Walks a brief in reading order, so that notes are numbered as they are first marked."""

    def __init__(
        self,
        articles: Sequence[Article],
        caveats: Sequence[Caveat],
        sayings: Sayings,
        claim_labels: ClaimLabels,
        *,
        notes: bool = False,
    ) -> None:
        """Prepare to place caveats that nobody waived.

        With ``notes`` each label is marked with its full notes; without, the list of sources says
        who owns whom.
        """
        self.articles = articles
        self.sayings = sayings
        self.notes = notes
        self.wording = claim_labels.wording
        self.claim_labels = claim_labels
        self.numbering = claim_labels.numbering
        self.caveats: dict[str, list[Caveat]] = {a.id: [] for a in articles}
        for caveat in caveats:
            self.caveats[caveat.article].append(caveat)
        self.entries = SourceEntries(self.caveats, sayings, claim_labels)
        self.itemised: set[str] = set()
        self.listed: set[str] = set()

    def annotated(self, brief: Brief) -> AnnotatedBrief:
        """Return the brief with its caveats, and with the box on its sources."""
        sections = box_placement.with_place(brief.sections, self.wording.words)
        self.itemised = {
            node.article
            for section in sections
            if section.kind != "sources"
            for node in walk(section.blocks)
            if isinstance(node, Item)
        }
        done = [self.section(section) for section in sections]
        missing = [a for a in self.articles if a.id not in self.listed]
        if missing:
            entries = tuple(self.entry(_fallback(article)) for article in missing)
            done.append(Section("sources", entries))
        done = self.entries.with_owners(done, notes=self.notes)
        alone = len(self.articles) == 1
        done = box_placement.filled(done, self.sayings, self.claim_labels, alone=alone)
        brief = replace(brief, sections=tuple(done))
        return AnnotatedBrief(
            brief,
            (*self.numbering.notes(),),
            frozenset(self.numbering.parts),
            self.running(done),
            cited=frozenset(self.numbering.cited),
            keys=self.claim_labels.keys,
            facts=(*self.numbering.facts(),),
        )

    def running(self, sections: Sequence[Section]) -> dict[str, RunningLabel]:
        """Return what the foot of a page says of each article that the brief shows or cites."""
        named = named_articles(sections)
        standings: dict[str, RunningLabel] = {}
        for number, article in enumerate(self.articles, 1):
            labels = {c.caveat: c.label for c in self.caveats[article.id]}
            own = tuple(labels[name] for name in SOURCE_CLASSES if name in labels)
            if own and article.id in named:
                said = (own[0], *map(within_line, own[1:]))
                both = self.wording.words.both if len(own) == _PAIR else ""
                standings[article.id] = RunningLabel(number, said, both)
        return standings

    # --- sections

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
        unshown = item.article not in self.itemised
        blocks = (
            *self.blocks(item.blocks, Where(within=item.article, at=item.provenance)),
            *(self.labels(self.of_article(item.article), item.provenance) if unshown else ()),
            *self.entries.texts(item),
        )
        return replace(item, blocks=blocks)

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
                labels = self.claim_labels.labels(block.inlines, where)
                heading = replace(block, inlines=self.cited(block.inlines, where.within))
                line = (CaveatLabels(labels, block.provenance),) if labels else ()
                return (heading, *line)
            case Chart():
                return (self.chart(block, replace(where, chart=True)),)
            case Table() if where.excerpt is None:
                return (self.table(block, where),)
            case _:
                return (inner(block, *self.inside(where)),)

    def inside(
        self, where: Where
    ) -> tuple[Callable[[Blocks], Blocks], Callable[[Inlines], Inlines]]:
        """Return what adds caveats to the blocks, and to the lines, within a block."""
        return (
            lambda blocks: self.blocks(blocks, where),
            lambda line: self.cited(
                self.claim_labels.line(line, where), where.within, where.headed
            ),
        )

    def chart(self, chart: Chart, where: Where) -> Chart:
        """Add caveats to a chart: what all values of a column bear stands at its head."""
        blocks, lines = self.inside(where)
        data = (
            with_column_marks(block, self.claim_labels) if isinstance(block, Table) else block
            for block in blocks(chart.data)
        )
        return replace(chart, caption=lines(chart.caption), data=tuple(data))

    def table(self, table: Table, where: Where) -> Table:
        """Add caveats to a table outside an excerpt: the labels of all its articles in its head.

        Then no cell needs a label of who its source is; a row's citations bind all of its cells.
        """
        articles = shown_articles((table,))
        parts = {a.id: a.tables for a in self.articles}
        of_tables = () if where.chart else articles
        found = [c for name in of_tables for c in self.caveats[name] if c.part in parts[name]]
        line = self.head(found, (*articles,), table.provenance)
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

    def head(
        self, own: Sequence[Caveat], articles: Sequence[str], at: Provenance | None
    ) -> tuple[CaveatLabels, ...]:
        """Return the row of labels of a table: whose opinion it is, or who its sources are.

        ``own`` are the caveats of the tables of which it shows rows.
        """
        opinion = [c for c in own if c.caveat == _OPINION]
        of_sources = [c for name in articles for c in self.of_article(name)]
        if not opinion:
            by_label = {c.label: c for c in of_sources if c.caveat in SOURCE_CLASSES}
            return self.line(tuple(map(self.label, by_label.values())), at)
        names = tuple(dict.fromkeys(c.article for c in opinion))
        label = self.numbering.label(f"label-{names[0]}-{_OPINION}", self.wording.advice(names))
        for caveat in (*opinion, *of_sources):
            if caveat.caveat in {_OPINION, *SOURCE_CLASSES}:
                self.numbering.tell(caveat.article, caveat.caveat, label.part)
        return self.line((label,), at)

    def framed(self, block: Item | Excerpt, where: Where) -> Item | Excerpt:
        """Put labels below the heading of a block, or above its text."""
        outermost = block.article != where.within
        part = block.part if isinstance(block, Excerpt) else None
        own = [c for c in self.caveats[block.article] if part and c.part == part]
        caveats = [*(self.of_article(block.article) if outermost else ()), *own]
        inside = replace(
            where,
            within=block.article,
            excerpt=block.article if isinstance(block, Excerpt) else where.excerpt,
            opinion=where.opinion or any(c.caveat == _OPINION for c in own),
        )
        match block.blocks:
            case (Heading() as first, *rest):
                heading, *below = self.block(first, inside)
                extra = below[0].labels if below and isinstance(below[0], CaveatLabels) else ()
                beside, others = _beside(rest)
                line = self.labels(caveats, block.provenance, extra, beside)
                blocks: Blocks = (heading, *line, *self.blocks((*others,), inside))
            case (Table() as table,) if isinstance(block, Excerpt) and caveats:
                line = self.head(own, (block.article,), block.provenance)
                (done,) = self.block(table, inside)
                head = next(iter(line), None)
                blocks = (replace(done, labels=head) if isinstance(done, Table) else done,)
            case (Paragraph(role="meta"),):  # what says where a table's rows are from
                blocks = self.blocks(block.blocks, inside)
            case _:
                line = self.labels(caveats, block.provenance)
                blocks = (*line, *self.blocks(block.blocks, inside))
        # Only now: doubts are looked up by the lines that the article has.
        return replace(block, blocks=run_in(blocks) if isinstance(block, Excerpt) else blocks)

    def of_article(self, article: str) -> list[Caveat]:
        """Return the caveats of a whole article that the box does not say."""
        boxed = self.sayings.box.shared
        return [
            c
            for c in self.caveats[article]
            if c.part is None and not c.listed and c.caveat not in boxed
        ]

    def labels(
        self,
        caveats: Sequence[Caveat],
        at: Provenance | None,
        extra: tuple[CaveatLabel, ...] = (),
        beside: Inlines = (),
    ) -> tuple[CaveatLabels, ...]:
        """Return the line of labels of caveats, each label once, and what stands beside them."""
        by_label = {c.item: c for c in caveats}
        labels = (*map(self.label, by_label.values()), *extra)
        marks = tuple(
            self.numbering.mark(note)
            for c in by_label.values()
            for note in (c.notes if self.notes else ())
        )
        return self.line(labels, at, beside, tuple(dict.fromkeys(marks)))

    def label(self, caveat: Caveat) -> CaveatLabel:
        """Return what the line at an item says of a caveat."""
        label = self.numbering.label(f"label-{caveat.article}-{caveat.caveat}", caveat.item)
        self.numbering.tell(caveat.article, caveat.caveat, label.part)
        return label

    def line(
        self,
        labels: tuple[CaveatLabel, ...],
        at: Provenance | None,
        beside: Inlines = (),
        marks: tuple[CaveatMark, ...] = (),
    ) -> tuple[CaveatLabels, ...]:
        """Return a line of labels, or nothing where there is nothing to say."""
        return (CaveatLabels(labels, at, marks, beside),) if labels or beside else ()

    def cited(
        self, inlines: Inlines, within: str | None = None, headed: frozenset[str] = frozenset()
    ) -> Inlines:
        """Say of a citation, or words of an article outside its item, who the source is.

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
            shown = self.numbering.cite(f"cite-{node.article}", ", ".join(labels))
            return (replace(node, label=shown),)

        return rewrite_inlines(inlines, labelled)


def _beside(rest: Sequence[Block]) -> tuple[Inlines, Sequence[Block]]:
    """Return the line of data that follows a heading, to stand beside its labels, and the rest."""
    match rest:
        case (Paragraph(role="meta", id=None, inlines=inlines), *others):
            return inlines, others
        case _:
            return (), rest


def _fallback(article: Article) -> Item:
    """Make the entry of an article that no list of sources holds."""
    parts = [article.about.title, article.about.publisher, article.about.url]
    inlines = (InlineExcerpt(article.id, (Text(". ".join(p for p in parts if p)),)),)
    return Item(article.id, (Paragraph(inlines, id=f"source_{article.id}"),))
