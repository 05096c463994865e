import time

import pytest

from wechat.inbox import Arrival, Inbox, Known
from wechat.store import Store
from wechat.turn import Turn


@pytest.fixture
async def store(tmp_path):
    store = Store(tmp_path / "wechat.db")
    await store.open()
    yield store
    await store.close()


@pytest.fixture
def inbox(store):
    return Inbox(store)


def arrival(key="m1", at=None, **more):
    given = {"turn": Turn("您好", joins=True), "window": "message", "follows": None, **more}
    return Arrival(key, "c", "o-1", at=time.time() if at is None else at, **given)


async def finish(inbox, *keys, said=("好。",), carrier=None, at=None):
    now = time.time() if at is None else at
    return await inbox.finish("c", keys, said, carrier=carrier, due_at=now, now=now)


async def test_a_message_is_new_once(inbox):
    assert await inbox.accept(arrival()) is None
    assert await inbox.accept(arrival()) == Known("waiting", "")


async def test_a_repeat_does_not_renew_an_allowance(inbox, store):
    await inbox.accept(arrival(at=1000.0))
    await inbox.accept(arrival(at=9000.0))
    row = await store.do(lambda c: c.execute("SELECT seen_at FROM citizens").fetchone())
    assert row == (1000.0,)


async def test_only_the_carrier_of_a_burst_has_the_reply(inbox):
    for key in ("m1", "m2", "m3"):
        await inbox.accept(arrival(key))
    assert await finish(inbox, "m1", "m2", "m3", carrier="m2") == "好。"
    assert await inbox.accept(arrival("m2")) == Known("passive", "好。")
    assert await inbox.accept(arrival("m1")) == Known("silent", "")
    assert await inbox.unfinished() == []


async def test_a_turn_written_down_twice_leaves_one_answer(inbox, store):
    await inbox.accept(arrival())
    await finish(inbox, "m1")
    await finish(inbox, "m1")
    assert await store.do(lambda c: c.execute("SELECT count(*) FROM outbox").fetchone()) == (1,)


async def test_the_words_are_gone_once_they_are_answered(inbox, store):
    await inbox.accept(arrival(turn=Turn("俺叫刘强", metadata={"label": "古邵"})))
    (waiting,) = await inbox.unfinished()
    assert (waiting.text, waiting.metadata) == ("俺叫刘强", {"label": "古邵"})
    await finish(inbox, "m1", carrier="m1")
    assert await store.do(lambda c: c.execute("SELECT text, metadata FROM inbox").fetchall()) == [
        ("", "{}")
    ]
