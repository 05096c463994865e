"""``/wechat``: Tencent's check of the address, and citizens' messages.

Rubbish gets a 4xx and changes nothing. What is Tencent's gets 200 within five seconds: a reply, or
``success``, which ends its repeats. Only a message that could not be written gets a 503: Tencent
sends it again.
"""

from __future__ import annotations

import asyncio
import sqlite3
import time
from typing import Final

import structlog
from aiohttp import web

from wechat import messages
from wechat.crypto import BadEnvelope
from wechat.keys import METRICS, RECEPTION, SETTINGS, WIRE
from wechat.messages import BadMessage
from wechat.wire import Forged, Opened
from wechat.xml import BadXml

PLAIN: Final = {"X-Content-Type-Options": "nosniff"}
log = structlog.get_logger()


def setup(app: web.Application) -> None:
    """Add the two routes."""
    app.router.add_get("/wechat", verify)
    app.router.add_post("/wechat", receive)


async def verify(request: web.Request) -> web.Response:
    """Answer Tencent's check with ``echostr``; 403 for anybody else."""
    try:
        request.app[WIRE].check(request.query, time.time())
    except Forged as error:
        return refuse(request, 403, str(error))
    return web.Response(text=request.query.get("echostr", ""), headers=PLAIN)


async def receive(request: web.Request) -> web.Response:
    """Take a message in and answer it, see above."""
    arrived = asyncio.get_running_loop().time()
    wire = request.app[WIRE]
    try:
        wire.check(request.query, time.time())
        opened = wire.open(request.query, await read_body(request))
        message = messages.read(opened.fields)
    except Forged as error:
        return refuse(request, 403, str(error))
    except (BadXml, BadEnvelope, BadMessage) as error:
        return refuse(request, 400, type(error).__name__)
    except TimeoutError:
        return refuse(request, 408, "slow")
    except web.RequestPayloadError:
        return refuse(request, 400, "payload")
    except web.HTTPRequestEntityTooLarge:
        return refuse(request, 413, "too large")
    try:
        reply = await request.app[RECEPTION].take(message, arrived, lambda: _alive(request))
    except sqlite3.Error as error:
        request.app[METRICS].store_errors.inc()
        log.warning("a message could not be written", cause=type(error).__name__)
        return web.Response(status=503, text="repeat", headers=PLAIN)
    return _response(request, opened, message, reply)


async def read_body(request: web.Request) -> bytes:
    """A request's body.

    Raises:
        web.HTTPRequestEntityTooLarge: above the limit, by its own word or in fact.
        TimeoutError: the sender is too slow.
    """
    settings = request.app[SETTINGS]
    if (request.content_length or 0) > settings.gateway_body_limit:
        raise web.HTTPRequestEntityTooLarge(
            settings.gateway_body_limit, request.content_length or 0
        )
    if request.content.is_eof():  # it came with the head, as Tencent's do: nothing to wait for
        return await request.read()
    async with asyncio.timeout(settings.gateway_body_seconds):
        return await request.read()


def refuse(request: web.Request, status: int, reason: str) -> web.Response:
    """An answer that says nothing but its status; the reason is counted."""
    request.app[METRICS].refused.labels(reason).inc()
    return web.Response(status=status, text="refused", headers=PLAIN)


def _response(
    request: web.Request, opened: Opened, message: messages.Inbound, reply: str
) -> web.Response:
    if not reply:
        return web.Response(text="success", headers=PLAIN)
    written = request.app[WIRE].reply(
        reply,
        openid=message.openid,
        account=message.account,
        now=time.time(),
        sealed=opened.sealed,
    )
    return web.Response(text=written, content_type="application/xml")


def _alive(request: web.Request) -> bool:
    transport = request.transport
    return transport is not None and not transport.is_closing()
