"""What the package offers is documented, with examples that work, and loads nothing by itself."""

import doctest
import inspect
import shutil

import pytest

import reebrief
from support.trees import ROOT


@pytest.fixture
def project(tmp_path, monkeypatch):
    """Make a project of the shipped articles and briefs, and stand in it."""
    for name in ("articles", "briefs"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "reebrief.yaml", tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_package_offers_the_names_of_all_and_no_others():
    assert sorted(reebrief.__all__) == reebrief.__all__
    assert set(reebrief.__all__) <= set(dir(reebrief))
    with pytest.raises(AttributeError, match="no attribute 'rendr'"):
        reebrief.rendr  # noqa: B018  looking is what is tried


@pytest.mark.parametrize("name", reebrief.__all__)
def test_every_name_has_a_description(name):
    assert len(inspect.getdoc(getattr(reebrief, name))) > 40


FUNCTIONS = [name for name in reebrief.__all__ if inspect.isfunction(getattr(reebrief, name))]


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("name", ["reebrief", *FUNCTIONS])
def test_every_function_has_an_example_that_works(name):
    thing = getattr(reebrief, name, reebrief)
    examples = doctest.DocTestFinder(recurse=False).find(thing, name, module=False, globs={})
    (found,) = [one for one in examples if one.examples]
    assert doctest.DocTestRunner().run(found) == doctest.TestResults(0, len(found.examples))


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_function_says_what_it_raises(name):
    text = inspect.getdoc(getattr(reebrief, name))
    assert "Raises ReebriefError" in text or "nothing is raised" in text or "as ``" in text


def test_the_readmes_program_works(project):
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    program = text.partition("```python\n")[2].partition("```")[0]
    assert "from reebrief import" in program
    exec(program, {})  # noqa: S102  our own text
    assert len([*(project / "output").iterdir()]) == 2
