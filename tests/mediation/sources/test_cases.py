"""Another office hands its cases over, keeps its numbers, and sees its own alone."""

import asyncio

import pytest
from sqlalchemy import select

from mediation import sources
from mediation.models import Case
from tests.mediation.samples import alert_body
from tests.mediation.sources.conftest import Office, told


async def test_a_case_needs_no_more_than_its_number_and_what_happened(petition_office):
    made = await petition_office.has_case(case_no="访2026-17")
    assert made["source"] == {"code": "xinfang", "case_no": "访2026-17"}
    assert made["channel"] == "petition"
    assert made["status"] == "submitted"
    assert made["dispute_type"] == {"name": "其他", "confidence": 0.0, "source": "unset"}
    assert made["urgency"] == {"level": "blue", "signals": [], "source": "unset"}
    assert made["applicant"] == {"name": None, "phone": None}
    assert made["consent"] is None
    assert made["transcript"] == []


async def test_what_the_office_knows_is_kept(police):
    made = await police.has_case(
        dispute_type={"name": "邻里"},
        urgency={"level": "yellow"},
        route={"name": "police", "reason": "先做笔录"},
        applicant={"name": "韩素芬", "phone": "13900000417"},
        town="阴平镇",
        amount_yuan=[2000, 3000],
        consent={"at": "2026-11-24T09:10:00+08:00", "version": "笔录"},
    )
    assert made["dispute_type"] == {"name": "邻里", "confidence": 1.0, "source": "source"}
    assert (made["urgency"]["level"], made["urgency"]["source"]) == ("yellow", "source")
    assert (made["route"], made["route_reason"]) == ("police", "先做笔录")
    assert made["applicant"] == {"name": "韩素芬", "phone": "13900000417"}
    assert (made["town"], made["amount_yuan"]) == ("阴平镇", [2000.0, 3000.0])
    assert made["consent"]["version"] == "笔录"


@pytest.mark.parametrize(
    ("story", "given", "level", "by"),
    [
        ("两家为滴水檐争吵", None, "blue", "unset"),
        ("两家为滴水檐争吵", "blue", "blue", "source"),
        ("两家为滴水檐争吵", "red", "red", "source"),
        ("对方说今晚要拿刀来", None, "red", "rules"),
        ("对方说今晚要拿刀来", "blue", "red", "rules"),
        ("对方说今晚要拿刀来", "red", "red", "source"),
        ("他让我走着瞧", None, "yellow", "rules"),
        ("来访人说再不解决就去北京上访、找记者", None, "blue", "unset"),
    ],
)
async def test_words_of_danger_raise_the_colour_and_nothing_lowers_it(
    police, story, given, level, by
):
    urgency = {"level": given} if given else None
    made = await police.has_case(narrative=story, urgency=urgency)
    assert (made["urgency"]["level"], made["urgency"]["source"]) == (level, by)


async def test_danger_stands_above_the_queue_at_once(police, service):
    made = await police.has_case(narrative="报警人说丈夫又打她，她不想活了")
    ((_, kind, _, _, case_no, text, *_),) = await service.rows("alerts")
    assert (kind, case_no) == ("danger", made["no"])
    assert "不想活" in text


@pytest.mark.parametrize(
    ("kind", "story", "route"),
    [
        ("police", "两家为宅基地吵架", "mediation"),
        ("court", "原告已向法院起诉，开庭前愿意调解", "mediation"),
        ("petition", "反映低保没有办下来", "petition"),
        ("petition", "两家为宅基地吵架", "mediation"),
        ("court", "举报村主任克扣补贴", "discipline"),
        ("police", "举报村主任克扣补贴", "discipline"),
        ("grid", "对方说今晚要拿刀来", "emergency"),
    ],
)
async def test_the_route_follows_the_link_unless_the_words_forbid_it(service, kind, story, route):
    office = Office(service, await sources.add(service.database, "office", kind, "某单位"))
    made = await office.has_case(narrative=story)
    assert made["route"] == route
    async with service.database.reading() as session:
        assert await session.scalar(select(Case.sealed)) is (route == "discipline")


async def test_the_same_key_again_gives_the_same_case(petition_office, service):
    body = told()
    answers = [await petition_office.post("/cases", body, "k") for _ in range(2)]
    other = await petition_office.post("/cases", body | {"narrative": "别的"}, "k")
    again = await petition_office.post("/cases", body, "k2")
    assert [one.status for one in (*answers, other, again)] == [201, 200, 409, 409]
    assert len(await service.rows("cases")) == 1


async def test_a_number_sent_many_times_at_once_makes_one_case(petition_office, service):
    body = told()
    answers = await asyncio.gather(
        *(petition_office.post("/cases", body, f"k{n}") for n in range(10))
    )
    assert sorted(one.status for one in answers) == [201] + [409] * 9
    assert len(await service.rows("cases")) == 1


async def test_two_offices_may_use_the_same_key_and_the_same_number(petition_office, police):
    body = told(case_no="2026-1")
    first = await petition_office.post("/cases", body, "k")
    second = await police.post("/cases", body, "k")
    assert (first.status, second.status) == (201, 201)
    assert (await first.json())["no"] != (await second.json())["no"]


async def test_an_office_sees_its_own_cases_and_no_others(petition_office, police, service):
    own, theirs = await petition_office.has_case(), await police.has_case()
    bots = await service.has_case()
    listed = await (await petition_office.get("/cases")).json()
    assert ([one["no"] for one in listed["items"]], listed["total"]) == ([own["no"]], 1)
    assert (await petition_office.get(f"/cases/{own['no']}")).status == 200
    note = {"kind": "addition", "text": "补充", "at": "2026-11-24T10:00:00+08:00"}
    for other in (theirs["no"], bots["no"]):
        assert (await petition_office.get(f"/cases/{other}")).status == 404
        assert (await petition_office.post(f"/cases/{other}/notes", note, "n")).status == 404
    assert await service.rows("notes") == []
    everything = await (await service.get("/cases")).json()
    assert everything["total"] == 3


async def test_an_office_adds_to_its_own_case_and_takes_it_back(petition_office):
    no = (await petition_office.has_case())["no"]
    for kind in ("addition", "correction", "withdrawal"):
        note = {"kind": kind, "text": "补充", "at": "2026-11-24T10:00:00+08:00"}
        assert (await petition_office.post(f"/cases/{no}/notes", note, kind)).status == 201
    shown = await (await petition_office.get(f"/cases/{no}")).json()
    assert shown["status"] == "withdrawn"
    assert len(shown["notes"]) == 3


@pytest.mark.parametrize("kind", ["answer", "satisfaction", "human_requested", "question"])
async def test_what_only_the_citizen_can_say_an_office_does_not_say(petition_office, kind):
    no = (await petition_office.has_case())["no"]
    note = {"kind": kind, "text": "好", "at": "2026-11-24T10:00:00+08:00"}
    assert (await petition_office.post(f"/cases/{no}/notes", note, "n")).status == 422


async def test_alerts_and_questions_are_the_bots(petition_office, service):
    question = {"kind": "useful", "text": "彩礼", "at": "2026-11-24T10:00:00+08:00"}
    for path, body in (("/alerts", alert_body()), ("/questions", question)):
        answer = await petition_office.post(path, body, "k")
        assert answer.status == 403
        assert answer.content_type == "application/problem+json"
    assert await service.rows("alerts") == []


@pytest.mark.parametrize(
    "changes",
    [
        {"case_no": ""},
        {"case_no": "  "},
        {"case_no": "x" * 65},
        {"case_no": None},
        {"case_no": 17},
        {"narrative": ""},
        {"narrative": "有\x00空字符"},
        {"dispute_type": {"name": "天气"}},
        {"dispute_type": {"name": "邻里", "confidence": 0.9}},
        {"urgency": {"level": "green"}},
        {"urgency": {"level": "red", "source": "staff"}},
        {"route": {"name": "elsewhere"}},
        {"town": "青岛市"},
        {"citizen": "c-1"},
        {"draft_id": "d-1"},
        {"channel": "wechat"},
        {"source": "police"},
        {"transcript": []},
    ],
)
async def test_what_does_not_fit_is_refused_and_not_kept(petition_office, service, changes):
    answer = await petition_office.post("/cases", told(**changes), "k")
    assert answer.status == 422
    assert answer.content_type == "application/problem+json"
    assert await service.rows("cases") == []
    assert await service.rows("idempotency_keys") == []


async def test_the_bot_may_not_hand_over_in_an_offices_name(service):
    answer = await service.post("/cases", told(), "k")
    assert answer.status == 422


async def test_without_a_token_that_counts_nothing_is_told(service, petition_office):
    no = (await petition_office.has_case())["no"]
    old = petition_office.headers
    petition_office.headers = {
        "Authorization": f"Bearer {await sources.renew(service.database, 'xinfang')}"
    }
    assert (await petition_office.get(f"/cases/{no}")).status == 200
    await sources.stop(service.database, "xinfang")
    for headers in (old, petition_office.headers, {"Authorization": "Bearer " + "x" * 5000}):
        answer = await service.client.get(f"/api/v1/cases/{no}", headers=headers)
        assert answer.status == 401
    assert (await (await service.get(f"/cases/{no}")).json())["no"] == no


async def test_a_token_is_kept_only_as_a_hash(service):
    token = await sources.add(service.database, "xinfang", "petition", "区信访局")
    assert token not in str(await service.rows("sources"))
    assert token not in str(await service.rows("audit_log"))
