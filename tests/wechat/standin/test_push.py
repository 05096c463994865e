import asyncio

import pytest

from tests.wechat.standin.conftest import make_account
from wechat.standin.citizen import Citizen
from wechat.standin.messages import FAULT
from wechat.standin.platform import Platform


@pytest.fixture
async def hasty(account):
    """A platform that waits a twentieth of a second instead of five."""
    async with Platform(account, answer_within=0.05) as started:
        yield started


def slow_until(try_number):
    return lambda count: 0.0 if count >= try_number else 30.0


@pytest.mark.parametrize("mode", ["plain", "compatible", "safe"])
async def test_a_message_is_answered_in_every_mode(gateway, mode):
    async with Platform(make_account(gateway.callback, mode=mode)) as tencent:
        reply = await Citizen(tencent).say("你好")
    assert (reply.kind, reply.text, reply.via) == ("text", "你好", "passive")
    assert gateway.refused == 0


async def test_the_callback_passes_the_settings_pages_check(tencent):
    assert await tencent.verify() == ""


async def test_a_wrong_token_and_a_missing_gateway_fail_the_check(gateway):
    wrong = make_account(gateway.callback)
    object.__setattr__(wrong, "token", "other")
    async with Platform(wrong) as tencent:
        assert await tencent.verify() == "refused"
    async with Platform(make_account("http://127.0.0.1:9/wechat")) as tencent:
        assert await tencent.verify() == "unreachable"


@pytest.mark.parametrize("try_number", [1, 2, 3])
async def test_a_late_gateway_is_asked_again_with_the_same_message(gateway, hasty, try_number):
    gateway.delay = slow_until(try_number)
    reply = await Citizen(hasty).say("在吗")
    assert reply.text == "在吗"
    assert hasty.exchanges[-1].tries == try_number
    assert len({message.id for message in gateway.seen}) == 1
    assert len(gateway.seen) == try_number


async def test_after_three_tries_the_citizen_reads_of_a_fault(gateway, hasty):
    gateway.delay = lambda count: 30.0
    reply = await Citizen(hasty).say("在吗")
    assert (reply.text, reply.via) == (FAULT, "system")
    assert len(gateway.seen) == 3
    assert hasty.exchanges[-1].problem == "no answer: TimeoutError"


async def test_without_a_gateway_the_citizen_reads_of_a_fault():
    async with Platform(make_account("http://127.0.0.1:9/wechat")) as tencent:
        reply = await Citizen(tencent).say("在吗")
        assert reply.kind == "fault"
        assert tencent.exchanges[-1].tries == 3


async def test_success_is_an_answer_that_shows_nothing(gateway, citizen, tencent):
    gateway.answer = lambda message: None
    assert await citizen.say("在吗") is None
    assert tencent.exchanges[-1].tries == 1


async def test_an_answer_that_is_no_reply_shows_the_fault_at_once(gateway, citizen, tencent):
    gateway.answer = lambda message: b"<html>Internal error</html>"
    assert (await citizen.say("在吗")).kind == "fault"
    assert tencent.exchanges[-1].tries == 1


async def test_a_reply_that_comes_in_pieces_is_read_whole(gateway, citizen):
    gateway.in_pieces = True
    assert (await citizen.say("字" * 600)).text == "字" * 600


async def test_an_event_is_repeated_with_the_same_time_and_no_id(gateway, hasty):
    gateway.delay = slow_until(3)
    await Citizen(hasty).subscribe()
    assert {message.event for message in gateway.seen} == {"subscribe"}
    assert len({message._data["CreateTime"] for message in gateway.seen}) == 1
    assert all("MsgId" not in body for body in gateway.bodies)


async def test_every_message_has_an_id_of_its_own_across_restarts(gateway, account):
    for _ in range(2):
        async with Platform(account) as tencent:
            citizen = Citizen(tencent, "王大娘")
            await citizen.say("一")
            await citizen.say("二")
    ids = [message.id for message in gateway.seen]
    assert len(set(ids)) == 4
    assert all(0 < number < 2**63 for number in ids)


async def test_a_message_can_be_pushed_once_more(gateway, citizen):
    first = await citizen.say("一次")
    assert await citizen.repeat() == first
    assert gateway.seen[0].id == gateway.seen[1].id


async def test_told_to_duplicate_it_pushes_copies_at_the_same_moment(gateway, tencent, citizen):
    tencent.misbehaviour.push_duplicates = 4
    arrived = asyncio.Event()

    async def wait_for_all(message):
        if len(gateway.seen) == 5:
            arrived.set()
        await arrived.wait()
        return message.content

    gateway.answer = wait_for_all
    reply = await citizen.say("五次")
    assert len({message.id for message in gateway.seen}) == 1
    assert [twin.text for twin in tencent.exchanges[-1].twins] == ["五次"] * 4
    assert reply.text == "五次"


async def test_told_to_cut_it_hangs_up_before_the_answer_and_asks_again(gateway, tencent, citizen):
    tencent.misbehaviour.push_cuts = 1
    assert (await citizen.say("断线")).text == "断线"
    assert tencent.exchanges[-1].tries == 2
    assert {message.content for message in gateway.seen} == {"断线"}


async def test_told_to_forge_it_is_refused_by_a_gateway_that_checks(gateway, tencent, citizen):
    tencent.misbehaviour.push_forged = 3
    assert (await citizen.say("假的")).kind == "fault"
    assert gateway.refused == 3
    assert gateway.seen == []
