"""A doubt that stood beside a claim stays with it when the brief leaves its words out."""

import pytest

from reebrief.document.traverse import plain
from reebrief.pipeline.prepare import prepare
from reebrief.pipeline.session import Session
from support.projects import article, brief, make_project

BODY = """\
The new furnace works without any emissions. Its colour is green. Metal Watch could not verify this.

| Plant | Said | Doubt |
|---|---|---|
| Mill | It runs on clean power. | The company claims so; it could not be verified. |
| Kiln | It runs on coal. | None. |

Table: Plants {#plants}

| Plant | Do |
|---|---|
| Mill | Copy the clean plant. Buy its water. That it is clean could not be verified. |

Table: Advice {#advice}
"""


@pytest.fixture
def shown(tmp_path):
    """Return a function that gives the lines of a section of a brief with its caveats."""

    def make(section, **keys):
        said = article(BODY, published="2025-11-05", publisher="Metal Watch")
        made = make_project(tmp_path, {"one": said}, "", {"b": brief(articles="[one]", **keys)})
        sections = prepare(Session(made), "b").annotated.brief.sections
        return plain(next(s for s in sections if s.kind == section).blocks)

    return make


def test_a_dropped_column_leaves_its_doubt_in_the_row(shown):
    keys = "{table: one#plants, columns: [plant, said]}"
    text = shown("matrix", sections="[matrix]", matrix=keys)
    assert "Mill It runs on clean power [not verified]" in text
    assert "It runs on coal." in text


def test_a_column_that_is_shown_says_its_doubt_itself(shown):
    text = shown("matrix", sections="[matrix]", matrix="{table: one#plants}")
    assert "It runs on clean power. The company claims so" in text


def test_a_column_of_claims_alone_keeps_the_doubt(shown):
    keys = "{table: one#plants, columns: [said]}"
    assert "clean power [not verified]" in shown("matrix", sections="[matrix]", matrix=keys)


def test_a_dropped_action_leaves_its_doubt_with_those_of_its_row(shown):
    keys = "{table: one#advice, actions: do, drop: {rows: [mill-3]}}"
    text = shown("matrix", sections="[matrix]", matrix=keys)
    assert "Mill Copy the clean plant [not verified]." in text
    assert "Mill Buy its water [not verified]." in text


def test_an_action_that_is_shown_says_its_doubt_itself(shown):
    keys = "{table: one#advice, actions: do}"
    text = shown("matrix", sections="[matrix]", matrix=keys)
    assert "Copy the clean plant. " in text
    assert "[not verified]" not in text


@pytest.mark.parametrize(
    ("words", "right"),
    [
        (10, "without any emissions [not verified]. […]"),
        (12, "without any emissions. Its colour is green [not verified]. […]"),
        (40, "without any emissions. Its colour is green. Metal Watch could not verify this."),
    ],
)
def test_a_sentence_that_is_cut_off_leaves_its_doubt(shown, words, right):
    items = f"{{show: summary, max_words: {words}}}"
    assert right in shown("items", sections="[items]", items=items)
