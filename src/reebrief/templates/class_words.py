"""The words of one class of caveats, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import BeforeValidator, Field

from reebrief.diagnostics import Problem, known
from reebrief.project import placeholders
from reebrief.project.validation import Model
from reebrief.project.yaml import YamlFile
from reebrief.templates.caveat_classes import MANDATORY, NAMES, NAMING, SOURCE_CLASSES
from reebrief.templates.plural import Plural, both_forms


class ClassWords(Model):
    """The words of one class: a short label, what the box, an item, and the list say, a note."""

    label: str = Field(
        min_length=1, max_length=80, description="Its name: at items, in running lines."
    )
    item: str | None = Field(
        default=None,
        min_length=1,
        description="What the line at an item says instead of the label.",
    )
    all: Annotated[Plural, BeforeValidator(both_forms)] | None = Field(
        default=None, description="What the box says where it holds for every article."
    )
    sentence: Annotated[Plural, BeforeValidator(both_forms)] | None = Field(
        default=None,
        description="Stands in the list of sources; one and other where it names sources.",
    )
    mark: str | None = Field(
        default=None, min_length=1, description="Stands in brackets after a claim; else the label."
    )
    marked: str | None = Field(
        default=None, min_length=1, description="What the key says of the mark."
    )
    detailed: str | None = Field(
        default=None,
        min_length=1,
        description="scope-drift, hedge, contradicted: the mark with words {offered}.",
    )
    table: str | None = Field(
        default=None, min_length=1, description="publishers-opinion: the first row of its table."
    )
    note: str = Field(min_length=1, description="The full note, where a theme asks for notes.")
    nameless: str | None = Field(
        default=None,
        min_length=1,
        description="unreviewed-source, inferred: where no origin is named.",
    )
    published: str | None = Field(
        default=None,
        min_length=1,
        description="Stands in the list of sources: who published what others reported.",
    )
    confirmed: str | None = Field(
        default=None,
        min_length=1,
        description="single-origin: where {articles} of other origins report a figure too.",
    )
    quoted: str | None = Field(
        default=None, min_length=1, description="disclaimer only: the sentence of a verbatim one."
    )


_TEXTS = (
    "item",
    "mark",
    "marked",
    "detailed",
    "table",
    "quoted",
    "nameless",
    "published",
    "confirmed",
)
_MAY_NAME = {"detailed": {"offered"}, "confirmed": {"articles"}, "published": {"sources"}}


def class_faults(
    file: YamlFile, path: tuple[str, ...], classes: Mapping[str, ClassWords]
) -> list[Problem]:
    """Return what is wrong with the wordings of a file's classes, which stand under a path.

    The words of a class that is none are not looked at: they are those of the class that was meant.
    """
    faults = [
        Problem(
            f"unknown class '{name}'",
            file.place((*path, name), key=True),
            known(name, NAMES, kind="classes"),
        )
        for name in classes
        if name not in NAMES
    ]
    labels: dict[str, str] = {}
    for name, wording in classes.items():
        if name not in NAMES:
            continue
        where = file.place((*path, name, "label"))
        faults += placeholders.faults(wording.label, (), where)
        if labels.setdefault(wording.label.casefold(), name) != name:
            what = f"the label is that of '{labels[wording.label.casefold()]}' already"
            faults.append(Problem(what, where, "give each class a label of its own"))
    for name, allowed in NAMES.items():
        wording = classes[name]
        sentence = wording.sentence
        texts: dict[str, tuple[str, ...]] = {
            "sentence": sentence.forms if sentence else (),
            "note": (wording.note,),
            "all": wording.all.forms if wording.all else (),
            **{key: (getattr(wording, key) or "",) for key in _TEXTS},
        }
        for key, all_forms in texts.items():
            forms = [text for text in all_forms if text]
            names = {*allowed, *_MAY_NAME.get(key, ())}
            if key == "sentence" and name in {*NAMING, *SOURCE_CLASSES}:
                names = {"sources", *allowed}
            mandatory = MANDATORY.get(name, {})
            must = mandatory.get(key, set())
            where = file.place((*path, name, key))
            for text in dict.fromkeys(forms):
                faults += placeholders.faults(text, names, where, must=must, words=key != "quoted")
            if not forms and key in mandatory:
                faults.append(Problem(f"{key} is missing", where, f"add '{key}: …'"))
    return list(dict.fromkeys(faults))
