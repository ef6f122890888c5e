"""Compose the section on what changed since the edition before.

Words of articles are excerpts and figures stand before a citation of what they rest on, so that
whatever is said against them is said here too.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import groupby

from reebrief.briefs.named_articles import cited
from reebrief.compose.context import ComposeContext, words_of
from reebrief.diagnostics import Place
from reebrief.document.nodes import (
    Block,
    Blocks,
    Cite,
    Inline,
    Inlines,
    List,
    Paragraph,
    Strong,
    Text,
)
from reebrief.document.sentences import capital
from reebrief.editions.author_texts import said as said_words
from reebrief.editions.changes import ChangeKind, EditionChange

_TOGETHER: frozenset[ChangeKind] = frozenset(
    {"item-new", "item-updated", "item-dropped", "caveat-added", "caveat-lifted"}
)
"""Kinds whose changes stand on one line together: they are short."""


_FEW = 8
"""Words by which a text that was carried over is named."""


def changes(context: ComposeContext) -> Blocks:
    """Return the section, of a brief that has an edition before it."""
    since = context.since
    if since is None:
        return ()
    words = context.words.change_words
    at = context.provenance("previous")
    day = context.words.day(dt.date.fromisoformat(since.date))
    said = words.since if since.changes else words.nothing
    lead = Paragraph((Text(said.format(edition=since.name, date=day)),), provenance=at)
    entries: tuple[Blocks, ...] = tuple(
        (Paragraph(inlines, provenance=at),)
        for kind, group in groupby(since.changes, lambda one: one.kind)
        for inlines in _entries(context, kind, list(group))
    )
    entries += (*_answers(context),)
    listed: tuple[Block, ...] = (List(entries, provenance=at),) if entries else ()
    return context.render("changes", changes=context.sections.blocks((lead, *listed)))


def _answers(context: ComposeContext) -> Iterator[Blocks]:
    """Yield a line for each text of the edition before that its author says still holds."""
    for key, answer in context.model.carried.items():
        text = context.own.get(_path(key)) or context.own.get((*_path(key), "text"))
        said = context.words.change_words.carried.format(
            what=_begun(text.raw) if text else key,
            who=answer.who,
            date=context.words.day(dt.date.fromisoformat(answer.date)),
            why=answer.why,
        )
        yield (Paragraph((Text(said),), provenance=context.provenance("carried", key)),)


def _begun(text: str) -> str:
    """Return the first words of a text, by which a reader knows which one is meant."""
    words = said_words(text).split()
    return " ".join(words[:_FEW]) + ("…" if len(words) > _FEW else "")


def _entries(
    context: ComposeContext, kind: ChangeKind, found: list[EditionChange]
) -> Iterator[Inlines]:
    """Yield the entries of one kind: one for all that is short, else one for each."""
    each = [_said(context, one) for one in found]
    if kind in _TOGETHER:
        each = [tuple(node for n, one in enumerate(each) for node in (*_apart(n), *one))]
    for said in each:
        yield Strong((Text(f"{capital(_label(context, kind))}:"),)), Text(" "), *said


def _apart(number: int) -> Inlines:
    return (Text("; "),) if number else ()


def _label(context: ComposeContext, kind: ChangeKind) -> str:
    words = context.words.change_words
    name: str = getattr(words, kind.removeprefix("item-").replace("-", "_"))
    return name


def _said(context: ComposeContext, change: EditionChange) -> Inlines:
    """Return what is said of one change, behind its label."""
    words = context.words.change_words
    cites = (*_cites(context, change),)
    match change.kind:
        case "item-new" | "item-updated":
            return (*words_of(context.article(change.article), change.what), *cites)
        case "caveat-added" | "caveat-lifted":
            label = context.inputs.caveat_words.classes[change.now or change.was].label
            why = f" ({change.why})" if change.why else ""
            return (Text(f"{label}{why}"), *cites)
        case "moved":
            before = Text(f" ({words.before.format(value=change.was)})")
            if change.article and not change.path:  # the article's own sentence
                return (*words_of(context.article(change.article), change.what), before, *cites)
            now = "" if change.path else f": {change.now}"
            return (Text(f"{change.what}{now}"), before, *cites)
        case "judgement-changed":
            before = Text(f" ({words.before.format(value=change.was)})")
            return (Text(change.what), before, *cites)
        case "grade-changed":
            none = context.words.not_graded
            moved = words.graded.format(was=change.was or none, now=change.now or none)
            why = words.because.format(reason=change.why) if change.why else words.no_reason
            return (Text(f"{change.what.rstrip('.')}: {moved}, {why}"), *cites)
        case _:
            return (Text(change.what), *cites)


def _cites(context: ComposeContext, change: EditionChange) -> Iterator[Inline]:
    """Yield the citations of what a change rests on: its article, or those that its text cites."""
    names = [change.article] if change.article in context.source_ids else []
    text = context.own.get(_path(change.path))
    if text is not None and change.kind not in {"judgement-dropped", "watch-settled"}:
        names += [name for name, _ in cited(text.raw, Place(""))]
    for name in dict.fromkeys(names):
        yield Text(" ")
        yield Cite(name)


def _path(dotted: str) -> tuple[str | int, ...]:
    """Return a path that was written with dots as the author's texts have theirs."""
    return tuple(int(part) if part.isdecimal() else part for part in dotted.split("."))
