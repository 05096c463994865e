import asyncio
import sqlite3
import time

import pytest

from tests.wechat.fakes import Phone
from wechat.keys import STORE
from wechat.store import Store
from wechat.tables import VERSION, NewerTables


@pytest.fixture
async def store(tmp_path):
    store = Store(tmp_path / "new" / "wechat.db")
    await store.open()
    yield store
    await store.close()


def note(key):
    return lambda connection: connection.execute(
        "INSERT INTO inbox (key, citizen, kind, text, metadata, received_at)"
        " VALUES (?, 'c', 'text', '', '{}', 0)",
        (key,),
    )


def count(connection):
    return connection.execute("SELECT count(*) FROM inbox").fetchone()[0]


async def test_what_is_written_is_safe_from_a_power_cut(store):
    async def pragma(name):
        return await store.do(lambda connection: connection.execute(f"PRAGMA {name}").fetchone()[0])

    assert await pragma("journal_mode") == "wal"
    assert await pragma("synchronous") == 2


async def test_what_waits_for_the_disk_goes_into_one_transaction(store):
    commits = []

    def slow(connection):
        connection.set_trace_callback(lambda sql: commits.append(sql) if sql == "COMMIT" else None)
        time.sleep(0.1)

    slowly = asyncio.create_task(store.do(slow))
    await asyncio.sleep(0)
    await asyncio.gather(slowly, *(store.do(note(str(number))) for number in range(50)))
    assert await store.do(count) == 50
    assert len(commits) <= 3


async def test_a_piece_that_fails_takes_nothing_else_with_it(store):
    def wrong(connection):
        note("half")(connection)
        raise LookupError("half done")

    results = await asyncio.gather(
        store.do(note("a")),
        store.do(wrong),
        store.do(note("a")),
        store.do(note("b")),
        return_exceptions=True,
    )
    assert isinstance(results[1], LookupError)
    assert isinstance(results[2], sqlite3.IntegrityError)
    assert await store.do(count) == 2


async def test_a_caller_who_gave_up_harms_nobody(store):
    task = asyncio.create_task(store.do(note("a")))
    await asyncio.sleep(0)
    task.cancel()
    await store.do(note("b"))
    assert await store.do(count) == 2


async def test_a_closed_store_says_so(store):
    await store.close()
    with pytest.raises(sqlite3.ProgrammingError):
        await store.do(count)


async def test_tables_of_a_newer_gateway_are_left_alone(tmp_path):
    path = tmp_path / "wechat.db"
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(NewerTables, match="99"):
        await Store(path).open()


async def test_a_file_of_the_first_version_is_brought_up_to_date(tmp_path):
    path = tmp_path / "wechat.db"
    with sqlite3.connect(path) as connection:
        connection.execute(
            "CREATE TABLE outbox (id INTEGER PRIMARY KEY, citizen TEXT, state TEXT,"
            " hinted INTEGER NOT NULL DEFAULT 0)"
        )
        connection.execute("CREATE TABLE citizens (citizen TEXT)")
        connection.execute("CREATE TABLE media (media_id TEXT)")
        connection.execute("INSERT INTO outbox VALUES (1, 'c', 'kept', 1), (2, 'c', 'kept', 0)")
        connection.execute("PRAGMA user_version = 1")
    connection.close()
    store = Store(path)
    await store.open()
    hints = await store.do(lambda c: c.execute("SELECT hint FROM outbox ORDER BY id").fetchall())
    assert hints == [("sent",), (None,)]
    assert await store.do(lambda c: c.execute("PRAGMA user_version").fetchone()) == (VERSION,)
    assert await store.do(lambda c: c.execute("SELECT count(*) FROM consents").fetchone()) == (0,)
    await store.close()


async def test_the_file_is_readable_by_its_owner_only(store, tmp_path):
    assert (tmp_path / "new" / "wechat.db").stat().st_mode & 0o777 == 0o600


async def test_on_a_full_disk_the_sender_is_asked_to_repeat_and_nothing_is_lost(make_gateway, rasa):
    gateway = await make_gateway()
    phone = Phone(gateway)
    await gateway.app[STORE].do(lambda connection: connection.execute("PRAGMA max_page_count = 1"))
    request = phone.request(MsgType="text", Content="长" * 5000)
    statuses = [(await phone.post(*request)).status for _ in range(3)]
    assert statuses[-1] == 503
    taken = len(rasa.turns)
    await gateway.app[STORE].do(
        lambda connection: connection.execute("PRAGMA max_page_count = 100000")
    )
    answer = await phone.post(*request)
    assert answer.status == 200
    assert answer.text
    assert taken == 0
    assert len(rasa.turns) == 1
