"""Conversations on disk: the same as with Rasa's own store, only sooner."""

import asyncio
import sqlite3
import threading
from contextlib import closing

import pytest
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, SessionStarted, SlotSet, UserUttered

from bot.conversation_store import ConversationStore

SLOT = {"type": "any", "mappings": [{"type": "custom"}]}
DOMAIN = Domain.from_dict({"slots": {"town": SLOT}})


@pytest.fixture
def path(tmp_path):
    return tmp_path / "tracker.db"


def store(path, kind=ConversationStore):
    return kind(DOMAIN, dialect="sqlite", db=str(path))


async def told(where, sender, *events):
    tracker = await where.retrieve(sender) or where.init_tracker(sender)
    for event in events:
        tracker.update(event)
    await where.save(tracker)
    return tracker


TURN = (
    ActionExecuted("action_session_start"),
    SessionStarted(),
    UserUttered("俺是古邵镇的", {"name": "report_dispute"}, parse_data={"intent": {"name": "x"}}),
    SlotSet("town", "古邵镇"),
    ActionExecuted("action_take_up"),
    BotUttered("记下了。"),
)


@pytest.mark.parametrize("writer", [ConversationStore, SQLTrackerStore])
async def test_what_one_store_writes_both_read_alike(path, writer):
    await told(store(path, writer), "c", *TURN)
    ours, rasas = [
        await store(path, kind).retrieve("c") for kind in (ConversationStore, SQLTrackerStore)
    ]
    assert [event.as_dict() for event in ours.events] == [e.as_dict() for e in rasas.events]
    assert [event.type_name for event in ours.events] == [e.type_name for e in TURN[1:]]
    assert ours.get_slot("town") == "古邵镇"
    with closing(sqlite3.connect(path)) as database:
        rows = database.execute("SELECT type_name, intent_name, action_name FROM events").fetchall()
    assert rows[2] == ("user", "x", None)
    assert rows[4] == ("action", None, "action_take_up")


async def test_a_turn_adds_its_own_events_and_no_others(path):
    where = store(path)
    await told(where, "c", *TURN)
    await told(where, "other", *TURN)
    kept = await told(where, "c", UserUttered("还有", {"name": "add_info"}))
    assert len((await where.retrieve("c")).events) == len(TURN)
    await where.save(kept)
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("SELECT count(*) FROM events").fetchone() == (2 * len(TURN) + 1,)


async def test_a_new_session_begins_the_conversation_anew(path):
    where = store(path)
    await told(where, "c", *TURN)
    await told(where, "c", ActionExecuted("action_session_start"), SessionStarted())
    await told(where, "c", UserUttered("又来了", {"name": "greet"}))
    read = await where.retrieve("c")
    assert [event.type_name for event in read.events] == ["session_started", "user"]
    whole = await where.retrieve_full_tracker("c")
    assert len(whole.events) == len(TURN) + 3


async def test_nobody_is_nobody(path):
    assert await store(path).retrieve("c") is None


async def test_every_connection_keeps_what_it_committed_through_a_power_cut(path):
    where = store(path)
    with where.session_scope() as one, where.session_scope() as other:
        for session in (one, other):
            values = {
                name: session.execute(f"PRAGMA {name}").scalar()
                for name in ("journal_mode", "synchronous", "secure_delete")
            }
            assert values == {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1}


async def test_a_turn_that_cannot_be_written_is_no_turn(path):
    where = store(path)
    tracker = await told(where, "c", *TURN)
    with closing(sqlite3.connect(path)) as database:
        database.execute("DROP TABLE events")
    tracker.update(BotUttered("没有地方写"))
    with pytest.raises(Exception, match="no such table"):
        await where.save(tracker)


async def test_whoever_is_cancelled_while_a_turn_is_written_waits_until_it_stands(path):
    where = store(path)
    tracker = where.init_tracker("c")
    for event in TURN:
        tracker.update(event)
    held, release, write = threading.Event(), threading.Event(), where._write

    def slowly(conversation):
        held.set()
        release.wait(5)
        write(conversation)

    where._write = slowly
    saving = asyncio.create_task(where.save(tracker))
    await asyncio.to_thread(held.wait, 5)
    saving.cancel()
    await asyncio.sleep(0)
    assert not saving.done()
    release.set()
    with pytest.raises(asyncio.CancelledError):
        await saving
    assert len((await where.retrieve("c")).events) == len(TURN) - 1
