"""Who may use the API: services with their bearer token (RFC 6750); staff who are signed in may read."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from typing import Final

from aiohttp import web
from sqlalchemy import ColumnElement

from mediation import access, sources
from mediation.console.who import signed_in
from mediation.keys import DATABASE, SETTINGS
from mediation.models import Case, Source
from mediation.problems import Refused
from mediation.staff import SignedIn


@dataclass(frozen=True)
class Asker:
    """Who asks: a member of staff or another office, who see only what is theirs; else the bot."""

    person: SignedIn | None = None
    source: Source | None = None

    @property
    def scope(self) -> ColumnElement[bool] | None:
        """The condition on the cases that are seen; None for all."""
        if self.source is not None:
            return Case.source_code == self.source.code
        return access.visible(self.person) if self.person else None


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
    if scheme.lower() == "bearer":
        if right:
            return Asker()
        source = await sources.by_token(request.app[DATABASE], given.strip())
        if source is not None:
            return Asker(source=source)
    if request.method == "GET" and "Authorization" not in request.headers:
        who = await signed_in(request)
        if who is not None and not who.must_change and not who.half_open:
            return Asker(person=who)
    raise Refused(401, "A bearer token is needed.", headers={"WWW-Authenticate": "Bearer"})
