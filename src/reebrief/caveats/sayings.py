"""Hold what stands at one place for all articles: the box on the sources, and who owns whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reebrief.caveats.owner_lines import OwnerLine
from reebrief.caveats.source_box import SourceBox
from reebrief.document.nodes import Inlines


@dataclass(frozen=True, slots=True)
class Sayings:
    """What stands at one place for all: the box on the sources, and who owns whom.

    By article, ``origins`` is a sentence on its independent origins, and ``answers`` are those on
    what the author answered. ``highlighted`` are the articles of which highlights are shown.
    """

    box: SourceBox
    owners: Sequence[OwnerLine]
    origins: Mapping[str, Inlines]
    answers: Mapping[str, Sequence[Inlines]]
    highlighted: Sequence[str] = ()
