"""Link citations of actions, ``[@article#table/action]``, to the actions of the matrix.

A text says "Action 3", the matrix numbers its actions "3.": where the head of their column does not
speak of actions, it says which these are.

``[Action 3]`` counts places: it is linked too, with a finding that names the action by its id.
"""

from __future__ import annotations

import re
from dataclasses import replace

from reebrief.compose.context import ComposeContext
from reebrief.compose.matrix.to_table import action_id, action_number
from reebrief.diagnostics import Place, Problem, Severity, known
from reebrief.document.nodes import (
    OWN_ACTION,
    Block,
    Blocks,
    Cite,
    Column,
    Excerpt,
    Inline,
    Inlines,
    Link,
    Paragraph,
    Provenance,
    Section,
    Table,
    Text,
)
from reebrief.document.traverse import inner, plain, rewrite, rewrite_inlines, walk


def with_actions(sections: tuple[Section, ...], context: ComposeContext) -> tuple[Section, ...]:
    """Put a link to its action, and the citation of its article, where a text cites an action.

    Reports citations of actions that the matrix does not show. The word of the language for an
    action, with its number in brackets, is linked in the author's text only.
    """
    linker = _Linker(context)
    done = tuple(replace(s, blocks=linker.blocks(s.blocks)) for s in sections)
    if not linker.cited_any:
        return done

    def headed(block: Block) -> Blocks:
        return (_headed(block, linker.called),) if isinstance(block, Table) else (block,)

    return tuple(replace(s, blocks=rewrite(s.blocks, headed, lambda n: (n,))) for s in done)


def _headed(table: Table, called: str) -> Table:
    """Say in the head of a column of actions what a text calls them, where it does not say so."""
    word = called.format(number="").strip().casefold()
    columns: list[Column] = []
    for n, column in enumerate(table.columns):
        cells = [node for row in table.rows for node in walk(row.cells[n])]
        ids = (node.id for node in cells if isinstance(node, Paragraph))
        shown = sorted(number for one in ids if (number := action_number(one)))
        header = column.header
        if shown and word not in plain(header).casefold():
            span = f"{shown[0]}–{shown[-1]}" if shown[1:] else f"{shown[0]}"
            header = (*header, Text(f" ({called.format(number=span)})", computed=True))
        columns.append(replace(column, header=header))
    return replace(table, columns=tuple(columns))


class _Linker:
    def __init__(self, context: ComposeContext) -> None:
        self.context = context
        self.called = context.words.matrix_words.action
        before, after = map(re.escape, self.called.split("{number}"))
        self.form = re.compile(rf"\[{before}(\d+){after}\]")
        self.numbers = {name: n for n, names in context.actions.items() for name in names}
        self.at: Provenance | None = None
        self.quoted = False
        self.cited_any = False

    def blocks(self, blocks: Blocks) -> Blocks:
        return tuple(map(self.block, blocks))

    def block(self, block: Block) -> Block:
        before, self.at = self.at, block.provenance or self.at
        if isinstance(block, Excerpt):
            self.quoted, quoted = True, self.quoted
            done = inner(block, self.blocks, self.line)
            self.quoted = quoted
        else:
            done = inner(block, self.blocks, self.line)
        self.at = before
        return done

    def line(self, inlines: Inlines) -> Inlines:
        return _once(rewrite_inlines(inlines, self.inline))

    def inline(self, node: Inline) -> Inlines:
        """Replace citations of actions. Emphasised text is reached from within."""
        match node:
            case Cite(article=article, action=action) if action:
                return self.cited(f"{article}#{action}") or (Cite(article),)
            case Link(href=href) if href.startswith(OWN_ACTION):
                return self.cited(f"#{href.removeprefix(OWN_ACTION)}") or node.inlines
            case Link():  # a link holds no other
                inside = rewrite_inlines(
                    node.inlines, lambda n: n.inlines if isinstance(n, Link) else (n,)
                )
                return (replace(node, inlines=inside),)
            case Text() if not (self.quoted or (self.at and self.at.article)):
                return self.counted(node)
            case _:
                return (node,)

    def cited(self, name: str) -> Inlines:
        """Return what stands for an action's id; nothing, and a problem, where there is none."""
        parts = [n for n in self.numbers if n.rpartition("-")[0] == name]
        if name not in self.numbers and len(parts) == 1:
            name = parts[0]
        if name in self.numbers:
            return self.link(self.numbers[name])
        if parts:
            what = f"'{name}' holds {len(parts)} actions"
            self.report(what, f"name one: {', '.join(f'[@{part}]' for part in parts)}")
        else:
            self.report(f"the matrix shows no action '{name}'", self.choice(name))
        return ()

    def link(self, number: int) -> Inlines:
        """Return a link to an action, and citations of the articles that it is of."""
        articles = dict.fromkeys(
            name.partition("#")[0] for name in self.context.actions[number] if name[0] != "#"
        )
        self.cited_any = True
        said = Text(self.called.format(number=number), computed=True)
        gap = Text(" ", computed=True)
        cites = [part for article in articles for part in (gap, Cite(article))]
        return (Link(f"#{action_id(number)}", (said,)), *cites)

    def counted(self, node: Text) -> Inlines:
        """Link what is called an action by its number, and say what to type instead."""
        done: list[Inline] = []
        last = 0
        for match in self.form.finditer(node.text):
            number = int(match[1])
            done.append(replace(node, text=node.text[last : match.start()]))
            last = match.end()
            if number in self.context.actions:
                done += self.link(number)
                what = f"'{match[0]}' is another action as soon as the order changes"
                hint = f"type [@{self.context.actions[number][0]}]"
                self.context.findings.append(Problem(what, self.place(), hint, Severity.FINDING))
            else:
                done.append(Text(match[0][1:-1], computed=True))
                self.report(f"no action {number} in the matrix", self.choice())
        rest = replace(node, text=node.text[last:])
        return tuple(n for n in (*done, rest) if not (isinstance(n, Text) and not n.text))

    def choice(self, name: str = "") -> str:
        """Return the hint on an action that is not there."""
        if not self.numbers:
            return "name the column of the matrix that holds actions: actions: COLUMN"
        return known(name, self.numbers, kind="actions")

    def report(self, what: str, hint: str) -> None:
        self.context.problems.append(Problem(what, self.place(), hint))

    def place(self) -> Place | None:
        return Place(self.at.file, self.at.line) if self.at else None


def _once(inlines: Inlines) -> Inlines:
    """Leave out a citation that the next one, behind white space, repeats."""
    done: list[Inline] = []
    for node in inlines:
        match [*done[-2:], node]:
            case [Cite() as before, Text(text=gap), Cite() as cite] if (
                before == cite and not gap.strip()
            ):
                done.pop()
                continue
        done.append(node)
    return tuple(done)
