import asyncio

import pytest

from tests.wechat.fakes import Phone, until
from wechat.app import make_app
from wechat.keys import METRICS, TURNS
from wechat.rasa import Rasa
from wechat.replies import MESSAGE_KEPT, NOT_HANDLED
from wechat.sender import Sender


async def test_a_repeat_gets_the_same_reply_and_no_second_turn(phone, rasa):
    request = phone.request(MsgType="text", Content="您好")
    answers = [await phone.post(*request) for _ in range(3)]
    assert [answer.text for answer in answers] == ["听到：您好"] * 3
    assert len(rasa.turns) == 1


async def test_a_repeat_while_the_first_still_waits_gets_the_same_reply(phone, rasa):
    rasa.delay = 0.2
    request = phone.request(MsgType="text", Content="您好")
    answers = await asyncio.gather(*(phone.post(*request) for _ in range(3)))
    assert [answer.text for answer in answers] == ["听到：您好"] * 3
    assert len(rasa.turns) == 1


async def test_a_repeated_event_makes_one_turn(phone, rasa):
    request = phone.request(MsgType="event", MsgId=None, Event="subscribe", EventKey="qrscene_v1")
    assert (await phone.post(*request)).text == "听到：【关注】"
    assert (await phone.post(*request)).text == "听到：【关注】"
    (turn,) = rasa.turns
    assert turn["metadata"]["scene"] == "v1"


@pytest.mark.parametrize("name", ["unsubscribe", "VIEW", "LOCATION", "TEMPLATESENDJOBFINISH"])
async def test_some_events_are_only_noted(phone, rasa, name):
    assert (await phone.event(name)).body == "success"
    assert rasa.turns == []


async def test_a_bot_that_says_nothing_is_answered_with_success(phone, rasa):
    rasa.say = lambda body: []
    assert (await phone.say("谢谢")).body == "success"


async def test_several_messages_of_one_turn_are_one_reply(phone, rasa):
    rasa.say = lambda body: ["第一条。", "第二条。"]
    assert (await phone.say("您好")).text == "第一条。\n\n第二条。"


async def test_turns_of_one_citizen_keep_their_order_and_others_do_not_wait(make_gateway, rasa):
    gateway = await make_gateway(gateway_burst_window=0.0)
    rasa.delay = 0.1
    first, other = Phone(gateway, "o-one"), Phone(gateway, "o-two")
    tasks = []
    for text in ("一", "二", "三"):
        tasks.append(asyncio.create_task(first.send(MsgType="image", MediaId=text)))
        await asyncio.sleep(0.01)
    quick = await other.say("旁人")
    assert quick.text == "听到：旁人"
    assert len(rasa.turns) < 4
    await asyncio.gather(*tasks)
    media = [turn["metadata"].get("media") for turn in rasa.turns if turn["message"] == "【图片】"]
    assert media == ["一", "二", "三"]


async def test_what_is_not_ready_in_time_comes_with_the_next_contact_and_once(make_gateway, rasa):
    gateway = await make_gateway(gateway_reply_seconds=0.2)
    phone = Phone(gateway)
    rasa.delay = 0.4
    assert (await phone.say("一")).body == "success"
    await until(lambda: len(gateway.app[TURNS]) == 0)
    rasa.delay = 0.0
    assert (await phone.say("二")).text == "听到：一\n\n听到：二"
    assert (await phone.say("三")).text == "听到：三"


async def test_a_late_repeat_takes_the_late_answer_along(make_gateway, rasa):
    gateway = await make_gateway(gateway_reply_seconds=0.2)
    phone = Phone(gateway)
    rasa.delay = 0.3
    request = phone.request(MsgType="text", Content="一")
    assert (await phone.post(*request)).body == "success"
    await until(lambda: len(gateway.app[TURNS]) == 0)
    rasa.delay = 0.0
    assert (await phone.post(*request)).text == "听到：一"
    assert (await phone.post(*request)).text == "听到：一"
    assert (await phone.say("二")).text == "听到：二"


async def test_while_the_bot_is_away_the_citizen_is_told_and_answered_later(make_gateway, rasa):
    gateway = await make_gateway(gateway_reply_seconds=0.3, gateway_away_seconds=0.1)
    phone = Phone(gateway)
    rasa.status = 503
    assert (await phone.say("一")).text == MESSAGE_KEPT
    assert (await phone.say("二")).text == MESSAGE_KEPT
    rasa.status = 200
    await until(lambda: len(gateway.app[TURNS]) == 0)
    assert (await phone.say("三")).text == "听到：一\n\n听到：二\n\n听到：三"


async def test_a_message_rasa_refuses_is_answered_kindly_and_does_not_block(phone, rasa):
    rasa.status = 400
    assert (await phone.say("一")).text == NOT_HANDLED
    rasa.status = 200
    assert (await phone.say("二")).text == "听到：二"


async def test_a_turn_that_always_fails_is_given_up(make_gateway, rasa, monkeypatch):
    monkeypatch.setattr("wechat.turns.SHORTEST_PAUSE", 0.001)
    monkeypatch.setattr("wechat.turns.LONGEST_PAUSE", 0.001)
    gateway = await make_gateway()
    rasa.status = 500
    assert (await Phone(gateway).say("一")).text == NOT_HANDLED


async def test_a_burst_is_answered_once(make_gateway, rasa):
    gateway = await make_gateway(gateway_burst_hold=0.5, gateway_burst_window=1.5)
    phone = Phone(gateway)
    tasks = []
    for text in ("俺在古邵镇", "包工头欠俺工钱", "一万八"):
        tasks.append(asyncio.create_task(phone.say(text)))
        await asyncio.sleep(0.05)
    answers = await asyncio.gather(*tasks)
    assert rasa.texts == ["俺在古邵镇\n包工头欠俺工钱\n一万八"]
    assert answers[0].text == "听到：俺在古邵镇\n包工头欠俺工钱\n一万八"
    assert [answer.body for answer in answers[1:]] == ["success", "success"]
    repeat = await phone.say("后来")
    assert repeat.text == "听到：后来"


async def test_a_single_message_is_not_held_up(make_gateway, rasa):
    gateway = await make_gateway(gateway_burst_hold=0.1, gateway_burst_window=3.0)
    loop = asyncio.get_running_loop()
    began = loop.time()
    await Phone(gateway).say("您好")
    assert loop.time() - began < 0.8


async def test_a_picture_or_a_tap_is_never_joined(make_gateway, rasa):
    gateway = await make_gateway(gateway_burst_hold=0.1, gateway_burst_window=0.3)
    phone = Phone(gateway)
    tasks = []
    for fields in (
        {"MsgType": "text", "Content": "看这个"},
        {"MsgType": "image", "MediaId": "m"},
        {"MsgType": "text", "Content": "这是欠条"},
    ):
        tasks.append(asyncio.create_task(phone.send(**fields)))
        await asyncio.sleep(0.02)
    await asyncio.gather(*tasks)
    assert rasa.texts == ["看这个", "【图片】", "这是欠条"]


async def test_repeats_inside_a_burst_change_nothing(make_gateway, rasa):
    gateway = await make_gateway(gateway_burst_hold=0.1, gateway_burst_window=0.3)
    phone = Phone(gateway)
    requests = [phone.request(MsgType="text", Content=text) for text in ("一", "二")]
    tasks = []
    for request in (*requests, *requests):
        tasks.append(asyncio.create_task(phone.post(*request)))
        await asyncio.sleep(0.02)
    answers = await asyncio.gather(*tasks)
    assert rasa.texts == ["一\n二"]
    assert [a.text for a in answers] == ["听到：一\n二", None, "听到：一\n二", None]


async def test_what_was_not_done_is_taken_up_after_a_restart(make_settings, aiohttp_client, rasa):
    settings = make_settings(gateway_reply_seconds=0.2, gateway_away_seconds=0.1)
    rasa.status = 503
    before = await aiohttp_client(make_app(settings))
    phone = Phone(before)
    request = phone.request(MsgType="text", Content="一")
    assert (await phone.post(*request)).text == MESSAGE_KEPT
    await before.close()
    rasa.status = 200
    phone.client = await aiohttp_client(make_app(settings))
    await until(lambda: rasa.texts == ["一"])
    await until(lambda: len(phone.client.app[TURNS]) == 0)
    assert (await phone.post(*request)).text == "听到：一"
    assert rasa.texts == ["一"]


async def test_a_burst_is_the_same_turn_after_a_restart(make_settings, aiohttp_client, rasa):
    settings = make_settings(
        gateway_reply_seconds=0.4, gateway_burst_hold=0.1, gateway_burst_window=0.1
    )
    rasa.delay = 1.0
    before = await aiohttp_client(make_app(settings))
    phone = Phone(before)
    await asyncio.gather(phone.say("一"), phone.say("二"))
    await before.close()
    assert rasa.texts == ["一\n二"]
    rasa.delay = 0.0
    after = await aiohttp_client(make_app(settings))
    await until(lambda: sum(rasa.requests.values()) == 2)
    await until(lambda: len(after.app[TURNS]) == 0)
    assert rasa.texts == ["一\n二"]


async def test_too_many_messages_are_acknowledged_but_not_taken(make_gateway, rasa):
    gateway = await make_gateway(gateway_rate_burst=2, gateway_rate_per_second=0.001)
    phone = Phone(gateway)
    answers = [await phone.say(str(number)) for number in range(4)]
    assert [answer.body for answer in answers[2:]] == ["success", "success"]
    assert rasa.texts == ["0", "1"]
    assert (await Phone(gateway, "o-other").say("您好")).text == "听到：您好"


async def test_a_bot_that_hangs_counts_as_away(make_gateway, rasa, monkeypatch):
    monkeypatch.setattr("wechat.rasa.STALLED", 0.3)
    gateway = await make_gateway(gateway_reply_seconds=0.2, gateway_away_seconds=0.1)
    rasa.delay = 1.0
    assert (await Phone(gateway, "o-one").say("一")).body == "success"
    assert (await Phone(gateway, "o-two").say("二")).text == MESSAGE_KEPT


async def test_a_task_that_fails_begins_again(make_gateway, tencent, rasa, monkeypatch):
    monkeypatch.setattr("wechat.parts.AFTER_A_FAULT", 0.01)
    rounds = []

    async def once_wrong(self):
        rounds.append(1)
        if len(rounds) == 1:
            raise LookupError
        return await right(self)

    right = Sender._round
    monkeypatch.setattr(Sender, "_round", once_wrong)
    address = f"http://127.0.0.1:{tencent.server.port}"
    gateway = await make_gateway(wechat_api_base=address, gateway_reply_seconds=0.1)
    rasa.delay = 0.2
    await Phone(gateway).say("一")
    await until(lambda: tencent.texts == ["听到：一"])
    assert gateway.app[METRICS].faults._value.get() == 1


async def test_a_queue_that_fails_goes_on_with_the_next_message(make_gateway, rasa, monkeypatch):
    gateway = await make_gateway(gateway_reply_seconds=0.2)
    monkeypatch.setattr(Rasa, "ask", None)
    phone = Phone(gateway)
    assert (await phone.say("一")).body == "success"
    monkeypatch.undo()
    assert (await phone.say("二")).text == "听到：二"
    assert gateway.app[METRICS].faults._value.get() == 1
