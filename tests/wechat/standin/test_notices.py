import asyncio

import pytest

TEMPLATE = "/cgi-bin/message/template/send"
NOTICE = "/cgi-bin/message/subscribe/bizsend"
DATA = {"thing1": {"value": "您反映的事项"}, "time2": {"value": "2026年11月25日 10:20"}}


async def test_a_template_message_comes_at_any_time_and_is_followed_by_its_event(
    api, tencent, citizen, gateway, clock
):
    tencent.state.templates = {"T1": {"thing1", "time2"}}
    done = asyncio.Event()
    gateway.answer = lambda message: done.set()
    order = {"touser": citizen.openid, "template_id": "T1", "data": DATA}
    answer = await api.post(TEMPLATE, order)
    assert answer["errcode"] == 0
    notice = await citizen.next(within=1)
    assert (notice.via, notice.fields["thing1"]) == ("template", "您反映的事项")
    await asyncio.wait_for(done.wait(), 2)
    event = gateway.seen[-1]._data
    assert (event["Event"], event["Status"]) == ("TEMPLATESENDJOBFINISH", "success")
    assert event["MsgID"] == str(answer["msgid"])


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        ({"touser": "o-nobody"}, 40003),
        ({"template_id": "T2"}, 40037),
        ({"template_id": None}, 40037),
        ({"data": {"thing1": {"value": "x"}}}, 47003),
        ({"data": {"thing1": "x", "time2": "y"}}, 47003),
        ({"data": None}, 47003),
    ],
)
async def test_notices_are_checked(api, tencent, citizen, change, wanted):
    tencent.state.templates = {"T1": {"thing1", "time2"}}
    await citizen.accept_notice("T1")
    order = {"touser": citizen.openid, "template_id": "T1", "data": DATA, **change}
    assert (await api.post(TEMPLATE, order))["errcode"] == wanted
    assert (await api.post(NOTICE, order))["errcode"] == wanted


async def test_a_subscription_notice_needs_one_consent_each(api, citizen, gateway):
    order = {"touser": citizen.openid, "template_id": "T1", "data": DATA}
    assert (await api.post(NOTICE, order))["errcode"] == 43101
    await citizen.accept_notice("T1", accept=False)
    assert (await api.post(NOTICE, order))["errcode"] == 43101
    await citizen.accept_notice("T1")
    assert "<SubscribeStatusString><![CDATA[accept]]>" in gateway.bodies[-1]
    codes = [(await api.post(NOTICE, order))["errcode"] for _ in range(2)]
    assert codes == [0, 43101]
    assert [item.via for item in citizen.received] == ["subscribe"]


async def test_a_value_of_a_subscription_notice_has_its_length(api, citizen):
    await citizen.accept_notice("T1")
    long = {**DATA, "thing1": {"value": "字" * 21}}
    order = {"touser": citizen.openid, "template_id": "T1", "data": long}
    assert (await api.post(NOTICE, order))["errcode"] == 47003
