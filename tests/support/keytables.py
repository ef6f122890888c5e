"""The tables of keys in docs/definition.md, made from the schemas; the prose around them is kept.

A line ``<!-- keys: brief -->`` has the table of a file's own keys below it, one that says
``brief Matrix`` that of a mapping within; each ends at ``<!-- end -->``.
"""

import re

from reebrief.cli.schema.documents import KINDS, document

MARKED = re.compile(r"(<!-- keys: (\w+)(?: (\w+))? -->\n).*?(<!-- end -->\n)", re.DOTALL)
HEADING = re.compile(r"^#+ (.*)$", re.MULTILINE)
LEFT_OUT = {"Braces", "Variant"}
TEXTS = {"string", "number"}


def mappings():
    """Yield each mapping that needs a table: its file's kind, and its name within (or nothing)."""
    for kind in (name for name, about in KINDS.items() if not about.words):
        yield kind, ""
        for name in document(kind).get("$defs", {}):
            if name not in LEFT_OUT and not name.startswith("Complete"):
                yield kind, name


def marked(page):
    """Return the mappings whose tables a page has."""
    return [(found[2], found[3] or "") for found in MARKED.finditer(page)]


def generated(page):
    """Return a page with every table as it should be."""
    anchors = {}
    for found in MARKED.finditer(page):
        heading = HEADING.findall(page[: found.start()])[-1]
        anchor = re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")
        anchors[found[2], found[3] or ""] = anchor

    def table(found):
        rows = "".join(_rows(found[2], found[3] or "", anchors))
        return f"{found[1]}\n| key | value | meaning |\n| --- | --- | --- |\n{rows}\n{found[4]}"

    return MARKED.sub(table, page)


def _rows(kind, name, anchors):
    whole = document(kind)
    mapping = whole["$defs"][name] if name else whole
    complete = whole.get("$defs", {}).get(f"Complete{name}", {}) if name else whole.get("then", {})
    required = {*mapping.get("required", ()), *complete.get("required", ())}
    for key, schema in mapping["properties"].items():
        value = _value(schema, kind, anchors) + (", required" if key in required else "")
        yield f"| `{key}` | {value} | {_meaning(schema)} |\n".replace("|  |", "| |")


def _meaning(schema):
    said = [re.sub(r"\{\{[^}]*\}\}", r"`\g<0>`", schema["description"])]
    if "default" in schema:
        default = schema["default"]
        shown = str(default).lower() if isinstance(default, bool) else f"{default}"
        said.append(f"Default: `{shown.removesuffix('.0')}`.")
    examples = [e for e in schema.get("examples", ()) if isinstance(e, str)]
    if examples:
        said.append(f"For example {_joined([f'`{e}`' for e in examples])}.")
    return " ".join(said)


def _value(schema, kind, anchors):
    forms = schema.get("anyOf", [schema])
    shown = [_form(form, kind, anchors) for form in forms]
    shown = list(dict.fromkeys(one for one in shown if one))
    for one in [s.removeprefix("list of ") for s in shown if s.startswith("list of ")]:
        if one in shown:  # a single entry may stand for a list of one
            shown = [s for s in shown if s not in {one, f"list of {one}"}]
            shown.append(f"list of {one}, or one")
    lists = [one for one in shown if one.startswith("list of ") and ", or " in one]
    for one in lists:
        others = ", or ".join(other for other in shown if other != one)
        if one == f"list of {others}":
            shown = [others, "a list of these"]
    return ", or ".join(shown)


def _form(schema, kind, anchors):
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return "" if name in LEFT_OUT else f"[keys](#{anchors.get((kind, name), '')})"
    if "enum" in schema:
        return _joined([f"`{v}`" for v in dict.fromkeys(map(str, schema["enum"])) if v != "None"])
    if "anyOf" in schema:
        return _value(schema, kind, anchors)
    types = schema.get("type")
    types = {types} - {"null"} if isinstance(types, str) else {*types} - {"null"}
    if not types:
        return ""
    if types == {"array"}:
        return f"list of {_value(schema['items'], kind, anchors)}"
    if types == {"object"}:
        return _by_name(schema, kind, anchors)
    if types == {"boolean"}:
        return "`true` or `false`"
    if types <= TEXTS and next(iter(schema["type"])) != "number":
        return "text"
    numbers = {frozenset({"integer", "string"}): "whole number", frozenset(TEXTS): "number"}
    number = numbers.get(frozenset(types), "whole number" if types == {"integer"} else "")
    least, most = schema.get("minimum"), schema.get("maximum")
    return number if least is None else f"{number}, {least:g} to {most:g}" if most else number


def _by_name(schema, kind, anchors):
    values = schema.get("additionalProperties")
    if isinstance(values, dict):
        form = "[keys](#extends-parameters-variants)" if "propertyNames" in schema else None
        return f"by name: {form or _value(values, kind, anchors)}"
    roles = schema.get("properties", {})
    first = next(iter(roles.values()), {})
    return f"by {_joined([f'`{r}`' for r in roles])}: {_value(first, kind, anchors)}"


def _joined(words):
    return " or ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
