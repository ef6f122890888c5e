"""Keep what a query asked of the registry and of the briefs, so that the next loads neither."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping, Sequence

from reebrief.corpus.index import lookups
from reebrief.corpus.index.settled import mark_of
from reebrief.diagnostics import ReebriefError
from reebrief.pipeline.session import Session
from reebrief.project import build_state
from reebrief.project.article_files import ENDING
from reebrief.project.build_state import Inputs, KeptOutput


def keep_names(session: Session, folders: Mapping[str, str]) -> None:
    """Keep who goes by each name of the registry; ``folders`` are marks from before it was read.

    Where a list is damaged, or nothing can be written, the next query loads the registry again.
    """
    with contextlib.suppress(ReebriefError, OSError):
        data = json.dumps(session.registry.every_id())
        _keep(session, lookups.NAMES, folders, KeptOutput((), (), data))


def keep_shown(session: Session, folders: Mapping[str, str], shown: Sequence[str]) -> None:
    """Keep what the briefs show, where no article may have changed since unseen."""
    looked = session.corpus.looked
    mark = mark_of(looked.stamps, looked.looked) if looked else None
    if mark:
        with contextlib.suppress(OSError):
            _keep(session, lookups.SHOWN, folders, KeptOutput((), shown, mark))


def _keep(session: Session, what: str, folders: Mapping[str, str], told: KeptOutput) -> None:
    """Keep something with all that was read for it but the articles, which have their own mark."""
    read = {
        path.as_posix(): (one.data, one.changed)
        for path, one in session.project.inputs.items()
        if path.suffix != ENDING
    }
    inputs = Inputs(read, (), folders, uses_today=what == lookups.SHOWN)
    build_state.remember(session.project.root.as_posix(), lookups.key(what), inputs, told)
