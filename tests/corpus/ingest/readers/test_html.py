"""A web page becomes its article: the text without the page around it, and what the page says."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reebrief.corpus.ingest.readers import read_documents
from reebrief.diagnostics import ReebriefError
from support.importing import article_of, body_of, front_of, removed_of, words_of

LEAD = "The mill in Ostrava was opened on Monday after a year of works, its owner told us."
MORE = "It will take over the older lines beside it, and the people who work there follow in May."

PAGE = f"""<!DOCTYPE html>
<html lang="en-GB"><head>
<title>A mill opens in Ostrava - The Harbour Post</title>
<meta property="og:title" content="A mill opens in Ostrava">
<meta property="og:site_name" content="The Harbour Post">
<meta property="article:published_time" content="2026-01-09T00:30:00+08:00">
<link rel="canonical" href="https://harbour.example/mill?utm_source=feed&amp;id=7#top">
<meta name="author" content="Ana Example and Bo Example">
<style>.a {{ color: red }}</style><script>var tracked = 1;</script>
</head><body class="single has-sidebar">
<header><a href="/">The Harbour Post</a><nav><ul><li><a href="/w">World</a></li></ul></nav></header>
<div id="cookie-banner"><p>We use cookies. <button>Accept all</button></p></div>
<ol class="breadcrumbs"><li><a href="/">Home</a></li><li><a href="/m">Metals</a></li></ol>
<article>
<h1>A mill opens in Ostrava</h1>
<p>{LEAD}</p>
<figure><img src="data:image/png;base64,QUJD">
<figcaption>The mill at night. Photo: Bo</figcaption></figure>
<div class="share-buttons"><a href="#">Facebook</a> <a href="#">Copy link</a></div>
<h2>What it costs</h2>
<ul><li>Works<ul><li>Halls of 3&nbsp;000 m<sup>2</sup></li></ul></li><li>People</li></ul>
<blockquote><p>“We are glad,” she said.</p></blockquote>
<table><caption>Lines</caption><tr><th>Line</th><th>Tonnes</th></tr><tr><td>A</td><td>1,200</td></tr></table>
<h3>Further plans</h3>
<p>{MORE}</p>
<div class="related-posts">
<h4>Related</h4><ul><li><a href="/x">Another mill shuts</a></li></ul></div>
<div class="newsletter-signup"><p>Subscribe to our newsletter for more.</p></div>
</article>
<section id="comments"><h3>2 comments</h3><p>A reader likes it.</p></section>
<footer><p>All rights reserved.</p></footer>
</body></html>"""


def test_a_page_of_a_paper_becomes_its_article_alone():
    made = article_of(PAGE)
    assert front_of(made) == {
        "title": "A mill opens in Ostrava",
        "published": "2026-01-09",
        "date_evidence": "meta element article:published_time",
        "publisher": "The Harbour Post",
        "authors": ["Ana Example", "Bo Example"],
        "url": "https://harbour.example/mill?id=7",
        "text": "full",
    }
    assert body_of(made) == "\n\n".join(
        [
            LEAD,
            "Caption: The mill at night. Photo: Bo",
            "## What it costs",
            "- Works\n  - Halls of 3 000 m²\n- People",
            "> “We are glad,” she said.",
            "| Line | Tonnes |\n| --- | --- |\n| A | 1,200 |",
            "Table: Lines {#lines}",
            "### Further plans",
            MORE,
        ]
    )


def test_each_part_of_the_page_that_is_left_out_is_logged_with_what_it_is():
    assert {reason for _, reason in removed_of(article_of(PAGE))} == {
        "navigation",
        "cookies",
        "share buttons",
        "related links",
        "an offer to subscribe",
        "comments",
        "the foot of the page",
        "the title, now in the front matter",
        "of the page around the article",
    }


TERMS = ["tin", "zinc", "nickel", "mills", "ore", "1200", "open", "closed"]
TEXT = st.lists(st.sampled_from(TERMS), min_size=1)
WORDS = TEXT.map(" ".join)


TAGS = [
    *("p", "div", "section", "article", "aside", "nav", "ul", "li", "b", "h2", "footer"),
    *("blockquote", "span", "td"),
]


def element(inner):
    def wrap(tag, classes, parts):
        return f' <{tag} class="{classes}">{" ".join(parts)}</{tag}> '

    names = st.sampled_from(["", "share", "entry-content", "related", "comment", "caption", "ad"])
    parts = st.lists(inner, min_size=1, max_size=4)
    return st.builds(wrap, st.sampled_from(TAGS), names, parts)


PAGES = st.lists(st.recursive(WORDS, element, max_leaves=20), min_size=1, max_size=6).map(" ".join)


@given(PAGES)
@example("<ul> tin <li> zinc </li></ul>")
def test_every_word_of_a_page_is_in_the_article_or_in_the_log(body):
    seen = f"<html><body><script>script1()</script><style>p{{style1}}</style>{body}</body></html>"
    try:
        made = article_of(seen, title="T")
    except ReebriefError as fault:
        assert "no text to import" in str(fault)  # noqa: PT017  a page of nothing but menus
        return
    logged = " ".join(old for old, _ in removed_of(made))
    words = words_of(" ".join(part.rpartition(">")[2] for part in body.split("<")))
    kept = words_of(body_of(made).replace("Caption:", "").replace("Table:", ""))
    assert words - (kept + words_of(logged)) == words_of("")
    assert not {"script1", "style1", "div", "class"} & set(kept)


@pytest.mark.parametrize(
    ("page", "says"),
    [
        ("<div>" * 10_000 + "x" + "</div>" * 10_000, "nest without end"),
        ("<p>" + "word " * 800_000 + "</p>", "at most 3 are read"),
        ("<p>a</p>" * 20_001, "more than 20000 elements"),
        ("<html><body><script>let a = 1</script></body></html>", "no text to import"),
        ('<?xml version="1.0"?><invoice><sum>3</sum></invoice>', "an XML file (invoice)"),
    ],
    ids=["nested", "large", "many", "empty", "xml"],
)
def test_a_page_that_cannot_be_read_is_refused_with_what_it_is(page, says):
    with pytest.raises(ReebriefError) as refused:
        read_documents(page.encode(), "page.html")
    assert says in str(refused.value)


@pytest.mark.parametrize(
    ("charset", "text"),
    [
        ("gb2312", "公司周一说，工厂在包头开业，今年产量将进一步增加，工人们也会搬到新的厂房。"),
        ("windows-1251", "Завод открыли в понедельник, сообщила компания в письме бирже."),
        ("iso-8859-1", "L’usine a été ouverte lundi après une année de travaux, dit-elle."),
        ("shift_jis", "工場は月曜日に開業したと会社が発表した。生産は今年さらに増える。"),
    ],
)
def test_a_page_is_read_in_the_encoding_that_it_declares(charset, text):
    encoding = {"iso-8859-1": "cp1252", "gb2312": "gb18030"}.get(charset, charset)
    raw = f'<html><head><meta charset="{charset}"></head><p>{text}</p></html>'.encode(encoding)
    assert body_of(article_of(raw, title="T")) == text


def test_scripts_and_pictures_of_a_page_do_not_count_to_its_size():
    picture = "data:image/png;base64," + "QUJD" * 400_000
    script = "<script>" + "let a = 1;" * 400_000 + "</script>"
    page = f'<html><body><img src="{picture}">{script}<p>{LEAD}</p></body></html>'
    assert body_of(article_of(page, title="T")) == LEAD


def test_a_text_that_is_no_article_by_its_size_is_refused():
    with pytest.raises(ReebriefError, match="a text of more than 1 MB"):
        read_documents(b"word " * 200_001, "a.txt")


STAMPED = """<!DOCTYPE html><html><head><script type="application/ld+json">
{"@type": "NewsArticle", "headline": "A mill opens", "datePublished": "%s"}</script></head><body>
<article><h1>A mill opens</h1>%s<p>%s</p></article></body></html>"""
PRINTED = "<p>9 January 2026</p>"
LOCAL = '<time datetime="2026-01-09T06:30:00+08:00">Friday</time>'


@pytest.mark.parametrize(
    ("stamp", "beside", "day"),
    [
        ("2026-01-08T22:30:00+00:00", PRINTED, "2026-01-09"),
        ("2026-01-08T22:30:00Z", LOCAL, "2026-01-09"),
        ("2026-01-08T22:30:00Z", "", "2026-01-08"),
        ("2026-01-08T22:30:00-05:00", PRINTED, "2026-01-08"),  # of its own place
        ("2026-01-08T00:00:00Z", PRINTED, "2026-01-08"),  # a day without a time
        ("2026-01-02T22:30:00Z", PRINTED, "2026-01-02"),  # another day
    ],
)
def test_a_stamp_in_utc_yields_to_the_day_that_the_page_prints(stamp, beside, day):
    made = article_of(STAMPED % (stamp, beside, LEAD), "a.html")
    assert front_of(made)["published"] == day
    assert ("was taken" in str(made.record.looks)) == (day == "2026-01-09")


def test_a_date_that_is_printed_twice_stands_nowhere_in_the_body():
    made = article_of(STAMPED % ("2026-01-09", 2 * PRINTED, LEAD), "a.html")
    assert body_of(made).strip() == LEAD
    other = article_of(STAMPED % ("2026-01-09", PRINTED + "<p>8 May 2026</p>", LEAD), "a.html")
    assert "8 May 2026" in body_of(other)


def test_the_sign_of_a_headings_own_address_is_no_text():
    page = PAGE.replace("What it costs", 'What it costs <a href="#what">¶</a>')
    assert "## What it costs\n" in body_of(article_of(page, "a.html"))
    page = PAGE.replace("What it costs", 'What it costs <a href="/what">more</a>')
    assert "## What it costs more\n" in body_of(article_of(page, "a.html"))


TABLE = "<table><tr><th>Line</th><th>Tonnes</th></tr><tr><td>A</td><td>1.200</td></tr></table>"


def test_a_figure_that_is_a_table_captions_it():
    figure = f"<figure>{TABLE}<figcaption>The lines</figcaption></figure>"
    body = body_of(article_of(PAGE.replace("<h3>", f"{figure}<h3>"), "a.html"))
    assert "| A | 1.200 |" in body
    assert body.count("The lines") == 1
    assert "Table: The lines {#the-lines}" in body


def test_a_caption_of_a_picture_beside_a_table_stays_one():
    figure = f'<figure>{TABLE}<img src="a.png"><figcaption>The hall</figcaption></figure>'
    body = body_of(article_of(PAGE.replace("<h3>", f"{figure}<h3>"), "a.html"))
    assert "Table: The hall" not in body
    assert "The hall" in body
