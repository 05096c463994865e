"""Reports, read back by the libraries: figures that are true, cases without a name."""

import io
from datetime import date, timedelta

import docx
import openpyxl
import pytest
from sqlalchemy import true, update

from intake import clock
from mediation.db import utc_now
from mediation.models import Case
from mediation.reports import build, figures, render, rules
from mediation.statistics.period import Period
from tests.mediation.console.conftest import Desk, hire
from tests.mediation.samples import alert_body

TODAY = clock.now().date()
NAMES = ("韩素芬", "韩广田", "13900000417", "斜屋", "滴水檐", "走着瞧", "某领导")


@pytest.fixture
async def leader(service, aiohttp_client):
    await hire(service.database, "boss", "某领导", "county_leader")
    desk = await Desk(service, aiohttp_client).open()
    await desk.sign_in("boss")
    return desk


@pytest.fixture
async def cases(service, leader):
    """A red one accepted and given to a desk, a yellow one of many, a blue one, and a sealed one."""
    red = (await service.has_case(urgency={"level": "red", "signals": [
        {"code": "weapon_threat", "text": "提刀"}]}))["no"]  # fmt: skip
    yellow = (await service.has_case(people_count=30, town="榴园镇"))["no"]
    blue = (await service.has_case(urgency={"level": "blue", "signals": []}))["no"]
    sealed = (await service.has_case(route={"name": "discipline", "reason": None}))["no"]
    await leader.act(red, "accept", then="stay")
    await leader.act(red, "dispatch", way="on_site", desk="370404101", reason="韩素芬急")
    await leader.act(yellow, "status", status="withdrawn", reason="韩广田不办了")
    await service.post("/alerts", alert_body(case_no=red), "a-1")
    return {"red": red, "yellow": yellow, "blue": blue, "sealed": sealed}


def words_of(file):
    """Everything a document says: paragraphs, then tables row by row."""
    made = docx.Document(io.BytesIO(file))
    rows = [[cell.text for cell in row.cells] for table in made.tables for row in table.rows]
    return [one.text for one in made.paragraphs if one.text], rows


async def download(leader, path):
    answer = await leader.get(path)
    assert answer.status == 200
    assert "attachment" in answer.headers["Content-Disposition"]
    return await answer.read()


async def test_the_daily_report_counts_the_day_beside_the_day_before(leader, cases):
    lines, rows = words_of(await download(leader, f"/reports/daily.docx?day={TODAY}"))
    assert lines[0] == "矛盾纠纷日报"
    figures = {row[0].strip(): row[1:] for row in rows if len(row) == 3}
    assert figures["收到（件）"] == ["4", "0"]
    assert figures["红色"] == ["1", "0"]
    assert figures["受理"] == ["1", "0"]
    assert figures["撤回"] == ["1", "0"]
    assert figures["期末在办"] == ["3", "0"]
    towns = {row[0]: row[1:] for row in rows if len(row) == 7}
    assert towns["榴园镇"] == ["1", "0", "1", "1", "0", "0"]
    assert towns["古邵镇"] == ["0"] * 6


async def test_the_next_days_report_has_it_in_the_column_of_the_day_before(leader, cases):
    tomorrow = TODAY + timedelta(days=1)
    _, rows = words_of(await download(leader, f"/reports/daily.docx?day={tomorrow}"))
    figures = {row[0].strip(): row[1:] for row in rows if len(row) == 3}
    assert figures["收到（件）"] == ["0", "4"]


async def test_key_cases_are_listed_with_what_was_done_and_sealed_ones_counted(leader, cases):
    lines, rows = words_of(await download(leader, f"/reports/special.docx?from={TODAY}&to={TODAY}"))
    listed = {row[0]: row for row in rows if row[0].startswith("YT")}
    assert set(listed) == {cases["red"], cases["yellow"]}
    day = f"{TODAY.month}月{TODAY.day}日"
    assert listed[cases["red"]][1:5] == ["阴平镇", "邻里", "红", "不详"]
    assert listed[cases["red"]][-1] == f"{day}受理；{day}指派给阴平镇"
    assert listed[cases["yellow"]][4] == "30"
    assert "当事人撤回" in listed[cases["yellow"]][-1]
    text = "".join(lines)
    assert "另有封存或反映干部问题的1件，不列" in text
    assert "草稿" in text
    assert rules.load().judgement in text
    assert "收到矛盾纠纷4件，其中红色1件、黄色2件，涉及5人以上的1件" in text


@pytest.mark.parametrize(
    "path",
    ["daily.docx?day={}", "daily.xlsx?day={}", "weekly.docx?day={}", "weekly.xlsx?day={}",
     "special.docx?from={}&to={}"],
)  # fmt: skip
async def test_no_name_no_place_and_no_word_of_anybody_stands_in_a_report(leader, cases, path):
    file = await download(leader, "/reports/" + path.format(TODAY, TODAY))
    if ".docx" in path:
        lines, rows = words_of(file)
        text = "".join(lines) + "".join("".join(row) for row in rows)
    else:
        book = openpyxl.load_workbook(io.BytesIO(file))
        text = "".join(
            str(value)
            for sheet in book
            for row in sheet.iter_rows(values_only=True)
            for value in row
        )
    assert cases["red"] in text
    assert [name for name in NAMES if name in text] == []


async def test_the_workbook_has_a_sheet_a_table_with_numbers_as_numbers(leader, cases):
    file = await download(leader, f"/reports/weekly.xlsx?day={TODAY}")
    book = openpyxl.load_workbook(io.BytesIO(file))
    assert book.sheetnames == ["概况", "各镇街", "红色、黄色案件"]
    rows = list(book["概况"].iter_rows(min_row=2, values_only=True))
    assert rows[0] == ("项目", "本周", "上周")
    assert rows[1] == ("收到（件）", 4, 0)


@pytest.mark.parametrize("query", ["", "?day=", "?day=x", "?day=1999-12-31", "?day=2026-02-30"])
@pytest.mark.parametrize("name", ["daily.docx", "weekly.xlsx"])
async def test_a_report_of_no_day_is_refused(leader, name, query):
    assert (await leader.get(f"/reports/{name}{query}")).status == 400


async def test_a_special_report_of_rubbish_is_of_the_last_months(leader):
    lines, _ = words_of(await download(leader, "/reports/special.docx?from=x&to=y"))
    assert "共收到矛盾纠纷0件" in "".join(lines)


async def test_each_counts_what_is_in_the_own_scope(service, aiohttp_client, cases):
    await hire(service.database, "far", "远方", "clerk", "370404103")
    far = await Desk(service, aiohttp_client).open()
    await far.sign_in("far")
    _, rows = words_of(await download(far, f"/reports/daily.docx?day={TODAY}"))
    figures = {row[0].strip(): row[1:] for row in rows if len(row) == 3}
    assert figures["收到（件）"] == ["1", "0"]
    assert not any(row[0] == cases["red"] for row in rows)
    assert (await far.get(f"/reports/special.docx?from={TODAY}&to={TODAY}")).status == 403


def test_a_text_is_never_read_as_a_formula():
    table = build.Table(("单位", "件"), [("=1+1", 3)])
    report = build.Report("报", ("期",), (build.Section("一、表", table=table),), "谁", TODAY)
    sheet = openpyxl.load_workbook(io.BytesIO(render.xlsx(report)))["表"]
    assert (sheet["A3"].data_type, sheet["A3"].value) == ("s", "=1+1")


@pytest.mark.parametrize(
    ("day", "monday"), [("2026-11-25", 23), ("2026-11-23", 23), ("2026-11-29", 23)]
)
async def test_a_week_is_from_monday_to_sunday(service, day, monday):

    async with service.database.reading() as session:
        report = await build.weekly(session, true(), date.fromisoformat(day), TODAY)
    assert report.under == (f"2026年11月{monday}日至2026年11月{monday + 6}日",)


async def test_what_ended_later_was_still_open_then(service, cases):
    async with service.database.writing() as session:
        await session.execute(update(Case).values(created_at=utc_now() - timedelta(days=3)))
    async with service.database.reading() as session:
        then, now = [
            await figures.work(session, true(), Period(day, day), TODAY, 5)
            for day in (TODAY - timedelta(days=1), TODAY)
        ]
    assert (then.open, sum(then.ended.values())) == (4, 0)
    assert (now.open, now.ended) == (3, {"withdrawn": 1})
