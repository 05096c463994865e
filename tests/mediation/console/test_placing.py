"""Danger told by somebody with an older case: staff say in one click which matter it is."""

import re

import pytest
from sqlalchemy import select

from mediation.models import Alert, Notice
from tests.mediation.hall import Hall

TOLD = {"citizen": "c-1", "draft_id": "draft-of-danger"}


@pytest.fixture
async def hall(desk, service):
    """The office with 李娜 at her desk, a leader and somebody on duty."""
    hall = Hall(service)
    await hall.hire("county_leader")
    await hall.hire("duty_officer")
    return hall


async def token(desk):
    return (await desk.hidden("/sessions"))["csrf"]


async def say(desk, alert, what, **fields):
    return await desk.post(f"/alerts/{alert}/{what}", {"csrf": await token(desk)} | fields)


async def placed(service):
    """Of each alert: its case, and who put it there."""
    columns = Alert.__table__.columns.keys()
    rows = [dict(zip(columns, row, strict=True)) for row in await service.rows("alerts")]
    return [(row["case_no"], row["placed_by"]) for row in rows]


async def test_until_somebody_says_so_no_case_changes_and_the_duty_officer_is_warned(hall):
    no = await hall.has_case("blue")
    await hall.alert(**TOLD)
    case = await hall.case(no)
    assert (case.urgency_level, case.version) == ("blue", 1)
    (warning,) = [one for one in await hall.warnings() if one.level == "red"]
    assert warning.case_id is None
    assert await hall.reached(warning) == [(0, "county_leader"), (0, "duty_officer")]


async def test_it_belongs_to_the_case_in_one_click_from_the_queue(hall, desk, service):
    no = await hall.has_case("blue")
    first = await hall.alert(**TOLD)
    await hall.alert(**TOLD, text="他又回来了")
    page = await desk.read("/")
    assert re.search(rf'action="/alerts/{first}/case".*?value="{no}"', page, re.DOTALL)
    answer = await say(desk, first, "case", no=no)
    assert answer.headers["Location"] == f"/cases/{no}?done=alert-placed"
    case = await hall.case(no)
    assert (case.urgency_level, case.version) == ("red", 2)
    assert {"code": "weapon_threat", "text": "提刀"} in case.urgency_signals
    assert await placed(service) == [(no, "li.na")] * 2
    open_ones = [one for one in await hall.warnings() if one.ended_at is None]
    assert [(one.level, one.case_id) for one in open_ones] == [("red", case.id)]
    page = await desk.read(f"/cases/{no}")
    assert "他又回来了" in page
    assert "把提醒归到这件案子" in page


async def test_it_becomes_a_case_of_its_own_in_one_click_from_the_page_of_the_case(
    hall, desk, service
):
    old = await hall.has_case("blue")
    alert = await hall.alert(**TOLD)
    assert f'action="/alerts/{alert}/new-case"' in await desk.read(f"/cases/{old}")
    answer = await say(desk, alert, "new-case")
    no = re.fullmatch(r"/cases/(.+)\?done=alert-apart", answer.headers["Location"])[1]
    made, kept = await hall.case(no), await hall.case(old)
    assert (kept.urgency_level, kept.version) == ("blue", 1)
    assert (made.urgency_level, made.route, made.dispute_type) == ("red", "emergency", "其他")
    assert (made.narrative, made.citizen) == ("他说今晚提刀过来", "c-1")
    assert (made.applicant_name, made.applicant_phone) == ("韩素芬", "13900000417")
    assert made.respondent_name is None
    assert await placed(service) == [(no, "li.na")]
    red = [one for one in await hall.warnings() if one.level == "red"]
    assert [(one.case_id, one.ended_at) for one in red] == [(made.id, None)]
    assert "提刀" in await desk.read(f"/cases/{no}")


async def test_the_draft_handed_over_later_is_a_case_beside_it_and_takes_nothing_away(
    hall, desk, service
):
    old = await hall.has_case("blue")
    alert = await hall.alert(**TOLD)
    await say(desk, alert, "case", no=old)
    new = await hall.has_case("red", **TOLD)
    assert await placed(service) == [(old, "li.na")]
    case = await hall.case(old)
    by_case = [(one.level, one.case_id) for one in await hall.warnings() if one.ended_at is None]
    assert by_case == [("red", case.id), ("red", (await hall.case(new)).id)]
    await hall.alert(**TOLD, text="又来砸门")
    assert (await placed(service))[-1][0] == new


async def test_what_is_said_next_in_the_same_telling_goes_where_staff_have_put_it(
    hall, desk, service
):
    old = await hall.has_case("blue")
    await say(desk, await hall.alert(**TOLD), "case", no=old)
    await hall.alert(**TOLD, text="又来砸门", other_matter=True)
    assert (await placed(service))[-1] == (old, None)


async def test_it_is_said_once(hall, desk, colleague, service):
    no = await hall.has_case("blue")
    alert = await hall.alert(**TOLD)
    assert (await say(desk, alert, "case", no=no)).status == 303
    for what in ("case", "new-case"):
        answer = await say(colleague, alert, what, no=no)
        assert answer.status == 422
        assert "已经归到案子了" in await answer.text()
    assert await placed(service) == [(no, "li.na")]
    assert len(await service.rows("cases")) == 1


@pytest.mark.parametrize("no", ["", "YT2026-999999", "x' OR 1=1", "another's"])
async def test_no_other_case_than_one_of_its_citizen(hall, desk, service, no):
    await hall.has_case("blue")
    other = await hall.has_case("blue", citizen="c-2")
    alert = await hall.alert(**TOLD)
    answer = await say(desk, alert, "case", no=other if no == "another's" else no)
    assert answer.status == 422
    assert await placed(service) == [(None, None)]
    assert (await say(desk, 999, "case", no=other)).status == 404


async def test_a_wish_for_a_person_is_put_there_without_a_colour(hall, desk):
    no = await hall.has_case("blue")
    alert = await hall.alert(**TOLD, kind="human_requested", signals=[])
    await say(desk, alert, "case", no=no)
    case = await hall.case(no)
    assert (case.urgency_level, case.wants_human) == ("blue", True)


async def test_a_message_is_discreet_where_an_older_case_of_the_citizen_asks_for_it(
    hall, desk, service
):
    no = await hall.has_case("blue")
    signals = [{"code": "domestic_violence", "text": "打俺"}]
    await hall.changed(no, urgency_signals=signals)
    alert = await hall.alert(**TOLD, signals=[])
    await say(desk, alert, "message", text="您现在安全吗？")
    async with hall.database.reading() as session:
        assert [one.discreet for one in await session.scalars(select(Notice))] == [True]
