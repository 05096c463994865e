"""A circuit breaker: after several failures in a row nobody calls for a while, then one may try."""

from __future__ import annotations

import time
from collections.abc import Callable


class Breaker:
    """Counts failures in a row.

    Args:
        failures: so many open it.
        pause: seconds it stays open; then one call may try, and another failure opens it again.
        clock: monotonic seconds.
    """

    def __init__(
        self, failures: int, pause: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._most = failures
        self._pause = pause
        self._clock = clock
        self._failures = 0
        self._closed_at = 0.0

    def allows(self) -> bool:
        """Whether a call may be made now; after the pause this lets a single one through."""
        if self._failures < self._most:
            return True
        if self._clock() < self._closed_at:
            return False
        self._closed_at = self._clock() + self._pause
        return True

    def succeeded(self) -> None:
        """A call was answered."""
        self._failures = 0

    def failed(self) -> None:
        """A call was not answered."""
        self._failures += 1
        self._closed_at = self._clock() + self._pause
