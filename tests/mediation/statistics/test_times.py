"""Times in classes whose edges are right, and the middle one."""

import pytest
from sqlalchemy import true, update

from mediation.models import Case
from mediation.statistics import times


@pytest.fixture
def taken(service):
    async def make(*hours):
        for one in hours:
            no = (await service.has_case())["no"]
            async with service.database.writing() as session:
                await session.execute(update(Case).where(Case.no == no).values(accept_hours=one))
        async with service.database.reading() as session:
            return await times.spread(session, Case.accept_hours, times.ACCEPT, (true(),))

    return make


async def test_each_value_falls_into_one_class(taken):
    found = await taken(0, 1, 2, 7, 8, 23, 24, 71, 72, 900, None)
    assert found.classes == dict.fromkeys((label for label, _ in times.ACCEPT), 2)


@pytest.mark.parametrize(
    ("hours", "middle"), [((), None), ((None,), None), ((5,), 5), ((1, 9), 1), ((30, 1, 2), 2)]
)
async def test_half_of_them_reach_at_most_the_middle_one(taken, hours, middle):
    assert (await taken(*hours)).middle == middle


async def test_stars_are_counted_five_first(service):
    no = (await service.has_case())["no"]
    for at, score in enumerate((5, 5, 2)):
        note = {"kind": "satisfaction", "text": "好", "at": "2026-11-24T10:00:00+08:00"}
        await service.post(f"/cases/{no}/notes", note | {"score": score}, f"s{at}")
    async with service.database.reading() as session:
        found = await times.satisfaction(session, (true(),))
    assert found == {"5分": 2, "4分": 0, "3分": 0, "2分": 1, "1分": 0}
    assert next(iter(found)) == "5分"
