"""What the card of duplicates, related cases and joint cases needs."""

from __future__ import annotations

from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from mediation.access import visible
from mediation.cases import links, related
from mediation.models import Case
from mediation.staff import SignedIn


async def shown(session: AsyncSession, person: SignedIn, case: Case) -> dict[str, Any]:
    """What is linked, the joint case, and what is suggested; all within what the person may see."""
    scope = visible(person)
    linked = await links.of_case(session, case, scope)
    joint = await links.joint(session, case, scope)
    together = [one.case for one in linked] + (joint.cases if joint else [])
    return {
        "linked": linked,
        "joint": joint,
        "suggestions": await related.suggestions(
            session, case, scope, {one.id for one in together}
        ),
    }
