"""The only door from a composed brief to the writers: every caveat is added here, once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from reebrief.articles import Article, Corpus
from reebrief.caveated import Caveated
from reebrief.caveats.rules import Case, Trigger, case, triggers
from reebrief.caveats.statement import one_stop, statement
from reebrief.caveats.wordings import Wordings
from reebrief.compose import Composed
from reebrief.dates import Published
from reebrief.errors import Place
from reebrief.language import Language
from reebrief.sources import Fact, Registry, Source
from reebrief.tree import (
    Block,
    Blocks,
    CaveatLabel,
    CaveatLabels,
    CaveatMark,
    CaveatNote,
    CaveatText,
    Cite,
    Excerpt,
    Heading,
    Inline,
    InlineExcerpt,
    Inlines,
    Item,
    Paragraph,
    Section,
    Strong,
    Text,
    inner,
    rewrite_inlines,
    walk,
)

SOURCE_CLASSES = (
    "unreviewed-source",
    "state-owned-enterprise",
    "state-media",
    "state-controlled",
)
"""The classes that a citation names, strictest first: who the source is."""


@dataclass(frozen=True, slots=True)
class Caveat:
    """A caveat in words: its class, what it concerns, its texts, and why it stands.

    ``part`` is the section or table that it concerns, None for the whole article.
    """

    caveat: str
    article: str
    part: str | None
    label: str
    sentence: str
    notes: tuple[str, ...]
    why: str
    place: Place


def add(
    composed: Composed,
    corpus: Corpus,
    registry: Registry,
    wordings: Wordings,
    words: Language,
    *,
    date: dt.date,
    cut_off: dt.date,
    stale_after_days: int,
) -> tuple[Caveated, tuple[Caveat, ...]]:
    """Add every caveat to a brief: labels, sentences, notes and the source statement.

    Returns what writers take, and the caveats with their reasons. Nothing in a definition or a
    template can keep one from being added: an article that no section shows is added to the
    sources, and so is a source statement that no section holds.
    """
    cases = [
        case(
            article,
            registry,
            date=date,
            cut_off=cut_off,
            stale_after_days=stale_after_days,
            opinion=wordings.opinion_headings,
        )
        for article in composed.articles
    ]
    writer = _Wording(corpus, wordings, words, cut_off)
    caveats = tuple(writer.caveat(c, t) for c in cases for t in triggers(c))
    adder = _Adder(composed.articles, caveats, statement(cases, wordings), words)
    return adder.caveated(composed), caveats


class _Wording:
    """Puts triggers into words."""

    def __init__(
        self, corpus: Corpus, wordings: Wordings, words: Language, cut_off: dt.date
    ) -> None:
        self.corpus = corpus
        self.wordings = wordings
        self.words = words
        self.cut_off = cut_off

    def caveat(self, case: Case, trigger: Trigger) -> Caveat:
        wording = self.wordings.classes[trigger.caveat]
        about = case.article.about
        values = {
            "publisher": about.publisher or self.wordings.the_publisher,
            "date": self.date(case.article.published),
            "cut_off": self.words.day(self.cut_off),
            "subjects": self.wordings.joined(trigger.subjects),
            **trigger.values,
        }
        names = [s.name for s in trigger.sources] or list(trigger.names)
        names = names or [self.words.no_origin]
        form = wording.sentence.of(len(names))
        if not (trigger.sources or trigger.names) and wording.nameless:
            form = wording.nameless
        if about.disclaimer and about.disclaimer.verbatim and wording.quoted:
            form = wording.quoted
        unknown = self.wordings.not_established
        sentence = form.format(
            **values,
            sources=self.wordings.joined(names),
            state=self.distinct(s.state or self.wordings.unknown_state for s in trigger.sources),
            owner=self.distinct(s.owner or unknown for s in trigger.sources),
        )
        if trigger.sources and trigger.caveat in SOURCE_CLASSES:
            notes = tuple(wording.note.format(**self.facts(s)) for s in trigger.sources)
        elif trigger.caveat in SOURCE_CLASSES:
            notes = tuple(wording.note.format(source=_capital(name)) for name in names)
        else:
            notes = (wording.note.format(**values),)
        return Caveat(
            caveat=trigger.caveat,
            article=case.article.id,
            part=trigger.part,
            label=wording.label,
            sentence=one_stop(_capital(sentence)),
            notes=tuple(map(one_stop, notes)),
            why=trigger.why,
            place=trigger.place,
        )

    def date(self, date: Published | None) -> str:
        return date.shown(self.words) if date else self.words.undated

    def distinct(self, names: Iterable[str]) -> str:
        return self.wordings.joined(list(dict.fromkeys(names)))

    def facts(self, source: Source) -> dict[str, str]:
        """Return a source's descriptor in words; what has no reference is not established."""
        about = source.about
        return {
            "source": source.name,
            "kind": about.kind,
            "owner": self.fact(about.owner, source.owner),
            "state": self.fact(about.state, source.state),
            "funding": self.fact(about.funding),
            "editorial_control": self.fact(about.editorial_control),
        }

    def fact(self, fact: Fact | None, value: str | None = None) -> str:
        if fact is None:
            return value or self.wordings.not_established
        if fact.article is not None:
            title = fact.article
            if self.corpus.has(title):
                title = self.corpus.get(title).about.title
            rests = self.wordings.described.format(title=title)
        else:
            read = dt.date.fromisoformat(fact.read)
            rests = self.wordings.read.format(reference=fact.reference, date=self.words.day(read))
        return f"{value or fact.value} ({rests})"


class _Adder:
    """Walks a brief in reading order, so that notes are numbered as they are first marked."""

    def __init__(
        self,
        articles: Sequence[Article],
        caveats: Sequence[Caveat],
        stated: str,
        words: Language,
    ) -> None:
        self.articles = articles
        self.stated = stated
        self.words = words
        self.caveats: dict[str, list[Caveat]] = {a.id: [] for a in articles}
        for caveat in caveats:
            self.caveats[caveat.article].append(caveat)
        self.notes: dict[str, int] = {}
        self.parts: set[str] = set()
        self.counts: dict[str, int] = {}
        self.shown: set[str] = set()
        self.listed: set[str] = set()

    def caveated(self, composed: Composed) -> Caveated:
        sections = self.with_statement(composed.brief.sections)
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
        notes = tuple(
            CaveatNote(number, self.part(f"note-{number}"), (Text(text),))
            for text, number in self.notes.items()
        )
        brief = replace(composed.brief, sections=tuple(done))
        return Caveated(brief, notes, frozenset(self.parts))

    def part(self, name: str) -> str:
        """Return a name for one place of a caveat that no other place has."""
        self.counts[name] = number = self.counts.get(name, 0) + 1
        numbered = f"{name}.{number}"
        self.parts.add(numbered)
        return numbered

    # --- sections

    def with_statement(self, sections: Sequence[Section]) -> list[Section]:
        """Put the source statement into its section, else before the first item."""
        text = CaveatText(self.part("source-statement"), (Text(self.stated),))
        done = list(sections)
        for n, section in enumerate(done):
            if section.kind == "source-statement":
                done[n] = replace(section, blocks=(*section.blocks, text))
                return done
        first = next((n for n, s in enumerate(done) if _has_item(s)), len(done))
        # An id with "_" is one that no heading of a template or a text can have.
        heading = Heading(1, (Text(self.words.source_statement),), "source_statement")
        done.insert(first, Section("source-statement", (heading, text)))
        return done

    def section(self, section: Section) -> Section:
        if section.kind == "sources":
            return replace(section, blocks=self.sources(section.blocks))
        return replace(section, blocks=self.blocks(section.blocks, None))

    def sources(self, blocks: Blocks) -> Blocks:
        """Give each entry of the list of sources its labels and its publisher's disclaimer."""
        done: list[Block] = []
        for block in blocks:
            if isinstance(block, Item):
                done.append(self.entry(block))
            else:
                done.append(inner(block, self.sources, lambda line: self.inlines(line, None)))
        return tuple(done)

    def entry(self, item: Item) -> Item:
        self.listed.add(item.article)
        caveats = self.caveats[item.article]
        of_article = [c for c in caveats if c.part is None and c.caveat != "disclaimer"]
        said = [c for c in caveats if c.caveat == "disclaimer"]
        blocks: list[Block] = [*item.blocks, *self.labels(of_article, item)]
        if item.article not in self.shown:
            blocks.extend(self.text(of_article, item))
        for caveat in said:
            part = self.part(f"disclaimer-{item.article}")
            blocks.append(CaveatText(part, (Text(caveat.sentence),), item.provenance))
        return replace(item, blocks=tuple(blocks))

    # --- blocks and inlines

    def blocks(self, blocks: Blocks, within: str | None) -> Blocks:
        """Add caveats to blocks that stand within the item of an article, or within none."""
        return tuple(self.block(block, within) for block in blocks)

    def block(self, block: Block, within: str | None) -> Block:
        match block:
            case Item():
                return replace(block, blocks=self.framed(block, self.of(block, within)))
            case Excerpt():
                return replace(block, blocks=self.framed(block, self.of(block, within)))
            case _:
                return inner(
                    block,
                    lambda blocks: self.blocks(blocks, within),
                    lambda line: self.inlines(line, within),
                )

    def of(self, block: Item | Excerpt, within: str | None) -> list[Caveat]:
        """Return what a block must carry: its part's caveats, and those nothing around it has."""
        part = block.part if isinstance(block, Excerpt) else None
        return [
            c
            for c in self.caveats[block.article]
            if c.caveat != "disclaimer"
            and ((c.part is None and block.article != within) or (part and c.part == part))
        ]

    def framed(self, block: Item | Excerpt, caveats: Sequence[Caveat]) -> Blocks:
        """Put labels below the heading of a block, or above its text, and sentences after it."""
        first, rest = block.blocks[:1], block.blocks[1:]
        if not (first and isinstance(first[0], Heading)):
            first, rest = (), block.blocks
        return (
            *self.blocks(first, block.article),
            *self.labels(caveats, block),
            *self.blocks(rest, block.article),
            *self.text(caveats, block),
        )

    def labels(self, caveats: Sequence[Caveat], block: Item | Excerpt) -> Blocks:
        by_label = {c.label: c for c in caveats}
        labels = tuple(
            CaveatLabel(self.part(f"label-{c.article}-{c.caveat}"), c.label)
            for c in by_label.values()
        )
        return (CaveatLabels(labels, block.provenance),) if labels else ()

    def text(self, caveats: Sequence[Caveat], block: Item | Excerpt) -> Blocks:
        if not caveats:
            return ()
        inlines: list[Inline] = [Strong((Text(f"{self.words.caveat}: "),))]
        for n, caveat in enumerate(caveats):
            inlines.append(Text(f" {caveat.sentence}" if n else caveat.sentence))
            inlines.extend(CaveatMark(self.number(note)) for note in caveat.notes)
        part = self.part(f"text-{block.article}")
        return (CaveatText(part, tuple(inlines), block.provenance),)

    def number(self, note: str) -> int:
        return self.notes.setdefault(note, len(self.notes) + 1)

    def inlines(self, inlines: Inlines, within: str | None) -> Inlines:
        """Say beside a citation, or words of an article outside its item, who the source is."""

        def labelled(node: Inline) -> Inlines:
            if not isinstance(node, Cite | InlineExcerpt) or node.article == within:
                return (node,)
            found = {c.caveat: c.label for c in self.caveats[node.article]}
            label = next((found[name] for name in SOURCE_CLASSES if name in found), None)
            if label is None:
                return (node,)
            shown = CaveatLabel(self.part(f"cite-{node.article}"), label.lower())
            if isinstance(node, InlineExcerpt):
                return (node, Text(" ["), shown, Text("]"))
            return (replace(node, inlines=(*node.inlines[:-1], Text(", "), shown, Text("]"))),)

        return rewrite_inlines(inlines, labelled)


def _has_item(section: Section) -> bool:
    if section.kind == "sources":
        return True
    return any(isinstance(node, Item | Excerpt) for node in walk(section.blocks))


def _fallback(article: Article) -> Item:
    """Make the entry of an article that no list of sources holds."""
    parts = [article.about.title, article.about.publisher, article.about.url]
    inlines = (InlineExcerpt(article.id, (Text(". ".join(p for p in parts if p)),)),)
    return Item(article.id, (Paragraph(inlines, id=f"source_{article.id}"),))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
