"""What hides in a definition's text is read as it looks: by the gate, and by the reader."""

import pytest

from reebrief.diagnostics import Severity
from reebrief.document.traverse import plain
from reebrief.pipeline.prepare import prepare
from reebrief.pipeline.session import Session
from support.projects import article, brief, make_project


@pytest.fixture
def made(tmp_path):
    """Return a function that prepares a brief with a bottom line."""

    def make(text):
        said = article("The mill makes 400 tons a year.", origins="[Mill Ltd]")
        keys = {"articles": "[mill]", "bottom_line": f'"{text}"'}
        return prepare(
            Session(make_project(tmp_path, {"mill": said}, "", {"b": brief(**keys)})), "b"
        )

    return make


@pytest.mark.parametrize(
    "text",
    [
        "It makes 9,9\\u200b99 tons [@mill].",
        "It makes 9,9\\u00ad99 tons [@mill].",
        "It makes 9,999 t\\u043ens [@mill].",
    ],
)
def test_a_figure_that_hides_is_held_against_its_article(made, text):
    prepared = made(text)
    assert any("'9,999 tons' is not in 'mill'" in p.what for p in prepared.problems)
    assert "It makes 9,999 tons" in plain(prepared.annotated.brief.sections)
    notes = [p for p in prepared.problems if "hidden characters" in p.what]
    assert [p.severity for p in notes] == [Severity.NOTE]


def test_a_typed_mark_that_hides_is_a_finding(made):
    prepared = made("It grew [indep\\u200bendently verified].")
    assert any("looks like a label" in p.what for p in prepared.problems)


@pytest.mark.parametrize("text", ["It makes 400 tons [@mill].", "Завод делает много.", "Ω is ohm."])
def test_text_that_hides_nothing_stays(made, text):
    assert not any("hidden characters" in p.what for p in made(text).problems)
