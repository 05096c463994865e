"""Rounds go on as long as the block lasts; the one going on at its end may end by itself."""

import asyncio

from mediation import background
from mediation.background import repeated


async def test_rounds_follow_one_another():
    third = asyncio.Event()
    done = []

    async def work():
        done.append(len(done))
        if len(done) == 3:
            third.set()
        return 0.0

    async with repeated(work):
        await third.wait()
    assert done[:3] == [0, 1, 2]


async def test_the_round_going_on_ends_by_itself_and_none_follows():
    begun, go_on, ended = asyncio.Event(), asyncio.Event(), []

    async def work():
        begun.set()
        await go_on.wait()
        ended.append(True)
        return 0.0

    async with repeated(work):
        await begun.wait()
        asyncio.get_running_loop().call_soon(go_on.set)
    assert ended == [True]


async def test_a_round_without_end_is_broken_off(monkeypatch):
    monkeypatch.setattr(background, "PATIENCE", 0.01)
    begun = asyncio.Event()

    async def work():
        begun.set()
        await asyncio.Event().wait()

    async with repeated(work):
        await begun.wait()


async def test_the_first_round_may_wait():
    async def work():
        raise AssertionError

    async with repeated(work, first_after=60.0):
        await asyncio.sleep(0)
