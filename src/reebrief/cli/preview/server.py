"""Serve the preview to this machine's browser alone: 127.0.0.1, one token, one host name."""

from __future__ import annotations

import hmac
import http.server
import os
import secrets
import socketserver
import sys
import threading
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any, Self
from urllib.parse import parse_qsl, urlsplit

from reebrief.cli.output import say
from reebrief.cli.preview.requests import RequestBoard
from reebrief.cli.preview.resources import Resource, Resources
from reebrief.diagnostics import error

_LOOPBACK = "127.0.0.1"
_HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_CHANGES = "changes"
_BEAT = 10.0
"""Seconds after which a stream of changes says that it is still there."""


class Server(socketserver.ThreadingTCPServer):
    """Serves a requests's resources in threads, between entering and leaving it as a context."""

    # http.server's own class asks for the machine's name, which may ask the network.
    daemon_threads = True
    allow_reuse_address = os.name == "posix"  # elsewhere it would let another program take over

    def __init__(self, requests: RequestBoard, port: int = 0) -> None:
        """Take a port, by default one that the system chooses. Raises ReebriefError if taken."""
        self.requests = requests
        self.resources = Resources(requests)
        self.token = secrets.token_urlsafe(24)
        try:
            super().__init__((_LOOPBACK, port), _Handler)
        except OSError as fault:
            reason = (fault.strerror or str(fault)).lower()
            hint = "leave --port out, or give another one"
            raise error(f"--port {port}: cannot be used: {reason}", None, hint) from None

    @property
    def port(self) -> int:
        """The port that is served."""
        return int(self.server_address[1])

    @property
    def address(self) -> str:
        """The address of the page, which holds the token."""
        return f"http://{_LOOPBACK}:{self.port}/{self.token}/"

    def __enter__(self) -> Self:
        threading.Thread(target=self.serve_forever, args=(0.1,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self.server_close()

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ARG002  the library's
        """Say in a line what failed; a browser that went away is no failure."""
        fault = sys.exception()
        if not isinstance(fault, OSError):
            say(f"a fault of reebrief itself: {type(fault).__name__}: {fault}")


class _Handler(http.server.BaseHTTPRequestHandler):
    """Answers one browser's requests."""

    server: Server
    protocol_version = "HTTP/1.1"
    timeout = 30  # seconds of silence after which a connection is given up

    def do_GET(self) -> None:
        """Send a resource, or the stream of changes."""
        refused = self._refused()
        if refused:
            self.send_error(refused)
            return
        address = urlsplit(self.path)
        name = address.path[len(self.server.token) + 2 :]
        if name == _CHANGES and self.command == "GET":
            self._stream()
            return
        query = dict(parse_qsl(address.query))
        resource = self.server.resources.find(name, query)
        if resource is None:
            self.send_error(HTTPStatus.NOT_FOUND)
        else:
            self._send(HTTPStatus.OK, resource)

    do_HEAD = do_GET  # noqa: N815  the library's name

    def _refused(self) -> HTTPStatus | None:
        """Say why a request is refused, None where it is not.

        A page of another site can make its own name stand for 127.0.0.1 and then read what it gets
        (DNS rebinding), but the browser sends that name as the host.
        """
        hosts = self.headers.get_all("Host", [])
        names = {f"{name}:{self.server.port}" for name in (_LOOPBACK, "localhost")}
        if len(hosts) != 1 or hosts[0] not in names:
            return HTTPStatus.MISDIRECTED_REQUEST
        token, slash, _ = self.path.removeprefix("/").partition("/")
        if not slash or not hmac.compare_digest(token.encode(), self.server.token.encode()):
            return HTTPStatus.FORBIDDEN
        return None

    def _send(self, status: HTTPStatus, resource: Resource) -> None:
        self.send_response(status)
        self.send_header("Content-Type", resource.kind)
        self.send_header("Content-Length", str(len(resource.data)))
        self._send_rules(resource.policy)
        if self.command != "HEAD":
            self.wfile.write(resource.data)

    def _send_rules(self, policy: str) -> None:
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        self.send_header("Content-Security-Policy", policy)
        self.end_headers()

    def _stream(self) -> None:
        """Send the number of the last change, and each new one, until the browser goes away.

        https://html.spec.whatwg.org/multipage/server-sent-events.html
        """
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self._send_rules("default-src 'none'")
        for event in self._events():
            self.wfile.write(event)

    def _events(self) -> Iterator[bytes]:
        number = self.server.requests.number
        yield b"retry: 1000\ndata: %d\n\n" % number
        while True:
            before, number = number, self.server.requests.wait(number, _BEAT)
            yield b": still here\n\n" if before == number else b"data: %d\n\n" % number

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Refuse a request in one line of text; the library's page would repeat the request."""
        del message, explain
        unknown = HTTPStatus.NOT_IMPLEMENTED
        status = HTTPStatus.METHOD_NOT_ALLOWED if code == unknown else HTTPStatus(code)
        self.close_connection = True
        text = f"{status.value} {status.phrase}\n".encode()
        self.send_response(status)
        self.send_header("Connection", "close")
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(text)))
        if status is HTTPStatus.METHOD_NOT_ALLOWED:
            self.send_header("Allow", "GET, HEAD")
        self._send_rules("default-src 'none'")
        if self.command != "HEAD":
            self.wfile.write(text)

    def version_string(self) -> str:
        """Name the program, without versions."""
        return "reebrief"

    def log_message(self, *_: object) -> None:
        """Print nothing: the address of each request holds the token."""
