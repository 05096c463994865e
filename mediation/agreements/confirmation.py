"""司法确认: both parties may ask the court within thirty days; the clock, and its reminders.

After 人民调解法 33 the parties ask together, within thirty days from the day on which the agreement takes
effect. Staff keep whether they want to and when they asked; who has not asked yet is reminded.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from mediation.agreements import rules
from mediation.agreements.store import its_own
from mediation.cases.change import By, Entry, NotPossible, changed
from mediation.cases.of_day import MOST, cases_on, number_by_day
from mediation.db import Database
from mediation.models import Agreement, Case
from mediation.notify import outbox, words

WORDS: Final = {"wanted": "双方要申请", "unwanted": "双方不需要", "asked": "已经一起向法院申请"}
SYSTEM: Final = "system"
WAITS: Final[ColumnElement[bool]] = and_(
    Agreement.replaced.is_(False),
    Agreement.signed_on.is_not(None),
    Agreement.confirm_asked_on.is_(None),
    or_(Agreement.confirm_wanted.is_(None), Agreement.confirm_wanted.is_(True)),
)
"""Agreements in effect for which the parties may still ask, and have not said that they will not."""


async def keep(
    database: Database, by: By, agreement_id: int, what: str, *, day: date | None, today: date
) -> None:
    """Keep whether the parties want the court's confirmation, or when they asked for it.

    Args:
        what: one of :data:`WORDS`.
        day: for ``asked``, when.

    Raises:
        NotPossible: it is not in effect, they asked already, or the day is out of the thirty.
        mediation.cases.intake_service.NoSuchCase, mediation.cases.change.ChangedMeanwhile: see there.
    """
    if what not in WORDS:
        raise NotPossible("请选一项。")

    async def change(session: AsyncSession, case: Case) -> Entry:
        agreement = await its_own(session, case, agreement_id)
        if agreement.signed_on is None or agreement.confirm_by is None:
            raise NotPossible("协议书还没有签，先记签字的日子。")
        if agreement.confirm_asked_on is not None:
            raise NotPossible("已经记过申请的日子了。")
        if what == "asked":
            last = agreement.confirm_by
            if day is None or not agreement.signed_on <= day <= min(last, today):
                raise NotPossible(
                    "申请的日子要在签字以后、今天以前，并且不超过"
                    f"{last.month}月{last.day}日（人民调解法33，三十日内）。"
                )
            agreement.confirm_asked_on, agreement.confirm_wanted = day, True
        else:
            agreement.confirm_wanted = what == "wanted"
        after = {"what": what, "on": day.isoformat() if day and what == "asked" else None}
        return Entry("confirmation", after=after)

    await changed(database, by, change)


def waits(agreement: Agreement | None, today: date) -> bool:
    """Whether the parties of an agreement may still ask the court; not before it is in effect."""
    return (
        agreement is not None
        and agreement.confirm_by is not None
        and agreement.confirm_by >= today
        and agreement.confirm_asked_on is None
    )


async def remind(database: Database, today: date) -> int:
    """Remind citizens whose thirty days run out; how many were reminded.

    Row and notice stand in one transaction, and a row says how many reminders it had: done twice, or by
    two at once, nobody is reminded twice.
    """
    confirmation = rules.load().confirmation
    furthest = max(confirmation.remind, default=0)
    done = 0
    async with database.writing() as session:
        rows = await session.execute(
            select(Agreement, Case)
            .join(Case, Case.id == Agreement.case_id)
            .where(WAITS, Agreement.confirm_by >= today, Case.status != "withdrawn")
            .where(Agreement.reminded < len(confirmation.remind))
            .order_by(Agreement.confirm_by)
            .limit(MOST)
            .with_for_update(of=Agreement)
        )
        for agreement, case in rows.all():
            last = agreement.confirm_by
            if last is None or (last - today).days > furthest:
                break
            steps = confirmation.steps(last, today)
            if agreement.reminded < steps:
                agreement.reminded = steps
                texts = rules.load()
                told = texts.told(texts.reminder, case.no, agreement.number, last)
                outbox.tell(session, case, words.careful(case, told), SYSTEM)
                done += 1
    return done


async def waiting(
    session: AsyncSession, scope: ColumnElement[bool], today: date
) -> list[tuple[Agreement, Case]]:
    """Agreements in a scope whose thirty days run, the first to end first; at most 200."""
    rows = await session.execute(
        select(Agreement, Case)
        .join(Case, Case.id == Agreement.case_id)
        .where(scope, WAITS, Agreement.confirm_by >= today)
        .order_by(Agreement.confirm_by, Agreement.id)
        .limit(MOST)
    )
    return [(agreement, case) for agreement, case in rows]


async def on(session: AsyncSession, scope: ColumnElement[bool], day: date) -> list[Case]:
    """Cases in a scope whose agreement's thirty days end on a day; at most 200."""
    return await cases_on(session, Agreement.confirm_by, and_(scope, WAITS), day)


async def by_day(
    session: AsyncSession, scope: ColumnElement[bool], first: date, last: date
) -> dict[date, int]:
    """Day → agreements in a scope whose thirty days end on it."""
    return await number_by_day(session, Agreement.confirm_by, and_(scope, WAITS), first, last)
