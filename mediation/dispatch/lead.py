"""Who leads a case: sends it on, asks others to help, and closes it.

The desk it is on leads; the first receiver stays responsible until it is closed (首调负责制, 山东省多元化解
纠纷促进条例 33), and the district may always.
"""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from mediation.cases.change import NotPossible
from mediation.models import Case, Organisation
from mediation.staff import SignedIn


async def leads(session: AsyncSession, case: Case, person: SignedIn) -> bool:
    """Whether a person leads a case: of its desk, its first receiver, or above one of them."""
    if person.kind == "district":
        return True
    responsible = [one for one in (case.organisation_id, case.first_receiver_id) if one]
    desks = [await session.get_one(Organisation, one) for one in responsible]
    return not desks or any(desk.path.startswith(person.path) for desk in desks)


async def require(session: AsyncSession, case: Case, person: SignedIn | None, what: str) -> None:
    """Let only who leads a case go on; commands and tests, without a person, may.

    Raises:
        NotPossible: the person helps, or only sees it.
    """
    if person is not None and not await leads(session, case, person):
        desk = await session.get(Organisation, case.organisation_id or 0)
        name = desk.name if desk else "区里"
        raise NotPossible(f"这件案子由{name}牵头，{what}请他们来做。")
