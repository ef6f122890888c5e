"""Which caveats are lost where a line of a file was changed."""

import pytest

from reebrief.verify.compare import differences
from reebrief.verify.found import TextUnit
from reebrief.verify.lost_caveats import lost

SEALED = "Sources: [1] State-owned enterprise · [2] State media · [3] both"
CAVEATS = [
    {"kind": "running label", "class": "running", "article": name, "text": said, **more}
    for name, said, more in (
        ("a", "[1] State-owned enterprise", {}),
        ("b", "[2] State media", {}),
        ("c", "[3] State-owned enterprise, state media", {"short": "[3] both"}),
    )
]


@pytest.mark.parametrize(
    ("now", "articles"),
    [
        ("Sources: [1] State-owned enterprise · [2] State media", ["c"]),
        ("Sources: [1] State-owned enterprise · [2] State media · [3] none", ["c"]),
        ("Sources: [1] State-owned enterprise · [3] both", ["b"]),
        ("All sources: [1] State-owned enterprise · [2] State media · [3] both", []),
    ],
)
def test_a_label_that_says_both_is_lost_as_any_other(now, articles):
    sealed = [TextUnit("page 1", SEALED)]
    found = differences(sealed, [TextUnit("page 1", now)])
    caveats = [
        {"id": f"running-{c['article']}", "place": "page 1", "block": "", **c} for c in CAVEATS
    ]
    said = [str(finding) for finding in lost(caveats, sealed, found)]
    assert len(said) == len(articles)
    assert all(f"({name})" in one for name, one in zip(articles, said, strict=True))
