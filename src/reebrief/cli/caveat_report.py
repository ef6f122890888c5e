"""Report a brief's caveats for ``check``: each with its reason, as lines or as JSON."""

from __future__ import annotations

from collections.abc import Iterator

from reebrief.caveats import Account, Caveat, ShownClaim
from reebrief.caveats.doubts import Doubt
from reebrief.cli.problems import number_of
from reebrief.document.sentences import shortened
from reebrief.pipeline.caveat_budget import figures
from reebrief.pipeline.check import Checked

_LONGEST = 90
"""Characters of a sentence that the account shows; JSON has all of them."""


def lines(checked: Checked) -> Iterator[str]:
    """Yield the account of a checked brief in lines; nothing where it could not be made."""
    account = checked.account
    if account is None:
        return
    articles = number_of(len(account.origins), "article")
    origins = number_of(len(account.all_origins), "independent origin")
    yield f"{checked.name}: {articles}, {origins}, {number_of(checked.pages, 'page')}"
    if checked.share:
        yield f"  {checked.share}"
    for article, names in account.origins.items():
        said = f": {', '.join(names)}" if names else ""
        yield f"  {article}: {number_of(len(names), 'origin')}{said}"
        for caveat in _of(account, article):
            yield f"    {_named(caveat)}: {caveat.why} ({caveat.place})"
        for claim in account.claims:
            if claim.article == article:
                said = "; ".join(
                    f"{d.caveat} {_why(d, claim)}{_shown(d, claim)}" for d in claim.doubts
                )
                yield f"    {claim.place}: “{shortened(claim.text, _LONGEST, ' …')}”: {said}"


def as_data(checked: Checked) -> dict[str, object]:
    """Return the account of a checked brief as JSON has it."""
    account = checked.account
    if account is None:
        return {}
    return {
        "pages": checked.pages,
        **figures(checked.share),
        "origins": list(account.all_origins),
        "articles": [
            {
                "id": article,
                "origins": list(names),
                "caveats": [
                    {
                        "class": c.caveat,
                        "label": c.label,
                        "part": c.part,
                        "why": c.why,
                        "waived": c in account.waived,
                        "file": c.place.file,
                        "line": c.place.line or None,
                    }
                    for c in account.caveats
                    if c.article == article
                ],
                "claims": [_claim(c) for c in account.claims if c.article == article],
            }
            for article, names in account.origins.items()
        ],
    }


def _claim(claim: ShownClaim) -> dict[str, object]:
    return {
        "text": claim.text,
        "file": claim.place.file,
        "line": claim.place.line or None,
        "caveats": [
            {
                "class": doubt.caveat,
                "why": doubt.by,
                "offered": doubt.detail or None,
                "labelled": doubt.caveat in claim.labelled,
                "unlabelled": claim.unlabelled.get(doubt.caveat),
                "file": doubt.place.file,
                "line": doubt.place.line or None,
            }
            for doubt in claim.doubts
        ],
    }


def _of(account: Account, article: str) -> Iterator[Caveat]:
    return (c for c in account.caveats if c.article == article and c not in account.waived)


def _named(caveat: Caveat) -> str:
    return f"{caveat.caveat} of '{caveat.part}'" if caveat.part else caveat.caveat


def _why(doubt: Doubt, claim: ShownClaim) -> str:
    """Return the words that are evidence, and their place where it is another one."""
    elsewhere = "" if doubt.place == claim.place else f" ({doubt.place})"
    says = "not said: which" if doubt.caveat == "unit" else "the text says"
    more = f", {says} “{doubt.detail}”" if doubt.detail not in {"", doubt.by} else ""
    return f"‘{doubt.by}’{elsewhere}{more}"


def _shown(doubt: Doubt, claim: ShownClaim) -> str:
    """Say why no label stands beside a claim, where none does."""
    if doubt.caveat in claim.labelled:
        return ""
    return f" (no label: {claim.unlabelled[doubt.caveat]})"
