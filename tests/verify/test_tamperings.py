"""Every tampering is told, by what was seen; the documentation counts them."""

import re
from functools import partial

import pytest

from reebrief.verify.examine import examine
from reebrief.verify.verdict import State
from support import (
    tamperings_docx,
    tamperings_docx_beside,
    tamperings_docx_pushed,
    tamperings_docx_seeming,
    tamperings_pdf,
    tamperings_pdf_readings,
)
from support.docs_table import is_documented
from support.trees import ROOT

pytestmark = pytest.mark.thorough

DOCX = (
    tamperings_docx,
    tamperings_docx_beside,
    tamperings_docx_pushed,
    tamperings_docx_seeming,
)
ROWS = [
    *(
        ("Word", kind, what, partial(bytes, data), said)
        for files in DOCX
        for kind, what, data, said in files.rows()
    ),
    *(("PDF", *row) for row in tamperings_pdf.rows()),
    *(("PDF", *row) for row in tamperings_pdf_readings.rows()),
]
DOCS = ROOT / "docs" / "verify.md"


@pytest.mark.parametrize(("form", "kind", "what", "made", "said"), ROWS)
def test_a_tampering_is_told_by_what_was_seen(form, kind, what, made, said):
    verdict = examine(made())
    text = "\n".join([str(verdict), *map(str, verdict.findings)])
    assert verdict.state not in {State.INTACT, State.RESAVED}, what
    assert said in text, f"{kind}: {what}\n{text}"
    assert verdict.exit_code in {1, 3}, form


def table():
    """Return the table of the documentation: kinds, how many were tried, what is said of one."""
    kinds = dict.fromkeys((form, kind) for form, kind, *_ in ROWS)
    lines = ["| file | what was changed | tried | for instance |", "| --- | --- | ---: | --- |"]
    for form, kind in kinds:
        own = [row for row in ROWS if row[:2] == (form, kind)]
        said = [str(f) for f in examine(own[0][3]()).findings if own[0][4] in str(f)]
        # What the sample says may change: the words of the verdict are what counts.
        example = re.sub(r"‘.*’", "‘…’", (said or [str(examine(own[0][3]()))])[0])
        lines.append(f"| {form} | {kind} | {len(own)} | {example} |")
    return "\n".join([*lines, f"| all | | {len(ROWS)} | |"])


def test_the_documentation_counts_the_tamperings(request):
    accept = request.config.getoption("--accept")
    assert is_documented(DOCS, "tamperings", table(), accept=accept)
    assert len(ROWS) >= 150
