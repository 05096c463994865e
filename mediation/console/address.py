"""From where a request comes."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Final

from aiohttp import web

LONGEST_CHAIN: Final = 1000
NETWORK: Final = 64
"""Bits of an IPv6 address that are one customer's (RFC 6177): the rest may be chosen at will."""


def of(request: web.Request, proxies: int) -> str | None:
    """The address of whoever is in front of the proxies; None where it cannot be known.

    Each proxy adds to ``X-Forwarded-For`` whom it was asked by, so with *n* proxies of ours the *n*-th
    from the right is told by one of them; whatever stands left of it anybody may have written.

    Args:
        proxies: how many of ours stand before the service. With none, a request from this machine
            tells nothing: it may be anybody's, through a proxy that nobody told us of.
    """
    if proxies == 0:
        found = _parsed(request.remote or "")
        return None if found is None or found.is_loopback else _place(found)
    chain = ",".join(request.headers.getall("X-Forwarded-For", []))[-LONGEST_CHAIN:].split(",")
    told = _parsed(chain[-proxies]) if len(chain) >= proxies else None
    return _place(told) if told else None


def _parsed(text: str) -> IPv4Address | IPv6Address | None:
    try:
        found = ip_address(text.strip())
    except ValueError:
        return None
    return (found.ipv4_mapped or found) if isinstance(found, IPv6Address) else found


def _place(found: IPv4Address | IPv6Address) -> str:
    if isinstance(found, IPv4Address):
        return str(found)
    return str(ip_network((int(found), NETWORK), strict=False))
