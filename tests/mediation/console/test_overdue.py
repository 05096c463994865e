"""The board of what is due, and the reminders."""

import pytest
from sqlalchemy import update

from intake import clock
from mediation.deadlines import working_days
from mediation.models import Case
from tests.mediation.console.conftest import Desk, hire


async def late(service, days, **changes):
    """A case so many working days over its due day."""
    no = (await service.has_case(**changes))["no"]
    async with service.database.writing() as session:
        due = working_days.latest_due(clock.now().date(), days)
        await session.execute(update(Case).where(Case.no == no).values(due_on=due))
    return no


@pytest.fixture
async def leader(service, aiohttp_client):
    await hire(service.database, "boss", "领导", "town_leader", "370404101")
    desk = await Desk(service, aiohttp_client).open()
    await desk.sign_in("boss")
    return desk


async def test_what_is_late_stands_under_its_step_the_latest_first(leader, service):
    numbers = {days: await late(service, days) for days in (-9, -1, 0, 2, 5, 30)}
    page = await leader.read("/overdue")
    assert numbers[-9] not in page
    order = [page.index(numbers[days]) for days in (30, 5, 2, 0, -1)]
    assert order == sorted(order)
    for words in ("约谈函", "提醒函", "书面督办", "每日催办", "电话提醒"):
        assert words in page, words


async def test_a_reminder_is_counted_and_logged(leader, service):
    no = await late(service, 1)
    token = (await leader.hidden("/overdue"))["csrf"]
    for _ in range(2):
        answer = await leader.post(f"/cases/{no}/remind", {"csrf": token})
        assert answer.status == 303
    assert "2 次" in await leader.read("/overdue")
    page = await leader.read(f"/cases/{no}")
    assert page.count("督办提醒：每日催办") == 2


async def test_what_has_time_is_not_reminded_and_what_is_elsewhere_not_seen(leader, service):
    early, elsewhere = await late(service, -20), await late(service, 5, town="榴园镇")
    token = (await leader.hidden("/sessions"))["csrf"]
    assert (await leader.post(f"/cases/{early}/remind", {"csrf": token})).status == 422
    assert (await leader.post(f"/cases/{elsewhere}/remind", {"csrf": token})).status == 404
    assert elsewhere not in await leader.read("/overdue")


async def test_the_queue_and_the_case_tell_the_due_day(desk, service):
    no = await late(service, 3)
    days = (clock.now().date() - working_days.latest_due(clock.now().date(), 3)).days
    assert f"超 {days} 天" in await desk.read("/")
    page = await desk.read(f"/cases/{no}")
    assert f"超 {days} 天" in page
    assert "依据：" in page
