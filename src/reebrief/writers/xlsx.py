"""Records as a workbook of one sheet (Office Open XML, ECMA-376): texts, numbers and days."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape, quoteattr

from reebrief.diagnostics import error

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"

Cells = Sequence[str | float | dt.date | None]
"""A row: texts are never formulas; None is an empty cell."""

_LONGEST = 32_767
"""Characters that a cell holds at most in Excel."""

_NAME = 31
"""Characters that a sheet's name has at most."""

_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
"""What a cell begins with that a spreadsheet may read as a formula.

Those that OWASP lists (https://owasp.org/www-community/attacks/CSV_Injection), full-width ones
included.
"""

_PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_SHEET}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_SHEET}.styles+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_SHEET}.worksheet+xml"/>'
        "</Types>"
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
    ),
    # Formats 0 to 4: numbers · text in lines · the same, never a formula when it is edited · the
    # header · days.
    "xl/styles.xml": (
        f'<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/>'
        '</font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
        '</cellStyleXfs><cellXfs count="5">'
        '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
        '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" '
        'applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>'
        '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" '
        'applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>'
        '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" '
        'applyFont="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>'
        '<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
        '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/>'
        "</cellStyles></styleSheet>"
    ),
}


def like_formula(text: str) -> bool:
    """Say whether a spreadsheet may read a cell of this text as a formula."""
    return text.startswith(_FORMULA)


def workbook(name: str, records: Iterable[Cells]) -> bytes:
    """Return a workbook whose only sheet has this name; the first record is its header.

    The same records give the same bytes. Raises ReebriefError where a text is too long for a cell.
    """
    rows = [*records]
    parts = _PARTS | {"xl/workbook.xml": _workbook(name), "xl/worksheets/sheet1.xml": _sheet(rows)}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for part, xml in parts.items():
            entry = zipfile.ZipInfo(part, (1980, 1, 1, 0, 0, 0))  # the earliest date of the format
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # the same on every system that writes the file
            package.writestr(entry, (_HEAD + xml).encode())
    return stream.getvalue()


def _workbook(name: str) -> str:
    return (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        f'<sheet name={quoteattr(name[:_NAME])} sheetId="1" r:id="rId1"/></sheets></workbook>'
    )


def _sheet(rows: Sequence[Cells]) -> str:
    width = len(rows[0])
    lines = [
        f'<row r="{n}">{"".join(_cell(value, n, k) for k, value in enumerate(row))}</row>'
        for n, row in enumerate(rows, 1)
    ]
    return (
        f'<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        "</sheetView></sheetViews><cols>"
        f'<col min="1" max="{width}" width="32" customWidth="1"/></cols>'
        f"<sheetData>{''.join(lines)}</sheetData></worksheet>"
    )


def serial(day: dt.date) -> int:
    """Return a day as a workbook counts it, right from March 1900 on (ECMA-376 Part 1, 18.17.4)."""
    return (day - dt.date(1899, 12, 30)).days


def _cell(value: str | float | dt.date | None, row: int, column: int) -> str:
    place = f"{_letters(column)}{row}"
    match value:
        case None:
            return ""
        case dt.date():
            return f'<c r="{place}" s="4"><v>{serial(value)}</v></c>'
        case float() | int():
            whole = int(value) if float(value).is_integer() else value
            return f'<c r="{place}"><v>{whole!r}</v></c>'
        case str():
            return _text(value, place, header=row == 1)


def _text(text: str, place: str, *, header: bool) -> str:
    if len(text) > _LONGEST:
        what = f"a cell of {len(text)} characters; a sheet's cell holds {_LONGEST}"
        raise error(what, None, "write --to csv instead")
    style = 3 if header else 2 if like_formula(text) else 1
    return (
        f'<c r="{place}" s="{style}" t="inlineStr">'
        f'<is><t xml:space="preserve">{escape(text)}</t></is></c>'
    )


def _letters(column: int) -> str:
    """Return the name of a column, counted from 0: A to Z, then AA."""
    name = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        name = chr(ord("A") + letter) + name
    return name
