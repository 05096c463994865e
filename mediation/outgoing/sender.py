"""Send what is due, beside the application."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Final

import aiohttp
import structlog
from aiohttp import web
from sqlalchemy.exc import SQLAlchemyError

from mediation.background import repeated
from mediation.db import Database, aware, utc_now
from mediation.keys import DATABASE, SETTINGS
from mediation.models import Delivery
from mediation.outgoing import mail, store, targets, webhook
from mediation.outgoing.outcome import Outcome
from mediation.outgoing.targets import Targets
from mediation.settings import Settings

LOOK_AGAIN_AFTER: Final = 2.0
SHORTEST_PAUSE: Final = 0.2
log = structlog.get_logger()


async def running(app: web.Application) -> AsyncIterator[None]:
    """Send as long as the application runs, if anybody is to be told anything."""
    settings: Settings = app[SETTINGS]
    told = targets.read(settings)
    if not told.all:
        yield
        return
    await store.forget(app[DATABASE])
    async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as client:
        sender = Sender(app[DATABASE], settings, told, client)
        async with repeated(sender.round):
            yield


class Sender:
    """Sends by the settings' own ways."""

    def __init__(
        self, database: Database, settings: Settings, told: Targets, client: aiohttp.ClientSession
    ) -> None:
        self._database = database
        self._settings = settings
        self._told = told
        self._client = client

    async def send_due(self) -> int:
        """Claim what is due and try all of it at once; how many arrived."""
        claimed = await store.claim(self._database)
        return sum(await asyncio.gather(*(self._one(delivery) for delivery in claimed)))

    async def round(self) -> float:
        """One round; the seconds until the next."""
        try:
            await self.send_due()
            moment = await store.next_due(self._database)
        except (SQLAlchemyError, OSError) as error:
            log.warning("deliveries wait", error=type(error).__name__)
            return LOOK_AGAIN_AFTER
        left = (aware(moment) - utc_now()).total_seconds() if moment else LOOK_AGAIN_AFTER
        return min(LOOK_AGAIN_AFTER, max(SHORTEST_PAUSE, left))

    async def _one(self, delivery: Delivery) -> bool:
        outcome = await self._attempt(delivery)
        if outcome.fault is not None:
            log.warning(
                "delivery failed",
                topic=delivery.topic,
                attempt=delivery.attempts,
                fault=outcome.fault,
            )
        await store.settle(self._database, delivery, outcome)
        return outcome.fault is None

    async def _attempt(self, delivery: Delivery) -> Outcome:
        target = self._told.named(delivery.target)
        if target is None:
            return Outcome("no longer in the settings", final=True)
        if not target.by_mail:
            return await webhook.post(self._client, target, delivery)
        server = self._settings.mail_server
        if server is None:
            return Outcome("no longer in the settings", final=True)
        return await mail.send(server, self._settings.mail_from, target.address, delivery)
