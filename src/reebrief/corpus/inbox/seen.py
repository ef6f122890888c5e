"""Remember which entries of feeds were skipped, dropped or taken: ``feeds.seen.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from reebrief.project import yaml
from reebrief.project.atomic_write import write_all
from reebrief.project.project import Project
from reebrief.project.validation import Filled, Format, Model, validate

FILE = "feeds.seen.yaml"
_HEAD = '# Entries of feeds that "reebrief inbox" leaves out. Delete one, and it is new again.\n'

Answer = Literal["skipped", "dropped", "taken"]


class SeenModel(Model):
    """What was done with an entry, and its title, so that people can read the file."""

    answer: Answer
    title: Filled


class SeenFile(Model):
    """The file ``feeds.seen.yaml``: entries by their address, or by what stands for it."""

    format: Format
    seen: dict[str, SeenModel] = Field(default_factory=dict)


def load(project: Project) -> dict[str, SeenModel]:
    """Return what was seen, by the keys of entries. Raises ReebriefError where the file is bad."""
    path = project.root / FILE
    return dict(validate(SeenFile, project.yaml(path)).seen) if path.is_file() else {}


def add(project: Project, answers: Mapping[str, SeenModel]) -> None:
    """Add answers to the file, sorted by key, so that two people's files can be merged.

    Raises ReebriefError where the file is bad, or cannot be written.
    """
    seen = {**load(project), **answers}
    rows = {key: seen[key].model_dump() for key in sorted(seen)}
    text = _HEAD + yaml.write({"format": "1", "seen": rows}).replace("'1'", "1", 1)
    write_all({project.root / FILE: text.encode()}, name=project.name)
