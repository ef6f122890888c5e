"""Resolve what the styles of a Word file say of text: their own properties and their bases'.

ECMA-376 Part 1, 17.7.2 (style hierarchy).
"""

from __future__ import annotations

from reebrief.verify.docx.formats import Properties

MERGED = {"spacing", "ind", "rFonts"}
"""Properties whose attributes are inherited each by itself."""


class StyleProperties:
    """The properties of styles by their ids, each with those of the styles that it is based on.

    ``kinds`` says of what each is a style.
    """

    def __init__(self) -> None:
        self.own: dict[str, dict[str, dict[str, str]]] = {"": {}}
        self.based_on: dict[str, str] = {}
        self.kinds: dict[str, str] = {}
        self._known: dict[str, Properties] = {}

    def say(self, style: str, key: str, attributes: dict[str, str]) -> None:
        """Note a property of a style; "" are the defaults of the file."""
        self.own.setdefault(style, {})[key] = local(attributes)

    def of(self, style: str) -> Properties:
        """Return the properties of a style, without the defaults."""
        if style not in self._known:
            chain = self.chain(style)
            self._known[style] = merged(*(self.own[name] for name in reversed(chain)))
        return self._known[style]

    def chain(self, style: str) -> list[str]:
        """Return a style and those that it is based on, each once."""
        done: dict[str, None] = {}
        while style in self.own and style not in done:
            done[style] = None
            style = self.based_on.get(style, "?")
        return [*done]

    def is_of(self, style: str, kind: str) -> bool:
        """Say whether there is a style of this kind."""
        return self.kinds.get(style) == kind


def merged(*all_properties: Properties) -> Properties:
    """Return properties of which later ones win."""
    done: dict[str, dict[str, str]] = {}
    for properties in all_properties:
        for key, said in properties.items():
            inherits = key.rpartition(":")[2] in MERGED
            done[key] = {**done.get(key, {}), **said} if inherits else dict(said)
    return done


def local(attributes: dict[str, str]) -> dict[str, str]:
    """Return attributes by their local names."""
    return {key.rpartition(" ")[2]: text for key, text in attributes.items()}
