"""Bring a web address into one form, and say by what two are one page's."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|cmpid|ocid|ito|_hs(?:enc|mi)|mkt_tok"
    r"|spm|share_\w+|xtor|wt_mc|ref_src|guccounter|guce_\w+|sharetype|smid|at_\w+",
    re.IGNORECASE,
)
"""Parameters that count readers; none of them changes what a page shows."""


_REDIRECT = re.compile(
    r"//(?:www\.)?google\.[a-z.]+/url\?|safelinks\.protection\.outlook\.com/|//l\.facebook\.com/"
)
"""Addresses that only lead on to another one, which they name."""


def canonical(address: str) -> str | None:
    """Return an address of the web in one form, None where the text is none.

    Scheme and host are in small letters; parameters that only count readers, and the part of a
    page that a reader jumped to, are left out; of an address that leads on, that one counts.
    """
    try:
        parts = urlsplit(address.strip())
        led = dict(parse_qsl(parts.query)) if _REDIRECT.search(address) else {}
        inner = next((led[k] for k in ("url", "q", "u") if led.get(k, "").startswith("http")), "")
        parts = urlsplit(inner) if inner else parts
        host = (parts.hostname or "").lower()
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return None
    if (
        parts.scheme.lower() not in {"http", "https"}
        or "." not in host
        or re.search(r"\s", address)
    ):
        return None
    query = [(k, v) for k, v in parse_qsl(parts.query, True) if not _TRACKING.fullmatch(k)]  # noqa: FBT003
    kept = parts.query if len(query) == len(parts.query.split("&")) else urlencode(query)
    return urlunsplit((parts.scheme.lower(), host + port, parts.path or "/", kept, ""))


def address_key(address: str) -> str:
    """Return what an address is compared by: one page has one key; "" of what is no address.

    Beside what ``canonical`` leaves out neither the scheme nor ``www.`` nor a slash at the end
    makes another page.
    """
    _, _, rest = (canonical(address) or "").partition("://")
    return rest.removeprefix("www.").rstrip("/")
