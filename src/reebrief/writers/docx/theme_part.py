"""The theme's fonts and colours where Word's menus look for them: in Office's theme.

No style refers to it, so that a style says all by itself.
"""

from __future__ import annotations

from reebrief.templates.themes import Theme
from reebrief.writers.docx.xml import escape

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_ACCENTS = 6  # what Office's theme holds, beside two dark and two light colours
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_EFFECT = "<a:effectStyle><a:effectLst/></a:effectStyle>"


def office_theme(theme: Theme) -> bytes:
    """Return the part that offers the theme's colours and fonts to whoever edits the file."""
    styles = theme.styles
    own = list(dict.fromkeys(theme.colours.values()))
    accents = [own[n % len(own)] if own else styles["body"].colour for n in range(_ACCENTS)]
    colours = {
        "dk1": styles["body"].colour,
        "lt1": styles["body"].background or "FFFFFF",
        "dk2": styles["heading-1"].colour,
        "lt2": styles["table-header"].background or "FFFFFF",
        **{f"accent{n}": colour for n, colour in enumerate(accents, 1)},
        "hlink": styles["link"].colour,
        "folHlink": styles["link"].colour,
    }
    name = f'name="{escape(theme.name)}"'
    scheme = "".join(f'<a:{k}><a:srgbClr val="{v}"/></a:{k}>' for k, v in colours.items())
    fonts = _font(theme, "majorFont", styles["heading-1"].font) + _font(
        theme, "minorFont", styles["body"].font
    )
    line = f'<a:ln w="6350">{_FILL}</a:ln>'
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<a:theme xmlns:a="{_DRAWING}" {name}><a:themeElements>'
        f"<a:clrScheme {name}>{scheme}</a:clrScheme><a:fontScheme {name}>{fonts}</a:fontScheme>"
        f"<a:fmtScheme {name}><a:fillStyleLst>{_FILL * 3}</a:fillStyleLst>"
        f"<a:lnStyleLst>{line * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{_EFFECT * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements></a:theme>"
    ).encode()


def _font(theme: Theme, element: str, font: str) -> str:
    name = escape(theme.fonts[font].in_word)
    others = '<a:ea typeface=""/><a:cs typeface=""/>'
    return f'<a:{element}><a:latin typeface="{name}"/>{others}</a:{element}>'
