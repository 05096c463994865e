import asyncio
import json

import aiohttp
import pytest

from wechat.standin.api import ENDPOINTS, LONGEST_JSON
from wechat.standin.errors import MESSAGES
from wechat.standin.media import LIFE, RULES

SEND = "/cgi-bin/message/custom/send"
MENU = "/cgi-bin/menu/create"
QR = "/cgi-bin/qrcode/create"


def text(openid, content="您好"):
    return {"touser": openid, "msgtype": "text", "text": {"content": content}}


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        ({}, 0),
        ({"touser": "o-nobody"}, 40003),
        ({"touser": 7}, 40003),
        ({"msgtype": "shout"}, 40008),
        ({"msgtype": None}, 40008),
        ({"text": "您好"}, 47001),
        ({"text": {}}, 44004),
        ({"text": {"content": ""}}, 44004),
        ({"text": {"content": "字" * 682}}, 0),
        ({"text": {"content": "字" * 683}}, 45002),
        ({"msgtype": "image", "image": {"media_id": "gone"}}, 40007),
        ({"msgtype": "image", "image": {}}, 41006),
        ({"msgtype": "msgmenu", "msgmenu": {"list": []}}, 47001),
        ({"msgtype": "msgmenu", "msgmenu": {"list": [{"id": "1"}]}}, 47001),
        ({"msgtype": "news", "news": {"articles": []}}, 47001),
        ({"msgtype": "news", "news": {"articles": [{"title": "题"}]}}, 0),
    ],
)
async def test_a_customer_service_message_is_checked(api, citizen, change, wanted):
    await citizen.say("你好")
    assert await api.custom({**text(citizen.openid), **change}) == wanted
    assert len(citizen.received) == (wanted == 0)


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        (b"", 44002),
        (b"{", 47001),
        (b"[]", 47001),
        (b'"text"', 47001),
        (b"\xff\xfe", 47001),
        (b"[" * 100_000, 47001),
        (b" " * (LONGEST_JSON + 1), 45002),
    ],
)
async def test_rubbish_gets_a_code(api, body, wanted):
    assert (await api.post(SEND, body))["errcode"] == wanted


async def test_escaped_chinese_arrives_as_backslashes(api, citizen):
    await citizen.say("你好")
    await api.custom(json.dumps(text(citizen.openid, "您好\n1 对")).encode())
    assert citizen.received[0].text == "\\u60a8\\u597d\n1 \\u5bf9"


async def test_a_menu_of_choices_shows_lines_that_can_be_tapped(api, citizen, gateway):
    await citizen.say("你好")
    lines = [{"id": "101", "content": "对"}, {"id": "102", "content": "不对"}]
    menu = {"head_content": "对不对？", "list": lines, "tail_content": "点一下"}
    assert await api.custom({"touser": citizen.openid, "msgtype": "msgmenu", "msgmenu": menu}) == 0
    assert citizen.received[0].text == "对不对？\n对\n不对\n点一下"
    assert (await citizen.tap("102")).text == "不对"
    assert "<bizmsgmenuid><![CDATA[102]]></bizmsgmenuid>" in gateway.bodies[-1]


async def test_an_account_that_is_not_verified_may_not_send_choices(api, tencent, citizen):
    object.__setattr__(tencent.account, "verified", False)
    await citizen.say("你好")
    menu = {"list": [{"id": "1", "content": "对"}]}
    order = {"touser": citizen.openid, "msgtype": "msgmenu", "msgmenu": menu}
    assert await api.custom(order) == 40200


async def test_who_refuses_messages_is_sent_none(api, tencent, citizen):
    await citizen.say("你好")
    tencent.person(citizen.openid).refuses = True
    assert await api.text_to(citizen.openid, "您好") == 48002


def leaf(**more):
    return {"type": "click", "name": "我要反映", "key": "REPORT", **more}


@pytest.mark.parametrize(
    ("buttons", "wanted"),
    [
        ([leaf()] * 3, 0),
        ([leaf(type="view", url="https://example.com/")], 0),
        ([{"name": "我的", "sub_button": [leaf(name="查一查办到哪一步了")] * 5}], 0),
        ([], 40016),
        ([leaf()] * 4, 40016),
        ([leaf(name="我要反映一")], 0),
        ([leaf(name="我要反映一下")], 40018),
        ([leaf(name="")], 40018),
        ([leaf(type="jump")], 40017),
        ([leaf(key="k" * 129)], 40019),
        ([leaf(type="view")], 40020),
        ([{"name": "我的", "sub_button": [leaf()] * 6}], 40023),
        ([{"name": "我的", "sub_button": [leaf(name="字" * 21)]}], 40025),
        ("REPORT", 47001),
        (["REPORT"], 47001),
    ],
)
async def test_a_menu_is_checked_and_kept(api, buttons, wanted):
    assert (await api.post(MENU, {"button": buttons}))["errcode"] == wanted
    kept = await api.get("/cgi-bin/menu/get")
    assert kept == {"menu": {"button": buttons}} if wanted == 0 else kept["errcode"] == 46003


async def test_a_deleted_menu_is_gone(api):
    await api.post(MENU, {"button": [leaf()]})
    assert (await api.get("/cgi-bin/menu/delete"))["errcode"] == 0
    assert (await api.get("/cgi-bin/menu/get"))["errcode"] == 46003


def code_order(action, scene, **more):
    return {"action_name": action, "action_info": {"scene": scene}, **more}


@pytest.mark.parametrize(
    ("order", "wanted"),
    [
        (code_order("QR_LIMIT_STR_SCENE", {"scene_str": "village:370404100201"}), 0),
        (code_order("QR_SCENE", {"scene_id": 4_000_000_000}, expire_seconds=2_592_000), 0),
        (code_order("QR_LIMIT_SCENE", {"scene_id": 100_000}), 0),
        (code_order("QR_LIMIT_SCENE", {"scene_id": 100_001}), 40053),
        (code_order("QR_STR_SCENE", {"scene_str": ""}), 40053),
        (code_order("QR_STR_SCENE", {"scene_str": "x" * 65}), 40053),
        (code_order("QR_STR_SCENE", {"scene_str": "x"}, expire_seconds=2_592_001), 40053),
        (code_order("QR", {"scene_str": "x"}), 40053),
        ({"action_name": "QR_SCENE"}, 40053),
    ],
)
async def test_a_qr_code_is_checked(api, order, wanted):
    answer = await api.post(QR, order)
    assert answer.get("errcode", 0) == wanted
    assert ("ticket" in answer) == (wanted == 0)


async def test_who_scans_a_code_follows_and_later_is_known(api, gateway, citizen, clock):
    order = code_order("QR_STR_SCENE", {"scene_str": "village:7"}, expire_seconds=60)
    ticket = (await api.post(QR, order))["ticket"]
    await citizen.scan(ticket)
    await citizen.scan(ticket)
    assert [message.event for message in gateway.seen] == ["subscribe_scan", "scan"]
    assert "<EventKey><![CDATA[qrscene_village:7]]>" in gateway.bodies[0]
    assert "<EventKey><![CDATA[village:7]]>" in gateway.bodies[1]
    info = await api.get("/cgi-bin/user/info", openid=citizen.openid)
    assert (info["subscribe"], info["qr_scene_str"]) == (1, "village:7")
    clock.pass_by(60)
    with pytest.raises(KeyError):
        await citizen.scan(ticket)


async def test_who_left_is_shown_as_not_following(api, citizen):
    await citizen.unsubscribe()
    info = await api.get("/cgi-bin/user/info", openid=citizen.openid)
    assert info == {"subscribe": 0, "openid": citizen.openid}


async def upload(api, kind, data, content_type):
    form = aiohttp.FormData()
    form.add_field("media", data, filename="a", content_type=content_type)
    address = f"{api.base}/cgi-bin/media/upload?access_token={api.token}&type={kind}"
    async with api.session.post(address, data=form) as answer:
        return json.loads(await answer.read())


@pytest.mark.parametrize(
    ("kind", "data", "content_type", "wanted"),
    [
        ("image", b"\x89PNG", "image/png", 0),
        ("image", b"", "image/png", 44001),
        ("image", b"%PDF", "application/pdf", 40005),
        ("paper", b"x", "image/png", 40004),
        ("thumb", b"x" * (RULES["thumb"].size + 1), "image/jpeg", 45001),
    ],
)
async def test_an_upload_is_checked(api, kind, data, content_type, wanted):
    assert (await upload(api, kind, data, content_type)).get("errcode", 0) == wanted


async def test_an_upload_without_a_file_is_refused(api):
    assert (await api.post("/cgi-bin/media/upload", {"media": "x"}))["errcode"] == 41005


async def test_a_citizens_picture_can_be_fetched_for_three_days(api, citizen, gateway, clock):
    await citizen.image(b"\xff\xd8jpeg", "image/jpeg")
    message = gateway.seen[0]
    address = f"{api.base}/cgi-bin/media/get"
    query = {"access_token": api.token, "media_id": message.media_id}
    async with api.session.get(address, params=query) as answer:
        assert (await answer.read(), answer.content_type) == (b"\xff\xd8jpeg", "image/jpeg")
    async with api.session.get(message.image) as answer:
        assert await answer.read() == b"\xff\xd8jpeg"
    clock.pass_by(LIFE)
    api.token = await api.fresh_token()
    gone = await api.get("/cgi-bin/media/get", media_id=message.media_id)
    assert gone["errcode"] == 40007


async def test_an_uploaded_picture_can_be_sent(api, citizen):
    await citizen.say("你好")
    media_id = (await upload(api, "image", b"\x89PNG", "image/png"))["media_id"]
    order = {"touser": citizen.openid, "msgtype": "image", "image": {"media_id": media_id}}
    assert await api.custom(order) == 0
    assert citizen.received[0].media_id == media_id


@pytest.mark.parametrize(("path", "entry"), ENDPOINTS.items())
async def test_every_endpoint_has_its_method_and_may_be_forbidden(api, tencent, path, entry):
    method, _ = entry
    wrong = await (api.get(path) if method == "POST" else api.post(path, b"{}"))
    assert wrong["errcode"] == {"GET": 43001, "POST": 43002}[method]
    tencent.state.forbidden.add(path)
    right = await (api.get(path) if method == "GET" else api.post(path, b"{}"))
    assert right["errcode"] == 48001


@pytest.mark.parametrize("code", [-1, 40001, 42001, 45009, 45011, 45015, 45047, 48001])
async def test_it_can_be_told_to_answer_with_a_code(api, tencent, citizen, code):
    await citizen.say("你好")
    tencent.misbehaviour.api_errors = [code, code]
    answers = [await api.post(SEND, text(citizen.openid)) for _ in range(3)]
    assert [answer["errcode"] for answer in answers] == [code, code, 0]
    assert answers[0]["errmsg"].startswith(MESSAGES[code] + " rid: ")


async def test_it_can_be_told_to_cut_to_be_slow_and_to_talk_html(api, tencent, citizen):
    await citizen.say("你好")
    tencent.misbehaviour.change({"api_cuts": 1, "api_garbage": 1, "api_only": SEND})
    assert await api.fresh_token() == api.token
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await api.text_to(citizen.openid, "一")
    with pytest.raises(json.JSONDecodeError):
        await api.text_to(citizen.openid, "二")
    assert await api.text_to(citizen.openid, "三") == 0
    tencent.misbehaviour.api_delay = 60.0
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(api.text_to(citizen.openid, "四"), 0.05)
    tencent.misbehaviour.stop()
    assert await api.text_to(citizen.openid, "五") == 0
