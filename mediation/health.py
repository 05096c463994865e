"""``/healthz``: 200 only when the database answers."""

from __future__ import annotations

import asyncio
from typing import Final

from aiohttp import web
from sqlalchemy.exc import SQLAlchemyError

from mediation.keys import DATABASE

PATIENCE: Final = 2.0


def setup(app: web.Application) -> None:
    """Add the route."""
    app.router.add_get("/healthz", healthz)


async def healthz(request: web.Request) -> web.Response:
    """One entry a part; 503 when one does not answer."""
    try:
        async with asyncio.timeout(PATIENCE):
            ok = await request.app[DATABASE].answers()
    except (SQLAlchemyError, OSError, TimeoutError):
        ok = False
    return web.json_response({"parts": {"database": {"ok": ok}}}, status=200 if ok else 503)
