import pytest

from wechat.standin.citizen import Citizen
from wechat.standin.quota import Limit

HOUR = 3600
SEND = "/cgi-bin/message/custom/send"


async def codes(api, citizen, count):
    return [await api.text_to(citizen.openid, f"第{n}条") for n in range(count)]


async def test_five_messages_in_48_hours_after_a_citizens_message(api, citizen, clock):
    await citizen.say("你好")
    assert await codes(api, citizen, 6) == [0, 0, 0, 0, 0, 45047]
    assert [item.text for item in citizen.received] == [f"第{n}条" for n in range(5)]


async def test_a_new_message_gives_five_again_and_they_do_not_add_up(api, citizen):
    await citizen.say("一")
    await citizen.say("二")
    assert await codes(api, citizen, 6) == [0, 0, 0, 0, 0, 45047]
    await citizen.say("三")
    assert await codes(api, citizen, 1) == [0]


async def test_the_window_closes_after_48_hours(api, citizen, clock):
    await citizen.say("你好")
    clock.pass_by(48 * HOUR - 1)
    api.token = await api.fresh_token()
    assert await codes(api, citizen, 1) == [0]
    clock.pass_by(1)
    assert await codes(api, citizen, 1) == [45015]


@pytest.mark.parametrize(
    "act",
    [
        lambda citizen: citizen.subscribe(),
        lambda citizen: citizen.click("REPORT"),
    ],
)
async def test_three_messages_in_a_minute_after_a_tap(api, citizen, clock, act):
    await act(citizen)
    assert await codes(api, citizen, 4) == [0, 0, 0, 45047]
    clock.pass_by(60)
    assert await codes(api, citizen, 1) == [45015]


async def test_a_tap_on_a_menu_line_counts_as_a_tap_and_not_as_a_message(api, citizen, clock):
    await citizen.say("你好")
    menu = {"head_content": "选", "list": [{"id": "7", "content": "对"}], "tail_content": ""}
    await api.custom({"touser": citizen.openid, "msgtype": "msgmenu", "msgmenu": menu})
    assert await codes(api, citizen, 5) == [0, 0, 0, 0, 45047]
    await citizen.tap("7")
    assert await codes(api, citizen, 4) == [0, 0, 0, 45047]


async def test_opening_a_link_of_the_menu_allows_nothing(api, citizen):
    await citizen.view("https://example.com/")
    assert await codes(api, citizen, 1) == [45015]


async def test_the_one_that_ends_first_is_used_first(api, citizen, clock):
    await citizen.say("你好")
    await citizen.click("REPORT")
    assert await codes(api, citizen, 3) == [0, 0, 0]
    clock.pass_by(60)
    assert await codes(api, citizen, 6) == [0, 0, 0, 0, 0, 45047]


async def test_citizens_do_not_share_their_quota(api, tencent):
    one, other = Citizen(tencent), Citizen(tencent)
    await one.say("你好")
    assert await codes(api, one, 5) == [0] * 5
    assert await codes(api, other, 1) == [45015]


async def test_an_endpoint_has_a_limit_a_minute_and_one_a_day(api, tencent, citizen, clock):
    tencent.state.meter.limits[SEND] = Limit(day=3, minute=2)
    await citizen.say("你好")
    assert await codes(api, citizen, 3) == [0, 0, 45011]
    clock.pass_by(60)
    assert await codes(api, citizen, 2) == [0, 45009]
    clock.pass_by(24 * HOUR)
    api.token = await api.fresh_token()
    assert await codes(api, citizen, 1) == [0]


async def test_who_left_is_sent_nothing(api, citizen):
    await citizen.say("你好")
    await citizen.unsubscribe()
    assert await codes(api, citizen, 1) == [43004]
    await citizen.subscribe()
    assert await codes(api, citizen, 1) == [0]
