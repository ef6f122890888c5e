"""Say words of caveats as inlines: what stands between two asterisks is bold."""

from __future__ import annotations

import re

from reebrief.document.nodes import Inline, Inlines, Strong, Text
from reebrief.document.sentences import capital
from reebrief.document.traverse import characters

_BOLD = "**"


def said(form: str, **values: object) -> Inlines:
    """Return a text as inlines, its names filled in, beginning with a capital letter.

    Asterisks count in the text itself, not in what is filled in. A full stop after another stop,
    where a name ends in one, is left out.
    """
    done: list[Inline] = []
    before = ""
    for n, piece in enumerate(form.split(_BOLD)):
        text = one_stop(piece.format(**values), before)
        text = text if done else capital(text)
        if text:
            done.append(Strong((Text(text),)) if n % 2 else Text(text))
        before = text or before
    return tuple(done)


def one_stop(text: str, before: str = "") -> str:
    """Return a text without a full stop after another stop, where a name ends in one.

    ``before`` is what stands before the text.
    """
    joined = before[-1:] + text
    done = re.sub(r"(?<!\.)\.\.(?!\.)|(?<=[?!])\.", lambda found: found[0][1:], joined)
    return done[len(before[-1:]) :]


def continued(form: str, text: str) -> str:
    """Return what continues a form at ``{text}``, without a first word that stands there already.

    "that all is to be checked" after "warns that" is "all is to be checked".
    """
    before = form.partition("{text}")[0].split()
    first, _, rest = text.partition(" ")
    return rest if rest and before and before[-1].casefold() == first.casefold() else text


def sentences(*parts: Inlines) -> Inlines:
    """Return texts one after the other, a space between them; empty ones are left out."""
    done: list[Inline] = []
    for part in parts:
        if characters(part):
            done += [Text(" "), *part] if done else part
    return tuple(done)
