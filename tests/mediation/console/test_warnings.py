"""Warnings on the console: seen at once, answered in a line, kept in the history."""

import re

import pytest

from tests.mediation.console.conftest import Desk, hire


@pytest.fixture
async def leader(service, aiohttp_client):
    """A county leader at the console."""
    await hire(service.database, "leader", "赵区长", "county_leader")
    desk = await Desk(service, aiohttp_client).open()
    assert (await desk.sign_in("leader")).status == 303
    return desk


async def pulse(desk):
    return await (await desk.get("/warnings/pulse")).json()


async def answer(desk, warning, said, **more):
    token = (await desk.hidden("/"))["csrf"]
    return await desk.post(f"/warnings/{warning}/answer", {"csrf": token, "said": said} | more)


async def test_the_pulse_tells_of_a_new_warning_and_of_its_end(leader, hall):
    assert await pulse(leader) == {"waiting": 0, "newest": 0, "level": None}
    await hall.has_case("red")
    assert await pulse(leader) == {"waiting": 1, "newest": 1, "level": "red"}
    assert (await answer(leader, 1, "已派人")).headers["Location"] == "/?done=warning-answered"
    assert (await pulse(leader))["waiting"] == 0


async def test_the_queue_shows_it_with_sign_word_age_and_whom_it_reached(leader, hall):
    await hall.hire("duty_officer")
    no = await hall.has_case("red")
    page = (await leader.read("/")).partition('id="warnings"')[2].partition("</section>")[0]
    assert "1 条预警等您回应" in page
    for words in ("●", "红", "紧急", no, "刚刚", "区领导、值班员", "再往上报"):
        assert words in page
    assert "滴水檐" not in page


async def test_the_case_page_shows_who_answered_and_what(leader, hall):
    no = await hall.has_case("red")
    assert "还没有人回应" in await leader.read(f"/cases/{no}")
    back = await answer(leader, 1, "派出所已到场，打13900000417", back=f"/cases/{no}")
    assert back.headers["Location"] == f"/cases/{no}?done=warning-answered"
    page = await leader.read(f"/cases/{no}")
    assert "打139****0417" in page
    assert "13900000417" not in page
    assert re.search("赵区长 .*回应了", page)
    assert "派出所已到场" in page
    assert "回应了预警：● 红 紧急" in page
    assert "还没有人回应" not in page


@pytest.mark.parametrize(
    "back", ["https://evil.example/", "//evil.example", "/cases/../login", "/cases/YT2026-000001\n"]
)
async def test_one_is_sent_back_only_to_own_pages(leader, hall, back):
    await hall.has_case("red")
    assert (await answer(leader, 1, "好", back=back)).headers["Location"].startswith("/?done")


async def test_an_empty_answer_is_asked_for_again_and_a_second_one_is_told(leader, hall):
    await hall.has_case("red")
    empty = await answer(leader, 1, " ")
    assert empty.status == 422
    assert "写一句怎么处置的" in await empty.text()
    await answer(leader, 1, "去了")
    again = await answer(leader, 1, "也去了")
    assert again.headers["Location"] == "/?done=warning-answered-before"
    assert (await answer(leader, 999, "没有")).status == 404


async def test_a_clerk_raises_with_one_click_and_without_a_reason(desk, hall):
    no = await hall.has_case("blue")
    page = await desk.read(f"/cases/{no}")
    assert 'name="level" value="red" class="raise red"' in page
    assert 'name="level" value="yellow" class="raise yellow"' in page
    assert (await desk.act(no, "urgency", level="red")).status == 303
    page = await desk.read(f"/cases/{no}")
    assert 'class="raise' not in page
    assert "发出预警" in page


async def test_an_alert_is_shown_with_masks_until_a_purpose_is_given(desk, hall):
    alert = await hall.alert(text="我是韩素芬，打我13900000417，他拿刀")
    token = (await desk.hidden("/"))["csrf"]
    await desk.post(f"/alerts/{alert}/take", {"csrf": token})
    page = await desk.read("/")
    assert "139****0417" in page
    assert "13900000417" not in page
    nothing = await desk.post(f"/alerts/{alert}/show", {"csrf": token, "purpose": ""})
    assert nothing.status == 422
    assert "13900000417" not in await nothing.text()
    whole = await desk.post(f"/alerts/{alert}/show", {"csrf": token, "purpose": "联系当事人"})
    assert "13900000417" in await whole.text()
    assert "13900000417" not in await desk.read("/")
    (entry,) = [row for row in await hall.service.rows("audit_log") if "unmasked" in row]
    assert "联系当事人" in entry
    missing = await desk.post("/alerts/999/show", {"csrf": token, "purpose": "联系当事人"})
    assert missing.status == 404


async def test_the_board_says_in_words_what_the_map_shows(leader, hall):
    await hall.has_case("red", town="榴园镇")
    await hall.has_case("yellow", town="古邵镇")
    page = await leader.read("/warnings")
    drawing = page.partition("<svg")[2].partition("</svg>")[0]
    shown = re.findall('<polygon class="([a-z ]+)"', drawing)
    assert shown == [*["none"] * 5, "red calls", "yellow calls"]
    for words in ("● 红 1 件", "▲ 黄 1 件", "！没回应 1", "没有案件"):
        assert words in drawing
    assert "示意图，不是测绘图" in page
    assert page.count("<td") == 7 * 4
    assert "2 条等您回应" in page
    assert "没有人回应" in page


async def test_the_board_is_narrowed_to_a_town_and_refuses_what_is_none(leader, hall):
    here = await hall.has_case("red", town="榴园镇")
    there = await hall.has_case("red", town=None)
    for query, seen in (
        ("", {here, there}),
        ("?town=榴园镇", {here}),
        ("?town=unknown&level=red", {there}),
        ("?town=榴园镇&level=yellow", set()),
    ):
        listed = (await leader.read(f"/warnings{query}")).partition('id="burning"')[2]
        assert set(re.findall("/cases/(YT[0-9-]+)", listed)) == seen, query
    for wrong in ("?town=x", "?level=green", "?town=<script>"):
        assert (await leader.get(f"/warnings{wrong}")).status == 400


async def test_what_was_answered_stands_on_the_board_with_its_name(leader, hall):
    await hall.has_case("red")
    assert (await answer(leader, 1, "电话13900000417打通了", back="/warnings")).status == 303
    page = await leader.read("/warnings")
    assert "赵区长" in page.partition('id="burning"')[2]
    assert "电话139****0417打通了" in page
    assert "13900000417" not in page
