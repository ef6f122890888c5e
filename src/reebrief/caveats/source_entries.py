"""Say in the list of sources what stands there: sentences of classes, waivers, answers, owners."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from reebrief.caveats.bold_words import said, sentences
from reebrief.caveats.claim_labels import ClaimLabels
from reebrief.caveats.sayings import Sayings
from reebrief.caveats.wording import Caveat
from reebrief.document.addresses import linked
from reebrief.document.nodes import Block, CaveatText, Heading, Inlines, Item, Section, Text


class SourceEntries:
    """What entries of the list of sources say, in their order: each sentence once."""

    def __init__(
        self, caveats: Mapping[str, Sequence[Caveat]], sayings: Sayings, claim_labels: ClaimLabels
    ) -> None:
        """Prepare to speak of the articles of ``caveats``, by id."""
        self.caveats = caveats
        self.sayings = sayings
        self.wording = claim_labels.wording
        self.waivers = claim_labels.waivers
        self.numbering = claim_labels.numbering
        self.numbers = claim_labels.wording.numbers
        self.sentences: dict[Inlines, int] = {}

    def texts(self, item: Item) -> Iterator[CaveatText]:
        """Yield what stands in the entry of an article, below its facts."""
        yield from self.stated(item)
        yield from self.waived(item)
        yield from self.answered(item)

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
            if len(self.caveats) == 1:
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
            part = self.numbering.answer(item.article)
            yield CaveatText(part, answer, item.provenance, "entry")

    def with_owners(self, sections: Sequence[Section], *, notes: bool) -> list[Section]:
        """Say at the end of the list of sources who owns whom, and when that was read.

        With ``notes`` that stands in the full notes of classes.
        """
        lines: list[Block] = []
        for line in self.sayings.owners:
            if notes and line.says:
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
