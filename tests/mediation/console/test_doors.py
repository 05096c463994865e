"""Nobody comes in who should not, and no form is taken that is not ours."""

import asyncio

import pytest
from sqlalchemy import update

from launcher.readiness import first_account
from mediation import staff
from mediation.console import routes
from mediation.db import utc_now
from mediation.models import StaffSession
from mediation.staff.sign_in import MOST_FAILURES
from tests.mediation.console.addresses import filled
from tests.mediation.console.conftest import PASSWORD, Desk
from tests.mediation.samples import case_body

FOR_STAFF = [page for page in routes.ALL if not page.open]
POSTS = [page for page in FOR_STAFF if page.method == "POST"]


def address(page, no="YT2026-000001"):
    return filled(page.path, no)


def named(pages):
    return [pytest.param(page, id=f"{page.method} {page.path}") for page in pages]


@pytest.mark.parametrize("page", named(FOR_STAFF))
async def test_a_stranger_is_sent_to_sign_in_and_told_nothing(stranger, service, page):
    made = await service.has_case(narrative="只给工作人员看的话")
    path = address(page, made["no"])
    answer = await (stranger.get(path) if page.method == "GET" else stranger.post(path, {"x": "y"}))
    assert answer.status == 303
    assert answer.headers["Location"].startswith("/login")
    assert "只给工作人员看的话" not in await answer.text()


@pytest.mark.parametrize("token", [None, "", "wrong", "令牌", "\x00"])
@pytest.mark.parametrize("page", named(POSTS))
async def test_a_form_without_the_sessions_token_changes_nothing(desk, service, page, token):
    made = await service.has_case()
    before = [await service.rows(table) for table in ("cases", "alerts", "staff", "audit_log")]
    fields = {"version": "1", "value": "9", "then": "stay", "type": "合同", "level": "red"}
    answer = await desk.post(
        address(page, made["no"]), fields | ({} if token is None else {"csrf": token})
    )
    assert answer.status == 403
    after = [await service.rows(table) for table in ("cases", "alerts", "staff", "audit_log")]
    assert after == before
    assert await desk.read("/")


async def test_one_sessions_token_is_no_use_in_another(desk, colleague, service):
    no = (await service.has_case())["no"]
    token = (await colleague.hidden("/"))["csrf"]
    answer = await desk.post(f"/cases/{no}/accept", {"csrf": token, "version": "1"})
    assert answer.status == 403


OWN_FORM = {"/password", "/questions/draft", "/second-factor", "/second-factor/give", "/staff"}
"""Addresses that show a form and take it."""


@pytest.mark.parametrize("page", named(POSTS))
async def test_nothing_happens_by_following_a_link(desk, page):
    answer = await desk.get(address(page))
    own_form = page.path in OWN_FORM
    assert answer.status == 405 or own_form


async def test_the_session_cookie_cannot_be_read_by_scripts_or_sent_from_elsewhere(stranger):
    cookie = (await stranger.sign_in()).cookies["session"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["path"] == "/"
    assert not cookie["secure"]
    assert int(cookie["max-age"]) == 10 * 3600


async def test_behind_https_cookies_are_secure_and_bound_to_the_host(behind_https):
    answer = await behind_https.client.get("/login")
    (cookie,) = answer.cookies.values()
    assert cookie.key.startswith("__Host-")
    assert cookie["secure"]


async def test_a_session_that_the_browser_brought_is_not_taken_over(stranger):
    fixed = "a-token-an-attacker-knows"
    stranger.client.session.cookie_jar.update_cookies({"session": fixed})
    answer = await stranger.sign_in()
    assert answer.cookies["session"].value != fixed
    assert await staff.find_session(stranger.service.database, fixed) is None


async def test_signing_in_again_ends_the_session_before(desk):
    first = desk.cookie()
    token = (await desk.service.client.get("/login")).cookies["sign-in"].value
    desk.client.session.cookie_jar.update_cookies({"sign-in": token})
    await desk.post("/login", {"csrf": token, "login": "li.na", "password": PASSWORD})
    assert desk.cookie() != first
    assert await staff.find_session(desk.service.database, first) is None


async def test_signing_out_ends_the_session_on_the_server_too(desk):
    token = desk.cookie()
    answer = await desk.post("/logout", {"csrf": (await desk.hidden("/"))["csrf"]})
    assert answer.headers["Location"] == "/login"
    assert desk.cookie() is None
    desk.client.session.cookie_jar.update_cookies({"session": token})
    assert (await desk.get("/")).status == 303


async def test_a_session_is_over_after_its_hours(desk):
    async with desk.service.database.writing() as session:
        await session.execute(update(StaffSession).values(expires_at=utc_now()))
    assert (await desk.get("/")).status == 303


async def test_a_changed_password_ends_the_other_sessions_and_keeps_this_one(
    desk, service, aiohttp_client
):
    other = await Desk(service, aiohttp_client).open()
    await other.sign_in()
    new = "冠世榴园万亩红花"
    fields = {"csrf": (await desk.hidden("/password"))["csrf"], "current": PASSWORD, "new": new}
    differs = await desk.post("/password", fields | {"again": new + "开"})
    assert differs.status == 422
    assert (await other.get("/")).status == 200
    changed = await desk.post("/password", fields | {"again": new})
    assert changed.status == 303
    assert (await other.get("/")).status == 303
    assert (await desk.get("/")).status == 200


async def test_the_first_password_opens_nothing_but_the_page_to_change_it(
    stranger, service, settings
):
    told = first_account(settings.var_dir)
    password = told.splitlines()[1].split("：")[1]
    await stranger.sign_in("admin", password)
    made = await service.has_case()
    for path in ("/", f"/cases/{made['no']}", "/pulse"):
        answer = await stranger.get(path)
        assert (answer.status, answer.headers["Location"]) == (303, "/password")
    token = (await stranger.hidden("/password"))["csrf"]
    new = "头一回登录换的密码"
    fields = {"csrf": token, "current": password, "new": new, "again": new}
    await stranger.post("/password", fields)
    assert (await stranger.get("/")).status == 200
    assert first_account(settings.var_dir) is None


async def test_wrong_sign_ins_look_all_alike_and_lock(stranger):
    texts = set()
    for login in ("li.na", "nobody"):
        for _ in range(MOST_FAILURES + 1):
            answer = await stranger.sign_in(login, "wrong")
            assert answer.status == 401
            texts.add((await answer.text()).split("</h1>")[1].split("<form")[0])
    locked = await stranger.sign_in()
    assert locked.status == 401
    texts.add((await locked.text()).split("</h1>")[1].split("<form")[0])
    assert len(texts) == 1
    assert stranger.cookie() is None


async def test_the_sign_in_form_must_be_ours_too(stranger):
    await stranger.get("/login")
    answer = await stranger.post(
        "/login", {"csrf": "another", "login": "li.na", "password": PASSWORD}
    )
    assert answer.status == 403
    assert stranger.cookie() is None


@pytest.mark.parametrize(
    ("asked", "led_to"),
    [
        ("/cases/YT2026-000001", "/cases/YT2026-000001"),
        ("/", "/"),
        ("//evil.example", "/"),
        ("https://evil.example/", "/"),
        ("/\\evil.example", "/"),
        ("/cases/YT2026-000001\r\nSet-Cookie: a=b", "/"),
        ("javascript:alert(1)", "/"),
    ],
)
async def test_after_signing_in_one_goes_on_to_a_page_of_ours_only(stranger, asked, led_to):
    answer = await stranger.sign_in(next=asked)
    assert answer.headers["Location"] == led_to


@pytest.mark.parametrize(
    "cookie",
    [
        b"",
        b"session",
        b"session=",
        b'session="',
        b"session=\x01\x7f",
        b"=;=;session=a b",
        b"session=\xe9\xff;;;",
        b"session=" + b"x" * 4000,
        b"session=a; session=b; session=",
    ],
)
async def test_a_malformed_cookie_is_a_stranger(service, cookie):
    server = service.client.server
    reader, writer = await asyncio.open_connection(server.host, server.port)
    writer.write(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nCookie: " + cookie)
    writer.write(b"\r\n\r\n")
    answer = await reader.read()
    writer.close()
    await writer.wait_closed()
    assert answer.split(b" ")[1] in {b"303", b"400"}
    assert (await service.client.get("/login")).status == 200


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{}", "application/json", 415),
        (b"x", "multipart/form-data; boundary=x", 415),
        (b"a=1&" * 40, "application/x-www-form-urlencoded", 400),
        (b"login=%ff%fe", "application/x-www-form-urlencoded", 403),
        (b"login=\xff", "application/x-www-form-urlencoded", 400),
        (b"login=x", "application/x-www-form-urlencoded; charset=nonsense", 400),
        (b"", "application/x-www-form-urlencoded", 403),
    ],
)
async def test_a_rubbish_form_gets_a_page_and_nothing_else(stranger, body, kind, status):
    answer = await stranger.client.post("/login", data=body, headers={"Content-Type": kind})
    assert answer.status == status
    assert "<h1>" in await answer.text()


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/nothing", 404),
        ("/cases/YT2026-999999", 404),
        ("/cases/%3Cscript%3E", 404),
        ("/static/../models.py", 404),
        ("/static/%2e%2e/models.py", 404),
        ("/?page=0", 400),
        ("/?page=x", 400),
        ("/?page=" + "9" * 300, 400),
    ],
)
async def test_what_is_not_there_is_said_in_plain_chinese(desk, path, status):
    answer = await desk.get(path)
    text = await answer.text()
    assert answer.status == status
    assert "回到队列" in text
    assert "script>" not in text.split("</head>")[1]


async def test_every_page_trusts_only_our_own_files(desk, service):
    made = await service.has_case()
    for path in ("/", f"/cases/{made['no']}", "/login", "/password", "/nothing"):
        answer = await desk.get(path)
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["Cache-Control"] == "no-store"
        text = await answer.text()
        assert "<style" not in text
        assert "style=" not in text
        assert "onclick" not in text
        assert "http://" not in text
        assert "https://" not in text


async def test_staff_may_read_the_api_with_their_login_and_write_nothing(desk, service):
    made = await service.has_case()
    assert (await (await desk.get("/api/v1/cases")).json())["total"] == 1
    assert (await (await desk.get(f"/api/v1/cases/{made['no']}")).json())["no"] == made["no"]
    answer = await desk.client.post(
        "/api/v1/cases", json=case_body(), headers={"Idempotency-Key": "k9"}
    )
    assert answer.status == 401
    assert len(await service.rows("cases")) == 1


async def test_the_first_password_does_not_open_the_api(stranger, settings):
    password = first_account(settings.var_dir).splitlines()[1].split("：")[1]
    await stranger.sign_in("admin", password)
    assert (await stranger.get("/api/v1/cases")).status == 401
