"""The second factor: set it up with an app on the phone, give its code at sign-in."""

from __future__ import annotations

import base64
import io
from typing import Final

import segno
from aiohttp import web

from mediation.console.visit import Visit, see_other
from mediation.staff import second_factor

WRONG: Final = "验证码不对，或者刚才用过。等手机上换一个，再填一次。"
SCALE: Final = 5


async def ask(visit: Visit) -> web.Response:
    """Ask for the code; whoever has given it goes on."""
    if not visit.person.half_open:
        return see_other("/")
    return visit.render("second_factor_give.html", problem=None)


async def give(visit: Visit) -> web.Response:
    """Open the session with the code; after five wrong ones one starts anew, later."""
    person = visit.person
    if not person.half_open:
        return see_other("/")
    code = visit.form.get("code", "").replace(" ", "")[:10]
    try:
        await second_factor.give(visit.database, person.login, person.session, code)
    except second_factor.WrongCode:
        return visit.render("second_factor_give.html", 422, problem=WRONG)
    return see_other("/")


async def show(visit: Visit) -> web.Response:
    """A new secret to scan; who has a second factor may replace it."""
    if visit.person.half_open:
        return see_other("/second-factor/give")
    return _page(visit, second_factor.new_secret())


async def enrol(visit: Visit) -> web.Response:
    """Take the secret once the app shows a code that fits."""
    if visit.person.half_open:
        return see_other("/second-factor/give")
    secret = visit.form.get("secret", "")
    if not (
        secret.isalnum() and secret.isascii() and len(secret) == len(second_factor.new_secret())
    ):
        raise web.HTTPBadRequest
    code = visit.form.get("code", "").replace(" ", "")[:10]
    try:
        await second_factor.enrol(visit.database, visit.person.login, secret, code)
    except second_factor.WrongCode:
        return _page(visit, secret, WRONG, 422)
    return see_other("/sessions?done=second-factor")


def _page(visit: Visit, secret: str, problem: str | None = None, status: int = 200) -> web.Response:
    picture = io.BytesIO()
    code = segno.make(second_factor.address(visit.person.login, secret))
    code.save(picture, kind="png", scale=SCALE)
    return visit.render(
        "second_factor.html",
        status,
        secret=secret,
        picture=base64.b64encode(picture.getvalue()).decode(),
        problem=problem,
    )
