"""The access token: asked for by one, used by all who share the store.

``stable_token`` gives the same token while it is valid, so that several processes cannot push each
other's out (https://developers.weixin.qq.com/doc/offiaccount/Basic_Information/getStableAccessToken.html).
A forced one is asked for only when Tencent refuses the token it has just confirmed: 20 a day.
"""

from __future__ import annotations

import asyncio
import sqlite3
import time
from dataclasses import dataclass
from typing import Final

from wechat.errors import Unreachable
from wechat.http import Http
from wechat.store import Store

EARLY: Final = 300.0
"""Seconds before its end at which a token is no longer used: Tencent renews it then."""
LEASE: Final = 10.0
POLL: Final = 0.1
LONGEST_WAIT: Final = 15.0


@dataclass(frozen=True, slots=True)
class Held:
    """A token and until when it is good, seconds since 1970."""

    value: str
    expires_at: float

    def good(self, now: float, refused: str = "") -> bool:
        """Whether it may be used: not over, and not the one Tencent refused."""
        return bool(self.value) and self.expires_at - EARLY > now and self.value != refused


class Token:
    """Gives the account's access token.

    Args:
        store: where it lies for all processes.
    """

    def __init__(self, http: Http, store: Store, app_id: str, app_secret: str) -> None:
        self._http = http
        self._store = store
        self._app_id = app_id
        self._app_secret = app_secret
        self._held = Held("", 0.0)
        self._flight = asyncio.Lock()

    async def get(self, refused: str = "") -> str:
        """A token.

        Args:
            refused: one that Tencent no longer takes.

        Raises:
            ApiError, Unreachable, Unsure: Tencent gives none.
        """
        if self._held.good(time.time(), refused):
            return self._held.value
        async with self._flight:
            if not self._held.good(time.time(), refused):
                self._held = await self._renew(refused)
            return self._held.value

    async def _renew(self, refused: str) -> Held:
        deadline = time.monotonic() + LONGEST_WAIT
        while time.monotonic() < deadline:
            held, mine = await self._store.do(lambda connection: _lease(connection, refused))
            if held is not None:
                return held
            if mine:
                return await self._fetch(refused)
            await asyncio.sleep(POLL)
        raise Unreachable("the token is being fetched by somebody who does not finish")

    async def _fetch(self, refused: str) -> Held:
        try:
            held = await self._ask(force=False)
            if held.value == refused:
                held = await self._ask(force=True)
        except BaseException:
            await self._store.do(_release)
            raise
        await self._store.do(
            lambda connection: connection.execute(
                "UPDATE token SET value = ?, expires_at = ?, lease_until = 0",
                (held.value, held.expires_at),
            )
        )
        return held

    async def _ask(self, *, force: bool) -> Held:
        asked_at = time.time()
        answer = await self._http.exchange(
            "POST",
            "/cgi-bin/stable_token",
            payload={
                "grant_type": "client_credential",
                "appid": self._app_id,
                "secret": self._app_secret,
                "force_refresh": force,
            },
        )
        fields = answer.json()
        value, seconds = fields.get("access_token"), fields.get("expires_in")
        if not isinstance(value, str) or not value or not isinstance(seconds, int):
            raise Unreachable("no token in the answer")
        # A token close to its end would be asked for again at once: use it for at least a minute.
        return Held(value, asked_at + max(seconds, EARLY + 60))


def _lease(connection: sqlite3.Connection, refused: str) -> tuple[Held | None, bool]:
    now = time.time()
    value, expires_at, lease_until = connection.execute(
        "SELECT value, expires_at, lease_until FROM token"
    ).fetchone()
    held = Held(value, expires_at)
    if held.good(now, refused):
        return held, False
    if lease_until > now:
        return None, False
    connection.execute("UPDATE token SET lease_until = ?", (now + LEASE,))
    return None, True


def _release(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE token SET lease_until = 0")
