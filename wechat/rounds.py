"""Work that lies in the store and is done in rounds: what is due now, again when more is due or has come."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Awaitable, Callable
from typing import Final

import structlog

from wechat.metrics import Metrics

AFTER_A_FAILURE: Final = 1.0
SHORTEST_SLEEP: Final = 0.05
LONGEST_SLEEP: Final = 60.0
log = structlog.get_logger()


class Rounds:
    """Calls one piece of work again and again.

    Args:
        work: does what is due; returns when the next is due (seconds since 1970), None when nothing
            waits, 0 when there may be more to do at once.
        name: of the work, for the log.
    """

    def __init__(
        self, work: Callable[[], Awaitable[float | None]], metrics: Metrics, name: str
    ) -> None:
        self._work = work
        self._metrics = metrics
        self._name = name
        self._news = asyncio.Event()

    def wake(self) -> None:
        """More has come: look at once."""
        self._news.set()

    async def run(self) -> None:
        """Go on for ever; what the disk does not take is tried again."""
        while True:
            self._news.clear()
            try:
                moment = await self._work()
                pause = _until(moment)
            except (sqlite3.Error, OSError) as error:
                self._metrics.store_errors.inc()
                log.warning("the store failed", work=self._name, cause=type(error).__name__)
                pause = AFTER_A_FAILURE
            if pause > 0:
                await self._sleep(pause)

    async def _sleep(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._news.wait()
        except TimeoutError:
            return


def _until(moment: float | None) -> float:
    if moment is None:
        return LONGEST_SLEEP
    return min(max(moment - time.time(), SHORTEST_SLEEP), LONGEST_SLEEP) if moment else 0.0
