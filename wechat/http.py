"""One HTTP exchange with Tencent, and what its failures mean."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import aiohttp

from wechat.breaker import Breaker
from wechat.errors import ApiError, Unreachable, Unsure

LARGEST_JSON: Final = 1024 * 1024
CHUNK: Final = 64 * 1024


class TooLarge(Exception):
    """An answer above the limit."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A body and its declared type."""

    body: bytes
    content_type: str

    def json(self) -> dict[str, Any]:
        """The JSON object inside.

        Raises:
            ApiError: it carries an error code.
            Unreachable: it is none, as when a proxy answers in Tencent's stead.
        """
        try:
            answer = json.loads(self.body)
        except ValueError as error:
            raise Unreachable("not JSON") from error
        if not isinstance(answer, dict):
            raise Unreachable("not a JSON object")
        code = answer.get("errcode", 0)
        if not isinstance(code, int):
            raise Unreachable("no number for an error code")
        if code:
            raise ApiError(code)
        return answer


class Http:
    """Exchanges with one base address, behind a circuit breaker.

    Args:
        session: an aiohttp client session.
        base: Tencent's address, or a stand-in's.
        timeout: seconds for one exchange.
    """

    def __init__(self, session: aiohttp.ClientSession, base: str, timeout: float) -> None:
        self._session = session
        self._base = base.rstrip("/")
        self._timeout = aiohttp.ClientTimeout(total=timeout, sock_connect=min(timeout, 3.0))
        self._breaker = Breaker(failures=5, pause=10.0)

    async def exchange(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, str] | None = None,
        payload: Mapping[str, Any] | None = None,
        limit: int = LARGEST_JSON,
    ) -> Answer:
        """One request and its whole answer.

        Args:
            path: below the base address, or a whole address.
            payload: sent as JSON in UTF-8; Tencent does not read escaped Chinese.
            limit: bytes of the answer.

        Raises:
            Unreachable, Unsure: see there.
            TooLarge: the answer is above the limit.
        """
        if not self._breaker.allows():
            raise Unreachable("circuit open")
        try:
            answer = await self._once(method, path, params=params, payload=payload, limit=limit)
        except (Unreachable, Unsure):
            self._breaker.failed()
            raise
        self._breaker.succeeded()
        return answer

    async def _once(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, str] | None,
        payload: Mapping[str, Any] | None,
        limit: int,
    ) -> Answer:
        data = json.dumps(payload, ensure_ascii=False).encode() if payload is not None else None
        address = path if path.startswith("http") else self._base + path
        try:
            async with self._session.request(
                method,
                address,
                params=params,
                data=data,
                headers={"Content-Type": "application/json"} if data else None,
                timeout=self._timeout,
                allow_redirects=False,
            ) as response:
                if response.status != 200:
                    raise Unreachable(f"status {response.status}")
                return Answer(await _body(response, limit), response.content_type)
        except aiohttp.ConnectionTimeoutError as error:
            raise Unreachable("connect timeout") from error
        except TimeoutError as error:
            raise Unsure("timeout") from error
        except (aiohttp.ClientError, OSError) as error:
            raise Unreachable(type(error).__name__) from error


async def _body(response: aiohttp.ClientResponse, limit: int) -> bytes:
    if (response.content_length or 0) > limit:
        raise TooLarge
    body = bytearray()
    async for chunk in response.content.iter_chunked(CHUNK):
        body += chunk
        if len(body) > limit:
            raise TooLarge
    return bytes(body)
