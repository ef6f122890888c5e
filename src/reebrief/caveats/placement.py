"""Put every caveat where it must stand, in one walk through a brief.

What holds for all articles stands in the box on the sources; an item says in one line what differs;
the list of sources holds warnings, details and who owns whom; a mark stands after its claim.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from reebrief.caveats.bold_words import said, sentences
from reebrief.caveats.claim_labels import ClaimLabels, Where
from reebrief.caveats.owner_lines import OwnerLine
from reebrief.caveats.source_box import BoxLine, SourceBox
from reebrief.caveats.wording import Caveat, within_line
from reebrief.corpus.articles import Article
from reebrief.document.addresses import linked
from reebrief.document.annotated import AnnotatedBrief, RunningLabel, shown_articles
from reebrief.document.nodes import (
    Block,
    Blocks,
    Brief,
    CaveatLabel,
    CaveatLabels,
    CaveatMark,
    CaveatText,
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


@dataclass(frozen=True, slots=True)
class Sayings:
    """What stands at one place for all: the box on the sources, and who owns whom.

    By article, ``origins`` is a sentence on its independent origins, and ``answers`` are those on
    what the author answered.
    """

    box: SourceBox
    owners: Sequence[OwnerLine]
    origins: Mapping[str, Inlines]
    answers: Mapping[str, Sequence[Inlines]]


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
        self.waivers = claim_labels.waivers
        self.claim_labels = claim_labels
        self.numbering = claim_labels.numbering
        self.caveats: dict[str, list[Caveat]] = {a.id: [] for a in articles}
        for caveat in caveats:
            self.caveats[caveat.article].append(caveat)
        self.numbers = claim_labels.wording.numbers
        self.sentences: dict[Inlines, int] = {}
        self.itemised: set[str] = set()
        self.listed: set[str] = set()

    def annotated(self, brief: Brief) -> AnnotatedBrief:
        """Return the brief with its caveats, and with the box on its sources."""
        sections = self.with_box(brief.sections)
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
        done = self.with_owners(done)
        box = (*self.box(),)
        done = [_with_box(section, box) for section in done]
        if len(self.articles) == 1:
            done = self.of_one(_with_entry_in_box(done))
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
        """Return what the foot of a page says of each article of which the brief shows text."""
        texts = shown_articles(sections)
        standings: dict[str, RunningLabel] = {}
        for number, article in enumerate(self.articles, 1):
            labels = {c.caveat: c.label for c in self.caveats[article.id]}
            own = tuple(labels[name] for name in SOURCE_CLASSES if name in labels)
            if own and article.id in texts:
                said = (own[0], *map(within_line, own[1:]))
                both = self.wording.words.both if len(own) == _PAIR else ""
                standings[article.id] = RunningLabel(number, said, both)
        return standings

    # --- the box on the sources

    def with_box(self, sections: Sequence[Section]) -> list[Section]:
        """Give the box on the sources its place in its section, else before the first item."""
        place = CaveatText("", ())
        done = list(sections)
        for n, section in enumerate(done):
            if section.kind == "source-statement":
                done[n] = replace(section, blocks=(*section.blocks, place))
                return done
        first = next((n for n, s in enumerate(done) if _has_item(s)), len(done))
        # An id with "_" is one that no heading of a template or a text can have.
        heading = Heading(1, (Text(self.wording.words.source_statement),), "source_statement")
        done.insert(first, Section("source-statement", (heading, place)))
        return done

    def box(self) -> Iterator[CaveatText]:
        """Yield the paragraphs of the box, and the key of the marks; all claims are known now."""
        unnamed = {one.article for one in self.claim_labels.claims if one.rests_on_nobody}
        keys = dict.fromkeys(self.claim_labels.keys.values())
        for line in self.sayings.box.lines(len(unnamed), marked=bool(keys)):
            yield self.box_line(line)
        if keys:
            yield CaveatText(self.numbering.part("key"), self.key((*keys,)), role="key")

    def box_line(self, line: BoxLine) -> CaveatText:
        """Return a paragraph of the box."""
        part = self.numbering.part("source-statement")
        for caveat in line.says:
            self.numbering.tell(caveat.article, caveat.caveat, part)
        return CaveatText(part, line.inlines)

    def key(self, entries: Sequence[Inlines]) -> Inlines:
        """Return the key of marks: what each says, one after the other."""
        before, _, after = self.wording.caveat_words.key.partition("{marks}")
        done: list[Inline] = [*said(before)]
        for n, entry in enumerate(entries):
            done += [Text(" · "), *entry] if n else entry
        return (*done, *said(after)) if after else (*done,)

    def of_one(self, sections: Sequence[Section]) -> list[Section]:
        """Head the box of one article as that of one source, where it has the usual heading."""
        words = self.wording.words
        usual, own = (Text(words.source_statement),), (Text(words.source_statement_of_one),)

        def head(block: Block) -> Block:
            if isinstance(block, Heading) and block.inlines == usual:
                return replace(block, inlines=own)
            return block

        return [
            replace(s, blocks=tuple(map(head, s.blocks))) if s.kind == "source-statement" else s
            for s in sections
        ]

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
            *self.stated(item),
            *self.waived(item),
            *self.answered(item),
        )
        return replace(item, blocks=blocks)

    def stated(self, item: Item) -> Iterator[CaveatText]:
        """Yield what an entry says: sentences of classes, each once, and the warning."""
        parts: list[tuple[Inlines, Caveat | None]] = [
            (self.sayings.origins.get(item.article, ()), None)
        ]
        boxed = {c.caveat for found in self.sayings.box.shared.values() for c in found}
        parts += [
            (self.sentence(c), c)
            for c in self.caveats[item.article]
            if c.part is None and (c.kept or c.caveat not in boxed)
        ]
        inlines = sentences(*(text for text, _ in parts))
        if inlines:
            part = self.numbering.part(f"entry-{item.article}")
            for text, told in parts:
                if text and told:
                    self.numbering.tell(told.article, told.caveat, part)
            yield CaveatText(part, inlines, item.provenance, "entry")

    def sentence(self, caveat: Caveat) -> Inlines:
        """Return a caveat's sentence, or where it stands already."""
        if not caveat.sentence:
            return ()
        if caveat == self.sayings.box.warning:
            words = self.wording
            form, box = words.caveat_words.statement.warned_here, words.words.source_statement
            publisher = words.publisher(self.wording.articles.get(caveat.article))
            self.sentences.setdefault(caveat.sentence, self.numbers[caveat.article])
            if len(self.articles) == 1:
                return ()
            return said(form, publisher=publisher, box=box)
        first = self.sentences.setdefault(caveat.sentence, self.numbers[caveat.article])
        if first == self.numbers[caveat.article]:
            return caveat.sentence
        return self.wording.again(caveat, first)

    def waived(self, item: Item) -> Iterator[CaveatText]:
        """Yield what an entry says of waivers: who took which caveat away, and why."""
        for waiver in self.waivers.of(item.article):
            part = self.numbering.part(f"waiver-{item.article}-{waiver.caveat}")
            yield CaveatText(part, self.wording.waived(waiver), item.provenance, "entry")

    def answered(self, item: Item) -> Iterator[CaveatText]:
        """Yield what an entry says of figures that the author answered for."""
        for answer in self.sayings.answers[item.article]:
            part = self.numbering.part(f"answer-{item.article}")
            yield CaveatText(part, answer, item.provenance, "entry")

    def with_owners(self, sections: Sequence[Section]) -> list[Section]:
        """Say at the end of the list of sources who owns whom, and when that was read."""
        lines: list[Block] = []
        for line in self.sayings.owners:
            if self.notes and line.says:
                continue
            part = self.numbering.part(f"owner-{line.name}")
            for caveat in line.says:
                self.numbering.tell(caveat.article, caveat.caveat, part)
            lines.append(CaveatText(part, linked(line.inlines), role="entry"))
        heading = Heading(2, (Text(self.wording.words.owners),), "owners_of_sources")
        lines = [heading, *lines] if lines else []
        read = self.wording.read
        if read:
            lines.append(CaveatText(self.numbering.part("owners-read"), read, role="entry"))
        last = max((n for n, s in enumerate(sections) if s.kind == "sources"), default=0)
        done = [*sections]
        done[last] = replace(done[last], blocks=(*done[last].blocks, *lines))
        return done

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
                return (inner(block, *self.inside(replace(where, chart=True))),)
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


def _with_box(section: Section, box: Sequence[CaveatText]) -> Section:
    """Put the paragraphs of the box into their place."""
    if section.kind != "source-statement":
        return section
    blocks: list[Block] = []
    for block in section.blocks:
        here = isinstance(block, CaveatText) and not block.part
        blocks += box if here else (block,)
    return replace(section, blocks=tuple(blocks))


def _with_entry_in_box(sections: Sequence[Section]) -> list[Section]:
    """Put the only entry of the list of sources into the box: both speak of one article."""
    entry = [
        block
        for section in sections
        if section.kind == "sources"
        for block in section.blocks
        if not isinstance(block, Heading)
    ]
    done = [section for section in sections if section.kind != "sources"]
    at = next(n for n, section in enumerate(done) if section.kind == "source-statement")
    key = [b for b in done[at].blocks if isinstance(b, CaveatText) and b.role == "key"]
    box = [block for block in done[at].blocks if block not in key]
    done[at] = replace(done[at], blocks=(*box, *entry, *key))
    return done


def _has_item(section: Section) -> bool:
    if section.kind == "sources":
        return True
    return any(isinstance(node, Item | Excerpt) for node in walk(section.blocks))


def _fallback(article: Article) -> Item:
    """Make the entry of an article that no list of sources holds."""
    parts = [article.about.title, article.about.publisher, article.about.url]
    inlines = (InlineExcerpt(article.id, (Text(". ".join(p for p in parts if p)),)),)
    return Item(article.id, (Paragraph(inlines, id=f"source_{article.id}"),))
