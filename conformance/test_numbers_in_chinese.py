"""LibreOffice parts no number, percentage or name at the end of a line of Chinese text."""

import itertools
import re

from pypdf import PdfReader

from conformance.office import as_pdf
from reebrief.pipeline.prepare import prepare
from reebrief.pipeline.session import Session
from reebrief.writers import write
from support.projects import article, brief, make_project

NUMBERS = ("11,200", "98.5%", "2026", "NdFeB", "0.35")
AFTER = "吨，同比增长，其后还有若干文字以便换行到下一行去看看数字是否断开。"
LINES = [f"{'稀' * (34 + n)}{number}{AFTER}" for n in range(24) for number in NUMBERS]


def lines(tmp_path):
    texts = {"a": article("\n\n".join(LINES))}
    definition = brief(articles="[a]", items="{show: full}")
    one = prepare(Session(make_project(tmp_path, texts, briefs={"b": definition})), "b")
    file = tmp_path / "b.docx"
    file.write_bytes(write("docx", one.annotated, one.inputs.theme, one.inputs.language).data)
    as_pdf([file], tmp_path)
    pages = PdfReader(tmp_path / "b.pdf").pages
    return "\n".join(page.extract_text() for page in pages).splitlines()


def test_no_number_is_parted(tmp_path):
    shown = lines(tmp_path)
    assert sum("稀" in line for line in shown) >= len(LINES)
    parted = [
        (line, after)
        for line, after in itertools.pairwise(shown)
        if re.search(r"稀.*[\w.,]$", line, re.ASCII) and re.match(r"[\w.,%]", after, re.ASCII)
    ]
    assert parted == []
