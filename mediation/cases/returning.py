"""退回: a case that cannot go on as it is goes back to the citizen, with a question, or up."""

from __future__ import annotations

from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from intake.case_status import OPEN
from mediation.cases import search
from mediation.cases.change import By, Entry, NotPossible, changed
from mediation.cases.workflow import put_question
from mediation.db import Database
from mediation.dispatch import send
from mediation.models import Case
from mediation.organisations import store

LONGEST_REASON: Final = 500


async def incomplete(database: Database, by: By, question: str) -> None:
    """Something is missing: the citizen is asked for it, and the case waits for the answer.

    Raises:
        NotPossible: nothing is asked or too much, or nobody works on the case any more.
        mediation.cases.intake_service.NoSuchCase, mediation.cases.change.ChangedMeanwhile: see there.
    """

    def change(session: AsyncSession, case: Case) -> Entry:
        if case.status not in OPEN:
            raise NotPossible("案子已经办完，不再退回。")
        asked = put_question(session, case, by.who, question)
        return Entry("case_returned", after={"why": "incomplete"}, reason=asked)

    await changed(database, by, change)


async def wrong_desk(database: Database, by: By, reason: str) -> None:
    """It is not for this desk: the desk above gets it, with the reason; without one, the district.

    Raises:
        NotPossible: no reason, nobody works on the case any more, or it is at the top already.
        mediation.cases.intake_service.NoSuchCase, mediation.cases.change.ChangedMeanwhile: see there.
    """
    reason = reason.strip()
    if not 0 < len(reason) <= LONGEST_REASON:
        raise NotPossible(f"请写明为什么不归这里管，最多 {LONGEST_REASON} 个字。")
    async with database.reading() as session:
        case = await search.one(session, by.no, by.scope)
    if case.organisation_id is not None:
        await send.dispatch(database, by, send.Order("up", reason=reason))
        return

    async def change(session: AsyncSession, case: Case) -> Entry:
        if case.status not in OPEN:
            raise NotPossible("案子已经办完，不再退回。")
        if case.organisation_id is not None:
            raise NotPossible("案子刚刚指派过，请刷新再看。")
        case.organisation_id = (await store.district(session)).id
        return Entry("case_returned", after={"why": "wrong_desk"}, reason=reason)

    await changed(database, by, change)
