"""The words of the box on the sources, and of the lines on who owns whom."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from reebrief.project.validation import Filled, Model, naming
from reebrief.templates.plural import Plural, counted


class LeadWords(Model):
    """What the box begins with: how many origins there are.

    Where an article rests in part on sources without a name, the one origin is the one that is
    named.
    """

    own: Annotated[str, naming()] = "**One origin, speaking of itself.**"
    own_named: Annotated[str, naming()] = "**One named origin, speaking of itself.**"
    one: Annotated[str, naming()] = "**One origin.**"
    one_named: Annotated[str, naming()] = "**One named origin.**"
    several: Annotated[Plural, counted()] = Plural(
        one="**{Number} origin.**", other="**{Number} origins.**"
    )
    none: Annotated[str, naming()] = "**No origin is named.**"


_KINDS = {
    "state-owned-enterprise": Plural(
        one="a state-owned enterprise", other="state-owned enterprises"
    ),
    "state-media": Plural(one="state media", other="state media"),
    "state-controlled": Plural(one="a state body", other="state bodies"),
}


class StatementWords(Model):
    """The sentences of the box on the sources, for none, one and several."""

    none: Annotated[str, naming()]
    leads: LeadWords = LeadWords()
    articles: Annotated[Plural, counted("publishers")]
    one_origin: Annotated[Plural, counted("origins")]
    origins: Annotated[Plural, counted("origins")]
    others_one_origin: Annotated[Plural, counted("origins")]
    others_origins: Annotated[Plural, counted("origins")]
    no_origin: Annotated[Plural, counted()]
    no_origin_all: Annotated[Plural, counted()]
    unreviewed: Annotated[Plural, counted("origins")]
    uncounted: Annotated[Plural, counted("origins")]
    kinds: dict[str, Plural] = Field(
        default=_KINDS, description="What stands behind articles, one and several, by class."
    )
    state_all: Annotated[Plural, counted("states", also=["kinds"])]
    state_part: Annotated[Plural, counted("states", also=["kinds"])]
    state_some: Annotated[Plural, counted("states", also=["total", "kinds"])]
    of_state: Annotated[str, naming("origins", "kinds", "states")] = (
        "It comes from {origins}, {kinds} of {states}."
    )
    owned: Annotated[str, naming("source", "owner", words=False)] = Field(
        default="{source} (of {owner})",
        description="One of several origins, named by a {source} that it owns.",
    )
    owner_named: Annotated[str, naming("sources", "owner", words=False)] = Field(
        default="{owner} (named as {sources})",
        description="One of several origins, named by several sources that it owns.",
    )
    unconfirmed: Annotated[Plural, counted()] = Plural(
        one="No other origin confirms it here.",
        other="No other origin confirms any of it here.",
    )
    one_text: Annotated[str, naming("articles", "outlets")] = (
        "**{articles} are one text,** by {outlets}."
    )
    unnamed: Annotated[Plural, counted()] = Plural(
        one="{Number} of them rests in part on unnamed sources.",
        other="{Number} of them rest in part on unnamed sources.",
    )
    unnamed_all: Annotated[Plural, counted()] = Plural(
        one="It rests in part on unnamed sources.",
        other="They all rest in part on unnamed sources.",
    )
    highlights: Annotated[Plural, counted("publishers")] = Plural(
        one="Its item gives {publishers}’s highlights, views included.",
        other="Items give {publishers}’s highlights, views included.",
    )
    highlights_some: Annotated[Plural, counted("publishers", "items")] = Plural(
        one="Item {items} gives {publishers}’s highlights, views included.",
        other="Items {items} give {publishers}’s highlights, views included.",
    )
    warned: Annotated[str, naming("publisher", "number", "text")] = (
        "On [{number}], **{publisher} warns** that {text}."
    )
    warned_quoted: Annotated[str, naming("publisher", "number", "text")] = (
        "On [{number}], **{publisher} warns:** “{text}”"
    )
    other_warnings: Filled = "Others: see Sources."
    warned_here: Annotated[str, naming("publisher", "box")] = "**{publisher} warns:** see “{box}”."
    verified: Annotated[Plural, counted("unverified")]
    compared: Filled = "Unmarked sentences were not verified either."
    compared_all: Annotated[Plural, counted()] = Plural(
        one="Figures and quotations were only compared with the article.",
        other="Figures and quotations were only compared with the articles.",
    )
    inferred_nameless: Annotated[Plural, counted(also=["publisher"])] = Field(
        default=Plural(
            one="**No disclaimer by {publisher}:** the caveats were inferred, as no source "
            "is named.",
            other="**No disclaimer by a publisher:** the caveats were inferred, as no source "
            "is named.",
        ),
        description="inferred: what the box says where no article names an origin.",
    )
    dates_inferred: Annotated[Plural, counted()] = Plural(
        one="**Its date is inferred.**", other="**All dates are inferred.**"
    )


class OwnerWords(Model):
    """The lines on who owns whom: one for each source, one for what is the same of all."""

    line: Annotated[str, naming("source", "kind", "facts", words=False)] = (
        "**{source}:** {kind}; {facts}."
    )
    all: Annotated[str, naming("facts")] = "**All of these:** {facts}."
    both: Annotated[str, naming("facts")] | None = Field(
        default=None, description="What `all` says where there are two; without it, `all`."
    )
    owner: Annotated[str, naming("fact")] = "owner {fact}"
    state: Annotated[str, naming("fact")] = "state {fact}"
    listed: Annotated[str, naming("source", "facts", words=False)] = "**{source}:** {facts}."
    funding: Annotated[str, naming("fact")] = "funding {fact}"
    governing: Annotated[str, naming("fact")] = "governing {fact}"
    editorial_control: Annotated[str, naming("fact")] = "editorial control: {fact}"
