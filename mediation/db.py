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
from sqlalchemy.engine import Connection, make_url
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine

from mediation.vault import columns, known_keys
from mediation.vault.keyring import Keyring

HERE: Final = Path(__file__).parent
BUSY_MILLISECONDS: Final = 5000
CONNECT_SECONDS: Final = 5.0
CONNECTIONS: Final = 15
"""Of one process to PostgreSQL, which takes a hundred in all unless it is told otherwise."""
BUSY_STATES: Final = ("08", "40", "53", "55P03", "57")
"""How the codes of PostgreSQL's errors begin that pass by themselves: no connection, two transactions in
each other's way, no room, a lock that did not come, cancelled or shut down
(https://www.postgresql.org/docs/current/errcodes-appendix.html)."""


class Database:
    """Sessions on one database.

    Args:
        address: an SQLAlchemy async address (``sqlite+aiosqlite:///…`` or ``postgresql+asyncpg://…``).
        keyring: the keys of personal data.
    """

    def __init__(self, address: str, keyring: Keyring) -> None:
        self.address = address
        self.keyring = keyring
        on_postgres = make_url(address).get_backend_name() == "postgresql"
        self.engine: AsyncEngine = create_async_engine(
            address, hide_parameters=True, **(_for_postgres() if on_postgres else {})
        )
        columns.fit(self.engine.sync_engine, keyring)
        if not on_postgres:
            _prepare_sqlite(self.engine)

    async def migrate(self) -> None:
        """Bring the tables up to date, and what the planner knows of them.

        PostgreSQL does the latter by itself; SQLite wants to be asked
        (https://www.sqlite.org/pragma.html#pragma_optimize).

        Raises:
            mediation.vault.keyring.KeyringError: data is encrypted under other keys.
        """
        await asyncio.to_thread(upgrade, self.address, self.keyring)
        async with self.writing() as session:
            await known_keys.check(session, self.keyring)
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


def upgrade(address: str, keyring: Keyring) -> None:
    """Run the migrations up to the newest, on the database at an async address."""
    config = Config()
    config.attributes["keyring"] = keyring
    config.set_main_option("script_location", str(HERE / "migrations"))
    config.set_main_option("sqlalchemy.url", address.replace("%", "%%"))
    command.upgrade(config, "head")


def aware(moment: datetime) -> datetime:
    """A moment read back from SQLite, which forgets the zone: it was written in UTC."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def is_busy(error: BaseException) -> bool:
    """Whether an error of the database passes by itself: the same request will do later."""
    if isinstance(error, DBAPIError):
        state = str(getattr(error.orig, "sqlstate", None) or "")
        lost = error.connection_invalidated or isinstance(error, OperationalError)
        return lost or state.startswith(BUSY_STATES)
    return isinstance(error, (PoolTimeout, ConnectionError, TimeoutError))


def utc_now() -> datetime:
    """The present moment in UTC, as all tables keep it."""
    return datetime.now(UTC)


def _for_postgres() -> dict[str, Any]:
    """Nobody waits for ever: not for a connection, and no longer for a lock than with SQLite.

    Connections are kept: a new one costs more than a page, and knows none of the statements prepared
    before. Compiling a statement costs more than any of ours takes
    (https://www.postgresql.org/docs/current/jit-decision.html).
    """
    return {
        "pool_size": CONNECTIONS,
        "max_overflow": 0,
        "connect_args": {
            "timeout": CONNECT_SECONDS,
            "server_settings": {"lock_timeout": str(BUSY_MILLISECONDS), "jit": "off"},
        },
    }


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
