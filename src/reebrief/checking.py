"""Checking: everything that would be wrong with briefs and articles, without writing a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reebrief import articles, briefs, repeats
from reebrief.articles import Article
from reebrief.briefs import BriefDefinition
from reebrief.caveats import Account
from reebrief.errors import LostCaveatError, Problem, ReebriefError
from reebrief.render import check_names, gated, too_long
from reebrief.shop import Shop


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found: problems, the worst first; of a brief its pages and its caveats too."""

    name: str
    problems: tuple[Problem, ...]
    pages: int = 0
    account: Account | None = None


def check(shop: Shop, names: Sequence[str] = ()) -> Iterator[Checked]:
    """Yield everything that would be wrong with briefs, by default all, without writing a file.

    First the articles and the registry (under the name ``articles``), those that no brief uses
    included; then each brief with its count of pages and an account of its caveats.
    """
    yield Checked("articles", _worst_first(corpus_problems(shop)))
    for name in names or briefs.names(shop.project):
        try:
            definitions = shop.definitions(name)
        except ReebriefError as fault:
            yield Checked(name, _worst_first(fault.problems))
            continue
        check_names(definitions)
        for definition in definitions:
            yield _checked(shop, definition)


def _checked(shop: Shop, definition: BriefDefinition) -> Checked:
    name = definition.name
    try:
        prepared = shop.prepare(definition)
        pages = gated("pdf", prepared).pages
    except LostCaveatError:
        raise
    except ReebriefError as fault:
        return Checked(name, _worst_first(fault.problems))
    problems = [*prepared.problems, *too_long(prepared, pages)]
    return Checked(name, _worst_first(problems), pages, prepared.account)


def _worst_first(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda problem: -problem.severity))


def corpus_problems(shop: Shop) -> list[Problem]:
    """Return what is wrong with a project's articles and its registry."""
    problems = articles.misnamed(shop.project)
    readable: list[Article] = []
    for article_id in shop.corpus.ids:
        try:
            readable.append(shop.corpus.get(article_id))
        except ReebriefError as fault:
            problems.extend(fault.problems)
    problems += [p for article in readable for p in article.findings]
    problems += repeats.repeats(readable)
    try:
        problems += shop.origins(readable)
    except ReebriefError as fault:
        problems.extend(fault.problems)
    return problems
