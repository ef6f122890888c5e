"""The source statement: computed sentences on how many articles, origins and states there are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from reebrief.caveats.rules import Case
from reebrief.caveats.wordings import Plural, Wordings


def statement(cases: Sequence[Case], wordings: Wordings) -> str:
    """Return what stands behind a brief in plain sentences; corroboration is never claimed.

    An origin is the topmost organisation that is not a government (``Source.origin``), or a name
    that the registry does not know.
    """
    total = len(cases)
    forms = wordings.statement
    if not total:
        return forms.none
    publishers = _distinct(c.article.about.publisher or wordings.unnamed_publisher for c in cases)
    known = _distinct(s.origin_name for c in cases for s in c.sources)
    unknown = _distinct(name for c in cases for name in c.unreviewed)
    origins = [*known, *unknown]
    nameless = sum(not (c.sources or c.unreviewed) for c in cases)
    controlled = [c for c in cases if any(s.of_state for s in c.sources)]
    states = _distinct(
        s.state or wordings.unknown_state for c in controlled for s in c.sources if s.of_state
    )

    def say(form: Plural, count: int, **values: str) -> str:
        number = wordings.number(count)
        values = {"number": number, "Number": _capital(number), **values}
        return form.of(count).format(**values)

    said = [say(forms.articles, total, publishers=wordings.joined(publishers))]
    if nameless:
        said.append(say(forms.no_origin_all if nameless == total else forms.no_origin, nameless))
    if origins:
        one = len(origins) == 1
        if nameless:
            form = forms.others_one_origin if one else forms.others_origins
        else:
            form = forms.one_origin if one else forms.origins
        number = wordings.number(len(origins))
        joined = wordings.joined(origins)
        said.append(
            form.of(total - nameless).format(number=number, Number=_capital(number), origins=joined)
        )
    if unknown:
        said.append(say(forms.unreviewed, len(unknown), origins=wordings.joined(unknown)))
    if controlled:
        joined = wordings.joined(states)
        if len(controlled) == total:
            said.append(say(forms.state_all, total, states=joined))
        else:
            number = wordings.number(total)
            said.append(say(forms.state_some, len(controlled), states=joined, total=number))
    said.append(say(forms.verified, total))
    return one_stop(" ".join(said))


def one_stop(text: str) -> str:
    """Return a text without the second of two full stops, where a name ends in one."""
    return re.sub(r"(?<!\.)\.\.(?!\.)", ".", text)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _distinct(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))
