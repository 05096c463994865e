"""The gateway's parts put together, and the tasks that run beside the requests."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any, Final

import structlog
from aiohttp import ClientSession, DummyCookieJar, TCPConnector, web

from wechat.api import Api
from wechat.backend import Backend
from wechat.citizens import Keys
from wechat.http import Http
from wechat.keys import (
    COLLECTOR,
    HOUSEKEEPING,
    INBOX,
    METRICS,
    RASA,
    RECEPTION,
    RETENTION,
    SENDER,
    SETTINGS,
    STORE,
    TURNS,
)
from wechat.limits import Limits
from wechat.line import Quiet
from wechat.media import Collector
from wechat.metrics import Metrics
from wechat.rasa import Rasa
from wechat.reception import Reception
from wechat.retention import Housekeeping
from wechat.sender import Sender
from wechat.settings import Settings
from wechat.store import Store
from wechat.token import Token
from wechat.turns import Turns

AFTER_A_FAULT: Final = 1.0
log = structlog.get_logger()


def make_api(session: ClientSession, store: Store, metrics: Metrics, settings: Settings) -> Api:
    """Tencent's API with the token that lies in the store."""
    http = Http(session, settings.wechat_api_base, settings.gateway_api_timeout)
    secret = settings.wechat_app_secret.get_secret_value()
    return Api(http, Token(http, store, settings.wechat_app_id, secret), metrics)


async def running(app: web.Application) -> AsyncIterator[None]:
    """Open the file, take up what was not done, run until the application ends."""
    settings, metrics, store = app[SETTINGS], app[METRICS], app[STORE]
    await store.open()
    async with ClientSession(
        connector=TCPConnector(limit=64), cookie_jar=DummyCookieJar()
    ) as session:
        api = make_api(session, store, metrics, settings)
        app[SENDER] = Sender(store, api, metrics, settings)
        app[COLLECTOR] = Collector(
            store,
            api,
            metrics,
            folder=settings.var_dir / "media",
            limit=settings.gateway_media_limit,
        )
        app[HOUSEKEEPING] = Housekeeping(
            store,
            Backend(session, settings.backend, settings.mediation_api_token.get_secret_value()),
            settings.var_dir / "media",
            app[RETENTION],
        )
        app[RASA] = Rasa(session, settings.rasa, settings.rasa_timeout)
        app[TURNS] = Turns(
            app[INBOX],
            app[RASA],
            metrics,
            quiet=Quiet(
                settings.gateway_burst_hold,
                settings.gateway_burst_window,
                settings.gateway_burst_longest,
            ),
            sent=app[SENDER].wake,
        )
        metrics.queue.set_function(lambda: len(app[TURNS]))
        app[RECEPTION] = _reception(app)
        log.info("gateway started", resumed=await app[TURNS].resume())
        async with _beside(metrics, app[SENDER].run, app[COLLECTOR].run, app[HOUSEKEEPING].run):
            yield
            await app[TURNS].close()
    await store.close()


def _reception(app: web.Application) -> Reception:
    settings = app[SETTINGS]
    return Reception(
        app[INBOX],
        app[TURNS],
        app[RASA],
        app[METRICS],
        keys=Keys(settings.citizen_key_secret.get_secret_value()),
        limits=Limits(
            settings.gateway_rate_burst,
            settings.gateway_rate_per_second,
            settings.gateway_rate_overall,
            time.monotonic,
        ),
        reply_seconds=settings.gateway_reply_seconds,
        away_seconds=settings.gateway_away_seconds,
        fetch=app[COLLECTOR].wake,
    )


@asynccontextmanager
async def _beside(
    metrics: Metrics, *work: Callable[[], Coroutine[Any, Any, None]]
) -> AsyncIterator[None]:
    tasks = [asyncio.create_task(_for_ever(metrics, one)) for one in work]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _for_ever(metrics: Metrics, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Run something that does not end; after a fault of its own it begins again."""
    while True:
        try:
            await work()
        except Exception as error:  # noqa: BLE001 - the gateway must not go on without it
            metrics.faults.inc()
            log.error("a task failed and begins again", cause=type(error).__name__)  # noqa: TRY400 - no traceback: it may quote a citizen
        await asyncio.sleep(AFTER_A_FAULT)
