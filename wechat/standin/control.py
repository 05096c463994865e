"""The stand-in's own addresses, for ``make chat``, ``make phone`` and tests that make it misbehave.

Only for loopback: another host name, or a form's content type, is refused, so that no web page can
use it.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import Any, Final

from aiohttp import web

from wechat.standin.api import PUSHER
from wechat.standin.errors import RefusedError
from wechat.standin.messages import Message, Received
from wechat.standin.people import OPENID, NotFollowingError
from wechat.standin.state import STATE

Deliver = Callable[[str, Message], Awaitable[Received | None]]
DELIVER: web.AppKey[Deliver] = web.AppKey("deliver")

LOOPBACK: Final = {"127.0.0.1", "localhost", "::1"}
KEEP_ALIVE: Final = 15.0
LARGEST_IMAGE: Final = 10 * 1024 * 1024
IMAGES: Final = {"image/png", "image/jpeg", "image/gif", "image/webp"}


def setup(app: web.Application) -> None:
    """Put the addresses into an application that holds ``STATE``, ``PUSHER`` and ``DELIVER``."""
    app.router.add_routes(
        [
            web.get("/standin/", _guarded(about)),
            web.get("/standin/verify", _guarded(verify)),
            web.get("/standin/menu", _guarded(menu)),
            web.get("/standin/misbehaviour", _guarded(shown_misbehaviour)),
            web.put("/standin/misbehaviour", _guarded(change_misbehaviour)),
            web.post("/standin/media", _guarded(keep)),
            web.get("/standin/media/{id}", _guarded(media)),
            web.post("/standin/citizens/{openid}/messages", _guarded(deliver)),
            web.get("/standin/citizens/{openid}/feed", _guarded(feed)),
        ],
    )


Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def _guarded(handler: Handler) -> Handler:
    async def guarded(request: web.Request) -> web.StreamResponse:
        if request.url.host not in LOOPBACK:
            raise web.HTTPForbidden(text="only for loopback")
        return await handler(request)

    return guarded


async def about(request: web.Request) -> web.StreamResponse:
    """Who is here, and for which account."""
    account = request.app[STATE].account
    return web.json_response(
        {"standin": "wechat", "app_id": account.app_id, "callback": account.callback},
    )


async def verify(request: web.Request) -> web.StreamResponse:
    """The callback's GET check."""
    return web.json_response({"problem": await request.app[PUSHER].verify()})


async def menu(request: web.Request) -> web.StreamResponse:
    """The menu that the account pushed, or null."""
    return web.json_response({"button": request.app[STATE].menu})


async def shown_misbehaviour(request: web.Request) -> web.StreamResponse:
    """What goes wrong next."""
    return web.json_response(request.app[STATE].misbehaviour.to_json())


async def change_misbehaviour(request: web.Request) -> web.StreamResponse:
    """Change some of it."""
    values = await _json(request)
    if not isinstance(values, dict):
        raise web.HTTPBadRequest(text="an object")
    try:
        request.app[STATE].misbehaviour.change(values)
    except ValueError as error:
        raise web.HTTPBadRequest(text=str(error)) from error
    return await shown_misbehaviour(request)


async def keep(request: web.Request) -> web.StreamResponse:
    """Keep a citizen's picture (the body is the file)."""
    if request.content_type not in IMAGES:
        raise web.HTTPUnsupportedMediaType(text="a PNG, JPEG, GIF or WebP picture")
    data = await request.read()
    if not 0 < len(data) <= LARGEST_IMAGE:
        raise web.HTTPRequestEntityTooLarge(LARGEST_IMAGE, len(data))
    media_id = request.app[STATE].media.keep(data, request.content_type)
    return web.json_response({"media_id": media_id})


async def media(request: web.Request) -> web.StreamResponse:
    """A file, as a telephone shows it."""
    try:
        file = request.app[STATE].media.get(request.match_info["id"])
    except RefusedError as error:
        raise web.HTTPNotFound from error
    return web.Response(body=file.data, content_type=file.content_type)


async def deliver(request: web.Request) -> web.StreamResponse:
    """Push a citizen's message; answers ``{"reply": … | null}``."""
    try:
        message = Message.from_json(await _json(request))
        reply = await request.app[DELIVER](_openid(request), message)
    except ValueError as error:
        raise web.HTTPBadRequest(text=str(error)) from error
    except NotFollowingError as error:
        raise web.HTTPConflict(text=str(error)) from error
    return web.json_response({"reply": asdict(reply) if reply else None})


async def feed(request: web.Request) -> web.StreamResponse:
    """Everything on a citizen's telephone after a number, then live, as server-sent events."""
    openid = _openid(request)
    after = request.headers.get("Last-Event-ID") or request.query.get("after", "0")
    if not (after.isdecimal() and after.isascii()) or len(after) > 9:
        raise web.HTTPBadRequest(text="after is a number")
    person = request.app[STATE].people.meet(openid)
    response = web.StreamResponse(
        headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"},
    )
    await response.prepare(request)
    with person.watching() as coming:
        for line in list(person.history):
            if line.number > int(after):
                await response.write(_event(line.number, line.to_json()))
        await response.write(b": here\n\n")
        while True:
            try:
                line_or_end = await asyncio.wait_for(coming.get(), KEEP_ALIVE)
            except TimeoutError:
                await response.write(b": still here\n\n")
                continue
            if line_or_end is None:
                return response
            await response.write(_event(line_or_end.number, line_or_end.to_json()))


def _event(number: int, data: dict[str, Any]) -> bytes:
    return f"id: {number}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode()


def _openid(request: web.Request) -> str:
    openid = request.match_info["openid"]
    if not OPENID.fullmatch(openid):
        raise web.HTTPBadRequest(text="not an openid")
    return openid


async def _json(request: web.Request) -> Any:
    if request.content_type != "application/json":
        raise web.HTTPUnsupportedMediaType(text="application/json")
    try:
        return await request.json()
    except (ValueError, RecursionError) as error:
        raise web.HTTPBadRequest(text="not JSON") from error
