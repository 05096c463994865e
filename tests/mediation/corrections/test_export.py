"""What staff corrected is written for a person to approve, and for nobody else."""

import stat

import pytest
import yaml

from mediation.corrections import export
from tests.mediation.console.conftest import Desk, hire
from tests.mediation.samples import case_body


@pytest.fixture
async def desk(service, aiohttp_client):
    """李娜, who sees sealed cases, too."""
    await hire(service.database, "li.na", "李娜", "district_reviewer")
    desk = await Desk(service, aiohttp_client).open()
    await desk.sign_in()
    return desk


@pytest.fixture
def exported(service, tmp_path):
    async def read():
        file, number, left_out = await export.export(service.database, tmp_path)
        rows = yaml.safe_load(file.read_text("utf-8"))
        assert len(rows) == number
        return rows, left_out, file

    return read


async def test_each_correction_has_what_the_bot_said_what_staff_said_and_the_words(
    desk, service, exported
):
    lines = case_body()["transcript"]
    lines[2] |= {"facts": [{"slot": "respondent", "text": "村里"}]}
    no = (await service.has_case(transcript=lines))["no"]
    await desk.act(no, "type", type="合同")
    await desk.act(no, "type", type="房屋宅基地")
    await desk.act(no, "urgency", level="red")
    await desk.act(no, "facts/respondent_name", value="韩广天")
    await desk.act(no, "facts/amount_yuan", value="5000")
    await desk.act(no, "route", route="court", letter="说明")
    rows, left_out, file = await exported()
    story = "邻居〔对方2〕盖偏房占了俺家滴水檐，俺去说他，他让我走着瞧。"
    assert [tuple(row.values()) for row in rows] == [
        ("type", "邻里", "房屋宅基地", story, False),
        ("urgency", "yellow", "red", story, False),
        ("respondent_name", "〔对方2〕", "〔对方〕", "村里来看过，没说成", False),
        ("amount_yuan", 3600, 5000, story, False),
        ("route", "mediation", "court", story, False),
    ]
    text = file.read_text("utf-8")
    for secret in ("韩", "13900000417", no, "li.na", "李娜", "斜屋"):
        assert secret not in text
    assert left_out == 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


async def test_what_was_changed_and_changed_back_is_no_correction(desk, service, exported):
    no = (await service.has_case())["no"]
    await desk.act(no, "facts/amount_yuan", value="5000")
    await desk.act(no, "facts/amount_yuan", value="3600")
    rows, _, _ = await exported()
    assert rows == []


async def test_what_the_citizen_chose_is_none_of_the_bots(desk, service, exported):
    chosen = {"name": "邻里", "confidence": 1.0, "source": "citizen", "ranking": []}
    no = (await service.has_case(dispute_type=chosen))["no"]
    await desk.act(no, "type", type="合同")
    rows, _, _ = await exported()
    assert rows == []


@pytest.mark.parametrize(
    "changes",
    [
        {"route": {"name": "discipline", "reason": None}},
        {"urgency": {"level": "red", "signals": [{"code": "domestic_violence", "text": "打"}]}},
        {"consent": {"at": "2026-11-24T09:10:00+08:00", "version": "2026-11+含敏感信息"}},
        {"applicant": {"name": "申请", "phone": None}, "narrative": "申请替俺要钱"},
    ],
)
async def test_what_must_not_be_used_is_left_out_and_counted(service, exported, desk, changes):
    no = (await service.has_case(**changes))["no"]
    assert (await desk.act(no, "facts/amount_yuan", value="5000")).status == 303
    rows, left_out, _ = await exported()
    assert (rows, left_out) == ([], 1)
