"""The fixed words of a matrix in one language."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from reebrief.project.validation import Filled, Model, naming


class ActorWords(Model):
    """By which words an action names who is to act, and until when."""

    let: tuple[Filled, ...] = Field((), description="Words before the actor: let, have.")
    should: tuple[Filled, ...] = Field((), description="Words after the actor: should, must.")
    joins: tuple[Filled, ...] = Field((), description="Words between the names of actors.")
    bodies: tuple[Filled, ...] = Field((), description="What actors without a name are called.")
    until: tuple[Filled, ...] = Field((), description="Words before a day or a span: by, within.")
    spans: tuple[Filled, ...] = Field((), description="Units of time: months, years.")


class MatrixWords(Model):
    """The fixed words of a matrix, in a language's file."""

    action: Annotated[Filled, naming("number")] = Field(
        description="What an action is called by, from {number}."
    )
    action_columns: tuple[Filled, ...] = Field(
        (), description="Words in the header of a column that holds actions."
    )
    own_columns: Filled = Field(
        "What is in italics is ours.", description="Above a table with columns of the author's."
    )
    own: Filled = Field(description="What stands before the author's own words in a cell.")
    amended: Annotated[Filled, naming("author", "reason")] = Field(
        description="Said of an amended cell, from {author} and {reason}."
    )
    no_actor: Filled = Field(description="In the column of leads, where the author sets none.")
    see_action: Filled | None = Field(
        None, description="There, where the words of the action seem to name an actor."
    )
    actors: ActorWords = Field(
        ActorWords(), description="By which words an action names its actor and its date."
    )
    no_evidence: Filled = Field(description="In the column of evidence, where there is none.")
    only_opinion: Filled = Field(
        description="After the evidence of a row that rests on what its own publisher advises."
    )
    one_origin: Filled = Field(
        "(one origin)", description="After several articles of evidence that share their origin."
    )
    several_origins: Annotated[Filled, naming("number")] = Field(
        "({number} independent origins)",
        description="After several articles of evidence, from {number} of their origins.",
    )
    as_above: Filled = Field(description="In a cell that says what the one above it says.")
    rows_from: Filled = Field(description="Before an article whose table gave rows.")
    lead: Filled
    partners: Filled
    horizon: Filled
    date: Filled
    priority: Filled
    cost: Filled
    status: Filled
    confidence: Filled
    evidence: Filled
    priorities: dict[Literal["high", "medium", "low"], Filled] = Field(min_length=3)
    states: dict[Literal["proposed", "agreed", "under-way", "done", "rejected"], Filled] = Field(
        min_length=5
    )
