"""Each colour calls those whom the district names, once, and no one who may not see the case."""

import pytest
from sqlalchemy import select

from mediation import sources, staff
from mediation.models import EarlyWarning, Organisation
from tests.mediation.samples import case_body


@pytest.mark.parametrize(
    ("level", "reached"),
    [
        ("red", ["county_leader", "duty_officer"]),
        ("yellow", ["town_leader"]),
        ("blue", ["clerk"]),
    ],
)
async def test_a_case_that_comes_in_calls_by_its_colour(staffed, level, reached):
    no = await staffed.has_case(level)
    (warning,) = await staffed.warnings(no)
    assert (warning.level, warning.cause, warning.step) == (level, "received", 1)
    assert await staffed.reached(warning) == [(0, role) for role in reached]


async def test_the_history_says_whom_it_reached(staffed):
    no = await staffed.has_case("red")
    assert await staffed.told(no) == ["发出预警：● 红 紧急，给区领导、值班员"]


async def test_the_same_case_handed_over_twice_calls_once(staffed):
    body = case_body(urgency={"level": "red", "signals": []})
    answers = [(await staffed.service.post("/cases", body, "k")).status for _ in range(2)]
    assert answers == [201, 200]
    assert len(await staffed.warnings()) == 1


async def test_a_step_that_reaches_nobody_is_passed_over_at_once(hall):
    await hall.hire("district_reviewer")
    no = await hall.has_case("yellow")
    (warning,) = await hall.warnings(no)
    assert await hall.reached(warning) == [(1, "district_reviewer")]
    assert warning.step == 2


async def test_where_there_is_nobody_at_all_the_first_account_is_called(hall):
    no = await hall.has_case("red")
    (warning,) = await hall.warnings(no)
    assert await hall.reached(warning) == [(2, "administrator")]
    assert warning.due_at is None


async def test_the_desk_a_case_is_on_goes_before_its_town_and_a_village_looks_up_to_its_town(hall):
    await hall.hire("town_leader", "370404101")
    await hall.hire("town_leader", "renshe")
    await hall.hire("district_reviewer")
    async with hall.database.writing() as session:
        town = (
            await session.scalars(select(Organisation).where(Organisation.code == "370404101"))
        ).one()
        desk = (
            await session.scalars(select(Organisation).where(Organisation.code == "renshe"))
        ).one()
        village = Organisation(
            code="v1", name="斜屋村", kind="village", parent_id=town.id, path=f"{town.path}v1/",
            town=town.town, types=[], routes=[], also=[],
        )  # fmt: skip
        session.add(village)
    for on, expected in ((desk.id, desk.id), (village.id, town.id), (None, town.id)):
        no = await hall.has_case("blue")
        await hall.changed(no, organisation_id=on)
        await hall.note(no, urgency={"level": "yellow", "signals": []})
        (*_, warning) = await hall.warnings(no)
        rows = await hall.service.rows("warned_desks")
        assert [row[4] for row in rows if row[1] == warning.id] == [expected]


async def test_a_complaint_about_officials_calls_only_those_who_may_see_it(staffed):
    no = await staffed.has_case("yellow", route={"name": "discipline", "reason": None})
    (warning,) = await staffed.warnings(no)
    assert await staffed.reached(warning) == [(1, "district_reviewer")]


async def test_a_stopped_account_is_not_called(hall):
    login = await hall.hire("county_leader")
    await hall.hire("duty_officer")
    await staff.stop(hall.database, login, who="admin")
    (warning,) = await hall.warnings(await hall.has_case("red"))
    assert await hall.reached(warning) == [(0, "duty_officer")]


async def test_danger_before_there_is_a_case_calls_and_the_case_takes_the_warning_over(staffed):
    await staffed.alert(draft_id="d-of-danger", citizen="c-77")
    (warning,) = await staffed.warnings()
    assert (warning.level, warning.cause, warning.case_id) == ("red", "alert", None)
    await staffed.alert(draft_id="d-of-danger", citizen="c-77", text="他又来了")
    no = await staffed.has_case("red", draft_id="d-of-danger", citizen="c-77")
    assert [one.id for one in await staffed.warnings()] == [warning.id]
    assert [one.id for one in await staffed.warnings(no)] == [warning.id]
    assert await staffed.told(no) == ["登记前发的预警并到这件案子：● 红 紧急"]


async def test_a_wish_for_a_person_is_no_danger(staffed):
    await staffed.alert(kind="human_requested", signals=[])
    assert await staffed.warnings() == []


async def test_a_case_from_elsewhere_with_words_of_danger_calls_once(staffed):
    token = await sources.add(staffed.database, "xinfang", "petition", "区信访局")
    body = {"case_no": "X-1", "narrative": "来访人说不想活了，要喝农药。"}
    answer = await staffed.service.post("/cases", body, "k1", Authorization=f"Bearer {token}")
    assert answer.status == 201
    (warning,) = await staffed.warnings((await answer.json())["no"])
    assert (warning.level, warning.cause) == ("red", "alert")


async def test_nothing_of_a_citizen_stands_in_the_log_in_clear(staffed):
    no = await staffed.has_case("blue")
    await staffed.note(no, text="他拿刀砍人了", urgency=None)
    rows = [row for row in await staffed.service.rows("audit_log") if "urgency_reassessed" in row]
    assert len(rows) == 1
    assert "刀" not in repr(rows)


def test_a_warning_holds_no_words_of_a_citizen():
    columns = set(EarlyWarning.__table__.columns.keys())
    assert columns.isdisjoint({"text", "signals", "citizen", "applicant_name"})
