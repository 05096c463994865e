"""Visits are due as the district's days say, listed where they may be seen, and kept once."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import false, true, update

from intake import clock
from mediation.cases import search
from mediation.cases.change import By, NotPossible
from mediation.models import Case, FollowUp
from mediation.visits import rules, store
from tests.mediation.cases.test_workflow import stands_at

TODAY = date(2026, 11, 25)
WENT = store.Went(TODAY, "phone", "kept", "都办了")


@pytest.mark.parametrize(
    ("outcome", "ended", "due"),
    [
        ("agreed", date(2026, 11, 25), [date(2026, 12, 10), date(2027, 2, 23)]),
        ("refused", date(2026, 11, 27), [date(2026, 12, 14)]),  # the 15th day is a Saturday
        ("withdrawn", date(2026, 11, 25), []),
        (None, date(2026, 11, 25), []),
    ],
)
def test_days_follow_from_how_it_ended(outcome, ended, due):
    assert rules.load().due(outcome, ended) == due


@pytest.fixture
async def visited(service):
    """A closed case with one visit, due today: number, version, id of the visit."""
    no, version = await stands_at(service, "closed")
    async with service.database.writing() as session:
        await session.execute(update(FollowUp).values(due_on=TODAY))
    ((visit_id, *_),) = await service.rows("follow_ups")
    return no, version, visit_id


async def waiting(service, scope=None, today=TODAY):
    async with service.database.reading() as session:
        rows, total = await store.waiting(session, true() if scope is None else scope, today)
        days = await store.by_day(session, true() if scope is None else scope, today, today)
    assert len(rows) == total
    return [case.no for _, case in rows], days


async def test_a_visit_is_listed_a_week_before_its_day_until_it_is_made(service, visited):
    no, version, visit_id = visited
    assert (await waiting(service, today=TODAY - timedelta(days=8)))[0] == []
    assert (await waiting(service, today=TODAY - timedelta(days=7)))[0] == [no]
    assert await waiting(service) == ([no], {TODAY: 1})
    await store.keep(service.database, By("li.na", no, version), visit_id, WENT, TODAY)
    assert await waiting(service) == ([], {})


async def test_what_is_out_of_scope_or_taken_up_again_is_not_listed(service, visited):
    assert await waiting(service, false()) == ([], {})
    async with service.database.writing() as session:
        await session.execute(update(Case).values(status="accepted"))
    assert await waiting(service) == ([], {})


async def test_what_was_found_stands_with_the_case_and_the_next_visit_with_it(service, visited):
    no, version, visit_id = visited
    went = store.Went(TODAY, "door", "partly", "还差一半", TODAY + timedelta(days=30))
    await store.keep(service.database, By("li.na", no, version), visit_id, went, TODAY)
    async with service.database.reading() as session:
        first, second = await store.of_case(session, await search.one(session, no))
    assert (first.how, first.kept, first.found, first.who) == (
        "door",
        "partly",
        "还差一半",
        "li.na",
    )
    assert (second.due_on, second.at) == (TODAY + timedelta(days=30), None)
    with pytest.raises(NotPossible, match="记过"):
        await store.keep(service.database, By("li.na", no, version + 1), visit_id, went, TODAY)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"how": "dream"}, "怎么回访"),
        ({"kept": ""}, "照办"),
        ({"found": " "}, "情况"),
        ({"found": "话" * 1001}, "情况"),
        ({"done_on": None}, "日子"),
        ({"done_on": TODAY + timedelta(days=1)}, "日子"),
        ({"again_on": TODAY}, "再回访"),
        ({"again_on": TODAY + timedelta(days=400)}, "再回访"),
    ],
)
async def test_half_a_visit_is_refused_before_anything_is_looked_at(changes, why):
    with pytest.raises(NotPossible, match=why):
        await store.keep(None, By("li.na", "YT2026-000001", 1), 1, replace(WENT, **changes), TODAY)


async def test_another_cases_visit_is_none_of_this_ones(service, visited):
    _, _, visit_id = visited
    other, version = await stands_at(service, "accepted")
    with pytest.raises(NotPossible, match="没有这次"):
        await store.keep(service.database, By("li.na", other, version), visit_id, WENT, TODAY)


async def test_a_closed_case_is_due_to_be_visited_from_the_day_of_its_end(service):
    await stands_at(service, "closed")
    (row,) = await service.rows("follow_ups")
    assert row[2] == rules.load().due("referred", clock.now().date())[0]
