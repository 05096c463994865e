"""Daily urging: each case once a working day, shown to its own desk, until the desk says that it knows."""

import asyncio
from datetime import date

import pytest
from sqlalchemy import update

from mediation.deadlines import daily, urging
from mediation.models import Case
from mediation.staff import SignedIn

WEDNESDAY, SATURDAY, MAKE_UP = date(2026, 11, 25), date(2026, 11, 28), date(2026, 10, 10)
TOWN = {"kind": "town", "path": "/370404/370404101/", "town": "阴平镇"}


def person(role="clerk", **where):
    return SignedIn(1, "li.na", "李娜", role, must_change=False, csrf="t", **where)


@pytest.fixture
async def due(service):
    """Cases due the day before, on the day, and the day after; the middle one twice."""
    numbers = []
    for day in (24, 25, 25, 26):
        no = (await service.has_case())["no"]
        async with service.database.writing() as session:
            on = date(2026, 11, day)
            await session.execute(update(Case).where(Case.no == no).values(due_on=on))
        numbers.append(no)
    return numbers


async def waiting(service, who, day=WEDNESDAY):
    async with service.database.reading() as session:
        return await urging.waiting(session, who, day)


async def test_what_is_due_is_urged_once_a_day_however_often_it_is_looked_at(service, due):
    found = await asyncio.gather(*(urging.write(service.database, WEDNESDAY) for _ in range(3)))
    assert sorted(found) == [0, 0, 3]
    await daily.once(service.database, WEDNESDAY)
    assert len(await service.rows("urgings")) == 3
    assert await urging.write(service.database, date(2026, 11, 26)) == 4


@pytest.mark.parametrize(("day", "works"), [(SATURDAY, False), (MAKE_UP, True)])
async def test_nobody_is_urged_on_a_day_off(service, due, day, works):
    async with service.database.writing() as session:
        await session.execute(update(Case).values(due_on=date(2026, 9, 30)))
    assert (await urging.write(service.database, day) > 0) is works


async def test_the_desk_sees_it_until_somebody_there_knows(service, due):
    await urging.write(service.database, WEDNESDAY)
    shown = await waiting(service, person(**TOWN))
    assert ([case.no for case in shown.cases], shown.total) == (due[:3], 3)
    assert await urging.seen(service.database, person(**TOWN), WEDNESDAY) == 3
    assert await urging.seen(service.database, person(**TOWN), WEDNESDAY) == 0
    assert (await waiting(service, person(**TOWN))).total == 0
    async with service.database.reading() as session:
        assert set((await urging.counts(session, [1, 2, 3, 4])).values()) == {(1, 1)}


async def test_another_town_sees_and_answers_nothing(service, due):
    await urging.write(service.database, WEDNESDAY)
    other = person(kind="town", path="/370404/370404103/", town="榴园镇")
    assert (await waiting(service, other)).total == 0
    assert await urging.seen(service.database, other, WEDNESDAY) == 0


async def test_who_may_only_read_is_shown_no_button(service, due):
    await urging.write(service.database, WEDNESDAY)
    assert not (await waiting(service, person("auditor"))).may_answer
    assert (await waiting(service, person())).may_answer


async def test_what_is_over_is_urged_no_more(service, due):
    async with service.database.writing() as session:
        await session.execute(update(Case).values(status="closed"))
    assert await urging.write(service.database, WEDNESDAY) == 0
