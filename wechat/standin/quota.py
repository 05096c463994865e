"""The platform's limits: calls a day and a minute, and customer-service messages to a citizen."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from wechat.standin.errors import RefusedError
from wechat.standin.messages import Scene

MINUTE: Final = 60
DAY: Final = 86_400


@dataclass(frozen=True)
class Limit:
    """How often one endpoint may be called.

    Attributes:
        day: calls in 24 hours; more are answered 45009.
        minute: calls in 60 seconds; more are answered 45011.
    """

    day: int
    minute: int = 100_000


LIMITS: Final[Mapping[str, Limit]] = {
    "/cgi-bin/token": Limit(2_000),
    "/cgi-bin/stable_token": Limit(500_000, 10_000),
    "/cgi-bin/message/custom/send": Limit(500_000),
    "/cgi-bin/message/template/send": Limit(100_000),
    "/cgi-bin/message/subscribe/bizsend": Limit(100_000),
    "/cgi-bin/media/upload": Limit(100_000),
    "/cgi-bin/media/get": Limit(200_000),
    "/cgi-bin/menu/create": Limit(1_000),
    "/cgi-bin/menu/get": Limit(10_000),
    "/cgi-bin/menu/delete": Limit(1_000),
    "/cgi-bin/qrcode/create": Limit(100_000),
    "/cgi-bin/user/info": Limit(5_000_000),
}
"""Daily limits of the interface page ("接口调用次数说明"); the minute's are not published."""


class Meter:
    """Counts calls an endpoint; ``limits`` may be changed at any time."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self.limits: dict[str, Limit] = dict(LIMITS)
        self._calls: dict[str, deque[float]] = {}

    def count(self, path: str) -> None:
        """Count one call.

        Raises:
            RefusedError: 45009 when the day's calls are used up, 45011 when the minute's are.
        """
        limit = self.limits[path]
        calls = self._calls.setdefault(path, deque())
        now = self._now()
        while calls and calls[0] <= now - DAY:
            calls.popleft()
        if len(calls) >= limit.day:
            raise RefusedError(45009)
        if len(calls) >= limit.minute and calls[-limit.minute] > now - MINUTE:
            raise RefusedError(45011)
        calls.append(now)


@dataclass(frozen=True)
class Grant:
    """What one act of a citizen allows the account.

    Attributes:
        count: customer-service messages.
        seconds: for how long.
    """

    count: int
    seconds: int


GRANTS: Final[Mapping[Scene, Grant]] = {"message": Grant(5, 2 * DAY), "tap": Grant(3, MINUTE)}
"""In force since 12 June 2023: 5 in 48 h after a message; 3 in a minute after a menu click, a
msgmenu tap, subscribing or a scan."""


@dataclass
class Ledger:
    """Which customer-service messages a citizen may still be sent.

    A new act sets its scene's count to the full again; counts do not add up.
    """

    _left: dict[Scene, int] = field(default_factory=dict)
    _until: dict[Scene, float] = field(default_factory=dict)

    def open(self, scene: Scene, now: float) -> None:
        """Start a scene anew."""
        self._left[scene] = GRANTS[scene].count
        self._until[scene] = now + GRANTS[scene].seconds

    def close(self) -> None:
        """End all scenes, as when the citizen leaves."""
        self._left.clear()
        self._until.clear()

    def spend(self, now: float) -> None:
        """Use one message, of the scene that ends first.

        Raises:
            RefusedError: 45015 when no scene is open, 45047 when the open ones are used up.
        """
        scenes = self._open(now)
        if not scenes:
            raise RefusedError(45015)
        for scene in sorted(scenes, key=self._until.__getitem__):
            if self._left[scene]:
                self._left[scene] -= 1
                return
        raise RefusedError(45047)

    def _open(self, now: float) -> list[Scene]:
        return [scene for scene, until in self._until.items() if until > now]
