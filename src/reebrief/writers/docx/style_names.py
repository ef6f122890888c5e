"""The theme's roles as Word's styles: their names, and the lengths that follow from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reebrief.document.nodes import Contents, Fields, Heading, Node
from reebrief.document.traverse import walk
from reebrief.document.written_lines import LISTING
from reebrief.templates.themes import RoleName, Style, Theme
from reebrief.writers.shared.column_widths import estimate
from reebrief.writers.shared.regions import GUTTER

# Proportions that follow the size of the text where a theme gives no length.
_RULE = 0.2  # the width of a rule at a block's left edge
_HAIRLINE = 0.05  # the width of a line below a heading, or between a table's rows
_PADDING = 0.35  # from a coloured background's edge to its text
_CELL = 0.6  # from a cell's side to its text; half of it above and below
_STEP = 1.25  # from one level of lists to the next, in lines


@dataclass(frozen=True, slots=True)
class Named:
    """A paragraph style: its id, the name that people see, the role that it shows.

    ``next`` is the style of the paragraph typed after it, its own where empty; ``whole`` keeps its
    lines together, ``keep`` keeps it with the next paragraph; ``outline`` is a heading's level
    from 0, and 9 that of no heading.
    """

    id: str
    name: str
    role: RoleName
    next: str = ""
    keep: bool = False
    whole: bool = False
    outline: int | None = None


PARAGRAPHS = (
    Named("Normal", "Normal", "body"),
    Named("Title", "Title", "title", "Normal", keep=True, whole=True),
    Named("Subtitle", "Subtitle", "subtitle", "Normal"),
    Named("Logo", "Logo", "logo", "Title", keep=True),
    Named("Status", "Status", "status", "Normal"),
    Named("Meta", "Meta", "meta", "Normal", keep=True),
    Named("Heading1", "heading 1", "heading-1", "Normal", keep=True, whole=True, outline=0),
    Named("Heading2", "heading 2", "heading-2", "Normal", keep=True, whole=True, outline=1),
    Named("Heading3", "heading 3", "heading-3", "Normal", keep=True, whole=True, outline=2),
    Named("TOCHeading", "TOC Heading", "heading-1", "Normal", keep=True, whole=True, outline=9),
    Named("TOC1", "toc 1", "body"),
    Named("TOC2", "toc 2", "body"),
    Named("TOC3", "toc 3", "body"),
    Named("ListBullet", "List Bullet", "body"),
    Named("ListNumber", "List Number", "body"),
    Named("ListContinue", "List Continue", "body"),
    Named("Quote", "Quote", "quote", "Normal"),
    Named("AuthorComment", "Author Comment", "comment"),
    Named("CaveatLabel", "Caveat Label", "caveat-label", "Normal", keep=True),
    Named("CaveatText", "Caveat Text", "caveat-text", "Normal", whole=True),
    Named("CaveatKey", "Caveat Key", "caveat-key", whole=True),
    Named("PanelHeading", "Panel Heading", "heading-3", "BottomLine", outline=0),
    Named("BottomLine", "Bottom Line", "bottom-line"),
    Named("SourceEntry", "Source Entry", "source-entry"),
    Named("FieldCell", "Field Cell", "field-value", whole=True),
    Named("Field", "Field", "field-value", whole=True),
    Named("FieldHead", "Field Head", "field-name", whole=True, keep=True),
    Named("Caption", "caption", "caption", "Normal", keep=True, whole=True),
    Named("TableText", "Table Text", "table-cell"),
    Named("TableHeading", "Table Heading", "table-header", keep=True),
    Named("FootnoteText", "footnote text", "caveat-note"),
    Named("Header", "header", "header"),
    Named("Footer", "footer", "footer"),
    Named("RunningLine", "Running Line", "footer"),
)
"""The paragraph styles in the order in which they are written; the first of a role is its own."""

CHARACTERS: dict[str, tuple[str, RoleName]] = {
    "CaveatLabelChar": ("Caveat Label Char", "caveat-label"),
    "FieldName": ("Field Name", "field-name"),
    "Marking": ("Marking", "marking"),
}
"""The character styles that show a role whole: their ids, names and roles."""

PART_END = "PartEnd"
"""The style of the paragraph without text that ends a part of the brief where none else can."""

_LISTED = frozenset({"ListBullet", "ListNumber", "ListContinue"})


class Styles:
    """A theme as Word shows it: a style for each of ``PARAGRAPHS`` and ``CHARACTERS``, by its id.

    Running text stands in ``columns``. Lengths are in points: ``width`` of the text, ``column`` of
    a list of contents, ``gap`` below a table, ``hang`` from the names of
    fields to their values, ``cell`` between the sides of a table's cell and its text,
    ``cell_space`` above its first paragraph and below each, ``line`` the width of its lines,
    ``table_size`` the size of its text. ``bold`` holds the ids of the styles that are bold,
    ``kept`` of those that keep with the next paragraph by themselves.
    """

    def __init__(self, theme: Theme, width: float, nodes: Sequence[Node], columns: int = 1) -> None:
        roles = theme.styles
        self.theme = theme
        self.width = width
        self.columns = columns
        self.column = (width - GUTTER) / 2 if columns > 1 else width
        self.gap = roles["body"].leading * 0.75
        self.cell = roles["table-cell"].size * _CELL
        self.cell_space = self.cell / 2 * theme.density
        self.line = roles["table-cell"].size * _HAIRLINE
        self.table_size = roles["table-cell"].size
        self.hang = _hang(roles["field-name"], nodes, width)
        self.paragraphs = {
            named.id: _in_word(named, roles[named.role], self.cell_space) for named in PARAGRAPHS
        }
        found = [*walk(nodes)]
        depth = max((node.depth for node in found if isinstance(node, Contents)), default=0)
        if any(isinstance(node, Heading) and 1 < node.level <= depth for node in found):
            self.paragraphs["TOC1"] = replace(self.paragraphs["TOC1"], bold=True)
        self.characters = {name: roles[role] for name, (_, role) in CHARACTERS.items()}
        every = self.paragraphs | self.characters
        self.kept = frozenset(named.id for named in PARAGRAPHS if named.keep)
        self.bold = frozenset(name for name, style in every.items() if style.bold)

    def step(self, name: str) -> float:
        """Return the indent from one level of lists to the next among text of a style."""
        return self.paragraphs[name].leading * _STEP

    def indent(self, name: str) -> float:
        """Return the distance from the left margin to the text of a paragraph style."""
        style = self.paragraphs[name]
        step = self.step("Normal")
        extra = {"ListContinue": step, "Field": self.hang, "TOC2": step, "TOC3": 2 * step}
        return extra.get(name, 0.0) + max(style.indent, padding(style) + rule(style))


def boxed(style: Style) -> bool:
    """Say whether a style has a rule at its left edge or a background (a heading's is below)."""
    return bool(style.background) or bool(style.rule and not underlined(style))


def underlined(style: Style) -> bool:
    """Say whether a style's rule is a line below it: a title's and a heading's is."""
    return bool(style.rule) and style.role.startswith(("heading", "title"))


def padding(style: Style) -> float:
    """Return the distance from the edge of a style's box to its text."""
    return style.size * _PADDING if boxed(style) else 0.0


def rule(style: Style) -> float:
    """Return the width of a style's rule."""
    if underlined(style):
        return style.size * _HAIRLINE
    return style.size * _RULE if boxed(style) else 0.0


def _in_word(named: Named, style: Style, cell_space: float) -> Style:
    """Return a role's style as Word shows it: items of lists half as far apart as paragraphs.

    What the table's style carries is taken away from its cells' paragraphs. The space at a cell's
    foot is theirs, so that paragraphs within a cell do not run into each other. The running line
    has space above: a footer too high for its margin pushes the text up and keeps no distance.
    """
    if named.id in _LISTED:
        return replace(style, after=style.after / 2)
    if named.id in {"TableText", "TableHeading"}:
        after = style.after + cell_space
        return replace(style, background=None, rule=None, bold=False, after=after)
    if named.id == "BottomLine":  # its panel has the background and the rule
        return replace(style, background=None, rule=None)
    if named.id in LISTING:
        return replace(style, before=style.after / 2 if named.id == "TOC1" else 0.0, after=0.0)
    if named.id == "RunningLine":
        return replace(style, before=style.leading / 2)
    return style


def _hang(style: Style, nodes: Sequence[Node], width: float) -> float:
    """Return the indent of the fields' values: past the longest name, two fifths at most."""
    measure = estimate(style.size)
    names = [f.name for node in walk(nodes) if isinstance(node, Fields) for f in node.fields]
    longest = max(map(measure, names), default=0.0)
    return min(longest + style.size * 1.5, width * 0.4)
