"""Put the box on the sources into its section, with the key of the marks that the brief has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reebrief.caveats.bold_words import said
from reebrief.caveats.claim_labels import ClaimLabels
from reebrief.caveats.sayings import Sayings
from reebrief.document.nodes import (
    Block,
    CaveatText,
    Excerpt,
    Heading,
    Inline,
    Inlines,
    Item,
    Section,
    Text,
)
from reebrief.document.traverse import walk
from reebrief.templates.language import Language

KIND = "source-statement"
"""The kind of the section that holds the box."""


def with_place(sections: Sequence[Section], words: Language) -> list[Section]:
    """Give the box on the sources its place in its section, else before the first item."""
    place = CaveatText("", ())
    done = list(sections)
    for n, section in enumerate(done):
        if section.kind == KIND:
            done[n] = replace(section, blocks=(*section.blocks, place))
            return done
    first = next((n for n, s in enumerate(done) if _has_item(s)), len(done))
    # An id with "_" is one that no heading of a template or a text can have.
    heading = Heading(1, (Text(words.source_statement),), "source_statement")
    done.insert(first, Section(KIND, (heading, place)))
    return done


def filled(
    sections: Sequence[Section], sayings: Sayings, claim_labels: ClaimLabels, *, alone: bool
) -> list[Section]:
    """Put the box into its place; all claims are known now.

    ``alone`` says that the brief has one article: then its entry of the list of sources stands in
    the box, and the heading speaks of one source.
    """
    box = (*_box(sayings, claim_labels),)
    done = [_with_box(section, box) for section in sections]
    return _headed_of_one(_with_entry(done), claim_labels.wording.words) if alone else done


def _box(sayings: Sayings, claim_labels: ClaimLabels) -> Iterator[CaveatText]:
    """Yield the paragraphs of the box, and the key of the marks."""
    numbering = claim_labels.numbering
    unnamed = [name for name, doubts in claim_labels.doubts.items() if doubts.rests_on_nobody]
    keys = dict.fromkeys(claim_labels.keys.values())
    for line in sayings.box.lines(len(unnamed), sayings.highlighted, marked=bool(keys)):
        part = numbering.part(KIND)
        for caveat in line.says:
            numbering.tell(caveat.article, caveat.caveat, part)
        yield CaveatText(part, line.inlines)
    if keys:
        form = claim_labels.wording.caveat_words.key
        yield CaveatText(numbering.part("key"), _key((*keys,), form), role="key")


def _key(entries: Sequence[Inlines], form: str) -> Inlines:
    """Return the key of marks: what each says, one after the other."""
    before, _, after = form.partition("{marks}")
    done: list[Inline] = [*said(before)]
    for n, entry in enumerate(entries):
        done += [Text(" · "), *entry] if n else entry
    return (*done, *said(after)) if after else (*done,)


def _headed_of_one(sections: Sequence[Section], words: Language) -> list[Section]:
    """Head the box of one article as that of one source, where it has the usual heading."""
    usual, own = (Text(words.source_statement),), (Text(words.source_statement_of_one),)

    def head(block: Block) -> Block:
        if isinstance(block, Heading) and block.inlines == usual:
            return replace(block, inlines=own)
        return block

    return [
        replace(s, blocks=tuple(map(head, s.blocks))) if s.kind == KIND else s for s in sections
    ]


def _with_box(section: Section, box: Sequence[CaveatText]) -> Section:
    """Put the paragraphs of the box into their place."""
    if section.kind != KIND:
        return section
    blocks: list[Block] = []
    for block in section.blocks:
        here = isinstance(block, CaveatText) and not block.part
        blocks += box if here else (block,)
    return replace(section, blocks=tuple(blocks))


def _with_entry(sections: Sequence[Section]) -> list[Section]:
    """Put the only entry of the list of sources into the box: both speak of one article."""
    entry = [
        block
        for section in sections
        if section.kind == "sources"
        for block in section.blocks
        if not isinstance(block, Heading)
    ]
    done = [section for section in sections if section.kind != "sources"]
    at = next(n for n, section in enumerate(done) if section.kind == KIND)
    done[at] = replace(done[at], blocks=(*done[at].blocks, *entry))
    return done


def _has_item(section: Section) -> bool:
    if section.kind == "sources":
        return True
    return any(isinstance(node, Item | Excerpt) for node in walk(section.blocks))
