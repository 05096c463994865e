"""「日历」: what is due on which day, a month at a time."""

from __future__ import annotations

from datetime import date, timedelta

from aiohttp import web

from intake import clock
from mediation.access import visible
from mediation.agreements import confirmation
from mediation.console.visit import Visit
from mediation.deadlines import calendar, working_days
from mediation.statistics import period
from mediation.visits import store


async def show(visit: Visit) -> web.Response:
    """A month, by default this one, and what is due on the day that is asked for, by default today."""
    query, today = visit.request.query, clock.now().date()
    month = period.month_of(query.get("month", "")) or period.month(today.year, today.month)
    day = _day(query.get("day", ""), month) or (today if _within(today, month) else month.first)
    async with visit.database.reading() as session:
        weeks = await calendar.weeks(session, visible(visit.person), month)
        cases, total = await calendar.on(session, visible(visit.person), day)
        visits = await store.on(session, visible(visit.person), day)
        courts = await confirmation.on(session, visible(visit.person), day)
    return visit.render(
        "calendar.html",
        weeks=weeks,
        month=month.first,
        before=month.first - timedelta(days=1),
        behind=month.last + timedelta(days=1),
        day=day,
        today=today,
        cases=cases,
        total=total,
        visits=visits,
        courts=courts,
        known_until=working_days.known_until(),
    )


def _within(day: date, month: period.Period) -> bool:
    return month.first <= day <= month.last


def _day(text: str, month: period.Period) -> date | None:
    day = period.day(text)
    return day if day and _within(day, month) else None
