"""Rate limits: one for each citizen, one for all together."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import Final

MOST_CITIZENS: Final = 20_000


class Bucket:
    """A token bucket: so many at once, so many a second after that.

    Args:
        size: what it holds when full; it begins full.
        per_second: how fast it fills.
    """

    __slots__ = ("_at", "_per_second", "_size", "_tokens")

    def __init__(self, size: float, per_second: float, now: float) -> None:
        self._size = size
        self._per_second = per_second
        self._tokens = size
        self._at = now

    def take(self, now: float) -> bool:
        """Take one, if there is one."""
        self._tokens = min(self._size, self._tokens + (now - self._at) * self._per_second)
        self._at = now
        if self._tokens < 1:
            return False
        self._tokens -= 1
        return True


class Limits:
    """Says whether a citizen's message may come in.

    Args:
        burst, per_second: of one citizen.
        overall: messages a second of all together; twice as many at once.
        clock: monotonic seconds.
    """

    def __init__(
        self, burst: float, per_second: float, overall: float, clock: Callable[[], float]
    ) -> None:
        self._burst = burst
        self._per_second = per_second
        self._clock = clock
        self._all = Bucket(2 * overall, overall, clock())
        self._each: OrderedDict[str, Bucket] = OrderedDict()

    def allow(self, citizen: str) -> bool:
        """Count a message; False when there were too many."""
        now = self._clock()
        bucket = self._each.get(citizen)
        if bucket is None:
            bucket = self._each[citizen] = Bucket(self._burst, self._per_second, now)
            if len(self._each) > MOST_CITIZENS:
                self._each.popitem(last=False)
        else:
            self._each.move_to_end(citizen)
        return bucket.take(now) and self._all.take(now)
