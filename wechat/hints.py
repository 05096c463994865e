"""Outside the 48 hours: a notice that only says that something waits, where account and citizen allow it."""

from __future__ import annotations

import sqlite3
import time
from typing import Final

import structlog

from wechat import consents, quota
from wechat.api import Api
from wechat.errors import ApiError, Do, Unreachable, Unsure
from wechat.metrics import Metrics
from wechat.sending import Due
from wechat.settings import Settings
from wechat.store import Store

HINT: Final = "您有一条新消息，回复任意文字查看"
"""At most 20 characters: the limit of a template's ``thing`` field."""
NOT_SUBSCRIBED: Final = 43101
log = structlog.get_logger()


class Hints:
    """Sends the hint of a kept notice, once; the notice itself waits for the next contact."""

    def __init__(self, store: Store, api: Api, metrics: Metrics, settings: Settings) -> None:
        self._store = store
        self._api = api
        self._metrics = metrics
        self._way = settings.wechat_notice
        self._template = settings.wechat_notice_template
        self._field = settings.wechat_notice_field

    async def give(self, text: Due) -> None:
        """Hint at a kept notice, if that may be."""
        if text.kind != "notice" or self._way == "none":
            return
        openid = await self._store.do(lambda connection: self._take(connection, text))
        if openid is None:
            return
        send = self._api.send_template if self._way == "template" else self._api.send_subscribed
        try:
            number = await send(openid, self._template, self._field, HINT)
        except ApiError as error:
            log.warning("a hint was not sent", cause=str(error))
            refusal = error
            await self._store.do(lambda connection: self._refused(connection, text, refusal))
        except (Unreachable, Unsure) as error:
            log.warning("a hint was not sent", cause=str(error))
        else:
            self._metrics.outbox.labels("hinted").inc()
            await self._store.do(lambda connection: _sent(connection, text, number))

    def _take(self, connection: sqlite3.Connection, text: Due) -> str | None:
        """Whether it is still to be hinted at, and whom to; a crash after this repeats nothing."""
        if self._way == "subscribe" and not consents.accepted(
            connection, text.citizen, self._template
        ):
            return None
        taken = connection.execute(
            "UPDATE outbox SET hint = 'taken' WHERE id = ? AND hint IS NULL AND state = 'kept'",
            (text.id,),
        )
        row = connection.execute(
            "SELECT openid FROM citizens WHERE citizen = ? AND follows = 1", (text.citizen,)
        ).fetchone()
        return str(row[0]) if taken.rowcount and row else None

    def _refused(self, connection: sqlite3.Connection, text: Due, error: ApiError) -> None:
        connection.execute("UPDATE outbox SET hint = 'failed' WHERE id = ?", (text.id,))
        if error.code == NOT_SUBSCRIBED:
            consents.answer(connection, text.citizen, self._template, "used", time.time())
        elif error.do is Do.LEFT:
            quota.left(connection, text.citizen)


def _sent(connection: sqlite3.Connection, text: Due, number: str | None) -> None:
    connection.execute(
        "UPDATE outbox SET hint = 'sent', hint_number = ? WHERE id = ? AND hint = 'taken'",
        (number, text.id),
    )
