"""The addresses outside the brief that a part of the package links to."""

from __future__ import annotations

from reebrief.writers.shared.urls import address


class Links:
    """One part's addresses, each with the id of its relationship."""

    def __init__(self) -> None:
        self.ids: dict[str, str] = {}

    def id_of(self, href: str) -> str | None:
        """Return the id of the relationship to an address, or None where it is not one."""
        target = address(href)
        return None if target is None else self.ids.setdefault(target, f"link{len(self.ids) + 1}")

    @property
    def addresses(self) -> dict[str, str]:
        """The addresses by the ids of their relationships."""
        return {id_: target for target, id_ in self.ids.items()}
