"""Fetch an address with every bound: time, size, redirects, hosts; the home of httpx.

Each redirect is a new request, whose host is looked up and checked anew. The connection goes to the
address that was checked, never to the name, which could have another one a moment later.
"""

from __future__ import annotations

import threading
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

import httpx

from reebrief import __version__
from reebrief.corpus.inbox.public_hosts import address_of
from reebrief.diagnostics import ReebriefError, error

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_MOST_REDIRECTS = 5


@dataclass(frozen=True, slots=True)
class Bounds:
    """The most that one fetch may take: seconds in all, seconds of silence, bytes when unpacked."""

    seconds: float = 5.0
    silence: float = 3.0
    size: int = 16_000_000


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came: the bytes, None where nothing changed since; what to ask with the next time."""

    body: bytes | None
    etag: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What the last answer said of itself, to be asked whether it still holds (RFC 9110, 13.1)."""

    etag: str = ""
    modified: str = ""

    @property
    def headers(self) -> dict[str, str]:
        """The headers that ask."""
        asked = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in asked.items() if value}


def fetch(
    address: str, known: Known, *, allow_private: bool = False, bounds: Bounds | None = None
) -> Fetched:
    """Fetch what stands at an address, by at most five redirects.

    Raises ReebriefError, without a place, where it cannot be had, is too large, takes too long, or
    where a host is not on the public internet.
    """
    bounds = bounds or Bounds()
    ends = time.monotonic() + bounds.seconds
    timeout = httpx.Timeout(bounds.silence)
    client = httpx.Client(trust_env=False, follow_redirects=False, timeout=timeout)
    # Heads that trickle in never end a read: the connection itself is ended.
    end = threading.Timer(bounds.seconds, client.close)
    end.daemon = True
    end.start()
    try:
        for _ in range(_MOST_REDIRECTS + 1):
            got = _ask(client, address, known, (allow_private, bounds, ends))
            if isinstance(got, Fetched):
                return got
            address = got
    except httpx.TimeoutException:
        raise _too_long(address, bounds.silence) from None
    except (httpx.HTTPError, httpx.InvalidURL, RuntimeError, OSError, ValueError) as fault:
        if time.monotonic() > ends:
            raise _too_long(address, bounds.seconds) from None
        reason = str(fault) or type(fault).__name__
        hint = "open it in a browser, and see what is there"
        raise error(f"{address}: no answer: {reason}", None, hint) from None
    finally:
        end.cancel()
        client.close()
    raise error(f"more than {_MOST_REDIRECTS} redirects, at last to {address}", None, None)


def _ask(
    client: httpx.Client, address: str, known: Known, limits: tuple[bool, Bounds, float]
) -> Fetched | str:
    """Ask once; return what came, or the address that the server names instead."""
    allow_private, bounds, ends = limits
    url = httpx.URL(address)
    if url.scheme not in {"http", "https"} or not url.host:
        raise error(f"{address}: only http and https are fetched", None, None)
    at = address_of(
        url.host,
        url.port or {"http": 80, "https": 443}[url.scheme],
        allow_private=allow_private,
    )
    headers = {
        "Host": url.netloc.decode("ascii"),
        "User-Agent": f"reebrief/{__version__}",
        "Accept-Encoding": "gzip",
        **known.headers,
    }
    request = client.build_request("GET", url.copy_with(host=at), headers=headers)
    request.extensions["sni_hostname"] = url.raw_host.decode("ascii")
    answer = client.send(request, stream=True, auth=None)
    try:
        if answer.status_code == 304:
            return Fetched(None, known.etag, known.modified)
        if answer.status_code in _REDIRECTS and "location" in answer.headers:
            return str(url.join(answer.headers["location"]))
        if answer.status_code != 200:
            said = f"{answer.status_code} {answer.reason_phrase}".strip()
            raise error(f"{address} answers {said}", None, "see whether it has moved")
        body = b"".join(_body(answer, address, bounds, ends))
        return Fetched(
            body, answer.headers.get("etag", ""), answer.headers.get("last-modified", "")
        )
    finally:
        answer.close()


def _body(answer: httpx.Response, address: str, bounds: Bounds, ends: float) -> Iterator[bytes]:
    """Yield an answer's bytes, unpacked in small pieces: no small file becomes a large one."""
    encoding = answer.headers.get("content-encoding", "").strip().lower()
    if encoding not in {"", "identity", "gzip", "x-gzip"}:
        raise error(f"{address} sends '{encoding}', which was not asked for", None, None)
    unpack = _Unpacked() if encoding.endswith("gzip") else None
    left = bounds.size
    for piece in answer.iter_raw(chunk_size=65_536):
        if time.monotonic() > ends:
            raise _too_long(address, bounds.seconds)
        for done in unpack.pieces(piece, address) if unpack else (piece,):
            left -= len(done)
            if left < 0:
                what = f"{address} sends more than {bounds.size // 1_000_000} MB"
                raise error(what, None, "a feed has less: check the address")
            yield done
    if unpack and not unpack.ended:
        raise error(f"{address} breaks off", None, "try again later")


class _Unpacked:
    """Bytes of gzip as they come, unpacked by at most a megabyte at a time."""

    def __init__(self) -> None:
        self._unpack = zlib.decompressobj(wbits=31)

    @property
    def ended(self) -> bool:
        """Say whether the file came to its end."""
        return self._unpack.eof

    def pieces(self, packed: bytes, address: str) -> Iterator[bytes]:
        """Yield what packed bytes hold. Raises ReebriefError where they are damaged."""
        while packed:
            try:
                yield self._unpack.decompress(packed, 1_000_000)
            except zlib.error:
                raise error(f"{address} sends damaged gzip", None, None) from None
            packed = self._unpack.unconsumed_tail


def _too_long(address: str, seconds: float) -> ReebriefError:
    what = f"{address} takes longer than {seconds:g} seconds"
    return error(what, None, "try again later; a feed that never ends is none")
