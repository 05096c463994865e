"""A database of the first days comes up to date with all that is in it."""

import asyncio
import sqlite3

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import select

from mediation import staff
from mediation.db import HERE, Database
from mediation.deadlines import watch
from mediation.models import Case

CASE = {
    "no": "YT2026-000001", "version": 1, "status": "submitted", "channel": "wechat", "citizen": "c-1",
    "draft_id": "d-1", "created_at": "2026-11-24 01:00:00.000000", "dispute_type": "邻里",
    "type_confidence": 0.8, "type_source": "bot", "type_ranking": "[]", "urgency_level": "blue",
    "urgency_rank": 2, "urgency_signals": "[]", "urgency_source": "bot", "route": "mediation",
    "narrative": "话", "evidence": "[]", "answers": "{}", "consent": "{}", "wants_human": 0,
}  # fmt: skip
STAFF = {
    "login": "li.na", "name": "李娜", "role": "clerk", "password_hash": "x", "must_change": 0,
    "failures": 0,
}  # fmt: skip


def put(connection, table, row):
    marks = ", ".join("?" for _ in row)
    connection.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", [*row.values()])  # noqa: S608


@pytest.fixture
async def old(tmp_path):
    """A database as the first migration made it, with a case, an account and a log entry."""
    path = tmp_path / "old.db"
    config = Config()
    config.set_main_option("script_location", str(HERE / "migrations"))
    config.set_main_option("sqlalchemy.url", f"sqlite+aiosqlite:///{path}")
    await asyncio.to_thread(command.upgrade, config, "0001")
    connection = sqlite3.connect(path)
    put(connection, "cases", CASE)
    put(connection, "staff", STAFF)
    put(
        connection,
        "notes",
        {"case_id": 1, "kind": "addition", "text": "话", "at": CASE["created_at"]},
    )
    put(
        connection, "audit_log", {"at": CASE["created_at"], "who": "bot", "action": "case_received"}
    )
    connection.commit()
    connection.close()
    return path


async def test_nothing_is_lost_and_the_case_gets_its_clock(old):
    database = Database(f"sqlite+aiosqlite:///{old}")
    await database.migrate()
    await watch.ensure(database)
    async with database.reading() as session:
        case = (await session.scalars(select(Case))).one()
        ((account, organisation),) = await staff.everybody(session)
    await database.close()
    assert (case.no, case.narrative, case.sealed) == ("YT2026-000001", "话", False)
    assert case.due_on is not None
    assert (account.login, account.stopped, organisation) == ("li.na", False, None)
    connection = sqlite3.connect(old)
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert connection.execute("SELECT count(*) FROM notes").fetchone() == (1,)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute("DELETE FROM audit_log")
    connection.close()


async def test_the_way_back_keeps_the_case_too(old):
    config = Config()
    config.set_main_option("script_location", str(HERE / "migrations"))
    config.set_main_option("sqlalchemy.url", f"sqlite+aiosqlite:///{old}")
    await asyncio.to_thread(command.upgrade, config, "head")
    await asyncio.to_thread(command.downgrade, config, "0001")
    connection = sqlite3.connect(old)
    assert connection.execute("SELECT no FROM cases").fetchall() == [("YT2026-000001",)]
    connection.close()
