"""Write the properties of a Word file, and the settings by which Word treats it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from reebrief.document.characters import visible
from reebrief.document.nodes import Meta
from reebrief.writers.docx.footnotes import SEPARATORS
from reebrief.writers.docx.xml import part

if TYPE_CHECKING:
    from docx.opc.coreprops import CoreProperties

_LONGEST = 255  # characters in a property, by ECMA-376 Part 2 as python-docx reads it

APPLICATION = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns='
    b'"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    b"<Application>reebrief</Application></Properties>"
)
"""The part that names the program."""

CORE = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties '
    b'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    b'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    b'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>'
)
"""The part of the core properties, empty: python-docx's own names itself and the time of day."""


def fill(core: CoreProperties, meta: Meta) -> None:
    """Set the core properties. The brief's date, midnight UTC, is when it was made."""
    texts = {
        "title": meta.title,
        "subject": meta.subject,
        "author": meta.author,
        "keywords": ", ".join(meta.keywords),
        "identifier": meta.number,
        "language": meta.language,
    }
    for name, text in texts.items():
        if text:
            setattr(core, name, _cut(visible(text)[0]))
    core.created = core.modified = dt.datetime.fromisoformat(meta.date)
    core.revision = 1


def settings(*, fonts: bool) -> bytes:
    """Return the part of the settings. With ``fonts`` the file carries some, and is to keep them.

    Compatibility mode 15 is Word 2013's and later's own; without it Word opens the file as an old
    one. Fields are not updated on opening: that would ask the reader a question.
    """
    separators = "".join(f'<w:footnote w:id="{number}"/>' for number in SEPARATORS.values())
    return part(
        "settings",
        f'<w:zoom w:percent="100"/>{"<w:embedTrueTypeFonts/>" * fonts}'
        f"<w:footnotePr>{separators}</w:footnotePr>"
        '<w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>',
    )


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
