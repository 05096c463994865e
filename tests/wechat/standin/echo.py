"""A small gateway for tests of the stand-in, with wechatpy doing its protocol: the oracle."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, Self

import wechatpy
from aiohttp import web
from wechatpy.crypto import WeChatCrypto
from wechatpy.exceptions import InvalidSignatureException
from wechatpy.replies import TextReply
from wechatpy.utils import check_signature

Answer = Callable[[Any], "str | bytes | Awaitable[str | bytes | None] | None"]
APP_ID, TOKEN, AES_KEY = (
    "wx5823bf96d3bd56c7",
    "QDG6eK",
    "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C",
)


def echo(message: Any) -> str | None:
    return message.content if message.type == "text" else None


class EchoGateway:
    """Answers each message with what ``answer`` returns: text in a reply, bytes as they are, None success.

    Attributes:
        seen: every message, in order, as wechatpy parsed it.
        refused: requests whose signature did not fit.
    """

    def __init__(self, answer: Answer = echo) -> None:
        self.answer = answer
        self.seen: list[Any] = []
        self.bodies: list[str] = []
        self.refused = 0
        self.in_pieces = False
        self.delay: Callable[[int], float] = lambda count: 0.0
        self.crypto = WeChatCrypto(TOKEN, AES_KEY, APP_ID)
        self._runner: web.AppRunner | None = None
        self.port = 0

    @property
    def callback(self) -> str:
        return f"http://127.0.0.1:{self.port}/wechat"

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_get("/wechat", self._verify)
        app.router.add_post("/wechat", self._message)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self.port).start()
        self.port = self._runner.addresses[0][1]
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._runner.cleanup()

    async def _verify(self, request: web.Request) -> web.Response:
        query = request.query
        try:
            check_signature(TOKEN, query["signature"], query["timestamp"], query["nonce"])
        except InvalidSignatureException:
            return web.Response(status=403)
        return web.Response(text=query["echostr"])

    async def _message(self, request: web.Request) -> web.StreamResponse:
        query, body = request.query, await request.text()
        sealed = query.get("encrypt_type") == "aes"
        try:
            check_signature(TOKEN, query["signature"], query["timestamp"], query["nonce"])
            if sealed:
                body = self.crypto.decrypt_message(
                    body, query["msg_signature"], query["timestamp"], query["nonce"]
                )
        except InvalidSignatureException:
            self.refused += 1
            return web.Response(status=403)
        message = wechatpy.parse_message(body)
        self.bodies.append(body)
        self.seen.append(message)
        await asyncio.sleep(self.delay(len(self.seen)))
        answer = self.answer(message)
        if asyncio.iscoroutine(answer):
            answer = await answer
        response = self._response(message, answer, query if sealed else None)
        return await self._in_pieces(request, response) if self.in_pieces else response

    @staticmethod
    async def _in_pieces(request: web.Request, whole: web.Response) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        for start in range(0, len(whole.body), 100):
            await response.write(whole.body[start : start + 100])
            await asyncio.sleep(0)
        return response

    def _response(self, message: Any, answer: str | bytes | None, query: Any) -> web.Response:
        if answer is None:
            return web.Response(text="success")
        if isinstance(answer, bytes):
            return web.Response(body=answer)
        xml = TextReply(content=answer, message=message).render()
        if query is not None:
            xml = self.crypto.encrypt_message(xml, query["nonce"], query["timestamp"])
        return web.Response(text=xml, content_type="application/xml")
