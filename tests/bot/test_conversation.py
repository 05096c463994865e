"""What was thrown away is erased, whatever dies in between."""

import sqlite3
from contextlib import closing
from types import SimpleNamespace

import pytest
from rasa.core.lock_store import InMemoryLockStore
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, SessionStarted, SlotSet, UserUttered

from bot.conversation import FORGET, Conversations
from bot.conversation_store import ConversationStore

SLOT = {"type": "any", "influence_conversation": False, "mappings": [{"type": "custom"}]}
NAMES = (FORGET, "opened_at", "later", "earlier", "open_question", "last_case")
DOMAIN = Domain.from_dict({"slots": {name: dict(SLOT) for name in NAMES}})
SAID = (
    ActionExecuted("action_session_start"),
    SessionStarted(),
    UserUttered("刘强欠俺八千", {"name": "report_dispute"}, message_id="m1"),
    BotUttered("先记下：刘强。"),
    SlotSet("last_case", "YT1"),
    UserUttered("对", {"name": "affirm"}, message_id="m2"),
    SlotSet(FORGET, True),
    BotUttered("清掉了。"),
)


def agent(path, kind=ConversationStore):
    processor = SimpleNamespace(
        domain=DOMAIN,
        action_endpoint=SimpleNamespace(url="http://127.0.0.1:9/webhook"),
        model_metadata=SimpleNamespace(model_id="model", assistant_id="xiaoyi"),
    )
    store = kind(DOMAIN, dialect="sqlite", db=str(path))
    return SimpleNamespace(
        domain=DOMAIN, processor=processor, tracker_store=store, lock_store=InMemoryLockStore()
    )


@pytest.fixture
def path(tmp_path):
    return tmp_path / "tracker.db"


@pytest.fixture
async def conversations(path):
    """The citizen has said that all is to go, the turn is written, and Rasa was killed after it."""
    served = agent(path)
    tracker = served.tracker_store.init_tracker("c")
    for event in SAID:
        tracker.update(event)
    await served.tracker_store.save(tracker)
    return Conversations(served)


def rows(path):
    with closing(sqlite3.connect(path)) as database:
        return database.execute("SELECT type_name, data FROM events ORDER BY id").fetchall()


async def test_a_forgetting_that_never_began_is_done_when_the_turn_is_asked_again(
    conversations, path
):
    assert await conversations.take("c", "对", "m2", {}) == ["清掉了。"]
    assert "user" not in {kind for kind, _ in rows(path)}
    left = await conversations._store.retrieve("c")
    assert left.get_slot(FORGET) is None
    assert left.get_slot("last_case") == "YT1"
    log = path.with_name("tracker.db-wal")
    assert not log.exists() or log.stat().st_size == 0


async def test_a_forgetting_cut_off_in_the_middle_is_ended_by_the_next_message(
    conversations, path, monkeypatch
):
    def killed(session):
        raise SystemError

    with monkeypatch.context() as patched:
        patched.setattr("bot.conversation.overwrite", killed)
        with pytest.raises(SystemError):
            await conversations.take("c", "对", "m2", {})
    assert "user" in {kind for kind, _ in rows(path)}
    left = await conversations._store.retrieve("c")
    assert left.get_slot(FORGET) is True
    await conversations._forget(left)
    assert "user" not in {kind for kind, _ in rows(path)}
    assert (await conversations._store.retrieve("c")).get_slot(FORGET) is None


def test_another_store_is_refused_since_rasa_would_forget_in_silence(path):
    with pytest.raises(TypeError, match="another tracker store"):
        Conversations(agent(path, SQLTrackerStore))
