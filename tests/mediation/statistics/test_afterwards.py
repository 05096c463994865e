"""Ratings by town, those that call for a look, and whether what was agreed was done."""

import pytest
from sqlalchemy import true

from intake import clock
from intake.vocabulary import TOWNS
from mediation.cases.change import By
from mediation.statistics import afterwards
from mediation.visits import store
from tests.mediation.cases.test_workflow import stands_at


async def found(service, what, where=None):
    async with service.database.reading() as session:
        return await what(session, (true() if where is None else where,))


async def rates(service, no, score):
    note = {"kind": "satisfaction", "text": "话", "at": "2026-11-24T10:00:00+08:00", "score": score}
    assert (await service.post(f"/cases/{no}/notes", note, f"s-{no}")).status == 201


@pytest.fixture
async def rated(service):
    """Three rated cases: two of 阴平镇, one without a town; and one nobody rated."""
    numbers = []
    for town, score in (("阴平镇", 5), ("阴平镇", 2), (None, 1), ("榴园镇", None)):
        no = (await service.has_case(town=town))["no"]
        if score:
            await rates(service, no, score)
        numbers.append(no)
    return numbers


async def test_each_town_has_its_mean_and_how_many_were_low(service, rated):
    rows = {one.town: one for one in await found(service, afterwards.by_town)}
    assert list(rows) == [*TOWNS, "不详"]
    assert rows["阴平镇"] == afterwards.Rated("阴平镇", 2, 3.5, 1)
    assert rows["榴园镇"] == afterwards.Rated("榴园镇", 0, None, 0)
    assert rows["不详"] == afterwards.Rated("不详", 1, 1.0, 1)


async def test_low_ratings_are_named_the_newest_first(service, rated):
    assert await found(service, afterwards.low_ratings) == [(rated[2], 1), (rated[1], 2)]


async def test_what_visits_found_is_counted_with_those_still_to_be_made(service):
    no, version = await stands_at(service, "closed")
    await stands_at(service, "closed")
    today = clock.now().date()
    went = store.Went(today, "phone", "partly", "还差一半")
    await store.keep(service.database, By("li.na", no, version), 1, went, today)
    assert await found(service, afterwards.visits) == {
        "都照办了": 0,
        "照办了一部分": 1,
        "没有照办": 0,
        "没有要照办的": 0,
        "还没回访": 1,
    }
