"""The telephone line of ``make chat`` and ``make phone``: to a stand-in that may be elsewhere.

Only one stand-in can be at ``WECHAT_API_BASE``, where the gateway looks for it. The first of the
two programs starts it, the second uses it.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from types import TracebackType
from typing import Any, Final, Self

import aiohttp
from aiohttp import ClientResponse
from yarl import URL

from wechat.standin.account import Account
from wechat.standin.control import LOOPBACK
from wechat.standin.messages import Message, Received
from wechat.standin.platform import Platform

PATIENCE: Final = 30.0
LONGEST_EVENT: Final = 1024 * 1024


class LineError(Exception):
    """The line cannot be used; the message says why, in Chinese, for the person at the screen."""


class Line:
    """Finds or starts the stand-in, and speaks to it.

    Args:
        account: the account whose platform is wanted.
        api_base: ``WECHAT_API_BASE``; when it is not on loopback, the stand-in is started on a
            free port, and the gateway's customer-service messages do not come here.
    """

    def __init__(self, account: Account, api_base: str) -> None:
        self._account = account
        self._wanted = URL(api_base)
        self._platform: Platform | None = None
        self._session: aiohttp.ClientSession | None = None
        self._connecting = asyncio.Lock()
        self.base = URL()

    @property
    def hears_late(self) -> bool:
        """Whether customer-service messages come here."""
        return self._wanted.host in LOOPBACK

    @property
    def session(self) -> aiohttp.ClientSession:
        """The HTTP client."""
        if self._session is None:
            raise RuntimeError("the line is not open")
        return self._session

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(
            timeout=aiohttp.ClientTimeout(total=PATIENCE),
            read_bufsize=LONGEST_EVENT,
        )
        try:
            await self.connect()
        except LineError:
            await self._session.close()
            raise
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.session.close()
        if self._platform is not None:
            await self._platform.stop()

    async def connect(self) -> None:
        """Use the stand-in that runs, else start one; also after the one in use has gone.

        Raises:
            LineError: somebody else is at that address.
        """
        async with self._connecting:
            await self._connect()

    async def _connect(self) -> None:
        if self.hears_late and (about := await self._about()) is not None:
            if about != (self._account.app_id, self._account.callback):
                raise LineError(f"{self._wanted} 上是另一套设置的模拟平台，请先关掉它。")
            self.base = self._wanted
            return
        port = self._wanted.port or 80 if self.hears_late else 0
        self._platform = Platform(self._account, port=port)
        try:
            await self._platform.start()
        except OSError as error:
            self._platform = None
            raise LineError(f"端口 {port} 被别的程序占用，模拟平台无法启动。") from error
        self.base = URL(self._platform.base)

    async def verify(self) -> None:
        """The callback's check.

        Raises:
            LineError: the gateway does not run, or refuses the token.
        """
        async with self.session.get(self.base / "standin/verify") as answer:
            problem = (await answer.json())["problem"]
        if problem == "unreachable":
            raise LineError(
                f"网关没有运行（{self._account.callback}）。请先在另一个终端运行 make run。",
            )
        if problem:
            raise LineError(f"网关（{self._account.callback}）没有通过验证，请检查 WECHAT_TOKEN。")

    async def send(self, openid: str, message: Message) -> Received | None:
        """Send a citizen's message; what the telephone shows at once, or None.

        Raises:
            LineError: the stand-in refuses the message.
            aiohttp.ClientError: it has gone.
        """
        address = self.base / "standin/citizens" / openid / "messages"
        async with self.session.post(address, json=message.to_json()) as answer:
            if answer.status == 409:
                raise LineError("您已经取消关注，请先重新关注。")
            if answer.status != 200:
                raise LineError("这条消息发不出去。")
            reply = (await answer.json())["reply"]
        return None if reply is None else Received.from_json(reply)

    async def keep(self, data: bytes, content_type: str) -> str:
        """Keep a picture; its media id.

        Raises:
            LineError: the stand-in refuses the picture.
            aiohttp.ClientError: it has gone.
        """
        headers = {"Content-Type": content_type}
        address = self.base / "standin/media"
        async with self.session.post(address, data=data, headers=headers) as answer:
            if answer.status != 200:
                raise LineError("只能发 10 MB 以内的 PNG、JPEG、GIF 或 WebP 图片。")
            made: Mapping[str, Any] = await answer.json()
        return str(made["media_id"])

    @asynccontextmanager
    async def late(self, openid: str) -> AsyncIterator[AsyncIterator[Received]]:
        """What the citizen receives from now on without having just written, as it comes.

        Raises:
            aiohttp.ClientError: the stand-in has gone.
        """
        async with self.feed(openid) as answer:
            async for raw in answer.content:
                if raw.strip() == b": here":
                    break
            yield self._late(answer.content)

    def feed(self, openid: str, after: int = 0) -> AbstractAsyncContextManager[ClientResponse]:
        """The stand-in's event stream of a citizen's telephone, from after a line's number."""
        return self.session.get(
            (self.base / "standin/citizens" / openid / "feed").with_query(after=after),
            timeout=aiohttp.ClientTimeout(total=None),
        )

    @staticmethod
    async def _late(content: aiohttp.StreamReader) -> AsyncIterator[Received]:
        async for raw in content:
            if raw.startswith(b"data: "):
                received = json.loads(raw.removeprefix(b"data: "))["received"]
                if received and received["via"] not in {"passive", "system"}:
                    yield Received.from_json(received)

    async def _about(self) -> tuple[str, str] | None:
        try:
            async with self.session.get(
                self._wanted / "standin/",
                timeout=aiohttp.ClientTimeout(total=3),
            ) as answer:
                about = await answer.json()
        except aiohttp.ClientConnectorError:
            return None
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            raise LineError(f"{self._wanted} 被别的程序占用，模拟平台无法启动。") from error
        if not isinstance(about, dict) or about.get("standin") != "wechat":
            raise LineError(f"{self._wanted} 被别的程序占用，模拟平台无法启动。")
        return str(about["app_id"]), str(about["callback"])
