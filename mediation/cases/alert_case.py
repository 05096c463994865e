"""Which case an alert is about, when whoever raises it does not say."""

from __future__ import annotations

from sqlalchemy import case, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from intake.case_status import OPEN
from mediation.models import Alert, Case


async def case_of(session: AsyncSession, citizen: str, draft_id: str | None) -> str | None:
    """The number of the draft's case, else of the newest case of the same citizen, an open one first.

    A sealed case is never taken for the citizen's by guess: fewer people see it, and danger must be
    seen by all who otherwise would.

    Returns:
        None where the citizen has no such case.
    """
    own = await session.scalar(select(Case.no).where(Case.draft_id == draft_id))
    if own is not None:
        return own
    over = case((Case.status.in_(OPEN), 0), else_=1)
    return await session.scalar(
        select(Case.no)
        .where(Case.citizen == citizen, Case.sealed.is_(False))
        .order_by(over, Case.created_at.desc(), Case.id.desc())
        .limit(1)
    )


async def belongs_to(session: AsyncSession, made: Case) -> None:
    """What was raised while a case was being told is about it, whatever was guessed before."""
    await session.execute(
        update(Alert).where(Alert.draft_id == made.draft_id).values(case_no=made.no)
    )
