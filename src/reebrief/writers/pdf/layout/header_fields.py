"""The header block of a memo: names on the left, and beside them what they name."""

from __future__ import annotations

from dataclasses import replace

from reebrief.document.nodes import Fields, Text
from reebrief.writers.pdf.layout.base import NARROW, Setter
from reebrief.writers.pdf.layout.boxes import Line
from reebrief.writers.pdf.layout.flow import Flow, Room
from reebrief.writers.pdf.tags import Tag
from reebrief.writers.pdf.text.styles import Voice


def set_fields(setter: Setter, node: Fields, room: Room, flow: Flow) -> None:
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
