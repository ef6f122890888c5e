"""The theme as a style sheet for the page in HTML: on screens of any width, and on paper.

Lengths are in ``rem``, and one is the size of the body: 17 pixels on a screen, or larger where the
theme's is, times whatever readers set their browsers to; on paper it is the theme's own size.
"""

from __future__ import annotations

from reebrief.templates.themes import PAGES, RoleName, Style, Theme
from reebrief.writers.html.dark import dark_rules

_SELECTORS: dict[RoleName, str] = {
    "body": "body",
    "title": "h1",
    "heading-1": "h2",
    "heading-2": "h3",
    "heading-3": "h4, h5, h6",
    "quote": "blockquote",
    "caption": "caption, .caption",
    "field-name": "dt",
    "field-value": "dd",
    "table-header": "thead th",
    "table-cell": "tbody th, td",
    "caveat-label": ".caveat-label, .caveat-labels",
    "source-entry": ".sources, .caveat-entry",
    "link": "a",
}
"""What a role is called in HTML; every other one is a class of its own name."""

_UNUSED = frozenset[RoleName](["header", "footer"])
"""Roles of running lines: a page in HTML has none."""

_INLINE = frozenset[RoleName](["link", "field-name", "field-value", "table-header", "table-cell"])
"""Roles whose place is the layout's to say, not their margins'."""

_SCREEN = 106.25
"""The size of the body on a screen, in hundredths of the browser's own: 17 pixels of 16."""

_PIXELS = 16 / 12
"""Pixels in a point, as hundredths of a browser's usual 16."""

_LAYOUT = """\
*, ::before, ::after { box-sizing: border-box; }
body { margin: 0; background: #fff; overflow-wrap: break-word; }
main { max-width: 44rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; }
p, h1, h2, h3, h4, h5, h6, blockquote { margin: 0; }
h1, h2, h3, h4, h5, h6, caption { text-wrap: balance; }
ul, ol { margin: 0 0 var(--after); padding-left: 1.4rem; }
li { margin: 0.25rem 0; }
li ul, li ol { margin-bottom: 0; }
li p { margin: 0.25rem 0; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1.25rem; \
margin: 0 0 calc(2 * var(--after)); }
dd { margin: 0; }
.comment > :last-child, blockquote > :last-child { margin-bottom: 0; }
.table { overflow-x: auto; margin: 0 0 calc(1.5 * var(--after)); }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: 0.4rem 0.6rem; }
th.right, td.right { text-align: right; }
caption { text-align: left; }
figure { margin: 0; }
.picture img { display: block; max-width: 100%; height: auto; margin: 0 0 var(--after); }
.bar { height: 0.5rem; margin: 0.15rem 0 0.1rem; background: currentcolor; \
print-color-adjust: exact; }
.bar.outlined { background: none; border: 0.1rem solid currentcolor; }
.picture[style] img { width: 100%; }
.logo img { max-width: 100%; height: auto; }
.drawing { overflow-x: auto; margin: 0 0 var(--after); }
.drawing svg { display: block; width: 100%; height: auto; }
td > :last-child { margin-bottom: 0; }
td ul, td ol { padding-left: 1rem; }
sup { line-height: 0; font-size: 0.72em; vertical-align: 0.35em; }
a { text-underline-offset: 0.15em; }
:focus-visible { outline: 0.15rem solid currentcolor; outline-offset: 0.15rem; }
.caveat-note { margin-top: calc(3 * var(--after)); padding-top: var(--after); }
.marking + .header { margin-top: 1.5rem; }
"""

_NARROW = """\
@media screen and (max-width: 36rem) {
body { overflow-wrap: anywhere; }
main { padding: 1.5rem 1rem 3rem; }
dl { grid-template-columns: 1fr; gap: 0; }
dd { margin-bottom: 0.4rem; }
table { table-layout: fixed; }
thead, tbody, tr, tbody th, td, th.caveat-labels { display: block; width: 100%; }
tr.columns { position: absolute; width: 1px; height: 1px; border: 0; overflow: hidden; \
clip-path: inset(50%); }
tbody tr { padding: 0.4rem 0; }
tbody th, td, th.right, td.right { text-align: start; padding: 0.15rem 0.6rem; }
td:empty { display: none; }
tbody [data-label]::before { display: block; font-weight: normal; font-size: 0.85em; \
content: attr(data-label); content: attr(data-label) / ""; }
}
"""

_PAPER = """\
main { max-width: none; padding: 0; }
.table { overflow: visible; }
thead { display: table-header-group; }
tr, dt, dd, .drawing, .picture, .caveat-text, thead, caption, .caption, \
h1, h2, h3, h4, h5, h6 { break-inside: avoid; }
h1, h2, h3, h4, h5, h6, caption, .caption, .caveat-labels, .meta, \
thead, thead tr { break-after: avoid; }
tbody tr:first-child { break-before: avoid; }
p, li { orphans: 2; widows: 2; }
"""


def style_sheet(theme: Theme, page: str) -> str:
    """Return the theme as a style sheet for one of ``PAGES``."""
    body, cell = theme.styles["body"], theme.styles["table-cell"]
    screen = max(_SCREEN, body.size * _PIXELS / 16 * 100)
    head = (
        f":root {{ font-size: {screen:g}%; color-scheme: light dark; "
        f"--after: {_rem(body.after, body)}; }}\n"
        f"tr {{ border-bottom: 1px solid #{cell.rule or body.colour}; }}\n"
        f".caveat-note {{ border-top: 1px solid #{cell.rule or body.colour}; }}\n"
        f".source-statement {{ border: 0.12rem solid #{theme.styles['caveat-label'].colour}; "
        "padding: 0.2rem 1rem 0.6rem; margin: 1rem 0; }\n"
        f"thead .caveat-labels {{ outline: 0.1rem solid #{theme.styles['caveat-label'].colour}; "
        "outline-offset: -0.1rem; }\n"
    )
    rules = (_rule(theme, style) for role, style in theme.styles.items() if role not in _UNUSED)
    selectors = {role: _selector(role) for role in theme.styles if role not in _UNUSED}
    dark = dark_rules(theme, selectors)
    return _LAYOUT + head + "".join(rules) + _NARROW + dark + _paper(theme, page)


def _selector(role: RoleName) -> str:
    return _SELECTORS.get(role, f".{role}")


def _paper(theme: Theme, page: str) -> str:
    """Return the rules for paper: the theme's own sizes, margins and page."""
    m = theme.margins
    width, height = PAGES[page]
    margins = " ".join(f"{round(side, 2):g}pt" for side in (m.top, m.right, m.bottom, m.left))
    size = f"{width:g}pt {height:g}pt"
    return (
        f"@page {{ size: {size}; margin: {margins}; }}\n"
        f"@media print {{\n:root {{ font-size: {theme.styles['body'].size:g}pt; }}\n{_PAPER}}}\n"
    )


def _rule(theme: Theme, style: Style) -> str:
    """Return the rule of one role; of a link, which is text of another role, only its colour."""
    body = theme.styles["body"]
    selector = _selector(style.role)
    parts = [f"color: #{style.colour}"]
    if style.role != "link":
        parts += [
            f"font-family: {_family(theme, style.font)}",
            f"font-size: {_rem(style.size, body)}",
            f"line-height: {style.leading / style.size:.3g}",
            f"font-weight: {'bold' if style.bold else 'normal'}",
            f"font-style: {'italic' if style.italic else 'normal'}",
        ]
        if style.align != "left":
            parts.append(f"text-align: {style.align}")
        parts += _box(style, body)
    rule = f"{selector} {{ {'; '.join(parts)}; }}\n"
    if style.role == "body":
        space = f"margin: {_rem(style.before, body)} 0 {_rem(style.after, body)}"
        rule += f"p {{ {space}; }}\n"
    if style.role == "caveat-label":
        # Within a line a label takes the line's height, and gives it no space.
        rule += ".caveat-label { line-height: inherit; margin: 0; padding: 0; }\n"
    if style.role == "table-cell":
        rule += "tbody th { font-weight: bold; }\n"
    return rule


def _box(style: Style, body: Style) -> list[str]:
    """Return the space around a block, its background, and the rule at its edge."""
    if style.role == "body":
        return [f"background: #{style.background}"] if style.background else []
    parts = [f"background: #{style.background}"] if style.background else []
    if style.role in _INLINE:
        return parts
    if style.role != "caveat-note":
        space = " ".join(_rem(length, body) for length in (style.before, 0, style.after))
        left = _rem(0 if _boxed(style) else style.indent, body)
        parts.append(f"margin: {space} {left}")
    if _boxed(style):
        parts.append("padding: 0.55rem 0.8rem")
    if style.rule and not _headed(style):
        parts.append(f"border-left: 0.2rem solid #{style.rule}")
    elif style.rule:
        parts.append(f"border-bottom: 1px solid #{style.rule}; padding-bottom: 0.2rem")
    return parts


def _headed(style: Style) -> bool:
    return style.role.startswith(("heading", "title"))


def _boxed(style: Style) -> bool:
    return bool(style.background or (style.rule and not _headed(style)))


def _family(theme: Theme, name: str) -> str:
    """Return a font and what stands in for it: by their names in Word, and the file's own."""
    font = theme.fonts[name]
    own = font.regular.stem.partition("-")[0]
    spaced = "".join(f" {c}" if n and c.isupper() else c for n, c in enumerate(own))
    others = [theme.fonts[key].word for key in theme.fallback]
    names = dict.fromkeys([font.word, spaced, *others])
    return ", ".join([*(f"'{_quoted(one)}'" for one in names), font.generic])


def _quoted(name: str) -> str:
    """Return a name as it may stand in a quoted string of CSS, within an element of HTML."""
    return "".join(c for c in name if c.isalnum() or c in " -_.")


def _rem(points: float, body: Style) -> str:
    return f"{round(points / body.size, 3):g}rem" if points else "0"
