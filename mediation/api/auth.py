"""Who may use the API: services with the bearer token (RFC 6750); staff who are signed in may read."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from typing import Final

from aiohttp import web

from mediation.console.who import signed_in
from mediation.keys import SETTINGS
from mediation.problems import Refused
from mediation.staff import SignedIn


@dataclass(frozen=True)
class Asker:
    """Who asks: a member of staff, who sees only what is in scope; None for a service."""

    person: SignedIn | None


ASKED_BY: Final = web.RequestKey("asked_by", Asker)


async def require_right(request: web.Request) -> Asker:
    """Let the right token pass, compared in constant time, and reading staff.

    A staff session never writes here: a cookie is sent by any page, a token is not.

    Raises:
        Refused: 401 with a challenge.
    """
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    expected = request.app[SETTINGS].mediation_api_token.get_secret_value()
    right = hmac.compare_digest(given.strip().encode(errors="replace"), expected.encode())
    if scheme.lower() == "bearer" and right:
        return Asker(None)
    if request.method == "GET" and "Authorization" not in request.headers:
        who = await signed_in(request)
        if who is not None and not who.must_change and not who.half_open:
            return Asker(who)
    raise Refused(401, "A bearer token is needed.", headers={"WWW-Authenticate": "Bearer"})
