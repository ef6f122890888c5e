"""Check what people write: the base of all models, and their faults as problems with a place."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Annotated, Any, Literal, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    StringConstraints,
    ValidationError,
)

from reebrief.diagnostics import Place, Problem, ReebriefError, error, known
from reebrief.project import placeholders
from reebrief.project.yaml import Path, YamlFile, unknown_key

M = TypeVar("M", bound="Model")
T = TypeVar("T")


class SchemaHint:
    """How a type is written where its validator says more than pydantic knows: for its JSON Schema.

    Keywords are added to the schema; ``also`` is a short form that a value may have instead, and
    ``single`` says that one entry may stand for a list of one.
    """

    def __init__(
        self, also: Mapping[str, Any] | None = None, *, single: bool = False, **keywords: Any
    ) -> None:
        self._also = also
        self._single = single
        self._keywords = keywords

    def __get_pydantic_json_schema__(
        self, core: Any, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Return the JSON Schema of the type, with what is said here."""
        schema = {**handler(core), **self._keywords}
        forms = [dict(self._also)] if self._also else []
        forms += [schema["items"]] if self._single else []
        return {"anyOf": [*forms, schema]} if forms else schema


class Model(BaseModel):
    """A mapping in a YAML file: frozen, and strict about its keys."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


_FLAGS = {"yes": "true", "on": "true", "y": "true", "no": "false", "off": "false", "n": "false"}
"""What is meant by words that YAML 1.1 took for flags, in this project's YAML."""


def _digits(value: Any, example: str) -> str:
    """Return the hint on a number that is typed in another way, with its digits alone if it can."""
    plain = str(value).replace("_", "")
    if plain != value and re.fullmatch(r"[-+]?\d{1,9}", plain):
        return f"type {plain}"
    return f"type it in digits, for example {example}"


def _whole(value: Any) -> Any:
    if not re.fullmatch(r"[-+]?\d{1,9}", str(value)):
        raise ValueError(f"a whole number is expected; {_digits(value, '14')}")
    return value


def _number(value: Any) -> Any:
    if not re.fullmatch(r"[-+]?\d+(\.\d+)?", str(value)):
        raise ValueError(f"a number is expected; {_digits(value, '1.5')}")
    return value


def _flag(value: Any) -> Any:
    if not isinstance(value, bool):
        meant = _FLAGS.get(str(value).lower(), "true or false")
        raise ValueError(f"yes or no is expected; type {meant}")
    return value


Whole = Annotated[int, BeforeValidator(_whole)]
"""A whole number, typed in digits: ``1_000`` is text in this project's YAML, not a number."""

Number = Annotated[float, BeforeValidator(_number)]
"""A number, typed in digits with a point."""

Flag = Annotated[bool, BeforeValidator(_flag)]
"""``true`` or ``false``; ``no``, ``off`` and ``1`` are text."""


def _address(text: str) -> str:
    if not re.fullmatch(r"https?://\S+", text):
        raise ValueError("this is no web address; type https://…")
    return text


Filled = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""Text that is not empty; white space around it is taken away."""

WebAddress = Annotated[str, AfterValidator(_address), SchemaHint(pattern=r"^https?://\S+$")]
"""An ``http`` or ``https`` address."""

Format = Annotated[Literal["1"], Field(description="The version of this file's form.")]
"""The version of a file's form. There is one so far: 1."""


def naming(*names: str, must: Collection[str] | None = None, words: bool = True) -> AfterValidator:
    """Return what checks that a text has these names in braces and no others.

    ``must`` are those that it cannot do without, by default all; without ``words`` there need be
    none beside them.
    """
    needed = names if must is None else must

    def check(text: str) -> str:
        for fault in placeholders.faults(text, names, Place(""), must=needed, words=words):
            raise ValueError(f"{fault.what}; {fault.hint}")
        return text

    return AfterValidator(check)


def language_key(code: str, languages: Iterable[str]) -> str | None:
    """Return the key under which a file has a language, None where it has none.

    A language with a region or a script, "en-GB", goes by the language without, and the case of its
    letters makes no difference (BCP 47, 2.1.1 and 4.2).
    """
    codes = {one.casefold(): one for one in languages}
    whole = code.replace("_", "-").casefold()
    return codes.get(whole) or codes.get(whole.partition("-")[0])


def in_language(file: YamlFile, languages: Mapping[str, T], code: str, *, what: str) -> T:
    """Return what a file with the key ``languages`` has for one; raise ReebriefError else."""
    if code not in languages:
        place = file.place(("languages",), key=True)
        hint = known(code, languages, kind="languages")
        raise error(f"no {what} in the language '{code}'", place, hint)
    return languages[code]


def validate(model: type[M], file: YamlFile, data: Any = None, path: Path = ()) -> M:
    """Check data (by default the whole file's) against a model.

    ``path`` says where in the file the data stand. Raises ReebriefError with every problem found.
    """
    data = file.data if data is None and not path else data
    if not isinstance(data, dict):
        first = next(iter(model.model_fields))
        raise error(
            "keys and values are expected here",
            file.place(path),
            f"type {_form(model, (), data)}" if path else f"for example '{_line_of(model, first)}'",
        )
    try:
        return model.model_validate(data)
    except ValidationError as fault:
        faults = [*_told_once(fault.errors(include_url=False))]
        problems = [_problem(model, file, path, f) for f in faults]
        raise ReebriefError(sorted(problems, key=_line)) from None


def from_options(model: type[M], given: Mapping[str, Any], options: Mapping[str, str]) -> M:
    """Check what command-line options gave against a model.

    ``options`` names the option of each key. Raises ReebriefError with every fault, after the
    option's name.
    """
    try:
        return model.model_validate(given)
    except ValidationError as fault:
        problems = []
        for one in fault.errors(include_url=False):
            what, hint = _words(one["type"], one)
            problems.append(Problem(f"{options[str(one['loc'][0])]}: {what}", hint=hint))
        raise ReebriefError(problems) from None


def _told_once(faults: Sequence[Any]) -> Iterator[Any]:
    """Leave out that a list is too short where one of its entries is wrong."""
    for fault in faults:
        loc = fault["loc"]
        within = any(f["loc"][: len(loc)] == loc and f is not fault for f in faults)
        if fault["type"] != "too_short" or not within:
            yield fault


def knows(model: Any, path: Sequence[str | int]) -> bool:
    """Say whether a model has a key at a path; a mapping by names has every key."""
    if not path:
        return True
    if isinstance(model, type) and issubclass(model, BaseModel):
        fields = {f.alias or name: f.annotation for name, f in model.model_fields.items()}
        return path[0] in fields and knows(fields[str(path[0])], path[1:])
    inside: tuple[Any, ...] = getattr(model, "__args__", ())
    if getattr(model, "__origin__", None) is dict:
        return knows(inside[-1], path[1:])
    return not inside or any(knows(one, path) for one in inside)


def _line(problem: Problem) -> tuple[int, int]:
    return (problem.place.line, problem.place.column) if problem.place else (0, 0)


def _problem(model: type[Model], file: YamlFile, path: Path, fault: Any) -> Problem:
    loc = _in_file(file, path, fault["loc"])
    kind: str = fault["type"]
    if kind == "extra_forbidden":
        return unknown_key(file, loc, _keys(model, fault["loc"][:-1]))
    if loc[-1:] == ("[key]",) and "expected" not in fault.get("ctx", {}):
        what, hint = _words(kind, fault)
        return Problem(f"the key '{loc[-2]}': {what}", file.place(loc[:-1], key=True), hint)
    if loc[-1:] == ("[key]",):
        choices = [c.strip("'") for c in re.split(", | or ", str(fault["ctx"]["expected"]))]
        return unknown_key(file, loc[:-1], choices)
    if kind == "missing":
        key = str(fault["loc"][-1])
        line = _line_of(_model_at(model, fault["loc"][:-1]), key)
        return Problem(f"the key '{key}' is missing", file.place(loc), f"add '{line}'")
    what, hint = _words(kind, fault)
    if kind in _WANTS_KEYS and (form := _form(model, fault["loc"], fault["input"])):
        hint = f"type {form}"
    name = next((p for p in reversed(loc) if isinstance(p, str)), "")
    return Problem(f"{name}: {what}" if name else what, file.place(loc), hint)


_LONGEST_FORM = 60
"""Characters of a text that is repeated in the hint on its right form."""

_WANTS_KEYS = frozenset({"dict_type", "model_type", "model_attributes_type"})


def _form(model: type[Model], loc: tuple[Any, ...], got: Any) -> str:
    """Return how the mapping at a location is typed, with the keys that it must have.

    Where that is one key, a text that was typed instead is its value.
    """
    model = _model_at(model, loc)
    fields = getattr(model, "model_fields", {})
    names = {f.alias or name: f.is_required() for name, f in fields.items()}
    needed = [name for name, must in names.items() if must] or [*names][:1]
    if len(needed) == 1 and isinstance(got, str) and 0 < len(got) <= _LONGEST_FORM:
        choices = _choices(model, needed[0])
        typed = choices[0] if choices and got not in choices else got
        return f"{{{needed[0]}: {json.dumps(typed, ensure_ascii=False)}}}"
    return "{" + ", ".join(f'{name}: "…"' for name in needed) + "}" if needed else ""


def _model_at(model: Any, loc: tuple[Any, ...]) -> Any:
    """Return the model at a location within a model, None where there is none."""
    for part in loc:
        model = _inner(model, part)
    return model


def _line_of(model: Any, key: str) -> str:
    """Return how a key is typed, with its value where it can have but one."""
    only = _choices(model, key)
    return f"{key}: {only[0] if len(only) == 1 else '…'}"


def _choices(model: Any, key: str) -> list[str]:
    """Return the words that a key may have as its value, none where it may have others."""
    fields = getattr(model, "model_fields", {})
    found = next((f.annotation for name, f in fields.items() if key in {name, f.alias}), None)
    return [one for one in _literals(found) if isinstance(one, str)]


def _literals(annotation: Any) -> tuple[Any, ...]:
    if getattr(annotation, "__origin__", None) is Annotated:
        return _literals(annotation.__args__[0])
    return annotation.__args__ if getattr(annotation, "__origin__", None) is Literal else ()


def _words(kind: str, fault: Any) -> tuple[str, str | None]:
    """Say a fault in an analyst's words; our own validators put what and hint around a ``;``."""
    context = fault.get("ctx", {})
    got = fault["input"]
    shown = "nothing" if got is None else str(got)[:60]
    match kind:
        case "value_error":
            what, _, hint = str(context["error"]).partition("; ")
            return what, hint or None
        case "literal_error" | "enum":
            choices = str(context["expected"]).replace("'", "")
            typed = shown if got is None else f"'{shown}'"
            return f"{typed} is not one of the choices", f"type {choices}"
        case "string_type":
            return f"text is expected, not {_kind(got)}", _for_text(got)
        case "list_type" | "tuple_type":
            hint = "type '- ' before each entry, or [a, b]"
            if isinstance(got, dict):
                hint = "type '- ' before the first key of each entry, and indent its other keys"
            return f"a list is expected, not {_kind(got)}", hint
        case _ if kind in _WANTS_KEYS:
            return (
                f"keys and values are expected, not {_kind(got)}",
                "type 'key: value' on lines below",
            )
        case "greater_than" | "greater_than_equal" | "less_than" | "less_than_equal":
            limit = next(iter(context.values()))
            return f"{shown} is out of range", f"the limit is {limit:g}"
        case "string_too_short" | "too_short":
            return "empty", "type something, or delete the key"
        case "string_too_long" | "too_long" if isinstance(got, str):
            most = context["max_length"]
            return f"'{shown}' is too long", f"type {most} character{'s' * (most > 1)} at most"
        case _:
            return str(fault["msg"]), None


def _for_text(value: Any) -> str:
    """Return what to type for text that YAML took for something else."""
    if isinstance(value, dict):
        return "put the text in quotes: it holds ': ', or begins with {"
    if isinstance(value, list) and value and all(isinstance(one, str) for one in value):
        return f"type one text: {json.dumps(', '.join(value), ensure_ascii=False)}"
    if isinstance(value, list):
        return "put the text in quotes: it begins with [ or '- '"
    return 'type text, in quotes where it begins with # or another sign: "…"'


def _kind(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict | list):
        return "keys and values" if isinstance(value, dict) else "a list"
    return f"'{str(value)[:40]}'"


def _in_file(file: YamlFile, path: Path, loc: tuple[Any, ...]) -> Path:
    """Follow pydantic's location in the file, passing over the names of a union's members."""
    for part in loc:
        if (*path, part) in file.values or part == loc[-1]:
            path = (*path, part)
    return path


def _keys(model: Any, loc: tuple[Any, ...]) -> list[str]:
    """Return the keys that the model at a location knows."""
    model = _model_at(model, loc)
    return [] if model is None else [f.alias or name for name, f in model.model_fields.items()]


def _inner(model: Any, part: Any) -> Any:
    fields = getattr(model, "model_fields", {})
    by_key = {f.alias or name: f.annotation for name, f in fields.items()}
    found = _models(by_key.get(part)) if part in by_key else []
    named = [m for m in found if m.__name__ == part]
    return (named or found or [model])[0]


def _models(annotation: Any) -> list[Any]:
    """Return the models within a type annotation."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    inner = getattr(annotation, "__args__", ())
    return [m for a in inner for m in _models(a)]
