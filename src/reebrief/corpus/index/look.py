"""Look at the articles as they are now: facts from the index, those that changed read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from reebrief.corpus.article_data import data_of
from reebrief.corpus.articles import parsed
from reebrief.corpus.facts import ArticleFacts
from reebrief.corpus.index import full_text
from reebrief.corpus.index.settled import mark_of
from reebrief.corpus.index.store import KeptContent, KeptFile, Store
from reebrief.corpus.misnamed_articles import stem_of
from reebrief.diagnostics import Problem, ReebriefError
from reebrief.project.file_stamps import Stamp, is_fresh, now, stamps
from reebrief.project.project import Project, decoded

BATCH = 200
_UNKNOWN: Stamp = (-1, 0, 0)
"""The stamp under which a file is kept that must be read again, as its own cannot be trusted."""


@dataclass(frozen=True, slots=True)
class ArchiveLook:
    """Articles as they were at one moment.

    ``stamps`` are those of every file, taken before it was read, ``looked`` is the time before;
    ``fresh`` are the SHA-256 of files that may have changed since without another stamp. Facts are
    those of the readable ones.
    """

    looked: int
    stamps: dict[str, Stamp]
    facts: dict[str, ArticleFacts] = field(default_factory=dict)
    fresh: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def look(project: Project, names: Sequence[str], before: ArchiveLook | None = None) -> ArchiveLook:
    """Return the facts of files of articles, by name from the root, and what is wrong with others.

    A file is read where the index does not know it by its stamp; what is read is kept, but where it
    has faults or findings: these are found again the next time. ``before`` is an earlier look of
    this process: where it has all files as they are, the index is not asked.
    """
    looked = now()
    found = ArchiveLook(looked, stamps(project.root.as_posix(), names))
    if before and not before.fresh and found.stamps == before.stamps and not before.problems:
        return replace(before, looked=looked)
    with Store(project.root) as store:
        known = store.files()
        gone = known.keys() - found.stamps.keys()
        same = (
            (stem_of(name), name, known.pop(name)[1])
            for name, stamp in found.stamps.items()
            if name in known and known[name][0] == stamp
        )
        found.facts.update((one.file, one) for one in ArticleFacts.of_json(same))
        missing = iter([name for name in names if name not in found.facts])
        while batch := [*islice(missing, BATCH)]:
            _read(project, batch, found, store)
        if gone:  # last: what moved into another folder is known by its content
            store.forget(gone)
    in_order = {name: found.facts[name] for name in names if name in found.facts}
    return replace(found, facts=in_order)


def _read(project: Project, names: Sequence[str], found: ArchiveLook, store: Store) -> None:
    """Read files into what was found, and keep them."""
    raw: dict[str, bytes] = {}
    for name in names:
        try:
            raw[name] = project.look(project.root / name).data
        except ReebriefError as fault:
            found.problems.extend(fault.problems)
    digests = {name: hashlib.sha256(one).digest() for name, one in raw.items()}
    known = store.facts([*digests.values()])
    files: list[KeptFile] = []
    contents: list[KeptContent] = []
    for name, digest in digests.items():
        stamp = found.stamps.get(name, _UNKNOWN)
        if is_fresh(stamp, found.looked):
            found.fresh[name] = digest.hex()
            stamp = _UNKNOWN
        if digest in known:
            found.facts[name] = next(ArticleFacts.of_json([(stem_of(name), name, known[digest])]))
        else:
            try:
                article = parsed(name, decoded(name, raw[name]))
            except ReebriefError as fault:
                found.problems.extend(fault.problems)
                continue
            found.facts[name] = article.facts
            if article.findings:
                continue
            data = json.dumps(data_of(article), ensure_ascii=False)
            contents.append(KeptContent(digest, article.facts.to_json(), data, article.text))
        files.append(KeptFile(name, stamp, digest))
    if files:
        store.keep(files, contents)


def best(project: Project, found: ArchiveLook, query: str) -> list[str]:
    """Return the names of the files of a look that hold all words of a query, the best first."""
    with Store(project.root) as store:
        known = store.files()
        gone = known.keys() - found.stamps.keys()
        if gone:
            store.forget(gone)
        others = {name: _text(project, name) for name in found.facts if name not in known}
        names = store.best(query, others)
        stamps = {name: known[name][0] for name in known}
        mark = mark_of(found.stamps, found.looked) if stamps == found.stamps else None
        if names is not None and mark is not None:
            store.settle(mark)
    if names is None:
        every = list(found.facts)
        names = [every[n] for n in full_text.best_of([_text(project, n) for n in every], query)]
    return [name for name in names if name in found.facts]


def _text(project: Project, name: str) -> str:
    """Return the text of an article by its file's name. Raises ReebriefError if it has faults."""
    return parsed(name, decoded(name, project.look(project.root / name).data)).text
