"""List the classes of caveats: what their words may name, what they must, who may waive them."""

from __future__ import annotations

_SOURCE = {"source", "kind", "owner", "state", "funding", "editorial_control", "unverified"}
NAMES: dict[str, set[str]] = {
    "state-owned-enterprise": _SOURCE,
    "state-media": _SOURCE,
    "state-controlled": _SOURCE,
    "unreviewed-source": {"source"},
    "unreviewed-publisher": {"publisher"},
    "interested-party": {"subjects"},
    "single-origin": {"origin"},
    "same-text": {"articles", "outlets"},
    "inferred": {"publisher"},
    "publishers-opinion": {"publisher", "articles", "origins"},
    "contradicted": {"publisher"},
    "cannot-verify": {"publisher"},
    "hedge": {"publisher"},
    "unnamed-source": {"publisher"},
    "forward-looking": {"publisher"},
    "unit": {"publisher"},
    "scope-drift": {"publisher"},
    "look-alike": {"publisher"},
    "not-examined": {"why"},
    "translation": {"publisher", "translator"},
    "repaired-text": {"repaired"},
    "undated": set(),
    "stale": {"date", "days"},
    "after-cut-off": {"date", "cut_off"},
    "disclaimer": {"publisher", "text"},
}
"""The classes of caveats, strictest first, with the names that their words may use."""

SOURCE_CLASSES = (
    "unreviewed-source",
    "state-owned-enterprise",
    "state-media",
    "state-controlled",
)
"""The classes that a citation and a running line name, strictest first: who the source is."""

CLAIM_CLASSES = (
    "contradicted",
    "cannot-verify",
    "hedge",
    "unnamed-source",
    "forward-looking",
    "publishers-opinion",
    "scope-drift",
    "look-alike",
    "unit",
)
"""The classes that stand beside single claims, in the order in which their labels stand."""

UNWAIVABLE = frozenset({*SOURCE_CLASSES, "not-examined", "contradicted"})
"""The classes that nobody can waive: who a source is, what is unread, what another denies."""

NAMING = frozenset({"interested-party"})
"""The classes whose sentence names ``{sources}``."""

MANDATORY: dict[str, dict[str, set[str]]] = {
    "state-owned-enterprise": {"note": {"source", "owner", "state"}},
    "state-media": {"note": {"source", "owner", "state"}},
    "state-controlled": {"note": {"source", "owner", "state"}},
    "unreviewed-source": {"nameless": set(), "note": {"source"}},
    "unreviewed-publisher": {"sentence": {"publisher"}, "note": {"publisher"}},
    "interested-party": {"sentence": {"sources"}},
    "single-origin": {"sentence": {"origin"}},
    "same-text": {"sentence": {"articles"}},
    "inferred": {"sentence": {"publisher"}},
    "publishers-opinion": {"table": {"publisher"}, "marked": {"publisher"}},
    "contradicted": {"marked": set(), "detailed": {"offered"}},
    "cannot-verify": {"marked": {"publisher"}},
    "hedge": {"marked": set()},
    "unnamed-source": {"marked": set()},
    "forward-looking": {"marked": set()},
    "unit": {"marked": set()},
    "scope-drift": {"marked": set(), "detailed": {"offered"}},
    "look-alike": {"marked": set()},
    "not-examined": {"sentence": {"why"}},
    "repaired-text": {"sentence": {"repaired"}},
    "disclaimer": {"sentence": {"publisher", "text"}, "quoted": {"publisher", "text"}},
}
"""The texts that a class cannot do without, with the facts that each must keep."""
