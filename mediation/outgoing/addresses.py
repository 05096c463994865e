"""Addresses and secrets of receivers, as settings have them, checked."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote, urlsplit

SECRET: Final = "whsec_"  # noqa: S105 - how a secret begins, Standard Webhooks 1.0
SHORTEST_SECRET, LONGEST_SECRET = 24, 64
"""Bytes, as the specification asks for."""
MAIL: Final = re.compile(r"[^@\s,]{1,64}@[^@\s,]{1,189}")
PORTS: Final = {"smtp": 25, "smtps": 465}


@dataclass(frozen=True)
class MailServer:
    """Where mail is handed over.

    Attributes:
        tls: encrypted from the first byte (``smtps``); else TLS begins where the server offers it, and
            must begin before a password is said.
    """

    host: str
    port: int
    tls: bool
    user: str | None
    password: str | None


def url(said: str) -> str:
    """An address that events are posted to; an empty one stays empty.

    Raises:
        ValueError: it is none of http or https with a host.
    """
    parts = urlsplit(said)
    if said and (parts.scheme not in {"http", "https"} or not parts.hostname):
        raise ValueError("an address with http or https is needed")
    return said


def secrets(said: str) -> tuple[str, ...]:
    """The secrets of a receiver, comma separated, each ``whsec_`` and 24 to 64 bytes in base64.

    Raises:
        ValueError: one is not.
    """
    found = tuple(one.strip() for one in said.split(",") if one.strip())
    for one in found:
        try:
            key = base64.b64decode(one.removeprefix(SECRET), validate=True)
        except binascii.Error:
            key = b""
        if not one.startswith(SECRET) or not SHORTEST_SECRET <= len(key) <= LONGEST_SECRET:
            raise ValueError("a secret is whsec_ and 24 to 64 bytes in base64")
    return found


def mailboxes(said: str) -> tuple[str, ...]:
    """Mail addresses, comma separated.

    Raises:
        ValueError: one is none.
    """
    found = tuple(one.strip() for one in said.split(",") if one.strip())
    if not all(MAIL.fullmatch(one) and one.isascii() and one.isprintable() for one in found):
        raise ValueError("a mail address is needed")
    return found


def mail_server(said: str) -> MailServer | None:
    """``smtp://user:password@host:587`` or ``smtps://…``; None for an empty one.

    Raises:
        ValueError: it is neither.
    """
    if not said:
        return None
    parts = urlsplit(said)
    if parts.scheme not in PORTS or not parts.hostname or parts.path.strip("/"):
        raise ValueError("smtp://host:port or smtps://host:port is needed")
    return MailServer(
        parts.hostname,
        parts.port or PORTS[parts.scheme],
        parts.scheme == "smtps",
        unquote(parts.username) if parts.username else None,
        unquote(parts.password) if parts.password else None,
    )
