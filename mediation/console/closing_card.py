"""What the cards 「办结」 and 「回访」 of the case page show."""

from __future__ import annotations

from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from intake import clock
from intake.case_status import OUTCOME_LABELS
from mediation.closing import close, rules
from mediation.models import Case, FollowUp, Note
from mediation.visits import store


async def shown(session: AsyncSession, case: Case, notes: list[Note]) -> dict[str, Any]:
    """How the case ended or may end, what is in the way, the visits, and what the citizen said of it."""
    possible = close.POSSIBLE.get(case.status, ())
    ratings = [note for note in notes if note.kind == "satisfaction"]
    return {
        "outcome": OUTCOME_LABELS.get(case.outcome or ""),
        "possible": {name: OUTCOME_LABELS[name] for name in possible},
        "ways": rules.load().ways_for(case.dispute_type),
        "hindrances": await close.hindrances(session, case) if possible else [],
        "rating": ratings[-1] if ratings else None,
        "rating_asked": any(note.kind == "rating_asked" for note in notes),
        "visits": await store.of_case(session, case),
        "hows": store.HOWS,
        "kept": store.KEPT,
        "today": clock.now().date(),
    }


def visitors(card: dict[str, Any]) -> set[str]:
    """The logins of who made a visit."""
    visits: list[FollowUp] = card["visits"]
    return {one.who for one in visits if one.who}
