"""The database: one engine, read and write sessions, migrations at start.

SQLite is opened with WAL, full synchronisation and foreign keys, and a write begins with
``BEGIN IMMEDIATE``: two writers wait for one another instead of failing half-way
(https://www.sqlite.org/lang_transaction.html).
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from alembic import command
from alembic.config import Config
from sqlalchemy import event, text
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine

HERE: Final = Path(__file__).parent
BUSY_MILLISECONDS: Final = 5000


class Database:
    """Sessions on one database.

    Args:
        address: an SQLAlchemy async address (``sqlite+aiosqlite:///…`` or ``postgresql+asyncpg://…``).
    """

    def __init__(self, address: str) -> None:
        self.address = address
        self.engine: AsyncEngine = create_async_engine(address, hide_parameters=True)
        if self.engine.dialect.name == "sqlite":
            _prepare_sqlite(self.engine)

    async def migrate(self) -> None:
        """Bring the tables up to date, and what the planner knows of them.

        PostgreSQL does the latter by itself; SQLite wants to be asked
        (https://www.sqlite.org/pragma.html#pragma_optimize).
        """
        await asyncio.to_thread(upgrade, self.address)
        if self.engine.dialect.name == "sqlite":
            async with self.writing() as session:
                await session.execute(text("PRAGMA optimize = 0x10002"))

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """A session that changes nothing."""
        async with AsyncSession(self.engine, expire_on_commit=False) as session:
            yield session

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncSession]:
        """A session in one transaction: committed at the end, rolled back on an exception."""
        async with AsyncSession(self.engine, expire_on_commit=False) as session:
            await session.connection(execution_options={"immediate": True})
            yield session
            await session.commit()

    async def answers(self) -> bool:
        """Whether the database answers a query."""
        async with self.reading() as session:
            return bool((await session.execute(text("SELECT 1"))).scalar())

    async def close(self) -> None:
        """Close all connections."""
        await self.engine.dispose()


def upgrade(address: str) -> None:
    """Run the migrations up to the newest, on the database at an async address."""
    config = Config()
    config.set_main_option("script_location", str(HERE / "migrations"))
    config.set_main_option("sqlalchemy.url", address.replace("%", "%%"))
    command.upgrade(config, "head")


def aware(moment: datetime) -> datetime:
    """A moment read back from SQLite, which forgets the zone: it was written in UTC."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def utc_now() -> datetime:
    """The present moment in UTC, as all tables keep it."""
    return datetime.now(UTC)


def _prepare_sqlite(engine: AsyncEngine) -> None:
    @event.listens_for(engine.sync_engine, "connect")
    def on_connect(connection: Any, _: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def on_begin(connection: Connection) -> None:
        immediate = connection.get_execution_options().get("immediate")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")
