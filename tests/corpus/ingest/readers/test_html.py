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


# --- what pages of papers have beside the plain form


def page(body, head="", lang="en"):
    return f'<!DOCTYPE html><html lang="{lang}"><head>{head}</head><body>{body}</body></html>'


LAST = (
    "Nobody else has spoken of the works since Monday, and the price of what they make has not"
    " moved in the weeks before that day either."
)


def under_a_heading(between):
    """Return a page with something between the heading and the text, which has its own element."""
    text = f"<p>{LEAD}</p>\n<p>{MORE}</p>\n<p>{LAST}</p>"
    below = f'<div class="article-body" itemprop="articleBody">{text}</div>'
    return page(f"<article><h1>A mill</h1>\n{between}\n{below}</article>")


@pytest.mark.parametrize("name", ["fig-chapo", "sapo", "vorspann", "x1"])
def test_a_sentence_between_the_heading_and_the_text_is_the_lead_whatever_it_is_called(name):
    lead = "The ministry thinks of selling, it told the {}, its part of the mill in this year."
    made = article_of(under_a_heading(f'<p class="{name}">{lead.format("<i>Post</i>")}</p>'))
    assert body_of(made) == f"{lead.format('Post')}\n\n{LEAD}\n\n{MORE}\n\n{LAST}"


@pytest.mark.parametrize("line", ["Metals", "9 January 2026", "Print · Mail · Larger text"])
def test_what_is_no_sentence_there_is_no_lead(line):
    made = article_of(under_a_heading(f'<p class="x1">{line}</p>'))
    assert body_of(made) == f"{LEAD}\n\n{MORE}\n\n{LAST}"


@pytest.mark.parametrize(
    ("head", "body", "key", "value"),
    [
        # the page's own address comes before that of its section
        (
            '<link rel="canonical" href="https://a.example/news/mill.html">'
            '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "A mill",'
            ' "mainEntityOfPage": "https://a.example/news/"}</script>',
            "",
            "url",
            "https://a.example/news/mill.html",
        ),
        (
            '<meta name="dc.identifier" content="http://a.example/mill.shtml">',
            "",
            "url",
            "http://a.example/mill.shtml",
        ),
        # a domain is the name of a site where nothing else is
        (
            "<title>A mill opens in Ostrava - Libération</title>"
            '<meta property="og:site_name" content="www.liberation.example">',
            "",
            "publisher",
            "Libération",
        ),
        (
            '<meta property="og:site_name" content="www.liberation.example">',
            "",
            "publisher",
            "www.liberation.example",
        ),
        # the paper is no author of its own
        (
            '<meta name="dc.publisher" content="El Diario">'
            '<meta name="author" content="El Diario">',
            "",
            "authors",
            None,
        ),
        (
            '<meta name="author" content="Ana Holm"><meta name="author" content="Ana Holm editor">',
            "",
            "authors",
            ["Ana Holm"],
        ),
        (
            '<link rel="canonical" href="https://www.citypost.example/a">',
            '<p itemprop="author">Ana Holm, CITY POST</p>',
            "publisher",
            "CITY POST",
        ),
        # the form of hCard
        (
            "",
            '<p class="byline vcard">By <span class="fn">ANA HOLM and BO BERG - Staff</span>'
            '<abbr title="2026-01-08T01:40:40+01:00">1 hr ago</abbr></p>',
            "authors",
            ["ANA HOLM", "BO BERG"],
        ),
        (
            "",
            '<p>By <abbr title="2026-01-08T01:40:40+01:00">1 hr ago</abbr></p>',
            "published",
            "2026-01-08",
        ),
        (
            "<title>EX-99.1</title>",
            "<h1>Mill opens for the owner</h1>",
            "title",
            "Mill opens for the owner",
        ),
    ],
)
def test_facts_that_pages_tell_in_other_ways(head, body, key, value):
    made = article_of(page(f"{body}<article><p>{LEAD}</p><p>{MORE}</p></article>", head))
    assert front_of(made).get(key) == value


@pytest.mark.parametrize(
    "offer",
    [
        "To read the rest of this article, subscribe to our edition.",
        "Cet article est réservé aux abonnés.",
        "Nur für Abonnenten",
        "この記事は会員限定です。",
    ],
)
def test_a_page_that_sells_the_rest_is_an_excerpt(offer):
    made = article_of(page(f"<article><p>{LEAD}</p><p>{MORE}</p><p>{offer}</p></article>"))
    assert front_of(made)["not_examined"] == ["excerpt"]


def test_a_page_that_says_so_of_itself_is_an_excerpt_and_others_are_none():
    said = '{"@type": "NewsArticle", "isAccessibleForFree": %s}'
    said = f'<script type="application/ld+json">{said}</script>'
    last = "Subscribers of the mill's bonds read the article."
    text = f"<article><p>{LEAD}</p><p>{MORE}</p><p>{last}</p></article>"
    found = [front_of(article_of(page(text, said % free))) for free in ('"False"', "false", "true")]
    assert [front.get("not_examined") for front in found] == [["excerpt"], ["excerpt"], None]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("It cures 80% of patients.<sup>1,2 </sup>", "It cures 80% of patients. [note 1, 2]"),
        ("It cures patients.<sup>7</sup>", "It cures patients. [note 7]"),
        (
            "A hall of 30 m<sup>2</sup> and 10<sup>6</sup> tonnes.",
            "A hall of 30 m² and 10⁶ tonnes.",
        ),
    ],
)
def test_raised_numbers_are_notes_behind_a_stop_and_powers_elsewhere(typed, read):
    assert body_of(article_of(page(f"<article><p>{LEAD}</p><p>{typed}</p></article>"))).endswith(
        read
    )


def test_a_missing_publisher_is_said():
    made = article_of(page(f"<article><p>{LEAD}</p></article>"))
    assert any("no publisher" in str(look) for look in made.record.looks)


def test_the_agency_of_a_photograph_is_no_origin():
    caption = '<div class="photo-caption">The mill (Photo Bo Berg. AFP)</div>'
    made = article_of(page(f"<article>{caption}<p>{LEAD}</p><p>{MORE}</p></article>"))
    assert "origins" not in front_of(made)


def test_a_dateline_below_a_release_s_own_title_is_read():
    text = "DUBLIN, July 2, 2014 — The mill today announced that it opens in May with new lines."
    made = article_of(page(f"<article><p><b>THE MILL OPENS, INC.</b></p><p>{text}</p></article>"))
    assert front_of(made)["published"] == "2014-07-02"
