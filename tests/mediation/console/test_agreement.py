"""「调解协议书」 on the case page: drawn up, taken away as a file, signed, and the thirty days shown."""

import io
from datetime import timedelta

import docx
import pytest
from sqlalchemy import update

from intake import clock
from mediation.agreements import rules
from mediation.models import Agreement
from tests.mediation.console.conftest import Desk, hire
from tests.mediation.samples import agreement_form

TODAY = clock.now().date()


@pytest.fixture
async def no(desk, service):
    made = (await service.has_case())["no"]
    await desk.act(made, "accept", then="stay")
    for state in ("mediating", "agreed"):
        await desk.act(made, "status", status=state)
    return made


def card(page):
    start = page.index('id="agreement"')
    return page[start : page.index("</section>", start)]


async def test_from_the_form_to_the_courts_door(desk, no):
    empty = card(await desk.read(f"/cases/{no}"))
    assert 'value="韩素芬"' in empty
    assert (await desk.act(no, "agreement", **agreement_form())).status == 303
    drawn = card(await desk.read(f"/cases/{no}?done=agreement"))
    assert "申请人：韩素芬，女，五十八岁" in drawn
    assert "还没有记签字的日子" in drawn
    assert (await desk.act(no, "agreement/1/sign", day=TODAY.isoformat())).status == 303
    last = rules.load().confirmation.last(TODAY)
    signed = card(await desk.read(f"/cases/{no}?done=signed"))
    assert f"{last.month}月{last.day}日" in signed
    assert "重写协议书" not in signed
    assert f"/cases/{no}#agreement" in await desk.read("/visits")
    day = await desk.read(f"/calendar?month={last:%Y-%m}&day={last.isoformat()}")
    assert "申请司法确认的最后一天" in day
    answer = await desk.act(no, "agreement/1/confirmation", what="asked", day=TODAY.isoformat())
    assert answer.status == 303
    page = await desk.read(f"/cases/{no}")
    assert "双方一起向法院申请了" in card(page)
    assert "司法确认：已经一起向法院申请" in page


async def test_a_signed_agreement_is_reason_enough_to_close(desk, no):
    assert (await desk.act(no, "close", outcome="agreed", reason="谈好了")).status == 422
    await desk.act(no, "agreement", **agreement_form())
    assert (await desk.act(no, "close", outcome="agreed", reason="谈好了")).status == 422
    await desk.act(no, "agreement/1/sign", day=TODAY.isoformat())
    assert (await desk.act(no, "close", outcome="agreed", reason="谈好了")).status == 303


async def test_a_visit_follows_the_last_day_of_performance(desk, no, service):
    until = TODAY + timedelta(days=40)
    await desk.act(no, "agreement", **agreement_form(perform_by=until.isoformat()))
    await desk.act(no, "agreement/1/sign", day=TODAY.isoformat())
    await desk.act(no, "close", outcome="agreed", reason="谈好了")
    due = [row[2] for row in await service.rows("follow_ups")]
    assert len(due) == 3
    assert until < due[1] <= until + timedelta(days=12)


async def test_the_file_is_taken_away_and_that_it_was_is_kept(desk, no, service):
    await desk.act(no, "agreement", **agreement_form())
    answer = await desk.act(no, "agreement/1/print")
    paper = docx.Document(io.BytesIO(await answer.read()))
    assert "申请人：韩素芬，女，五十八岁，住斜屋村。" in [one.text for one in paper.paragraphs]
    logged = [row for row in await service.rows("audit_log") if row[3] == "agreement_printed"]
    assert len(logged) == 1
    assert (await desk.act(no, "agreement/9/print")).status == 422


async def test_what_is_missing_is_said_and_what_was_typed_stays(desk, no):
    answer = await desk.act(no, "agreement", **agreement_form(performance=""))
    page = await answer.text()
    assert answer.status == 422
    assert "怎么履行、什么时候履行" in page
    assert "雨水不往申请人院里流" in page


async def test_who_sees_no_names_sees_none_here(desk, no, service, aiohttp_client):
    await desk.act(no, "agreement", **agreement_form(terms="韩广田把墙往里挪一尺"))
    await hire(service.database, "leader", "领导", "county_leader")
    leader = await Desk(service, aiohttp_client).open()
    await leader.sign_in("leader")
    page = await leader.read(f"/cases/{no}")
    assert "把墙往里挪一尺" in page
    for name in ("韩素芬", "韩广田"):
        assert name not in page


async def test_days_that_are_over_are_said_to_be(desk, no, service):
    await desk.act(no, "agreement", **agreement_form())
    await desk.act(no, "agreement/1/sign", day=TODAY.isoformat())
    async with service.database.writing() as session:
        await session.execute(update(Agreement).values(confirm_by=TODAY - timedelta(days=1)))
    assert "三十天过了" in card(await desk.read(f"/cases/{no}"))
    assert no not in await desk.read("/visits")
