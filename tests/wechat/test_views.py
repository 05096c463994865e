import asyncio
import time

import pytest

from tests.wechat.fakes import ACCOUNT, Phone, signed


async def test_the_address_is_verified_by_echoing(gateway):
    response = await gateway.get("/wechat", params=signed(echostr="8492137"))
    assert (response.status, await response.text()) == (200, "8492137")
    assert "Server" not in response.headers


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"signature": "", "timestamp": "", "nonce": "", "echostr": "x"},
        signed(token="another token", echostr="x"),
        signed(at=time.time() - 3600, echostr="x"),
        signed(at=time.time() + 3600, echostr="x"),
        {**signed(echostr="x"), "nonce": "changed"},
        {**signed(echostr="x"), "signature": "峄" * 40},
    ],
)
async def test_nobody_else_gets_an_echo(gateway, query):
    response = await gateway.get("/wechat", params=query)
    assert response.status == 403
    assert "x" not in await response.text()


@pytest.mark.parametrize("mode", ["plain", "compatible", "safe"])
async def test_a_message_is_answered_in_the_mode_it_came(gateway, rasa, mode):
    answer = await Phone(gateway, mode=mode).say("欠我工钱")
    assert answer.text == "听到：欠我工钱"
    assert answer.sealed == (mode != "plain")
    (turn,) = rasa.turns
    assert turn["metadata"]["kind"] == "text"
    assert len(turn["sender"]) == 64
    assert "o-citizen" not in str(turn)


async def test_the_encrypted_fields_of_compatible_mode_are_the_ones_believed(gateway, rasa):
    query, body = Phone(gateway, mode="compatible").request(MsgType="text", Content="真的")
    await Phone(gateway).post(query, body.replace("真的", "假的"))
    assert rasa.texts == ["真的"]


FORGERIES = {
    "no signature": (lambda query: {**query, "signature": ""}, 403),
    "another signature": (lambda query: {**query, "signature": "0" * 40}, 403),
    "stale": (lambda query: {**query, **signed(at=time.time() - 600)}, 403),
    "no msg_signature": (lambda query: {**query, "msg_signature": ""}, 403),
    "the classic mistake": (lambda query: {**query, "msg_signature": query["signature"]}, 403),
    "another nonce": (lambda query: {**query, **signed(nonce="other")}, 403),
    "another encryption": (lambda query: {**query, "encrypt_type": "des"}, 400),
    "not said to be encrypted": (lambda query: {**query, "encrypt_type": "raw"}, 400),
}


@pytest.mark.parametrize("forgery", FORGERIES)
async def test_a_forged_request_is_refused_and_changes_nothing(gateway, rasa, phone, forgery):
    forge, status = FORGERIES[forgery]
    query, body = phone.request(MsgType="text", Content="俺叫刘强")
    answer = await phone.post(forge(query), body)
    assert (answer.status, answer.body) == (status, "refused")
    assert rasa.turns == []


@pytest.mark.parametrize(
    "fields",
    [
        {"MsgType": None},
        {"MsgType": "event", "Event": None},
        {"MsgType": "text", "FromUserName": None},
        {"MsgType": "text", "FromUserName": "o" * 300},
        {"MsgType": "text", "ToUserName": " "},
        {"MsgType": "text", "CreateTime": "yesterday"},
        {"MsgType": "text", "MsgId": "-1"},
        {"MsgType": "text", "MsgId": "١٢"},
    ],
)
async def test_fields_that_are_no_message_are_refused(gateway, rasa, phone, fields):
    assert (await phone.send(**fields)).status == 400
    assert rasa.turns == []


async def test_a_body_above_the_limit_is_refused(gateway, phone):
    answer = await phone.say("长" * 30_000)
    assert answer.status == 413


async def test_ten_megabytes_without_a_length_are_refused(gateway):
    async def endless():
        for _ in range(160):
            yield b"x" * 65536

    response = await gateway.post("/wechat", params=signed(), data=endless())
    assert response.status == 413


async def test_a_slow_sender_is_cut(make_gateway):
    gateway = await make_gateway(gateway_body_seconds=0.05)
    never = asyncio.Event()

    async def slowly():
        yield b"<xml>"
        await never.wait()
        yield b"</xml>"

    response = await gateway.post("/wechat", params=signed(), data=slowly())
    assert response.status == 408
    never.set()


async def test_a_passive_reply_cannot_be_made_to_carry_xml(gateway, rasa, phone):
    rasa.say = lambda body: ["]]></Content><MsgType>image</MsgType><Content><![CDATA[\x00好"]
    answer = await phone.say("您好")
    assert answer.text == "]]></Content><MsgType>image</MsgType><Content><![CDATA[好"
    assert answer.fields["MsgType"] == "text"
    assert answer.fields["FromUserName"] == ACCOUNT


async def test_healthz_tells_each_part(gateway, rasa):
    response = await gateway.get("/healthz")
    assert response.status == 200
    assert await response.json() == {"parts": {"inbox": {"ok": True}, "rasa": {"ok": True}}}
    rasa.status = 503
    response = await gateway.get("/healthz")
    assert response.status == 503
    assert (await response.json())["parts"]["rasa"] == {"ok": False}
