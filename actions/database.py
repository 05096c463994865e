"""A small SQLite file of the action server: opened on first use, safe from a power cut."""

from __future__ import annotations

import asyncio
from pathlib import Path

import aiosqlite


class Database:
    """One connection to a file that is made where it does not exist.

    What is deleted is overwritten, not only unlinked: these files hold what people told.

    Args:
        path: the SQLite file.
        schema: a statement that makes the table where it is missing.
    """

    def __init__(self, path: Path, schema: str) -> None:
        self._path = path
        self._schema = schema
        self._connection: aiosqlite.Connection | None = None
        self._opening = asyncio.Lock()

    async def open(self) -> aiosqlite.Connection:
        """The connection, the same for all callers.

        Raises:
            sqlite3.Error, OSError: the file cannot be opened.
        """
        async with self._opening:
            if self._connection is None:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                connection = await aiosqlite.connect(self._path)
                await connection.execute("PRAGMA journal_mode = WAL")
                await connection.execute("PRAGMA synchronous = FULL")
                await connection.execute("PRAGMA busy_timeout = 3000")
                await connection.execute("PRAGMA secure_delete = ON")
                await connection.execute(self._schema)
                await connection.commit()
                self._connection = connection
            return self._connection

    async def close(self) -> None:
        """Close the file."""
        if self._connection is not None:
            await self._connection.close()
            self._connection = None
