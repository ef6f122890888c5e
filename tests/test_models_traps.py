"""YAML's old traps (no, 12:30, 1_000) are text; a key that wants more says what to type."""

import pytest

from reebrief.errors import ReebriefError
from reebrief.models import Model, validate
from reebrief.schema.documents import KINDS
from reebrief.yamlfile import read

TRAPS = ["no", "off", "yes", "12:30", "1_000", "0x1F", "1e3", "007", "~", "true", "=", "[]", "{}"]


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


EVERY = {model: None for kind in KINDS.values() for model in models(kind.model, {})}


@pytest.mark.parametrize("trap", TRAPS)
@pytest.mark.parametrize("model", EVERY, ids=lambda m: m.__name__)
def test_a_key_takes_a_trap_as_typed_or_says_what_to_type(model, trap):
    for name, field in model.model_fields.items():
        key = field.alias or name
        file = read(f"{key}: {trap}\n", "f.yaml")
        try:
            made = validate(model, file)
        except ReebriefError as fault:
            problems = [p for p in fault.problems if not p.what.startswith("the key '")]
            assert all(p.hint and p.place.line == 1 for p in problems), [str(p) for p in problems]
            made = None
        if made is not None and isinstance(getattr(made, name), str):
            assert getattr(made, name) == trap
