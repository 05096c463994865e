"""Error pages of the console: what happened and what to do, in plain Chinese."""

from __future__ import annotations

from typing import Final

import aiohttp_jinja2
from aiohttp import web

from mediation.cases.intake_service import NoSuchCase
from mediation.db import is_busy
from mediation.logs import Handler, report, route_of
from mediation.problems import API

TEXTS: Final = {
    400: ("这个地址或表单看不懂", "请回到队列，重新点一次。"),
    403: ("这一步没有做", "页面放得太久或者来路不对。请回到刚才那一页，刷新后再做一次。"),
    404: ("没有找到", "没有这件案子或这一页。可能是号码打错了，请回队列里搜一下。"),
    405: ("这个地址不能直接打开", "请回到队列，从页面上点进去。"),
    408: ("提交得太慢", "网络不稳，刚才的内容没有保存。请再试一次。"),
    413: ("内容太长", "刚才的内容没有保存。请写短一些。"),
    415: ("提交的格式不对", "刚才的内容没有保存。请从页面上提交。"),
    500: ("出了点问题", "刚才这一步没有保存。请再试一次；还不行，请告诉管理员。"),
    503: ("系统正忙", "刚才这一步没有保存。请过几秒再试一次。"),
}
NOT_ALLOWED: Final = ("您的角色不能做这一步", "需要的话，请找管理员，或者请能办的同事来办。")
OTHER: Final = ("这一步没有做成", "请回到队列，再试一次。")


class NotAllowed(Exception):
    """The person's role has not the right that a page needs."""


@web.middleware
async def as_pages(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer every error outside ``/api/`` with a page."""
    if request.path.startswith(API):
        return await handler(request)
    try:
        return await handler(request)
    except NotAllowed:
        return _page(request, 403, NOT_ALLOWED)
    except NoSuchCase:
        return _page(request, 404)
    except web.HTTPException as error:
        if error.status < 400:
            raise
        return _page(request, error.status)
    except Exception as error:  # noqa: BLE001 - whatever it is, the person gets a page
        if is_busy(error):
            return _page(request, 503)
        report(route_of(request), error)
        return _page(request, 500)


def _page(request: web.Request, status: int, words: tuple[str, str] | None = None) -> web.Response:
    title, advice = words or TEXTS.get(status, OTHER)
    return aiohttp_jinja2.render_template(
        "error.html", request, {"who": None, "title": title, "advice": advice}, status=status
    )
