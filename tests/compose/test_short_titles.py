"""An article's short title heads its item; its title is said once, in the list of sources."""

import pytest

from reebrief import render
from support.projects import article, brief, make_project
from support.readers import TEXT

TITLE = "Upper Mill answers the levy with a second furnace, a shorter week, and a loan"
SHORT = "Upper Mill and the levy"
FRONT = {"title": TITLE, "short_title": SHORT, "publisher": "Metal Watch", "origins": "[Mill]"}


def written(folder, to: str, **keys: str) -> str:
    """Return the text of a brief on one article with a short title, and one without."""
    articles = {
        "mill": article("The furnace runs.", **FRONT),
        "plain": article("The pier closed.", title="A pier closes", publisher="Metal Watch"),
    }
    project = make_project(folder, articles, briefs={"x": brief(articles="[mill, plain]", **keys)})
    (done,) = render(project, ["x"], to=[to])
    return TEXT[to](done.files[0].read_bytes())


@pytest.mark.parametrize("to", ["docx", "pdf", "html", "md"])
def test_every_format_heads_the_item_with_it_and_keeps_the_title_in_the_list(tmp_path, to):
    text = " ".join(written(tmp_path, to).split())
    assert text.index(SHORT) < text.index(TITLE)
    assert text.count(TITLE) == (2 if to == "pdf" else 1)  # a PDF's pages are read once more


def test_an_item_with_a_headline_of_ones_own_says_the_whole_title_itself(tmp_path):
    text = written(tmp_path, "md", items="{each: {mill: {headline: Mine}}}")
    assert SHORT not in text
    assert text.count(TITLE) == 1
    assert text.index("Mine") < text.index(TITLE) < text.index("# Sources")
