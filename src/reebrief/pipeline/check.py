"""Check briefs and articles: everything that would be wrong, without writing a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from reebrief import briefs
from reebrief.briefs import BriefDefinition
from reebrief.briefs.named_articles import named_articles
from reebrief.caveats import Account
from reebrief.compose.selection import selects
from reebrief.corpus.misnamed_articles import misnamed
from reebrief.corpus.stories.clusters import Story
from reebrief.diagnostics import LostCaveatError, Problem, ReebriefError
from reebrief.pipeline.caveat_budget import CaveatShare, caveat_share
from reebrief.pipeline.documents_together import check_names, check_parameters, shared_file
from reebrief.pipeline.examine_articles import corpus_problems
from reebrief.pipeline.form_rules import broken_rules
from reebrief.pipeline.gate import gated
from reebrief.pipeline.prepare import Prepared, prepare
from reebrief.pipeline.session import Session
from reebrief.project.project import Project
from reebrief.project.unread_files import unread
from reebrief.writers import template_differences


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found: problems, the worst first; of a brief its pages and its caveats too.

    ``brief`` is False for what concerns all articles and the registry; ``share`` says how much of a
    brief's pages are caveats.
    """

    name: str
    problems: tuple[Problem, ...]
    pages: int = 0
    account: Account | None = None
    brief: bool = True
    share: CaveatShare | None = None
    stories: tuple[Story, ...] = ()


def check(
    project: Project,
    names: Sequence[str] = (),
    *,
    date: str | None = None,
    parameters: Mapping[str, str] | None = None,
) -> list[Checked]:
    """Return everything that would be wrong with briefs, by default all; write no file.

    ``names``, ``date`` and ``parameters`` are those of ``render``. First come the articles and the
    registry (under the name ``articles``), without names those that no brief uses included; then
    each brief with its count of pages and an account of its caveats. Raises ReebriefError where a
    date is none, and where two documents would have one file name.

    >>> from reebrief import check, open_project
    >>> [(found.name, found.pages) for found in check(open_project("."), ["weekly"])]
    [('articles', 0), ('weekly', 2)]
    """
    return list(checking(Session(project, date, parameters), names))


def checking(session: Session, names: Sequence[str] = ()) -> Iterator[Checked]:
    """Check briefs as ``check`` does; yield what was found of each as it is done."""
    used = _Used()
    if names:
        done = [*_briefs(session, names, used)]
        files = [p for p in unread(session.project) if _concerns(p, used)]
        files += misnamed(session.project) if used.all_asked else []
        yield _articles(session, [*used.articles], files)
        yield from done
    else:
        files = [*unread(session.project), *misnamed(session.project)]
        yield _articles(session, None, files)
        yield from _briefs(session, briefs.names(session.project), used)


@dataclass(slots=True)
class _Used:
    """The articles that briefs are made of, and whether one of these asks all that there are."""

    articles: dict[str, None] = field(default_factory=dict)
    all_asked: bool = False


def _concerns(unread_file: Problem, used: _Used) -> bool:
    """Say whether a file that is not read may be meant for the briefs that were checked."""
    path = PurePath(unread_file.place.file if unread_file.place else "")
    if path.parts[:1] == ("articles",):
        return used.all_asked or path.stem.lower() == "sources"
    return path.parts[:1] != ("briefs",)


def _articles(session: Session, ids: Iterable[str] | None, files: Iterable[Problem]) -> Checked:
    problems, found = corpus_problems(session, ids)
    return Checked("articles", _worst_first([*files, *problems]), brief=False, stories=found)


def _briefs(session: Session, names: Sequence[str], used: _Used) -> Iterator[Checked]:
    """Check briefs, and note the articles that they are made of."""
    for name in names:
        try:
            definitions = session.definitions(name)
        except ReebriefError as fault:
            yield Checked(name, _worst_first(fault.problems))
            used.articles |= dict.fromkeys(session.named(name))
            continue
        check_names(definitions)
        check_parameters(definitions, session.parameters)
        for definition in definitions:
            yield _checked(session, definition, used)


def _checked(session: Session, definition: BriefDefinition, used: _Used) -> Checked:
    name = definition.name
    used.all_asked |= selects(definition)
    try:
        used.articles |= dict.fromkeys(article for article, _ in named_articles(definition.file))
        prepared = prepare(session, definition)
        used.articles |= dict.fromkeys(article.id for article in prepared.inputs.chosen)
        pdf = gated("pdf", prepared)
        word = _in_word(prepared)
    except LostCaveatError:
        raise
    except ReebriefError as fault:
        return Checked(name, _worst_first(fault.problems))
    same = [*shared_file(session, definition)]
    share = caveat_share(prepared, pdf)
    rules = broken_rules(prepared, pdf.pages, share)
    problems = [*same, *prepared.problems, *rules, *word]
    return Checked(name, _worst_first(problems), pdf.pages, prepared.account, share=share)


def _in_word(prepared: Prepared) -> list[Problem]:
    """Return where the brief's Word template differs from its theme."""
    if prepared.inputs.theme.reference is None:
        return []
    return template_differences(prepared.inputs.theme, prepared.annotated.brief.meta)


def _worst_first(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda problem: problem.rank))
