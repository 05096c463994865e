"""The gateway as one application."""

from __future__ import annotations

from aiohttp import web

from intake import retention
from wechat import health, internal, parts, views
from wechat.crypto import Envelope
from wechat.inbox import Inbox
from wechat.keys import INBOX, METRICS, RETENTION, SETTINGS, STORE, WIRE
from wechat.metrics import Metrics
from wechat.settings import Settings
from wechat.store import Store
from wechat.wire import Wire


def make_app(settings: Settings) -> web.Application:
    """The application; its file is opened, and what was not done is taken up, when it starts.

    Raises:
        intake.knowledge.KnowledgeError: the district's periods cannot be read.
    """
    app = web.Application(client_max_size=settings.gateway_body_limit)
    app[SETTINGS] = settings
    app[RETENTION] = retention.load()
    app[METRICS] = Metrics()
    app[WIRE] = Wire(
        settings.wechat_token.get_secret_value(),
        Envelope(settings.wechat_app_id, settings.wechat_aes_key.get_secret_value()),
        settings.gateway_timestamp_window,
    )
    app[STORE] = Store(settings.database)
    app[INBOX] = Inbox(app[STORE])
    app.cleanup_ctx.append(parts.running)
    app.on_response_prepare.append(_nameless)
    health.setup(app)
    internal.setup(app)
    views.setup(app)
    return app


async def _nameless(_: web.Request, response: web.StreamResponse) -> None:
    """Say nothing of the software and its version."""
    response.headers.pop("Server", None)
