"""The rules of the house that no linter knows: short functions, plain first sentences, one name."""

import ast
from collections import Counter

import pytest

from support.trees import ROOT

SOURCE = ROOT / "src" / "reebrief"
FILES = {path.relative_to(SOURCE).as_posix(): path for path in sorted(SOURCE.rglob("*.py"))}
LONGEST = 60
"""Lines of a function."""

RIDDLES = {"What", "Which", "Where", "Whether", "How", "When", "Why", "Who"}
"""Words that a first sentence does not begin with: it says what the module does or is."""


def tree(name):
    return ast.parse(FILES[name].read_text(encoding="utf-8"))


def too_long(module):
    functions = [n for n in ast.walk(module) if isinstance(n, ast.FunctionDef)]
    return [f.name for f in functions if f.end_lineno - f.lineno >= LONGEST]


def public_classes(module):
    names = (n.name for n in module.body if isinstance(n, ast.ClassDef))
    return [name for name in names if not name.startswith("_")]


def first_word(module):
    return (ast.get_docstring(module) or "").split(" ")[0].rstrip(":,")


@pytest.mark.parametrize("name", FILES)
def test_no_function_is_long_and_no_first_sentence_a_riddle(name):
    module = tree(name)
    assert too_long(module) == []
    assert first_word(module) not in {"", *RIDDLES}
    assert "words" not in name.removesuffix(".py").split("/")


def test_a_class_has_a_name_of_its_own():
    names = Counter(name for file in FILES for name in public_classes(tree(file)))
    assert [name for name, count in names.items() if count > 1] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("def f():\n" + "    pass\n" * 60, (["f"], [], "")),
        ("def f():\n" + "    pass\n" * 59, ([], [], "")),
        ('"""What it is."""\nclass A: pass\nclass _B: pass\n', ([], ["A"], "What")),
    ],
)
def test_each_rule_finds_what_breaks_it(text, found):
    module = ast.parse(text)
    assert (too_long(module), public_classes(module), first_word(module)) == found
