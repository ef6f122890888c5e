"""A mutant changes one place of a module, and nothing else."""

import ast

import pytest

from conformance.mutants import RESULT, ROOMS, SOURCE, Mutator, mutants, reasons, report


def changed(text, number):
    tree = Mutator("x.py", number).visit(ast.parse(text))
    return ast.unparse(ast.fix_missing_locations(tree))


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("x = a < b", ["x = a <= b"]),
        ("x = a in b and c", ["x = a not in b and c", "x = a in b or c"]),
        ("f(1)", ["f(2)", "pass"]),
        ("x = 'state-media'", ["x = 'state-media-x'"]),
        ("x = 'words of a message'", []),
        (
            "if a:\n    f = not b",
            ["if a:\n    f = b", "if True:\n    f = not b", "if False:\n    f = not b"],
        ),
        ("def f(a: int | None = True):\n    return any(a)", None),
    ],
)
def test_each_change_is_made_alone(text, changes):
    mutator = Mutator("x.py")
    mutator.visit(ast.parse(text))
    made = [changed(text, mutant.number) for mutant in mutator.found]
    assert len(set(made)) == len(made)
    assert ast.unparse(ast.parse(text)) not in made
    if changes is not None:
        assert made == changes


def test_every_room_has_mutants():
    found = {mutant.path.partition("/")[0] for mutant in mutants()}
    assert found == {room.partition("/")[0] for room in ROOMS}
    assert all((SOURCE / mutant.path).is_file() for mutant in mutants())


def test_a_reason_is_kept_as_long_as_its_line_stands():
    one = mutants()[0]
    result = report([(one, "lives")], 1, {})
    assert "because nobody has said why yet" in result
    key = next(iter(reasons(result)))
    assert key[:2] == (one.path, one.what)
    assert "because it is a matter of speed" in report(
        [(one, "lives")], 1, {key: "it is a matter of speed"}
    )
    assert "because" not in report([(one, "killed")], 1, {})


def test_the_last_result_gives_a_reason_for_each_mutant_that_lives():
    result = RESULT.read_text(encoding="utf-8")
    killed, tried = map(int, result.split(" mutants", 1)[0].split(" of "))
    said = reasons(result)
    assert len(said) <= tried - killed <= result.count("\n    because ")
    assert "nobody has said why yet" not in said.values()
