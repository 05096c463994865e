"""After a morning's work the files of the database hold no name and no number of anybody."""

import pytest

from mediation import staff
from tests.mediation.console.conftest import Desk, hire
from tests.mediation.samples import alert_body

PEOPLE = ("韩素芬", "韩广田", "13900000417", "13911112222", "13922223333", "刘玉兰")
FACTS = {
    "applicant": {"name": "韩素芬", "phone": "13900000417"},
    "respondent": {"name": "韩广田", "phone": "13922223333"},
    "narrative": "俺叫韩素芬，电话13900000417。邻居韩广田盖偏房占了俺家滴水檐。",
    "demand": "让韩广田把墙往里挪一尺",
    "evidence": ["刘玉兰看见了"],
    "answers": {"neighbour_tried": {"question": "村居处理情况", "answer": "刘玉兰来看过"}},
    "urgency": {
        "level": "yellow",
        "signals": [{"code": "threat", "text": "韩广田让我走着瞧"}],
        "source": "bot",
    },
    "transcript": [
        {
            "at": "2026-11-24T09:05:00+08:00",
            "from": "citizen",
            "text": "俺叫韩素芬，电话13900000417",
            "facts": [{"slot": "applicant_name", "text": "韩素芬"}],
        }
    ],
}


@pytest.fixture
async def desk(service, aiohttp_client):
    await hire(service.database, "li.na", "李娜")
    await staff.create(service.database, "kong", "孔令梅", "mediator", organisation="370404101")
    desk = await Desk(service, aiohttp_client).open()
    assert (await desk.sign_in()).status == 303
    return desk


async def works_a_morning(service, desk):
    """A case goes all its way, with an alert, notes, corrections, and a person's name everywhere."""
    no = (await service.has_case(**FACTS))["no"]
    await service.post("/alerts", alert_body(case_no=no, text="韩广田提刀来了"), "a1")
    note = {"kind": "addition", "text": "刘玉兰能作证", "at": "2026-11-24T09:20:00+08:00"}
    assert (await service.post(f"/cases/{no}/notes", note, "n1")).status == 201
    for action, fields in (
        ("accept", {"then": "stay"}),
        ("facts/applicant_phone", {"value": "13911112222"}),
        ("facts/demand", {"value": "韩广田赔礼"}),
        ("show", {"purpose": "给韩素芬回电话"}),
        (
            "dispatch",
            {"way": "on_site", "desk": "370404101", "mediator": "kong", "reason": "韩广田在那"},
        ),
        ("ask", {"text": "韩素芬您好，借条还在吗？"}),
        ("answer", {"answer": "accept"}),
        ("status", {"status": "mediating"}),
    ):
        assert (await desk.act(no, action, **fields)).status in {200, 303}, action
    return no


async def test_the_files_hold_no_name_and_no_number(service, desk, settings):
    await works_a_morning(service, desk)
    files = [path for path in settings.var_dir.glob("mediation.db*") if path.stat().st_size]
    assert files
    for path in files:
        content = path.read_bytes()
        assert [one for one in PEOPLE if one.encode() in content] == [], path.name
        assert [one for one in PEOPLE if ascii(one)[1:-1].encode() in content] == [], path.name


async def test_all_of_it_is_still_there_for_those_who_may_see_it(service, desk):
    no = await works_a_morning(service, desk)
    shown = await (await service.get(f"/cases/{no}")).json()
    assert shown["applicant"] == {"name": "韩素芬", "phone": "13911112222"}
    assert shown["demand"] == "韩广田赔礼"
    page = await desk.read(f"/cases/{no}")
    for words in ("刘玉兰能作证", "韩广田提刀来了", "孔令梅"):
        assert words in page


@pytest.mark.parametrize(
    "typed",
    ["韩素芬", " 韩素芬 ", "韩 素芬", "韩广田", "包工头韩广田", "13911112222", "139 1111-2222",
     "+8613911112222", "１３９１１１１２２２２", "13922223333"],
)  # fmt: skip
async def test_a_name_or_number_typed_whole_is_found(service, desk, typed):
    await works_a_morning(service, desk)
    nobody = {"name": None, "phone": None}
    await service.has_case(applicant=nobody, respondent=nobody, narrative="欠俺工钱不给")
    found = await (await desk.client.get("/", params={"status": "all", "q": typed})).text()
    assert found.count('<li class="row') == 1


@pytest.mark.parametrize(
    "typed", ["韩", "素芬", "13900000417", "1391111222", "139111122223", "韩素芳"]
)
async def test_a_part_or_what_was_corrected_away_is_not(service, desk, typed):
    await works_a_morning(service, desk)
    found = await (await desk.client.get("/", params={"status": "all", "q": typed})).text()
    assert "没有符合的案件" in found
