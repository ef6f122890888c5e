"""Real servers on this machine for tests: each path answers as a test says."""

import contextlib
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

FEED = b"""\
<?xml version="1.0"?><rss version="2.0"><channel><title>Mill Wire</title>
<item><title>A mill opens</title><link>https://wire.example/a</link>
<pubDate>Wed, 05 Nov 2025 09:00:00 GMT</pubDate>
<description>A mill has opened in Strelsau, with room for forty looms.</description></item>
<item><title>A mill closes</title><link>https://wire.example/b?utm_source=rss</link>
<description>Another mill has closed in Zenda, and nobody says why.</description></item>
</channel></rss>
"""


@contextlib.contextmanager
def serving(answers):
    """Serve ``answers``, functions of a request by path; yield the address and what was asked.

    A function gets the request, whose ``reply(status, headers, body)`` answers.
    """
    asked = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            asked.append((self.path, dict(self.headers)))
            with contextlib.suppress(ConnectionError):
                answers[self.path](self)

        def reply(self, status=200, headers=(), body=b""):
            self.send_response(status)
            for name, value in dict(headers).items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", asked
    finally:
        server.shutdown()
        server.server_close()


@contextlib.contextmanager
def dripping(piece, every):
    """Send a piece of bytes again and again, ``every`` so many seconds, to whoever connects."""
    ended = threading.Event()
    listener = socket.create_server(("127.0.0.1", 0))

    def drip():
        with contextlib.suppress(OSError):
            connection, _ = listener.accept()
            with connection:
                connection.sendall(b"HTTP/1.1 200 OK\r\n")
                while not ended.wait(every):
                    connection.sendall(piece)

    threading.Thread(target=drip, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/"
    finally:
        ended.set()
        listener.close()
