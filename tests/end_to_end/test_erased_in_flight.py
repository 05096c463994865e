"""After 「删除我的信息」 nothing comes back of what was under way: in the inbox, in Rasa, in the outbox."""

import asyncio
import os
import signal
import sqlite3
from contextlib import asynccontextmanager, closing

import pytest

from tests.wechat.fakes import until
from wechat.citizens import Keys
from wechat.replies import MESSAGE_KEPT
from wechat.standin.account import Account
from wechat.standin.citizen import Citizen
from wechat.standin.platform import Platform

STORY = "包工头靳大勇欠我八千块工钱，在阴平镇干的"
WORDS = ("靳大勇", "冯翠英", "13864471122", "八千", "8,000")
STORES = ("wechat.db", "tracker.db", "outbox.db")


@pytest.fixture
async def tencent(stack):
    port = int(stack.environment["WECHAT_API_BASE"].rsplit(":", 1)[1])
    async with Platform(Account.from_environment(stack.environment), port=port) as platform:
        yield platform


@asynccontextmanager
async def rasa_halted(stack):
    """Rasa stands still, as on a machine without a moment to spare, and goes on."""
    os.killpg(stack.running["rasa"].pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.killpg(stack.running["rasa"].pid, signal.SIGCONT)


async def told(citizen, words):
    answer = await citizen.say(words)
    if answer is not None and answer.text != MESSAGE_KEPT:
        return answer.text
    return (await citizen.next(within=20)).text


def held(stack, citizen):
    """Which of the words stand in any row of any store that is this citizen's."""
    key = Keys(stack.environment["CITIZEN_KEY_SECRET"]).of(citizen.openid)
    rows = []
    for store in STORES:
        with closing(sqlite3.connect(stack.logs / store)) as database:
            rows += [line for line in database.iterdump() if key in line or key[:16] in line]
    found = "".join(rows)
    assert rows
    return {
        word for word in WORDS if word in found or word.encode("unicode-escape").decode() in found
    }


async def test_what_waited_while_rasa_stood_still_does_not_outlive_the_wish(stack, tencent):
    citizen = Citizen(tencent)
    await told(citizen, STORY)
    async with rasa_halted(stack):
        pushed = [
            asyncio.create_task(citizen.say(words))
            for words in ("俺叫冯翠英，电话13864471122", "删除我的信息")
        ]
        await asyncio.gather(*pushed)
        assert "冯翠英" in held(stack, citizen)
    asked = ""
    while "清掉" not in asked:
        asked = (await citizen.next(within=20)).text
    await told(citizen, "对")
    await until(lambda: held(stack, citizen) == set(), seconds=10)
    said = await told(citizen, "我刚才说到哪了")
    assert not [word for word in WORDS if word in said]
    assert held(stack, citizen) == set()


async def test_an_answer_that_tencent_did_not_take_is_erased_with_the_rest(stack, tencent):
    citizen = Citizen(tencent)
    refuses = tencent.person(citizen.openid)
    await told(citizen, STORY)
    async with rasa_halted(stack):
        assert await citizen.say("我刚才说到哪了") is None
        refuses.refuses = True
    await until(lambda: kept(stack, citizen) == 1, seconds=20)
    assert "靳大勇" in held(stack, citizen)
    before = await citizen.say("删除我的信息")
    assert "清掉" in before.text
    after = await citizen.say("对")
    assert "靳大勇" not in after.text
    await until(lambda: held(stack, citizen) == set(), seconds=10)
    refuses.refuses = False
    assert "靳大勇" not in await told(citizen, "你好")


def kept(stack, citizen):
    key = Keys(stack.environment["CITIZEN_KEY_SECRET"]).of(citizen.openid)
    with closing(sqlite3.connect(stack.logs / "wechat.db")) as database:
        rows = database.execute(
            "SELECT count(*) FROM outbox WHERE citizen = ? AND state = 'kept'", (key,)
        )
        return rows.fetchone()[0]
