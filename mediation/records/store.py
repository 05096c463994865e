"""Keep records of mediation: written once, put right by amendments, never overwritten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from mediation.cases.change import By, Entry, NotPossible, changed
from mediation.cases.workflow import may_be_mediated, require_mediation
from mediation.db import Database, utc_now
from mediation.models import Case, MediationRecord, RecordAmendment
from mediation.records.typed import RESULTS, Typed

WHILE: Final = ("accepted", "assigned", "mediating", "agreed", "failed")
"""States in which an attempt may be written down."""
LONGEST_AMENDMENT: Final = 1000
MOST_ATTEMPTS: Final = 50


@dataclass(frozen=True)
class Kept:
    """A record with what was put right since, oldest first."""

    record: MediationRecord
    amendments: Sequence[RecordAmendment] = ()

    @property
    def result(self) -> str:
        """What came of the attempt, as it stands by now."""
        results = [one.result for one in self.amendments if one.result]
        return results[-1] if results else self.record.result


async def write(database: Database, by: By, typed: Typed) -> None:
    """Write an attempt down; it gets the next number of its case.

    Raises:
        NotPossible: nobody mediates this case, not yet or no more.
        mediation.cases.intake_service.NoSuchCase, mediation.cases.change.ChangedMeanwhile: see there.
    """

    async def change(session: AsyncSession, case: Case) -> Entry:
        require_mediation(case)
        if case.status not in WHILE:
            raise NotPossible("受理以后、办结以前，才能写调解记录。")
        last = await session.scalar(
            select(func.max(MediationRecord.attempt)).where(MediationRecord.case_id == case.id)
        )
        attempt = (last or 0) + 1
        if attempt > MOST_ATTEMPTS:
            raise NotPossible(f"一件案子最多记 {MOST_ATTEMPTS} 次。")
        session.add(
            MediationRecord(
                case_id=case.id,
                attempt=attempt,
                held_at=typed.held_at.astimezone(UTC),
                place=typed.place,
                present=typed.present,
                applicant_said=typed.applicant_said,
                respondent_said=typed.respondent_said,
                result=typed.result,
                summary=typed.summary,
                who=by.who,
                at=utc_now(),
            )
        )
        return Entry("record_written", after={"attempt": attempt, "result": typed.result})

    await changed(database, by, change)


async def amend(database: Database, by: By, attempt: int, text: str, result: str = "") -> None:
    """Put a record right: what is added stands beside it, the record stays as it was.

    Args:
        result: where the result was wrong, the right one.

    Raises:
        NotPossible: no such record, nothing said or too much, no such result.
        mediation.cases.intake_service.NoSuchCase, mediation.cases.change.ChangedMeanwhile: see there.
    """
    text = text.strip()
    if not 0 < len(text) <= LONGEST_AMENDMENT:
        raise NotPossible(f"请写哪里错了、应当是什么，最多 {LONGEST_AMENDMENT} 个字。")
    if result and result not in RESULTS:
        raise NotPossible("没有这种结果。")

    async def change(session: AsyncSession, case: Case) -> Entry:
        record = await session.scalar(
            select(MediationRecord).where(
                MediationRecord.case_id == case.id, MediationRecord.attempt == attempt
            )
        )
        if record is None:
            raise NotPossible("没有这一次的记录。")
        session.add(
            RecordAmendment(
                record_id=record.id, text=text, result=result or None, who=by.who, at=utc_now()
            )
        )
        return Entry("record_amended", after={"attempt": attempt, "result": result or None})

    await changed(database, by, change)


def may_write(case: Case) -> bool:
    """Whether an attempt may be written down by now."""
    return case.status in WHILE and may_be_mediated(case)


async def of_case(session: AsyncSession, case: Case) -> list[Kept]:
    """All records of a case, in the order of the attempts."""
    records = await session.scalars(
        select(MediationRecord)
        .where(MediationRecord.case_id == case.id)
        .order_by(MediationRecord.attempt)
    )
    amendments: dict[int, list[RecordAmendment]] = {}
    rows = await session.scalars(
        select(RecordAmendment)
        .join(MediationRecord, MediationRecord.id == RecordAmendment.record_id)
        .where(MediationRecord.case_id == case.id)
        .order_by(RecordAmendment.id)
    )
    for one in rows:
        amendments.setdefault(one.record_id, []).append(one)
    return [Kept(record, amendments.get(record.id, ())) for record in records]
