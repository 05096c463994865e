"""Close a case: name what became of it, tell the citizen, ask how it was, plan the visits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from intake.clock import ZONE
from mediation.agreements import store as agreements
from mediation.cases.change import By, Entry, NotPossible, changed
from mediation.cases.show import open_question
from mediation.closing import rules
from mediation.db import Database, utc_now
from mediation.deadlines import watch
from mediation.dispatch import lead
from mediation.models import Case, Note
from mediation.notify import outbox, words
from mediation.records import store as records
from mediation.visits import store as visits

LONGEST_REASON: Final = 500
POSSIBLE: Final = {
    "accepted": ("agreed", "refused", "referred"),
    "assigned": ("agreed", "refused", "referred"),
    "agreed": ("agreed",),
    "failed": ("failed", "refused"),
}
"""State from which a case may be closed → what may have become of it."""
NO_RECORD: Final = (
    "谈成的要有依据：结果是“谈成了”的调解记录（口头谈成的也写一次），"
    "或者签了字的协议书（人民调解法28）。"
)
NO_WAY: Final = "没谈成的要告诉当事人还有哪些路可走（人民调解法26）：至少选一条，最多三条。"


@dataclass(frozen=True)
class Ending:
    """How a case ends.

    Attributes:
        outcome: one of :data:`intake.case_status.CLOSED_AS`, or "".
        ways: names of the other ways that the citizen is told.
        reason: for the log; the citizen does not see it.
    """

    outcome: str = ""
    ways: tuple[str, ...] = ()
    reason: str = ""


async def hindrances(session: AsyncSession, case: Case) -> list[str]:
    """What stands in the way of closing a case, whatever is filled in; each a sentence for staff."""
    found = []
    notes = await session.scalars(select(Note).where(Note.case_id == case.id).order_by(Note.id))
    asked = open_question(list(notes))
    if asked:
        found.append(f"还问着当事人“{asked}”，没有回话。等他回了，或者点“不等了”，再办结。")
    if case.status == "agreed" and not await _agreed_on_record(session, case):
        found.append(NO_RECORD)
    return found


async def close(database: Database, by: By, ending: Ending) -> None:
    """Close a case; everything that is missing is named at once.

    The citizen hears what became of it and, in a message of its own, is asked how it was: from one to
    five and a sentence. Where discretion is due there is only the hint that something is new. Visits are
    planned, all in one transaction.

    Raises:
        NotPossible: something is missing; the message names all of it.
        mediation.cases.intake_service.NoSuchCase, mediation.cases.change.ChangedMeanwhile: see there.
    """

    async def change(session: AsyncSession, case: Case) -> Entry:
        await lead.require(session, case, by.person, "办结")
        if case.status not in POSSIBLE:
            raise NotPossible("案子现在的状态不能办结：正在调解的，先记下谈成了还是没谈成。")
        missing = [*await hindrances(session, case), *await _missing(session, case, ending)]
        if missing:
            raise NotPossible("还不能办结。" + "".join(missing))
        before, case.status = case.status, "closed"
        watch.restart(case)
        case.outcome = ending.outcome
        _tell(session, case, ending, by.who)
        agreement = await agreements.current(session, case)
        until = agreement.perform_by if agreement and ending.outcome == "agreed" else None
        visits.plan(session, case, utc_now().astimezone(ZONE).date(), until)
        return Entry(
            "case_closed",
            {"status": before},
            {"status": "closed", "outcome": ending.outcome, "ways": list(ending.ways)},
            ending.reason.strip(),
        )

    await changed(database, by, change)


async def stop_asking(database: Database, by: By) -> None:
    """「不等了」: the question to the citizen is taken back, and the citizen told so.

    Raises:
        NotPossible: nothing is being asked.
        mediation.cases.intake_service.NoSuchCase, mediation.cases.change.ChangedMeanwhile: see there.
    """

    async def change(session: AsyncSession, case: Case) -> Entry:
        notes = await session.scalars(select(Note).where(Note.case_id == case.id).order_by(Note.id))
        asked = open_question(list(notes))
        if asked is None:
            raise NotPossible("没有等当事人回的话。")
        session.add(Note(case_id=case.id, kind="unasked", text=asked, at=utc_now(), who=by.who))
        outbox.tell(session, case, words.not_asked_any_more(case), by.who)
        return Entry("question_taken_back")

    await changed(database, by, change)


async def _missing(session: AsyncSession, case: Case, ending: Ending) -> list[str]:
    found = []
    if ending.outcome not in POSSIBLE[case.status]:
        found.append("请选这件事的结果。")
    elif ending.outcome == "agreed":
        if case.status != "agreed" and not await _agreed_on_record(session, case):
            found.append(NO_RECORD)
    else:
        known = {way.name for way in rules.load().ways}
        named = set(ending.ways)
        if not 0 < len(named) <= rules.MOST_WAYS or named - known:
            found.append(NO_WAY)
    if not 0 < len(ending.reason.strip()) <= LONGEST_REASON:
        found.append(f"请写一句说明，最多 {LONGEST_REASON} 个字。")
    return found


async def _agreed_on_record(session: AsyncSession, case: Case) -> bool:
    if any(one.result == "agreed" for one in await records.of_case(session, case)):
        return True
    agreement = await agreements.current(session, case)
    return agreement is not None and agreement.signed_on is not None


def _tell(session: AsyncSession, case: Case, ending: Ending, who: str) -> None:
    if words.discreet(case.urgency_signals):
        outbox.tell(session, case, words.DISCREET, who)
        return
    texts = rules.load()
    ways = ending.ways if ending.outcome != "agreed" else ()
    outbox.tell(session, case, texts.told(case.no, ending.outcome, ways), who)
    if case.citizen.startswith(outbox.NOBODY):
        return
    asks = texts.rating.format(no=case.no)
    outbox.tell(session, case, asks, who)
    session.add(Note(case_id=case.id, kind="rating_asked", text=asks, at=utc_now(), who=who))
