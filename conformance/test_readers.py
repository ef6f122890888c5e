"""What LibreOffice saves, and a page in WordPress's blocks, become one and the same article."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from conformance.office import save_as
from support.importing import article_of, body_of, front_of

TITLE = "A mill opens in Strelsau"
LEAD = (
    "STRELSAU, Nov 5 - The Hentzau company has opened a mill that is to weave 4,200 tonnes of "
    "cloth a year, its owner told the town council on Wednesday."
)
SECTION = "What the council asked"
PARAGRAPHS = (
    "“We have waited for this since the old mill burnt down,” said the mayor, who had promised "
    "the town a new one four years ago.",
    "The council asked who pays for the new bridge, and heard that the company and the town share "
    "the cost of 1.5 million crowns.",
)
ITEMS = ("forty looms from Zenda", "a dye house beside the river", "a school for weavers")
ROWS = (("Year", "Cloth, tonnes"), ("2026", "2,100"), ("2027", "4,200"))
QUOTE = "Cloth has been woven in this valley for longer than anybody has written about it."

_BLOCKS = f"""
<!-- wp:paragraph -->
<p>{LEAD}</p>
<!-- /wp:paragraph -->
<!-- wp:paragraph -->
<p>{PARAGRAPHS[0]}</p>
<!-- /wp:paragraph -->
<!-- wp:heading -->
<h2 class="wp-block-heading">{SECTION}</h2>
<!-- /wp:heading -->
<!-- wp:paragraph -->
<p>{PARAGRAPHS[1]}</p>
<!-- /wp:paragraph -->
<!-- wp:list -->
<ul class="wp-block-list">{"".join(f"<li>{item}</li>" for item in ITEMS)}</ul>
<!-- /wp:list -->
<!-- wp:table -->
<figure class="wp-block-table"><table><tbody>
{"".join(f"<tr><td>{one}</td><td>{two}</td></tr>" for one, two in ROWS)}
</tbody></table></figure>
<!-- /wp:table -->
<!-- wp:quote -->
<blockquote class="wp-block-quote"><p>{QUOTE}</p></blockquote>
<!-- /wp:quote -->
"""
_PAGE = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>{TITLE} - Ruritania Daily</title>
<style>.wp-block-list {{margin: 0}}</style><script>var wpEmoji = "loaded";</script></head>
<body class="wp-singular single-post">
<header class="wp-block-template-part"><nav class="wp-block-navigation">
<ul><li><a href="/">Front page</a></li><li><a href="/sport">Sport</a></li></ul></nav></header>
<main class="wp-block-group"><h1 class="wp-block-post-title">{TITLE}</h1>
<div class="entry-content wp-block-post-content">{_BLOCKS}
<!-- wp:jetpack/sharing -->
<div class="sharedaddy sd-sharing-enabled"><h3>Share this:</h3>
<ul><li><a href="#">Facebook</a></li></ul></div>
<!-- /wp:jetpack/sharing --></div>
<div class="wp-block-comments" id="comments"><h2>2 responses</h2>
<p>First! What a fine mill.</p></div></main>
<footer class="wp-block-template-part"><p>Proudly powered by WordPress</p></footer></body></html>"""
_AROUND = ("Front page", "Share this", "Facebook", "First!", "powered", "wpEmoji", "margin", "wp:")

_WRITER = f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{_BLOCKS}</body></html>"

FORMS = ("html", "docx", "rtf", "pdf")


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Have LibreOffice save the article in each form; return the folder."""
    folder = tmp_path_factory.mktemp("saved")
    source = folder / "source" / "article.html"
    source.parent.mkdir()
    source.write_text(_WRITER, encoding="utf-8")
    for form in ("odt", *FORMS):
        of = ("--infilter=HTML (StarWriter)",) if form == "odt" else ()
        name = source if form == "odt" else folder / "article.odt"
        save_as(form, [name], folder, options=of)
    return folder


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


CELLS = [cell for row in ROWS for cell in row]
EVERY = words("\n".join([LEAD, SECTION, *PARAGRAPHS, *ITEMS, *CELLS, QUOTE]))


@pytest.mark.parametrize("form", FORMS)
def test_every_word_of_what_libreoffice_saved_is_in_the_article(saved: Path, form: str) -> None:
    made = article_of((saved / f"article.{form}").read_bytes(), f"article.{form}")
    assert front_of(made)["title"] == TITLE
    lost = EVERY - words(body_of(made)) - words(" ".join(c.old for c in made.record.changes))
    assert not lost


@pytest.mark.parametrize("form", ["html", "docx"])
def test_what_libreoffice_saved_keeps_its_structure(saved: Path, form: str) -> None:
    body = body_of(article_of((saved / f"article.{form}").read_bytes(), f"article.{form}"))
    assert f"## {SECTION}" in body
    assert all(f"- {item}" in body for item in ITEMS)
    assert "| 2026" in body


def test_a_page_of_wordpress_blocks_becomes_its_article() -> None:
    made = article_of(_PAGE, "page.html")
    body = body_of(made)
    assert front_of(made)["title"] == TITLE
    assert not EVERY - words(body)
    assert f"## {SECTION}" in body
    assert all(f"- {item}" in body for item in ITEMS)
    assert "| 2026" in body
    assert f"> {QUOTE}" in body
    assert not [around for around in _AROUND if around in made.markdown]
