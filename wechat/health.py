"""``/healthz``: 200 only when the inbox and Rasa answer."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from typing import Final

from aiohttp import ClientError, web

from wechat.keys import INBOX, RASA

PATIENCE: Final = 2.0


def setup(app: web.Application) -> None:
    """Add the route."""
    app.router.add_get("/healthz", healthz)


async def healthz(request: web.Request) -> web.Response:
    """One entry a part; 503 when one does not answer."""
    inbox, rasa = await asyncio.gather(
        _answers(request.app[INBOX].answers), _answers(request.app[RASA].answers)
    )
    parts = {"inbox": {"ok": inbox}, "rasa": {"ok": rasa}}
    return web.json_response({"parts": parts}, status=200 if inbox and rasa else 503)


async def _answers(part: Callable[[], Awaitable[bool]]) -> bool:
    try:
        async with asyncio.timeout(PATIENCE):
            return await part()
    except (sqlite3.Error, ClientError, OSError, TimeoutError):
        return False
