"""The case page while a case is worked on."""

import pytest

from tests.mediation.cases.test_workflow import VIOLENCE
from tests.mediation.samples import alert_body


async def test_the_page_offers_only_the_next_steps_and_takes_them(desk, service):
    no = (await service.has_case())["no"]
    await desk.act(no, "accept", then="stay")
    page = await desk.read(f"/cases/{no}")
    offered = page[page.index('id="work"') : page.index('id="closing"')]
    assert 'value="mediating"' in offered
    assert 'value="agreed"' not in offered
    answer = await desk.act(no, "status", status="mediating")
    assert answer.status == 303
    page = await desk.read(f"/cases/{no}?done=status")
    assert "调解中" in page
    assert "正在调解。哪天谈" in page


async def test_an_impossible_step_is_refused_in_words(desk, service):
    no = (await service.has_case())["no"]
    answer = await desk.act(no, "status", status="agreed")
    assert answer.status == 422
    assert "不能走这一步" in await answer.text()


async def test_a_question_and_its_answer_stand_on_the_page(desk, service):
    no = (await service.has_case())["no"]
    assert (await desk.act(no, "ask", text="借条还在吗？")).status == 303
    page = await desk.read(f"/cases/{no}")
    assert "等当事人回话" in page
    answer = {"kind": "answer", "text": "在，家里放着", "at": "2026-11-24T10:00:00+08:00"}
    await service.post(f"/cases/{no}/notes", answer, "a1")
    page = await desk.read(f"/cases/{no}")
    assert "等当事人回话" not in page
    assert "在，家里放着" in page


async def test_somebody_without_a_case_can_be_left_a_message(desk, service):
    await service.post("/alerts", alert_body(), "a1")
    page = await desk.read("/")
    assert "给当事人留言" in page
    token = (await desk.hidden("/"))["csrf"]
    answer = await desk.post("/alerts/1/message", {"csrf": token, "text": "请先到安全的地方"})
    assert answer.status == 303
    (notice,) = await service.rows("notices")
    assert "请先到安全的地方" in notice[4]
    assert notice[2] == "c-1"


@pytest.mark.parametrize(("signals", "discreet"), [([], False), (VIOLENCE["signals"], True)])
async def test_somebody_with_a_case_too_as_discreetly_as_the_case_asks(
    desk, service, signals, discreet
):
    urgency = {"level": "red", "signals": signals}
    no = (await service.has_case(citizen="c-1", urgency=urgency))["no"]
    await service.post("/alerts", alert_body(), "a1")
    page = await desk.read("/")
    assert f"/cases/{no}" in page
    assert "给当事人留言" in page
    token = (await desk.hidden("/"))["csrf"]
    await desk.post("/alerts/1/message", {"csrf": token, "text": "请先到安全的地方"})
    (notice,) = await service.rows("notices")
    assert (notice[3], notice[5]) == (no, discreet)


async def test_an_empty_message_or_one_about_nothing_is_refused(desk, service):
    await service.post("/alerts", alert_body(), "a1")
    token = (await desk.hidden("/"))["csrf"]
    assert (await desk.post("/alerts/1/message", {"csrf": token, "text": " "})).status == 422
    assert (await desk.post("/alerts/9/message", {"csrf": token, "text": "话"})).status == 404
    assert await service.rows("notices") == []
