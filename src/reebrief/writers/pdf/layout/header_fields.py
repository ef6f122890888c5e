"""The header block of a memo: names above what they name in one row, or beside it."""

from __future__ import annotations

import itertools
from dataclasses import replace

from reebrief.document.nodes import Fields, Text
from reebrief.document.traverse import plain
from reebrief.writers.pdf.layout.base import NARROW, Setter
from reebrief.writers.pdf.layout.boxes import Line, Slice
from reebrief.writers.pdf.layout.flow import Flow, Room
from reebrief.writers.pdf.layout.tables import Cells, measured
from reebrief.writers.pdf.tags import Tag
from reebrief.writers.pdf.text.styles import Voice

_RULE_GAP = 3.0
"""The space between the fields and the rules above and below them, in points."""

_APART = 1.6
"""The least space between two fields of a line, in ems."""


def set_fields(setter: Setter, node: Fields, room: Room, flow: Flow) -> None:
    """Set the fields in one row, names above what they name, where they have room so."""
    widths = _widths(setter, node, room)
    if widths is None:
        _set_below_each_other(setter, node, room, flow)
        return
    lefts = itertools.accumulate(widths, initial=room.left)
    row = Tag("TR", Tag("Table", room.tag))
    tags: list[Tag] = []
    stacks: list[list[Slice]] = []
    for field, left, width in zip(node.fields, lefts, widths, strict=False):
        head = Tag("TH", row, attributes="/A <</O /Table /Scope /Row>>")
        value = Tag("TD", row)
        tags += [head, value]
        names, values = (setter.looks.styles[role] for role in ("field-name", "field-value"))
        inside = replace(room, left=left, width=width, tag=head)
        above = setter.some_lines((Text(field.name),), names, inside)
        below = setter.some_lines(field.inlines, values, replace(inside, tag=value))
        stacks.append([*above, *below])
    cells = measured(Cells(0.0, stacks=stacks, tags=tags, left=room.left, width=room.width))
    cells.above = cells.rule = (
        setter.looks.styles["table-cell"].rule or setter.looks.styles["meta"].colour
    )
    cells.top = cells.bottom = _RULE_GAP
    flow.add([cells], setter.looks.styles["field-name"].before, setter.looks.styles["body"].after)


def _widths(setter: Setter, node: Fields, room: Room) -> list[float] | None:
    """Return the width of each field in one line, which fill the room; None without room."""
    needs: list[float] = []
    for field in node.fields:
        name, value = Voice("field-name"), Voice("field-value")
        texts = ((name, field.name), (value, plain(field.inlines)))
        looks = ((setter.looks.look(voice), text) for voice, text in texts)
        needs.append(max(look.typeface.width(text) * look.size for look, text in looks))
    gap = _APART * setter.looks.styles["field-value"].size
    free = room.width - sum(needs) - gap * (len(needs) - 1)
    if free < 0 or not needs:
        return None
    more = gap + free / len(needs)
    return [need + more for need in needs]


def _set_below_each_other(setter: Setter, node: Fields, room: Room, flow: Flow) -> None:
    """Set names on the left and what they name on the right: a table of two columns."""
    names, values = setter.looks.styles["field-name"], setter.looks.styles["field-value"]
    look = setter.looks.look(Voice("field-name"))
    widest = max(look.typeface.width(one.name) for one in node.fields) * look.size
    indent = min(widest + look.size * 1.5, room.width / 3)
    narrow = room.width < 2 * NARROW * look.size
    tag = Tag("Table", room.tag)
    for one in node.fields:
        row = Tag("TR", tag)
        head = Tag("TH", row, attributes="/A <</O /Table /Scope /Row>>")
        cell = replace(room, left=room.left + indent, width=room.width - indent, tag=Tag("TD", row))
        left = replace(room, width=indent - look.size * 0.5, tag=head)
        if narrow:
            cell, left = replace(room, tag=cell.tag), replace(room, tag=head)
        name = setter.some_lines((Text(one.name),), names, left)
        value = setter.some_lines(one.inlines, values, cell)
        if narrow:
            flow.add(name, names.before, 0.0)
        else:
            value = _beside(name, value, cell)
        flow.add(value, values.before, values.after)
    flow.space = setter.looks.styles["body"].after


def _beside(left: list[Line], right: list[Line], room: Room) -> list[Line]:
    """Join a field's two columns to one row of lines, each as high as the higher of its two."""
    right += [Line(0.0, tag=room.tag) for _ in left[len(right) :]]
    for one, other in zip(left, right, strict=False):
        other.label = one
        other.height = max(one.height, other.height)
        other.articles |= one.articles
    for each in right[:-1]:
        each.keep = True
    return right
