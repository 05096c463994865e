"""Pushes a citizen's message to the gateway as the platform does: sealed, signed, 5 seconds.

"被动回复用户消息": without an answer in five seconds the connection is cut and the message sent
again, three times in all, with the same MsgId; each try is signed (and sealed) anew. Whether an
answer other than 200 is tried again is not documented; here it is, which asks more of a gateway.
"""

from __future__ import annotations

import asyncio
import contextlib
import secrets
import time
from dataclasses import dataclass
from typing import Final

import aiohttp
from yarl import URL

from wechat.standin.crypto import UnreadableError
from wechat.standin.messages import Received, fault
from wechat.standin.state import State
from wechat.standin.wire import LONGEST_REPLY, Fields, read_reply, to_xml

TRIES: Final = 3
ANSWER_WITHIN: Final = 5.0
HEADERS: Final = {"Content-Type": "text/xml", "User-Agent": "Mozilla/4.0"}


@dataclass(frozen=True)
class Exchange:
    """One message and what became of it.

    Attributes:
        reply: what the citizen was shown, None for nothing.
        tries: how often it was pushed.
        seconds: from the first push to the last answer.
        problem: why WeChat showed its line about a fault; empty when it did not.
        twins: what duplicates pushed at the same moment were answered.
    """

    reply: Received | None
    tries: int
    seconds: float
    problem: str = ""
    twins: tuple[Received | None, ...] = ()


class Pusher:
    """Sends messages of one account's citizens to its callback.

    Args:
        state: account and misbehaviour.
        answer_within: the five seconds, shorter in tests.
    """

    def __init__(self, state: State, answer_within: float = ANSWER_WITHIN) -> None:
        self._state = state
        self._within = answer_within
        self._session: aiohttp.ClientSession | None = None
        self._tasks: set[asyncio.Task[Exchange]] = set()

    async def start(self) -> None:
        """Open the client session."""
        self._session = aiohttp.ClientSession(
            timeout=aiohttp.ClientTimeout(total=self._within),
            connector=aiohttp.TCPConnector(limit=0),
            cookie_jar=aiohttp.DummyCookieJar(),
        )

    async def stop(self) -> None:
        """Give up what is under way and close."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._session is not None:
            await self._session.close()

    async def push(self, openid: str, fields: Fields) -> Exchange:
        """Push a message, as often as the rule says, and read the answer."""
        twins = [
            asyncio.create_task(self._tries(openid, fields))
            for _ in range(self._state.misbehaviour.push_duplicates)
        ]
        first = await self._tries(openid, fields)
        if not twins:
            return first
        others = await asyncio.gather(*twins)
        answered = tuple(other.reply for other in others)
        return Exchange(first.reply, first.tries, first.seconds, first.problem, answered)

    def later(self, openid: str, fields: Fields) -> None:
        """Push an event without waiting for it."""
        task = asyncio.create_task(self.push(openid, fields))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def verify(self) -> str:
        """The settings page's GET check: empty when passed, else ``unreachable`` or ``refused``."""
        echo = secrets.token_hex(10)
        query = {**self._query(), "echostr": echo}
        try:
            async with self._open().get(self._state.account.callback, params=query) as answer:
                body = await _at_most(answer.content, LONGEST_REPLY)
        except (aiohttp.ClientError, TimeoutError):
            return "unreachable"
        return "" if body == echo.encode() else "refused"

    async def _tries(self, openid: str, fields: Fields) -> Exchange:
        began, problem = time.monotonic(), ""
        for tries in range(1, TRIES + 1):
            try:
                body = await self._once(openid, fields)
            except (aiohttp.ClientError, OSError, TimeoutError) as error:
                problem = f"no answer: {type(error).__name__}"
                continue
            try:
                reply = read_reply(body, self._state.account, openid)
            except UnreadableError as error:
                return Exchange(fault(), tries, time.monotonic() - began, str(error))
            return Exchange(reply, tries, time.monotonic() - began)
        return Exchange(fault(), TRIES, time.monotonic() - began, problem)

    async def _once(self, openid: str, fields: Fields) -> bytes:
        query, body = self._request(openid, fields)
        callback = self._state.account.callback
        if self._state.misbehaviour.take("push_cuts"):
            await self._cut(URL(callback).update_query(query), body)
            raise TimeoutError
        async with self._open().post(callback, params=query, data=body, headers=HEADERS) as answer:
            answer.raise_for_status()
            return await _at_most(answer.content, LONGEST_REPLY + 1)

    def _request(self, openid: str, fields: Fields) -> tuple[dict[str, str], bytes]:
        account = self._state.account
        query = {**self._query(), "openid": openid}
        if account.mode == "plain":
            return query, to_xml(fields).encode()
        encrypted = account.envelope.seal(to_xml(fields))
        query["encrypt_type"] = "aes"
        query["msg_signature"] = account.envelope.sign(
            query["timestamp"],
            query["nonce"],
            encrypted,
        )
        if self._state.misbehaviour.take("push_forged"):
            query["msg_signature"] = secrets.token_hex(20)
        shown = fields if account.mode == "compatible" else {"ToUserName": account.original_id}
        return query, to_xml({**shown, "Encrypt": encrypted}).encode()

    def _query(self) -> dict[str, str]:
        timestamp, nonce = str(int(self._state.now())), str(secrets.randbelow(10**10))
        return {
            "signature": self._state.account.envelope.sign(timestamp, nonce),
            "timestamp": timestamp,
            "nonce": nonce,
        }

    async def _cut(self, address: URL, body: bytes) -> None:
        """Send the whole request, then hang up before the answer."""
        _, writer = await asyncio.open_connection(address.host, address.port)
        head = (
            f"POST {address.raw_path_qs} HTTP/1.1\r\nHost: {address.authority}\r\n"
            f"Content-Type: text/xml\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        writer.write(head.encode() + body)
        await writer.drain()
        writer.close()
        with contextlib.suppress(ConnectionError):
            await writer.wait_closed()

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            raise RuntimeError("the stand-in is not started")
        return self._session


async def _at_most(content: aiohttp.StreamReader, most: int) -> bytes:
    try:
        return await content.readexactly(most)
    except asyncio.IncompleteReadError as end:
        return end.partial
