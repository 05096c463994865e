import os

import pytest
from aiohttp import ClientSession, web

from tests.wechat.fakes import FakeTencent
from wechat import account
from wechat.__main__ import main
from wechat.breaker import Breaker
from wechat.errors import ERRORS, ApiError, Do, Unreachable
from wechat.metrics import Metrics
from wechat.parts import make_api
from wechat.quiet import ZONE, not_before
from wechat.store import Store


@pytest.fixture
async def api(make_settings, tencents_address):
    settings = make_settings(wechat_api_base=tencents_address, gateway_api_timeout=1.0)
    store = Store(settings.database)
    await store.open()
    async with ClientSession() as session:
        yield make_api(session, store, Metrics(), settings)
    await store.close()


async def test_an_expired_token_is_renewed_once_and_does_not_recur(api, tencent):
    tencent.errors = [42001] * 50
    with pytest.raises(ApiError, match="42001"):
        await api.send_text("o", "您好")
    assert tencent.calls["/cgi-bin/message/custom/send"] == 2
    assert tencent.calls["token"] + tencent.calls["forced"] <= 3


async def test_a_menu_is_pushed_again_when_tencent_is_busy(api, tencent, monkeypatch):
    monkeypatch.setattr("wechat.api.pauses", lambda *_: iter([0.0] * 9))
    tencent.errors, tencent.cuts = [-1], 1
    await api.push_menu({"button": []})
    assert tencent.menus == [{"button": []}]


async def test_a_menu_tencent_refuses_is_not_pushed_again(api, tencent):
    tencent.errors = [48001]
    with pytest.raises(ApiError, match="no permission"):
        await api.push_menu({"button": []})
    assert tencent.calls["/cgi-bin/menu/create"] == 1


async def test_a_proxy_that_answers_in_tencents_stead_is_no_answer(aiohttp_server, make_settings):
    async def html(request):
        return web.Response(text="<html>", content_type="text/html")

    app = web.Application()
    app.router.add_post("/cgi-bin/stable_token", html)
    server = await aiohttp_server(app)
    settings = make_settings(wechat_api_base=f"http://127.0.0.1:{server.port}")
    store = Store(settings.database)
    await store.open()
    async with ClientSession() as session:
        with pytest.raises(Unreachable):
            await make_api(session, store, Metrics(), settings).ready()
    await store.close()


@pytest.mark.parametrize(
    ("status", "body"),
    [(200, "[]"), (200, "{"), (200, '{"errcode": "x"}'), (302, "{}"), (404, "{}"), (502, "{}")],
)
async def test_what_tencent_would_not_say_is_no_answer(aiohttp_server, make_settings, status, body):
    async def odd(request):
        return web.Response(status=status, text=body, content_type="application/json")

    app = web.Application()
    app.router.add_post("/cgi-bin/stable_token", odd)
    server = await aiohttp_server(app)
    settings = make_settings(wechat_api_base=f"http://127.0.0.1:{server.port}")
    store = Store(settings.database)
    await store.open()
    async with ClientSession() as session:
        with pytest.raises(Unreachable):
            await make_api(session, store, Metrics(), settings).ready()
    await store.close()


async def test_after_five_failures_nobody_calls_for_a_while(api, tencent):
    await api.ready()
    tencent.cuts = 100
    for _ in range(8):
        with pytest.raises(Unreachable):
            await api.send_text("o", "您好")
    assert tencent.calls["/cgi-bin/message/custom/send"] == 5


def test_a_breaker_lets_one_try_after_the_pause():
    now = [0.0]
    breaker = Breaker(2, 10.0, lambda: now[0])
    breaker.failed()
    assert breaker.allows()
    breaker.failed()
    assert not breaker.allows()
    now[0] = 10.0
    assert breaker.allows()
    assert not breaker.allows()
    breaker.succeeded()
    assert breaker.allows()


@pytest.mark.parametrize(
    "code",
    [-1, 40001, 40014, 42001, 40003, 43004, 45002, 45009, 45011, 45015, 45047, 48001, 48002, 40164],
)
def test_every_code_of_the_notes_has_a_reaction(code):
    assert ERRORS[code].meaning
    assert ERRORS[code].do in Do


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2026-11-24T20:59:00", "2026-11-24T20:59:00"),
        ("2026-11-24T21:00:00", "2026-11-25T08:00:00"),
        ("2026-11-24T23:59:59", "2026-11-25T08:00:00"),
        ("2026-11-25T00:00:00", "2026-11-25T08:00:00"),
        ("2026-11-25T07:59:59", "2026-11-25T08:00:00"),
        ("2026-11-25T08:00:00", "2026-11-25T08:00:00"),
    ],
)
def test_notices_wait_for_the_morning(at, expected):
    from datetime import datetime, time

    moment, wanted = (
        datetime.fromisoformat(text).replace(tzinfo=ZONE).timestamp() for text in (at, expected)
    )
    assert not_before(moment, time(21), time(8)) == wanted


def test_hours_within_a_day_are_quiet_too():
    from datetime import datetime, time

    noon = datetime(2026, 11, 24, 12, 30, tzinfo=ZONE).timestamp()
    assert not_before(noon, time(12), time(14)) == noon + 5400
    assert not_before(noon, time(0), time(0)) == noon


@pytest.fixture
def tencent_in_a_thread(make_settings):
    """The commands run their own event loop, so that Tencent must live in another thread."""
    import asyncio
    import threading

    fake, ready, stop = FakeTencent(), threading.Event(), asyncio.Event()
    loop = asyncio.new_event_loop()

    async def serve():
        runner = web.AppRunner(fake.app)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        fake.port = runner.addresses[0][1]
        ready.set()
        await stop.wait()
        await runner.cleanup()

    thread = threading.Thread(target=loop.run_until_complete, args=(serve(),))
    thread.start()
    ready.wait(5)
    yield fake
    loop.call_soon_threadsafe(stop.set)
    thread.join()
    loop.close()


def test_the_menu_is_shown_and_pushed(make_settings, tencent_in_a_thread, capsys):
    settings = make_settings(wechat_api_base=f"http://127.0.0.1:{tencent_in_a_thread.port}")
    assert account.push_menu(settings) == 0
    assert "菜单已更新" in capsys.readouterr().out
    (menu,) = tencent_in_a_thread.menus
    shown = account.shown()
    assert all(button["name"] in shown for button in menu["button"])
    assert "我要反映  → 我要反映" in shown


def test_villages_get_their_codes(make_settings, tencent_in_a_thread, capsys):
    settings = make_settings(wechat_api_base=f"http://127.0.0.1:{tencent_in_a_thread.port}")
    villages = ["古邵镇/坊上村", "阴平镇/南村"]
    assert account.make_codes(settings, villages) == 0
    assert capsys.readouterr().out.count("ticket=gQH4/8DwAA%3D%3D") == len(villages)
    assert tencent_in_a_thread.codes == villages
    assert account.make_codes(settings, ["古邵镇/坊上村", "长" * 65]) == 2


def test_a_command_that_fails_says_why_in_one_line(make_settings, tencent_in_a_thread, capsys):
    tencent_in_a_thread.errors = [48001]
    settings = make_settings(wechat_api_base=f"http://127.0.0.1:{tencent_in_a_thread.port}")
    assert account.push_menu(settings) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_the_menu_is_shown_without_any_setting(capsys, monkeypatch):
    monkeypatch.setattr("structlog.configure", lambda **_: None)  # the next test logs elsewhere
    for name in list(os.environ):
        if name.startswith("WECHAT_"):
            monkeypatch.delenv(name)
    assert main(["menu"]) == 0
    assert "查进度  → 进度" in capsys.readouterr().out
    assert main(["menu", "--push"]) == 2
    assert "WECHAT_APP_ID" in capsys.readouterr().err
