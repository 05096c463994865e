"""The board of what is due, and the reminders."""

import io

import docx
import pytest
from sqlalchemy import true, update

from intake import clock
from mediation.deadlines import phones, urging, working_days
from mediation.letters import issue
from mediation.models import Case
from tests.mediation.console.conftest import Desk, hire
from tests.mediation.samples import alert_body


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


async def test_a_call_is_counted_and_logged(leader, service):
    no = await late(service, 1)
    token = (await leader.hidden("/overdue"))["csrf"]
    for _ in range(2):
        answer = await leader.post(f"/cases/{no}/remind", {"csrf": token})
        assert answer.status == 303
    assert "电话 2 次" in await leader.read("/overdue")
    page = await leader.read(f"/cases/{no}")
    assert page.count("督办提醒：每日催办") == 2


async def test_a_letter_is_issued_read_answered_and_stands_on_the_board(leader, service):
    no = await late(service, 3)
    token = (await leader.hidden("/overdue"))["csrf"]
    assert "发书面督办" in await leader.read("/overdue")
    for _ in range(2):
        sent = await leader.post(f"/cases/{no}/letter", {"csrf": token, "step": "notice"})
        assert sent.headers["Location"] == "/overdue?done=letter"
    board = await leader.read("/overdue")
    assert "没回复" in board
    assert "发书面督办" not in board
    file = await leader.get("/letters/1.docx")
    assert "filename*=UTF-8''%E5%B3%84" in file.headers["Content-Disposition"]
    text = [one.text for one in docx.Document(io.BytesIO(await file.read())).paragraphs]
    assert "督办通知书" in text
    assert any(no in one for one in text)
    answer = {"csrf": token, "text": "周五前办结"}
    assert (await leader.post("/letters/1/answer", answer | {"text": " "})).status == 422
    assert (await leader.post("/letters/1/answer", answer)).status == 303
    assert "已经回复过了" in await (await leader.post("/letters/1/answer", answer)).text()
    assert "周五前办结" in await leader.read("/letters")
    assert "已回复" in await leader.read("/overdue")
    page = await leader.read(f"/cases/{no}")
    assert f"发函：督办通知书 峄调督通〔{clock.now().year}〕1号，给阴平镇" in page
    assert "回复：周五前办结" in page


async def test_a_letter_to_another_desk_is_neither_seen_nor_answered(leader, service, desk):
    await late(service, 3, town="榴园镇")
    async with service.database.reading() as session:
        assert len(await issue.waiting(session, true(), clock.now().date())) == 1
    await issue.issue_all(service.database, "boss", true(), clock.now().date())
    token = (await leader.hidden("/sessions"))["csrf"]
    assert (await leader.get("/letters/1.docx")).status == 404
    answer = await leader.post("/letters/1/answer", {"csrf": token, "text": "好"})
    assert answer.status == 404
    assert "峄调督通" not in await leader.read("/letters")
    theirs = {"csrf": (await desk.hidden("/sessions"))["csrf"], "text": "替他们回一句"}
    refused = await desk.post("/letters/1/answer", theirs)
    assert refused.status == 422
    assert "这份函是发给榴园镇的" in await refused.text()
    assert "峄调督通" in await desk.read("/letters")


async def test_all_letters_that_are_due_go_with_one_press(leader, service):
    for days in (1, 2, 3, 40):
        await late(service, days)
    token = (await leader.hidden("/overdue"))["csrf"]
    assert "该发的 3 份函" in await leader.read("/overdue")
    for _ in range(2):
        assert (await leader.post("/letters/issue", {"csrf": token})).status == 303
    assert len(await service.rows("letters")) == 3


async def test_the_list_of_calls_says_whom_to_call_about_what(leader, service, monkeypatch):
    near, over = await late(service, -1), await late(service, 2)
    phone = phones.Phone(who="值班室", phone="0632-7000001")
    rules = phones.load()
    monkeypatch.setattr(
        phones, "load", lambda: rules.model_copy(update={"phones": {"370404101": phone}})
    )
    page = await leader.read("/overdue/calls")
    assert page.index("阴平镇</h2>") < page.index(over) < page.index(near)
    assert "0632-7000001" in page
    assert "找：领导" in page
    for name in ("韩素芬", "韩广田", "13900000417"):
        assert name not in page


async def test_a_desk_is_urged_above_its_queue_until_it_knows(leader, service):
    no = await late(service, 1)
    today = working_days.not_before_work(clock.now().date())
    await urging.write(service.database, today)
    if today != clock.now().date():
        pytest.skip("nobody is urged on a day off")
    await service.post("/alerts", alert_body(case_no=no), "a1")
    queue = await leader.read("/")
    assert queue.index("先看这里") < queue.index("今天催办：1 件")
    token = (await leader.hidden("/sessions"))["csrf"]
    assert (await leader.post("/urgings/seen", {"csrf": token})).status == 303
    assert "今天催办" not in await leader.read("/")
    assert "催办 1 天，1 天回了" in await leader.read("/overdue")
    assert no in await leader.read("/overdue")


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
