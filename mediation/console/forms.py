"""Read a posted form, within limits, and check that it came from our own page."""

from __future__ import annotations

import asyncio
import hmac
from typing import Final

from aiohttp import web

PATIENCE: Final = 10.0
MOST_FIELDS: Final = 30
CSRF: Final = "csrf"


async def read(request: web.Request) -> dict[str, str]:
    """The fields of an urlencoded form; of a name given twice, the last.

    Raises:
        web.HTTPException: 415 for another content type, 413 above the limit, 408 when it takes
            longer than 10 s, 400 where it is not UTF-8 or has more than 30 fields.
    """
    if request.content_type != "application/x-www-form-urlencoded":
        raise web.HTTPUnsupportedMediaType
    try:
        async with asyncio.timeout(PATIENCE):
            posted = await request.post()
    except TimeoutError:
        raise web.HTTPRequestTimeout from None
    except (ValueError, LookupError):
        raise web.HTTPBadRequest from None
    if len(posted) > MOST_FIELDS:
        raise web.HTTPBadRequest
    return {name: str(value).replace("\x00", "") for name, value in posted.items()}


def require_csrf(form: dict[str, str], expected: str) -> None:
    """Let only forms pass that carry the token (OWASP, synchroniser token), in constant time.

    Raises:
        web.HTTPForbidden: it is missing or another.
    """
    given = form.get(CSRF, "")
    if not hmac.compare_digest(given.encode(errors="replace"), expected.encode()):
        raise web.HTTPForbidden(text="csrf")
