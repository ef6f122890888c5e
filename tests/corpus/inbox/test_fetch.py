"""What is fetched is bounded in time and size, and comes from the public internet alone."""

import gzip
import ipaddress
import threading
import tracemalloc
import zlib

import pytest

from reebrief.corpus.inbox import public_hosts
from reebrief.corpus.inbox.fetch import Bounds, Known, fetch
from reebrief.corpus.inbox.public_hosts import address_of, is_public
from reebrief.diagnostics import ReebriefError
from support.loopback import FEED, dripping, serving

BOUNDS = Bounds(seconds=60, silence=30, size=100_000)


def get(answers, path="/", known=Known(), bounds=BOUNDS):  # noqa: B008  it is frozen
    with serving(answers) as (address, asked):
        return fetch(address + path, known, allow_private=True, bounds=bounds), asked


def refused(answers, path="/", bounds=BOUNDS):
    with serving(answers) as (address, _), pytest.raises(ReebriefError) as caught:
        fetch(address + path, Known(), allow_private=True, bounds=bounds)
    return str(caught.value).replace(address, "SERVER")


def to(location):
    return lambda request: request.reply(302, {"Location": location})


def test_a_feed_comes_with_what_to_ask_the_next_time():
    def answer(request):
        request.reply(200, {"ETag": '"a"', "Last-Modified": "Wed, 05 Nov 2025 09:00:00 GMT"}, FEED)

    got, asked = get({"/": answer})
    assert (got.body, got.etag, got.modified) == (FEED, '"a"', "Wed, 05 Nov 2025 09:00:00 GMT")
    assert {"If-None-Match", "If-Modified-Since", "Cookie"} & asked[0][1].keys() == set()


def test_what_is_known_is_asked_for_by_its_mark_and_need_not_come_again():
    got, asked = get({"/": lambda r: r.reply(304)}, known=Known('"a"', "Wed, 05 Nov 2025"))
    assert (got.body, got.etag, got.modified) == (None, '"a"', "Wed, 05 Nov 2025")
    assert asked[0][1]["If-None-Match"] == '"a"'
    assert asked[0][1]["If-Modified-Since"] == "Wed, 05 Nov 2025"


def test_the_server_is_asked_by_its_name_at_the_address_that_was_checked():
    with serving({"/a?b=c": lambda r: r.reply(200, (), FEED)}) as (address, asked):
        named = address.replace("127.0.0.1", "localhost")
        assert fetch(f"{named}/a?b=c", Known(), allow_private=True).body == FEED
    assert asked[0][1]["Host"] == named.removeprefix("http://")


# --- redirects


def test_redirects_are_followed():
    got, asked = get({"/": to("/a"), "/a": to("b"), "/b": lambda r: r.reply(200, (), FEED)})
    assert got.body == FEED
    assert [path for path, _ in asked] == ["/", "/a", "/b"]


def test_redirects_come_to_an_end():
    assert "more than 5 redirects, at last to SERVER/" in refused({"/": to("/")})


@pytest.mark.parametrize("location", ["file:///etc/passwd", "ftp://a.example/"])
def test_a_redirect_leads_to_the_web_only(location):
    assert "only http and https are fetched" in refused({"/": to(location)})


def test_the_host_of_each_redirect_is_checked_anew(monkeypatch):
    local = ipaddress.ip_address("127.0.0.1")
    monkeypatch.setattr(public_hosts, "is_public", lambda one: one == local)
    with (
        serving({"/": to("http://127.0.0.2/secret")}) as (address, _),
        pytest.raises(ReebriefError, match=r"127\.0\.0\.2 is not on the public"),
    ):
        fetch(address, Known(), bounds=BOUNDS)


# --- hosts


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        *((one, False) for one in ("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1")),
        *((one, False) for one in ("169.254.169.254", "100.64.0.1", "240.0.0.1", "224.0.0.1")),
        *((one, False) for one in ("::1", "fe80::1", "fc00::1", "ff02::1", "::")),
        *((one, False) for one in ("::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::")),
        ("::ffff:93.184.216.34", True),
        ("64:ff9b::5db8:d822", True),
    ],
)
def test_an_address_is_public_or_not(address, public):
    assert is_public(ipaddress.ip_address(address)) is public


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]"])
def test_no_spelling_of_this_machine_is_asked(host):
    with pytest.raises(ReebriefError) as caught:
        fetch(f"http://{host}:9/feed", Known(), bounds=BOUNDS)
    assert "not on the public internet" in str(caught.value)
    assert "allow_private: true" in str(caught.value)


def test_one_private_address_among_several_is_enough_to_refuse(monkeypatch):
    found = [(0, 0, 0, "", ("93.184.216.34", 80)), (0, 0, 0, "", ("10.0.0.1", 80))]
    monkeypatch.setattr(public_hosts.socket, "getaddrinfo", lambda *_, **__: found)
    with pytest.raises(ReebriefError, match=r"feeds\.example is 10\.0\.0\.1"):
        address_of("feeds.example", 80, allow_private=False)


def test_a_host_without_an_address_is_told(monkeypatch):
    def fails(*_, **__):
        raise OSError("no such host")

    monkeypatch.setattr(public_hosts.socket, "getaddrinfo", fails)
    with pytest.raises(ReebriefError, match=r"no address is known for feeds\.example"):
        address_of("feeds.example", 80, allow_private=False)


# --- size


def packed(body):
    return lambda request: request.reply(200, {"Content-Encoding": "gzip"}, body)


def test_gzip_is_unpacked():
    got, asked = get({"/": packed(gzip.compress(FEED))})
    assert got.body == FEED
    assert asked[0][1]["Accept-Encoding"] == "gzip"


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (gzip.compress(b"a" * 50_000_000), "SERVER/ sends more than 0 MB"),
        (gzip.compress(FEED)[:-9], "SERVER/ breaks off"),
        (b"no gzip at all", "SERVER/ sends damaged gzip"),
        (zlib.compress(FEED), "SERVER/ sends damaged gzip"),
        (b"", "SERVER/ breaks off"),
    ],
    ids=["bomb", "cut", "none", "zlib", "empty"],
)
def test_bad_gzip_is_refused(body, message):
    assert message in refused({"/": packed(body)})


def test_a_small_file_is_never_a_large_one_in_memory():
    bomb = gzip.compress(b"a" * 50_000_000)
    answers = {"/": packed(bomb)}
    tracemalloc.start()
    try:
        refused(answers)
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()


def test_what_was_not_asked_for_is_refused():
    def answer(request):
        request.reply(200, {"Content-Encoding": "br"}, b"a")

    assert "SERVER/ sends 'br', which was not asked for" in refused({"/": answer})


@pytest.mark.parametrize(("size", "fits"), [(100_000, True), (100_001, False)])
def test_the_size_is_bounded(size, fits):
    answers = {"/": lambda request: request.reply(200, (), b"a" * size)}
    if fits:
        assert len(get(answers)[0].body) == size
    else:
        assert "SERVER/ sends more than 0 MB" in refused(answers)


# --- time


def test_a_silent_server_is_not_waited_for():
    ended = threading.Event()
    try:
        message = refused({"/": lambda _: ended.wait(60)}, bounds=Bounds(60, 0.3))
    finally:
        ended.set()
    assert "SERVER/ takes longer than 0.3 seconds" in message


@pytest.mark.parametrize(
    "piece", [b"X-A: b\r\n", b"Content-Type: a\r\n\r\n<rss>"], ids=["head", "body"]
)
def test_what_never_ends_is_ended(piece):
    with dripping(piece, 0.05) as address, pytest.raises(ReebriefError) as caught:
        fetch(address, Known(), allow_private=True, bounds=Bounds(0.6, 30))
    assert "takes longer than 0.6 seconds" in str(caught.value)


# --- other answers


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (lambda r: r.reply(404), "SERVER/ answers 404 Not Found"),
        (lambda r: r.reply(500), "SERVER/ answers 500 Internal Server Error"),
        (lambda r: r.reply(302), "SERVER/ answers 302 Found"),
        (lambda r: r.wfile.write(b"no HTTP\r\n\r\n"), "SERVER/: no answer"),
        (lambda r: r.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\na"), "SERVER/"),
    ],
)
def test_an_answer_that_is_no_feed_is_told(answer, message):
    def once(request):
        request.close_connection = True
        answer(request)

    assert message in refused({"/": once})


def test_nobody_there_is_told():
    with serving({}) as (address, _):
        pass
    with pytest.raises(ReebriefError, match="no answer"):
        fetch(address, Known(), allow_private=True, bounds=BOUNDS)
