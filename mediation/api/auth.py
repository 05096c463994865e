"""Who may use the API: services with the bearer token (RFC 6750)."""

from __future__ import annotations

import hmac

from aiohttp import web

from mediation.keys import SETTINGS
from mediation.problems import Refused


def require_token(request: web.Request) -> None:
    """Let only the right token pass, compared in constant time.

    Raises:
        Refused: 401 with a challenge.
    """
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    expected = request.app[SETTINGS].mediation_api_token.get_secret_value()
    right = hmac.compare_digest(given.strip().encode(errors="replace"), expected.encode())
    if scheme.lower() != "bearer" or not right:
        raise Refused(401, "A bearer token is needed.", headers={"WWW-Authenticate": "Bearer"})
