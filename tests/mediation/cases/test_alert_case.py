"""An alert finds the case of its citizen, so that whoever takes it has a number to call."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from mediation.db import utc_now
from mediation.models import Case
from tests.mediation.samples import alert_body


@pytest.fixture
def put(service):
    async def change(no, **values):
        async with service.database.writing() as session:
            await session.execute(update(Case).where(Case.no == no).values(**values))

    return change


async def alerted(service, **changes):
    """Raise an alert; the case that it is about, as the log and the table have it."""
    answer = await service.post("/alerts", alert_body(**changes), f"a-{len(changes)}")
    made = await answer.json()
    (row,) = [row for row in await service.rows("alerts") if row[0] == made["id"]]
    (entry,) = [row for row in await service.rows("audit_log") if row[3] == "alert_danger"]
    assert entry[4] == row[4]
    return row[4]


async def test_danger_while_nothing_else_is_told_is_about_the_case_handed_over(service):
    no = (await service.has_case(citizen="c-7"))["no"]
    await service.has_case(citizen="c-8")
    assert await alerted(service, citizen="c-7", draft_id=None) == no


@pytest.mark.parametrize(
    ("minutes", "other_matter", "is_about"),
    [(0, False, True), (29, False, True), (31, False, False), (0, True, False)],
)
async def test_danger_of_another_draft_is_about_the_case_in_the_same_conversation_alone(
    service, minutes, other_matter, is_about
):
    no = (await service.has_case(citizen="c-7"))["no"]
    at = (utc_now() + timedelta(minutes=minutes)).isoformat()
    told = {"citizen": "c-7", "draft_id": "draft-new", "at": at, "other_matter": other_matter}
    assert await alerted(service, **told) == (no if is_about else None)


async def test_the_drafts_own_case_comes_first(service):
    own = await service.has_case(citizen="c-7", draft_id="draft-own")
    await service.has_case(citizen="c-7")
    assert await alerted(service, citizen="c-7", draft_id="draft-own") == own["no"]


@pytest.mark.parametrize(
    ("first", "second", "about"),
    [
        ({}, {}, 1),
        ({}, {"status": "closed"}, 0),
        ({"status": "closed"}, {"status": "withdrawn"}, 1),
        ({}, {"sealed": True}, 0),
        ({"sealed": True}, {"sealed": True}, None),
    ],
)
async def test_an_open_case_before_one_that_is_over_and_a_sealed_one_never(
    service, put, first, second, about
):
    numbers = [(await service.has_case(citizen="c-7"))["no"] for _ in range(2)]
    for no, values in zip(numbers, (first, second), strict=True):
        if values:
            await put(no, **values)
    expected = None if about is None else numbers[about]
    assert await alerted(service, citizen="c-7") == expected


async def test_somebody_elses_case_is_nobodys(service):
    await service.has_case(citizen="c-8")
    assert await alerted(service, citizen="c-7") is None


async def test_a_draft_that_becomes_a_case_takes_its_alert_along(service):
    await service.has_case(citizen="c-7")
    assert await alerted(service, citizen="c-7", draft_id="draft-new") is None
    new = (await service.has_case(citizen="c-7", draft_id="draft-new"))["no"]
    assert [row[4] for row in await service.rows("alerts")] == [new]
