"""An office is chosen by typing: what people write is found, and doubt is asked about."""

import re

import pytest

from mediation.organisations import csv_file
from tests.mediation.hall import Hall

VILLAGES = """编码,名称,类别,上级编码,镇街
370404103001,王庄村,村居,370404103,榴园镇
370404103002,北王庄村,村居,370404103,榴园镇
370404101001,王庄村,村居,370404101,阴平镇
370404101002,斜屋村,村居,370404101,阴平镇
"""


@pytest.fixture
async def no(desk, service, tmp_path):
    file = tmp_path / "村居.csv"
    file.write_text(VILLAGES, "utf-8")
    await csv_file.import_file(service.database, file)
    no = (await service.has_case())["no"]
    await desk.act(no, "accept")
    return no


def listed(page):
    return re.findall(r'<option value="([^"]+)">', page.split('<datalist id="offices">')[1])


async def test_the_list_begins_with_the_suggestions_then_the_cases_town(desk, service, no):
    page = await desk.read(f"/cases/{no}")
    offices = listed(page)
    assert "就地调解：斜屋村" in page
    assert offices[0] == "阴平镇 斜屋村"
    assert offices.index("阴平镇 王庄村") < offices.index("榴园镇")
    assert len(offices) == len(set(offices)) == len(await service.rows("organisations"))
    assert page.count('list="offices"') == 1


@pytest.mark.parametrize(
    ("typed", "desk_of"),
    [
        ("370404103001", "370404103001"),
        ("榴园镇 王庄村", "370404103001"),
        ("  阴平镇  王庄村 ", "370404101001"),
        ("斜屋", "370404101002"),
        ("北王庄", "370404103002"),
        ("榴园镇", "370404103"),
        ("人社局", "renshe"),
        ("区司法局", "sifa"),
    ],
)
async def test_what_people_write_is_found(desk, service, no, typed, desk_of):
    answer = await desk.act(no, "dispatch", way="transfer", desk=typed)
    assert answer.status == 303, await answer.text()
    case = await Hall(service).case(no)
    codes = {row[0]: row[1] for row in await service.rows("organisations")}
    assert codes[case.organisation_id] == desk_of


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("王庄村", "对得上几个单位：阴平镇 王庄村、榴园镇 王庄村，请写全"),
        ("局", "等，请写全"),
        ("没有这个村", "没有叫“没有这个村”的单位"),
        ("", "请选要交给哪个机构"),
        ("<script>" * 40, "没有叫“&lt;script&gt;"),
    ],
)
async def test_doubt_is_asked_about_and_nothing_is_sent(desk, service, no, typed, said):
    answer = await desk.act(no, "dispatch", way="transfer", desk=typed)
    assert answer.status == 422
    assert said in await answer.text()
    assert (await Hall(service).case(no)).organisation_id is None
