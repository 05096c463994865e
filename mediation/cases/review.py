"""What staff correct on a case: its type, urgency and facts."""

from __future__ import annotations

from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from intake.vocabulary import DISPUTE_TYPES, LEVELS
from mediation.cases.change import By, Entry, NotPossible, changed
from mediation.cases.fact_fields import EMPTY, FIELDS
from mediation.db import Database
from mediation.models import Case
from mediation.warning import raising

LONGEST_REASON: Final = 500


async def correct_type(database: Database, by: By, name: str) -> None:
    """Set the dispute type; the classifier's ranking stays beside it.

    Raises:
        NoSuchCase, ChangedMeanwhile: see there.
        NotPossible: there is no such type, or it stands there already.
    """
    if name not in DISPUTE_TYPES:
        raise NotPossible("请从十八类里选一类。")

    def change(_: AsyncSession, case: Case) -> Entry:
        if case.dispute_type == name:
            raise NotPossible(f"类型已经是“{name}”。")
        before = {"name": case.dispute_type, "source": case.type_source}
        case.dispute_type, case.type_source, case.type_confidence = name, "staff", 1.0
        return Entry("type_corrected", before, {"name": name, "source": "staff"})

    await changed(database, by, change)


async def correct_urgency(database: Database, by: By, level: str, reason: str) -> None:
    """Raise the colour at once, or lower it with a reason; the signals stay.

    Raising warns like any other case of that colour, lowering ends the warning of the colour before.

    Raises:
        NoSuchCase, ChangedMeanwhile: see there.
        NotPossible: no such colour, no change, no reason for lowering, or one too long.
    """
    reason = reason.strip()
    if level not in LEVELS:
        raise NotPossible("请选红、黄、蓝中的一个。")
    if len(reason) > LONGEST_REASON:
        raise NotPossible(f"理由最多写 {LONGEST_REASON} 个字。")

    async def change(session: AsyncSession, case: Case) -> Entry:
        rank = LEVELS.index(level)
        if rank == case.urgency_rank:
            raise NotPossible("颜色没有变。")
        lowered = rank > case.urgency_rank
        if lowered and not reason:
            raise NotPossible("调低颜色要写明理由。")
        before = {"level": case.urgency_level, "source": case.urgency_source}
        case.urgency_level, case.urgency_rank, case.urgency_source = level, rank, "staff"
        if lowered:
            await raising.lowered(session, case, by.who)
        else:
            await raising.warn(session, level, case=case, cause="staff")
        return Entry(
            "urgency_lowered" if lowered else "urgency_raised",
            before,
            {"level": level, "source": "staff"},
            reason or None,
        )

    await changed(database, by, change)


async def correct_fact(database: Database, by: By, field: str, typed: str) -> None:
    """Set one fact from what was typed; nothing typed means unknown.

    Raises:
        NoSuchCase, ChangedMeanwhile: see there.
        NotPossible: there is no such fact, or nothing changes.
        mediation.cases.fact_fields.FactError: the words do not fit.
    """
    if field not in FIELDS:
        raise NotPossible("没有这一项。")
    value = FIELDS[field].read(typed)
    if value is None:
        value = EMPTY.get(field)

    def change(_: AsyncSession, case: Case) -> Entry:
        before = getattr(case, field)
        if before == value:
            raise NotPossible(f"“{FIELDS[field].label}”没有变。")
        setattr(case, field, value)
        return Entry(
            "fact_corrected",
            {"field": field, "value": before},
            {"field": field, "value": value},
        )

    await changed(database, by, change)
