"""Write the source statement: computed sentences on articles, origins and states."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from reebrief.caveats.rules import Case
from reebrief.document.sentences import capital
from reebrief.templates.caveat_words import CaveatWords, Plural


def statement(
    cases: Sequence[Case], caveat_words: CaveatWords, read: str = "", unnamed: int = 0
) -> str:
    """Return what stands behind a brief in plain sentences; corroboration is never claimed.

    An origin is the topmost organisation that is not a government (``Source.origin``), or a name
    that the registry does not know. ``read`` says when the facts on sources were read,
    ``unnamed`` counts the articles that rest on sources that they do not name.
    """
    total = len(cases)
    forms = caveat_words.statement
    if not total:
        return forms.none
    publishers = _distinct(
        c.article.about.publisher or caveat_words.unnamed_publisher for c in cases
    )
    origins = _distinct(name for c in cases for name in c.origins)
    named = _distinct(name for c in cases for name in c.unreviewed)
    owners = _distinct(name for c in cases for name in c.unknown_owners)
    unknown = [name for name in (*named, *owners) if name in origins]
    uncounted = [name for name in named if name not in origins]
    nameless = sum(not (c.sources or c.unreviewed) for c in cases)

    def say(form: Plural, count: int, **values: str) -> str:
        number = caveat_words.number(count)
        values = {"number": number, "Number": capital(number), **values}
        return form.of(count).format(**values)

    said = [say(forms.articles, total, publishers=caveat_words.joined(publishers))]
    if nameless:
        said.append(say(forms.no_origin_all if nameless == total else forms.no_origin, nameless))
    if origins:
        one = len(origins) == 1
        if nameless:
            form = forms.others_one_origin if one else forms.others_origins
        else:
            form = forms.one_origin if one else forms.origins
        number = caveat_words.number(len(origins))
        joined = caveat_words.joined(origins)
        said.append(
            form.of(total - nameless).format(number=number, Number=capital(number), origins=joined)
        )
    if unknown:
        said.append(say(forms.unreviewed, len(unknown), origins=caveat_words.joined(unknown)))
    if uncounted:
        said.append(say(forms.uncounted, len(uncounted), origins=caveat_words.joined(uncounted)))
    controlled = [c for c in cases if any(s.of_state for s in c.sources)]
    if controlled:
        values = {"states": _states(controlled, caveat_words), "total": caveat_words.number(total)}
        whole = all(s.of_state for c in controlled for s in c.sources) and not named
        every = forms.state_all if whole else forms.state_part
        form = every if len(controlled) == total else forms.state_some
        said.append(say(form, len(controlled), **values))
    if unnamed:
        said.append(say(forms.unnamed_all if unnamed == total else forms.unnamed, unnamed))
    said.append(say(forms.verified, total, unverified=caveat_words.unverified))
    said += filter(None, (read, caveat_words.own_said))
    return one_stop(" ".join(map(capital, said)))


def _states(cases: Sequence[Case], caveat_words: CaveatWords) -> str:
    """Return the states behind the sources of articles, as a list in a sentence."""
    found = (s for c in cases for s in c.sources if s.of_state)
    return caveat_words.joined(_distinct(s.state or caveat_words.unknown_state for s in found))


def one_stop(text: str) -> str:
    """Return a text without a full stop after another stop, where a name ends in one."""
    return re.sub(r"(?<!\.)\.\.(?!\.)|(?<=[?!])\.", lambda found: found[0][1:], text)


def _distinct(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))
