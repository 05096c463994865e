import asyncio
import time

import pytest
from aiohttp import ClientSession

from wechat.errors import ApiError, Unreachable
from wechat.http import Http
from wechat.store import Store
from wechat.token import Token


@pytest.fixture
async def make_token(tmp_path, tencents_address):
    """Tokens of separate processes: each with a store of its own on the same file."""
    stores = []
    async with ClientSession() as session:

        async def make(secret="app-secret"):  # noqa: S107 - a test's
            store = Store(tmp_path / "wechat.db")
            await store.open()
            stores.append(store)
            return Token(Http(session, tencents_address, 2.0), store, "wx1", secret)

        yield make
    for store in stores:
        await store.close()


async def test_many_who_ask_at_once_cause_one_call(make_token, tencent):
    tokens = [await make_token() for _ in range(3)]
    values = await asyncio.gather(*(token.get() for token in tokens * 10))
    assert set(values) == {"token-1"}
    assert tencent.calls["token"] == 1


async def test_a_token_is_kept_over_a_restart(make_token, tencent):
    await (await make_token()).get()
    await (await make_token()).get()
    assert tencent.calls["token"] == 1


async def test_a_token_that_changed_at_tencent_is_asked_for_again_without_force(
    make_token, tencent
):
    token = await make_token()
    await token.get()
    tencent.tokens.append("token-2")
    assert await token.get(refused="token-1") == "token-2"
    assert tencent.calls["forced"] == 0


async def test_a_confirmed_token_that_is_refused_is_forced_once_for_all(make_token, tencent):
    tokens = [await make_token() for _ in range(3)]
    await asyncio.gather(*(token.get() for token in tokens))
    values = await asyncio.gather(*(token.get(refused="token-1") for token in tokens * 5))
    assert set(values) == {"token-2"}
    assert tencent.calls["forced"] == 1


async def test_a_token_near_its_end_is_not_used(make_token, tencent, monkeypatch):
    token = await make_token()
    await token.get()
    now = time.time()
    monkeypatch.setattr("wechat.token.time.time", lambda: now + 7000)
    tencent.tokens.append("token-2")
    assert await token.get() == "token-2"


async def test_a_wrong_secret_is_told_and_the_next_may_try(make_token, tencent):
    with pytest.raises(ApiError, match="40125"):
        await (await make_token("wrong")).get()
    assert await (await make_token()).get() == "token-1"


async def test_somebody_who_died_while_asking_is_not_waited_for_long(
    make_token, tencent, monkeypatch
):
    monkeypatch.setattr("wechat.token.LONGEST_WAIT", 0.2)
    token = await make_token()
    await token._store.do(
        lambda connection: connection.execute(
            "UPDATE token SET lease_until = ?", (time.time() + 0.3,)
        )
    )
    with pytest.raises(Unreachable):
        await token.get()
    await asyncio.sleep(0.15)
    assert await token.get() == "token-1"
