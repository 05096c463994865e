import asyncio
import sqlite3
import time

import pytest

from tests.wechat.fakes import Phone, until
from wechat.app import make_app
from wechat.citizens import Keys
from wechat.keys import SENDER, STORE, TURNS
from wechat.replies import DISCREET

CITIZEN = Keys("a-key-secret-of-tests").of("o-citizen-1")


@pytest.fixture
def make_late(make_gateway, tencents_address, rasa):
    """A gateway whose bot is always too slow for the connection, beside the fake Tencent."""

    async def make(**more):
        rasa.delay = 0.15
        return await make_gateway(
            **{"wechat_api_base": tencents_address, "gateway_reply_seconds": 0.1, **more}
        )

    return make


async def states(gateway):
    return await gateway.app[STORE].do(
        lambda connection: [state for (state,) in connection.execute("SELECT state FROM outbox")]
    )


async def settled(gateway, *expected):
    async with asyncio.timeout(5):
        while tuple(await states(gateway)) != expected:  # noqa: ASYNC110 - the file tells, no event does
            await asyncio.sleep(0.01)


async def test_a_late_answer_goes_as_a_customer_service_message_and_only_so(
    make_late, rasa, tencent
):
    gateway = await make_late()
    phone = Phone(gateway)
    request = phone.request(MsgType="text", Content="一")
    assert (await phone.post(*request)).body == "success"
    await until(lambda: tencent.texts == ["听到：一"])
    await settled(gateway, "sent")
    assert tencent.sent[0]["touser"] == "o-citizen-1"
    rasa.delay = 0.0
    assert (await phone.post(*request)).body == "success"
    assert (await phone.say("二")).text == "听到：二"
    assert tencent.texts == ["听到：一"]


async def test_what_does_not_fit_the_passive_reply_follows(
    make_gateway, tencents_address, rasa, tencent
):
    gateway = await make_gateway(wechat_api_base=tencents_address)
    rasa.say = lambda body: ["长" * 400 + "。", "二" * 400 + "。", "三" * 400 + "。"]
    answer = await Phone(gateway).say("法律咨询")
    assert answer.text == "长" * 400 + "。"
    await until(lambda: tencent.texts == ["二" * 400 + "。", "三" * 400 + "。"])


async def test_five_messages_and_no_more_until_the_next_contact(
    make_gateway, tencents_address, rasa, tencent
):
    gateway = await make_gateway(wechat_api_base=tencents_address)
    rasa.say = lambda body: [f"{number}" + "句" * 600 + "。" for number in range(8)]
    phone = Phone(gateway)
    assert (await phone.say("说吧")).text.startswith("0")
    await settled(gateway, *["sent"] * 5, "kept", "kept")
    assert [text[0] for text in tencent.texts] == list("12345")
    rasa.say = lambda body: ["好。"]
    assert (await phone.say("还有吗")).text.startswith("6")
    await until(lambda: len(tencent.sent) == 6)
    assert tencent.texts[5].startswith("7")
    assert tencent.texts[5].endswith("好。")


async def test_after_a_tap_three_within_a_minute(make_gateway, tencents_address, rasa, tencent):
    gateway = await make_gateway(wechat_api_base=tencents_address)
    rasa.say = lambda body: [f"{number}" + "句" * 600 + "。" for number in range(6)]
    await Phone(gateway).event("CLICK", EventKey="REPORT")
    await settled(gateway, "sent", "sent", "sent", "kept", "kept")


REACTIONS = [
    ([-1], "sent"),
    ([40001], "sent"),
    ([45015], "kept"),
    ([45047], "kept"),
    ([43004], "kept"),
    ([48001], "kept"),
    ([48002], "kept"),
    ([45002], "kept"),
    ([40003], "refused"),
    ([99999], "kept"),
]


@pytest.mark.parametrize(("errors", "state"), REACTIONS)
async def test_each_error_has_its_reaction(make_late, tencent, monkeypatch, errors, state):
    monkeypatch.setattr("wechat.sender.SHORTEST_PAUSE", 0.01)
    tencent.errors = errors
    gateway = await make_late()
    await Phone(gateway).say("一")
    await settled_to(gateway, state)
    assert tencent.texts == (["听到：一"] if state == "sent" else [])


async def settled_to(gateway, state):
    await until(lambda: len(gateway.app[TURNS]) == 0)
    await settled(gateway, state)


@pytest.mark.parametrize("code", [45009, 45011, 40164])
async def test_a_quota_of_the_account_is_waited_out(make_late, tencent, code):
    tencent.errors = [code]
    gateway = await make_late()
    await Phone(gateway).say("一")
    await until(lambda: tencent.calls["/cgi-bin/message/custom/send"] == 1)
    await settled_to(gateway, "waiting")
    due = await gateway.app[STORE].do(
        lambda connection: connection.execute("SELECT due_at FROM outbox").fetchone()[0]
    )
    assert due - time.time() > 50


async def test_a_cut_connection_is_tried_again(make_late, tencent, monkeypatch):
    monkeypatch.setattr("wechat.sender.SHORTEST_PAUSE", 0.01)
    tencent.cuts = 2
    gateway = await make_late()
    await Phone(gateway).say("一")
    await settled_to(gateway, "sent")
    assert tencent.texts == ["听到：一"]


async def test_a_call_without_an_answer_is_not_repeated(make_late, tencent, rasa):
    tencent.delay = 0.3
    gateway = await make_late(gateway_api_timeout=0.1)
    phone = Phone(gateway)
    await phone.say("一")
    await settled_to(gateway, "sent")
    rasa.delay = 0.0
    assert (await phone.say("二")).text == "听到：二"
    assert tencent.calls["/cgi-bin/message/custom/send"] == 1


async def test_without_tencent_the_next_contact_gets_it(make_gateway, rasa):
    gateway = await make_gateway(gateway_reply_seconds=0.1)
    rasa.delay = 0.15
    phone = Phone(gateway)
    await phone.say("一")
    await settled_to(gateway, "waiting")
    rasa.delay = 0.0
    assert (await phone.say("二")).text == "听到：一\n\n听到：二"


async def test_a_text_that_was_being_sent_at_a_crash_is_not_sent_again(
    make_settings, aiohttp_client, tencents_address, tencent
):
    settings = make_settings(wechat_api_base=tencents_address)
    before = await aiohttp_client(make_app(settings))
    await before.close()
    with sqlite3.connect(settings.database) as connection:
        connection.executemany(
            "INSERT INTO outbox (key, citizen, kind, text, discreet, state, due_at, written_at)"
            " VALUES (?, ?, 'notice', ?, ?, 'sending', 0, unixepoch())",
            [("a", CITIZEN, "明文", 0), ("b", CITIZEN, "不便示人", 1)],
        )
    connection.close()
    after = await aiohttp_client(make_app(settings))
    await settled(after, "unsure", "kept")
    assert tencent.sent == []
    assert (await Phone(after).say("您好")).text == "不便示人\n\n听到：您好"


async def notify(gateway, text="有新进展。", *, key="k1", discreet=False):
    return await gateway.app[SENDER].notify(key, CITIZEN, text, discreet=discreet)


async def test_a_notice_is_sent_once(make_gateway, tencents_address, tencent):
    gateway = await make_gateway(wechat_api_base=tencents_address)
    await Phone(gateway).say("您好")
    assert await notify(gateway)
    assert not await notify(gateway)
    await settled(gateway, "sent")
    assert tencent.texts == ["有新进展。"]


async def test_a_discreet_notice_only_hints_until_the_citizen_writes(
    make_gateway, tencents_address, tencent
):
    gateway = await make_gateway(wechat_api_base=tencents_address)
    phone = Phone(gateway)
    await phone.say("您好")
    await notify(gateway, "保护令的事，周一上午来。", discreet=True)
    await settled(gateway, "kept")
    assert tencent.texts == [DISCREET]
    assert (await phone.say("是我")).text == "保护令的事，周一上午来。\n\n听到：是我"


async def test_a_citizen_who_left_gets_nothing_until_they_come_back(
    make_gateway, tencents_address, tencent
):
    gateway = await make_gateway(wechat_api_base=tencents_address)
    phone = Phone(gateway)
    await phone.say("您好")
    await phone.event("unsubscribe")
    await notify(gateway)
    await settled(gateway, "kept")
    assert tencent.sent == []
    assert (await phone.event("subscribe")).text == "有新进展。\n\n听到：【关注】"


async def test_at_night_a_notice_waits_and_an_answer_does_not(make_late, tencent, rasa):
    gateway = await make_late(gateway_quiet_from="00:00", gateway_quiet_until="23:59:59")
    phone = Phone(gateway)
    await phone.say("一")
    await until(lambda: tencent.texts == ["听到：一"])
    await notify(gateway)
    await settled(gateway, "sent", "waiting")
    rasa.delay = 0.0
    assert (await phone.say("二")).text == "有新进展。\n\n听到：二"


async def test_a_notice_to_a_stranger_is_kept(make_gateway, tencents_address, tencent):
    gateway = await make_gateway(
        wechat_api_base=tencents_address, wechat_notice="template", wechat_notice_template="tpl"
    )
    await notify(gateway)
    await settled(gateway, "kept")
    assert tencent.sent == tencent.notices == []
