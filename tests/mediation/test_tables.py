"""The tables are what the models say, and the log of changes cannot be changed."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from mediation import audit
from mediation.models import Base

OPTIONS = {
    "compare_type": True,
    "include_name": lambda name, *_: not str(name).startswith("case_texts"),
}
"""The full-text index is the database's own: no model has it."""


async def test_migrations_make_what_the_models_say(database):
    def differences(connection):
        context = MigrationContext.configure(connection, opts=OPTIONS)
        return compare_metadata(context, Base.metadata)

    async with database.engine.connect() as connection:
        assert await connection.run_sync(differences) == []


async def test_a_second_start_leaves_the_tables_alone(database):
    await database.migrate()
    assert await database.answers()


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE audit_log SET who = 'nobody'",
        "UPDATE audit_log SET reason = 'another' WHERE id = 1",
        "DELETE FROM audit_log",
    ],
)
async def test_the_log_of_changes_refuses(database, change):
    async with database.writing() as session:
        audit.record(session, "clerk", "type_corrected", before="邻里", after="合同")
    with pytest.raises(DBAPIError, match="append-only"):
        async with database.writing() as session:
            await session.execute(text(change))
    async with database.reading() as session:
        kept = await session.execute(text("SELECT who FROM audit_log WHERE action LIKE 'type%'"))
        assert kept.scalars().all() == ["clerk"]


class BrokenError(Exception):
    pass


async def test_a_change_and_its_log_entry_stand_together_or_not_at_all(database):
    async def broken():
        async with database.writing() as session:
            audit.record(session, "clerk", "broken")
            await session.flush()
            raise BrokenError

    with pytest.raises(BrokenError):
        await broken()
    async with database.reading() as session:
        found = await session.execute(text("SELECT * FROM audit_log WHERE action = 'broken'"))
        assert found.all() == []
