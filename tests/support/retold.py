"""Invented news of one event, as an agency tells it, as outlets retell that, as others report it.

Everything is invented. Each event has an agency's text; three outlets that print it (cut, in
another order, with another lead, worded anew, with a paragraph of their own); a second agency's
report and a third one without credit, which have the same names, figures and quotation, and one
sentence of the company's release word for word; and the same agency's text on another event of its
series. Agencies end on the same background for every event, outlets on their own lines.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

FIRMS = ("Norvale Metals", "Estmark Magnets", "Karlow Refining", "Tornby Oxides", "Mirabel Alloys")
TOWNS = ("Sundhaven", "Ostrava Sur", "Brakmoor", "Linwick", "Aldersund", "Pelm")
GOODS = ("neodymium oxide", "dysprosium metal", "sintered magnets", "mixed carbonate", "yttrium")
PEOPLE = ("Ada Vell", "Jonas Brandt", "Mira Okafor", "Li Wenhua", "Petra Salo")
WIRES = ("Wirenet", "Presslink", "Newsbridge")
OUTLETS = ("Harbour Courier", "Northern Ledger", "Mining Post", "Weekly Smelter")

TOPICS = (
    (
        "{firm} will build a plant for {good} near {town}, the company told its shareholders, in "
        "a move that could ease the shortage of the material.",
        "Shareholders in {firm} heard on Tuesday of a factory for {good} planned at {town}.",
        "At {town}, {firm} wants to put up works for {good}; the board made this public at its "
        "yearly meeting.",
    ),
    (
        "Money comes from the state bank, which lends {c} million crowns at a fixed rate, and "
        "from a share issue that the board approved without a vote against it.",
        "Funding of {c} million crowns was secured from public lenders, according to slides seen "
        "at the venue, with investors asked for more.",
        "Slides put the public loan at {c} million crowns; holders of shares pay the rest.",
    ),
    (
        "“{quote},” chief executive {person} said after the meeting.",
        "{person}, who heads the firm, put it this way: “{quote}.”",
        "Asked about doubts, its head {person} answered: “{quote}.”",
    ),
    (
        "Neighbours of the site have asked the regional court to look at the permit for waste "
        "water, which was granted in less than three months.",
        "Local groups oppose the discharge licence and have gone to court over it.",
        "Whether the effluent permit stands is for judges to say, as residents have sued.",
    ),
    (
        "Two earlier attempts to set up such a plant in the region failed when prices fell below "
        "the cost of the acid alone.",
        "It is the third try: predecessors gave up once the market had collapsed.",
        "History speaks against it, with a pair of projects abandoned here when buyers vanished.",
    ),
    (
        "About {b} percent of what the country's makers of motors buy abroad today could come from "
        "{town} once all lines run.",
        "Imports for electric drives might shrink by {b} percent, managers at {town} reckon.",
        "For motor builders at home {b} percent of foreign purchases would become needless.",
    ),
    (
        "{firm} shares closed {d} percent higher, while the wider market hardly moved that day.",
        "The stock gained {d} percent.",
        "Traders lifted the paper by {d} percent until the evening.",
    ),
    (
        "The union called the decision a late but welcome turn and asked for a binding promise on "
        "wages until the end of the decade.",
        "Labour leaders want guarantees on pay before they applaud.",
        "From organised workers came praise, and a demand that salaries be fixed for years.",
    ),
)
RELEASE = (
    "The works are to make {a:,} tonnes a year from {year}, using a process that needs a third "
    "less acid and no imported reagents at all.",
    "The company expects to produce {a:,} tonnes annually by {year} and to recover nine tenths of "
    "the solvent that it uses along the way.",
)
BACKGROUND = {
    "Wirenet": "Rare earths are a group of seventeen metals used in motors, turbines and weapons, "
    "and a single country refines most of what the world consumes of them.",
    "Presslink": "Governments from Ottawa to Canberra have spent heavily in recent years to "
    "loosen the grip that one supplier has on the refining of these metals.",
    "Newsbridge": "Magnets made of these metals keep their strength at heat, which is why makers "
    "of cars and of wind turbines have found nothing that replaces them.",
}
CLOSING = {
    "Harbour Courier": "The Harbour Courier reports on ports, ships and the goods that pass "
    "through them, and is read in forty countries by people who trade.",
    "Northern Ledger": "Send hints on companies of the north to the desk of the Northern Ledger, "
    "which treats every sender and every letter in confidence.",
    "Mining Post": "The Mining Post is written by engineers for engineers and takes no money from "
    "the companies whose mines and mills it describes.",
    "Weekly Smelter": "Subscribers of the Weekly Smelter find the tables of prices behind this "
    "page, together with the archive of the last twelve years.",
}
QUOTES = (
    "We have waited long enough for somebody else to do this, and now we do it ourselves",
    "Nobody should believe that one plant makes a country independent of the world",
    "The people here know how to run these furnaces better than any consultant does",
)
OWN = (
    "Our reporter found the gates open on the morning after, and a queue of vans that had come to "
    "deliver fences and site huts.",
    "In the harbour pub they had known for weeks, the landlord says, because surveyors had taken "
    "every room that he lets.",
)
HEADLINES = ("Plans for a plant", "A plant at last", "News from the works", "Magnets")
SYNONYMS = {
    "plant": "factory",
    "build": "put up",
    "makers": "producers",
    "about": "some",
    "failed": "came to nothing",
    "people": "workers",
    "region": "district",
    "asked": "called on",
    "works": "mill",
    "decision": "choice",
    "move": "step",
    "heard": "learned",
    "rest": "remainder",
    "once": "as soon as",
}


@dataclass(frozen=True)
class LabelledStory:
    """One event: texts by name.

    Those of ``retold`` are one text, each of ``independent`` is another report of the event, and
    ``series`` tells of another event in the same words.
    """

    number: int
    texts: dict[str, str]
    retold: tuple[str, ...]
    independent: tuple[str, ...]
    series: str


def story(number: int, seed: str = "tuned") -> LabelledStory:
    """Return the story of a number, the same for the same seed."""
    chance = random.Random(f"{seed} {number}")  # noqa: S311  the same story for the same number
    facts = _facts(chance)
    first, second = chance.sample(WIRES, 2)
    voices = [chance.sample(range(3), 3) for _ in TOPICS]
    release = chance.choice(RELEASE)
    wire = _told(chance, facts, [topic[v[0]] for topic, v in zip(TOPICS, voices, strict=True)])
    texts = {f"wire{number}": _text(chance, _credited(wire, first, facts, release))}
    for n in range(3):
        printed = _printed(_credited(wire, first, facts, release), chance, facts)
        texts[f"retold{number}-{n}"] = _text(chance, [*printed, CLOSING[chance.choice(OUTLETS)]])
    for n, credit in ((1, second), (2, "")):
        topics = [topic[v[n]] for topic, v in zip(TOPICS, voices, strict=True)]
        lines = _credited(_told(chance, facts, topics), credit, facts, release)
        closing = [] if credit else [CLOSING[chance.choice(OUTLETS)]]
        texts[f"other{number}-{n}"] = _text(chance, [*lines, *closing])
    later = {**_facts(chance), **{key: facts[key] for key in ("firm", "good", "person")}}
    again = _told(chance, later, [topic[v[0]] for topic, v in zip(TOPICS, voices, strict=True)])
    texts[f"series{number}"] = _text(chance, _credited(again, first, later, release))
    retold = (f"wire{number}", *(f"retold{number}-{n}" for n in range(3)))
    others = (f"other{number}-1", f"other{number}-2")
    return LabelledStory(number, texts, retold, others, f"series{number}")


def _facts(chance: random.Random) -> dict[str, object]:
    return {
        "firm": chance.choice(FIRMS),
        "town": chance.choice(TOWNS),
        "good": chance.choice(GOODS),
        "person": chance.choice(PEOPLE),
        "quote": chance.choice(QUOTES),
        "year": 2027 + chance.randrange(5),
        **dict(zip("bd", chance.sample(range(3, 60), 2), strict=True)),
        "a": chance.randrange(500, 20_000),
        "c": chance.randrange(60, 900),
    }


def _told(chance: random.Random, facts: dict[str, object], topics: list[str]) -> list[str]:
    """Return a report: the news first, most other topics in an order of its own."""
    lead, *rest = topics
    kept = chance.sample(rest, chance.randrange(5, len(rest) + 1))
    return [line.format(**facts) for line in (lead, *kept)]


def _credited(lines: list[str], credit: str, facts: dict[str, object], release: str) -> list[str]:
    """Return a report with its dateline, the release's sentence, its agency's background."""
    lead, *rest = lines
    dateline = f"{facts['town']} ({credit}) - " if credit else ""
    background = [BACKGROUND[credit]] if credit else []
    return [dateline + lead, release.format(**facts), *rest, *background]


def _printed(wire: list[str], chance: random.Random, facts: dict[str, object]) -> list[str]:
    """Return a wire text as an outlet prints it."""
    lines = list(wire)
    if chance.random() < 0.4:
        lead = "{firm} goes ahead at {town}: {good} by {year}, and money from the state."
        lines[0] = lead.format(**facts)
    if chance.random() < 0.5:
        del lines[chance.randrange(5, len(lines)) :]
    if chance.random() < 0.4:
        middle = lines[1:]
        chance.shuffle(middle)
        lines[1:] = middle
    if chance.random() < 0.4:
        lines = [" ".join(SYNONYMS.get(word, word) for word in line.split()) for line in lines]
    if chance.random() < 0.4:
        lines.insert(chance.randrange(1, len(lines)), chance.choice(OWN))
    return lines


def _text(chance: random.Random, lines: list[str]) -> str:
    return "\n".join([chance.choice(HEADLINES), *lines])
