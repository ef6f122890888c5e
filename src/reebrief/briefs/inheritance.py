"""Lay one definition over another, fill in its parameters, and make its variants.

Everything here happens to the plain data of a definition before they are checked, so that every key
can come from another definition, name a parameter, or differ in a variant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from reebrief.briefs.parameters import ParameterModel, read_value
from reebrief.diagnostics import Place, Problem, ReebriefError, error, known
from reebrief.project.project import Project, is_file
from reebrief.project.validation import validate
from reebrief.project.yaml import Path as YamlPath
from reebrief.project.yaml import YamlFile

FOLDER = "briefs"
_NAME = re.compile(r"\\\{\{|\{\{\s*(?P<name>[^{}\s][^{}]*?)?\s*\}\}")
_OWN = frozenset({"extends", "parameters", "variants"})
"""Keys that say how a definition is made, and are gone once it is."""


def laid_over(project: Project, file: YamlFile, within: Sequence[str] = ()) -> YamlFile:
    """Return a definition laid over the one that it extends, and that over its own.

    Raises ReebriefError where there is none of that name, and where a definition extends itself.
    """
    data = file.data if isinstance(file.data, dict) else {}
    name = data.get("extends")
    if name is None:
        return file
    place = file.place(("extends",))
    path = project.root / FOLDER / f"{name}.yaml"
    if not isinstance(name, str) or "/" in name or not is_file(path):
        names = [p.stem for p in project.files(FOLDER, ".yaml")]
        raise error(f"no brief '{name}' to extend", place, known(str(name), names, kind="briefs"))
    way = [*within, file.name]
    base = project.yaml(path)
    if base.name in way:
        circle = " → ".join([*way[way.index(base.name) :], base.name])
        raise error(f"definitions that extend each other: {circle}", place, "delete one 'extends'")
    return file.over(laid_over(project, base, way))


def variants(file: YamlFile) -> dict[str, YamlFile]:
    """Return the variants of a definition by name, each laid over it; itself where it has none.

    A variant may change any key; its ``parameters`` are values. Raises ReebriefError where a
    variant is no mapping, or changes how the definition is made.
    """
    data = file.data if isinstance(file.data, dict) else {}
    found = data.get("variants")
    if found is None:
        return {"": file}
    if not isinstance(found, dict) or not found:
        raise error("keys and values are expected", file.place(("variants",)), "NAME: {to: …}")
    problems: list[Problem] = []
    done: dict[str, YamlFile] = {}
    for name, changes in found.items():
        where: YamlPath = ("variants", name)
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
            what = f"'{name}' is no name for a variant"
            problems.append(Problem(what, file.place(where, key=True), "use a-z, 0-9 and hyphens"))
        if not isinstance(changes, dict):
            what = "keys and values are expected here"
            problems.append(Problem(what, file.place(where), "for example 'to: …'"))
            continue
        for key in sorted(_OWN - {"parameters"} & {*changes}):
            if key in changes:
                what = f"a variant cannot have '{key}'"
                place = file.place((*where, key), key=True)
                problems.append(Problem(what, place, "put it beside 'variants'"))
        done[name] = _varied(file, name)
    if problems:
        raise ReebriefError(problems)
    return done


def _varied(file: YamlFile, name: str) -> YamlFile:
    """Lay a variant over its definition; its parameters' values become their defaults."""
    overlay = replace(file, data=dict(file.data))
    values = file.data["variants"][name].get("parameters")
    changes = {k: v for k, v in file.data["variants"][name].items() if k != "parameters"}
    overlay.data["variants"] = {**file.data["variants"], name: changes}
    done = overlay.over(file, at=("variants", name))
    for key, value in values.items() if isinstance(values, dict) else ():
        declared = done.data.get("parameters", {})
        path: YamlPath = ("variants", name, "parameters", key)
        if key not in declared:
            hint = known(key, declared, kind="parameters")
            raise error(f"no parameter '{key}'", file.place(path, key=True), hint)
        own = {**(declared[key] or {}), "default": value}
        done.data["parameters"] = {**declared, key: own}
        done.values["parameters", key, "default"] = file.values.get(path, (1, 1))
    return done


def filled(file: YamlFile, given: Mapping[str, str]) -> YamlFile:
    """Return a definition with its parameters filled in, and without the keys that made it.

    ``given`` are values from the command line; one that a definition does not declare is the
    caller's to report. Raises ReebriefError with each name in braces that is no parameter, and with
    each value that does not have its parameter's type.
    """
    if not isinstance(file.data, dict):
        return file
    problems: list[Problem] = []
    values: dict[str, Any] = {}
    declared = file.data.get("parameters") or {}
    for name, own in declared.items() if isinstance(declared, dict) else ():
        path: YamlPath = ("parameters", name)
        try:
            model = validate(ParameterModel, file, own, path)
            if name in given:
                place, text = Place(f"-P {name}"), given[name]
            else:
                place, text = file.place((*path, "default")), model.default
            values[name] = read_value(model, text, place)
        except ReebriefError as fault:
            problems.extend(fault.problems)
            values[name] = ""  # one fault is told once
    data = {k: v for k, v in file.data.items() if k not in _OWN}
    done = replace(file, data=_filled(data, (), values, file, problems))
    if problems:
        raise ReebriefError(problems)
    return done


def between_parameters(text: str) -> Iterator[tuple[str, str]]:
    """Yield the pieces of a text that name no parameter, each with the name behind it, or ""."""
    at = 0
    for found in _NAME.finditer(text):
        yield text[at : found.start()], found[0]
        at = found.end()
    yield text[at:], ""


def _filled(
    data: Any, path: YamlPath, values: Mapping[str, Any], file: YamlFile, problems: list[Problem]
) -> Any:
    match data:
        case dict():
            return {k: _filled(v, (*path, k), values, file, problems) for k, v in data.items()}
        case list():
            return [_filled(v, (*path, n), values, file, problems) for n, v in enumerate(data)]
        case str() if "{{" in data:
            return _text(data, path, values, file, problems)
        case _:
            return data


def _text(
    text: str, path: YamlPath, values: Mapping[str, Any], file: YamlFile, problems: list[Problem]
) -> Any:
    """Fill a text in; one that is a name and nothing more takes the value with its type."""
    whole = _NAME.fullmatch(text.strip())
    if whole and whole["name"] in values:
        return values[whole["name"]]

    def value(found: re.Match[str]) -> str:
        name = found["name"]
        if found[0].startswith("\\"):
            return "{{"
        if name in values:
            one = values[name]
            return ", ".join(map(str, one)) if isinstance(one, list) else str(one)
        place = file.place(path)
        at = text.count("\n", 0, found.start())
        where = Place(place.file, place.line + at, 0 if at else place.column)
        hint = known(name or "", values, kind="parameters") + "; or type \\{{ for two braces"
        problems.append(Problem(f"no parameter '{name or ''}'", where, hint))
        return ""

    return _NAME.sub(value, text)
