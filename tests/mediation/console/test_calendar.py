"""The calendar: what is due by day, in one's own scope, with holidays and make-up days."""

import re
from datetime import date

import pytest
from sqlalchemy import update

from mediation.models import Case
from tests.mediation.console.conftest import Desk, hire


@pytest.fixture
def due(service):
    async def make(day, **changes):
        no = (await service.has_case(**changes))["no"]
        async with service.database.writing() as session:
            on = date.fromisoformat(day)
            await session.execute(update(Case).where(Case.no == no).values(due_on=on))
        return no

    return make


def cell(page, day):
    """What a day's field says, without marks of the page."""
    found = re.search(rf"day={day}#day.*?</a>", page, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", "<" + found[0]).split())


async def test_each_day_counts_what_is_due_by_colour(desk, due):
    red = await due("2026-10-09", urgency={"level": "red", "signals": []})
    for _ in range(2):
        await due("2026-10-09")
    other = await due("2026-10-12")
    page = await desk.read("/calendar?month=2026-10&day=2026-10-09")
    assert "3 件 ● 红 1 ▲ 黄 2" in cell(page, "2026-10-09")
    assert "1 件" in cell(page, "2026-10-12")
    assert "件" not in cell(page, "2026-10-13")
    assert "10月9日到期 <small>3 件" in page
    assert f"/cases/{red}" in page
    assert f"/cases/{other}" not in page


@pytest.mark.parametrize(
    ("day", "mark"), [("2026-10-01", "休"), ("2026-10-10", "班"), ("2026-10-11", "休")]
)
async def test_holidays_and_make_up_days_are_marked(desk, day, mark):
    assert mark in cell(await desk.read("/calendar?month=2026-10"), day)


async def test_what_is_elsewhere_is_not_counted(service, aiohttp_client, due):
    await hire(service.database, "far", "远方", "clerk", "370404103")
    far = await Desk(service, aiohttp_client).open()
    await far.sign_in("far")
    no = await due("2026-10-09", town="阴平镇")
    page = await far.read("/calendar?month=2026-10&day=2026-10-09")
    assert "件" not in cell(page, "2026-10-09")
    assert no not in page


async def test_what_is_over_is_due_no_more(service, desk, due):
    await due("2026-10-09")
    async with service.database.writing() as session:
        await session.execute(update(Case).values(status="closed"))
    assert "件" not in cell(await desk.read("/calendar?month=2026-10"), "2026-10-09")


@pytest.mark.parametrize(
    "query",
    ["", "?month=x&day=y", "?month=2026-13", "?month=2026-02&day=2026-02-30", "?day=0001-01-01",
     "?month=2026-02&day=9999-12-31", "?month=2199-12", "?month=2000-01", "?month=%E4%B8%80"],
)  # fmt: skip
async def test_whatever_is_asked_there_is_a_month(desk, query):
    page = await desk.read(f"/calendar{query}")
    days = len(re.findall(r"#day", page))
    assert 28 <= days <= 31
