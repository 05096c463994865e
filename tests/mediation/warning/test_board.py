"""The board counts open cases by town and colour, and lists what burns, unanswered first."""

from datetime import timedelta

from sqlalchemy import true

from intake.vocabulary import TOWNS
from mediation.cases import review
from mediation.cases.change import By
from mediation.db import utc_now
from mediation.models import Case
from mediation.warning import board


async def counted(hall, scope=None):
    async with hall.database.reading() as session:
        return await board.towns(session, true() if scope is None else scope, TOWNS)


async def burning(hall, **asked):
    async with hall.database.reading() as session:
        found, total = await board.burning(session, true(), **asked)
    return [one.case.no for one in found], total


async def test_open_cases_are_counted_by_town_and_colour(staffed):
    for town, level in (("阴平镇", "red"), ("阴平镇", "blue"), ("古邵镇", "yellow"), (None, "red")):
        await staffed.has_case(level, town=town)
    over = await staffed.has_case("red", town="古邵镇")
    await staffed.changed(over, status="closed", ended_at=utc_now())
    by_name = {one.name: one for one in await counted(staffed)}
    assert [*by_name] == [*TOWNS, board.UNKNOWN]
    assert by_name["阴平镇"].by_level == {"red": 1, "yellow": 0, "blue": 1}
    assert by_name["古邵镇"].by_level == {"red": 0, "yellow": 1, "blue": 0}
    assert [by_name[name].worst for name in ("阴平镇", "古邵镇", "榴园镇")] == [
        "red",
        "yellow",
        None,
    ]
    assert [by_name[name].unanswered for name in ("阴平镇", "古邵镇", "榴园镇", "")] == [1, 1, 0, 1]


async def test_only_what_one_may_see_is_counted(staffed):
    await staffed.has_case("red", town="阴平镇")
    counts = await counted(staffed, Case.town == "古邵镇")
    assert sum(sum(one.by_level.values()) for one in counts) == 0


async def test_unanswered_stand_first_then_red_then_what_is_oldest(staffed):
    made = {}
    for age, name in enumerate(("answered red", "old yellow", "new yellow", "new red"), 1):
        made[name] = await staffed.has_case("red" if "red" in name else "yellow")
        moment = utc_now() - timedelta(hours=10 - age)
        await staffed.changed(made[name], created_at=moment)
    await staffed.has_case("blue")
    no = made["answered red"]
    await review.correct_urgency(staffed.database, By("li.na", no, 1), "yellow", "核实过")
    order = ["new red", "old yellow", "new yellow", "answered red"]
    assert await burning(staffed) == ([made[name] for name in order], 4)
    assert await burning(staffed, level="red") == ([made["new red"]], 1)
    assert await burning(staffed, town="古邵镇") == ([], 0)


async def test_a_case_of_before_there_were_warnings_is_listed_too(staffed):
    no = await staffed.has_case("red")
    await staffed.service.rows("warnings")
    async with staffed.database.writing() as session:
        await session.run_sync(
            lambda one: one.connection().exec_driver_sql("DELETE FROM warned_desks")
        )
        await session.run_sync(lambda one: one.connection().exec_driver_sql("DELETE FROM warnings"))
    async with staffed.database.reading() as session:
        ((only,), _) = await board.burning(session, true())
    assert (only.case.no, only.warned, only.unanswered) == (no, None, False)
