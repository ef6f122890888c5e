"""Tell which elements of other namespaces Word shows: alternatives, what it may ignore.

ECMA-376 Part 3: of ``AlternateContent`` the first choice counts whose namespaces Word understands,
else the fallback; an element that may be ignored is dropped with what it holds, unless
``ProcessContent`` names it. All three hold for the elements within the one that declares them.
"""

from __future__ import annotations

from dataclasses import dataclass, field

COMPATIBLE = "http://schemas.openxmlformats.org/markup-compatibility/2006"

_MICROSOFT = "http://schemas.microsoft.com/office/"
_OPEN = ("http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/")
_UNDERSTOOD = frozenset(
    f"{_MICROSOFT}{name}"
    for name in (
        *("word/2010/wordml", "word/2012/wordml", "word/2018/wordml", "word/2018/wordml/cex"),
        *("word/2016/wordml/cid", "word/2015/wordml/symex", "word/2020/wordml/sdtdatahash"),
        *("word/2010/wordprocessingDrawing", "word/2010/wordprocessingShape"),
        *("word/2010/wordprocessingGroup", "word/2010/wordprocessingCanvas"),
        *("word/2010/wordprocessingInk", "drawing/2010/main", "drawing/2007/8/2/chart"),
        *("drawing/2012/chart", "drawing/2014/chartex", "drawing/2016/ink"),
        *("drawing/2017/model3d", "drawing/2014/main", "drawing/2016/SVG/main"),
    )
)
"""Namespaces that Word has come to understand since the standard (MS-DOCX 2.2 and later)."""


def is_understood(namespace: str) -> bool:
    """Say whether Word understands a namespace."""
    return namespace in _UNDERSTOOD or namespace.startswith(_OPEN)


@dataclass(slots=True)
class _Scope:
    """What an element declares for those within it, by its depth."""

    depth: int
    ignorable: frozenset[str]
    processed: frozenset[tuple[str, str]]


@dataclass(slots=True)
class Compatibility:
    """Follows all elements of a part, and says which of other namespaces hide what they hold.

    ``refused`` holds the namespaces without which Word opens no file that must be understood.
    """

    refused: list[str] = field(default_factory=list)
    _prefixes: dict[str, list[str]] = field(default_factory=dict)
    _depth: int = 0
    _scopes: list[_Scope] = field(default_factory=list)
    _chosen: list[bool] = field(default_factory=list)

    def declare(self, prefix: str, namespace: str) -> None:
        """Follow the declaration of a prefix, which comes before its element."""
        self._prefixes.setdefault(prefix, []).append(namespace)

    def undeclare(self, prefix: str) -> None:
        """Follow the end of a declaration."""
        self._prefixes[prefix].pop()

    def start(self, attributes: dict[str, str]) -> None:
        """Follow the start of any element."""
        self._depth += 1
        said = {
            key.rpartition(" ")[2]: text.split()
            for key, text in attributes.items()
            if key.startswith(COMPATIBLE)
        }
        if not said:
            return
        named = [pair.partition(":")[::2] for pair in said.get("ProcessContent", [])]
        self._scopes.append(
            _Scope(
                self._depth,
                frozenset(map(self._namespace, said.get("Ignorable", []))),
                frozenset((self._namespace(prefix), local) for prefix, local in named),
            )
        )
        must = map(self._namespace, said.get("MustUnderstand", []))
        self.refused += [name for name in must if not is_understood(name)]

    def end(self) -> None:
        """Follow the end of any element."""
        if self._scopes and self._scopes[-1].depth == self._depth:
            self._scopes.pop()
        self._depth -= 1

    def hides(self, name: str, attributes: dict[str, str]) -> bool:
        """Say whether an element of another namespace hides what it holds."""
        namespace, _, local = name.rpartition(" ")
        if namespace != COMPATIBLE:
            processed = any(
                {(namespace, local), (namespace, "*")} & s.processed for s in self._scopes
            )
            return not (processed and any(namespace in s.ignorable for s in self._scopes))
        if local == "AlternateContent":
            self._chosen.append(False)
            return False
        needs = map(self._namespace, attributes.get("Requires", "").split())
        shown = bool(self._chosen) and not self._chosen[-1]
        if local == "Choice":
            shown = shown and all(map(is_understood, needs))
        if shown and self._chosen:
            self._chosen[-1] = True
        return not shown

    @property
    def within(self) -> bool:
        """Whether alternatives are open."""
        return bool(self._chosen)

    def leave(self, name: str) -> None:
        """Follow the end of an element of another namespace."""
        if name == f"{COMPATIBLE} AlternateContent" and self._chosen:
            self._chosen.pop()

    def _namespace(self, prefix: str) -> str:
        return (self._prefixes.get(prefix) or [f"the prefix {prefix[:20]}"])[-1]
