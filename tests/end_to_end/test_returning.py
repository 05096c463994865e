"""A draft survives whatever dies, and a citizen goes on where he was."""

import json
import sqlite3
import uuid
from contextlib import closing

STORY = "包工头刘强欠我八千块工钱，在阴平镇干的"


def test_draft_survives_the_death_of_rasa(stack):
    citizen = uuid.uuid4().hex
    stack.say(citizen, STORY)
    stack.say(citizen, "有欠条")
    stack.kill("rasa")
    stack.start("rasa")
    stack.wait("rasa")
    said = "\n".join(stack.say(citizen, "我刚才说到哪了"))
    for known in ("刘强", "阴平镇", "8,000元", "欠条"):
        assert known in said
    for words in ("就我自己", "中学工地", "同意", "赵大柱", "13700002222", "对"):
        said = "\n".join(stack.say(citizen, words))
    assert "登记好了" in said
    assert len(stack.cases(citizen)) == 1


def test_unfinished_draft_stands_in_the_list_of_reminders_and_leaves_it_with_the_receipt(stack):
    citizen = uuid.uuid4().hex
    stack.say(citizen, STORY)
    assert listed(stack, citizen)
    for words in ("跳过", "跳过", "跳过", "同意", "赵大柱", "13700002222", "对"):
        stack.say(citizen, words)
    assert not listed(stack, citizen)


def test_danger_is_never_asked_after(stack):
    citizen = uuid.uuid4().hex
    stack.say(citizen, STORY)
    stack.say(citizen, "刘强带人拿刀来了")
    assert not listed(stack, citizen)


def test_what_was_thrown_away_is_erased_from_the_conversation_too(stack):
    citizen = uuid.uuid4().hex
    stack.say(citizen, STORY)
    assert "刘强" in told(stack, citizen)
    stack.say(citizen, "删除我的信息")
    assert "清掉了" in "\n".join(stack.say(citizen, "对"))
    assert "刘强" not in told(stack, citizen)
    assert "还没说过" in "\n".join(stack.say(citizen, "我刚才说到哪了"))
    assert "王建国" in "\n".join(stack.say(citizen, "邻居王建国把俺家院墙推倒了，峨山镇的"))


def test_what_was_asked_is_erased_on_request_and_the_gateway_is_told(stack):
    citizen = uuid.uuid4().hex * 2
    stack.say(citizen, "邻居王建国欠钱不还，法律上咋说")
    assert "王建国" in told(stack, citizen)
    stack.say(citizen, "算了")
    stack.say(citizen, "对")
    stack.say(citizen, "删除我的信息")
    assert "王建国" not in told(stack, citizen)
    with closing(sqlite3.connect(stack.logs / "outbox.db")) as database:
        rows = database.execute(
            "SELECT state, body FROM outbox WHERE path = '/internal/erase' AND key LIKE ?",
            (f"erase-{citizen}-%",),
        ).fetchall()
    assert rows
    assert set(rows) == {("acknowledged", "{}")}


def told(stack, citizen):
    """Everything the tracker store holds of a citizen."""
    with closing(sqlite3.connect(stack.logs / "tracker.db")) as database:
        rows = database.execute("SELECT data FROM events WHERE sender_id = ?", (citizen,))
        return "".join(json.dumps(json.loads(data), ensure_ascii=False) for (data,) in rows)


def listed(stack, citizen):
    with closing(sqlite3.connect(stack.logs / "outbox.db")) as database:
        return database.execute(
            "SELECT draft FROM reminders WHERE citizen = ?", (citizen,)
        ).fetchall()
