"""Thirty days for the court's confirmation: counted, kept, shown where they end, and reminded of once."""

import asyncio
from datetime import date, timedelta

import pytest
from sqlalchemy import false, true, update

from mediation.agreements import confirmation, rules
from mediation.cases.change import NotPossible
from mediation.deadlines import daily
from mediation.models import Case
from mediation.notify import words
from tests.mediation.agreements import LAST, SIGNED
from tests.mediation.cases.test_workflow import VIOLENCE


@pytest.mark.parametrize(
    ("signed", "last"),
    [
        (date(2026, 11, 25), date(2026, 12, 25)),
        (date(2026, 11, 26), date(2026, 12, 28)),  # the thirtieth day is a Saturday
        (date(2026, 9, 1), date(2026, 10, 8)),  # the thirtieth day is a holiday
    ],
)
def test_the_days_begin_the_day_after_and_end_on_a_working_day(signed, last):
    assert rules.load().confirmation.last(signed) == last


@pytest.fixture
async def signed(table):
    await table.draws_up()
    await table.signs()
    return table


async def keeps(table, what, day=None, today=SIGNED):
    made = await table.agreement()
    await confirmation.keep(table.database, await table.by(), made.id, what, day=day, today=today)
    return await table.agreement()


async def test_that_both_asked_is_kept_and_then_nothing_waits(signed):
    assert (await keeps(signed, "wanted")).confirm_wanted is True
    asked = await keeps(signed, "asked", SIGNED + timedelta(days=3), LAST)
    assert asked.confirm_asked_on == SIGNED + timedelta(days=3)
    assert not confirmation.waits(asked, LAST)
    with pytest.raises(NotPossible, match="记过申请"):
        await keeps(signed, "unwanted")


@pytest.mark.parametrize(
    "day", [None, SIGNED - timedelta(days=1), SIGNED + timedelta(days=9), LAST + timedelta(days=1)]
)
async def test_a_day_outside_the_thirty_or_ahead_is_refused(signed, day):
    today = SIGNED + timedelta(days=8) if day != LAST + timedelta(days=1) else day
    with pytest.raises(NotPossible, match="12月25日"):
        await keeps(signed, "asked", day, today)


async def test_before_it_is_signed_there_is_nothing_to_confirm(table):
    await table.draws_up()
    with pytest.raises(NotPossible, match="还没有签"):
        await keeps(table, "wanted")
    with pytest.raises(NotPossible, match="选一项"):
        await keeps(table, "perhaps")


@pytest.mark.parametrize(("left", "reminders"), [(11, 0), (10, 1), (4, 1), (3, 1), (0, 1), (-1, 0)])
async def test_whoever_looks_first_on_a_day_reminds_once(signed, left, reminders):
    before = len(await signed.told())
    today = LAST - timedelta(days=left)
    await asyncio.gather(*(confirmation.remind(signed.database, today) for _ in range(3)))
    await daily.once(signed.database, today)
    assert len(await signed.told()) - before == reminders


async def test_there_are_two_reminders_on_their_days(signed):
    for left in range(12, -1, -1):
        await confirmation.remind(signed.database, LAST - timedelta(days=left))
    reminders = [text for text in await signed.told() if "最晚12月25日" in text]
    assert len(reminders) == 2


async def test_where_discretion_is_due_by_now_the_reminder_says_nothing(signed):
    async with signed.database.writing() as session:
        await session.execute(update(Case).values(urgency_signals=VIOLENCE["signals"]))
    assert await confirmation.remind(signed.database, LAST) == 1
    assert (await signed.told())[-1] == words.DISCREET


@pytest.mark.parametrize("what", ["unwanted", "asked"])
async def test_who_does_not_want_it_or_asked_already_is_not_reminded(signed, what):
    await keeps(signed, what, SIGNED)
    assert await confirmation.remind(signed.database, LAST) == 0


async def test_the_last_day_is_listed_in_ones_own_scope_alone(signed):
    for scope, number in ((true(), 1), (false(), 0)):
        async with signed.database.reading() as session:
            waiting = await confirmation.waiting(session, scope, SIGNED)
            days = await confirmation.by_day(session, scope, SIGNED, LAST)
            cases = await confirmation.on(session, scope, LAST)
        assert (len(waiting), days.get(LAST, 0), len(cases)) == (number, number, number)
