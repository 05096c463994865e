"""Somebody answers: who, when and what was said are kept, and nobody is called any further."""

import asyncio

import pytest
from sqlalchemy import select, true

from mediation.cases import alerts
from mediation.cases.change import NotPossible
from mediation.models import Alert, Organisation, Staff
from mediation.staff.sessions import seen_as
from mediation.warning import answers, waiting
from mediation.warning.answers import Answered


async def person(hall, role, organisation=None):
    login = await hall.hire(role, organisation)
    async with hall.database.reading() as session:
        account = (await session.scalars(select(Staff).where(Staff.login == login))).one()
        place = await session.get(Organisation, account.organisation_id or 0)
    return seen_as(account, place)


async def waiting_for(hall, who):
    async with hall.database.reading() as session:
        return [one.warning.id for one in await waiting.of_person(session, who)]


async def test_an_answer_is_kept_and_ends_the_calling(staffed):
    leader = await person(staffed, "county_leader")
    no = await staffed.has_case("red")
    (warning,) = await staffed.warnings(no)
    assert await waiting_for(staffed, leader) == [warning.id]
    made = await answers.answer(staffed.database, warning.id, " 已派人上门 ", leader)
    assert made is Answered.MINE
    (warning,) = await staffed.warnings(no)
    assert (warning.ended_by, warning.ended_how, warning.said) == (
        leader.login,
        "answered",
        "已派人上门",
    )
    assert await staffed.passes(60) == 0
    assert await waiting_for(staffed, leader) == []
    assert await staffed.told(no) == [
        "发出预警：● 红 紧急，给区领导、值班员",
        "回应了预警：● 红 紧急",
    ]


async def test_of_two_who_answer_at_once_one_is_told_that_somebody_was_faster(staffed):
    people = [await person(staffed, "county_leader"), await person(staffed, "duty_officer")]
    no = await staffed.has_case("red")
    (warning,) = await staffed.warnings(no)
    made = await asyncio.gather(
        *(answers.answer(staffed.database, warning.id, "我去", one) for one in people)
    )
    assert sorted(one.name for one in made) == ["BEFORE", "MINE"]
    rows = [row for row in await staffed.service.rows("audit_log") if "warning_answered" in row]
    assert len(rows) == 1


@pytest.mark.parametrize("said", ["", "   ", "字" * 201])
async def test_nothing_or_too_much_is_no_answer(staffed, said):
    leader = await person(staffed, "county_leader")
    await staffed.has_case("red")
    (warning,) = await staffed.warnings()
    with pytest.raises(NotPossible):
        await answers.answer(staffed.database, warning.id, said, leader)
    assert await waiting_for(staffed, leader) == [warning.id]


async def test_each_sees_what_calls_them_and_no_other(staffed):
    people = {
        "leader of the town": await person(staffed, "town_leader", "370404101"),
        "leader of another town": await person(staffed, "town_leader", "370404103"),
        "county leader": await person(staffed, "county_leader"),
        "reviewer": await person(staffed, "district_reviewer"),
    }
    await staffed.has_case("yellow")
    await staffed.has_case("red")
    await staffed.has_case("blue")
    seen = {who: await waiting_for(staffed, one) for who, one in people.items()}
    assert seen == {
        "leader of the town": [1],
        "leader of another town": [],
        "county leader": [2],
        "reviewer": [],
    }
    assert await answers.answer(staffed.database, 1, "我去", people["leader of another town"]) is (
        Answered.NOT_THERE
    )


async def test_a_case_sealed_meanwhile_is_no_longer_seen(staffed):
    leader = await person(staffed, "town_leader", "370404101")
    no = await staffed.has_case("yellow")
    await staffed.changed(no, sealed=True)
    assert await waiting_for(staffed, leader) == []


async def test_taking_the_alert_answers_and_answering_takes_the_alert(staffed):
    duty = await person(staffed, "duty_officer")
    first, second = await staffed.alert(draft_id="d1"), await staffed.alert(draft_id="d2")
    await alerts.take(staffed.database, first, duty.login, true())
    ended, still_open = await staffed.warnings()
    assert (ended.ended_how, ended.ended_by, still_open.ended_how) == ("taken", duty.login, None)
    await answers.answer(staffed.database, still_open.id, "已报110", duty)
    async with staffed.database.reading() as session:
        alert = await session.get(Alert, second)
    assert alert.taken_by == duty.login


async def test_a_case_sent_on_calls_the_same_role_at_the_desk_that_has_it_now(staffed):
    before = await person(staffed, "town_leader", "370404101")
    now, elsewhere = [await person(staffed, "town_leader", one) for one in ("renshe", "gongan")]
    no = await staffed.has_case("yellow")
    await staffed.changed(no, organisation_id=now.organisation_id)
    assert await waiting_for(staffed, now) == await waiting_for(staffed, before) == [1]
    assert await waiting_for(staffed, elsewhere) == []
