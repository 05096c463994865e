"""「调解记录」 on the case page."""

import pytest

from tests.mediation.console.conftest import Desk, hire
from tests.mediation.samples import record_form

FORM = record_form(result="again", summary="周五再谈")


@pytest.fixture
async def no(desk, service):
    made = (await service.has_case())["no"]
    await desk.act(made, "accept", then="stay")
    return made


async def test_an_attempt_is_written_down_and_shown(desk, no):
    assert "还没有谈过" in await desk.read(f"/cases/{no}")
    answer = await desk.act(no, "records", **FORM)
    assert answer.headers["Location"] == f"/cases/{no}?done=record#records"
    page = await desk.read(f"/cases/{no}?done=record")
    card = page[page.index('id="records"') : page.index('id="work"')]
    for words in (
        "谈过 1 次",
        "第 1 次　没谈完，约了再谈",
        "日 09:30，斜屋村村委会",
        "孙建国 村调委会主任",
        "墙往里挪一尺就行",
        "周五再谈",
        "李娜",
    ):
        assert words in card, words
    assert "写了调解记录（第 1 次，结果：没谈完，约了再谈）" in page


async def test_a_mistake_is_put_right_beside_the_record(desk, no):
    await desk.act(no, "records", **FORM)
    answer = await desk.act(no, "records/1/amend", text="地点是镇司法所", result="agreed")
    assert answer.status == 303
    page = await desk.read(f"/cases/{no}")
    assert "斜屋村村委会" in page
    assert "地点是镇司法所（结果应为：谈成了）" in page
    assert "第 1 次　谈成了" in page


async def test_what_is_missing_is_said_and_nothing_typed_is_lost(desk, no):
    answer = await desk.act(no, "records", **FORM | {"place": ""})
    page = await answer.text()
    assert answer.status == 422
    assert "请写在哪里谈的" in page
    assert "周五再谈" in page


async def test_two_who_write_at_once_keep_both_texts(desk, colleague, no):
    stale = (await colleague.hidden(f"/cases/{no}"))["version"]
    await desk.act(no, "records", **FORM)
    answer = await colleague.act(no, "records", **FORM | {"summary": "我记的", "version": stale})
    assert answer.status == 409
    assert "我记的" in await answer.text()


async def test_who_sees_no_names_reads_the_record_without_them(desk, no, service, aiohttp_client):
    await desk.act(no, "records", **FORM)
    await hire(service.database, "leader", "领导", "county_leader")
    leader = await Desk(service, aiohttp_client).open()
    await leader.sign_in("leader")
    page = await leader.read(f"/cases/{no}")
    assert "墙往里挪一尺就行" in page
    assert "村调委会主任" in page
    for name in ("韩素芬", "孙建国"):
        assert name not in page
