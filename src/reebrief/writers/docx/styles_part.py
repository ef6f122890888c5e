"""Write the part of the package that holds the styles."""

from __future__ import annotations

from reebrief.document.nodes import Meta
from reebrief.document.written_lines import LISTING
from reebrief.templates.themes import RoleName, Style
from reebrief.writers.docx.language_runs import defaults
from reebrief.writers.docx.numbering import BULLETS, NUMBERS
from reebrief.writers.docx.style_names import (
    CHARACTERS,
    PARAGRAPHS,
    PART_END,
    Named,
    Styles,
    boxed,
    padding,
    rule,
    underlined,
)
from reebrief.writers.docx.xml import eighths, escape, half_points, part, twips

_OWN: dict[RoleName, str] = {named.role: named.id for named in reversed(PARAGRAPHS)}
_BUILT_IN = frozenset(
    [
        *("Normal", "Title", "Subtitle", "Heading1", "Heading2", "Heading3", "Quote", "Caption"),
        *("TOCHeading", *LISTING),
        *("ListBullet", "ListNumber", "ListContinue", "FootnoteText", "Header", "Footer"),
    ]
)
_NUMBERED = {"ListBullet": BULLETS, "ListNumber": NUMBERS}
_SHOWN = '<w:uiPriority w:val="1"/><w:qFormat/>'  # in Word's gallery of styles
# Only our own styles are offered in Word's gallery.
_LATENT = (
    '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" '
    'w:defUnhideWhenUsed="1" w:defQFormat="0" w:count="376"/>'
)


def stylesheet(styles: Styles, meta: Meta) -> bytes:
    """Return the part of the styles: the defaults, then paragraphs, characters and tables."""
    body = styles.paragraphs["Normal"]
    start = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{_fonts(styles, body)}"
        f"{defaults(escape(meta.language))}</w:rPr>"
        "</w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    )
    paragraphs = "".join(_paragraph(styles, named) for named in PARAGRAPHS)
    return part(
        "styles",
        start + _LATENT + paragraphs + _PART_END + _characters(styles) + _tables(styles) + _NO_LIST,
    )


# --- paragraphs ------------------------------------------------------------------------------


def _paragraph(styles: Styles, named: Named) -> str:
    style = styles.paragraphs[named.id]
    parent = None if named.id == "Normal" else _parent(named, style)
    base = styles.paragraphs[parent] if parent else None
    based = f'<w:basedOn w:val="{parent}"/>' if parent else ""
    following = f'<w:next w:val="{named.next}"/>' if named.next else ""
    link = '<w:link w:val="CaveatLabelChar"/>' if named.id == "CaveatLabel" else ""
    own = "" if named.id in _BUILT_IN else ' w:customStyle="1"'
    default = "" if parent else ' w:default="1"'
    return (
        f'<w:style w:type="paragraph"{default}{own} w:styleId="{named.id}">'
        f'<w:name w:val="{named.name}"/>{based}{following}{link}{_SHOWN}'
        f"<w:pPr>{_keep(named, parent)}{_paragraph_properties(styles, named, style, base)}</w:pPr>"
        f"<w:rPr>{_run_properties(styles, style, base)}</w:rPr></w:style>"
    )


def _keep(named: Named, parent: str | None) -> str:
    """Return whether a paragraph keeps with the next one, where it says otherwise than its parent.

    A heading at the top of a panel does not: LibreOffice moves a table whose rows begin with a
    kept paragraph whole to the next page.
    """
    if named.keep:
        return "<w:keepNext/>"
    return '<w:keepNext w:val="0"/>' if any(n.keep and n.id == parent for n in PARAGRAPHS) else ""


def _parent(named: Named, style: Style) -> str:
    """Return the id of the style that a paragraph style is based on."""
    if _OWN[named.role] != named.id:
        return _OWN[named.role]
    return _OWN.get(style.parent or "body", "Normal")


def _paragraph_properties(styles: Styles, named: Named, style: Style, base: Style | None) -> str:
    """Return what a paragraph style says of itself, in the order that the schema wants."""
    done = []
    if named.whole:
        done.append("<w:keepLines/>")
    if base is None:
        done.append("<w:widowControl/>")
    if named.id in _NUMBERED:
        done.append(f'<w:numPr><w:numId w:val="{_NUMBERED[named.id]}"/></w:numPr>')
    done += [_borders(style, base), _background(style, base), _tabs(styles, named.id)]
    done += [_spacing(style, base), _indents(styles, named, style, base)]
    if style.align != (base.align if base else "left"):
        done.append(f'<w:jc w:val="{"both" if style.align == "justify" else style.align}"/>')
    if named.outline is not None:
        done.append(f'<w:outlineLvl w:val="{named.outline}"/>')
    return "".join(done)


def _borders(style: Style, base: Style | None) -> str:
    """Return the rule as a border; a background has borders in its own colour, as its padding."""
    edges, before = _edges(style), _edges(base) if base else {}
    if edges == before:
        return ""
    wanted = [edge for edge in ("top", "left", "bottom", "right") if edge in edges | before]
    none = 'w:val="nil"'
    return f"<w:pBdr>{''.join(f'<w:{e} {edges.get(e, none)}/>' for e in wanted)}</w:pBdr>"


def _edges(style: Style) -> dict[str, str]:
    if underlined(style):
        return {"bottom": _line(rule(style), style.size / 7, style.rule)}
    if not boxed(style):
        return {}
    width, space = rule(style), padding(style)
    left = max(style.indent - width, space)
    edges = {"left": _line(width, left, style.rule or style.background)}
    if style.background:
        edges |= dict.fromkeys(("top", "bottom", "right"), _line(0, space, style.background))
    return edges


def _line(width: float, space: float, colour: str | None) -> str:
    """Return a border's attributes; Word allows at most 31 whole points between it and text."""
    return (
        f'w:val="single" w:sz="{eighths(width)}" w:space="{min(31, round(space))}" '
        f'w:color="{colour}"'
    )


def _background(style: Style, base: Style | None) -> str:
    if style.background == (base.background if base else None):
        return ""
    return _shade(style.background)


def _shade(colour: str | None) -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{colour or "auto"}"/>'


def _tabs(styles: Styles, name: str) -> str:
    leader = ""
    match name:
        case "Field":
            kind, position = "left", styles.indent("Field")
        case "Header" | "Footer":
            kind, position = "right", styles.width
        case _ if name in LISTING:
            kind, position, leader = "right", styles.column, ' w:leader="dot"'
        case _:
            return ""
    return f'<w:tabs><w:tab w:val="{kind}"{leader} w:pos="{twips(position)}"/></w:tabs>'


def _spacing(style: Style, base: Style | None) -> str:
    done = ""
    if style.before != (base.before if base else 0.0):
        done += f' w:before="{twips(style.before)}"'
    if style.after != (base.after if base else 0.0):
        done += f' w:after="{twips(style.after)}"'
    if base is None or style.leading != base.leading:
        # "At least" is the theme's leading, and still makes room for a character from a font that
        # is taller, or for text that somebody sets larger by hand.
        done += f' w:line="{twips(style.leading)}" w:lineRule="atLeast"'
    return f"<w:spacing{done}/>" if done else ""


def _indents(styles: Styles, named: Named, style: Style, base: Style | None) -> str:
    if named.id in _NUMBERED:
        return ""  # the numbering's level indents
    left = styles.indent(named.id)
    right = padding(style) if style.background else 0.0
    hanging = f' w:hanging="{twips(styles.hang)}"' if named.id == "Field" else ""
    if base is None and not left and not right:
        return ""
    if base is not None and not hanging:
        same = left == max(base.indent, padding(base) + rule(base))
        if same and right == (padding(base) if base.background else 0.0):
            return ""
    return f'<w:ind w:left="{twips(left)}" w:right="{twips(right)}"{hanging}/>'


# As low as Word allows: below a table that fills its page there is hardly any room.
_PART_END = (
    f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{PART_END}">'
    '<w:name w:val="Part End"/><w:basedOn w:val="Normal"/><w:uiPriority w:val="99"/>'
    '<w:semiHidden/><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    '</w:pPr><w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr></w:style>'
)


# --- characters ------------------------------------------------------------------------------


def _run_properties(styles: Styles, style: Style, base: Style | None) -> str:
    """Return how a style's characters look, where that differs from what it is based on."""
    done = []
    if base is None or style.font != base.font:
        done.append(_fonts(styles, style))
    if style.bold != (base.bold if base else False):
        done.append(_toggle("b", on=style.bold))
    if style.italic != (base.italic if base else False):
        done.append(_toggle("i", on=style.italic))
    if base is None or style.colour != base.colour:
        done.append(f'<w:color w:val="{style.colour}"/>')
    if base is None or style.size != base.size:
        size = half_points(style.size)
        done.append(f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>')
    return "".join(done)


def _fonts(styles: Styles, style: Style) -> str:
    name = escape(styles.theme.fonts[style.font].in_word)
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}"/>'


def _toggle(name: str, *, on: bool) -> str:
    value = "" if on else ' w:val="0"'
    return f"<w:{name}{value}/><w:{name}Cs{value}/>"


def _characters(styles: Styles) -> str:
    body = styles.paragraphs["Normal"]
    link = styles.theme.styles["link"]
    bold, italic = _toggle("b", on=True), _toggle("i", on=True)
    done = [
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:semiHidden/></w:style>',
        _character("Strong", "Strong", bold),
        _character("Emphasis", "Emphasis", italic),
        _character("IntenseEmphasis", "Intense Emphasis", bold + italic),
        _character("FootnoteReference", "footnote reference", '<w:vertAlign w:val="superscript"/>'),
        # Underlined, because colour alone does not tell a link from text (WCAG 2.2, 1.4.1).
        _character(
            "Hyperlink", "Hyperlink", _run_properties(styles, link, body) + '<w:u w:val="single"/>'
        ),
    ]
    for name, (shown, _) in CHARACTERS.items():
        style = styles.characters[name]
        shade = _shade(style.background) if style.background else ""
        done.append(_character(name, shown, _run_properties(styles, style, None) + shade, own=True))
    return "".join(done)


def _character(name: str, shown: str, properties: str, *, own: bool = False) -> str:
    link = '<w:link w:val="CaveatLabel"/>' if name == "CaveatLabelChar" else ""
    custom = ' w:customStyle="1"' if own else ""
    return (
        f'<w:style w:type="character"{custom} '
        f'w:styleId="{name}"><w:name w:val="{shown}"/><w:basedOn w:val="DefaultParagraphFont"/>'
        f"{link}{_SHOWN}<w:rPr>{properties}</w:rPr></w:style>"
    )


# --- tables ----------------------------------------------------------------------------------

_NO_LIST = (
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
)


def _tables(styles: Styles) -> str:
    """Return Word's plain table style, and ours: lines between rows, a header, bold row headers."""
    header, cell = (styles.theme.styles[role] for role in ("table-header", "table-cell"))
    line = _line(styles.line, 0, cell.rule)
    lines = "".join(f"<w:{edge} {line}/>" for edge in ("top", "bottom", "insideH"))
    borders = f"<w:tblBorders>{lines}</w:tblBorders>" if cell.rule else ""
    margins = _margins(twips(styles.cell_space), twips(styles.cell))
    shade = f"<w:tcPr>{_shade(cell.background)}</w:tcPr>" if cell.background else ""
    top = f"<w:tcPr>{_shade(header.background)}</w:tcPr>" if header.background else ""
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/>'
        f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/>{_margins(0, 0)}</w:tblPr></w:style>'
        '<w:style w:type="table" w:customStyle="1" w:styleId="BriefTable">'
        f'<w:name w:val="Brief Table"/><w:basedOn w:val="TableNormal"/>{_SHOWN}'
        f"<w:tblPr>{borders}{margins}</w:tblPr>{shade}"
        f'<w:tblStylePr w:type="firstRow"><w:rPr>{_toggle("b", on=header.bold)}</w:rPr>{top}'
        "</w:tblStylePr>"
        f'<w:tblStylePr w:type="firstCol"><w:rPr>{_toggle("b", on=True)}</w:rPr></w:tblStylePr>'
        "</w:style>"
    )


def _margins(top: int, side: int) -> str:
    """Return the margins of cells; the foot's is the space after their paragraphs."""
    sides = {"top": top, "left": side, "bottom": 0, "right": side}
    each = (f'<w:{edge} w:w="{width}" w:type="dxa"/>' for edge, width in sides.items())
    return f"<w:tblCellMar>{''.join(each)}</w:tblCellMar>"
