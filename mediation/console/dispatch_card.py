"""What the dispatch card of the case page needs."""

from __future__ import annotations

from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from intake.case_status import OPEN
from intake.clock import now
from mediation.dispatch import joint, lead, send, suggest
from mediation.mediators import flags, people
from mediation.models import Case, Note, Organisation
from mediation.staff import SignedIn


async def shown(
    session: AsyncSession,
    person: SignedIn,
    case: Case,
    notes: list[Note],
    desks: dict[int, Organisation],
) -> dict[str, Any]:
    """History, suggestions, who helps, and whether the case waits for this person's word."""
    history = await send.of_case(session, case)
    waiting = next((one for one in history if one.state == "offered"), None)
    ready = case.status in {"accepted", "assigned"}
    mediators = await people.everybody(session, now().date())
    flagged = await flags.of_case(session, case)
    advice = suggest.Advice([], [])
    if ready:
        tree = list(desks.values())
        advice = await suggest.advise(session, case, notes, tree=tree, everybody=mediators)
    expert = next((one for one in mediators if waiting and one.login == waiting.mediator), None)
    if waiting is None:
        mine = False
    elif waiting.way == "expert" and expert:
        mine = send.answers_as_expert(person, expert)
    else:
        mine = send.belongs(person, desks[waiting.to_id])
    return {
        "history": history,
        "mine": mine,
        "asked_as_expert": waiting is not None and waiting.way == "expert",
        "suggestions": advice.suggestions,
        "unmet": advice.unmet,
        "mediators": mediators,
        "ready": ready,
        "leads": await lead.leads(session, case, person),
        "joint": await joint.of_case(session, case),
        "open": case.status in OPEN and case.organisation_id is not None,
        "flags": [(one, flagged[one.account.id]) for one in mediators if one.account.id in flagged],
    }
