"""What deadlines want done by themselves: pauses that ran out into the history, today's urgings."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import date
from typing import Final

import structlog
from aiohttp import web
from sqlalchemy.exc import SQLAlchemyError

from intake import clock
from mediation.db import Database
from mediation.deadlines import pauses, urging
from mediation.keys import DATABASE

LOOK_AGAIN_AFTER: Final = 300.0
log = structlog.get_logger()


async def once(database: Database, today: date) -> None:
    """Do what there is to do; done again, or by two at once, nothing is written twice."""
    ended = await pauses.close_run_out(database, today)
    urged = await urging.write(database, today)
    if ended or urged:
        log.info("deadlines looked after", pauses_ended=ended, urged=urged)


async def running(app: web.Application) -> AsyncIterator[None]:
    """Look after deadlines when the application starts, and then every five minutes beside it."""
    await _round(app[DATABASE])
    task = asyncio.create_task(_run(app[DATABASE]))
    yield
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def _run(database: Database) -> None:
    while True:
        await asyncio.sleep(LOOK_AGAIN_AFTER)
        await _round(database)


async def _round(database: Database) -> None:
    try:
        await once(database, clock.now().date())
    except (SQLAlchemyError, OSError) as error:
        log.warning("deadlines wait", error=type(error).__name__)
