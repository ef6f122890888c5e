"""The fixed words of the section on what changed since the edition before, in one language."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from reebrief.project.validation import Filled, Model, naming


class ChangeWords(Model):
    """The fixed words on changes, in a language's file; each has a default in English."""

    since: Annotated[Filled, naming("edition", "date")] = Field(
        "Since {edition} of {date}:", description="What the list of changes is of."
    )
    nothing: Annotated[Filled, naming("edition", "date")] = Field(
        "Nothing changed since {edition} of {date}.", description="Said where nothing did."
    )
    new: Filled = Field("new", description="Said of an item, and before the new ones.")
    updated: Filled = Field("updated", description="Said of an item, and before the updated ones.")
    dropped: Filled = Field("no longer shown", description="Before items that are gone.")
    before: Annotated[Filled, naming("value")] = Field(
        "before: {value}", description="Behind a figure or date that moved, around {value}."
    )
    moved: Filled = Field("figures and dates", description="Before figures and dates that moved.")
    judgement_new: Filled = Field("new judgement", description="Before a judgement.")
    judgement_changed: Filled = Field("judgement changed", description="Before a judgement.")
    judgement_dropped: Filled = Field("no longer held", description="Before a judgement.")
    grade_changed: Filled = Field("judged anew", description="Before a grade that moved.")
    graded: Annotated[Filled, naming("was", "now", words=False)] = Field(
        "{was} → {now}", description="A grade that moved, from {was} to {now}."
    )
    because: Annotated[Filled, naming("reason")] = Field(
        "because {reason}", description="The author's reason for it."
    )
    no_reason: Filled = Field("no reason given", description="Said where there is none.")
    caveat_added: Filled = Field("new caveat", description="Before the class of a caveat.")
    caveat_lifted: Filled = Field("caveat lifted", description="Before the class of a caveat.")
    watch_new: Filled = Field("new to watch", description="Before an entry of the watch list.")
    carried: Annotated[Filled, naming("what", "who", "date", "why", words=False)] = Field(
        "As before, and still held: {what} ({who}, {date}: {why})",
        description="An answer to a text that was carried over: {what}, {who}, {date} and {why}.",
    )
    watch_settled: Filled = Field("no longer watched", description="Before such an entry.")
