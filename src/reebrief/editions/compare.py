"""Compare two editions of a brief: what is new, dropped, moved, judged anew, warned of, settled.

Nothing but the two snapshots counts, so the same two always give the same changes, in the order of
``changes.KINDS``. The order of items, entries and rows is no change.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reebrief.editions.author_texts import said
from reebrief.editions.changes import KINDS, ChangesSince, EditionChange
from reebrief.editions.match_texts import moves, pairs, sentences
from reebrief.editions.snapshot import Grades, Snapshot

_GRADED = ("likelihood", "confidence", "source", "information")
"""The keys of a grade that a reader is told of."""

_LISTS = ("main_messages", "watch_list", "judgements", "matrix.own", "matrix.amend")
"""Keys whose texts have no key of their own but a place in a list."""

_ITEM_TEXTS = ("headline", "summary", "comment")


def changes_since(old: Snapshot, new: Snapshot) -> ChangesSince:
    """Return what changed since an older edition, with what that is called."""
    return ChangesSince(old.number or old.title, old.date, compare(old, new))


def compare(old: Snapshot, new: Snapshot) -> tuple[EditionChange, ...]:
    """Return every change from an older edition to a newer one."""
    texts = _text_pairs(old, new)
    found = [
        *_items(old, new),
        *_moved(old, new, texts),
        *_judgements(old, new, texts),
        *_grades(old, new, texts),
        *_caveats(old, new),
        *_watched(old, new, texts),
    ]
    return tuple(sorted(dict.fromkeys(found), key=lambda one: KINDS.index(one.kind)))


def _text_pairs(old: Snapshot, new: Snapshot) -> dict[str, str]:
    """Return which text of the newer edition is which of the older one, by their paths.

    Texts with a key of their own are those of that key; entries of lists are those that say the
    most similar things, wherever they stand.
    """
    done = {path: path for path in new.texts if path in old.texts and not _listed(path)}
    for key in _LISTS:
        done |= pairs(_entries(old, key), _entries(new, key))
    return done


def _listed(path: str) -> bool:
    return path.startswith(tuple(f"{key}." for key in _LISTS))


def _entries(edition: Snapshot, key: str) -> dict[str, str]:
    found = {path: text for path, text in edition.texts.items() if path.startswith(f"{key}.")}
    return {path: said(text) for path, text in found.items()}


def _items(old: Snapshot, new: Snapshot) -> Iterator[EditionChange]:
    for name, shown in new.articles.items():
        before = old.articles.get(name)
        if before is None:
            yield EditionChange("item-new", shown.title, article=name)
        elif before.content != shown.content or _own(old, name) != _own(new, name):
            yield EditionChange("item-updated", shown.title, article=name)
    for name, shown in old.articles.items():
        if name not in new.articles:
            yield EditionChange("item-dropped", shown.title, article=name)


def _own(edition: Snapshot, article: str) -> list[str]:
    """Return what the author says of an item."""
    paths = (f"items.each.{article}.{key}" for key in _ITEM_TEXTS)
    return [said(edition.texts.get(path, "")) for path in paths]


def _moved(old: Snapshot, new: Snapshot, texts: Mapping[str, str]) -> Iterator[EditionChange]:
    """Yield the figures and dates that moved: of articles, of the author, of charts and asks."""
    for name, shown in new.articles.items():
        before = old.articles.get(name)
        if before is not None and before.content != shown.content:
            for sentence, was, now in moves(before.figures, shown.figures):
                yield EditionChange("moved", sentence, article=name, was=was, now=now)
    for path, other in texts.items():
        before_and_after = sentences(said(old.texts[other])), sentences(said(new.texts[path]))
        for sentence, was, now in moves(*before_and_after):
            article = path.split(".")[2] if path.startswith("items.each.") else ""
            yield EditionChange("moved", sentence, path, article, was, now)
    for what, value in new.values.items():
        if what in old.values and old.values[what] != value:
            yield EditionChange("moved", said(what), was=old.values[what], now=value)


def _judgements(old: Snapshot, new: Snapshot, texts: Mapping[str, str]) -> Iterator[EditionChange]:
    before, after = _entries(old, "judgements"), _entries(new, "judgements")
    for path, text in after.items():
        why = new.grades.get(path.removesuffix(".text"), {}).get("reason", "")
        other = texts.get(path)
        if other is None:
            yield EditionChange("judgement-new", text, path, why=why)
        elif before[other] != text:
            yield EditionChange(
                "judgement-changed", text, path, was=before[other], now=text, why=why
            )
    for path, text in before.items():
        if path not in texts.values():
            yield EditionChange("judgement-dropped", text, path)


def _grades(old: Snapshot, new: Snapshot, texts: Mapping[str, str]) -> Iterator[EditionChange]:
    """Yield each grade that moved; its reason counts only where it was given anew."""
    for path, text in _entries(new, "judgements").items():
        if path in texts:
            place, other = path.removesuffix(".text"), texts[path].removesuffix(".text")
            yield from _graded(old.grades.get(other, {}), new.grades.get(place, {}), place, text)
    for name, shown in new.articles.items():
        place = f"items.each.{name}"
        if name in old.articles:
            grades = old.grades.get(place, {}), new.grades.get(place, {})
            yield from _graded(*grades, place, shown.title, name)


def _graded(
    old: Grades, new: Grades, path: str, what: str, article: str = ""
) -> Iterator[EditionChange]:
    was, now = _grade(old), _grade(new)
    if was != now:
        reason = new.get("reason", "")
        why = reason if reason != old.get("reason", "") else ""
        yield EditionChange("grade-changed", what, f"{path}.grade", article, was, now, why)


def _grade(grade: Grades) -> str:
    """Return a grade as it is told: its term, or its letter and digit."""
    source = grade.get("source", "") + grade.get("information", "")
    terms = [grade[key] for key in _GRADED[:2] if key in grade]
    return "; ".join(filter(None, [*terms, source]))


def _caveats(old: Snapshot, new: Snapshot) -> Iterator[EditionChange]:
    """Yield the classes of caveats that an article has gained or lost, who waived one included."""
    for name, shown in new.articles.items():
        if name not in old.articles:
            continue
        was, now = old.caveats.get(name, ()), new.caveats.get(name, ())
        for one in now:
            if one not in was:
                yield EditionChange("caveat-added", shown.title, article=name, now=one)
        for one in was:
            if one not in now:
                why = new.waived.get(f"{name} {one}", "")
                yield EditionChange("caveat-lifted", shown.title, article=name, was=one, why=why)


def _watched(old: Snapshot, new: Snapshot, texts: Mapping[str, str]) -> Iterator[EditionChange]:
    for path, text in _entries(new, "watch_list").items():
        if path not in texts:
            yield EditionChange("watch-new", text, path)
    for path, text in _entries(old, "watch_list").items():
        if path not in texts.values():
            yield EditionChange("watch-settled", text, path)
