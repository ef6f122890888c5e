"""The inbox lists what is new in feeds, and takes it with its original."""

import pytest

from reebrief.corpus import inbox
from reebrief.corpus.archive import Corpus
from reebrief.corpus.inbox import cache, feed_list, seen
from reebrief.corpus.inbox.entries import chosen, fresh, kept
from reebrief.diagnostics import ReebriefError
from reebrief.project.project import Project
from support.loopback import FEED, serving
from support.projects import make_project

ATOM = """\
<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Other</title>
<entry><title>A mill opens</title><link href="https://wire.example/a?utm_source=x"/>
<summary>A mill has opened in Strelsau.</summary></entry>
<entry><title>No address</title><summary>A quarry has opened in Hentzau.</summary></entry></feed>
"""


@pytest.fixture
def project(tmp_path):
    """Return a function that makes a project with these feeds, as YAML."""

    def make(feeds, files=None):
        text = "format: 1\nfeeds:\n" + "".join(f"  {line}\n" for line in feeds.splitlines())
        return make_project(tmp_path, files={"feeds.yaml": text, **(files or {})})

    return make


def served(address):
    return (
        f"wire: {{address: {address}/feed, publisher: Mill Wire, topics: [mills], "
        "allow_private: true}"
    )


def asked(project):
    return list(inbox.ask(project, feed_list.load(project)))


def titles(project, **options):
    entries = kept(project, feed_list.load(project))
    return [entry.title for entry in fresh(project, entries, **options)]


def ok(request):
    request.reply(200, {"ETag": '"1"'}, FEED)


def test_a_feed_is_asked_and_what_it_sent_is_kept(project):
    with serving({"/feed": ok}) as (address, _):
        made = project(served(address))
        (answer,) = asked(made)
    assert [entry.title for entry in answer.entries] == ["A mill opens", "A mill closes"]
    assert [entry.publisher for entry in answer.entries] == ["Mill Wire"] * 2
    assert answer.entries[0].published == "2025-11-05"
    assert titles(made) == ["A mill opens", "A mill closes"]


def test_a_feed_that_has_not_changed_answers_with_what_it_sent_last(project):
    def answer(request):
        same = request.headers.get("If-None-Match") == '"1"'
        request.reply(304) if same else ok(request)

    with serving({"/feed": answer}) as (address, requests):
        made = project(served(address))
        first, again = asked(made)[0], asked(made)[0]
    assert [e.key for e in first.entries] == [e.key for e in again.entries]
    assert [headers.get("If-None-Match") for _, headers in requests] == [None, '"1"']


def test_a_damaged_cache_is_asked_for_anew(project, tmp_path):
    with serving({"/feed": ok}) as (address, requests):
        made = project(served(address))
        asked(made)
        for path in (tmp_path / ".reebrief/inbox").glob("*.body"):
            path.write_bytes(FEED[:-40])
        assert len(asked(made)[0].entries) == 2
    assert [headers.get("If-None-Match") for _, headers in requests] == [None, None]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"<!doctype html><html><body><p>Log in</p></body></html>", "wire: no feed: this is a web"),
        (b"A text.", "wire: no feed: this is a text"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "wire: "),
        (b"", "wire: "),
        (b"<rss><channel></channel></rss>", "wire: "),
    ],
)
def test_what_is_no_feed_is_told_at_its_place_and_does_not_stop_the_others(
    project, tmp_path, body, message
):
    with serving({"/feed": lambda r: r.reply(200, (), body)}) as (address, _):
        made = project(f"{served(address)}\nother: {{file: o.xml}}", {"o.xml": ATOM})
        bad, good = asked(made)
    assert message in str(bad.fault)
    assert str(bad.fault).startswith("feeds.yaml:3:19: ")
    assert len(good.entries) == 2
    assert not (tmp_path / ".reebrief").exists()


def test_a_broken_answer_does_not_displace_the_last_good_one(project):
    answers = [b"<html><body><p>Down</p></body></html>", FEED]

    def answer(request):
        request.reply(200, (), answers.pop())

    with serving({"/feed": answer}) as (address, _):
        made = project(served(address))
        assert asked(made)[0].fault is None
        assert asked(made)[0].fault
    assert len(titles(made)) == 2


def test_a_private_address_is_asked_only_if_the_feed_allows_it(project):
    with serving({"/feed": ok}) as (address, requests):
        made = project(served(address).replace(", allow_private: true", ""))
        (answer,) = asked(made)
    assert "not on the public internet" in str(answer.fault)
    assert requests == []


def test_what_is_taken_is_an_article_with_its_original_and_new_no_more(project, tmp_path):
    with serving({"/feed": ok}) as (address, _):
        made = project(served(address))
        asked(made)
    entries = list(kept(made, feed_list.load(made)))
    ((_, done),) = inbox.take(made, chosen(entries, [entries[1].id]))
    article = Corpus(Project(tmp_path)).get(done.path.stem)
    assert article.about.title == "A mill closes"
    assert article.about.publisher == "Mill Wire"
    assert article.about.topics == ("mills",)
    assert article.about.url == "https://wire.example/b"
    original = tmp_path / article.about.original
    assert b"<title>A mill closes</title>" in original.read_bytes()
    assert titles(made) == ["A mill opens"]


def test_an_entry_without_an_address_is_taken_once(project):
    made = project("other: {file: o.xml}", {"o.xml": ATOM})
    entries = list(kept(made, feed_list.load(made)))
    list(inbox.take(made, entries[1:]))
    assert titles(made) == ["A mill opens"]


def test_the_page_is_taken_where_it_is_asked_for(project, tmp_path):
    page = (
        b"<!doctype html><html lang=en><head><title>A quarry opens</title></head><body><article>"
        b"<h1>A quarry opens</h1><p>A quarry has opened in Hentzau with forty carts.</p>"
        b"<p>Its owner says that stone is cut there by hand, as it was before.</p></article></body>"
    )
    answers = {"/a": lambda r: r.reply(200, (), page), "/feed": lambda r: r.reply(200, (), feed)}
    with serving(answers) as (address, _):
        feed = FEED.replace(b"https://wire.example/a", f"{address}/a".encode())
        made = project(served(address))
        asked(made)
        entries = list(kept(made, feed_list.load(made)))
        ((_, done),) = inbox.take(made, entries[:1], page=True)
    assert "stone is cut there by hand" in done.markdown
    article = Corpus(Project(tmp_path)).get(done.path.stem)
    assert (tmp_path / article.about.original).read_bytes() == page


def test_one_that_cannot_be_taken_does_not_stop_the_others(project):
    made = project("wire: {file: w.xml}", {"w.xml": FEED.decode()})
    entries = list(kept(made, feed_list.load(made)))
    list(inbox.take(made, entries[:1]))
    (made.root / "articles/a-mill-opens.md").write_text("edited")
    first, second = (done for _, done in inbox.take(made, entries))
    assert isinstance(first, ReebriefError)
    assert second.status == "written"


def test_an_entry_of_two_feeds_has_one_id(project):
    made = project(
        "wire: {file: w.xml}\nother: {file: o.xml}", {"w.xml": FEED.decode(), "o.xml": ATOM}
    )
    by_title = {}
    for entry in kept(made, feed_list.load(made)):
        by_title.setdefault(entry.title, set()).add(entry.id)
    assert {title: len(ids) for title, ids in by_title.items()} == {
        "A mill opens": 1,
        "A mill closes": 1,
        "No address": 1,
    }


# --- skipping and dropping


def test_what_is_skipped_comes_back_when_asked_for_and_what_is_dropped_does_not(project, tmp_path):
    made = project("wire: {file: w.xml}", {"w.xml": FEED.decode()})
    first, second = kept(made, feed_list.load(made))
    inbox.put_aside(made, [second], "skipped")
    inbox.put_aside(made, [first], "dropped")
    made = Project(tmp_path)
    assert titles(made) == []
    assert titles(made, skipped=True) == ["A mill closes"]
    assert [one.answer for one in seen.load(made).values()] == ["dropped", "skipped"]


def test_the_file_of_what_was_seen_is_the_same_in_whatever_order(project, tmp_path):
    made = project("wire: {file: w.xml}", {"w.xml": FEED.decode()})
    entries = list(kept(made, feed_list.load(made)))
    texts = []
    for order in (entries, entries[::-1]):
        (tmp_path / seen.FILE).unlink(missing_ok=True)
        for entry in order:
            inbox.put_aside(Project(tmp_path), [entry], "skipped")
        texts.append((tmp_path / seen.FILE).read_bytes())
    assert texts[0] == texts[1]


@pytest.mark.parametrize("given", ["", "zzzz", "http"])
def test_an_id_that_names_no_entry_is_told(project, given):
    made = project("wire: {file: w.xml}", {"w.xml": FEED.decode()})
    entries = list(kept(made, feed_list.load(made)))
    with pytest.raises(ReebriefError, match="names no entry"):
        chosen(entries, [given])
    assert chosen(entries, [entries[0].id[:6].upper(), entries[0].id]) == entries[:1]


# --- feeds.yaml


@pytest.mark.parametrize(
    ("feeds", "message"),
    [
        ("a: {}", "feeds.yaml:3:6: a: a feed is at one place"),
        ("a: {file: b, address: https://c.example}", "feeds.yaml:3:6: a: a feed is at one place"),
        ("a: {address: ftp://c.example}", "feeds.yaml:3:16: address: this is no web address"),
        ("A b: {file: c}", "feeds.yaml:3:3: 'A b' is no name\n  hint: type a-b"),
        ("a: {file: b, alow_private: true}", "feeds.yaml:3:16: unknown key 'alow_private'"),
        ("a: {file: b, allow_private: yes}", "feeds.yaml:3:31: allow_private: "),
    ],
)
def test_a_faulty_list_of_feeds_is_refused_with_its_place(project, feeds, message):
    with pytest.raises(ReebriefError) as caught:
        feed_list.load(project(feeds))
    assert message in str(caught.value)


def test_without_a_list_an_example_is_given(tmp_path):
    with pytest.raises(ReebriefError, match=r"feeds\.yaml: no feeds are listed"):
        feed_list.load(make_project(tmp_path))


def test_a_cache_holds_what_was_kept(tmp_path):
    made = make_project(tmp_path)
    one = cache.Kept(b"a", '"e"', "m")
    assert cache.load(made, "https://a.example") is None
    cache.keep(made, "https://a.example", one)
    assert cache.load(made, "https://a.example") == one
