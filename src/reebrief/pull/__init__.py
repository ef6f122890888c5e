"""Lead what colleagues changed in a Word file back to the definition that it was made of.

``open_docx`` with ``xml_tree`` and ``read_docx`` reads the file · ``match``, ``line_diff``,
``looks`` and ``changes`` say what was changed, ``around`` what around the body, ``comments`` what
was remarked · ``own_texts`` finds the author's texts, ``markdown_edits`` types what was changed,
``merge`` leads it into what the text has become, ``placing`` and ``new_lines`` find its place ·
``patches`` changes the files · ``report`` tells it.
"""

from __future__ import annotations

from pathlib import Path

from reebrief.diagnostics import Place, ReebriefError, error
from reebrief.project.atomic_write import write_all
from reebrief.project.project import Project
from reebrief.pull.around import changes_around
from reebrief.pull.changes import changes
from reebrief.pull.comments import placed_comments
from reebrief.pull.match import matched
from reebrief.pull.new_lines import place_lines
from reebrief.pull.open_docx import open_docx
from reebrief.pull.own_texts import OwnTexts
from reebrief.pull.patches import Patching
from reebrief.pull.placing import Placing
from reebrief.pull.report import PullReport
from reebrief.verify.found import UnreadableError


def pull(
    project: Project,
    path: Path,
    *,
    base: Path | None = None,
    into: str | None = None,
    keep_comments: bool = False,
) -> PullReport:
    """Find for each change of a Word file its place in the definition; nothing is written.

    ``base`` is the file as it was sent out, where another program dropped what it said of itself;
    ``into`` the brief whose definition is changed, by default the one that the file is of. With
    ``keep_comments`` the comments of Word become comments of YAML. Raises ReebriefError where the
    file cannot be read, is of no brief of this project, or its definition cannot be read.
    """
    given = open_docx(path, base)
    texts = OwnTexts(project, into) if into else _texts(project, path, given.brief)
    pairs = matched(given.written.lines, given.lines)
    found = changes(given, pairs)
    comments = placed_comments(given, pairs)
    try:
        found += changes_around(given)
    except UnreadableError as fault:
        raise error(str(fault), Place(path.as_posix())) from None
    placing = Placing(texts, given.written)
    placing.words(found)
    place_lines(placing, found)
    patches = Patching(project, texts).made(placing, comments if keep_comments else ())
    return PullReport(given.brief, given.date, tuple(found), tuple(comments), patches)


def apply(project: Project, report: PullReport) -> None:
    """Write the patches of a pull, all files or none. Raises ReebriefError as ``write_all``."""
    write_all(report.patches.files(project.root), name=project.name)


def _texts(project: Project, path: Path, brief: str) -> OwnTexts:
    try:
        return OwnTexts(project, brief)
    except ReebriefError as fault:
        if any(problem.place for problem in fault.problems):
            raise
        what = f"it is of the brief '{brief}', which this project does not have"
        hint = "pull in the project that wrote it, or name a brief: --into NAME"
        raise error(what, Place(path.as_posix()), hint) from None
