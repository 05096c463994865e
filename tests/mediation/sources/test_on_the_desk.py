"""Staff see where a case came from, and who has to be telephoned."""

import pytest

from tests.mediation.console.conftest import Desk, hire

CASE = {"case_no": "访2026-17", "applicant": {"name": "韩素芬", "phone": "13900000417"}}


@pytest.fixture
async def desk(service, aiohttp_client):
    await hire(service.database, "li.na", "李娜")
    desk = await Desk(service, aiohttp_client).open()
    assert (await desk.sign_in()).status == 303
    return desk


async def test_the_queue_shows_the_link_and_narrows_to_it(desk, service, petition_office):
    own = (await service.has_case())["no"]
    theirs = (await petition_office.has_case())["no"]
    whole = await desk.read("/")
    assert own in whole
    assert '<span class="tag">信访·访调对接</span>' in whole
    narrowed = await desk.read("/?channel=petition")
    assert theirs in narrowed
    assert own not in narrowed
    assert theirs not in await desk.read("/?channel=wechat")
    assert theirs not in await desk.read("/?channel=nowhere")


async def test_a_case_is_found_by_the_number_that_the_other_office_gave(desk, petition_office):
    found, other = await petition_office.has_case(**CASE), await petition_office.has_case()
    page = await desk.read("/?q=访2026-17")
    assert found["no"] in page
    assert other["no"] not in page


async def test_the_case_page_says_who_sent_it_and_what_nobody_has_assessed(desk, petition_office):
    no = (await petition_office.has_case(**CASE))["no"]
    page = await desk.read(f"/cases/{no}")
    for words in (
        "信访·访调对接",
        "访2026-17",
        "未评估",
        "来源单位没有写当事人同意登记",
        "区信访局",
    ):
        assert words in page


async def test_staff_set_what_the_other_office_left_open(desk, service, petition_office):
    no = (await petition_office.has_case())["no"]
    assert (await desk.act(no, "type", type="邻里")).status == 303
    assert (await desk.act(no, "urgency", level="yellow")).status == 303
    shown = await (await petition_office.get(f"/cases/{no}")).json()
    assert shown["dispute_type"] == {"name": "邻里", "confidence": 1.0, "source": "staff"}
    assert shown["urgency"]["source"] == "staff"


async def test_the_office_reads_how_its_case_stands(desk, petition_office):
    no = (await petition_office.has_case())["no"]
    await desk.act(no, "accept", then="stay")
    shown = await (await petition_office.get(f"/cases/{no}")).json()
    assert shown["status"] == "accepted"


async def test_whoever_is_not_on_the_public_account_has_to_be_told_by_phone(
    desk, service, petition_office
):
    no = (await petition_office.has_case(**CASE))["no"]
    await desk.act(no, "accept", then="stay")
    page = await desk.read(f"/cases/{no}")
    assert "不在公众号上，请打电话告诉" in page
    states = {row for row in await service.rows("notices") if "waiting" in row}
    assert states == set()
