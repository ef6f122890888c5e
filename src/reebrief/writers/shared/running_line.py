"""The running line: who stands behind the articles of which a page shows text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from reebrief.document.annotated import RunningLabel


def running_line(articles: Iterable[str], running: Mapping[str, RunningLabel]) -> str:
    """Return the numbers and labels of articles, those of equal labels together.

    Numbers rise; an article without a label is left out; "" says that none has one. The line reads
    ``[1] [3] State media · [2] Unreviewed source``.
    """
    standings = sorted(
        (running[article] for article in {*articles} if article in running), key=lambda s: s.number
    )
    groups: dict[tuple[str, ...], list[int]] = {}
    for standing in standings:
        groups.setdefault(standing.labels, []).append(standing.number)
    return " · ".join(
        f"{' '.join(f'[{n}]' for n in numbers)} {', '.join(labels)}"
        for labels, numbers in groups.items()
    )
