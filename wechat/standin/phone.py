"""``make phone``: a telephone in the browser, at http://127.0.0.1:8100, for trying and for showing.

The page speaks only to this program, and this program to the stand-in, over the same line as
``make chat``. ``?citizen=NAME`` is another citizen; the same name in both programs is the same one.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any, Final

import aiohttp
from aiohttp import web

from intake.vocabulary import TOWNS
from wechat.menu import MENU
from wechat.standin.account import Account
from wechat.standin.control import LARGEST_IMAGE, LOOPBACK
from wechat.standin.line import Line, LineError
from wechat.standin.messages import Message
from wechat.standin.people import openid_of

PAGE: Final = Path(__file__).parent / "page"
DEFAULT_PORT: Final = 8100
LARGEST_BODY: Final = LARGEST_IMAGE + 1024
NAME: Final = re.compile(r"[\w·-]{1,32}")
HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' blob:; "
        "connect-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
LINE = web.AppKey("line", Line)
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def make_app(account: Account, api_base: str) -> web.Application:
    """The page and what it calls; the line opens when the application starts."""

    async def line(app: web.Application) -> AsyncIterator[None]:
        async with Line(account, api_base) as opened:
            app[LINE] = opened
            yield

    app = web.Application(client_max_size=LARGEST_BODY, middlewares=[guarded, reconnecting])
    app.cleanup_ctx.append(line)
    app.on_response_prepare.append(_headers)
    app.router.add_routes(
        [
            web.get("/", index),
            web.get("/account", about_account),
            web.post("/citizens/{name}/messages", send),
            web.get("/citizens/{name}/feed", feed),
            web.post("/media", keep),
            web.get("/media/{id}", media),
            web.static("/page", PAGE),
        ],
    )
    return app


async def _headers(request: web.Request, response: web.StreamResponse) -> None:
    response.headers.update(HEADERS)


@web.middleware
async def guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Only for loopback names, so that no page from elsewhere can be led here by its own name."""
    if request.url.host not in LOOPBACK:
        raise web.HTTPForbidden(text="only for loopback")
    return await handler(request)


@web.middleware
async def reconnecting(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Start a stand-in when the one in use has gone, and say in Chinese what cannot be done."""
    try:
        try:
            return await handler(request)
        except aiohttp.ClientConnectorError:
            await request.app[LINE].connect()
            return await handler(request)
    except LineError as error:
        return web.json_response({"problem": str(error)}, status=502)
    except (aiohttp.ClientError, TimeoutError):
        return web.json_response({"problem": "线路断了，请再发一次。"}, status=502)


async def index(request: web.Request) -> web.StreamResponse:
    """The page."""
    return web.FileResponse(PAGE / "index.html")


async def about_account(request: web.Request) -> web.StreamResponse:
    """The menu (as the gateway pushed it, else as it will), and places to choose from."""
    line = request.app[LINE]
    async with line.session.get(line.base / "standin/menu") as answer:
        pushed = (await answer.json())["button"]
    return web.json_response({"menu": pushed or MENU["button"], "towns": list(TOWNS)})


async def send(request: web.Request) -> web.StreamResponse:
    """Send a message; everything that is shown comes through the feed."""
    try:
        message = Message.from_json(await _json(request))
    except ValueError as error:
        raise web.HTTPBadRequest(text=str(error)) from error
    reply = await request.app[LINE].send(_openid(request), message)
    return web.json_response({"answered": reply is not None})


async def feed(request: web.Request) -> web.StreamResponse:
    """The stand-in's event stream of this citizen, passed on."""
    after = request.headers.get("Last-Event-ID", "0")
    if not re.fullmatch(r"[0-9]{1,9}", after):
        raise web.HTTPBadRequest(text="Last-Event-ID is a number")
    async with request.app[LINE].feed(_openid(request), int(after)) as stream:
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await response.prepare(request)
        try:
            async for chunk in stream.content.iter_any():
                await response.write(chunk)
        except (aiohttp.ClientPayloadError, ConnectionResetError):
            return response
    return response


async def keep(request: web.Request) -> web.StreamResponse:
    """Take a picture (the body is the file)."""
    media_id = await request.app[LINE].keep(await request.read(), request.content_type)
    return web.json_response({"media_id": media_id})


async def media(request: web.Request) -> web.StreamResponse:
    """A picture of the conversation."""
    line = request.app[LINE]
    async with line.session.get(line.base / "standin/media" / request.match_info["id"]) as answer:
        if answer.status != 200 or not answer.content_type.startswith("image/"):
            raise web.HTTPNotFound
        return web.Response(body=await answer.read(), content_type=answer.content_type)


def _openid(request: web.Request) -> str:
    name = request.match_info["name"]
    if not NAME.fullmatch(name):
        raise web.HTTPBadRequest(text="a name has at most 32 letters or digits")
    return openid_of(name)


async def _json(request: web.Request) -> Any:
    if request.content_type != "application/json":
        raise web.HTTPUnsupportedMediaType(text="application/json")
    try:
        return await request.json()
    except RecursionError as error:
        raise ValueError("too deep") from error


async def serve(port: int) -> None:
    """Serve the page until cancelled.

    Raises:
        LineError: the stand-in cannot be used.
        OSError: the port is in use.
    """
    app = make_app(Account.from_environment(os.environ), os.environ["WECHAT_API_BASE"])
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
    try:
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        try:
            await app[LINE].verify()
        except LineError as error:
            print(f"提醒：{error}", flush=True)
        print(
            f"手机页面：http://127.0.0.1:{port}/   （换一位群众：?citizen=名字；Ctrl-C 停止）",
            flush=True,
        )
        await asyncio.Event().wait()
    finally:
        await runner.cleanup()


def main() -> int:
    """Exit code 1 with one line when the page cannot be served."""
    port = os.environ.get("PHONE_PORT", DEFAULT_PORT)
    try:
        asyncio.run(serve(int(port)))
    except (ValueError, OverflowError):
        print(f"PHONE_PORT={port} 不是端口号。", file=sys.stderr)
    except LineError as error:
        print(error, file=sys.stderr)
    except KeyError as error:
        print(f"缺少设置 {error.args[0]}：请用 make phone 启动。", file=sys.stderr)
    except OSError:
        print(f"端口 {port} 被占用：请关掉占用它的程序，或者设置 PHONE_PORT。", file=sys.stderr)
    except KeyboardInterrupt:
        return 0
    return 1


if __name__ == "__main__":
    sys.exit(main())
