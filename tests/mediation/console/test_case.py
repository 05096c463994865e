"""The case page shows what was said and why it matters, and every change is kept."""

import re

import pytest

from intake import knowledge
from mediation.cases import history
from tests.mediation.samples import alert_body, case_body


async def log_of(service, no):
    async with service.database.reading() as session:
        entries = await history.of_case(session, no)
    return [vars(entry) for entry in entries if entry.who == "li.na"]


async def shown(service, no):
    return await (await service.get(f"/cases/{no}")).json()


async def test_the_words_that_caused_the_urgency_are_marked_with_their_reason(desk, service):
    no = (await service.has_case())["no"]
    page = await desk.read(f"/cases/{no}")
    marks = re.findall(r'<mark class="(\w+)"[^>]*>(?:<a[^>]*>)?让我走着瞧<', page)
    assert marks == ["yellow"] * 3
    label = next(signal.label for signal in knowledge.load().signals if signal.code == "threat")
    assert f"（{label}）" in page
    talk = page[page.index('class="lines"') :]
    assert "让我走着瞧" in talk
    assert f"▲ {label}" in talk


async def test_the_page_has_everything_the_citizen_told(desk, service):
    body = case_body(consent={"at": "2026-11-24T09:10:00+08:00", "version": "v-7"})
    made = await (await service.post("/cases", body, "k1")).json()
    note = {"kind": "addition", "text": "又来闹了", "at": "2026-11-24T10:00:00+08:00"}
    await service.post(f"/cases/{made['no']}/notes", note, "n1")
    page = await desk.read(f"/cases/{made['no']}")
    for words in (
        "韩素芬", "139****0417", "韩广田", "2026年11月2日", "阴平镇", "斜屋村", "3,600元",
        "把墙往里挪一尺", "照片", "村里来看过，没说成", "村居处理情况", "又来闹了", "邻里",
        "82%", "房屋宅基地 11%", "人民调解", "是民间纠纷", "2026年11月24日 09:10", "v-7",
        "邻里住着，这样确实憋屈。村里或社区来看过吗？", "送来案件", "待审核", "黄",
    ):  # fmt: skip
        assert words in page, words


async def test_accepting_changes_the_status_and_is_logged(desk, service):
    no = (await service.has_case())["no"]
    answer = await desk.act(no, "accept", then="stay")
    assert answer.headers["Location"] == f"/cases/{no}?done=accepted"
    assert (await shown(service, no))["status"] == "accepted"
    (entry,) = await log_of(service, no)
    assert entry["action"] == "case_accepted"
    assert "李娜" in await desk.read(f"/cases/{no}")


async def test_accepting_leads_on_to_what_burns_next(desk, service):
    first = (await service.has_case())["no"]
    second = (await service.has_case())["no"]
    on = await desk.act(first, "accept", then="next")
    assert on.headers["Location"] == f"/cases/{second}?done=next"
    last = await desk.act(second, "accept", then="next")
    assert last.headers["Location"] == "/?done=accepted-last"


async def test_what_was_accepted_or_withdrawn_is_not_accepted_again(desk, service):
    no = (await service.has_case())["no"]
    await desk.act(no, "accept", then="stay")
    assert (await desk.act(no, "accept", then="stay")).status == 422
    other = (await service.has_case())["no"]
    note = {"kind": "withdrawal", "text": "不弄了", "at": "2026-11-24T10:00:00+08:00"}
    await service.post(f"/cases/{other}/notes", note, "n1")
    hidden = await desk.hidden("/")
    answer = await desk.post(f"/cases/{other}/accept", {"csrf": hidden["csrf"], "version": "2"})
    assert answer.status == 422
    assert (await shown(service, other))["status"] == "withdrawn"


async def test_the_type_is_corrected_and_the_log_keeps_both(desk, service):
    no = (await service.has_case())["no"]
    assert (await desk.act(no, "type", type="房屋宅基地")).status == 303
    case = await shown(service, no)
    assert case["dispute_type"]["name"] == "房屋宅基地"
    assert case["dispute_type"]["source"] == "staff"
    assert case["ranking"][0] == {"name": "邻里", "confidence": 0.82}
    (entry,) = await log_of(service, no)
    assert entry["before"]["name"] == "邻里"
    assert entry["after"]["name"] == "房屋宅基地"
    page = await desk.read(f"/cases/{no}")
    assert "<del>邻里</del>" in page
    assert "<ins>房屋宅基地</ins>" in page


@pytest.mark.parametrize(
    ("level", "reason", "action"),
    [
        ("red", "", "urgency_raised"),
        ("red", "对方又去堵门", "urgency_raised"),
        ("blue", "电话里核实过，是气话", "urgency_lowered"),
        ("blue", "", None),
        ("blue", "   ", None),
        ("yellow", "没变", None),
        ("green", "没有这个颜色", None),
        ("red", "长" * 501, None),
    ],
)
async def test_the_colour_may_be_raised_at_once_and_lowered_with_a_reason(
    desk, service, level, reason, action
):
    no = (await service.has_case())["no"]
    answer = await desk.act(no, "urgency", level=level, reason=reason)
    assert answer.status == (303 if action else 422)
    log = await log_of(service, no)
    assert [entry["action"] for entry in log] == ([action] if action else [])
    case = await shown(service, no)
    assert case["urgency"]["level"] == (level if action else "yellow")
    assert case["urgency"]["source"] == ("staff" if action else "bot")
    assert case["urgency"]["signals"] == [{"code": "threat", "text": "让我走着瞧"}]
    if action and reason:
        assert reason in await desk.read(f"/cases/{no}")


@pytest.mark.parametrize(
    ("field", "typed", "where", "value"),
    [
        ("applicant_name", "韩素芳", "applicant name", "韩素芳"),
        ("applicant_phone", "139 0000-0418", "applicant phone", "13900000418"),
        ("respondent_name", " 韩广天 ", "respondent name", "韩广天"),
        ("respondent_phone", "0632-7700001", "respondent phone", "06327700001"),
        ("occurred_on", "2026-11-01", "occurred_on", "2026-11-01"),
        ("town", "古邵镇", "town", "古邵镇"),
        ("village", "曹庄村", "village", "曹庄村"),
        ("place", "村东头", "place", "村东头"),
        ("amount_yuan", "18000", "amount_yuan", 18000),
        ("amount_yuan", "1.8万", "amount_yuan", 18000),
        ("amount_yuan", "１８０００", "amount_yuan", 18000),
        ("amount_yuan", "18,000 元", "amount_yuan", 18000),
        ("amount_yuan", "3000到2000", "amount_yuan", [2000, 3000]),
        ("people_count", "6人", "people_count", 6),
        ("demand", "赔三千", "demand", "赔三千"),
        ("evidence", "照片\n录像、证人", "evidence", ["照片", "录像", "证人"]),
        ("amount_yuan", "", "amount_yuan", None),
        ("town", "", "town", None),
        ("evidence", " ", "evidence", []),
    ],
)
async def test_every_fact_can_be_corrected(  # noqa: PLR0917 - a row of the table above
    desk, service, field, typed, where, value
):
    no = (await service.has_case())["no"]
    answer = await desk.act(no, f"facts/{field}", value=typed)
    assert answer.status == 303, await answer.text()
    found = await shown(service, no)
    for step in where.split():
        found = found[step]
    assert found == value
    (entry,) = await log_of(service, no)
    assert entry["after"] == {"field": field, "value": value}
    page = await desk.read(f"/cases/{no}")
    assert "✎ 李娜改过" in page


async def test_a_second_date_makes_a_period(desk, service):
    no = (await service.has_case())["no"]
    await desk.act(no, "facts/occurred_on", value="2026-10-01", until="2026-10-31")
    assert (await shown(service, no))["occurred_on"] == "2026-10-01/2026-10-31"


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("amount_yuan", "很多"),
        ("amount_yuan", "-5"),
        ("amount_yuan", "1e9"),
        ("amount_yuan", "9" * 30),
        ("amount_yuan", "1-2-3"),
        ("people_count", "1.5"),
        ("people_count", "9999999"),
        ("applicant_phone", "打我手机"),
        ("applicant_phone", "1" * 16),
        ("occurred_on", "昨天"),
        ("occurred_on", "2026-02-30"),
        ("occurred_on", "2026-01-01/2026-01-02/2026-01-03"),
        ("town", "青岛市"),
        ("village", "长" * 51),
        ("demand", "长" * 2001),
        ("evidence", "、".join("甲乙丙丁" for _ in range(51))),
        ("narrative", "改当事人的原话"),
        ("status", "accepted"),
        ("version", "1"),
        ("town", "阴平镇"),
    ],
)
async def test_a_fact_that_does_not_fit_is_refused_in_words(desk, service, field, typed):
    made = await service.has_case()
    answer = await desk.act(made["no"], f"facts/{field}", value=typed)
    assert answer.status == 422
    assert 'class="problem" role="alert"' in await answer.text()
    assert await shown(service, made["no"]) == made
    assert await log_of(service, made["no"]) == []


async def test_two_clerks_on_one_case_lose_nothing_and_see_both_texts(desk, colleague, service):
    no = (await service.has_case())["no"]
    mine, theirs = await desk.hidden(f"/cases/{no}"), await colleague.hidden(f"/cases/{no}")
    await colleague.post(
        f"/cases/{no}/facts/amount_yuan",
        {"csrf": theirs["csrf"], "version": theirs["version"], "value": "5000"},
    )
    answer = await desk.post(
        f"/cases/{no}/facts/amount_yuan",
        {"csrf": mine["csrf"], "version": mine["version"], "value": "7000"},
    )
    page = await answer.text()
    assert answer.status == 409
    assert "5,000元" in page
    assert "<dd>7000</dd>" in page
    assert "王敏" in page
    assert "还没有保存" in page
    assert (await shown(service, no))["amount_yuan"] == 5000
    again = dict(re.findall(r'name="(\w+)" value="([^"]*)"', page))
    answer = await desk.post(f"/cases/{no}/facts/amount_yuan", again)
    assert answer.status == 303
    assert (await shown(service, no))["amount_yuan"] == 7000


@pytest.mark.parametrize(
    ("action", "fields"),
    [
        ("accept", {"then": "next"}),
        ("type", {"type": "合同"}),
        ("urgency", {"level": "red", "reason": ""}),
        ("facts/place", {"value": "村口"}),
    ],
)
async def test_no_change_is_made_on_a_case_that_changed_meanwhile(desk, service, action, fields):
    no = (await service.has_case())["no"]
    hidden = await desk.hidden(f"/cases/{no}")
    note = {"kind": "addition", "text": "又来闹了", "at": "2026-11-24T10:00:00+08:00"}
    await service.post(f"/cases/{no}/notes", note, "n1")
    before = await shown(service, no)
    answer = await desk.post(
        f"/cases/{no}/{action}", {"csrf": hidden["csrf"], "version": "1"} | fields
    )
    assert answer.status == 409
    assert await shown(service, no) == before
    assert await log_of(service, no) == []


@pytest.mark.parametrize("version", ["", "x", "-1", "1.0", "１", "9" * 11])
async def test_a_rubbish_version_is_refused(desk, service, version):
    no = (await service.has_case())["no"]
    assert (await desk.act(no, "accept", version=version)).status == 400
    assert (await shown(service, no))["status"] == "submitted"


async def test_a_case_that_is_not_there_cannot_be_changed(desk):
    token = (await desk.hidden("/"))["csrf"]
    answer = await desk.post("/cases/YT2026-999999/accept", {"csrf": token, "version": "1"})
    assert answer.status == 404


async def test_a_reason_in_the_history_is_masked_like_everything_else(desk, colleague, service):
    no = (await service.has_case())["no"]
    before = await desk.hidden(f"/cases/{no}")
    await desk.act(no, "urgency", level="red", reason="韩素芬来电，13900000417")
    assert "韩素芬来电，139****0417" in await desk.read(f"/cases/{no}")
    both = await colleague.post(
        f"/cases/{no}/type",
        {
            "csrf": (await colleague.hidden("/"))["csrf"],
            "version": before["version"],
            "type": "合同",
        },
    )
    assert both.status == 409
    assert "13900000417" not in await both.text()


async def test_the_open_page_learns_of_a_change_and_of_what_its_citizen_says(desk, service):
    no = (await service.has_case(citizen="c-1"))["no"]

    async def pulse():
        return (await (await desk.get(f"/cases/{no}/pulse")).json())["pulse"]

    seen = [await pulse()]
    assert f'data-from="/cases/{no}/pulse" data-pulse="{seen[0]}"' in await desk.read(
        f"/cases/{no}"
    )
    note = {"kind": "addition", "text": "又来了", "at": "2026-11-24T10:00:00+08:00"}
    await service.post(f"/cases/{no}/notes", note, "n1")
    seen.append(await pulse())
    await service.post(
        "/alerts", alert_body(citizen="c-1", draft_id="d-9", other_matter=True), "a1"
    )
    seen.append(await pulse())
    await desk.act(no, "accept")
    seen.append(await pulse())
    await service.has_case(citizen="c-2")
    assert len(set(seen)) == 4
    assert await pulse() == seen[-1]
    assert (await desk.get("/cases/YT2026-999999/pulse")).status == 404
