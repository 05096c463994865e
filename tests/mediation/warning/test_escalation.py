"""Nobody answers: the next are called, each step once, whatever restarts or runs twice."""

import asyncio
from datetime import timedelta

import pytest

from mediation.db import Database, utc_now
from mediation.warning import escalation


class BrokenError(Exception):
    pass


async def test_red_goes_up_step_by_step_until_there_is_nobody_above(staffed):
    no = await staffed.has_case("red")
    assert await staffed.passes(9) == 0
    assert await staffed.passes(2) == 1
    assert await staffed.passes(2) == 0
    assert await staffed.passes(20) == 1
    assert await staffed.passes(100_000) == 0
    (warning,) = await staffed.warnings(no)
    assert await staffed.reached(warning) == [
        (0, "county_leader"),
        (0, "duty_officer"),
        (1, "district_reviewer"),
        (1, "town_leader"),
        (2, "administrator"),
    ]
    assert await staffed.told(no) == [
        "发出预警：● 红 紧急，给区领导、值班员",
        "没有人回应，再报区审核员、阴平镇镇街（部门）领导",
        "没有人回应，再报管理员",
    ]


async def test_the_steps_come_to_the_minutes_of_the_file_from_the_step_before(staffed):
    await staffed.has_case("red")
    (warning,) = await staffed.warnings()
    assert (warning.due_at - warning.raised_at).total_seconds() == 600
    await staffed.passes(15)
    (later,) = await staffed.warnings()
    assert later.step == 2
    waits = later.due_at.replace(tzinfo=None) - staffed.now.replace(tzinfo=None)
    assert waits.total_seconds() == 20 * 60


async def test_two_workers_and_a_restart_take_each_step_once(staffed, settings):
    for _ in range(5):
        await staffed.has_case("red")
    other = Database(settings.database, settings.keyring)
    late = staffed.now + timedelta(minutes=11)
    try:
        taken = await asyncio.gather(
            *(escalation.once(one, late) for one in (staffed.database, other, other))
        )
    finally:
        await other.close()
    assert sum(taken) == 5
    rows = [row for row in await staffed.service.rows("audit_log") if "warning_escalated" in row]
    assert len(rows) == 5
    assert {one.step for one in await staffed.warnings()} == {2}


async def test_a_step_that_cannot_be_finished_has_not_begun(staffed, monkeypatch):
    await staffed.has_case("red")
    whole = escalation.take_step

    async def broken(*arguments):
        await whole(*arguments)
        raise BrokenError

    monkeypatch.setattr(escalation, "take_step", broken)
    with pytest.raises(BrokenError):
        await staffed.passes(11)
    (warning,) = await staffed.warnings()
    assert (warning.step, len(await staffed.reached(warning))) == (1, 2)
    monkeypatch.setattr(escalation, "take_step", whole)
    assert await staffed.passes(0) == 1


@pytest.mark.parametrize(
    ("level", "columns", "how"),
    [
        ("red", {"status": "closed"}, "over"),
        ("yellow", {"status": "withdrawn"}, "over"),
        ("blue", {"accepted_at": utc_now(), "status": "accepted"}, "accepted"),
        ("red", {"accepted_at": utc_now(), "status": "accepted"}, None),
    ],
)
async def test_what_came_to_its_end_by_itself_calls_nobody_further(staffed, level, columns, how):
    no = await staffed.has_case(level)
    if columns["status"] in {"closed", "withdrawn"}:
        columns = columns | {"ended_at": utc_now()}
    await staffed.changed(no, **columns)
    assert await staffed.passes(11) == (how is None)
    (warning,) = await staffed.warnings(no)
    assert warning.ended_how == how


async def test_danger_about_a_case_that_was_over_goes_on_calling(staffed):
    no = await staffed.has_case("blue")
    await staffed.changed(no, status="closed", ended_at=utc_now())
    await staffed.note(no, text="他拿刀砍人了")
    assert await staffed.passes(11) == 1
    (*_, warning) = await staffed.warnings(no)
    assert (warning.level, warning.step, warning.ended_how) == ("red", 2, None)


async def test_it_runs_beside_the_application_and_an_error_does_not_end_it(monkeypatch, staffed):
    seen = []

    async def once(database, now):
        seen.append(now)
        raise OSError("the disk is away")

    monkeypatch.setattr(escalation, "once", once)
    pause = await escalation._round(staffed.database)
    assert (len(seen), pause) == (1, escalation.LOOK_AGAIN_AFTER)
