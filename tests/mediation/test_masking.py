"""Names and numbers are masked until somebody says what for, and that stands in the log."""

import pytest

from mediation import masking
from tests.mediation.console.conftest import Desk, hire
from tests.mediation.samples import alert_body

PHONE, NAME = "13900000417", "韩素芬"


@pytest.mark.parametrize(
    ("whole", "shown"), [("韩素芬", "韩**"), ("韩", "韩"), (None, None), ("", "")]
)
def test_a_name_is_masked(whole, shown):
    assert masking.name(whole) == shown


@pytest.fixture
async def seat(service, aiohttp_client):
    async def sit(role):
        await hire(service.database, "somebody", "某人", role)
        desk = await Desk(service, aiohttp_client).open()
        await desk.sign_in("somebody")
        return desk

    return sit


@pytest.mark.parametrize(
    ("role", "names"),
    [
        ("clerk", True), ("mediator", True), ("district_reviewer", True), ("duty_officer", True),
        ("administrator", True), ("county_leader", False), ("auditor", False),
    ],
)  # fmt: skip
async def test_the_page_and_the_api_show_names_by_role_and_numbers_to_nobody(
    service, seat, role, names
):
    made = await service.has_case(narrative=f"我是{NAME}，电话{PHONE}，他让我走着瞧。")
    desk = await seat(role)
    page = await desk.read(f"/cases/{made['no']}")
    api = await (await desk.get(f"/api/v1/cases/{made['no']}")).text()
    for text in (page, api):
        assert PHONE not in text
        assert (NAME in text) is names
    assert "139****0417" in page


async def test_every_list_is_masked_for_everybody(service, seat):
    await service.has_case(narrative=f"我是{NAME}，电话{PHONE}。")
    desk = await seat("clerk")
    queue = await desk.read("/")
    assert PHONE not in queue
    assert NAME not in queue
    assert "韩**" in queue


async def test_showing_needs_a_purpose_and_is_logged_each_time(service, seat):
    no = (await service.has_case())["no"]
    desk = await seat("clerk")
    token = (await desk.hidden(f"/cases/{no}"))["csrf"]
    for purpose, status in (("", 422), ("  ", 422), ("长" * 101, 422), ("联系当事人", 200)):
        answer = await desk.post(f"/cases/{no}/show", {"csrf": token, "purpose": purpose})
        assert answer.status == status
        assert (PHONE in await answer.text()) is (status == 200)
    logged = [row for row in await service.rows("audit_log") if "unmasked" in row]
    assert [row[-1] for row in logged] == ["联系当事人"]
    assert PHONE not in await desk.read(f"/cases/{no}"), "only once"


async def test_a_corrected_number_does_not_leak_through_the_record(service, seat):
    no = (await service.has_case())["no"]
    desk = await seat("clerk")
    hidden = await desk.hidden(f"/cases/{no}")
    fields = {"csrf": hidden["csrf"], "version": hidden["version"], "value": "13911112222"}
    await desk.post(f"/cases/{no}/facts/applicant_phone", fields)
    page = await desk.read(f"/cases/{no}")
    assert "13911112222" not in page
    assert PHONE not in page
    assert "139****2222" in page


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("打13900000417找我", "打139****0417找我"),
        ("139-0000-0417", "139-****-0417"),
        ("身份证370404199001011234", "身份证370404**********34"),
        ("身份证37040419900101123X。", "身份证370404**********3X。"),
        ("欠36000000元，2026-11-24说的", "欠36000000元，2026-11-24说的"),
        ("打12345或0632-7700000", "打12345或0632-7700000"),
    ],
)
def test_numbers_in_a_text_are_masked_whosever_they_are(said, shown):
    assert masking.numbers(said) == shown


async def test_an_alert_is_masked_in_the_queue_until_it_is_looked_at_for_a_logged_purpose(
    service, seat
):
    no = (await service.has_case())["no"]
    said = f"{NAME}说他提刀来了，打13911112222，身份证370404199001011234"
    await service.post("/alerts", alert_body(case_no=no, text=said), "a1")
    desk = await seat("clerk")
    masked = "韩**说他提刀来了，打139****2222，身份证370404**********34"
    assert masked in await desk.read("/")
    token = (await desk.hidden("/"))["csrf"]
    await desk.post("/alerts/1/take", {"csrf": token})
    assert masked in await desk.read("/"), "who takes it sees more only for a purpose"
    refused = await desk.post("/alerts/1/show", {"csrf": token, "purpose": ""})
    assert said not in await refused.text()
    shown = await desk.post("/alerts/1/show", {"csrf": token, "purpose": "联系当事人"})
    assert said in await shown.text()
    assert masked in await desk.read("/"), "only this once"
    assert len([row for row in await service.rows("audit_log") if "unmasked" in row]) == 1


async def test_an_alert_without_a_case_is_masked_too(service, seat):
    await service.post("/alerts", alert_body(text="快来，13911112222"), "a1")
    queue = await (await seat("clerk")).read("/")
    assert "快来，139****2222" in queue
