"""The one way in which the action server opens its small files."""

import asyncio

from actions.database import Database

SCHEMA = "CREATE TABLE IF NOT EXISTS things (words TEXT)"


async def test_all_callers_share_one_connection_that_is_safe_from_a_power_cut(tmp_path):
    file = Database(tmp_path / "new" / "things.db", SCHEMA)
    first, *others = await asyncio.gather(*(file.open() for _ in range(5)))
    assert all(other is first for other in others)
    pragmas = [
        (await first.execute_fetchall(f"PRAGMA {name}"))[0][0]
        for name in ("journal_mode", "synchronous", "secure_delete")
    ]
    await file.close()
    assert pragmas == ["wal", 2, 1]


async def test_what_was_deleted_is_not_in_the_file_any_more(tmp_path):
    path = tmp_path / "things.db"
    file = Database(path, SCHEMA)
    database = await file.open()
    await database.execute("INSERT INTO things VALUES (?)", ("包工头刘强欠俺八千",))
    await database.commit()
    await database.execute("DELETE FROM things")
    await database.commit()
    await database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    await file.close()
    assert "刘强".encode() not in path.read_bytes()


async def test_a_closed_file_opens_again(tmp_path):
    file = Database(tmp_path / "things.db", SCHEMA)
    await file.open()
    await file.close()
    await file.close()
    assert await (await file.open()).execute_fetchall("SELECT * FROM things") == []
    await file.close()
