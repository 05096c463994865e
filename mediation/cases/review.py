"""What staff do with a case: accept it, correct its type, urgency and facts.

Each change is made in one transaction with its log entry, by the version of the case that the
person had before their eyes: when somebody else was faster, nothing is overwritten.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import select

from intake.vocabulary import DISPUTE_TYPES, LEVELS
from mediation import audit
from mediation.cases.fact_fields import EMPTY, FIELDS
from mediation.cases.intake_service import NoSuchCase
from mediation.db import Database
from mediation.models import Case

LONGEST_REASON: Final = 500


class ChangedMeanwhile(Exception):
    """The case is no longer as the person saw it; nothing was changed."""


class NotPossible(ValueError):
    """The change makes no sense; the message tells staff why."""


@dataclass(frozen=True)
class By:
    """Who changes which case.

    Attributes:
        who: the login.
        no: the case's number.
        version: the version the person saw.
    """

    who: str
    no: str
    version: int


@dataclass(frozen=True)
class _Entry:
    action: str
    before: Any = None
    after: Any = None
    reason: str | None = None


async def accept(database: Database, by: By) -> None:
    """Take a submitted case on.

    Raises:
        NoSuchCase, ChangedMeanwhile: see there.
        NotPossible: it is not waiting to be accepted.
    """

    def change(case: Case) -> _Entry:
        if case.status != "submitted":
            raise NotPossible("这件案子不在待审核状态，不用再受理。")
        case.status = "accepted"
        return _Entry("case_accepted", {"status": "submitted"}, {"status": "accepted"})

    await _changed(database, by, change)


async def correct_type(database: Database, by: By, name: str) -> None:
    """Set the dispute type; the classifier's ranking stays beside it.

    Raises:
        NoSuchCase, ChangedMeanwhile: see there.
        NotPossible: there is no such type, or it stands there already.
    """
    if name not in DISPUTE_TYPES:
        raise NotPossible("请从十八类里选一类。")

    def change(case: Case) -> _Entry:
        if case.dispute_type == name:
            raise NotPossible(f"类型已经是“{name}”。")
        before = {"name": case.dispute_type, "source": case.type_source}
        case.dispute_type, case.type_source, case.type_confidence = name, "staff", 1.0
        return _Entry("type_corrected", before, {"name": name, "source": "staff"})

    await _changed(database, by, change)


async def correct_urgency(database: Database, by: By, level: str, reason: str) -> None:
    """Raise the colour at once, or lower it with a reason; the signals stay.

    Raises:
        NoSuchCase, ChangedMeanwhile: see there.
        NotPossible: no such colour, no change, no reason for lowering, or one too long.
    """
    reason = reason.strip()
    if level not in LEVELS:
        raise NotPossible("请选红、黄、蓝中的一个。")
    if len(reason) > LONGEST_REASON:
        raise NotPossible(f"理由最多写 {LONGEST_REASON} 个字。")

    def change(case: Case) -> _Entry:
        rank = LEVELS.index(level)
        if rank == case.urgency_rank:
            raise NotPossible("颜色没有变。")
        lowered = rank > case.urgency_rank
        if lowered and not reason:
            raise NotPossible("调低颜色要写明理由。")
        before = {"level": case.urgency_level, "source": case.urgency_source}
        case.urgency_level, case.urgency_rank, case.urgency_source = level, rank, "staff"
        return _Entry(
            "urgency_lowered" if lowered else "urgency_raised",
            before,
            {"level": level, "source": "staff"},
            reason or None,
        )

    await _changed(database, by, change)


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

    def change(case: Case) -> _Entry:
        before = getattr(case, field)
        if before == value:
            raise NotPossible(f"“{FIELDS[field].label}”没有变。")
        setattr(case, field, value)
        return _Entry(
            "fact_corrected",
            {"field": field, "value": before},
            {"field": field, "value": value},
        )

    await _changed(database, by, change)


async def _changed(database: Database, by: By, change: Callable[[Case], _Entry]) -> None:
    async with database.writing() as session:
        case = await session.scalar(select(Case).where(Case.no == by.no).with_for_update())
        if case is None:
            raise NoSuchCase(by.no)
        if case.version != by.version:
            raise ChangedMeanwhile(by.no)
        entry = change(case)
        case.version += 1
        audit.record(
            session,
            by.who,
            entry.action,
            case_no=by.no,
            before=entry.before,
            after=entry.after,
            reason=entry.reason,
        )
