"""Sign in and out."""

from __future__ import annotations

import re
import secrets
from typing import Final
from urllib.parse import quote

from aiohttp import web

from mediation import staff
from mediation.console import address, cookies, forms
from mediation.console.visit import Visit, see_other

AFTERWARDS: Final = re.compile(r"/(cases/[A-Z]{2}\d{4}-\d{6})?")
WRONG: Final = (
    "账号或密码不对，也可能是输错太多次，暂时锁住了。连着输错 5 次会锁 15 分钟，"
    "一个地方输错太多次也一样；忘了密码，请找管理员重置。"
)
STALE: Final = "这一页放得太久了，请再登录一次。"


def address_for(request: web.Request) -> str:
    """The sign-in page, which leads back to the page asked for."""
    return f"/login?next={quote(_local(request.path))}" if request.path != "/" else "/login"


async def show(visit: Visit) -> web.Response:
    """The sign-in form; whoever is signed in goes on to the queue."""
    if visit.who is not None:
        return see_other("/")
    return _form(visit, visit.request.query.get("next", "/"))


async def sign_in(visit: Visit) -> web.Response:
    """Open a session under a new token, whatever token the browser brought."""
    afterwards = visit.form.get("next", "/")
    expected = cookies.get(visit.request, visit.settings, cookies.SIGN_IN)
    try:
        forms.require_csrf(dict(visit.form), expected or secrets.token_urlsafe())
    except web.HTTPForbidden:
        return _form(visit, afterwards, STALE, status=403)
    try:
        staff_id = await staff.sign_in(
            visit.database,
            visit.form.get("login", ""),
            visit.form.get("password", ""),
            address.of(visit.request, visit.settings.mediation_proxies),
        )
    except staff.SignInRefused:
        return _form(visit, afterwards, WRONG, status=401)
    brought = cookies.get(visit.request, visit.settings, cookies.SESSION)
    if brought:
        await staff.end_session(visit.database, brought)
    response = see_other(_local(afterwards))
    await give_session(response, visit, staff_id)
    cookies.take_back(response, visit.settings, cookies.SIGN_IN)
    return response


async def sign_out(visit: Visit) -> web.Response:
    """End the session here and in the database."""
    token = cookies.get(visit.request, visit.settings, cookies.SESSION)
    if token:
        await staff.end_session(visit.database, token)
    response = see_other("/login")
    cookies.take_back(response, visit.settings, cookies.SESSION)
    return response


async def give_session(
    response: web.Response, visit: Visit, staff_id: int, *, code_given: bool = False
) -> None:
    """Open a new session and put its token into the answer's cookie."""
    hours = visit.settings.session_hours
    token = await staff.open_session(
        visit.database,
        staff_id,
        hours,
        browser=visit.request.headers.get("User-Agent", ""),
        code_given=code_given,
    )
    cookies.give(response, visit.settings, cookies.SESSION, token, hours=hours)


def _form(
    visit: Visit, afterwards: str, problem: str | None = None, status: int = 200
) -> web.Response:
    token = secrets.token_urlsafe(32)
    response = visit.render(
        "login.html",
        status,
        csrf=token,
        afterwards=_local(afterwards),
        problem=problem,
        login=visit.form.get("login", "")[:50],
    )
    cookies.give(response, visit.settings, cookies.SIGN_IN, token, same_site="Strict")
    return response


def _local(path: str) -> str:
    """A page of ours to go to; the queue for anything else."""
    return path if AFTERWARDS.fullmatch(path) else "/"
