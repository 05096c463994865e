"""Sends what lies in the outbox: customer-service messages, and hints where those are not allowed."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from datetime import time as clock_time
from typing import Final

import structlog

from wechat import choices, quota, sending
from wechat.api import Api
from wechat.errors import ApiError, Do, Unreachable, Unsure
from wechat.hints import Hints
from wechat.metrics import Metrics
from wechat.outbox import add_notice
from wechat.patience import pause_after
from wechat.quiet import not_before
from wechat.replies import DISCREET
from wechat.rounds import Rounds
from wechat.sending import Due, Taken
from wechat.settings import Settings
from wechat.store import Store

SHORTEST_PAUSE: Final = 1.0
LONGEST_PAUSE: Final = 120.0
A_MINUTE: Final = 60.0
NO_MENUS: Final = frozenset({40008, 40200, 48001})
"""Codes after which no menu is tried until the next start: the account may not send any."""
log = structlog.get_logger()


class Sender:
    """Brings texts from the outbox to citizens, each at most once.

    Args:
        store: where the outbox lies.
        api: Tencent.
    """

    def __init__(self, store: Store, api: Api, metrics: Metrics, settings: Settings) -> None:
        self._store = store
        self._api = api
        self._metrics = metrics
        self._settings = settings
        self._menus = settings.wechat_msgmenu
        self._hints = Hints(store, api, metrics, settings)
        self._rounds = Rounds(self._round, metrics, "outbox")

    def wake(self) -> None:
        """Something was put into the outbox."""
        self._rounds.wake()

    async def notify(self, key: str, citizen: str, text: str, *, discreet: bool) -> bool:
        """Take a notice of the backend; False if the key had been taken before."""
        now = time.time()
        new = await self._store.do(
            lambda connection: add_notice(
                connection,
                key,
                citizen,
                text,
                discreet=discreet,
                due_at=not_before(now, *self._quiet_hours),
                now=now,
            )
        )
        self.wake()
        return new

    async def run(self) -> None:
        """Send what is due, for ever."""
        await self._store.do(sending.recover)
        await self._rounds.run()

    async def _round(self) -> float | None:
        now = time.time()
        due = await self._store.do(lambda connection: sending.due(connection, now))
        if due:
            await asyncio.gather(*(self._send(text) for text in due))
            return 0.0
        return await self._store.do(sending.next_due)

    async def _send(self, text: Due) -> None:
        now = time.time()
        if text.kind == "notice" and (later := not_before(now, *self._quiet_hours)) > now:
            await self._store.do(lambda connection: sending.postpone(connection, text, later))
            return
        try:
            await self._api.ready()
        except (ApiError, Unreachable, Unsure) as error:
            log.warning("no token, text kept", cause=str(error))
            await self._postpone(text)
            return
        taken = await self._store.do(lambda connection: sending.take(connection, text, now))
        if taken is None:
            await self._hint(text)
            return
        await self._settle(text, taken, await self._try(text, taken))

    async def _try(self, text: Due, taken: Taken) -> Do | None:
        """Send; None when it went, else what is to be done. An unsure one counts as gone."""
        try:
            await self._deliver(text, taken.openid)
        except ApiError as error:
            log.warning("a text was refused", code=error.code, meaning=error.meaning)
            return error.do
        except Unreachable as error:
            log.warning("tencent not reached, text kept", cause=str(error))
            return Do.RETRY
        except Unsure as error:
            self._metrics.outbox.labels("unsure").inc()
            log.warning("no answer to a text, not repeated", cause=str(error))
        return None

    async def _deliver(self, text: Due, openid: str) -> None:
        """Send it with lines to be tapped where it offers choices, else, or if refused, as text.

        Raises:
            ApiError, Unreachable, Unsure: as of :meth:`wechat.api.Api.send_text`.
        """
        offered = choices.read(text.text) if self._menus and text.kind == "answer" else None
        if offered is not None:
            try:
                await self._api.send_menu(openid, offered.menu(text.id))
            except ApiError as error:
                log.warning("a menu was refused, sent as text", code=error.code)
                self._menus = error.code not in NO_MENUS
            else:
                return
        await self._api.send_text(openid, DISCREET if text.discreet else text.text)

    async def _settle(self, text: Due, taken: Taken, do: Do | None) -> None:
        if do is None:
            state = "kept" if text.discreet else "sent"
            self._metrics.outbox.labels("sent").inc()
            await self._store.do(lambda connection: sending.settle(connection, text, state))
            return
        if do in {Do.RETRY, Do.RETRY_LATER, Do.REFRESH}:
            await self._postpone(text, taken, longer=do is Do.RETRY_LATER)
            return

        def write(connection: sqlite3.Connection) -> None:
            if do is Do.CLOSE:
                quota.close(connection, text.citizen)
            elif do is Do.LEFT:
                quota.left(connection, text.citizen)
            else:
                quota.give_back(connection, text.citizen, taken.allowance)
            sending.settle(connection, text, "refused" if do is Do.DROP else "kept")

        await self._store.do(write)
        self._metrics.outbox.labels("refused" if do is Do.DROP else "kept").inc()
        if do is not Do.DROP:
            await self._hint(text)

    async def _postpone(
        self, text: Due, taken: Taken | None = None, *, longer: bool = False
    ) -> None:
        pause = pause_after(text.attempts + 1, SHORTEST_PAUSE, LONGEST_PAUSE)
        due_at = time.time() + (max(pause, A_MINUTE) if longer else pause)

        def write(connection: sqlite3.Connection) -> None:
            if taken is not None:
                quota.give_back(connection, text.citizen, taken.allowance)
            sending.postpone(connection, text, due_at)

        await self._store.do(write)
        self._metrics.outbox.labels("postponed").inc()

    async def _hint(self, text: Due) -> None:
        """Outside the allowance the text is kept; where the account may, that is hinted at."""
        self._metrics.quota_used_up.inc()
        await self._hints.give(text)

    @property
    def _quiet_hours(self) -> tuple[clock_time, clock_time]:
        return self._settings.gateway_quiet_from, self._settings.gateway_quiet_until
