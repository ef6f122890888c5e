"""What a long PDF costs, counted: no step is done again for each page or for each mark."""

import pytest

from reebrief.pipeline.prepare import prepare
from reebrief.pipeline.session import Session
from reebrief.writers import pdf
from reebrief.writers.pdf.layout import running_line
from support.projects import article, brief, make_project

BODY = "\n\n".join(
    f"According to its own account the plant at Karlow reports {n},400 tons of oxide a year, and "
    f"plans to go on in {2027 + n} if on schedule." * 3
    for n in range(1, 9)
)


@pytest.fixture
def prepared(tmp_path):
    articles = {f"a{n}": article(BODY, title=f"Plant {n}", origins="[A]") for n in range(12)}
    definition = brief(articles=f"[{', '.join(articles)}]", items="{show: full}")
    project = make_project(
        tmp_path, articles, "a: {name: A, kind: trade-press}\n", {"b": definition}
    )
    return prepare(Session(project), "b")


def test_the_key_of_a_mark_is_read_once_for_all_pages(prepared, monkeypatch):
    read = []

    def reading(line, real=running_line.plain):
        read.append(line)
        return real(line)

    monkeypatch.setattr(running_line, "plain", reading)
    inputs = prepared.inputs
    written = pdf.write(prepared.annotated, inputs.theme, inputs.language)
    frames = 1 + any(section.landscape for section in prepared.annotated.brief.sections)
    layouts = 2  # a short last page is tried again, tighter
    assert written.pages > 5
    assert len(prepared.annotated.keys) > 20
    assert 0 < len(read) <= frames * layouts * len(prepared.annotated.keys)


def test_no_running_line_is_set_for_what_does_not_fit_anyway(prepared, monkeypatch):
    asked = []
    lines = running_line.RunningLine.lines

    def setting(self, shown):
        asked.append(shown)
        return lines(self, shown)

    monkeypatch.setattr(running_line.RunningLine, "lines", setting)
    inputs = prepared.inputs
    pdf.write(prepared.annotated, inputs.theme, inputs.language)
    keys = {one for one in asked for one in one}
    whole = [one for one in asked if len(one) > len(keys) / 2]
    assert len(whole) < len(asked) / 4
