"""Invented news of one event, as an agency tells it, as outlets retell that, as others report it.

Everything is invented. A wire text is cut, reordered, given another headline or lead, and worded
anew here and there; an independent report has the same names, figures and one quotation, told by
another agency in its own words. Even numbers are the half that rules were tuned on.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

FIRMS = ("Norvale Metals", "Estmark Magnets", "Karlow Refining", "Tornby Oxides", "Mirabel Alloys")
TOWNS = ("Sundhaven", "Ostrava Sur", "Brakmoor", "Linwick", "Aldersund", "Pelm")
GOODS = ("neodymium oxide", "dysprosium metal", "sintered magnets", "mixed carbonate", "yttrium")
PEOPLE = ("Ada Vell", "Jonas Brandt", "Mira Okafor", "Li Wenhua", "Petra Salo")
WIRES = ("Wirenet", "Presslink", "Newsbridge")

WIRE = (
    (
        "{town} ({wire}) - {firm} will build a plant for {good} near {town}, the company told its "
        "shareholders on Tuesday, in a move that could ease the shortage of the material.",
        "The works are to make {a:,} tonnes a year from {year}, about {b} percent of what the "
        "country's makers of motors buy abroad today.",
        "“{quote},” chief executive {person} said after the meeting.",
        "The state bank lends {c} million crowns at a fixed rate, and the rest comes from a share "
        "issue that the board approved without a vote against it.",
        "Neighbours of the site have asked the regional court to look at the permit for waste "
        "water, which was granted in less than three months.",
        "Two earlier attempts to set up such a plant in the region failed when prices fell below "
        "the cost of the acid alone.",
        "{firm} shares closed {d} percent higher, while the wider market hardly moved that day.",
    ),
    (
        "{firm} has bought the idle {good} works at {town} for {c} million crowns and wants to "
        "start them again in {year}, its finance chief told reporters. ({wire}) --",
        "Engineers found the furnaces in better condition than the sale papers had suggested, so "
        "only {b} percent of the lining has to be laid anew.",
        "Once running, the works can turn out {a:,} tonnes a year and employ some of the people "
        "who were dismissed four winters ago.",
        "“{quote},” {person}, who leads the project, told a crowd at the gate.",
        "A rival bidder from abroad withdrew after the ministry let it be known that it would "
        "examine any foreign owner with care.",
        "The union called the purchase a late but welcome turn and asked for a binding promise on "
        "wages until the end of the decade.",
        "Analysts at two brokerages put the cost of the restart at {d} percent of yearly sales.",
    ),
)
OTHERS = (
    (
        "({wire}) - Shareholders in {firm} heard on Tuesday of a factory planned at {town}.",
        "Output of {good} should reach {a:,} tonnes annually by {year}, enough to replace roughly "
        "{b} percent of imports.",
        "{person} put it this way: “{quote}.”",
        "Funding of {c} million crowns was secured from public lenders, according to slides seen "
        "at the venue, with investors asked for more.",
        "Local groups oppose the discharge licence and have gone to court over it.",
        "The stock gained {d} percent.",
    ),
    (
        "({wire}) -- A mothballed factory in {town} changes hands: {firm} pays {c} million crowns.",
        "It hopes to be producing {good} there by {year}, reaching {a:,} tonnes in a normal year.",
        "About {b} percent of the brickwork inside the kilns needs replacing, said a manager.",
        "“{quote},” said {person}.",
        "Trade unionists want guarantees on pay; the government had signalled unease about buyers "
        "from other countries.",
        "Brokers reckon that {d} percent of turnover will go into bringing it back.",
    ),
)
QUOTES = (
    "We have waited long enough for somebody else to do this, and now we do it ourselves",
    "Nobody should believe that one plant makes a country independent of the world",
    "The people here know how to run these furnaces better than any consultant does",
)
SYNONYMS = {
    "plant": "factory",
    "build": "put up",
    "makers": "producers",
    "about": "some",
    "failed": "came to nothing",
    "bought": "acquired",
    "people": "workers",
    "region": "district",
    "asked": "called on",
    "purchase": "deal",
}


@dataclass(frozen=True)
class LabelledStory:
    """One event: texts by name; those of ``retold`` are one text, ``independent`` is another."""

    number: int
    texts: dict[str, str]
    retold: tuple[str, ...]
    independent: str


def story(number: int) -> LabelledStory:
    """Return the story of a number: the wire text, three that retell it, one that does not."""
    chance = random.Random(number)  # noqa: S311  the same story for the same number
    half = number % 2
    first, second = chance.sample(WIRES, 2)
    facts = {
        "firm": chance.choice(FIRMS),
        "town": chance.choice(TOWNS),
        "good": chance.choice(GOODS),
        "person": chance.choice(PEOPLE),
        "quote": chance.choice(QUOTES),
        "year": 2027 + chance.randrange(5),
        **{key: chance.randrange(3, 60) for key in "bd"},
        "a": chance.randrange(500, 20_000),
        "c": chance.randrange(40, 900),
    }
    wire = [line.format(**facts, wire=first) for line in WIRE[half]]
    texts = {f"wire{number}": "\n".join(["Plans for a plant", *wire])}
    for n in range(3):
        texts[f"retold{number}-{n}"] = _retold(wire, chance, facts)
    other = [line.format(**facts, wire=second) for line in OTHERS[half]]
    texts[f"other{number}"] = "\n".join([f"{facts['firm']} and its works", *other])
    retold = tuple(name for name in texts if not name.startswith("other"))
    return LabelledStory(number, texts, retold, f"other{number}")


def _retold(wire: list[str], chance: random.Random, facts: dict[str, object]) -> str:
    """Return a wire text as an outlet prints it."""
    lines = list(wire)
    lead = "{firm} goes ahead at {town}: {good} by {year}, and money from the state."
    if chance.random() < 0.5:
        lines[0] = lead.format(**facts)
    if chance.random() < 0.5:
        del lines[chance.randrange(4, 7) :]
    if chance.random() < 0.5:
        middle = lines[1:]
        chance.shuffle(middle)
        lines[1:] = middle
    if chance.random() < 0.5:
        lines = [" ".join(SYNONYMS.get(word, word) for word in line.split()) for line in lines]
    return "\n".join([chance.choice(("A plant at last", "News from the works", "Magnets")), *lines])
