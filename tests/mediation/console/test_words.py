"""Nothing that staff read is a code."""

import re
from datetime import timedelta

import pytest

from intake.case_status import STATUS_LABELS, STATUS_WORDS
from mediation.console import words
from mediation.db import utc_now
from tests.mediation.samples import alert_body


def test_every_state_of_a_case_has_words_for_staff_and_for_citizens():
    assert STATUS_LABELS.keys() == STATUS_WORDS.keys()
    assert all(STATUS_LABELS.values())
    assert all(text.endswith("。") and "你" not in text for text in STATUS_WORDS.values())


async def test_the_record_of_a_case_tells_everything_in_words(desk, service):
    no = (await service.has_case())["no"]
    for number, kind in enumerate(("addition", "correction", "human_requested")):
        note = {"kind": kind, "text": "话", "at": "2026-11-24T10:00:00+08:00"}
        await service.post(f"/cases/{no}/notes", note, f"n{number}")
    for kind in ("danger", "human_requested"):
        alert = await service.post("/alerts", alert_body(kind=kind, case_no=no), kind)
        hidden = await desk.hidden("/")
        await desk.post(f"/alerts/{(await alert.json())['id']}/take", {"csrf": hidden["csrf"]})
    await desk.act(no, "type", type="合同")
    await desk.act(no, "urgency", level="red")
    await desk.act(no, "urgency", level="blue", reason="核实过")
    await desk.act(no, "facts/town", value="古邵镇")
    await desk.act(no, "accept", then="stay")
    page = await desk.read(f"/cases/{no}")
    record = page[page.index('id="history-title"') : page.index("同意登记")]
    assert record.count("<li>") == len(
        [row for row in await service.rows("audit_log") if no in row]
    )
    assert re.findall(r"[a-z]+_[a-z_]+", record) == []


@pytest.mark.parametrize(
    ("signal", "caution"),
    [
        ("domestic_violence", "不组织调解，不联系对方"),
        ("child_or_elder_abuse", "不联系被反映的人"),
        ("self_harm", "先电话联系"),
    ],
)
async def test_where_the_usual_way_would_hurt_the_page_says_so(desk, service, signal, caution):
    urgency = {"level": "red", "signals": [{"code": signal, "text": "话"}]}
    no = (await service.has_case(urgency=urgency))["no"]
    assert caution in await desk.read(f"/cases/{no}")


@pytest.mark.parametrize(
    ("phone", "shown"),
    [
        ("13900000417", "139****0417"),
        ("06327700000", "063****0000"),
        ("7700000", "7****"),
        ("110", "1****"),
        (None, "未留电话"),
        ("", "未留电话"),
    ],
)
def test_a_phone_is_masked(phone, shown):
    assert words.masked(phone) == shown


@pytest.mark.parametrize(
    ("gone", "shown", "late"),
    [
        (timedelta(seconds=20), "刚刚", False),
        (timedelta(seconds=-20), "刚刚", False),
        (timedelta(minutes=18), "18 分钟", False),
        (timedelta(hours=2), "2 小时", False),
        (timedelta(hours=2, minutes=5), "2 小时 5 分", False),
        (timedelta(days=1, minutes=5), "1 天", True),
        (timedelta(days=3, hours=4), "3 天 4 小时", True),
    ],
)
def test_waiting_is_told_in_words(gone, shown, late):
    moment = utc_now() - gone
    assert words.waited(moment) == shown
    assert words.long_waited(moment) is late


@pytest.mark.parametrize(
    ("field", "value", "typed"),
    [
        ("amount_yuan", 18000.0, "18000"),
        ("amount_yuan", 18000.5, "18000.5"),
        ("amount_yuan", 100.0, "100"),
        ("amount_yuan", [2000.0, 3000.0], "2000-3000"),
        ("evidence", ["照片", "录像"], "照片\n录像"),
        ("people_count", 6, "6"),
        ("town", None, ""),
    ],
)
def test_a_value_is_offered_for_correction_as_it_would_be_typed(field, value, typed):
    assert words.typed_of(field, value) == typed
    assert words.FIELDS[field].read(typed) == value
