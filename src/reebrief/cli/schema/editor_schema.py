"""Add to pydantic's schemas what YAML and parameters allow besides."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

Schema = dict[str, Any]

_NUMBERS = ("1", "1.5", "2025", "202511051230")
_WHOLE = r"[-+]?\d{1,9}"
_NUMBER = r"[-+]?\d+(\.\d+)?"
_BRACES = r"\{\{"
_KEPT = ("description", "examples", "default")
_COMPLETE = "Complete"
_LIMITS = {"ge": "minimum", "gt": "exclusiveMinimum", "le": "maximum", "lt": "exclusiveMaximum"}


def loosened(schema: Schema, *, parameters: bool) -> Schema:
    """Return a schema that accepts values as an editor reads them.

    Text may look like a number (``number: 7``), a number may be typed as text, and with
    ``parameters`` a name in braces may stand where a number, a choice or a list is wanted.
    """
    made = _Loosening(parameters=parameters).schema(schema)
    if parameters:
        made["$defs"]["Braces"] = {
            "type": "string",
            "pattern": _BRACES,
            "description": "A parameter: {{ name }}.",
        }
    return made


class _Loosening:
    def __init__(self, *, parameters: bool) -> None:
        self.parameters = parameters

    def schema(self, node: Schema) -> Schema:
        said = {k: node[k] for k in _KEPT if k in node and not _empty(k, node[k])}
        if "description" in said:
            said["description"] = said["description"].replace("``", "`")
        if "$ref" in node:
            return {**said, "$ref": _ref(node["$ref"])}
        if "anyOf" in node:
            return {**said, **self.either(node["anyOf"])}
        made = self.inner({k: v for k, v in node.items() if k not in {*_KEPT, "title"}})
        if "$defs" in node:
            made["$defs"] = {_name(k): self.schema(v) for k, v in node["$defs"].items()}
        return {**said, **made}

    def either(self, branches: Iterable[Schema]) -> Schema:
        """Return a schema of several forms; one form and nothing is that form with another type."""
        made: list[Schema] = []
        for branch in branches:
            one = self.schema(branch)
            made += one["anyOf"] if set(one) == {"anyOf"} else [one]
        null = {"type": "null"}
        if len(made) == 2 and null in made:
            one = next(m for m in made if m != null)
            if "enum" in one:
                return {**one, "enum": [*one["enum"], None]}
            if "type" in one:
                return {**one, "type": [*_types(one), "null"]}
        return {"anyOf": [m for n, m in enumerate(made) if m not in made[:n]]}

    def inner(self, node: Schema) -> Schema:
        """Return what a schema of one form becomes."""
        if "const" in node or "enum" in node:
            return self.choice(node.get("enum", [node.get("const")]))
        match node.get("type"):
            case "integer":
                return self.typed(node, "integer", _WHOLE)
            case "number":
                return self.typed(node, "number", _NUMBER)
            case "string":
                return self.text(node)
            case "array":
                length = {"minItems": node["minLength"]} if "minLength" in node else {}
                made = {**node, **length, "items": self.schema(node.get("items", {}))}
                made.pop("minLength", None)
                braces = [{"$ref": "#/$defs/Braces"}] if self.parameters else []
                return {"anyOf": [made, *braces]} if braces else made
            case "object":
                return self.mapping(node)
            case _:
                return node

    def choice(self, values: list[str]) -> Schema:
        """Return the schema of a choice; ``1`` is a number to an editor."""
        every: list[str | int] = []
        for value in values:
            every += [int(value), value] if re.fullmatch(_WHOLE, value) else [value]
        made: Schema = {"enum": every}
        return {"anyOf": [made, {"$ref": "#/$defs/Braces"}]} if self.parameters else made

    def typed(self, node: Schema, kind: str, pattern: str) -> Schema:
        # Of a key that may be empty pydantic gives its own names of limits.
        limits = {_LIMITS.get(key, key): value for key, value in node.items() if key != "type"}
        return {"type": [kind, "string"], "pattern": self.pattern(f"^{pattern}$"), **limits}

    def text(self, node: Schema) -> Schema:
        pattern = node.get("pattern")
        if pattern is None:
            return {**node, "type": ["string", "number"]}
        numbers = any(re.search(pattern, number) for number in _NUMBERS)
        kind = ["string", "number"] if numbers else "string"
        return {**node, "type": kind, "pattern": self.pattern(pattern)}

    def pattern(self, pattern: str) -> str:
        return f"{pattern}|{_BRACES}" if self.parameters else pattern

    def mapping(self, node: Schema) -> Schema:
        made = dict(node)
        if "properties" in node:
            made["properties"] = {k: self.schema(v) for k, v in node["properties"].items()}
        values = node.get("additionalProperties")
        if isinstance(values, dict):
            made["additionalProperties"] = self.schema(values)
        names = made.pop("propertyNames", {})
        if "enum" in names:  # as keys of their own, editors offer them
            made["properties"] = dict.fromkeys(names["enum"], made["additionalProperties"])
            made["additionalProperties"] = False
        return made


def _empty(key: str, value: Any) -> bool:
    """Say whether a default says nothing: none, an empty one, or one that the keys below have."""
    return key == "default" and (value in (None, "") or isinstance(value, dict | list))


def _types(schema: Schema) -> list[str]:
    found = schema["type"]
    return [found] if isinstance(found, str) else list(found)


def _name(model: str) -> str:
    return model.removesuffix("Model")


def _ref(ref: str) -> str:
    path, _, model = ref.rpartition("/")
    return f"{path}/{_name(model)}"


def needs(document: Schema) -> Schema:
    """Return only what a document requires, as ``then``, and the ``$defs`` that this names."""
    made = _Needs(document["$defs"])
    then = made.of(document)
    return {"then": then, "$defs": {name: found for name, found in made.done.items() if found}}


class _Needs:
    """Takes from schemas what they require, and from those that they refer to."""

    def __init__(self, defs: dict[str, Schema]) -> None:
        self.defs = defs
        self.done: dict[str, Schema] = {}

    def of(self, node: Schema) -> Schema:
        """Return what a schema requires; it is empty where that is nothing."""
        if "$ref" in node:
            return self.referred(node["$ref"].rpartition("/")[2])
        found: Schema = {"required": node["required"]} if "required" in node else {}
        inside = {key: self.of(value) for key, value in node.get("properties", {}).items()}
        inside = {key: value for key, value in inside.items() if value}
        if inside:
            found["properties"] = inside
        for key in ("items", "additionalProperties"):
            value = node.get(key)
            if isinstance(value, dict) and "properties" not in node and (one := self.of(value)):
                found[key] = one
        # What a mapping requires says nothing of a text: the one form that requires counts.
        forms = [form for form in map(self.of, node.get("anyOf", ())) if form]
        return found | (forms[0] if len(forms) == 1 else {"anyOf": forms} if forms else {})

    def referred(self, name: str) -> Schema:
        if name not in self.defs:
            return {}  # a part of the document itself
        key = f"{_COMPLETE}{name}"
        if key not in self.done:
            self.done[key] = {}
            self.done[key] = self.of(self.defs[name])
        return {"$ref": f"#/$defs/{key}"} if self.done[key] else {}


def without_required(node: Any) -> Any:
    """Return a schema that requires nothing."""
    match node:
        case dict():
            # A list under 'required' is the keyword; a key of that name would be a schema.
            kept = {k: v for k, v in node.items() if not (k == "required" and isinstance(v, list))}
            return {key: without_required(value) for key, value in kept.items()}
        case list():
            return [without_required(one) for one in node]
        case _:
            return node


def words_in_one_text(schema: Any) -> Any:
    """Return a schema of words: ``one, two`` stands for a list of texts, one text for its forms."""
    if isinstance(schema, list):
        return [words_in_one_text(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    made = {key: words_in_one_text(value) for key, value in schema.items()}
    if made.get("anyOf") == [{"$ref": "#/$defs/Plural"}, {"type": "null"}]:
        made["anyOf"].append({"type": "string"})
    if made.get("type") != "array":
        return made
    about = {key: made.pop(key) for key in ("description", "default") if key in made}
    return {"anyOf": [made, {"type": "string"}], **about}
