"""The preview is served to who has its address, and nothing but the preview is."""

import http.client
import socket
import threading

import pytest

from reebrief.cli.preview import resources
from reebrief.cli.preview.requests import RequestBoard
from reebrief.cli.preview.server import Server
from reebrief.diagnostics import ReebriefError

PAGE = "html/" + "0" * 32
NO_PAGE = "html/" + "1" * 32
"""What no test of this module publishes: the server is shared by all of them."""


@pytest.fixture(scope="module")
def server():
    with Server(RequestBoard()) as server:
        yield server


@pytest.fixture
def requests(server):
    return server.requests


@pytest.fixture
def base(server):
    return f"/{server.token}/"


def ask(server, path, method="GET", host=None):
    """Send one request; return the answer with its text in ``text``."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    try:
        headers = {"Host": host} if host is not None else {}
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        answer.text = answer.read().decode()
        return answer
    finally:
        connection.close()


def raw(server, sent):
    """Send bytes; return what comes back until the end."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        connection.sendall(sent)
        connection.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: connection.recv(65536), b"")).decode()


def test_it_is_bound_to_this_machine_alone_at_an_address_that_cannot_be_guessed(server):
    assert server.server_address[0] == "127.0.0.1"
    assert server.address == f"http://127.0.0.1:{server.port}/{server.token}/"
    assert len(server.token) >= 32
    other = Server(RequestBoard())
    other.server_close()
    assert other.token != server.token


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("", "text/html; charset=utf-8"),
        ("page.css", "text/css; charset=utf-8"),
        ("page.js", "text/javascript; charset=utf-8"),
        ("icon.svg", "image/svg+xml"),
    ],
)
def test_the_page_and_its_parts_are_served(server, base, name, kind):
    answer = ask(server, base + name)
    assert answer.status == 200
    assert answer.headers["Content-Type"] == kind
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self';")
    assert "unsafe" not in policy
    assert "http" not in policy


def test_the_page_asks_for_nothing_but_the_preview():
    found = resources.Resources(RequestBoard())
    for name in ("", "page.css", "page.js"):
        text = found.find(name, {}).data.decode()
        assert "://" not in text.replace('xmlns="http://www.w3.org/2000/svg"', ""), name
        assert "innerHTML" not in text


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 403),
        ("/{token}", 403),
        ("/{token}x/", 403),
        ("/{start}/", 403),
        ("/x/{token}/", 403),
        ("/é/", 403),
        ("http://other.example/{token}/", 403),
        ("/{token}//", 404),
        ("/{token}/serving.py", 404),
        ("/{token}/../serving.py", 404),
        ("/{token}/..%2fserving.py", 404),
        ("/{token}//etc/passwd", 404),
        ("/{token}/html/", 404),
        ("/{token}/html/../page.js", 404),
        ("/{token}/" + NO_PAGE, 404),
        ("/{token}/pages/" + "0" * 32, 404),
        ("/{token}/pages/" + "0" * 32 + "/1.png", 404),
    ],
)
def test_no_other_path_is_served(server, path, status):
    path = path.format(token=server.token, start=server.token[:-1])
    host = f"Host: 127.0.0.1:{server.port}"
    answer = raw(server, f"GET {path} HTTP/1.1\r\n{host}\r\n\r\n".encode())
    assert answer.startswith(f"HTTP/1.1 {status} ")
    assert server.token not in answer
    assert "passwd" not in answer


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "X"])
def test_no_other_method_is_answered(server, base, method):
    answer = ask(server, base, method)
    assert answer.status == 405
    assert answer.headers["Allow"] == "GET, HEAD"
    assert server.token not in answer.text


def test_head_tells_the_length_and_sends_nothing(server, base):
    assert int(ask(server, base, "HEAD").headers["Content-Length"]) == len(ask(server, base).text)
    assert ask(server, base, "HEAD").text == ""


@pytest.mark.parametrize("host", ["attacker.example", "127.0.0.1", "127.0.0.1:1", "", "[::1]:80"])
def test_another_host_name_is_refused(server, base, host):
    assert ask(server, base, host=host).status == 421


def test_the_host_is_this_machine_by_either_name_and_given_once(server, base):
    assert ask(server, base, host=f"localhost:{server.port}").status == 200
    host = f"Host: 127.0.0.1:{server.port}\r\n"
    line = f"GET {base} HTTP/1.1\r\n"
    assert "HTTP/1.1 200" in raw(server, f"{line}{host}\r\n".encode())
    assert "HTTP/1.1 421" in raw(server, f"{line}\r\n".encode())
    assert "HTTP/1.1 421" in raw(server, f"{line}{host}{host}\r\n".encode())


@pytest.mark.parametrize(
    "sent",
    [
        b"\r\n",
        b"GET\r\n\r\n",
        b"\xff\xfe\x00\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET /" + b"a" * 70000,
    ],
)
def test_what_is_no_request_ends_without_a_word_on_the_terminal(server, base, sent, capfd):
    raw(server, sent)
    assert ask(server, base).status == 200
    assert capfd.readouterr() == ("", "")


def test_a_port_that_is_taken_is_an_error_with_a_hint(server):
    with pytest.raises(ReebriefError, match=f"--port {server.port}: cannot be used") as fault:
        Server(RequestBoard(), server.port)
    assert fault.value.problems[0].hint == "leave --port out, or give another one"


def test_a_brief_is_served_in_a_frame_that_runs_nothing(requests, server, base):
    requests.keep("weekly", {PAGE: b"<p>one</p>"})
    answer = ask(server, base + PAGE)
    assert answer.text == "<p>one</p>"
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script" not in policy
    assert "sandbox allow-same-origin" in policy


def test_files_of_the_version_before_are_kept_for_a_page_that_asks_late():
    requests = RequestBoard()
    for n in range(3):
        requests.keep("weekly", {f"html/{n}": b"%d" % n})
    requests.keep("other", {"html/other": b"other"})
    assert requests.file("html/0") is None
    assert [requests.file(f"html/{name}") for name in (1, 2, "other")] == [b"1", b"2", b"other"]


def test_a_state_is_made_where_questions_are_answered(requests, server, base):
    made = []

    def make(document):
        made.append((document, threading.current_thread()))
        return b"{}"

    answers = []
    asking = threading.Thread(
        target=lambda: answers.append(ask(server, base + "state?document=we%20kly"))
    )
    asking.start()
    requests.answer(make, 10)
    asking.join()
    assert made == [("we kly", threading.current_thread())]
    assert answers[0].text == "{}"
    assert answers[0].headers["Content-Type"] == "application/json"


def test_changes_are_told_as_they_happen(requests, server, base):
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    connection.request("GET", base + "changes")
    answer = connection.getresponse()
    assert answer.headers["Content-Type"] == "text/event-stream"
    number = requests.number
    assert [answer.readline() for _ in range(3)] == [
        b"retry: 1000\n",
        b"data: %d\n" % number,
        b"\n",
    ]
    requests.advance()
    assert [answer.readline() for _ in range(2)] == [b"data: %d\n" % (number + 1), b"\n"]
    answer.close()
    connection.close()


def test_a_stream_without_changes_says_that_it_is_still_there(server, base, monkeypatch):
    monkeypatch.setattr("reebrief.cli.preview.server._BEAT", 0.01)
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    connection.request("GET", base + "changes")
    answer = connection.getresponse()
    lines = [answer.readline() for _ in range(5)]
    assert lines[3:] == [b": still here\n", b"\n"]
    answer.close()
    connection.close()


def test_a_fault_of_our_own_is_one_line(server, base, monkeypatch, capfd):
    def fail(*_):
        raise ValueError("on purpose")

    monkeypatch.setattr(resources.Resources, "find", fail)
    with pytest.raises(http.client.RemoteDisconnected):
        ask(server, base)
    assert capfd.readouterr().err == "a fault of reebrief itself: ValueError: on purpose\n"
