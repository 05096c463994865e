"""Work that goes on beside the application, a round at a time."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from typing import Final

PATIENCE: Final = 5.0
"""Seconds that a round has to end by itself when the application stops."""


@asynccontextmanager
async def repeated(
    work: Callable[[], Awaitable[float]], first_after: float = 0.0
) -> AsyncIterator[None]:
    """Do some work again and again as long as the block lasts.

    When the block ends, a round that is going on may end, too: a query that is broken off leaves its
    connection to a thread that outlives the event loop.

    Args:
        work: one round; gives the seconds until the next.
        first_after: seconds until the first round.
    """
    over = asyncio.Event()

    async def rounds() -> None:
        pause = first_after
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(over.wait(), pause)
            if over.is_set():
                return
            pause = await work()

    task = asyncio.create_task(rounds())
    try:
        yield
    finally:
        over.set()
        _, late = await asyncio.wait({task}, timeout=PATIENCE)
        for one in late:
            one.cancel()
        with suppress(asyncio.CancelledError):
            await task
