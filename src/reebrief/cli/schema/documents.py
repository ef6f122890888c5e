"""The schemas: for each kind of file one document (JSON Schema 2020-12)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reebrief.analysis.claims.lexicon import ClaimsFile
from reebrief.analysis.support.lexicon import SupportFile
from reebrief.briefs.models.brief import BriefModel
from reebrief.cli.schema.editor_schema import (
    loosened,
    needs,
    without_required,
    words_in_one_text,
)
from reebrief.corpus.articles import FrontMatter
from reebrief.corpus.inbox.feed_list import FeedsModel
from reebrief.corpus.source_models import RegistryModel
from reebrief.project.project import Settings
from reebrief.project.validation import Model
from reebrief.templates.caveat_words import CaveatsFile
from reebrief.templates.glossary import GlossaryFile
from reebrief.templates.language import Language
from reebrief.templates.themes import ThemeModel

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_OWN = ("extends", "parameters", "variants")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: its model, and the files that it checks.

    Where one of the keys ``reuse`` is given, values may come from elsewhere, so none is required.
    ``parameters`` says that texts in braces stand for values, ``words`` that it is a file of words,
    whose keys the shipped one explains by what stands there.
    """

    model: type[Model]
    files: str
    reuse: tuple[str, ...] = ()
    parameters: bool = False
    words: bool = False


KINDS = {
    "brief": Kind(BriefModel, "briefs/NAME.yaml", ("extends", "variants"), parameters=True),
    "article": Kind(FrontMatter, "the front matter of articles/ID.md"),
    "sources": Kind(RegistryModel, "articles/sources.yaml"),
    "theme": Kind(ThemeModel, "templates/themes/NAME.yaml", ("extends",)),
    "feeds": Kind(FeedsModel, "feeds.yaml"),
    "settings": Kind(Settings, "reebrief.yaml"),
    "glossary": Kind(GlossaryFile, "templates/glossary.yaml"),
    "caveats": Kind(CaveatsFile, "templates/caveats.yaml", words=True),
    "claims": Kind(ClaimsFile, "templates/claims.yaml", words=True),
    "support": Kind(SupportFile, "templates/support.yaml", words=True),
    "language": Kind(Language, "templates/languages/CODE.yaml", words=True),
}
"""The kinds of files by the name of their schema."""


def document(name: str) -> dict[str, Any]:
    """Return the schema of a kind of file.

    It refuses unknown keys and accepts whatever the program does, as an editor reads YAML: ``14``
    as a number, though the program takes it as typed.
    """
    kind = KINDS[name]
    made = loosened(kind.model.model_json_schema(by_alias=True), parameters=kind.parameters)
    if name == "brief":
        _vary(made)
    if kind.words:
        made = words_in_one_text(made)
    if kind.reuse:
        complete = needs(made)
        made = without_required(made)
        elsewhere = [{"required": [key]} for key in kind.reuse]
        made |= {"if": {"not": {"anyOf": elsewhere}}, "then": complete["then"]}
        made["$defs"] |= complete["$defs"]
    head = {"$schema": DIALECT, "title": f"reebrief: {kind.files}"}
    return {**head, **{key: made[key] for key in made if key != "$defs"}, **_defs(made)}


def text(name: str) -> str:
    """Return the schema of a kind of file as it is printed and written."""
    return json.dumps(document(name), ensure_ascii=False, indent=2) + "\n"


def _defs(made: Mapping[str, Any]) -> dict[str, Any]:
    found = made.get("$defs")
    return {"$defs": {key: found[key] for key in sorted(found)}} if found else {}


def _vary(brief: dict[str, Any]) -> None:
    """Say of variants that they have the keys of a definition, and values for its parameters."""
    properties = brief["properties"]
    value = {"$ref": "#/$defs/Parameter/properties/default"}
    brief["$defs"]["Variant"] = {
        "type": "object",
        "description": "A document made of the definition: the keys that differ.",
        "properties": {
            "parameters": {
                "type": "object",
                "description": "Values of parameters, by name.",
                "additionalProperties": value,
            },
            **{key: {"$ref": f"#/properties/{key}"} for key in properties if key not in _OWN},
        },
        "additionalProperties": False,
    }
    properties["variants"] |= {
        "propertyNames": {"pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
        "additionalProperties": {"$ref": "#/$defs/Variant"},
    }
