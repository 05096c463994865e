"""The gateway's SQLite file, written by one thread: many messages share one ``fsync``.

Every piece of work is a function of the connection. What waits while a commit is on its way to the
disk goes into the next transaction together, so that the cost of an ``fsync`` is shared by as many
messages as arrive during one. Each piece stands in a savepoint of its own: one that fails takes
nothing else with it. A caller goes on only after the commit.
"""

from __future__ import annotations

import asyncio
import queue
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeVar

from wechat.tables import prepare

T = TypeVar("T")
Work = Callable[[sqlite3.Connection], T]
MOST_AT_ONCE: Final = 500
BUSY_SECONDS: Final = 5.0


class Store:
    """One SQLite file, one writing thread.

    Args:
        path: the file; made with its folder where it does not exist.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._queue: queue.SimpleQueue[tuple[Work[Any], asyncio.Future[Any]] | None] = (
            queue.SimpleQueue()
        )
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    async def open(self) -> None:
        """Open the file and bring its tables up to date.

        Raises:
            sqlite3.Error, OSError: it cannot be opened.
        """
        self._loop = asyncio.get_running_loop()
        connection = await asyncio.to_thread(self._connect)
        self._thread = threading.Thread(
            target=self._run, args=(connection,), name="store", daemon=True
        )
        self._thread.start()

    async def do(self, work: Work[T]) -> T:
        """Do a piece of work in a transaction; its result, once that is on the disk.

        Raises:
            sqlite3.Error: the work or its commit failed; nothing of it was kept.
        """
        return await self.give(work)

    def give(self, work: Work[T]) -> asyncio.Future[T]:
        """As :meth:`do`, but at once and whether or not anybody waits for it.

        Raises:
            sqlite3.ProgrammingError: the store is not open.
        """
        if self._loop is None or self._thread is None:
            raise sqlite3.ProgrammingError("the store is not open")
        future: asyncio.Future[T] = self._loop.create_future()
        self._queue.put((work, future))
        return future

    async def close(self) -> None:
        """Finish what was given and close the file."""
        if self._thread is not None:
            self._queue.put(None)
            await asyncio.to_thread(self._thread.join)
            self._thread = None

    def _connect(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(
            self._path,
            isolation_level=None,
            check_same_thread=False,
            timeout=BUSY_SECONDS,
            cached_statements=256,
        )
        self._path.chmod(0o600)
        prepare(connection)
        return connection

    def _run(self, connection: sqlite3.Connection) -> None:
        open_ = True
        while open_:
            batch = [self._queue.get()]
            while len(batch) < MOST_AT_ONCE and not self._queue.empty():
                batch.append(self._queue.get())
            open_ = None not in batch
            todo = [entry for entry in batch if entry is not None]
            if todo:
                self._tell(self._transaction(connection, todo))
        connection.close()

    def _transaction(
        self,
        connection: sqlite3.Connection,
        todo: list[tuple[Work[Any], asyncio.Future[Any]]],
    ) -> list[tuple[asyncio.Future[Any], Any, Exception | None]]:
        done: list[tuple[asyncio.Future[Any], Any, Exception | None]] = []
        try:
            connection.execute("BEGIN IMMEDIATE")
            for work, future in todo:
                done.append((future, *_attempt(connection, work)))
            connection.execute("COMMIT")
        except sqlite3.Error as error:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            return [(future, None, error) for _, future in todo]
        return done

    def _tell(self, done: list[tuple[asyncio.Future[Any], Any, Exception | None]]) -> None:
        assert self._loop is not None  # noqa: S101 - set before the thread starts
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(_resolve, done)


def _attempt(connection: sqlite3.Connection, work: Work[Any]) -> tuple[Any, Exception | None]:
    connection.execute("SAVEPOINT piece")
    try:
        result = work(connection)
    except Exception as error:  # noqa: BLE001 - handed to the caller, who knows what to do
        connection.execute("ROLLBACK TO piece")
        connection.execute("RELEASE piece")
        return None, error
    connection.execute("RELEASE piece")
    return result, None


def _resolve(done: list[tuple[asyncio.Future[Any], Any, Exception | None]]) -> None:
    for future, result, error in done:
        if future.done():
            continue
        if error is None:
            future.set_result(result)
        else:
            future.set_exception(error)
