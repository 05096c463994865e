"""What deadlines want done by themselves: pauses that ran out into the history, today's urgings, reminders."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date
from typing import Final

import structlog
from aiohttp import web
from sqlalchemy.exc import SQLAlchemyError

from intake import clock
from mediation.agreements import confirmation
from mediation.background import repeated
from mediation.db import Database
from mediation.deadlines import pauses, urging
from mediation.keys import DATABASE

LOOK_AGAIN_AFTER: Final = 300.0
log = structlog.get_logger()


async def once(database: Database, today: date) -> None:
    """Do what there is to do; done again, or by two at once, nothing is written twice."""
    ended = await pauses.close_run_out(database, today)
    urged = await urging.write(database, today)
    reminded = await confirmation.remind(database, today)
    if ended or urged or reminded:
        log.info("deadlines looked after", pauses_ended=ended, urged=urged, reminded=reminded)


async def running(app: web.Application) -> AsyncIterator[None]:
    """Look after deadlines when the application starts, and then every five minutes beside it."""
    pause = await _round(app[DATABASE])
    async with repeated(lambda: _round(app[DATABASE]), first_after=pause):
        yield


async def _round(database: Database) -> float:
    try:
        await once(database, clock.now().date())
    except (SQLAlchemyError, OSError) as error:
        log.warning("deadlines wait", error=type(error).__name__)
    return LOOK_AGAIN_AFTER
