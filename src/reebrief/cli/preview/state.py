"""Make the state of a previewed brief: documents, problems, choices, caveats and both views."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reebrief import briefs
from reebrief.briefs import BriefDefinition
from reebrief.cli import caveat_report
from reebrief.cli.preview import page_images
from reebrief.cli.preview.file_watcher import Mark
from reebrief.cli.preview.requests import RequestBoard
from reebrief.cli.problems import as_data
from reebrief.corpus.archive import Corpus
from reebrief.corpus.index.look import ArchiveLook
from reebrief.diagnostics import Problem, ReebriefError
from reebrief.pipeline.caveat_budget import caveat_share
from reebrief.pipeline.check import Checked
from reebrief.pipeline.documents_together import check_names, check_parameters
from reebrief.pipeline.form_rules import broken_rules
from reebrief.pipeline.gate import gated
from reebrief.pipeline.prepare import prepare
from reebrief.pipeline.session import Session
from reebrief.project.project import Project, is_file


@dataclass(frozen=True, slots=True)
class Asked:
    """Which brief is previewed, with the options of the command; ``given`` reads parameters."""

    root: Path
    name: str
    date: str | None
    given: Callable[[], Mapping[str, str]]


class Views:
    """Makes the state of a brief's documents, each when it is asked for, and keeps it.

    A document that has errors keeps the views that it had without them.
    """

    def __init__(self, asked: Asked, requests: RequestBoard) -> None:
        """Open the project. Raises ReebriefError where there is no such brief, or no such date."""
        self._asked = asked
        self._requests = requests
        self._names: list[str] = []
        self._shown: dict[str, dict[str, Any]] = {}
        self._states: dict[str, bytes] = {}
        self._session: Session | None = None
        self._looked: ArchiveLook | None = None
        self._exists(self._opened())

    @property
    def read(self) -> dict[Path, Mark]:
        """The files read since the last change, as they were then."""
        inputs = self._session.project.inputs if self._session else {}
        return {path: (found.changed, len(found.data)) for path, found in inputs.items()}

    def forget(self) -> None:
        """Make everything anew when it is asked for: an input changed."""
        self._states.clear()
        if self._session is not None:
            self._looked = self._session.corpus.looked
        self._session = None

    def state(self, document: str) -> bytes:
        """Return the state of a document as JSON; of the first one where there is none such."""
        if document not in self._states:
            self._states[document] = json.dumps(self._made(document)).encode()
        return self._states[document]

    def _opened(self) -> Session:
        if self._session is None:
            asked = self._asked
            self._session = Session(Project(asked.root), asked.date, asked.given())
            self._session.corpus = Corpus(self._session.project, self._looked)
        return self._session

    def _exists(self, session: Session) -> None:
        """Raise ReebriefError where no file has the brief's name: nothing to wait for."""
        name = self._asked.name.partition(":")[0]
        if name not in briefs.names(session.project) and not is_file(Path(name)):
            session.definitions(self._asked.name)

    def _made(self, document: str) -> dict[str, Any]:
        problems: Iterable[Problem]
        try:
            definitions = self._definitions()
            chosen = next((d for d in definitions if d.name == document), definitions[0])
            document = chosen.name
            self._shown[document], problems = self._views(chosen)
            current = True
        except ReebriefError as fault:
            problems, current = fault.problems, False
        except Exception as fault:
            if os.environ.get("REEBRIEF_TRACEBACK"):
                raise
            what = f"a fault of reebrief itself: {type(fault).__name__}: {fault}"
            hint = f"please report it, with what 'reebrief check {self._asked.name}' prints"
            problems, current = (Problem(what, None, hint),), False
        if document not in self._names:
            document = self._names[0] if self._names else self._asked.name
        worst_first = sorted(dict.fromkeys(problems), key=lambda problem: problem.rank)
        return {
            "number": self._requests.number,
            "brief": self._asked.name,
            "documents": self._names,
            "document": document,
            "current": current,
            "problems": [as_data(problem) for problem in worst_first],
            "shown": self._shown.get(document),
            "missing": None if page_images.available() else page_images.MISSING,
        }

    def _definitions(self) -> tuple[BriefDefinition, ...]:
        session = self._opened()
        found = session.definitions(self._asked.name)
        check_names(found)
        check_parameters(found, session.parameters)
        self._names = [definition.name for definition in found]
        return found

    def _views(self, definition: BriefDefinition) -> tuple[dict[str, Any], list[Problem]]:
        prepared = prepare(self._opened(), definition)
        pdf, html = gated("pdf", prepared), gated("html", prepared)
        share = caveat_share(prepared, pdf)
        problems = [*prepared.problems, *broken_rules(prepared, pdf.pages, share)]
        checked = Checked(definition.name, tuple(problems), pdf.pages, prepared.account)
        choices = [
            {"article": c.article, "chosen": c.chosen, "reason": c.reason} for c in prepared.choices
        ]
        files = {_name("html", html.data): html.data, _name("pages", pdf.data): pdf.data}
        self._requests.keep(definition.name, files)
        shown = {
            "title": prepared.annotated.brief.meta.title,
            "date": prepared.inputs.date.isoformat(),
            "page_count": pdf.pages,
            "pages": _pages(pdf.data),
            "html": _name("html", html.data),
            "choices": choices,
            "articles": caveat_report.as_data(checked)["articles"],
        }
        return shown, problems


def _pages(pdf: bytes) -> list[dict[str, Any]]:
    """Return the size of each page in points, and its picture's name, as far as one can be made."""
    if not page_images.available():
        return []
    name = _name("pages", pdf)
    return [
        {"picture": f"{name}/{n}.png", "width": width, "height": height}
        for n, (width, height) in enumerate(page_images.sizes(pdf), 1)
    ]


def _name(kind: str, data: bytes) -> str:
    """Return a name that equal bytes share, so that the page sees what has not changed."""
    return f"{kind}/{hashlib.sha256(data).hexdigest()[:32]}"
