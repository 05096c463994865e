"""What is on its way to the backend, on disk until it is acknowledged.

Everything posted (cases, alerts, notes) goes through here: it is written first, then sent, then
marked with the backend's answer. The row's key is the idempotency key, so a crash between sending and
marking only repeats a request that the backend recognises. :meth:`Outbox.run` sends again what is
waiting, with growing pauses, for as long as the action server lives.

What is acknowledged stands with the backend: its words are emptied here in the same moment, and of the
answer only what a receipt needs is kept, until nobody can ask for it any more.
"""

from __future__ import annotations

import asyncio
import json
import logging
import random
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Final

import aiosqlite

from actions.backend import Backend, BackendAway, BackendRefuses
from actions.database import Database
from actions.settings import Settings
from intake import retention
from intake.retention import Retention

log = logging.getLogger(__name__)

SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS outbox (
    key TEXT PRIMARY KEY,
    path TEXT NOT NULL,
    body TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'acknowledged', 'refused')),
    answer TEXT,
    written_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
)
"""
SHORTEST_PAUSE: Final = 1.0
LONGEST_PAUSE: Final = 60.0
HOUR: Final = 3600.0
GATEWAY: Final = "/internal/"
"""Requests to these paths are the gateway's; all others are the backend's."""


class Outbox:
    """A durable queue of requests to the backend.

    Args:
        path: the SQLite file; made where it does not exist.
        backend, gateway: where the requests go.
        sleep: replaces :func:`asyncio.sleep` in tests.
    """

    def __init__(
        self,
        path: Path,
        backend: Backend,
        gateway: Backend | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._file = Database(path, SCHEMA)
        self.backend = backend
        self._gateway = gateway or backend
        self._sleep = sleep
        self._sending = asyncio.Lock()

    async def put(self, key: str, path: str, body: dict[str, Any]) -> None:
        """Write a request; a key that is already there keeps its first body."""
        database = await self._file.open()
        await database.execute(
            "INSERT INTO outbox (key, path, body) VALUES (?, ?, ?) ON CONFLICT (key) DO NOTHING",
            (key, path, json.dumps(body, ensure_ascii=False)),
        )
        await database.commit()

    async def deliver(self, key: str) -> dict[str, Any] | None:
        """Send one request if it is still waiting.

        Returns:
            The backend's answer, of one acknowledged before what a receipt needs of it; None while the
            backend is away or when it refused.
        """
        async with self._sending:
            database = await self._file.open()
            rows = await database.execute_fetchall(
                "SELECT path, body, state, answer FROM outbox WHERE key = ?", (key,)
            )
            for path, body, state, answer in rows:
                if state == "acknowledged":
                    return self._decoded(answer)
                if state == "waiting":
                    return await self._send(database, key, path, json.loads(body))
            return None

    async def waiting(self) -> list[str]:
        """The keys still to be delivered, oldest first."""
        database = await self._file.open()
        rows = await database.execute_fetchall(
            "SELECT key FROM outbox WHERE state = 'waiting' ORDER BY written_at, rowid"
        )
        return [key for (key,) in rows]

    async def forget(self, citizen: str) -> None:
        """Delete what the backend refused of a citizen; what waits is still to be delivered."""
        database = await self._file.open()
        rows = await database.execute_fetchall(
            "SELECT key, body FROM outbox WHERE state = 'refused'"
        )
        theirs = [(key,) for key, body in rows if json.loads(body).get("citizen") == citizen]
        await database.executemany("DELETE FROM outbox WHERE key = ?", theirs)
        await database.commit()

    async def tidy(self, periods: Retention) -> int:
        """Delete rows that are older than the district's periods; how many."""
        database = await self._file.open()
        deleted = 0
        for state, period in (
            ("acknowledged", periods.conversation),
            ("refused", periods.refused),
        ):
            cursor = await database.execute(
                "DELETE FROM outbox WHERE state = ? AND written_at < datetime('now', ?)",
                (state, f"-{period.days} days"),
            )
            deleted += cursor.rowcount
        rows = await database.execute_fetchall(
            "SELECT key, answer FROM outbox WHERE state = 'acknowledged' AND body != '{}'"
        )
        await database.executemany(
            "UPDATE outbox SET body = '{}', answer = ? WHERE key = ?",
            [(_receipt(json.loads(answer)), key) for key, answer in rows],
        )
        await database.commit()
        return deleted

    async def run(self) -> None:
        """Deliver what is waiting, for ever; pauses grow while the backend is away."""
        pause, tidied = SHORTEST_PAUSE, -HOUR
        while True:
            keys = await self.waiting()
            delivered = [await self.deliver(key) for key in keys]
            if time.monotonic() - tidied >= HOUR:
                await self.tidy(retention.load())
                tidied = time.monotonic()
            pause = min(pause * 2, LONGEST_PAUSE) if None in delivered else SHORTEST_PAUSE
            await self._sleep(pause * random.uniform(0.8, 1.2))  # noqa: S311 - jitter, no secret

    async def close(self) -> None:
        """Close the file."""
        await self._file.close()

    async def _send(
        self, database: aiosqlite.Connection, key: str, path: str, body: dict[str, Any]
    ) -> dict[str, Any] | None:
        try:
            door = self._gateway if path.startswith(GATEWAY) else self.backend
            answer = await door.post(path, key, body)
        except BackendAway as error:
            log.warning("backend away, request kept: %s (%s)", path, error)
            return None
        except BackendRefuses as error:
            log.error(  # noqa: TRY400 - the answer may quote the case
                "backend refused a request: %s (status %s)", path, error.status
            )
            await database.execute("UPDATE outbox SET state = 'refused' WHERE key = ?", (key,))
            await database.commit()
            return None
        await database.execute(
            "UPDATE outbox SET state = 'acknowledged', body = '{}', answer = ? WHERE key = ?",
            (_receipt(answer), key),
        )
        await database.commit()
        return answer

    @staticmethod
    def _decoded(answer: str) -> dict[str, Any]:
        decoded: dict[str, Any] = json.loads(answer)
        return decoded


def _receipt(answer: dict[str, Any]) -> str:
    """What is kept of an answer: a case that waited is told of when its citizen next writes."""
    kept = {name: answer[name] for name in ("no", "created_at") if name in answer}
    if "dispute_type" in answer:
        kept["dispute_type"] = {"name": answer["dispute_type"]["name"]}
    if "urgency" in answer:
        kept["urgency"] = {"level": answer["urgency"]["level"]}
    return json.dumps(kept, ensure_ascii=False)


_box: Outbox | None = None


def box() -> Outbox:
    """The action server's one outbox, by the settings of the environment."""
    global _box  # noqa: PLW0603 - one per process, made on first use
    if _box is None:
        settings = Settings.from_environment()
        _box = Outbox(
            settings.var / "outbox.db",
            Backend(settings.backend, settings.token),
            Backend(settings.gateway, settings.token),
        )
    return _box


def use(replacement: Outbox | None) -> None:
    """Put another outbox in its place (tests), or None to make it anew."""
    global _box  # noqa: PLW0603 - see box()
    _box = replacement
