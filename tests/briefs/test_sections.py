"""What a definition changes of the order of sections that its form brings."""

import pytest

from reebrief.pipeline.caveat_budget import caveat_share, over_budget
from reebrief.pipeline.prepare import prepare
from reebrief.pipeline.session import Session
from reebrief.writers import write
from support.projects import article, brief, make_project


def prepared(folder, **keys):
    keys = {"articles": "[mill]", "bottom_line": "It runs.", "text": "A line.", **keys}
    made = make_project(folder, {"mill": article("It runs.")}, briefs={"a": brief(**keys)})
    return prepare(Session(made), "a")


@pytest.mark.parametrize(
    ("sections", "order"),
    [
        ("{add: [contents]}", "contents bottom-line source-statement items text sources"),
        ("{drop: [items]}", "bottom-line source-statement text sources"),
        ("{add: [glossary], drop: [text]}", "bottom-line source-statement items glossary sources"),
        ("[items, bottom-line, text]", "items bottom-line text"),
    ],
)
def test_sections_are_added_and_dropped_beside_a_full_list(tmp_path, sections, order):
    assert " ".join(prepared(tmp_path, sections=sections).definition.sections) == order


def test_a_budget_of_the_brief_comes_before_that_of_its_form(tmp_path):
    long = "Some words of the author. " * 40
    for n, (keys, told) in enumerate(
        (({}, []), ({"budget": "{caveats: 20}"}, ["the budget is 20 %"]))
    ):
        one = prepared(tmp_path / str(n), text=long, **keys)
        pdf = write("pdf", one.annotated, one.inputs.theme, one.inputs.language)
        found = [problem.what for problem in over_budget(one, caveat_share(one, pdf))]
        assert len(found) == len(told)
        assert all(said in what for said, what in zip(told, found, strict=True))
