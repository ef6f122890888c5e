"""The gate for addresses outside the brief: what every format may link to."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit, urlunsplit

from reebrief.document.nodes import SCHEMES

_AUTHORITY = re.compile(r"[A-Za-z0-9._~!$&'()*+,;=:@%\[\]-]+")
_KEPT = "%/:=&?~+!$,;'@()*"


def address(href: str) -> str | None:
    """Return an ``http``, ``https`` or ``mailto`` address as a URI (RFC 3986), else None.

    Word calls a file damaged when one of its links is no URI, so what may not stand in one is
    percent-encoded, a host beyond ASCII is written in IDNA, and a broken host gives None.
    """
    if not href.startswith(SCHEMES):
        return None
    try:
        parts = urlsplit(href)
        authority = parts.netloc.encode("idna").decode() if parts.netloc else ""
        valid = parts.scheme == "mailto" or (_AUTHORITY.fullmatch(authority) and parts.hostname)
        port_is_number = parts.port is None or parts.port >= 0
    except ValueError:  # a broken IPv6 address, port or host name
        return None
    if not valid or not port_is_number:
        return None
    rest = (quote(piece, safe=_KEPT) for piece in (parts.path, parts.query, parts.fragment))
    return urlunsplit((parts.scheme, authority, *rest))
