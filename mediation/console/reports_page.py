"""「报告」: daily and weekly reports, and the draft of the 《涉稳诉求专报》, as files."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date, timedelta

from aiohttp import web

from intake import clock
from mediation.access import Right, may, visible
from mediation.console.downloads import DOCX, XLSX, attached
from mediation.console.visit import Visit
from mediation.reports import build, render, rules
from mediation.statistics import period


async def show(visit: Visit) -> web.Response:
    """Which there are."""
    today = clock.now().date()
    return visit.render(
        "reports.html",
        words=rules.load(),
        today=today,
        yesterday=today - timedelta(days=1),
        month_ago=today - timedelta(days=30),
        may_supervise=may(visit.person, Right.SUPERVISE),
    )


async def daily_docx(visit: Visit) -> web.Response:
    """The report of a day, as a document."""
    return await _regular(visit, build.daily, render.docx, DOCX, "docx")


async def daily_xlsx(visit: Visit) -> web.Response:
    """The report of a day, as a workbook."""
    return await _regular(visit, build.daily, render.xlsx, XLSX, "xlsx")


async def weekly_docx(visit: Visit) -> web.Response:
    """The report of a week, as a document."""
    return await _regular(visit, build.weekly, render.docx, DOCX, "docx")


async def weekly_xlsx(visit: Visit) -> web.Response:
    """The report of a week, as a workbook."""
    return await _regular(visit, build.weekly, render.xlsx, XLSX, "xlsx")


async def special_docx(visit: Visit) -> web.Response:
    """The draft of the 《涉稳诉求专报》."""
    query, today = visit.request.query, clock.now().date()
    asked = period.read(query.get("from", ""), query.get("to", ""), today)
    async with visit.database.reading() as session:
        report = await build.special(session, visible(visit.person), asked, today)
    written = await asyncio.to_thread(render.docx, report)
    return attached(written, DOCX, f"{report.title}草稿{asked.first}至{asked.last}.docx")


async def _regular(
    visit: Visit,
    made: Callable[..., Awaitable[build.Report]],
    rendered: Callable[[build.Report], bytes],
    content_type: str,
    ending: str,
) -> web.Response:
    today = clock.now().date()
    day = _day(visit.request.query.get("day", ""))
    async with visit.database.reading() as session:
        report = await made(session, visible(visit.person), day, today)
    written = await asyncio.to_thread(rendered, report)
    return attached(written, content_type, f"{report.title}{day}.{ending}")


def _day(text: str) -> date:
    """The day asked for.

    Raises:
        web.HTTPBadRequest: it is none, or not in this century or the next.
    """
    day = period.day(text)
    if day is None:
        raise web.HTTPBadRequest
    return day
