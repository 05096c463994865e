"""What the dispatch card of the case page needs."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from mediation.dispatch import send, suggest
from mediation.models import Case, Note, Organisation, Staff
from mediation.staff import SignedIn


async def shown(
    session: AsyncSession,
    person: SignedIn,
    case: Case,
    notes: list[Note],
    desks: dict[int, Organisation],
) -> dict[str, Any]:
    """History, suggestions, and whether the case waits for this person's desk."""
    history = await send.of_case(session, case)
    waiting = next((one for one in history if one.state == "offered"), None)
    mediators = await session.scalars(
        select(Staff).where(Staff.role == "mediator", Staff.stopped.is_(False)).order_by(Staff.name)
    )
    ready = case.status in {"accepted", "assigned"}
    return {
        "history": history,
        "mine": waiting is not None and send.belongs(person, desks[waiting.to_id]),
        "suggestions": await suggest.suggestions(session, case, notes) if ready else [],
        "mediators": list(mediators),
        "ready": ready,
    }
