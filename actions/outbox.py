"""What is on its way to the backend, on disk until it is acknowledged.

Everything posted (cases, alerts, notes) goes through here: it is written first, then sent, then
marked with the backend's answer. The row's key is the idempotency key, so a crash between sending and
marking only repeats a request that the backend recognises. :meth:`Outbox.run` sends again what is
waiting, with growing pauses, for as long as the action server lives.
"""

from __future__ import annotations

import asyncio
import json
import logging
import random
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Final

import aiosqlite

from actions.backend import Backend, BackendAway, BackendRefuses
from actions.settings import Settings

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


class Outbox:
    """A durable queue of requests to the backend.

    Args:
        path: the SQLite file; made where it does not exist.
        backend: where the requests go.
        sleep: replaces :func:`asyncio.sleep` in tests.
    """

    def __init__(
        self,
        path: Path,
        backend: Backend,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._path = path
        self.backend = backend
        self._sleep = sleep
        self._database: aiosqlite.Connection | None = None
        self._opening = asyncio.Lock()
        self._sending = asyncio.Lock()

    async def put(self, key: str, path: str, body: dict[str, Any]) -> None:
        """Write a request; a key that is already there keeps its first body."""
        database = await self._open()
        await database.execute(
            "INSERT INTO outbox (key, path, body) VALUES (?, ?, ?) ON CONFLICT (key) DO NOTHING",
            (key, path, json.dumps(body, ensure_ascii=False)),
        )
        await database.commit()

    async def deliver(self, key: str) -> dict[str, Any] | None:
        """Send one request if it is still waiting.

        Returns:
            The backend's answer, also when it was acknowledged before; None while the backend is
            away or when it refused.
        """
        async with self._sending:
            database = await self._open()
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
        database = await self._open()
        rows = await database.execute_fetchall(
            "SELECT key FROM outbox WHERE state = 'waiting' ORDER BY written_at, rowid"
        )
        return [key for (key,) in rows]

    async def run(self) -> None:
        """Deliver what is waiting, for ever; pauses grow while the backend is away."""
        pause = SHORTEST_PAUSE
        while True:
            keys = await self.waiting()
            delivered = [await self.deliver(key) for key in keys]
            pause = min(pause * 2, LONGEST_PAUSE) if None in delivered else SHORTEST_PAUSE
            await self._sleep(pause * random.uniform(0.8, 1.2))  # noqa: S311 - jitter, no secret

    async def close(self) -> None:
        """Close the file."""
        if self._database is not None:
            await self._database.close()
            self._database = None

    async def _send(
        self, database: aiosqlite.Connection, key: str, path: str, body: dict[str, Any]
    ) -> dict[str, Any] | None:
        try:
            answer = await self.backend.post(path, key, body)
        except BackendAway as error:
            log.warning("backend away, request kept: %s (%s)", path, error)
            return None
        except BackendRefuses as error:
            log.error(  # noqa: TRY400 - the answer may quote the case
                "backend refused a request: %s (status %s)", path, error.status
            )
            await self._mark(database, key, "refused", None)
            return None
        await self._mark(database, key, "acknowledged", answer)
        return answer

    async def _mark(
        self, database: aiosqlite.Connection, key: str, state: str, answer: dict[str, Any] | None
    ) -> None:
        await database.execute(
            "UPDATE outbox SET state = ?, answer = ? WHERE key = ?",
            (state, json.dumps(answer, ensure_ascii=False), key),
        )
        await database.commit()

    async def _open(self) -> aiosqlite.Connection:
        async with self._opening:
            if self._database is None:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                database = await aiosqlite.connect(self._path)
                await database.execute("PRAGMA journal_mode = WAL")
                await database.execute("PRAGMA synchronous = FULL")
                await database.execute(SCHEMA)
                await database.commit()
                self._database = database
            return self._database

    @staticmethod
    def _decoded(answer: str) -> dict[str, Any]:
        decoded: dict[str, Any] = json.loads(answer)
        return decoded


_box: Outbox | None = None


def box() -> Outbox:
    """The action server's one outbox, by the settings of the environment."""
    global _box  # noqa: PLW0603 - one per process, made on first use
    if _box is None:
        settings = Settings.from_environment()
        _box = Outbox(settings.var / "outbox.db", Backend(settings.backend, settings.token))
    return _box


def use(replacement: Outbox | None) -> None:
    """Put another outbox in its place (tests), or None to make it anew."""
    global _box  # noqa: PLW0603 - see box()
    _box = replacement
