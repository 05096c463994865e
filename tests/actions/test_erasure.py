"""Throwing away and deleting reach the gateway, durably, and leave no words in the slots."""

import pytest
from rasa_sdk import Tracker

from actions import outbox
from actions.backend import Backend
from actions.erasure import erase
from actions.outbox import Outbox

AWAY = "http://127.0.0.1:9"
SLOTS = {
    "opened_at": 100.0,
    "narrative": "刘强欠俺八千",
    "law_question": "刘强能抓不",
    "later": ["还有个事"],
    "last_case": "YT2026-000001",
    "plain": True,
}
PARSED = {
    "text": "对",
    "intent": {"name": "affirm"},
    "metadata": {"message_id": "m1"},
    "facts": [],
    "corrections": [],
    "dispute_type": {},
    "urgency": {},
    "route": {},
}


@pytest.fixture
async def box(tmp_path):
    made = Outbox(tmp_path / "outbox.db", Backend(AWAY, "t"))
    outbox.use(made)
    yield made
    outbox.use(None)
    await made.close()


@pytest.fixture
def tracker():
    said = {"event": "user", "timestamp": 200.0, "text": "对", "parse_data": PARSED}
    return Tracker("c-1", SLOTS, PARSED, [said], False, None, {}, "action_listen")


@pytest.mark.parametrize("everything", [True, False])
async def test_the_wish_is_on_disk_while_the_gateway_is_away(box, everything, tracker):
    await erase(tracker, everything=everything)
    await erase(tracker, everything=everything)
    (key,) = await box.waiting()
    database = await box._file.open()
    rows = await database.execute_fetchall("SELECT path, body FROM outbox WHERE key = ?", (key,))
    ((path, body),) = rows
    assert path == "/internal/erase"
    assert '"citizen": "c-1"' in body
    assert '"since": 100.0' in body
    assert '"until": 200.0' in body
    assert f'"everything": {str(everything).lower()}' in body


async def test_no_words_are_left_in_the_slots_and_the_case_stays_known(box, tracker):
    events = await erase(tracker, everything=True)
    after = {**SLOTS, **{event["name"]: event["value"] for event in events}}
    assert {name: value for name, value in after.items() if value is not None} == {
        "last_case": "YT2026-000001",
        "plain": True,
        "forget": True,
    }
