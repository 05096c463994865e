"""The gateway's ``POST /internal/notify``: a text to a citizen, once a key."""

from __future__ import annotations

import asyncio
from typing import Final

import aiohttp

TIMEOUT: Final = aiohttp.ClientTimeout(total=3.0)
TAKEN: Final = frozenset({200, 202})
"""On the gateway's disk, now or with an earlier request of the same key."""


class Gateway:
    """A client of the gateway.

    Args:
        base: for example ``http://127.0.0.1:8080``.
        token: the bearer token.
    """

    def __init__(self, base: str, token: str) -> None:
        self._address = f"{base}/internal/notify"
        self._headers = {"Authorization": f"Bearer {token}"}

    async def notify(self, key: str, citizen: str, text: str) -> bool:
        """Hand a text over.

        Returns:
            Whether the gateway has it; False while it is away or would not take it.
        """
        body = {"key": key, "citizen": citizen, "text": text, "discreet": False}
        try:
            async with (
                aiohttp.ClientSession(timeout=TIMEOUT) as session,
                session.post(self._address, headers=self._headers, json=body) as answer,
            ):
                return answer.status in TAKEN
        except (aiohttp.ClientError, asyncio.TimeoutError, OSError):
            return False
