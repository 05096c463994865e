"""「统计」: figures people look at, and the monthly return as a workbook."""

from __future__ import annotations

import asyncio

from aiohttp import web

from intake import clock
from mediation.access import visible
from mediation.console.downloads import XLSX, attached
from mediation.console.level_words import LEVEL_WORDS
from mediation.console.visit import Visit
from mediation.console.words import channel
from mediation.statistics import charts, figures, monthly_return, period


async def show(visit: Visit) -> web.Response:
    """Figures of a period, by default the last twelve months."""
    query, today = visit.request.query, clock.now().date()
    asked = period.read(query.get("from", ""), query.get("to", ""), today)
    async with visit.database.reading() as session:
        found = await figures.count(session, visible(visit.person), asked, today)
    levels = {LEVEL_WORDS[name].spoken: number for name, number in found.by_level.items()}
    channels = {channel(name): number for name, number in found.by_channel.items()}
    return visit.render(
        "statistics.html",
        figures=found,
        period=asked,
        month=today.strftime("%Y-%m"),
        towns=charts.stacks(found.by_town),
        charts=[
            ("按类型", "类型", charts.bars(found.by_type)),
            ("按月份", "月份", charts.bars(found.by_month)),
            ("按颜色", "颜色", charts.bars(levels)),
            ("从哪里来", "来源", charts.bars(channels)),
            ("现在到哪一步", "状态", charts.bars(found.by_status)),
            ("结果", "结果", charts.bars(found.by_outcome)),
            ("受理用时", "用时", charts.bars(found.accepted.classes)),
            ("办结用时", "用时", charts.bars(found.settled.classes)),
            ("满意度", "评分", charts.bars(found.stars)),
            ("回访", "照办了没有", charts.bars(found.visited)),
        ],
        corrections=[
            ("机器判断改了多少，按项目", "项目", found.by_field),
            ("机器判断的类型改了多少", "机器判断的类型", found.by_kind),
        ],
    )


async def download(visit: Visit) -> web.Response:
    """The monthly return, in 18 or 15 classes."""
    query = visit.request.query
    month = period.month_of(query.get("month", ""))
    number = query.get("classes", "18")
    if month is None or number not in {"18", "15"}:
        raise web.HTTPBadRequest
    async with visit.database.reading() as session:
        rows = await figures.by_type_and_outcome(session, visible(visit.person), month)
    written = await asyncio.to_thread(monthly_return.workbook, rows, month, int(number))
    return attached(written, XLSX, f"return-{query['month']}-{number}.xlsx")
