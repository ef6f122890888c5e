"""Read ``feeds.yaml``: the feeds that the inbox asks, and what is known of their entries."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import Field, model_validator

from reebrief.diagnostics import Place, Problem, ReebriefError, error
from reebrief.document.markdown import slug
from reebrief.project.project import Project
from reebrief.project.validation import Filled, Flag, Format, Model, WebAddress, validate

FILE = "feeds.yaml"


class FeedModel(Model):
    """A feed: where it is, and what its entries are given when they become articles."""

    address: WebAddress | None = Field(
        default=None, description="The feed's address; or name a file instead."
    )
    file: Filled | None = Field(
        default=None, description="A file that holds the feed, its path from the project's root."
    )
    publisher: Filled | None = Field(
        default=None, description="Who publishes the entries; without, as the feed says."
    )
    topics: tuple[Filled, ...] = Field(default=(), description="Topics of its articles.")
    allow_private: Flag = Field(
        default=False,
        description="true: the feed is on a server of one's own, and addresses that are not on "
        "the public internet may be asked.",
    )

    @model_validator(mode="after")
    def _somewhere(self) -> FeedModel:
        if (self.address is None) == (self.file is None):
            raise ValueError("a feed is at one place; type 'address: https://…' or 'file: …'")
        return self


class FeedsModel(Model):
    """The file ``feeds.yaml``."""

    format: Format
    feeds: dict[str, FeedModel] = Field(
        description="Feeds by name, lower-case words joined by hyphens."
    )


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed by its name, and where it stands in the file."""

    name: str
    about: FeedModel
    place: Place


def load(project: Project) -> tuple[Feed, ...]:
    """Return the feeds of a project in the order of its file.

    Raises ReebriefError where there is no file, with an example, and with every fault of it.
    """
    path = project.root / FILE
    if not path.is_file():
        hint = (
            "write one:\nformat: 1\nfeeds:\n  a-name:\n    address: https://…\n    publisher: …\n"
            "    topics: [rare-earths]"
        )
        raise error("no feeds are listed", Place(FILE), hint)
    file = project.yaml(path)
    models = validate(FeedsModel, file).feeds
    problems = [
        Problem(f"'{n}' is no name", file.place(("feeds", n), key=True), f"type {slug(n)}")
        for n in models
        if slug(n) != n
    ]
    if problems:
        raise ReebriefError(problems)
    return tuple(
        Feed(n, m, file.place(("feeds", n, "address" if m.address else "file")))
        for n, m in models.items()
    )
