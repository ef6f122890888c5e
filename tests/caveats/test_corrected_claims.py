"""The author corrects what the word lists take for a claim, for one sentence."""

import pytest

from reebrief.diagnostics import ReebriefError
from reebrief.document.traverse import plain
from reebrief.pipeline.prepare import prepare
from reebrief.pipeline.session import Session
from support.projects import article, brief, make_project

BODY = """\
## Highlights

- The line makes 800 tons a day.
- The line makes 90 tons a month.

The line reportedly makes 800 tons a day. It reportedly makes 90 tons a month. Metal Watch could
not verify that it lost 7,000 tons.
"""


@pytest.fixture
def text(tmp_path):
    """Return a function that gives the words of a brief with corrections."""

    def make(*corrections, **keys):
        said = article(BODY, published="2025-11-05", publisher="Metal Watch")
        entries = ", ".join(corrections)
        definition = brief(articles="[one]", claims=f"[{entries}]", **keys)
        made = make_project(tmp_path, {"one": said}, "", {"b": definition})
        return plain(prepare(Session(made), "b").annotated.brief.sections)

    return make


def correction(words="makes 800 tons", caveat="hedge", name="one"):
    return (
        f"{{caveat: {caveat}, article: {name}, words: {words}, who: R. Holm, "
        "why: the decree says it, date: 2025-11-06}"
    )


def test_a_corrected_sentence_and_its_figures_lose_the_doubt_and_others_keep_theirs(text):
    assert "800 tons a day [which ton? reportedly" in text()
    done = text(correction())
    assert "800 tons a day [which ton? reportedly" not in done
    assert "90 tons a month [which ton? reportedly" in done


def test_a_correction_is_printed(text):
    said = (
        "R. Holm found that “makes 800 tons” is not to be labelled “Reported claim”, on 6 November"
    )
    assert said in text(correction())


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        (correction("makes 900 tons"), "'one' has no hedge in a sentence with “makes 900 tons”"),
        (correction("reportedly"), "2 sentences of 'one' have “reportedly”, hedge"),
        (correction("lost", "cannot-verify"), "'cannot-verify' is no claim that can be corrected"),
        (correction("lost", "contradicted"), "'contradicted' is no claim that can be corrected"),
        (correction("lost", "state-media"), "'state-media' is no claim that can be corrected"),
        (correction(name="two"), "'two' is not in this brief"),
    ],
)
def test_a_correction_that_holds_no_longer_is_an_error_with_its_place(text, entry, fault):
    with pytest.raises(ReebriefError) as caught:
        text(entry)
    assert str(caught.value).startswith("briefs/b.yaml:5:")
    assert fault in str(caught.value)
