"""Access tokens: the classic ones and the stable ones, as the platform gives and ages them."""

from __future__ import annotations

import hmac
import secrets
from collections import deque
from collections.abc import Callable
from typing import Any, Final

from wechat.standin.account import Account
from wechat.standin.errors import RefusedError

LIFE: Final = 7200
OVERLAP: Final = 300
"""Seconds for which the old token still works beside a new one."""

FORCED_A_DAY: Final = 20
FORCED_PAUSE: Final = 30
DAY: Final = 86_400


class Tokens:
    """Issues tokens and knows which are good.

    ``/cgi-bin/token`` gives a new token at every call. ``/cgi-bin/stable_token`` gives the same
    one until five minutes before its end; forced, a new one at once: 20 times a day, 30 s apart.

    Attributes:
        issued: tokens made so far; tells whether an account asks once or many times.
    """

    def __init__(self, account: Account, now: Callable[[], float]) -> None:
        self._account = account
        self._now = now
        self._ends: dict[str, float] = {}
        self._classic = ""
        self._stable = ""
        self._forced: deque[float] = deque()
        self.issued = 0

    def classic(self, grant_type: str, app_id: str, secret: str) -> dict[str, Any]:
        """A new token; the one before works for five minutes more.

        Raises:
            RefusedError: 40002, 40013 or 40125.
        """
        self._credentials(grant_type, "client_credential", app_id, secret)
        self._shorten(self._classic, OVERLAP)
        self._classic = self._new()
        return self._shown(self._classic)

    def stable(self, grant_type: str, app_id: str, secret: str, *, force: bool) -> dict[str, Any]:
        """The token in force, or a new one when it is about to end or a new one is forced.

        Raises:
            RefusedError: 40002, 40013, 40125; 45009 after 20 forced a day, 45011 within 30 s.
        """
        self._credentials(grant_type, "client_credential", app_id, secret)
        if force:
            self._count_forced()
            self._shorten(self._stable, 0)
            self._stable = self._new()
        elif self._ends.get(self._stable, 0) - self._now() <= OVERLAP:
            self._stable = self._new()
        return self._shown(self._stable)

    def check(self, token: str) -> None:
        """Accept a token that is in force.

        Raises:
            RefusedError: 41001 without one, 40001 unknown or replaced, 42001 expired.
        """
        if not token:
            raise RefusedError(41001)
        if token not in self._ends:
            raise RefusedError(40001)
        if self._ends[token] <= self._now():
            raise RefusedError(42001)

    def forget(self) -> None:
        """Make every token invalid, as when somebody resets the secret."""
        self._ends.clear()
        self._classic = self._stable = ""

    def _credentials(self, grant_type: str, wanted: str, app_id: str, secret: str) -> None:
        if grant_type != wanted:
            raise RefusedError(40002)
        if app_id != self._account.app_id:
            raise RefusedError(40013)
        if not hmac.compare_digest(secret.encode(), self._account.secret.encode()):
            raise RefusedError(40125)

    def _count_forced(self) -> None:
        now = self._now()
        while self._forced and self._forced[0] <= now - DAY:
            self._forced.popleft()
        if len(self._forced) >= FORCED_A_DAY:
            raise RefusedError(45009)
        if self._forced and now - self._forced[-1] < FORCED_PAUSE:
            raise RefusedError(45011)
        self._forced.append(now)

    def _new(self) -> str:
        token = f"99_{secrets.token_urlsafe(96)}"
        self._ends[token] = self._now() + LIFE
        self.issued += 1
        return token

    def _shorten(self, token: str, seconds: float) -> None:
        if token not in self._ends:
            return
        if seconds:
            self._ends[token] = min(self._ends[token], self._now() + seconds)
        else:
            del self._ends[token]

    def _shown(self, token: str) -> dict[str, Any]:
        return {"access_token": token, "expires_in": int(self._ends[token] - self._now())}
