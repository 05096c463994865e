"""What happens to a message: known or new, on disk, in its queue, and answered in time."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import replace

from wechat.citizens import Keys
from wechat.inbox import Arrival, Inbox, Known, Waiting
from wechat.limits import Limits
from wechat.messages import Consents, Delivered, Event, Inbound, Text
from wechat.metrics import Metrics
from wechat.rasa import Rasa
from wechat.replies import MESSAGE_KEPT
from wechat.turn import Turn, opens_window
from wechat.turn import of as turn_of
from wechat.turns import Turns, Waiter


class Reception:
    """Takes messages in.

    Args:
        reply_seconds: a reply is given on the connection within this time, or not at all.
        fetch: called when a message brought a file.
        away_seconds: the same while Rasa is known to be away; then the citizen is told that the
            message is kept.
    """

    def __init__(
        self,
        inbox: Inbox,
        turns: Turns,
        rasa: Rasa,
        metrics: Metrics,
        *,
        keys: Keys,
        limits: Limits,
        fetch: Callable[[], None],
        reply_seconds: float,
        away_seconds: float,
    ) -> None:
        self._keys = keys
        self._limits = limits
        self._fetch = fetch
        self._inbox = inbox
        self._turns = turns
        self._rasa = rasa
        self._metrics = metrics
        self._reply_seconds = reply_seconds
        self._away_seconds = away_seconds

    async def take(self, message: Inbound, arrived: float, alive: Callable[[], bool]) -> str:
        """Take a message in; its passive reply, empty where there is none (yet).

        Args:
            arrived: the event loop's time at which the request came.
            alive: whether the connection still stands.

        Raises:
            sqlite3.Error: it could not be written; the sender should repeat it.
        """
        citizen = self._keys.of(message.openid)
        if not self._limits.allow(citizen):
            self._metrics.replies.labels("limited").inc()
            return ""
        turn = turn_of(await self._meant(message, citizen))
        self._metrics.messages.labels(turn.kind if turn else "event").inc()
        arrival = Arrival(
            key=message.key(citizen),
            citizen=citizen,
            openid=message.openid,
            turn=turn,
            window=opens_window(message),
            follows=_follows(message),
            at=time.time(),
            media=getattr(message.body, "media_id", ""),
            told=message.body if isinstance(message.body, Consents | Delivered) else None,
        )
        deadline = arrived + self._reply_seconds
        with self._turns.waiter(arrival.key, deadline, alive) as waiter:
            known = await self._enter(arrival, turn)
            if known is None and isinstance(arrival.told, Delivered):
                lost = sum(not arrived for _, arrived in arrival.told.notices)
                self._metrics.outbox.labels("undelivered").inc(lost)
            if known is not None and known.state != "waiting":
                self._metrics.replies.labels("repeat").inc()
                return known.reply
            if turn is None:
                self._metrics.replies.labels("success").inc()
                return ""
            return await self._reply(waiter, arrived)

    async def _meant(self, message: Inbound, citizen: str) -> Inbound:
        """The message with what it means in place of a tapped line's words."""
        body = message.body
        if not isinstance(body, Text) or not body.choice:
            return message
        said = await self._inbox.chosen(citizen, body.choice, body.content)
        return replace(message, body=replace(body, content=said))

    async def _enter(self, arrival: Arrival, turn: Turn | None) -> Known | None:
        """Write a message and put it in its queue: both, even if the connection goes in between."""
        written = self._inbox.accept(arrival)

        def submit(done: asyncio.Future[Known | None]) -> None:
            if done.exception() is None and done.result() is None and turn is not None:
                self._turns.submit(_waiting(arrival, turn))
                if arrival.media:
                    self._fetch()

        written.add_done_callback(submit)
        return await asyncio.shield(written)

    async def _reply(self, waiter: Waiter, arrived: float) -> str:
        if self._rasa.away:
            waiter.deadline = arrived + self._away_seconds
        left = waiter.deadline - asyncio.get_running_loop().time()
        await asyncio.wait((waiter.reply,), timeout=max(left, 0.0))
        if not waiter.reply.done() and not waiter.claimed:
            away = self._rasa.away
            self._metrics.replies.labels("kept" if away else "success").inc()
            return MESSAGE_KEPT if away else ""
        reply = await waiter.reply
        self._metrics.replies.labels("reply" if reply else "success").inc()
        self._metrics.reply_seconds.observe(asyncio.get_running_loop().time() - arrived)
        return reply


def _follows(message: Inbound) -> bool | None:
    name = message.body.name if isinstance(message.body, Event) else ""
    return {"subscribe": True, "unsubscribe": False}.get(name)


def _waiting(arrival: Arrival, turn: Turn) -> Waiting:
    return Waiting(
        arrival.key, arrival.citizen, turn.text, turn.kind, dict(turn.metadata), turn.joins
    )
