"""The backend as one application: the case API for services, the console for staff."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from typing import Final

import structlog
from aiohttp import web

from mediation import api, console, health, security_headers
from mediation.db import Database
from mediation.keys import DATABASE, SETTINGS
from mediation.problems import Handler, as_problems
from mediation.settings import Settings

LARGEST_BODY: Final = 1024 * 1024
log = structlog.get_logger()


def make_app(settings: Settings) -> web.Application:
    """The application; tables are brought up to date when it starts."""
    app = web.Application(client_max_size=LARGEST_BODY, middlewares=[logged, as_problems])
    app[SETTINGS] = settings
    app[DATABASE] = Database(settings.database)
    app.cleanup_ctx.append(_database)
    app.on_response_prepare.append(security_headers.add)
    health.setup(app)
    api.setup(app)
    console.setup(app)
    return app


@web.middleware
async def logged(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Log each request by its route, never by its address: that may hold a name or a search."""
    began = time.perf_counter()
    status = 500
    try:
        response = await handler(request)
        status = response.status
    except web.HTTPException as error:
        status = error.status
        raise
    else:
        return response
    finally:
        resource = request.match_info.route.resource
        log.info(
            "request",
            method=request.method,
            route=resource.canonical if resource else None,
            status=status,
            milliseconds=round((time.perf_counter() - began) * 1000, 1),
        )


async def _database(app: web.Application) -> AsyncIterator[None]:
    database = app[DATABASE]
    await database.migrate()
    yield
    await database.close()
