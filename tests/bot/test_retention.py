"""Conversations end after the district's period, in a real tracker store."""

import sqlite3
from contextlib import closing
from types import SimpleNamespace

import pytest
from rasa.core.lock_store import InMemoryLockStore
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    BotUttered,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from bot import retention
from intake.retention import load

PERIODS = load()
NOW = 2_000_000_000.0
DAY = 86400.0
OLD = PERIODS.conversation.days + 1
SLOTS = ("last_case", "last_type", "plain", "narrative")


@pytest.fixture
def domain():
    mappings = {"mappings": [{"type": "custom"}]}
    return Domain.from_dict({"slots": {name: {"type": "any", **mappings} for name in SLOTS}})


@pytest.fixture
def agent(tmp_path, domain):
    store = SQLTrackerStore(domain, dialect="sqlite", db=str(tmp_path / "tracker.db"))
    return SimpleNamespace(tracker_store=store, lock_store=InMemoryLockStore(), domain=domain)


async def talk(agent, sender, words, *, days_ago, **slots):
    """A conversation, each session of it as Rasa writes it."""
    at = NOW - days_ago * DAY
    tracker = await agent.tracker_store.retrieve(sender)
    tracker = tracker or DialogueStateTracker(sender, agent.domain.slots)
    for event in (
        ActionExecuted("action_session_start", timestamp=at),
        SessionStarted(timestamp=at + 1),
        *(SlotSet(name, value, timestamp=at + 2) for name, value in slots.items()),
        UserUttered(words, timestamp=at + 3),
        BotUttered("好。", timestamp=at + 4),
        ActionExecuted("action_listen", timestamp=at + 5),
    ):
        tracker.update(event, agent.domain)
    await agent.tracker_store.save(tracker)


def dump(tmp_path):
    with closing(sqlite3.connect(tmp_path / "tracker.db")) as database:
        rows = database.execute("SELECT sender_id, data FROM events ORDER BY id").fetchall()
    return [(sender, data.encode().decode("unicode_escape")) for sender, data in rows]


def holds(tmp_path, words):
    return any(words in data for _, data in dump(tmp_path))


async def tidy(agent, *, days_later=0):
    return await retention.tidy(agent, PERIODS, NOW + days_later * DAY)


async def test_what_was_said_goes_some_time_after_the_last_message(agent, tmp_path):
    await talk(agent, "c", "刘强欠俺八千", days_ago=OLD - 2, narrative="刘强欠俺八千")
    assert await tidy(agent) == 0
    assert holds(tmp_path, "刘强")
    assert await tidy(agent, days_later=2) == 1
    assert dump(tmp_path) == []


async def test_a_citizen_with_a_case_is_known_again_until_they_stay_away(agent, tmp_path):
    await talk(
        agent, "c", "刘强欠俺八千", days_ago=OLD, last_case="YT1", plain=True, narrative="刘强"
    )
    assert await tidy(agent) == 1
    assert not holds(tmp_path, "刘强")
    tracker = await agent.tracker_store.retrieve("c")
    assert [tracker.get_slot(name) for name in SLOTS] == ["YT1", None, True, None]
    assert await tidy(agent, days_later=PERIODS.unseen.days - OLD - 1) == 0
    assert (await agent.tracker_store.retrieve("c")).get_slot("last_case") == "YT1"
    await tidy(agent, days_later=PERIODS.unseen.days)
    assert dump(tmp_path) == []


async def test_who_comes_back_goes_on_with_what_is_known(agent, tmp_path):
    await talk(agent, "c", "刘强欠俺八千", days_ago=OLD, last_case="YT1")
    await tidy(agent)
    tracker = await agent.tracker_store.retrieve("c")
    tracker.update(UserUttered("进度", timestamp=NOW), agent.domain)
    await agent.tracker_store.save(tracker)
    again = await agent.tracker_store.retrieve("c")
    assert [event.text for event in again.events if isinstance(event, UserUttered)] == ["进度"]
    assert again.get_slot("last_case") == "YT1"


async def test_of_a_conversation_that_goes_on_only_old_sessions_go(agent, tmp_path):
    await talk(agent, "c", "第一回说的", days_ago=OLD + 5)
    await talk(agent, "c", "前几天说的", days_ago=3)
    await talk(agent, "c", "刚刚说的", days_ago=1)
    assert await tidy(agent) == 0
    assert not holds(tmp_path, "第一回")
    assert holds(tmp_path, "前几天")
    assert holds(tmp_path, "刚刚")


async def test_a_draft_told_over_a_long_time_stays_whole_while_it_goes_on(agent, tmp_path):
    await talk(agent, "c", "一开始说的", days_ago=OLD, narrative="一开始说的")
    tracker = await agent.tracker_store.retrieve("c")
    tracker.update(UserUttered("接着说", timestamp=NOW - DAY), agent.domain)
    await agent.tracker_store.save(tracker)
    await tidy(agent)
    assert holds(tmp_path, "一开始")


async def test_a_message_that_comes_meanwhile_keeps_the_conversation(agent, tmp_path):
    await talk(agent, "c", "刘强欠俺八千", days_ago=OLD)
    real = agent.tracker_store.retrieve

    async def late(sender):
        agent.tracker_store.retrieve = real
        tracker = await real(sender)
        tracker.update(UserUttered("我又来了", timestamp=NOW), agent.domain)
        await agent.tracker_store.save(tracker)
        return tracker

    agent.tracker_store.retrieve = late
    assert await tidy(agent) == 0
    assert holds(tmp_path, "刘强")


async def test_what_was_deleted_is_not_in_the_file_any_more(agent, tmp_path):
    await talk(agent, "c", "Liu Qiang", days_ago=OLD)
    assert b"Liu Qiang" in (tmp_path / "tracker.db").read_bytes()
    await tidy(agent)
    assert b"Liu Qiang" not in (tmp_path / "tracker.db").read_bytes()


def test_another_kind_of_store_is_refused(agent):
    agent.tracker_store = object()
    with pytest.raises(TypeError, match="cannot erase"):
        retention.sql_store(agent)
