"""The platform's API, one entry an endpoint; every answer is 200 with a code, as Tencent's are."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Final

from aiohttp import web

from wechat.standin import custom, menu, notices
from wechat.standin.errors import RefusedError, answer
from wechat.standin.push import Pusher
from wechat.standin.state import STATE, State
from wechat.standin.wire import Fields

PUSHER = web.AppKey("pusher", Pusher)
LONGEST_JSON: Final = 256 * 1024
_ESCAPE: Final = re.compile(r"\\(.)", re.DOTALL)


@dataclass(frozen=True)
class Call:
    """One call of the API."""

    state: State
    pusher: Pusher
    request: web.Request

    async def order(self) -> dict[str, Any]:
        r"""The JSON object of the body.

        The platform does not decode ``\uXXXX``: who sends escaped Chinese has the citizen read
        backslashes. So it is here.

        Raises:
            RefusedError: 44002 empty, 47001 no JSON object in UTF-8.
        """
        body = await self.request.read()
        if not body:
            raise RefusedError(44002)
        if len(body) > LONGEST_JSON:
            raise RefusedError(45002)
        try:
            kept = _ESCAPE.sub(lambda m: r"\\u" if m[1] == "u" else m[0], body.decode())
            order = json.loads(kept)
        except (ValueError, RecursionError) as error:
            raise RefusedError(47001) from error
        if not isinstance(order, dict):
            raise RefusedError(47001)
        return order


Answer = dict[str, Any] | web.Response


async def token(call: Call) -> Answer:
    """``/cgi-bin/token``."""
    query = call.request.query
    return call.state.tokens.classic(
        query.get("grant_type", ""),
        query.get("appid", ""),
        query.get("secret", ""),
    )


async def stable_token(call: Call) -> Answer:
    """``/cgi-bin/stable_token``."""
    order = await call.order()
    return call.state.tokens.stable(
        str(order.get("grant_type", "")),
        str(order.get("appid", "")),
        str(order.get("secret", "")),
        force=order.get("force_refresh") is True,
    )


async def custom_send(call: Call) -> Answer:
    """``/cgi-bin/message/custom/send``."""
    custom.send(call.state, await call.order())
    return answer(0)


async def template_send(call: Call) -> Answer:
    """``/cgi-bin/message/template/send``."""
    return _notified(call, await call.order(), notices.send_template)


async def subscribe_send(call: Call) -> Answer:
    """``/cgi-bin/message/subscribe/bizsend``."""
    return _notified(call, await call.order(), notices.send_subscribed)


def _notified(
    call: Call,
    order: dict[str, Any],
    send: Callable[[State, dict[str, Any]], tuple[dict[str, Any], Fields]],
) -> Answer:
    more, event = send(call.state, order)
    _follow(call, order["touser"], event)
    return {**answer(0), **more}


def _follow(call: Call, openid: str, event: Fields) -> None:
    head: dict[str, str | int] = {
        "ToUserName": call.state.account.original_id,
        "FromUserName": openid,
        "CreateTime": int(call.state.now()),
        "MsgType": "event",
    }
    call.pusher.later(openid, {**head, **event})


async def media_get(call: Call) -> Answer:
    """``/cgi-bin/media/get``: the file itself."""
    file = call.state.media.get(call.request.query.get("media_id", ""))
    suffix = file.content_type.rpartition("/")[2]
    return web.Response(
        body=file.data,
        content_type=file.content_type,
        headers={"Content-disposition": f'attachment; filename="media.{suffix}"'},
    )


async def media_upload(call: Call) -> Answer:
    """``/cgi-bin/media/upload``: multipart, the file in the field ``media``; answers text/plain."""
    if not call.request.content_type.startswith("multipart/"):
        raise RefusedError(41005)
    form = await call.request.post()
    file = form.get("media")
    if not isinstance(file, web.FileField):
        raise RefusedError(41005)
    kind = call.request.query.get("type", "")
    media_id = call.state.media.accept(kind, file.file.read(), file.content_type)
    made = {"type": kind, "media_id": media_id, "created_at": int(call.state.now())}
    return web.Response(text=json.dumps(made), content_type="text/plain")


async def menu_create(call: Call) -> Answer:
    """``/cgi-bin/menu/create``."""
    call.state.menu = menu.check(await call.order())
    return answer(0)


async def menu_get(call: Call) -> Answer:
    """``/cgi-bin/menu/get``."""
    if call.state.menu is None:
        raise RefusedError(46003)
    return {"menu": {"button": call.state.menu}}


async def menu_delete(call: Call) -> Answer:
    """``/cgi-bin/menu/delete``."""
    call.state.menu = None
    return answer(0)


async def qrcode_create(call: Call) -> Answer:
    """``/cgi-bin/qrcode/create``."""
    return call.state.codes.create(await call.order())


async def user_info(call: Call) -> Answer:
    """``/cgi-bin/user/info``: since 2021 without nickname and portrait."""
    person = call.state.people.get(call.request.query.get("openid", ""))
    if person is None:
        raise RefusedError(40003)
    if not person.follows:
        return {"subscribe": 0, "openid": person.openid}
    return {
        "subscribe": 1,
        "openid": person.openid,
        "language": "zh_CN",
        "subscribe_time": person.followed_at,
        "remark": "",
        "groupid": 0,
        "tagid_list": [],
        "subscribe_scene": "ADD_SCENE_QR_CODE" if person.scene else "ADD_SCENE_SEARCH",
        "qr_scene": int(person.scene) if person.scene.isdecimal() else 0,
        "qr_scene_str": "" if person.scene.isdecimal() else person.scene,
    }


Endpoint = Callable[[Call], Awaitable[Answer]]
ENDPOINTS: Final[dict[str, tuple[str, Endpoint]]] = {
    "/cgi-bin/token": ("GET", token),
    "/cgi-bin/stable_token": ("POST", stable_token),
    "/cgi-bin/message/custom/send": ("POST", custom_send),
    "/cgi-bin/message/template/send": ("POST", template_send),
    "/cgi-bin/message/subscribe/bizsend": ("POST", subscribe_send),
    "/cgi-bin/media/get": ("GET", media_get),
    "/cgi-bin/media/upload": ("POST", media_upload),
    "/cgi-bin/menu/create": ("POST", menu_create),
    "/cgi-bin/menu/get": ("GET", menu_get),
    "/cgi-bin/menu/delete": ("GET", menu_delete),
    "/cgi-bin/qrcode/create": ("POST", qrcode_create),
    "/cgi-bin/user/info": ("GET", user_info),
}
WITHOUT_TOKEN: Final = {"/cgi-bin/token", "/cgi-bin/stable_token"}


def setup(app: web.Application) -> None:
    """Put the endpoints into an application that holds ``STATE`` and ``PUSHER``."""
    for path in ENDPOINTS:
        app.router.add_route("*", path, _serve)


async def _serve(request: web.Request) -> web.StreamResponse:
    state, path = request.app[STATE], request.path
    spoilt = await _misbehave(state, request)
    if spoilt is not None:
        return spoilt
    try:
        result = await _answer(state, request, path)
    except RefusedError as error:
        result = answer(error.code)
    if isinstance(result, web.Response):
        return result
    return _json(result)


def _json(result: dict[str, Any]) -> web.Response:
    body = json.dumps(result, ensure_ascii=False).encode()
    return web.Response(body=body, headers={"Content-Type": "application/json; encoding=utf-8"})


async def _answer(state: State, request: web.Request, path: str) -> Answer:
    method, endpoint = ENDPOINTS[path]
    if request.method != method:
        raise RefusedError(43001 if method == "GET" else 43002)
    if path not in WITHOUT_TOKEN:
        state.tokens.check(request.query.get("access_token", ""))
    if path in state.forbidden:
        raise RefusedError(48001)
    state.meter.count(path)
    return await endpoint(Call(state, request.app[PUSHER], request))


async def _misbehave(state: State, request: web.Request) -> web.Response | None:
    wrong = state.misbehaviour
    if not wrong.concerns(request.path):
        return None
    if wrong.api_delay:
        await asyncio.sleep(wrong.api_delay)
    if wrong.take("api_cuts"):
        if request.transport is not None:
            request.transport.abort()
        raise ConnectionResetError
    if wrong.take("api_garbage"):
        return web.Response(
            status=502,
            text="<html><center><h1>502 Bad Gateway</h1></center></html>",
            content_type="text/html",
        )
    if wrong.api_errors:
        return _json(answer(wrong.api_errors.pop(0)))
    return None
