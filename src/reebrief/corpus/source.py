"""Describe a source: an entry of the registry, the names it goes by, and the owners above it."""

from __future__ import annotations

from dataclasses import dataclass

from reebrief.corpus.source_models import COMPANIES, MEDIA, OF_STATE, SourceModel


@dataclass(frozen=True, slots=True)
class Alias:
    """A name under which texts speak of a source, and the name that the registry prints."""

    text: str
    name: str


@dataclass(frozen=True, slots=True)
class RegistryEntry:
    """An entry as it was written, with its id."""

    id: str
    about: SourceModel


@dataclass(frozen=True, slots=True)
class Source:
    """A source descriptor: an entry of the registry with its owners, nearest first.

    ``ultimate_owner`` is an owner that the registry does not know, by the name that was written.
    """

    id: str
    about: SourceModel
    owners: tuple[Source, ...]
    ultimate_owner: str | None

    @property
    def name(self) -> str:
        """The name that briefs print."""
        return self.about.name

    @property
    def names(self) -> tuple[str, ...]:
        """The name, the short one, and all aliases."""
        short = (self.about.short,) if self.about.short else ()
        return (self.about.name, *short, *self.about.aliases)

    @property
    def origin(self) -> Source:
        """The topmost organisation of the owner chain that is not a government.

        Outlets and subsidiaries of one group are one origin; two groups of one state are two. The
        bodies of a government are one origin, and so are the media that it owns itself.
        """
        chain = (self, *self.owners)
        groups = [s for s in chain if s.about.kind != "government"]
        if not groups or (groups[-1].about.kind in MEDIA and groups[-1].owners):
            return chain[-1]
        return groups[-1]

    @property
    def origin_name(self) -> str:
        """What the origin is called: an owner without an entry of its own stands above it."""
        return self.ultimate_owner or self.origin.name

    @property
    def of_state(self) -> bool:
        """Say whether a state stands behind it: by kind, by a controlling state, or by an owner."""
        owners = {owner.about.kind for owner in self.owners}
        return self.about.kind in OF_STATE or self.state is not None or bool(owners & OF_STATE)

    @property
    def state_owned(self) -> bool:
        """Say whether this is a company that a state controls."""
        return self.of_state and self.about.kind in COMPANIES

    @property
    def state_media(self) -> bool:
        """Say whether this is a medium that a state funds or controls."""
        return self.of_state and self.about.kind in MEDIA

    @property
    def state_controlled(self) -> bool:
        """Say whether this is a government, or another body that a state controls."""
        return self.of_state and not (self.state_owned or self.state_media)

    @property
    def state(self) -> str | None:
        """The controlling state: the entry's own, else that of its nearest owner that has one."""
        facts = (s.about.state for s in (self, *self.owners))
        return next((fact.value for fact in facts if fact), None)

    @property
    def owner(self) -> str | None:
        """The name of the nearest owner, or None where none is established."""
        return self.owners[0].name if self.owners else self.ultimate_owner
