"""What the backend writes to its log: routes, times and kinds of errors, never anybody's words."""

from __future__ import annotations

import logging
import time
import traceback
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Final

import structlog
from aiohttp import web

ROOT: Final = Path(__file__).parent.parent
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
log = structlog.get_logger()


class _KindAlone(logging.Handler):
    """Logs that something was no HTTP by the kind of the fault: aiohttp would quote the header."""

    def emit(self, record: logging.LogRecord) -> None:
        """One line, without a word of what was sent."""
        error = record.exc_info[1] if record.exc_info else None
        log.warning("not read", error=type(error).__name__ if error else record.levelname)


def of_server() -> logging.Logger:
    """What aiohttp shall log its own errors to: a logger that nobody else can listen to."""
    made = logging.Logger("mediation.http", logging.WARNING)  # noqa: LOG001 - not in the registry
    made.addHandler(_KindAlone())
    return made


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
        log.info(
            "request",
            method=request.method,
            route=route_of(request),
            status=status,
            milliseconds=round((time.perf_counter() - began) * 1000, 1),
        )


def route_of(request: web.Request) -> str | None:
    """The pattern of the route that a request matched, such as ``/cases/{no}``."""
    resource = request.match_info.route.resource
    return resource.canonical if resource else None


def report(route: str | None, error: BaseException) -> None:
    """Log an unforeseen error by its kind and its place in the code.

    Its message stays out: those of databases and validators repeat the values they were given.
    """
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if Path(frame.filename).is_relative_to(ROOT / "mediation")]
    log.error(
        "request failed",
        route=route,
        error=type(error).__name__,
        at=[f"{Path(frame.filename).relative_to(ROOT)}:{frame.lineno}" for frame in own],
    )
