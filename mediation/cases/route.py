"""Correct the route of a case, with a letter that explains it to the citizen."""

from __future__ import annotations

from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from intake import knowledge
from intake.vocabulary import ROUTES
from mediation.cases.change import By, Entry, NotPossible, changed
from mediation.db import Database
from mediation.deadlines import watch
from mediation.models import Case
from mediation.notify import outbox, words
from mediation.organisations import store

LONGEST_LETTER: Final = 600


def letter(route: str) -> str:
    """The letter for a route, from ``data/knowledge/routes.yml``, for staff to add to.

    Raises:
        KeyError: there is no such route.
    """
    rules = {rule.name: rule for rule in knowledge.load().routes}
    rule = rules[route]
    return f"您反映的事，我们看过了，应当走“{rule.label}”这条路：{rule.reason}。{rule.tell}"


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
    if not 0 < len(text) <= LONGEST_LETTER:
        raise NotPossible(f"给当事人的说明写 1 到 {LONGEST_LETTER} 个字。")

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
        careful = words.discreet(case.urgency_signals)
        outbox.put(
            session,
            citizen=case.citizen,
            text=text,
            discreet=careful,
            who=by.who,
            case_no=case.no,
        )
        return Entry("route_corrected", {"route": before}, {"route": route}, text)

    await changed(database, by, change)
