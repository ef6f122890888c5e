"""What an author types that would read as a caveat or a citation of ours is told, and no more."""

import pytest

from reebrief import check
from support.projects import article, brief, make_project


def found(folder, **keys):
    project = make_project(folder, {"one": article("It grew.")}, "", {"b": brief(**keys)})
    problems = [p for checked in check(project, ["b"]) for p in checked.problems]
    return [str(p).split("\n")[0] for p in problems if "is typed" in p.what]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("It grew, as verified [2].", "'[2]' looks like a citation"),
        ("It grew [2, independent].", "'[2, independent]' looks like a citation"),
        ("It grew [independently verified].", "'[independently verified]' looks like a label"),
        ("It grew [Confirmed].", "'[Confirmed]' looks like a label"),
        ("It grew [state media].", "'[state media]' looks like a label"),
        ("**Caveat:** none.", "'**Caveat:' looks like a caveat"),
        ("First.\n\n  caveat: none.", "'caveat:' looks like a caveat"),
    ],
)
def test_a_typed_mark_is_a_finding_with_its_line(tmp_path, text, kind):
    indented = text.replace("\n", "\n  ")
    (said,) = found(tmp_path, articles="[one]", bottom_line=f"|\n  {indented}")
    line = 6 + text.count("\n")
    assert said.startswith(f"briefs/b.yaml:{line}:")
    assert f"finding: {kind} of this brief, and is typed" in said


@pytest.mark.parametrize(
    "text",
    [
        "It grew [@one].",
        "It grew [in the words of the owner].",
        "See [the report of 2024](https://example.org/2).",
        "It was verified by nobody, which is a caveat of its own.",
        "The caveats: two.",
    ],
)
def test_other_brackets_and_words_are_the_authors(tmp_path, text):
    assert found(tmp_path, articles="[one]", bottom_line=f"|\n  {text}") == []
