# ruff: noqa: INP001
"""Alembic's entry: run the migrations on the database whose address ``mediation.db`` sets."""

from __future__ import annotations

import asyncio

from alembic import context
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import create_async_engine

from mediation.models import Base


def _run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()


async def _online() -> None:
    address = context.config.get_main_option("sqlalchemy.url")
    assert address is not None  # noqa: S101 - mediation.db always sets it
    engine = create_async_engine(address)
    async with engine.begin() as connection:
        await connection.run_sync(_run)
    await engine.dispose()


asyncio.run(_online())
