"""Send what waits, for as long as the backend runs."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Final

import structlog
from aiohttp import web
from sqlalchemy.exc import SQLAlchemyError

from mediation.background import repeated
from mediation.db import Database, aware, utc_now
from mediation.keys import DATABASE, SETTINGS
from mediation.notify import outbox
from mediation.notify.gateway import Gateway, Outcome

LOOK_AGAIN_AFTER: Final = 2.0
log = structlog.get_logger()


async def running(app: web.Application) -> AsyncIterator[None]:
    """Run the sender beside the application."""
    gateway = Gateway(app[SETTINGS])
    async with repeated(lambda: _round(app[DATABASE], gateway)):
        yield
    await gateway.close()


async def send_due(database: Database, gateway: Gateway) -> int:
    """One round: hand over what is due; how many the gateway took.

    When the gateway is away the round ends: the others would fare no better.
    """
    taken = 0
    for notice in await outbox.due(database):
        outcome = await gateway.tell(notice)
        if outcome is Outcome.AWAY:
            await outbox.put_off(database, notice)
            break
        await outbox.settle(database, notice.id, "sent" if outcome is Outcome.TAKEN else "refused")
        taken += outcome is Outcome.TAKEN
    return taken


async def _round(database: Database, gateway: Gateway) -> float:
    try:
        await send_due(database, gateway)
        return await _pause(database)
    except (SQLAlchemyError, OSError) as error:
        log.warning("notices wait", error=type(error).__name__)
        return LOOK_AGAIN_AFTER


async def _pause(database: Database) -> float:
    """Until the next notice is due, but at most two seconds: new ones are written at any time."""
    moment = await outbox.next_due(database)
    if moment is None:
        return LOOK_AGAIN_AFTER
    left = (aware(moment) - utc_now()).total_seconds()
    return min(LOOK_AGAIN_AFTER, max(0.2, left))
