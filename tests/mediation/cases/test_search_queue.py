"""The queue with what was searched for: sorted and counted, and much is counted up to a limit alone."""

from datetime import date

import pytest
from sqlalchemy import true, update

from mediation.cases import search
from mediation.models import Case

LEVELS = ["blue", "red", "yellow", "blue", "red", "blue"]
"""Of the cases, as they came in."""


@pytest.fixture
async def numbers(service):
    """Six cases of one kind and one of another; their numbers."""
    made = []
    for place, level in enumerate(LEVELS):
        urgency = {"level": level, "signals": [], "source": "bot"}
        town = "古邵镇" if place % 2 else "榴园镇"
        case = await service.has_case(narrative="他欠俺工钱", urgency=urgency, town=town)
        made.append(case["no"])
    await service.has_case(narrative="狗天天夜里叫", respondent={"name": "赵广财", "phone": None})
    return made


async def queue(service, scope=None, page=1, page_size=20, by_due=False, **filters):
    async with service.database.reading() as session:
        scope = true() if scope is None else scope
        return await search.queue(
            session, search.Filters(**filters), scope, page, page_size, by_due=by_due
        )


ROWS = [
    ({}, [1, 4, 2, 0, 3, 5]),
    ({"urgency": "red"}, [1, 4]),
    ({"urgency": "blue"}, [0, 3, 5]),
    ({"town": "古邵镇"}, [1, 3, 5]),
    ({"urgency": "blue", "town": "古邵镇"}, [3, 5]),
    ({"urgency": "yellow", "town": "古邵镇"}, []),
    ({"page_size": 2}, [1, 4]),
    ({"page_size": 2, "page": 2}, [2, 0]),
    ({"page_size": 4, "page": 2}, [3, 5]),
    ({"page": 9}, []),
    ({"status": "closed"}, []),
    ({"urgency": "green"}, []),
    ({"scope": Case.town == "古邵镇"}, [1, 3, 5]),
]


@pytest.mark.parametrize("most", [1000, 1])
async def test_the_same_page_is_found_whether_it_is_little_or_much(
    service, numbers, monkeypatch, most
):
    monkeypatch.setattr(search, "MOST_COUNTED", most)
    for asked, expected in ROWS:
        found = await queue(service, q="工钱", **asked)
        assert [case.no for case in found.cases] == [numbers[place] for place in expected], asked


@pytest.mark.parametrize("most", [1000, 1])
@pytest.mark.parametrize("q", [None, "工钱"])
async def test_what_is_over_stands_behind_all_that_is_open(service, numbers, monkeypatch, most, q):
    monkeypatch.setattr(search, "MOST_COUNTED", most)
    async with service.database.writing() as session:
        for place, status in ((1, "closed"), (2, "withdrawn"), (5, "mediating")):
            over = update(Case).where(Case.no == numbers[place]).values(status=status)
            await session.execute(over)
    order = [4, 0, 3, 5, 1, 2]
    found = await queue(service, q=q)
    shown = [case.no for case in found.cases if case.no in numbers]
    assert shown == [numbers[place] for place in order]
    second = await queue(service, q="工钱", page=2, page_size=3)
    assert [case.no for case in second.cases] == [numbers[place] for place in order[3:]]


@pytest.mark.parametrize("q", [None, "工钱"])
async def test_what_is_due_first_comes_first_where_that_is_asked_for(service, numbers, q):
    days = {1: date(2026, 12, 9), 5: date(2026, 12, 1), 0: date(2026, 12, 1), 4: None}
    async with service.database.writing() as session:
        await session.execute(update(Case).values(due_on=date(2026, 12, 20)))
        for place, day in days.items():
            due = update(Case).where(Case.no == numbers[place]).values(due_on=day)
            await session.execute(due)
    found = await queue(service, q=q, status="submitted", by_due=True)
    shown = [case.no for case in found.cases if case.no in numbers]
    assert shown == [numbers[place] for place in (0, 5, 1, 2, 3, 4)]
    assert (await queue(service, q=q, status="closed", by_due=True)).cases == []


async def test_little_is_counted_by_colour(service, numbers):
    found = await queue(service, q="工钱", urgency="red")
    assert (found.total, found.by_level) == (2, {"red": 2, "yellow": 1, "blue": 3})
    found = await queue(service, q="工钱")
    assert found.total == len(numbers)
    found = await queue(service, q="没有人说过的话")
    assert (found.cases, found.total, found.by_level["red"]) == ([], 0, 0)


@pytest.mark.usefixtures("numbers")
async def test_much_is_counted_up_to_the_limit(service, monkeypatch):
    monkeypatch.setattr(search, "MOST_COUNTED", 2)
    found = await queue(service, q="工钱", page_size=1)
    assert (found.total, found.more, found.by_level) == (2, True, {})
    found = await queue(service, q="工钱", urgency="red")
    assert (found.total, found.more, found.by_level) == (2, False, {"red": 2})
    found = await queue(service, q="工钱", urgency="blue")
    assert (found.total, found.more, found.by_level) == (2, True, {})
    found = await queue(service, q="赵广财")
    assert (found.total, found.more) == (1, False)


@pytest.mark.usefixtures("numbers")
async def test_without_words_all_is_counted(service, monkeypatch):
    monkeypatch.setattr(search, "MOST_COUNTED", 2)
    found = await queue(service)
    assert (found.total, found.more, found.by_level) == (
        7,
        False,
        {"red": 2, "yellow": 2, "blue": 3},
    )
    assert (await queue(service, urgency="blue", page_size=1)).total == 3
