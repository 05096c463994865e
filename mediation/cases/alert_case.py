"""Which case an alert is about, when whoever raises it does not say."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from mediation.db import aware
from mediation.models import Alert, Case

SAME_CONVERSATION: Final = timedelta(minutes=30)
"""So soon after the receipt a citizen still speaks of the case that was handed over."""


async def about(
    session: AsyncSession,
    citizen: str,
    draft_id: str | None,
    at: datetime,
    *,
    other_matter: bool = False,
) -> str | None:
    """The number of the case whose matter an alert is, as far as that is plain; staff say the rest.

    It is the draft's own case, or the one in which staff have put what was said of the draft before; else
    the citizen's newest one, an open one first, where nothing else is
    being told or it was handed over in the same conversation. A sealed case is never taken for the
    citizen's by guess: fewer people see it, and danger must be seen by all who otherwise would.

    Args:
        at: the moment of the message.
        other_matter: the draft was begun before the message, so it is about that.

    Returns:
        None where it may be another matter, or the citizen has no such case.
    """
    own = await session.scalar(select(Case.no).where(Case.draft_id == draft_id))
    if own is None and draft_id is not None:
        put = select(Alert.case_no).where(Alert.citizen == citizen, Alert.draft_id == draft_id)
        put = put.where(Alert.placed_by.is_not(None)).order_by(Alert.id.desc())
        own = await session.scalar(put.limit(1))
    if own is not None or other_matter:
        return own
    newest = select(Case.no, Case.created_at).where(Case.citizen == citizen, Case.sealed.is_(False))
    found = (
        await session.execute(
            newest.order_by(Case.is_over, Case.created_at.desc(), Case.id.desc()).limit(1)
        )
    ).first()
    if found is None:
        return None
    no, created_at = found
    same = draft_id is None or abs(at - aware(created_at)) <= SAME_CONVERSATION
    return no if same else None


async def belongs_to(session: AsyncSession, made: Case) -> None:
    """What was raised while a case was being told is about it, unless staff have said otherwise."""
    await session.execute(
        update(Alert)
        .where(Alert.draft_id == made.draft_id, Alert.placed_by.is_(None))
        .values(case_no=made.no)
    )
