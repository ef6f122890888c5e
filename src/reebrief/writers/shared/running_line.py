"""The running line: who stands behind the articles of which a page shows text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from reebrief.document.annotated import RunningLabel, named_articles
from reebrief.document.nodes import CaveatLabel, Node, Text
from reebrief.document.traverse import walk

NUMBER = re.compile(r"(\[\d+\])")
"""How a sentence on sources names one of them."""


def numbers(running: Mapping[str, RunningLabel]) -> dict[str, str]:
    """Return the articles that have labels, by the number that sentences on sources name."""
    return {f"[{label.number}]": article for article, label in running.items()}


def articles_of(nodes: Sequence[Node], running: Mapping[str, RunningLabel]) -> frozenset[str]:
    """Return the articles that a part of a brief shows, cites or names by their number."""
    named = numbers(running)
    texts = (node.text for node in walk(nodes) if isinstance(node, Text | CaveatLabel))
    found = {named[n] for text in texts for n in NUMBER.findall(text) if n in named}
    return frozenset(running.keys() & (named_articles(nodes).keys() | found))


def running_line(articles: Iterable[str], running: Mapping[str, RunningLabel]) -> str:
    """Return the numbers and labels of articles, those of equal labels together.

    Numbers rise; an article without a label is left out; "" says that none has one. The line reads
    ``[1] [3] State media · [2] Unreviewed source``, and ends with ``[4] both`` where an article has
    two labels that each stand in it already.
    """
    standings = sorted(
        (running[article] for article in {*articles} if article in running), key=lambda s: s.number
    )
    alone = {one.labels[0].casefold() for one in standings if len(one.labels) == 1}
    groups: dict[tuple[str, ...], list[int]] = {}
    both: dict[tuple[str, ...], list[int]] = {}
    for one in standings:
        if one.both and alone == {label.casefold() for label in one.labels}:
            both.setdefault((one.both,), []).append(one.number)
        else:
            groups.setdefault(one.labels, []).append(one.number)
    return " · ".join(
        f"{' '.join(f'[{n}]' for n in numbers)} {', '.join(labels)}"
        for labels, numbers in (*groups.items(), *both.items())
    )
