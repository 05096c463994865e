"""Turns: each citizen's messages in order, each answered once, whatever dies in between."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Final, TypeVar

import structlog

from wechat.inbox import Inbox, Waiting
from wechat.line import Group, Line, Quiet, regroup
from wechat.metrics import Metrics
from wechat.patience import pauses
from wechat.rasa import Rasa, RasaAway, TurnFailed, TurnRefused
from wechat.replies import NOT_HANDLED

AT_ONCE: Final = 32
"""Turns asked of Rasa at the same time."""
MOST_FAILURES: Final = 12
SHORTEST_PAUSE: Final = 0.5
LONGEST_PAUSE: Final = 5.0
GRACE: Final = 6.0
"""Seconds an answer waits for Tencent's repeat, after a restart or a cut connection."""
log = structlog.get_logger()
T = TypeVar("T")


@dataclass(eq=False, slots=True)
class Waiter:
    """A connection that waits for the reply to a message.

    Attributes:
        reply: the passive reply, empty where the answer goes another way.
        deadline: loop time until which it may carry the answer.
        alive: whether somebody still listens.
        claimed: the answer is being written down as going with this connection.
    """

    reply: asyncio.Future[str]
    deadline: float
    alive: Callable[[], bool]
    claimed: bool = False


class Turns:
    """Does the turns of all citizens, one at a time for each.

    Args:
        inbox: where messages and replies are kept.
        rasa: who answers.
        quiet: see :mod:`wechat.line`.
        sent: called when an answer may have been left to the outbox.
        sleep: replaces :func:`asyncio.sleep` in tests.
    """

    def __init__(
        self,
        inbox: Inbox,
        rasa: Rasa,
        metrics: Metrics,
        *,
        quiet: Quiet,
        sent: Callable[[], None],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._inbox = inbox
        self._rasa = rasa
        self._quiet = quiet
        self._metrics = metrics
        self._sent = sent
        self._sleep = sleep
        self._lines: dict[str, Line] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._waiters: dict[str, list[Waiter]] = defaultdict(list)
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._late_until = 0.0
        self._undone = 0

    def __len__(self) -> int:
        return self._undone

    async def resume(self) -> int:
        """Take up the turns that were not done when the process ended; how many messages."""
        unfinished = await self._inbox.unfinished()
        by_citizen: dict[str, list[Waiting]] = defaultdict(list)
        for message in unfinished:
            by_citizen[message.citizen].append(message)
        self._late_until = time.time() + GRACE
        for citizen, messages in by_citizen.items():
            self._line(citizen).recover(regroup(messages))
        self._undone += len(unfinished)
        return len(unfinished)

    def submit(self, message: Waiting) -> None:
        """A new message, already on disk."""
        self._line(message.citizen).put(message)
        self._undone += 1

    @contextmanager
    def waiter(self, key: str, deadline: float, alive: Callable[[], bool]) -> Iterator[Waiter]:
        """A connection that waits for a message's reply, until the block ends."""
        waiter = Waiter(asyncio.get_running_loop().create_future(), deadline, alive)
        self._waiters[key].append(waiter)
        try:
            yield waiter
        finally:
            self._waiters[key].remove(waiter)
            if not self._waiters[key]:
                del self._waiters[key]

    async def close(self) -> None:
        """Stop; what is not done stays on disk for the next start."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _line(self, citizen: str) -> Line:
        if citizen not in self._lines:
            self._lines[citizen] = line = Line(self._quiet)
            task = asyncio.create_task(self._work(citizen, line))
            self._tasks.add(task)
            task.add_done_callback(lambda task: self._ended(task, citizen))
        return self._lines[citizen]

    def _ended(self, task: asyncio.Task[None], citizen: str) -> None:
        """A queue's task ended; after a fault the rest of the queue goes on without that turn."""
        self._tasks.discard(task)
        if task.cancelled() or (error := task.exception()) is None:
            return
        self._metrics.faults.inc()
        log.error("a queue failed, its turn waits for a restart", cause=type(error).__name__)
        left = self._lines.pop(citizen)
        self._line(citizen).inherit(left)

    async def _work(self, citizen: str, line: Line) -> None:
        while (group := await line.take()) is not None:
            if not group.written:
                await self._kept(partial(self._inbox.join, group.turn, group.keys))
            said = await self._ask(citizen, group)
            await self._finish(citizen, group, said)
        del self._lines[citizen]

    async def _ask(self, citizen: str, group: Group) -> list[str]:
        metadata = dict(group.messages[0].metadata)
        if len(group.messages) > 1:
            metadata["messages"] = len(group.messages)
        failures = 0
        for pause in pauses(SHORTEST_PAUSE, LONGEST_PAUSE):
            try:
                async with self._slots:
                    began = time.perf_counter()
                    said = await self._rasa.ask(
                        citizen, group.text, group.turn, group.kind, metadata
                    )
                    self._metrics.rasa_seconds.observe(time.perf_counter() - began)
                    return said
            except RasaAway as error:
                self._metrics.rasa_errors.labels("away").inc()
                log.warning("rasa away, message kept", cause=str(error))
            except TurnFailed as error:
                failures += 1
                self._metrics.rasa_errors.labels("failed").inc()
                log.warning("a turn failed", cause=str(error), attempt=failures)
                if failures >= MOST_FAILURES:
                    return [NOT_HANDLED]
                await self._sleep(pause)
                continue
            except TurnRefused as error:
                self._metrics.rasa_errors.labels("refused").inc()
                log.warning("a turn was refused", cause=str(error))
                return [NOT_HANDLED]
            await self._rasa.wait(pause)
        raise AssertionError("pauses never end")

    async def _finish(self, citizen: str, group: Group, said: Sequence[str]) -> None:
        async def write() -> tuple[str | None, str]:
            carrier = self._carrier(group)
            now = time.time()
            try:
                reply = await self._inbox.finish(
                    citizen,
                    group.keys,
                    said,
                    carrier=carrier,
                    due_at=self._due_at(group, now),
                    now=now,
                )
            except sqlite3.Error as error:
                failure = error
                self._tell(group, lambda waiter, _: _fail(waiter, failure))
                raise
            return carrier, reply

        carrier, reply = await self._kept(write)
        self._metrics.turns.labels("passive" if carrier else "late").inc()
        self._tell(group, lambda waiter, key: _answer(waiter, reply if key == carrier else ""))
        self._undone -= len(group.messages)
        self._sent()

    def _carrier(self, group: Group) -> str | None:
        now = asyncio.get_running_loop().time()
        for key in group.keys:
            usable = [w for w in self._waiters.get(key, ()) if w.deadline > now and w.alive()]
            if usable:
                for waiter in self._waiters[key]:
                    waiter.claimed = True
                return key
        return None

    def _due_at(self, group: Group, now: float) -> float:
        """When an answer may go through the outbox: later where Tencent will soon ask again."""
        if group.recovered:
            return max(now, self._late_until)
        waiters = [waiter for key in group.keys for waiter in self._waiters.get(key, ())]
        return now if all(waiter.alive() for waiter in waiters) else now + GRACE

    def _tell(self, group: Group, tell: Callable[[Waiter, str], None]) -> None:
        for key in group.keys:
            for waiter in self._waiters.get(key, ()):
                tell(waiter, key)

    async def _kept(self, write: Callable[[], Awaitable[T]]) -> T:
        """Write to the store, again and again while the disk will not take it."""
        for pause in pauses(SHORTEST_PAUSE, LONGEST_PAUSE):
            try:
                return await write()
            except sqlite3.Error as error:
                self._metrics.store_errors.inc()
                log.warning("the store failed", cause=type(error).__name__)
            await self._sleep(pause)
        raise AssertionError("pauses never end")


def _answer(waiter: Waiter, reply: str) -> None:
    if not waiter.reply.done():
        waiter.reply.set_result(reply)


def _fail(waiter: Waiter, error: Exception) -> None:
    if not waiter.reply.done():
        waiter.reply.set_exception(error)
        waiter.reply.exception()  # it may have nobody left to tell
