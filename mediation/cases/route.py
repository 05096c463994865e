"""Correct the route of a case, with a letter that explains it to the citizen."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from intake.vocabulary import ROUTES
from mediation.cases.change import By, Entry, NotPossible, changed
from mediation.cases.citizen_letters import LONGEST
from mediation.db import Database
from mediation.deadlines import watch
from mediation.models import Case
from mediation.notify import outbox
from mediation.organisations import store


async def correct(database: Database, by: By, route: str, text: str) -> None:
    """Set the route and tell the citizen why and what comes next.

    A complaint about officials is sealed at once.

    Raises:
        NotPossible: no such route, no change, or the letter is empty or too long.
        mediation.cases.intake_service.NoSuchCase, mediation.cases.change.ChangedMeanwhile: see there.
    """
    text = text.strip()
    if route not in ROUTES:
        raise NotPossible("请选一个去向。")
    if not 0 < len(text) <= LONGEST:
        raise NotPossible(f"给当事人的说明写 1 到 {LONGEST} 个字。")

    async def change(session: AsyncSession, case: Case) -> Entry:
        if case.route == route:
            raise NotPossible("去向没有变。")
        if case.status in {"closed", "withdrawn"}:
            raise NotPossible("案子已经办结或撤回。")
        before = case.route
        case.route, case.route_reason = route, "工作人员核实后改的"
        watch.restart(case)
        if route == "discipline":
            case.sealed = True
            if case.complained_of_id is None:
                accused = await store.named_in(session, case.respondent_name, case.narrative)
                case.complained_of_id = accused.id if accused else None
        outbox.tell(session, case, text, by.who)
        return Entry("route_corrected", {"route": before}, {"route": route}, text)

    await changed(database, by, change)
