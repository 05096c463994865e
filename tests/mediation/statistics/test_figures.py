"""The figures on the page are those of the cases one may see."""

import io
import re

import pytest
from openpyxl import load_workbook

from mediation.statistics import charts
from tests.mediation.console.conftest import Desk, hire


@pytest.fixture
async def people(service, aiohttp_client):
    """Somebody of 阴平镇, and somebody of the district, signed in."""
    desks = []
    for login, organisation in (("town", "370404101"), ("district", None)):
        await hire(service.database, login, "某人", "clerk", organisation)
        desk = await Desk(service, aiohttp_client).open()
        await desk.sign_in(login)
        desks.append(desk)
    return desks


async def test_each_sees_the_figures_of_the_own_scope(people, service):
    for town, kind in (("阴平镇", "邻里"), ("榴园镇", "邻里"), ("榴园镇", "合同")):
        await service.has_case(town=town, dispute_type={"name": kind, "confidence": 0.9})
    town, district = people
    for desk, total, neighbours in ((town, 1, 1), (district, 3, 2)):
        page = await desk.read("/statistics")
        assert f"收到 {total} 件" in page
        assert f"邻里 {neighbours} 件" in page


async def test_satisfaction_and_corrections_are_counted(people, service):
    _, district = people
    numbers = [(await service.has_case())["no"] for _ in range(4)]
    for number, score in enumerate((5, 4)):
        note = {"kind": "satisfaction", "text": "好", "at": "2026-11-24T10:00:00+08:00"}
        await service.post(f"/cases/{numbers[number]}/notes", note | {"score": score}, f"s{number}")
    await district.act(numbers[0], "type", type="合同")
    await district.act(numbers[0], "urgency", level="red")
    page = await district.read("/statistics")
    assert "4.5 分" in page
    assert "（2 人评）" in page
    assert "<dd>25%</dd>" in page


@pytest.mark.parametrize("query", ["", "?from=x&to=y", "?from=2020-01-01&to=2020-02-01"])
async def test_without_cases_or_with_rubbish_there_is_a_page_all_the_same(people, query):
    assert "收到 0 件" in await people[0].read(f"/statistics{query}")


@pytest.mark.parametrize(("classes", "lines"), [("18", 21), ("15", 18)])
async def test_the_return_is_downloaded(people, service, classes, lines):
    made = await service.has_case()
    month = made["created_at"][:7]
    answer = await people[1].get(f"/statistics/return.xlsx?month={month}&classes={classes}")
    assert "attachment" in answer.headers["Content-Disposition"]
    book = load_workbook(io.BytesIO(await answer.read()))
    assert book.active.max_row == lines


@pytest.mark.parametrize("query", ["", "?month=x", "?month=2026-11&classes=16", "?month=2026-13"])
async def test_a_return_of_nothing_is_refused(people, query):
    assert (await people[0].get(f"/statistics/return.xlsx{query}")).status == 400


def test_the_longest_bar_fills_the_width_and_nothing_divides_by_nothing():
    chart = charts.bars({"一": 10, "二": 5, "三": 0})
    assert [bar.width for bar in chart.bars] == [270.0, 135.0, 0.0]
    assert chart.bars[0].share == pytest.approx(2 / 3)
    assert [bar.width for bar in charts.bars({"一": 0}).bars] == [0.0]
    assert charts.bars({}).bars == []


def test_pieces_of_a_stacked_bar_stand_behind_one_another():
    chart = charts.stacks(
        {"甲": {"red": 1, "yellow": 0, "blue": 3}, "乙": {"red": 0, "yellow": 0, "blue": 0}}
    )
    first, second = chart.bars
    assert [(part.kind, part.x, part.width) for part in first.parts] == [
        ("red", 0.0, 67.5),
        ("blue", 67.5, 202.5),
    ]
    assert (first.end, first.number, second.parts, second.end) == (270.0, 4, [], 0.0)
    assert charts.stacks({}).bars == []


async def test_each_chart_has_its_table_with_the_same_numbers(people, service):
    await service.has_case(town="榴园镇", urgency={"level": "red", "signals": []})
    await service.has_case(town="榴园镇")
    page = await people[1].read("/statistics")
    assert page.count('role="img"') == page.count("<summary>看表") == 11
    row = re.search(r'<th scope="row">榴园镇</th>(.*?)</tr>', page)[1]
    assert re.findall(r">(\d+)<", row) == ["1", "1", "0", "2"]
    assert "公众号 2 件" in page
    assert "<style" not in page
    assert "style=" not in page
