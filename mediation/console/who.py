"""Who is signed in at the browser that sent a request."""

from __future__ import annotations

from aiohttp import web

from mediation import staff
from mediation.console import cookies
from mediation.keys import DATABASE, SETTINGS


async def signed_in(request: web.Request) -> staff.SignedIn | None:
    """The person whose session the cookie names; None for a stranger."""
    token = cookies.get(request, request.app[SETTINGS], cookies.SESSION)
    return await staff.find_session(request.app[DATABASE], token) if token else None
