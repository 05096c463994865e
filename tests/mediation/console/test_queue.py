"""The queue shows what burns first, and finds what is asked for."""

import re
from datetime import date

import pytest

from mediation.cases import search
from tests.mediation.console.conftest import hire
from tests.mediation.hall import Hall
from tests.mediation.samples import alert_body, case_body


def numbers(page):
    return re.findall(r'class="open" href="/cases/([^"]+)"', page)


def coloured(level):
    return {"level": level, "signals": [], "source": "bot"}


async def test_red_comes_before_yellow_before_blue_and_the_oldest_first(desk, service):
    order = ["blue", "red", "yellow", "red", "blue"]
    made = [(await service.has_case(urgency=coloured(level)))["no"] for level in order]
    shown = numbers(await desk.read("/"))
    assert shown == [made[1], made[3], made[2], made[0], made[4]]


async def test_colours_are_counted_and_never_shown_as_a_colour_alone(desk, service):
    for level in ("red", "yellow", "yellow"):
        await service.has_case(urgency=coloured(level))
    page = await desk.read("/")
    counts = re.findall(r"</span> (红|黄|蓝) (紧急|预警|一般) <b>(\d+)</b>", page)
    assert counts == [("红", "紧急", "1"), ("黄", "预警", "2"), ("蓝", "一般", "0")]
    assert page.count('<span class="sign" aria-hidden="true">●</span> 红 <b>紧急</b>') == 1


async def test_the_queue_shows_phones_only_without_their_middle(desk, service):
    await service.has_case()
    page = await desk.read("/")
    assert "139****0417" in page
    assert "13900000417" not in page


@pytest.mark.parametrize(
    ("query", "fits"),
    [
        ("", 2),
        ("urgency=yellow", 1),
        ("type=合同", 1),
        ("town=古邵镇", 1),
        ("town=古邵镇&urgency=yellow", 0),
        ("q=滴水檐", 1),
        ("q=13900000417", 2),
        ("q=没有这个词", 0),
        ("status=accepted", 0),
        ("status=all", 2),
        ("status=nonsense", 0),
        ("surprise=1", 2),
    ],
)
async def test_the_queue_is_narrowed_by(desk, service, query, fits):
    await service.has_case()
    await service.has_case(
        town="古邵镇",
        dispute_type={"name": "合同", "confidence": 0.7},
        urgency=coloured("red"),
        narrative="借了钱不还",
    )
    assert len(numbers(await desk.read(f"/?{query}"))) == fits


async def test_a_mediator_sees_first_what_is_theirs_and_due(stranger, service):
    await hire(service.database, "kong", "孔令梅", "mediator")
    await stranger.sign_in("kong")
    hall = Hall(service)
    made = [(await service.has_case())["no"] for _ in range(3)]
    for no, day in ((made[0], date(2026, 12, 9)), (made[2], date(2026, 12, 1))):
        await hall.changed(no, mediator="kong", due_on=day)
    assert numbers(await stranger.read("/?mine=yes")) == [made[0], made[2]]
    page = await stranger.read("/?mine=yes&sort=due")
    assert numbers(page) == [made[2], made[0]]
    link = re.search(r'class="level yellow" href="([^"]+)"', page)[1]
    assert "mine=yes" in link
    assert "sort=due" in link
    assert 'id="sort"' not in await stranger.read("/?status=closed&sort=due")
    for rubbish in ("mine=wang", "sort=no", "mine=yes%00"):
        assert (await stranger.get(f"/?{rubbish}")).status == 400


async def test_only_mediators_are_asked_whose_cases_they_want(desk):
    assert 'id="mine"' not in await desk.read("/")


async def test_filters_stay_when_the_colour_changes(desk, service):
    await service.has_case()
    page = await desk.read("/?town=阴平镇&q=滴水檐")
    link = re.search(r'class="level yellow" href="([^"]+)"', page)[1].replace("&amp;", "&")
    assert len(numbers(await desk.read(link))) == 1
    assert "town=" in link
    assert "q=" in link


async def test_a_long_queue_comes_in_pages(desk, service):
    made = [(await service.has_case())["no"] for _ in range(23)]
    first, second = await desk.read("/"), await desk.read("/?page=2")
    assert numbers(first) + numbers(second) == made
    assert "第 1 页，共 2 页，23 件" in first


async def test_what_citizens_wrote_is_shown_and_never_run(desk, service):
    evil = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    body = case_body(
        narrative=evil,
        applicant={"name": evil, "phone": "13900000417"},
        respondent={"name": evil, "phone": None},
        village='"><script>alert(3)</script>',
        demand=evil,
        evidence=[evil],
        answers={"x": {"question": evil, "answer": evil}},
        urgency={"level": "red", "signals": [{"code": "threat", "text": "<script>"}]},
    )
    body["transcript"][0]["text"] = evil
    made = await (await service.post("/cases", body, body["draft_id"])).json()
    await service.post("/alerts", alert_body(text=evil, case_no=made["no"]), "a1")
    for path in ("/", f"/cases/{made['no']}", f"/?q={evil}"):
        page = await desk.read(path)
        assert "&lt;script&gt;" in page
        assert "<script>" not in page
        assert "<img src=x" not in page


async def test_alerts_stand_above_the_queue_danger_first(desk, service):
    made = await service.has_case()
    await service.post("/alerts", alert_body(kind="human_requested", text="找个人"), "a1")
    await service.post("/alerts", alert_body(text="提刀过来", case_no=made["no"]), "a2")
    page = await desk.read("/")
    assert page.index("提刀过来") < page.index("找个人") < page.index('class="queue"')
    assert "2 条提醒还没有人接" in page
    assert f"/cases/{made['no']}" in page[: page.index("找个人")]


async def test_an_alert_before_the_case_finds_it_by_its_draft(desk, service):
    await service.post("/alerts", alert_body(draft_id="draft-of-an-alert"), "a1")
    assert "没有对上案件" in await desk.read("/")
    made = await service.has_case(draft_id="draft-of-an-alert")
    page = await desk.read("/")
    assert "没有对上案件" not in page
    assert "提刀" in await desk.read(f"/cases/{made['no']}")


async def test_danger_of_somebody_with_a_case_leads_to_the_case(desk, service):
    made = await service.has_case(citizen="c-1")
    await service.post("/alerts", alert_body(draft_id="draft-begun-by-the-danger"), "a1")
    page = await desk.read("/")
    above = page[: page.index('class="queue"')]
    assert "还不知道是不是以前那件事" in above
    assert f'<a href="/cases/{made["no"]}">' in above
    assert "没有对上案件" not in page
    assert "提刀" in await desk.read(f"/cases/{made['no']}")


async def test_an_alert_is_taken_by_one_person(desk, colleague, service):
    alert = await (await service.post("/alerts", alert_body(), "a1")).json()
    mine = await desk.hidden("/")
    theirs = await colleague.hidden("/")
    path = f"/alerts/{alert['id']}/take"
    first = await desk.post(path, {"csrf": mine["csrf"]})
    second = await colleague.post(path, {"csrf": theirs["csrf"]})
    assert first.headers["Location"] == "/?done=taken"
    assert second.headers["Location"] == "/?done=taken-by-other"
    page = await colleague.read("/?done=taken-by-other")
    assert "已经有同事在处理" in page
    assert "我来处理" not in page
    assert "李娜" in page.split("近一天已有人接手")[1]
    log = [row for row in await service.rows("audit_log") if "alert_taken" in row]
    assert len(log) == 1


async def test_no_alert_is_not_found(desk):
    token = (await desk.hidden("/"))["csrf"]
    assert (await desk.post("/alerts/999/take", {"csrf": token})).status == 404


async def test_the_open_page_learns_that_something_came_in(desk, service):
    async def pulse():
        return (await (await desk.get("/pulse")).json())["pulse"]

    before = await pulse()
    assert await pulse() == before
    await service.has_case()
    after_case = await pulse()
    await service.post("/alerts", alert_body(), "a1")
    assert len({before, after_case, await pulse()}) == 3


async def test_a_fault_is_a_page_in_plain_chinese_and_its_words_stay_out_of_the_log(
    desk, monkeypatch, capsys
):
    async def broken(*_, **__):
        raise RuntimeError("韩素芬说的一句话")

    monkeypatch.setattr(search, "queue", broken)
    answer = await desk.get("/")
    page = await answer.text()
    assert answer.status == 500
    assert "没有保存" in page
    logged = "".join(capsys.readouterr())
    assert "RuntimeError" in logged
    assert "韩素芬" not in page + logged


async def test_whatever_is_typed_into_the_search_is_answered_with_a_list(desk, service):
    await service.has_case()
    for q in ("工" * 800, '"', "工钱 OR *", "🙂", "%", "'; DROP TABLE cases"):
        answer = await desk.client.get("/", params={"q": q})
        assert answer.status == 200, q
        assert "没有符合的案件" in await answer.text(), q


async def test_of_much_that_was_found_the_page_says_so(desk, service, monkeypatch):
    monkeypatch.setattr(search, "MOST_COUNTED", 20)
    for _ in range(22):
        await service.has_case(narrative="他欠俺工钱")
    page = await desk.read("/?q=工钱")
    assert "第 1 页，20 多件，再写几个字好找" in page
    assert page.count('class="open"') == 20
    assert (await desk.read("/?q=工钱&page=2")).count('class="open"') == 2
    assert "共 2 页，22 件" in await desk.read("/")


async def test_a_status_is_counted_up_to_what_a_tab_can_say(desk, service, monkeypatch):
    for _ in range(3):
        await service.has_case()
    assert re.search(r'待审核 <span class="count">3</span>', await desk.read("/"))
    monkeypatch.setattr(search, "MOST_IN_A_STATUS", 2)
    page = await desk.read("/")
    assert re.search(r'待审核 <span class="count">2 多</span>', page)
    assert re.search(r'全部 <span class="count">2 多</span>', page)
    assert re.search(r'已受理 <span class="count">0</span>', page)
