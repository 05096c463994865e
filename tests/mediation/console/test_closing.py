"""「办结」 and 「回访」 on their pages: what is missing is said before and after, and the rating is seen."""

import pytest
from sqlalchemy import update

from intake import clock
from mediation.models import FollowUp
from tests.mediation.console.conftest import Desk, hire
from tests.mediation.samples import record_form, visit_form


@pytest.fixture
async def no(desk, service):
    """A case that was agreed on, without any record."""
    made = (await service.has_case())["no"]
    await desk.act(made, "accept", then="stay")
    for state in ("mediating", "agreed"):
        await desk.act(made, "status", status=state)
    return made


def card(page, name):
    start = page.index(f'id="{name}"')
    return page[start : page.index("</section>", start)]


async def test_what_is_missing_stands_on_the_page_before_anybody_tries(desk, no):
    await desk.act(no, "ask", text="钱收到了吗？")
    lacks = card(await desk.read(f"/cases/{no}"), "closing")
    assert "还不能办结，差这些" in lacks
    assert "钱收到了吗？" in lacks
    assert "调解记录" in lacks
    answer = await desk.act(no, "close", outcome="agreed", reason="付清了")
    page = await answer.text()
    assert answer.status == 422
    assert "还不能办结。还问着当事人“钱收到了吗？”" in page


async def test_from_the_record_to_the_rating_and_the_visit(desk, no, service):
    await desk.act(no, "records", **record_form())
    assert (await desk.act(no, "close", outcome="agreed", reason="付清了")).status == 303
    closed = card(await desk.read(f"/cases/{no}?done=closed"), "closing")
    assert "已请当事人评价，还没有回" in closed
    note = {
        "kind": "satisfaction",
        "text": "跑得很勤",
        "at": "2026-11-25T10:00:00+08:00",
        "score": 4,
    }
    await service.post(f"/cases/{no}/notes", note, "s1")
    page = await desk.read(f"/cases/{no}")
    assert "<b>4 分</b>" in card(page, "closing")
    assert "跑得很勤" in card(page, "closing")
    assert "办结：谈成了" in page
    assert (await desk.act(no, "visits/1", **visit_form())).status == 303
    assert "墙已经挪了" in card(await desk.read(f"/cases/{no}"), "visits")


async def test_a_question_nobody_answers_is_taken_back(desk, no):
    await desk.act(no, "ask", text="钱收到了吗？")
    assert (await desk.act(no, "unask")).status == 303
    page = await desk.read(f"/cases/{no}?done=unasked")
    assert 'class="waits"' not in page
    assert "前面问您的那句" in page


async def test_the_list_shows_visits_of_ones_own_scope_and_the_calendar_their_day(
    desk, no, service, aiohttp_client
):
    await desk.act(no, "records", **record_form())
    await desk.act(no, "close", outcome="agreed", reason="付清了")
    today = clock.now().date()
    async with service.database.writing() as session:
        await session.execute(update(FollowUp).values(due_on=today))
    assert f"/cases/{no}" in await desk.read("/visits")
    day = await desk.read(f"/calendar?month={today:%Y-%m}&day={today.isoformat()}")
    assert f"/cases/{no}#visits" in day
    assert "回访 2" in day
    await hire(service.database, "far", "远方", "clerk", "370404103")
    far = await Desk(service, aiohttp_client).open()
    await far.sign_in("far")
    assert no not in await far.read("/visits")
    assert no not in await far.read(f"/calendar?day={today.isoformat()}")


async def test_where_it_was_not_agreed_the_ways_of_its_type_are_chosen_already(desk, service):
    wages = {"name": "拖欠农民工工资", "confidence": 0.9, "source": "bot", "ranking": []}
    made = (await service.has_case(dispute_type=wages))["no"]
    await desk.act(made, "accept", then="stay")
    form = card(await desk.read(f"/cases/{made}"), "closing")
    assert 'name="way_labour_arbitration" value="yes" checked' in form
    assert 'name="way_consumer" value="yes" >' in form
