"""The due day follows a case on its way."""

from datetime import date

import pytest
from sqlalchemy import select, update

from mediation.cases import route as routing
from mediation.cases import workflow
from mediation.cases.change import By
from mediation.deadlines import watch
from mediation.models import Case
from tests.mediation.endings import ends


async def case(service, no):
    async with service.database.reading() as session:
        return (await session.scalars(select(Case).where(Case.no == no))).one()


async def move(service, no, *states):
    for state in states:
        by = By("li.na", no, (await case(service, no)).version)
        await workflow.move(service.database, by, state, "说明")


async def test_first_it_is_to_be_accepted_then_to_be_settled_then_it_is_over(service):
    no = (await service.has_case())["no"]
    first = (await case(service, no)).due_on
    await move(service, no, "accepted")
    accepted = await case(service, no)
    assert accepted.due_on > first
    assert accepted.accept_hours == 0
    await move(service, no, "mediating", "failed")
    by = By("li.na", no, (await case(service, no)).version)
    await ends(service.database, by, "failed")
    ended = await case(service, no)
    assert (ended.due_on, ended.outcome, ended.settle_days) == (None, "failed", 0)
    assert ended.ended_at is not None


async def test_a_failed_case_that_is_taken_up_again_has_a_due_day_again(service):
    no = (await service.has_case())["no"]
    await move(service, no, "accepted", "mediating", "failed", "mediating")
    again = await case(service, no)
    assert again.due_on is not None
    assert (again.outcome, again.ended_at) == (None, None)


async def test_a_withdrawal_in_the_chat_ends_it(service):
    no = (await service.has_case())["no"]
    note = {"kind": "withdrawal", "text": "不办了", "at": "2026-11-24T10:00:00+08:00"}
    await service.post(f"/cases/{no}/notes", note, "n1")
    assert (await case(service, no)).due_on is None
    assert (await case(service, no)).outcome == "withdrawn"


async def test_another_route_has_another_clock(service):
    no = (await service.has_case())["no"]
    before = (await case(service, no)).due_on
    by = By("li.na", no, 1)
    await routing.correct(service.database, by, "petition", "说明")
    assert (await case(service, no)).due_on > before


@pytest.mark.parametrize("number", [1, 3])
async def test_cases_of_before_there_were_clocks_get_theirs(service, number):
    for _ in range(number):
        await service.has_case()
    async with service.database.writing() as session:
        await session.execute(update(Case).values(due_on=None))
    await watch.ensure(service.database)
    async with service.database.reading() as session:
        days = list(await session.scalars(select(Case.due_on)))
    assert len(days) == number
    assert all(isinstance(day, date) for day in days)
