"""The citizens whom the platform knows: following or not, their quota, what their phones show."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import re
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

from wechat.standin.messages import Message, Received
from wechat.standin.quota import Ledger

LONGEST_HISTORY: Final = 1000
OPENID: Final = re.compile(r"o[A-Za-z0-9_-]{27}", re.ASCII)


class NotFollowingError(Exception):
    """Who does not follow the account can send it nothing."""


def openid_of(name: str) -> str:
    """The openid of a named citizen: 28 characters, the same for the same name.

    An openid is given back as it is.
    """
    if OPENID.fullmatch(name):
        return name
    digest = hashlib.sha256(name.encode()).digest()
    return "o" + base64.urlsafe_b64encode(digest).decode()[:27]


@dataclass(frozen=True)
class Line:
    """One thing on the citizen's telephone.

    Attributes:
        number: counts from 1 for each citizen.
        at: seconds since 1970.
        sent: what the citizen sent, or
        received: what the citizen received.
    """

    number: int
    at: float
    sent: Message | None = None
    received: Received | None = None

    def to_json(self) -> dict[str, Any]:
        """A JSON object; of ``sent`` and ``received`` one is null."""
        return {
            "number": self.number,
            "at": self.at,
            "sent": self.sent.to_json() if self.sent else None,
            "received": self.received.to_json() if self.received else None,
        }


@dataclass
class Person:
    """One citizen as the platform knows them."""

    openid: str
    follows: bool = True
    followed_at: int = 0
    scene: str = ""
    refuses: bool = False
    ledger: Ledger = field(default_factory=Ledger)
    accepted: dict[str, int] = field(default_factory=dict)
    history: deque[Line] = field(default_factory=lambda: deque(maxlen=LONGEST_HISTORY))
    _count: int = 0
    _watchers: set[asyncio.Queue[Line | None]] = field(default_factory=set)

    def show(
        self,
        at: float,
        *,
        sent: Message | None = None,
        received: Received | None = None,
    ) -> None:
        """Put something on the telephone, and before everybody who watches it."""
        self._count += 1
        line = Line(self._count, at, sent, received)
        self.history.append(line)
        for watcher in self._watchers:
            watcher.put_nowait(line)

    @contextmanager
    def watching(self) -> Iterator[asyncio.Queue[Line | None]]:
        """A queue of everything shown from now on; None ends it."""
        queue: asyncio.Queue[Line | None] = asyncio.Queue()
        self._watchers.add(queue)
        try:
            yield queue
        finally:
            self._watchers.discard(queue)

    def end(self) -> None:
        """Tell watchers that nothing more will come."""
        for watcher in self._watchers:
            watcher.put_nowait(None)


class People(dict[str, Person]):
    """Citizens by openid."""

    def meet(self, openid: str) -> Person:
        """The citizen, known from now on; they follow the account until they say otherwise."""
        return self.setdefault(openid, Person(openid))
