"""Find the address that a host has on the public internet, and refuse any other."""

from __future__ import annotations

import ipaddress
import socket

from reebrief.diagnostics import error

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_EMBEDDED = ipaddress.ip_network("64:ff9b::/96")
"""IPv6 addresses that a gateway turns into the IPv4 address of their last 32 bits (RFC 6052)."""


def address_of(host: str, port: int, *, allow_private: bool) -> str:
    """Return an address of a host, to be connected to as it is.

    Who connects by name instead asks again, and may be given another address. Raises ReebriefError
    where the host has none, and where one of them is not public, unless private ones are allowed.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        hint = "check the address, and the connection of this machine"
        raise error(f"no address is known for {host}", None, hint) from None
    addresses = [ipaddress.ip_address(str(one[4][0]).partition("%")[0]) for one in found]
    private = next((one for one in addresses if not is_public(one)), None)
    if private is not None and not allow_private:
        named = host if host == str(private) else f"{host} is {private}, which"
        what = f"{named} is not on the public internet"
        raise error(what, None, "if it is a server of your own, add 'allow_private: true'")
    return str(addresses[0])


def is_public(address: Address) -> bool:
    """Say whether an address is on the public internet, looking into those that hold another."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address in _EMBEDDED:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
        if inner is not None:
            return is_public(inner)
    return address.is_global and not address.is_multicast
