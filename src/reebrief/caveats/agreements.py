"""Find where the articles of a brief state one quantity: equally, or otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reebrief.analysis.figures import Figure
from reebrief.analysis.support.agreement import agreements
from reebrief.analysis.support.statements import Statement, Statements, statements
from reebrief.briefs.inputs import BriefInputs
from reebrief.caveats.doubts import Doubt, Doubts
from reebrief.caveats.rules import Case
from reebrief.corpus.articles import Article
from reebrief.diagnostics import Place, Problem, Severity


@dataclass(frozen=True, slots=True)
class Pair:
    """One quantity in two articles, each with its statement, equal or not."""

    articles: tuple[Article, Article]
    statements: tuple[Statement, Statement]
    equal: bool

    def figure(self, n: int) -> Figure:
        """Return the figure of the first or the second article."""
        return self.statements[n].quantity.figure

    @property
    def known(self) -> tuple[tuple[str, tuple[str, str]], ...]:
        """Both figures, each with its article: what is one thing does not merely look alike."""
        return tuple((a.id, self.figure(n).key) for n, a in enumerate(self.articles))

    def place(self, n: int) -> Place:
        """Return where the first or the second article states it."""
        article, line = self.articles[n], self.statements[n].line
        return Place(article.file.name, article.lines[line][1])


def pairs(articles: Sequence[Article], inputs: BriefInputs) -> tuple[Pair, ...]:
    """Return the quantities that two of the articles state, in the articles' order."""
    read: list[tuple[Article, Statements]] = []
    for article in articles if len(articles) > 1 else ():
        reading = inputs.reading(article.about.language)
        if reading is not None:
            day = article.published.end if article.published else None
            lines = tuple(text for text, _ in article.lines)
            read.append((article, statements(lines, reading, day)))
    found = agreements([each for _, each in read])
    agreed = {
        (each.of.texts, statement)
        for each in found
        if each.verdict == "agree"
        for statement in each.of.statements
    }
    return tuple(
        Pair((read[n][0], read[m][0]), each.of.statements, each.verdict == "agree")
        for each in found
        for n, m in (each.of.texts,)
        # Where a figure agrees, no other of that article contradicts.
        if each.verdict == "agree" or not {(each.of.texts, s) for s in each.of.statements} & agreed
    )


def contradict(
    found: Sequence[Pair], doubts: Mapping[str, Doubts], numbers: Mapping[str, int]
) -> None:
    """Cast on each figure of a contradiction the doubt that names the other and its article.

    ``numbers`` are those of the articles in the list of sources.
    """
    for pair in found:
        for n in (0, 1) if not pair.equal else ():
            said, other = pair.figure(1 - n).text, pair.articles[1 - n].id
            detail = f"{_without_unit(said, pair.figure(n).text)} in [{numbers[other]}]"
            doubt = Doubt("contradicted", said, pair.place(1 - n), detail)
            doubts[pair.articles[n].id].doubt(pair.figure(n), doubt)


def contradictions(found: Sequence[Pair]) -> Iterator[Problem]:
    """Yield a finding for each contradiction, at the first article's statement."""
    for pair in found:
        if not pair.equal:
            one, other = pair.articles
            said, against = pair.figure(0).text, pair.figure(1).text
            where = f"'{other.id}', {pair.place(1)}"
            what = f"'{said}' is contradicted by '{against}' in {where}; the brief marks both"
            hint = f"say which holds, or leave '{one.id}' or '{other.id}' out"
            yield Problem(what, pair.place(0), hint, Severity.FINDING, urgent=True)


def confirmed(cases: Sequence[Case], found: Sequence[Pair]) -> dict[str, tuple[str, ...]]:
    """Return, by article, those of other origins that report a figure of it as it does."""
    origins = {one.article.id: frozenset(one.origins) for one in cases}
    others: dict[str, dict[str, None]] = {name: {} for name in origins}
    for one, other in (pair.articles for pair in found if pair.equal):
        if origins[one.id] and origins[other.id] and not origins[one.id] & origins[other.id]:
            others[one.id][other.id] = None
            others[other.id][one.id] = None
    return {name: tuple(each) for name, each in others.items()}


def _without_unit(said: str, beside: str) -> str:
    """Return a figure without the words behind its number that the one beside it ends on too."""
    words, others = said.split(" "), beside.split(" ")
    while len(words) > 1 and len(others) > 1 and words[-1] == others[-1]:
        words, others = words[:-1], others[:-1]
    return " ".join(words)
