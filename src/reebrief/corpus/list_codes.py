"""Say what the codes of the State Media Matrix mean: three facts on a medium, kept apart.

Its typology asks of each medium who funds it, who owns or governs it, and who decides what it
says.
"""

from __future__ import annotations

from dataclasses import dataclass

from reebrief.corpus.source_models import Kind


@dataclass(frozen=True, slots=True)
class MediaModel:
    """What a code says: its name, the kind of source, and the three facts in words.

    ``{state}`` in them stands for the state's name; an empty one says nothing.
    """

    called: str
    kind: Kind
    funding: str
    governing: str
    editorial_control: str

    @property
    def controlled(self) -> bool:
        """Say whether a state decides what it says."""
        return self.kind == "state-media"


_STATE = "the state ({state})"
_EITHER = "the state ({state}) or others"
_NOT = "not the state"
_FREE = "independent of the state"

MODELS = {
    "SC": MediaModel("state-controlled", "state-media", _STATE, _STATE, _STATE),
    "CaPu": MediaModel("captured public or state-managed", "state-media", _NOT, _STATE, _STATE),
    "CaPr": MediaModel(
        "captured private", "state-media", "the state ({state}) or others", _NOT, _STATE
    ),
    "ISFM": MediaModel(
        "independent, state-funded and state-managed", "news-media", _STATE, _STATE, _FREE
    ),
    "ISF": MediaModel("independent, state-funded", "news-media", _STATE, _NOT, _FREE),
    "ISM": MediaModel("independent, state-managed", "news-media", _NOT, _STATE, _FREE),
    "IP": MediaModel(
        "independent public",
        "news-media",
        "",
        "",
        "independent of the state, which neither funds nor governs it",
    ),
}
"""The models by their codes."""
