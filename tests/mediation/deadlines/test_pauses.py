"""A clock may stand still, with a reason; the due day moves by the working days of it."""

import asyncio
from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from intake import clock
from mediation.cases import route as routing
from mediation.cases import workflow
from mediation.cases.change import By, ChangedMeanwhile, NotPossible
from mediation.deadlines import pauses, watch, working_days
from mediation.models import AuditEntry, Case
from tests.mediation.endings import ends

TODAY = clock.now().date()
WEEK = TODAY + timedelta(days=6)


@pytest.fixture
async def no(service):
    """An accepted case with a month to go."""
    made = (await service.has_case())["no"]
    await workflow.move(service.database, By("li.na", made, 1), "accepted")
    return made


@pytest.fixture
def case(service, no):
    async def read():
        async with service.database.reading() as session:
            return (await session.scalars(select(Case).where(Case.no == no))).one()

    return read


@pytest.fixture
def by(case, no):
    async def as_seen():
        return By("li.na", no, (await case()).version)

    return as_seen


async def history(service):
    async with service.database.reading() as session:
        rows = await session.scalars(select(AuditEntry).order_by(AuditEntry.id))
        return [(one.who, one.action, one.reason) for one in rows if "pause" in one.action]


@pytest.mark.parametrize(
    ("pause", "begun", "days"),
    [
        (("2026-11-23", "2026-11-29"), "2026-11-02", 5),
        (("2026-10-01", "2026-10-07"), "2026-09-02", 0),
        (("2026-10-10", "2026-10-10"), "2026-09-02", 1),
        (("2026-11-23", "2026-11-29"), "2026-11-25", 2),
        (("2026-11-23", "2026-11-29"), "2026-12-01", 0),
        (("2026-11-25", "2026-11-24"), "2026-11-02", 0),
    ],
)
def test_working_days_of_a_pause_within_the_term_count(pause, begun, days):
    kept = [{"since": pause[0], "until": pause[1]}]
    assert watch.paused_days(kept, date.fromisoformat(begun)) == days


async def test_the_due_day_moves_at_once_and_back_when_it_is_ended_by_hand(service, case, by):
    before = (await case()).due_on
    await pauses.pause(service.database, await by(), "等鉴定", WEEK, TODAY)
    paused = await case()
    assert pauses.running(paused, TODAY)
    moved = working_days.count(TODAY + timedelta(days=1), WEEK)
    assert paused.due_on == working_days.after(before, moved)
    await pauses.resume(service.database, await by(), TODAY)
    resumed = await case()
    assert (resumed.due_on, resumed.paused_until) == (before, None)
    assert resumed.pauses[-1]["ended_by"] == "li.na"
    assert await history(service) == [
        ("li.na", "paused", "等鉴定"),
        ("li.na", "pause_ended", None),
    ]


async def test_it_ends_by_itself_and_history_says_so_once(service, case, by):
    await pauses.pause(service.database, await by(), "等鉴定", WEEK, TODAY)
    due = (await case()).due_on
    behind = WEEK + timedelta(days=1)
    assert not pauses.running(await case(), behind)
    assert await pauses.close_run_out(service.database, WEEK) == 0
    ended = await asyncio.gather(
        *(pauses.close_run_out(service.database, behind) for _ in range(3))
    )
    assert sorted(ended) == [0, 0, 1]
    assert (await case()).due_on == due
    assert (await history(service))[1:] == [("system", "pause_ended", None)]


@pytest.mark.parametrize(
    ("reason", "until"),
    [
        ("", WEEK),
        ("　", WEEK),
        ("字" * 201, WEEK),
        ("等鉴定", None),
        ("等鉴定", TODAY - timedelta(days=1)),
        ("等鉴定", TODAY + timedelta(days=61)),
        ("等鉴定", date.max),
    ],
)
async def test_without_a_reason_or_a_near_day_there_is_no_pause(service, case, by, reason, until):
    with pytest.raises(NotPossible):
        await pauses.pause(service.database, await by(), reason, until, TODAY)
    assert (await case()).pauses == []


async def test_what_stands_still_or_is_late_or_over_is_not_paused(service, case, by):
    with pytest.raises(NotPossible, match="没有停"):
        await pauses.resume(service.database, await by(), TODAY)
    await pauses.pause(service.database, await by(), "等鉴定", WEEK, TODAY)
    with pytest.raises(NotPossible, match="停着"):
        await pauses.pause(service.database, await by(), "再等", WEEK, TODAY)
    await pauses.resume(service.database, await by(), TODAY)
    async with service.database.writing() as session:
        await session.execute(update(Case).values(due_on=TODAY - timedelta(days=1)))
    with pytest.raises(NotPossible, match="超期"):
        await pauses.pause(service.database, await by(), "等鉴定", WEEK, TODAY)
    await ends(service.database, await by())
    with pytest.raises(NotPossible, match="办完"):
        await pauses.pause(service.database, await by(), "等鉴定", WEEK, TODAY)


async def test_a_clock_of_the_law_runs_and_a_change_to_it_ends_the_pause(service, case, by):
    await pauses.pause(service.database, await by(), "等鉴定", WEEK, TODAY)
    await routing.correct(service.database, await by(), "petition", "说明")
    changed = await case()
    assert changed.paused_until is None
    assert changed.due_on == working_days.not_before_work(TODAY + timedelta(days=60))
    with pytest.raises(NotPossible, match="信访工作条例"):
        await pauses.pause(service.database, await by(), "等鉴定", WEEK, TODAY)


async def test_a_case_that_is_over_stands_still_no_more(service, case, by):
    await pauses.pause(service.database, await by(), "等鉴定", WEEK, TODAY)
    await ends(service.database, await by())
    assert (await case()).paused_until is None
    assert await pauses.close_run_out(service.database, WEEK + timedelta(days=1)) == 0


async def test_two_clerks_pause_once(service, case, by):
    seen = await by()
    await pauses.pause(service.database, seen, "等鉴定", WEEK, TODAY)
    with pytest.raises(ChangedMeanwhile):
        await pauses.pause(service.database, seen, "等材料", WEEK, TODAY)
    assert len((await case()).pauses) == 1
