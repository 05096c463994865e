"""The gateway as one application."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator

import structlog
from aiohttp import ClientSession, TCPConnector, web

from wechat import health, views
from wechat.citizens import Keys
from wechat.crypto import Envelope
from wechat.inbox import Inbox
from wechat.keys import INBOX, METRICS, RASA, RECEPTION, SETTINGS, STORE, TURNS, WIRE
from wechat.limits import Limits
from wechat.line import Quiet
from wechat.metrics import Metrics
from wechat.rasa import Rasa
from wechat.reception import Reception
from wechat.settings import Settings
from wechat.store import Store
from wechat.turns import Turns
from wechat.wire import Wire

log = structlog.get_logger()


def make_app(settings: Settings) -> web.Application:
    """The application; its file is opened, and what was not done is taken up, when it starts."""
    app = web.Application(client_max_size=settings.body_limit)
    app[SETTINGS] = settings
    app[METRICS] = Metrics()
    app[WIRE] = Wire(
        settings.wechat_token.get_secret_value(),
        Envelope(settings.wechat_app_id, settings.wechat_aes_key.get_secret_value()),
        settings.timestamp_window,
    )
    app[STORE] = Store(settings.database)
    app[INBOX] = Inbox(app[STORE])
    app.cleanup_ctx.append(_running)
    health.setup(app)
    views.setup(app)
    return app


async def _running(app: web.Application) -> AsyncIterator[None]:
    settings, metrics = app[SETTINGS], app[METRICS]
    await app[STORE].open()
    async with ClientSession(connector=TCPConnector(limit=64)) as session:
        app[RASA] = Rasa(session, settings.rasa, settings.rasa_timeout)
        quiet = Quiet(settings.burst_hold, settings.burst_window, settings.burst_longest)
        app[TURNS] = Turns(app[INBOX], app[RASA], metrics, quiet=quiet, sent=lambda: None)
        metrics.queue.set_function(lambda: len(app[TURNS]))
        app[RECEPTION] = Reception(
            app[INBOX],
            app[TURNS],
            app[RASA],
            metrics,
            keys=Keys(settings.citizen_key_secret.get_secret_value()),
            limits=Limits(
                settings.rate_burst,
                settings.rate_per_second,
                settings.rate_overall,
                time.monotonic,
            ),
            reply_seconds=settings.reply_seconds,
            away_seconds=settings.away_seconds,
        )
        resumed = await app[TURNS].resume()
        log.info("gateway started", resumed=resumed)
        yield
        await app[TURNS].close()
    await app[STORE].close()
