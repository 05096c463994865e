"""Pausing and resuming on the case page."""

from datetime import timedelta

import pytest

from intake import clock

TODAY = clock.now().date()


@pytest.fixture
async def no(service, desk):
    made = (await service.has_case())["no"]
    await desk.act(made, "accept", then="stay")
    return made


async def test_a_pause_is_seen_with_its_reason_and_ended(desk, no):
    until = (TODAY + timedelta(days=9)).isoformat()
    answer = await desk.act(no, "pause", usual="等当事人补材料", reason="", until=until)
    assert answer.headers["Location"] == f"/cases/{no}?done=paused#clock"
    page = await desk.read(f"/cases/{no}")
    assert "计时停着" in page
    assert "等当事人补材料" in page
    assert f"暂停计时，到 {until} 为止" in page
    await desk.act(no, "resume")
    page = await desk.read(f"/cases/{no}")
    assert "计时停着" not in page
    assert "恢复计时" in page


@pytest.mark.parametrize("until", ["", "明天", "2026-13-01", "9999-12-31", "2000-01-01"])
async def test_a_day_that_is_none_is_refused_in_words(desk, no, until):
    answer = await desk.act(no, "pause", reason="等鉴定", until=until)
    assert answer.status == 422
    assert "一次最多 60 天" in await answer.text()


async def test_who_saw_an_older_case_sees_both_texts(desk, colleague, no):
    seen = await desk.hidden(f"/cases/{no}")
    await colleague.act(no, "urgency", level="red")
    answer = await desk.post(
        f"/cases/{no}/pause", seen | {"reason": "等鉴定", "until": TODAY.isoformat()}
    )
    assert answer.status == 409
    assert "等鉴定" in await answer.text()
