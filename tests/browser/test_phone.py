"""The telephone page in headless Chromium, over the real protocol to the echo gateway."""

import re
from contextlib import asynccontextmanager

import pytest
from aiohttp import web
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import async_playwright, expect

from tests.browser import CHROMIUM
from tests.stack import free_port
from tests.wechat.standin.client import Api
from tests.wechat.standin.conftest import make_account
from tests.wechat.standin.echo import EchoGateway
from wechat.menu import MENU, tapped
from wechat.standin.messages import FAULT
from wechat.standin.people import openid_of
from wechat.standin.phone import make_app
from wechat.standin.platform import Platform

NAME = "王大娘"
OPENID = openid_of(NAME)
PICTURE = {
    "name": "欠条.gif",
    "mimeType": "image/gif",
    "buffer": b"GIF89a\x01\0\x01\0\x80\0\0\xff\xff\xff\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;",
}


@asynccontextmanager
async def served(app):
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


class Phone:
    """The page, what it asked for and what it complained of."""

    def __init__(self, page, base, standin, gateway):
        self.page, self.base, self.standin, self.gateway = page, base, standin, gateway
        self.requests, self.complaints = [], []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _console(self, message):
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)

    async def open(self, name=NAME):
        await self.page.goto(f"{self.base}/?citizen={name}")

    async def say(self, text):
        await self.page.get_by_role("textbox").fill(text)
        await self.page.get_by_role("button", name="发送").click()

    async def expect_last(self, text):
        await expect(self.page.locator("#lines > li").last).to_contain_text(text)


@pytest.fixture
async def phone():
    standin = f"http://127.0.0.1:{free_port()}"
    async with EchoGateway() as gateway, async_playwright() as browsers:
        account = make_account(gateway.callback)
        async with served(make_app(account, standin)) as base:
            browser = await browsers.chromium.launch(**CHROMIUM)
            page = await browser.new_page(viewport={"width": 375, "height": 720})
            page.set_default_timeout(10_000)
            yield Phone(page, base, standin, gateway)
            await browser.close()


async def test_a_citizen_follows_writes_and_is_answered(phone):
    phone.gateway.answer = lambda m: "您好，我是小峄" if m.type == "event" else m.content
    await phone.open()
    await phone.page.get_by_role("button", name="关注公众号").click()
    await phone.expect_last("您好，我是小峄")
    await phone.say("俺想问个事")
    own = phone.page.locator(".mine .bubble")
    await expect(own).to_have_text("俺想问个事")
    await phone.expect_last("俺想问个事")
    await phone.page.get_by_role("textbox").fill("第二句")
    await phone.page.get_by_role("textbox").press("Enter")
    await expect(own).to_have_count(2)
    assert {message.source for message in phone.gateway.seen} == {OPENID}
    assert phone.complaints == []


async def test_what_looks_like_html_is_text_and_numbers_can_be_called(phone):
    phone.gateway.answer = lambda m: (
        "<img src=x onerror=alert(1)> 有危险拨打 110，咨询 0632-7711234。"
    )
    await phone.open()
    await phone.say("<b>粗</b><script>alert(1)</script>")
    await phone.expect_last("<img src=x onerror=alert(1)>")
    own = phone.page.locator(".mine .bubble")
    await expect(own).to_have_text("<b>粗</b><script>alert(1)</script>")
    calls = phone.page.locator(".bubble a")
    await expect(calls).to_have_text(["110", "0632-7711234"])
    await expect(calls.first).to_have_attribute("href", "tel:110")
    assert phone.complaints == []


async def test_voice_places_and_pictures_are_sent(phone):
    phone.gateway.answer = lambda m: f"收到{m.type}"
    await phone.open()
    await phone.page.get_by_role("button", name="语音").click()
    await phone.say("他说过年给")
    await phone.expect_last("收到voice")
    await expect(phone.page.locator(".heard")).to_contain_text("他说过年给")
    await phone.page.get_by_role("button", name="更多").click()
    await phone.page.get_by_role("button", name="位置").click()
    await phone.page.get_by_role("button", name="古邵镇").click()
    await phone.page.get_by_role("dialog").get_by_role("button", name="发送").click()
    await phone.expect_last("收到location")
    await phone.page.locator("#file").set_input_files(files=[PICTURE])
    await phone.expect_last("收到image")
    shown = phone.page.locator(".mine .picture img")
    await expect(shown).to_be_visible()
    assert await shown.evaluate("image => image.decode().then(() => image.naturalWidth)") == 1
    voice, place, picture = phone.gateway.seen
    assert voice.recognition == "他说过年给"
    assert place.label == "山东省枣庄市峄城区古邵镇"
    assert picture.image.startswith(f"{phone.standin}/standin/media/")
    assert phone.complaints == []


async def test_late_messages_choices_and_notices_arrive_by_themselves(phone):
    await phone.open()
    await phone.say("在吗")
    await phone.expect_last("在吗")
    async with Api(phone.standin) as api:
        await api.text_to(OPENID, "工作人员看过了")
        await phone.expect_last("工作人员看过了")
        lines = [{"id": "1", "content": "对"}, {"id": "2", "content": "要改"}]
        menu = {"head_content": "对不对？", "list": lines, "tail_content": "点一下"}
        await api.custom({"touser": OPENID, "msgtype": "msgmenu", "msgmenu": menu})
        await phone.page.get_by_role("button", name="要改").click()
        await phone.expect_last("要改")
        assert "<bizmsgmenuid><![CDATA[2]]>" in phone.gateway.bodies[-1]
        notice = {"thing1": {"value": "已分派"}, "time2": {"value": "10:20"}}
        order = {"touser": OPENID, "template_id": "T", "data": notice}
        await api.post("/cgi-bin/message/template/send", order)
        await expect(phone.page.locator(".notice")).to_contain_text("已分派")
    assert phone.complaints == []


async def test_the_menu_is_the_accounts_own(phone):
    phone.gateway.answer = lambda m: m.key
    await phone.open()
    await phone.page.get_by_role("button", name="切换到菜单").click()
    first, *_, last = MENU["button"]
    await phone.page.get_by_role("button", name=first["name"]).click()
    await phone.expect_last(first["key"])
    assert tapped(first["key"])
    await phone.page.get_by_role("button", name=last["name"]).click()
    below = last["sub_button"][-1]
    await phone.page.get_by_role("button", name=below["name"]).click()
    await phone.expect_last(below["key"])
    async with Api(phone.standin) as api:
        pushed = {"button": [{"type": "click", "name": "新菜单", "key": "NEW"}]}
        await api.post("/cgi-bin/menu/create", pushed)
    await phone.page.reload()
    await phone.page.get_by_role("button", name="切换到菜单").click()
    await phone.page.get_by_role("button", name="新菜单").click()
    await phone.expect_last("NEW")


async def test_each_citizen_has_a_conversation_that_stays(phone):
    await phone.open()
    await phone.say("大娘的事")
    await phone.expect_last("大娘的事")
    await phone.open("李大爷")
    await expect(phone.page.get_by_role("button", name="关注公众号")).to_be_visible()
    await expect(phone.page.locator(".bubble")).to_have_count(0)
    await phone.open()
    await expect(phone.page.locator(".bubble")).to_have_text(["大娘的事", "大娘的事"])
    await phone.page.goto(phone.base)
    await expect(phone.page).to_have_url(re.compile(r"citizen="))
    await expect(phone.page.locator(".bubble")).to_have_count(0)


async def test_a_service_that_fails_and_a_line_that_breaks_are_shown(phone):
    phone.gateway.answer = lambda m: b"Internal Server Error"
    await phone.open()
    await phone.say("在吗")
    await phone.expect_last(FAULT)
    await phone.page.route("**/messages", lambda route: route.abort())
    await phone.say("还在吗")
    await expect(phone.page.get_by_role("alert")).to_contain_text("线路断了")
    await expect(phone.page.get_by_role("textbox")).to_have_value("还在吗")


async def test_it_fits_a_telephone_reads_well_and_asks_nobody_else(phone):
    await phone.open()
    await phone.say("俺" * 120 + "https://example.com/" + "a" * 200)
    await phone.expect_last("俺俺俺")
    for width in (320, 375, 1280):
        await phone.page.set_viewport_size({"width": width, "height": 720})
        overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert await phone.page.evaluate(overflow) <= 0
        talk = phone.page.locator("#talk")
        assert await talk.evaluate("box => box.scrollWidth - box.clientWidth") <= 0
    bubble = phone.page.locator(".bubble").first
    assert await bubble.evaluate("one => parseFloat(getComputedStyle(one).fontSize)") >= 18
    found = await Axe().run(phone.page)
    assert found.response["passes"]
    assert found.violations_count == 0, found.generate_report()
    assert all(url.startswith((phone.base, "blob:")) for url in phone.requests)
    assert phone.complaints == []


async def test_a_stand_in_that_ended_is_started_anew():
    async with EchoGateway() as gateway:
        account = make_account(gateway.callback)
        port = free_port()
        elsewhere = Platform(account, port=port)
        await elsewhere.start()
        async with (
            served(make_app(account, f"http://127.0.0.1:{port}")) as base,
            Api(f"http://127.0.0.1:{port}") as api,
        ):
            await elsewhere.stop()
            message = {"kind": "text", "fields": {"content": "还在吗"}}
            async with api.session.post(f"{base}/citizens/{NAME}/messages", json=message) as sent:
                assert (sent.status, await sent.json()) == (200, {"answered": True})
    assert [message.content for message in gateway.seen] == ["还在吗"]


@pytest.mark.parametrize(
    ("method", "path", "given", "status"),
    [
        ("GET", "/", {"headers": {"Host": "evil.example"}}, 403),
        ("POST", f"/citizens/{NAME}/messages", {"data": "kind=text"}, 415),
        ("POST", f"/citizens/{NAME}/messages", {"json": {"kind": "shout", "fields": {}}}, 400),
        ("POST", f"/citizens/{NAME}/messages", {"json": []}, 400),
        (
            "POST",
            f"/citizens/{'x' * 33}/messages",
            {"json": {"kind": "unsubscribe", "fields": {}}},
            400,
        ),
        ("GET", f"/citizens/{NAME}/feed", {"headers": {"Last-Event-ID": "x"}}, 400),
        ("POST", "/media", {"data": b"%PDF", "headers": {"Content-Type": "application/pdf"}}, 502),
        ("GET", "/media/nothing", {}, 404),
        ("GET", "/page/%2e%2e/phone.py", {}, 404),
    ],
)
async def test_what_the_page_never_sends_is_refused(method, path, given, status):
    async with EchoGateway() as gateway:
        standin = f"http://127.0.0.1:{free_port()}"
        async with (
            served(make_app(make_account(gateway.callback), standin)) as base,
            Api(standin) as api,
            api.session.request(method, base + path, **given) as got,
        ):
            assert got.status == status
            assert "default-src 'none'" in got.headers["Content-Security-Policy"]
    assert gateway.seen == []
