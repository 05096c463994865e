"""The mediation backend's API, as the actions use it."""

from __future__ import annotations

import asyncio
from typing import Any, Final

import aiohttp

TIMEOUT: Final = aiohttp.ClientTimeout(total=3.0)


class BackendAway(Exception):
    """The backend cannot be reached, or is not well; trying again later may succeed."""


class BackendRefuses(Exception):
    """The backend will not take this request, however often it is repeated.

    Attributes:
        status: the HTTP status.
    """

    def __init__(self, status: int) -> None:
        super().__init__(f"the backend refuses with status {status}")
        self.status = status


class Backend:
    """A client of the case API.

    Args:
        base: for example ``http://127.0.0.1:8090/api/v1``.
        token: the bearer token.
    """

    def __init__(self, base: str, token: str) -> None:
        self._base = base
        self._headers = {"Authorization": f"Bearer {token}"}

    async def post(self, path: str, key: str, body: dict[str, Any]) -> dict[str, Any]:
        """Post once under an idempotency key and return what was made.

        Raises:
            BackendAway: no answer in 3 s, connection refused, 5xx or 429.
            BackendRefuses: any other 4xx.
        """
        return await self._send("POST", path, headers={"Idempotency-Key": key}, json=body)

    async def cases_of(self, citizen: str) -> list[dict[str, Any]]:
        """A citizen's own cases, newest first.

        Raises:
            BackendAway, BackendRefuses: as for :meth:`post`.
        """
        found = await self._send("GET", "/cases", params={"citizen": citizen, "page_size": "20"})
        items: list[dict[str, Any]] = found["items"]
        return items

    async def case(self, no: str) -> dict[str, Any]:
        """One case with its notes and the question staff wait for.

        Raises:
            BackendAway, BackendRefuses: as for :meth:`post`.
        """
        return await self._send("GET", f"/cases/{no}")

    async def entries_off(self) -> frozenset[str]:
        """The legal entries that staff have switched off.

        Raises:
            BackendAway, BackendRefuses: as for :meth:`post`.
        """
        found = await self._send("GET", "/entries/off")
        return frozenset(found["off"])

    async def _send(self, method: str, path: str, **request: Any) -> dict[str, Any]:
        headers = {**self._headers, **request.pop("headers", {})}
        try:
            async with (
                aiohttp.ClientSession(timeout=TIMEOUT) as session,
                session.request(method, self._base + path, headers=headers, **request) as answer,
            ):
                if answer.status >= 500 or answer.status == 429:
                    raise BackendAway(f"status {answer.status}")
                if answer.status >= 400:
                    raise BackendRefuses(answer.status)
                content: dict[str, Any] = await answer.json()
                return content
        except (aiohttp.ClientError, asyncio.TimeoutError, OSError) as error:
            raise BackendAway(type(error).__name__) from error
