"""The command ``reebrief check``: everything that would be wrong, and why each caveat stands."""

from __future__ import annotations

import json
from collections.abc import Sequence

from reebrief.cli import caveat_report
from reebrief.cli.options import ProjectOptions
from reebrief.cli.output import give
from reebrief.cli.parameters import opened
from reebrief.cli.problems import as_data, counted, counts, exit_code, quoted
from reebrief.corpus.stories.clusters import Story
from reebrief.corpus.stories.event import SameEvent
from reebrief.corpus.stories.retelling import Retelling
from reebrief.diagnostics import Problem
from reebrief.pipeline.check import checking


def run_check(
    names: Sequence[str], opening: ProjectOptions, *, strict: bool = False, as_json: bool = False
) -> int:
    """Print everything that would be wrong, the worst first; why each caveat stands; the counts."""
    session = opened(opening)
    seen: dict[Problem, None] = {}
    data: dict[str, object] = {}
    of_briefs: dict[str, object] = {}
    accounts: list[str] = []
    for checked in checking(session, names):
        seen.update(dict.fromkeys(checked.problems))
        found = {"problems": [as_data(p) for p in checked.problems]}
        if checked.brief:
            of_briefs[checked.name] = {**found, **caveat_report.as_data(checked)}
        else:
            data["articles"] = found
            data["stories"] = [_story(story) for story in checked.stories]
        accounts += caveat_report.lines(checked)
    if as_json:
        data |= {"briefs": of_briefs, "counts": counts(seen)}
        give(json.dumps(data, ensure_ascii=False, indent=2))
        return exit_code(seen, strict=strict)
    root = session.project.root.as_posix()
    for problem in sorted(seen, key=lambda one: one.rank):
        give(quoted(problem, root))
    for line in (*accounts, counted(seen) if seen else "no problems"):
        give(line)
    return exit_code(seen, strict=strict)


def _story(story: Story) -> dict[str, object]:
    """Return a story as JSON has it: articles that are one text together, and why each pair is."""
    return {
        "texts": [[one.id for one in text] for text in story.texts],
        "evidence": [{"articles": [*link.articles], **_because(link.why)} for link in story.links],
    }


def _because(why: Retelling | SameEvent) -> dict[str, object]:
    if isinstance(why, Retelling):
        shares = {
            name: round(getattr(why, name), 2)
            for name in ("share", "order", "words", "figures", "names")
        }
        counts = {"sentences": why.sentences, "quotations": why.quotations}
        return {"one": "text", **counts, **shares, "credits": [*why.credits]}
    said = {"figures": [*why.figures], "names": [*why.names], "days": why.days}
    return {"one": "event", "quotations": why.quotations, **said}
