"""Too much of everything: pages simply go on, and nothing lies over anything else."""

from itertools import combinations

import pypdfium2
import pytest

from reebrief import render
from support.projects import article, brief, make_project

TITLE = " ".join(["Upper Mill answers the levy with a second furnace and a loan"] * 5)[:300]
LINE = " ".join(["The mill goes on as before, and nobody says why."] * 20)
BULLETS = "".join(f"- The mill reports point {n} of its plan for the year.\n" for n in range(30))
OVER = 1.5
"""Points by which the boxes of two lines may overlap: descenders reach into the next line."""


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """Return the boxes of the text on each page of ten articles of thirty bullets."""
    texts = {
        f"a{n}": article(f"## Highlights\n\n{BULLETS}", title=TITLE if not n else f"Mill {n}")
        for n in range(10)
    }
    own = brief(title=TITLE, articles="{exclude: []}", bottom_line=LINE)
    project = make_project(tmp_path_factory.mktemp("crowded"), texts, briefs={"x": own})
    (done,) = render(project, ["x"], to=["pdf"])
    document = pypdfium2.PdfDocument(done.files[0].read_bytes())
    shown = [page.get_textpage() for page in document]
    return [[text.get_rect(n) for n in range(text.count_rects())] for text in shown], document


def test_pages_go_on(pages):
    boxes, document = pages
    text = "".join(page.get_textpage().get_text_bounded() for page in document)
    assert len(boxes) > 3
    assert text.count("of its plan for the year") == 300
    assert " ".join(TITLE.split()) in " ".join(text.split())


def test_no_text_lies_over_another(pages):
    boxes, document = pages
    for page, found in zip(document, boxes, strict=True):
        width, height = page.get_size()
        for left, bottom, right, top in found:
            assert left >= 0
            assert bottom >= 0
            assert right <= width
            assert top <= height
        for one, other in combinations(found, 2):
            across = min(one[2], other[2]) - max(one[0], other[0])
            down = min(one[3], other[3]) - max(one[1], other[1])
            assert across <= OVER or down <= OVER, (one, other)
