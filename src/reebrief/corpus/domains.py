"""Say which domains a web address lies in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit


def host_of(address: str) -> str:
    """Return the host that a web address or a domain names, in small letters; "" for none."""
    text = address.strip()
    try:
        host = urlsplit(text if "//" in text else f"//{text}").hostname or ""
    except ValueError:
        return ""
    host = host.rstrip(".")
    return host if "." in host and not any(c.isspace() for c in host) else ""


def written_domains(domains: Iterable[str]) -> Iterator[str]:
    """Yield domains as texts write them: alone, and behind ``www.``."""
    for domain in domains:
        yield from (domain, f"www.{domain}")


def domains_of(address: str) -> Iterator[str]:
    """Yield the domains that an address lies in, the nearest first: its host, then those above it.

    What has no dot, as ``com``, is the domain of nobody.
    """
    host = host_of(address)
    while "." in host:
        yield host
        host = host.partition(".")[2]
