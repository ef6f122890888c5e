"""YAML's old traps (no, 12:30, 1_000) are text; a key that wants more says what to type."""

import pytest
from pydantic import create_model

from reebrief.cli.schema.documents import KINDS
from reebrief.diagnostics import ReebriefError
from reebrief.project.validation import Model, validate
from reebrief.project.yaml import read

TRAPS = ["no", "off", "yes", "12:30", "1_000", "0x1F", "1e3", "007", "~", "true", "=", "[]", "{}"]
MEANT = {"~": (None,), "true": (True,), "007": (7,)}
"""What a trap may become besides the text that was typed; what is empty holds nothing."""


def models(model, seen):
    """Collect a model and those within it, each once."""
    if model not in seen:
        seen[model] = None
        for field in model.model_fields.values():
            for inner in within(field.annotation):
                models(inner, seen)
    return seen


def within(annotation):
    if isinstance(annotation, type) and issubclass(annotation, Model):
        yield annotation
    for part in getattr(annotation, "__args__", ()):
        yield from within(part)


def alone(model, name):
    """Return a model that wants no key but one, so that this one's value can be seen."""
    field = model.model_fields[name]
    return create_model(model.__name__, __base__=Model, **{name: (field.annotation, field)})


def leaves(made):
    """Yield the single values of what was made of a key, in whatever list or model they are."""
    if isinstance(made, Model):
        made = [getattr(made, name) for name in made.model_fields_set]
    if isinstance(made, dict):
        made = [*made.values()]
    if isinstance(made, list | tuple):
        for one in made:
            yield from leaves(one)
    else:
        yield made


EVERY = {
    model: None for kind in KINDS.values() if not kind.words for model in models(kind.model, {})
}


@pytest.mark.parametrize("trap", TRAPS)
@pytest.mark.parametrize("model", EVERY, ids=lambda m: m.__name__)
def test_a_key_takes_a_trap_as_typed_or_says_what_to_type(model, trap):
    assert model.model_fields
    for name, field in model.model_fields.items():
        key = field.alias or name
        file = read(f"{key}: {trap}\n", "f.yaml")
        made, problems = None, ()
        try:
            made = getattr(validate(alone(model, name), file), name)
        except ReebriefError as fault:
            problems = fault.problems
        assert all(p.hint and p.place.line == 1 for p in problems), [str(p) for p in problems]
        assert problems or {*leaves(made)} <= {trap, *MEANT.get(trap, ())}, (key, made)
